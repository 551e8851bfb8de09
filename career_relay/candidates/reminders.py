"""Reminders: words about a person, for oneself or a colleague, on a day."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.clocks import months_later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Reminder
from career_relay.candidates.pools import ensure_no_hurdle, guarded, why_not_talk
from career_relay.candidates.rules import ensure_fair
from career_relay.companies.models import Membership

LONGEST_WORDS = 200
QUICK_MONTHS = (1, 3, 6)


def quick_days(today: date) -> list[tuple[int, date]]:
    """The days one press away: in one, three and six months."""
    return [(months, months_later(today, months)) for months in QUICK_MONTHS]


def open_reminders(candidate: Candidate) -> QuerySet[Reminder]:
    return Reminder.objects.filter(candidate=candidate, done_at=None).select_related("user", "made_by")


def due_for(user_id: int, today: date) -> QuerySet[Reminder]:
    """What somebody asked to be reminded of by today, the oldest first."""
    rows = Reminder.objects.filter(user_id=user_id, done_at=None, day__lte=today)
    return rows.select_related("candidate", "made_by").defer("candidate__search", "candidate__history")


@transaction.atomic
def remind(candidate: Candidate, user: User, day: date, words: str, *, by: Actor) -> Reminder:
    """Make a reminder. Raises Refused for a past day, no words, words about protected matters, and where there is a
    hurdle on that day."""
    ensure_day(day)
    said = ensure_words(words)
    ensure_colleague(candidate.company_id, user)
    ensure_no_hurdle(why_not_talk(candidate, guarded([candidate.pk], day), day))
    made = Reminder.objects.create(
        candidate=candidate,
        company_id=candidate.company_id,
        user=user,
        made_by_id=by.id if by.kind == ActorKind.USER else None,
        day=day,
        words=said,
    )
    candidate.save(update_fields=["updated_at"])
    record(CandidateEvent.REMINDER_MADE, candidate, by=by, reminder=made.pk, day=day.isoformat())
    return made


@transaction.atomic
def finish_reminder(reminder: Reminder, *, by: Actor) -> Reminder:
    reminder = _locked(reminder)
    if reminder.done_at is None:
        reminder.done_at = timezone.now()
        reminder.save(update_fields=["done_at"])
        record(CandidateEvent.REMINDER_DONE, reminder.candidate, by=by, reminder=reminder.pk)
    return reminder


@transaction.atomic
def put_off(reminder: Reminder, day: date, *, by: Actor) -> Reminder:
    """Ask again on a later day. Raises Refused for a past day, a done reminder, and where there is a hurdle."""
    reminder = _locked(reminder)
    if reminder.done_at:
        raise Refused(_("This reminder is done already."))
    ensure_day(day)
    candidate = reminder.candidate
    ensure_no_hurdle(why_not_talk(candidate, guarded([candidate.pk], day), day))
    if reminder.day != day:
        reminder.day = day
        reminder.save(update_fields=["day"])
        record(CandidateEvent.REMINDER_MOVED, candidate, by=by, reminder=reminder.pk, day=day.isoformat())
    return reminder


def ensure_day(day: date) -> None:
    if day <= timezone.localdate():
        raise Refused(_("Choose a later day than today."))


def ensure_words(words: str) -> str:
    """The words on one line. Raises Refused for none and for words about protected matters."""
    said = " ".join(words.split())
    if not said:
        raise Refused(_("Write what to remember."))
    if len(said) > LONGEST_WORDS:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": LONGEST_WORDS})
    ensure_fair(said)
    return said


def ensure_colleague(company_id: int, user: User) -> None:
    if not Membership.objects.filter(company_id=company_id, user=user).exists():
        raise Refused(_("Choose somebody of this company."))


def _locked(reminder: Reminder) -> Reminder:
    found: Reminder = Reminder.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=reminder.pk)
    return found
