"""Copies a company was asked to erase, each with its day (LEGAL C-14). The person reads how it stands, and gets a receipt.

Needs the company to be active, except `ask`.
"""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import SYSTEM, Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.consents.events import Event
from career_relay.consents.models import AccessGrant, Receipt
from career_relay.consents.signals import copy_erased, deletions_due

DAYS = 14  # LEGAL C-14
REMINDERS = (3, 0)  # days before the day
SHOWN_DAYS = 90


def ask(grant: AccessGrant, *, by: Actor) -> AccessGrant:
    """Ask the receiver to erase its copy, with a clock. What was asked already keeps its day."""
    if grant.deletion_due_on is None:
        grant.deletion_due_on = timezone.localdate() + timedelta(days=DAYS)
        grant.save(update_fields=["deletion_due_on"])
        record(Event.DELETION_ASKED, grant, by=by, company=grant.company_id)
    return grant


def waiting() -> models.QuerySet[AccessGrant]:
    """What the company still has to erase, the most urgent first."""
    found: models.QuerySet[AccessGrant] = AccessGrant.objects.filter(
        deletion_due_on__isnull=False, deletion_confirmed_at=None
    ).order_by("deletion_due_on", "pk")
    return found


def done_lately() -> models.QuerySet[AccessGrant]:
    since = timezone.now() - timedelta(days=SHOWN_DAYS)
    rows = AccessGrant.objects.filter(deletion_confirmed_at__gt=since).select_related("deletion_confirmed_by")
    found: models.QuerySet[AccessGrant] = rows.order_by("-deletion_confirmed_at", "-pk")
    return found


@transaction.atomic
def confirm_erased(grant: AccessGrant, *, by: Actor) -> AccessGrant:
    """Write down that the company has erased its copy. The person is told. Twice is once.

    Raises Refused while the company may still read: nothing was asked of it.
    """
    grant = AccessGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if grant.deletion_due_on is None:
        raise Refused(_("Nobody has asked for this copy to be erased."), code="NOT_ASKED")
    if grant.deletion_confirmed_at is None:
        grant.deletion_confirmed_at = timezone.now()
        grant.deletion_confirmed_by_id = by.id if by.kind == ActorKind.USER else None
        grant.save(update_fields=["deletion_confirmed_at", "deletion_confirmed_by"])
        record(Event.COPY_ERASED, grant, by=by, opened=was_opened(grant))
        copy_erased.send(sender=AccessGrant, grant=grant)
    return grant


def was_opened(grant: AccessGrant) -> bool:
    """Without its confirmation of receipt the company has read nothing (LEGAL P-02), so that there is no copy."""
    return Receipt.objects.filter(package_id=grant.package_id).exists()


def look_through(day: date) -> None:
    """The morning's round: what was never opened needs nobody, and whoever has to erase is reminded. Twice does no harm."""
    for grant in waiting():
        if not was_opened(grant):
            confirm_erased(grant, by=SYSTEM)
    for left in REMINDERS:
        if waiting().filter(deletion_due_on=day + timedelta(days=left)).exists():
            deletions_due.send(sender=AccessGrant, company_id=current_company(), day=day, left=left)
