"""The person's own profile: prefilled from records companies keep of them, written only by the person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.base.text import lint
from career_relay.candidates.models import Candidate
from career_relay.consents.events import Event
from career_relay.consents.models import Passport
from career_relay.consents.shields import ensure_own_address
from career_relay.consents.signals import passport_changed, passport_stale

FREE_TEXT = ("headline", "history", "skills", "start_from", "working_time", "letter")
ASK_AGAIN = timedelta(days=90)  # PRODUCT D2
HIDDEN_AFTER = timedelta(days=180)  # LEGAL J-05; `sql/may_show.sql` says the same


class Fields(TypedDict, total=False):
    name: str
    email: str
    headline: str
    history: str
    skills: list[str]
    prefectures: list[str]
    remote: str
    pay_min: int | None
    start_from: str
    employment: list[str]
    weekly_hours: int | None
    working_time: str
    letter: str


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the person's records say, so that nobody types a career twice."""

    name: str = ""
    email: str = ""
    history: str = ""
    skills: list[str] = field(default_factory=list)
    prefectures: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)  # where it comes from


def prefill(person_id: int) -> Prefill:
    """Gather name, address, history, skills and prefecture from the records the person owns, newest first."""
    rows = list(Candidate.objects.filter(person_id=person_id).select_related("company").order_by("-updated_at", "-id"))
    primary = VerifiedAddress.objects.filter(person_id=person_id).order_by("-is_primary", "id").first()
    return Prefill(
        name=next((row.name for row in rows if row.name), ""),
        email=primary.address if primary else "",
        history="\n\n".join(_distinct(row.history.strip() for row in rows)),
        skills=_distinct(skill for row in rows for skill in row.skills),
        prefectures=_distinct(row.prefecture for row in rows)[:1],
        companies=_distinct(row.company.name for row in rows),
    )


def current(person_id: int) -> Passport | None:
    found: Passport | None = Passport.objects.filter(person_id=person_id).first()
    return found


def started(person_id: int) -> Passport:
    """Give the person's passport, or an unsaved one filled from what they own."""
    if found := current(person_id):
        return found
    known = prefill(person_id)
    return Passport(
        person_id=person_id,
        name=known.name,
        email=known.email,
        history=known.history,
        skills=known.skills,
        prefectures=known.prefectures,
        as_of=timezone.localdate(),
    )


@transaction.atomic
def save_passport(person_id: int, *, by: Actor, **fields: Unpack[Fields]) -> Passport:
    """Keep what the person wrote. Raises Refused for words that may not be part of a selection (LEGAL §3.6)."""
    ensure_fair(fields)
    if address := fields.get("email"):
        ensure_own_address(address)
    passport = Passport.objects.select_for_update().filter(person_id=person_id).first() or started(person_id)
    for name, value in fields.items():
        setattr(passport, name, value)
    passport.as_of = timezone.localdate()
    passport.save()
    record(Event.PASSPORT_SAVED, passport, by=by, fields=sorted(fields))
    ask_later(person_id)
    passport_changed.send(sender=Passport, passport=passport)
    return passport


# --- as of when ---------------------------------------------------------------------------------------------------


def is_paused(passport: Passport, *, at: datetime) -> bool:
    return passport.paused_until is not None and passport.paused_until >= timezone.localdate(at)


def is_stale(passport: Passport, *, at: datetime) -> bool:
    """Whether it is time to look through it again."""
    return passport.pk is not None and timezone.localdate(at) - passport.as_of >= ASK_AGAIN


def is_hidden(passport: Passport, *, at: datetime) -> bool:
    """Whether it is too old for companies to ask about it."""
    return passport.pk is not None and timezone.localdate(at) - passport.as_of > HIDDEN_AFTER


@transaction.atomic
def confirm_passport(person_id: int, *, by: Actor) -> Passport:
    """The person looked through it, and it still holds: as of today. Raises Refused without a passport."""
    passport: Passport | None = Passport.objects.select_for_update().filter(person_id=person_id).first()
    if passport is None:
        raise Refused(_("There is no profile yet. Write it first."))
    if passport.as_of == timezone.localdate():
        return passport
    passport.as_of = timezone.localdate()
    passport.save(update_fields=["as_of", "updated_at"])
    record(Event.PASSPORT_CONFIRMED, passport, by=by)
    ask_later(person_id)
    passport_changed.send(sender=Passport, passport=passport)
    return passport


def ask_later(person_id: int) -> None:
    """Ask again in ninety days whether it still holds."""
    from career_relay.consents.tasks import ask_whether_it_holds  # tasks never import actions, and these need the task

    later(ask_whether_it_holds, at=timezone.now() + ASK_AGAIN, person_id=person_id)


def ask_now(person_id: int, *, at: datetime | None = None) -> bool:
    """Tell the rooms to the right that a passport has grown old. False when it was looked through meanwhile, or is empty."""
    passport = current(person_id)
    if passport is None or not passport.email or not is_stale(passport, at=at or timezone.now()):
        return False
    passport_stale.send(sender=Passport, passport=passport)
    return True


def ensure_fair(fields: Fields) -> None:
    for name in FREE_TEXT:
        if findings := lint.check(as_text(fields.get(name)), lint.FAIR):
            raise Refused(findings[0].message, code=findings[0].code)
    if not fields.get("name", "-").strip() or not fields.get("email", "-").strip():
        raise Refused(_("A name and an e-mail address are needed to answer a company."))


def as_text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
