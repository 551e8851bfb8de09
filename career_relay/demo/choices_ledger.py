"""What people chose beside being asked: a record to keep, a choice that ends soon, and yesterday's anchor."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import override

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents.actions import How
from career_relay.consents.anchors import anchor
from career_relay.consents.keeping import give_keep, keep_words

HOW = How(channel="portal:keep", device="phone")
ENDS_IN = (180, 12)  # days: half a year; and so soon that it can be renewed


def fill(companies: dict[str, Company]) -> None:
    minato = companies["minato"]
    with acting_for(minato.pk):
        known = Candidate.objects.filter(person_id__isnull=False, state="record").order_by("pk")
        people = list(dict.fromkeys(known.values_list("person_id", flat=True)))[: len(ENDS_IN)]
    with override("ja"):
        for person_id, days in zip(people, ENDS_IN, strict=False):
            _keep(person_id, minato, days)
    anchor(timezone.localdate() - timedelta(days=1))


def _keep(person_id: int, minato: Company, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    until = timezone.make_aware(datetime.combine(day, time.max))
    words = keep_words(minato, "ja")
    with acting_as(person_id):
        give_keep(person_id, minato, until=until, words=words, by=person_actor(person_id), how=HOW)
