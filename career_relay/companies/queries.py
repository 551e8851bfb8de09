"""Questions about companies: asked here and nowhere else."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils import timezone

from career_relay.companies.licences import GIVES, Mode, in_force, mode_of
from career_relay.companies.models import Company, Licence


def network_licences() -> models.QuerySet[Licence]:
    """Give the licences whose holder is the operator: they set the mode of the network."""
    return Licence.objects.filter(holder__kind=Company.Kind.OPERATOR).select_related("holder")


def current_mode(on: date | None = None) -> Mode:
    return mode_of(network_licences(), on=on or timezone.localdate())


def strongest(licences: Iterable[Licence], *, on: date) -> Licence | None:
    """Give the licence among these that allows most on that day."""
    return max((one for one in licences if in_force(one, on)), key=lambda one: GIVES[one.kind], default=None)


def network_operator() -> Company | None:
    return Company.objects.filter(kind=Company.Kind.OPERATOR).first()


def live_members() -> models.QuerySet[Company]:
    return Company.objects.filter(kind=Company.Kind.MEMBER, verified_at__isnull=False, suspended_at__isnull=True)
