"""What ends of a person's own rows, and when: copies nobody may read any more, and everything of somebody who leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.utils import timezone

from career_relay.accounts.models import Person, VerifiedAddress
from career_relay.base import journal
from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.erasure import registry
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate
from career_relay.consents import actions, ledger
from career_relay.consents.certificates.actions import forget_certificates
from career_relay.consents.events import Event
from career_relay.consents.models import (
    AccessGrant,
    AccountClosing,
    ConsentEntry,
    ConsentNow,
    Package,
    RightsRequest,
)
from career_relay.consents.signals import consent_withdrawn, person_leaving
from career_relay.consents.states import Act

ANSWERS = timedelta(days=30)  # companies have fourteen days; then the account goes, whatever is open
A_NIGHT = timedelta(days=1)
SILENT = timedelta(days=731)


# --- what a restored backup must not bring back ---------------------------------------------------------------------


def choice_of(row: ConsentEntry | ConsentNow) -> str:
    """The hash of what a choice is for: a line of the ledger and what holds now give the same."""
    return journal.choice_key(row.purpose, row.recipient_id, row.circle_id, row.position_ref)


@receiver(consent_withdrawn)
def note_withdrawal(entry: ConsentEntry, person_id: int, **_more: Any) -> None:
    """The end of a choice by the person's own word is replayed as an erasure is."""
    if entry.act == Act.WITHDRAWN:
        journal.note(journal.Kind.WITHDRAWAL, journal.person_key(person_id), choice_of(entry))


# --- copies ---------------------------------------------------------------------------------------------------------


def packages_over(_limit: datetime) -> QuerySet[Package]:
    """Packages of the active person whose day has passed and that nobody may read."""
    now = timezone.now()
    live = AccessGrant.objects.filter(package=OuterRef("pk"), revoked_at=None, until__gt=now)
    rows: QuerySet[Package] = Package.objects.filter(
        ~Exists(live), purge_after__lt=timezone.localdate(), content__has_key="recipient"
    )
    return rows


def empty_packages(ids: Sequence[int]) -> int:
    """Erase the content. Which items went to whom stays in the records, with the hash of what was sent."""
    rows = Package.objects.filter(pk__in=ids)
    return int(rows.update(content={"items": {}, "erased_on": timezone.localdate().isoformat()}))


def requests_over(limit: datetime) -> QuerySet[RightsRequest]:
    """Answered requests only."""
    rows: QuerySet[RightsRequest] = RightsRequest.objects.filter(
        purge_after__lt=timezone.localdate(limit), closed_at__isnull=False
    )
    return rows


# --- leaving --------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_to_leave(person_id: int, *, by: Actor, of_itself: bool = False) -> AccountClosing:
    """Write down that everything is to go. The rest goes at night, when companies have answered. Asking twice is once."""
    closing, made = AccountClosing.objects.get_or_create(person_id=person_id, defaults={"of_itself": of_itself})
    if made:
        record(Event.LEAVING_ASKED, closing, by=by)
        person_leaving.send(sender=AccountClosing, closing=closing)
    found: AccountClosing = closing
    return found


@transaction.atomic
def stay_after_all(person_id: int, *, by: Actor) -> None:
    """Somebody changed their mind before the night did its work."""
    for closing in AccountClosing.objects.filter(person_id=person_id):
        record(Event.STAYING, closing, by=by)
        closing.delete()


def leavings_over(_limit: datetime) -> QuerySet[AccountClosing]:
    """The wish of the active person, a night old, once no company has an answer left to give.

    Where nobody asked, a month must have passed without a visit.
    """
    now = timezone.now()
    asked, silent = Q(of_itself=False), Q(of_itself=True, asked_at__lt=now - ANSWERS)
    unseen = Q(person__last_seen_at=None) | Q(person__last_seen_at__lt=F("asked_at"))
    since = A_NIGHT if is_answered() else ANSWERS
    rows: QuerySet[AccountClosing] = AccountClosing.objects.filter(
        asked & Q(asked_at__lt=now - since) | silent & unseen
    )
    return rows


def is_answered() -> bool:
    waits = RightsRequest.objects.filter(closed_at=None).exists()
    return not waits and not Candidate.objects.exists()


def leave_these(ids: Sequence[int]) -> int:
    for closing in (found := list(AccountClosing.objects.filter(pk__in=ids))):
        forget_person(closing.person_id, by=SYSTEM)
    return len(found)


@transaction.atomic
def forget_person(person_id: int, *, by: Actor) -> None:
    """End the account: choices, profile, copies, addresses. The proof stays, under a pseudonym. Needs the person active."""
    actions.withdraw_all(person_id, by=by)
    actions.empty_passport(person_id, by=by)
    journal.note(journal.Kind.PERSON, journal.person_key(person_id))
    record(Event.LEFT, Person(pk=person_id), by=by)
    empty_packages(list(Package.objects.values_list("pk", flat=True)))
    _let_records_go(person_id)
    forget_certificates(person_id)
    for declared in reversed(registry.declared()):
        if field := declared.with_person:
            declared.model._default_manager.filter(**{field: person_id}).delete()
    ledger.pseudonymise(person_id)


def _let_records_go(person_id: int) -> None:
    """A record a company keeps all the same is its own: nobody is behind it any more."""
    for company_id in set(Candidate.objects.values_list("company_id", flat=True)):
        with acting_for(company_id):
            Candidate.objects.filter(person_id=person_id).update(person=None)
            Application.objects.filter(person_id=person_id).update(person=None)


# --- accounts nobody visits -----------------------------------------------------------------------------------------


def silent_people(_limit: datetime) -> QuerySet[Person]:
    """The active person, if nobody has visited their account for two years and they were not told of its end yet."""
    seen = Coalesce("last_seen_at", "created_at")
    rows: QuerySet[Person] = Person.objects.alias(seen=seen).filter(
        Exists(VerifiedAddress.objects.filter(person=OuterRef("pk"))),
        ~Exists(AccountClosing.objects.filter(person=OuterRef("pk"))),
        seen__lt=timezone.now() - SILENT,
    )
    return rows


def announce_end(ids: Sequence[int]) -> int:
    """Tell them that the account ends in a month unless they visit it (LEGAL T-03). Nothing is erased yet."""
    for person_id in ids:
        ask_to_leave(person_id, by=SYSTEM, of_itself=True)
    return 0
