"""What becomes of words the guard stopped: left out and counted, or held back for the officer to decide (F-03, F-04)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM, Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.candidates import actions, search
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate, Evaluation, FairCount, FairException, FairOfficer
from career_relay.candidates.models import Note as Words
from career_relay.candidates.rules import fingerprint
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Permission, may
from career_relay.positions.models import Position

LONGEST: Final = timedelta(days=183)  # an exception is rare and short: half a year at most
WAITS: Final = timedelta(days=14)  # nobody decided: the words go
NEVER: Final = frozenset({"FAIR-MN"})  # no purpose makes this lawful (番号法15条・20条)
_SHORTEST_REASON: Final = 10
State = FairException.State
Kind = FairCount.Kind


def leave_out(texts: Iterable[str]) -> tuple[str, ...]:
    """Count that somebody volunteered it, and forget the words. Gives the items; nothing else is written (F-04)."""
    items = tuple(dict.fromkeys(code for text in texts for code in lint.items_hit(text)))
    _count(Kind.VOLUNTEERED, items)
    return items


@transaction.atomic
def ask_exception(
    about: Candidate | Position, text: str, *, purpose: str, necessity: str, until: date | None, by: Actor
) -> FairException:
    """Hold the words back until an officer decides. They are kept in this row and nowhere else.

    Raises Refused without purpose, necessity or an end, and for what no purpose makes lawful.
    """
    items = lint.items_hit(text)
    if not items:
        raise Refused(_("These words may be kept as they are. No exception is needed."))
    if NEVER & set(items):
        raise Refused(_("An Individual Number may not be kept for a selection, whatever the purpose."), code="FAIR-MN")
    for said in (purpose, necessity):
        if len(said.strip()) < _SHORTEST_REASON:
            raise Refused(_("Say in a sentence what it is needed for, and why the work cannot do without it."))
    asked = FairException.objects.create(
        company_id=about.company_id,
        candidate=about if isinstance(about, Candidate) else None,
        position=about if isinstance(about, Position) else None,
        text=text.strip(),
        fingerprint=fingerprint(text),
        items=list(items),
        purpose=purpose.strip()[:300],
        necessity=necessity.strip()[:300],
        wanted_until=ensure_end(until),
        asked_by_id=_user(by),
    )
    _count(Kind.ASKED, items)
    record(CandidateEvent.EXCEPTION_ASKED, asked, by=by, items=list(items))
    return asked


def ensure_end(day: date | None) -> date:
    """The day an exception ends: there is one, it is ahead, and not more than half a year away."""
    today = timezone.localdate()
    if day is None or not today < day <= today + LONGEST:
        raise Refused(
            _("Choose the day on which the exception ends, within six months from now."), code="EXPIRY_REQUIRED"
        )
    return day


@transaction.atomic
def approve(exception: FairException, *, expires_on: date | None, by: Membership) -> FairException:
    """Let exactly these words be kept about this person until a day. Raises Refused without that day."""
    exception = _to_decide(exception, by)
    exception.expires_on = ensure_end(expires_on)
    return _decided(exception, State.APPROVED, Kind.APPROVED, CandidateEvent.EXCEPTION_APPROVED, by)


@transaction.atomic
def refuse(exception: FairException, *, by: Membership) -> FairException:
    """Say no: the words are erased at once."""
    exception = _to_decide(exception, by)
    exception.text = exception.fingerprint = ""
    return _decided(exception, State.REFUSED, Kind.REFUSED, CandidateEvent.EXCEPTION_REFUSED, by)


@transaction.atomic
def keep_as_note(exception: FairException, *, by: Actor) -> Words:
    """Move approved words from the exception into a note. The row keeps only the fingerprint."""
    exception = _locked(exception)
    if exception.state != State.APPROVED or not exception.text or exception.candidate is None:
        raise Refused(_("There is nothing to keep here."))
    note = actions.add_note(exception.candidate, exception.text, by=by)
    exception.text = ""
    exception.save(update_fields=["text"])
    record(CandidateEvent.EXCEPTION_KEPT, exception, by=by)
    return note


@transaction.atomic
def end_exceptions(on: date) -> int:
    """End what has run out, and what nobody decided: the words go, wherever they were kept. Gives how many."""
    run_out = FairException.objects.select_for_update(of=("self",)).filter(state=State.APPROVED, expires_on__lt=on)
    left_lying = FairException.objects.select_for_update(of=("self",)).filter(
        state=State.WAITING, asked_at__date__lt=on - WAITS
    )
    ended = [*run_out.select_related("candidate"), *left_lying.select_related("candidate")]
    for one in ended:
        if one.candidate and one.fingerprint:
            _wipe(one.candidate, one.fingerprint)
        one.text, one.fingerprint, one.state = "", "", State.ENDED
        one.save(update_fields=["text", "fingerprint", "state"])
        record(CandidateEvent.EXCEPTION_ENDED, one, by=SYSTEM)
    return len(ended)


# --- the officer --------------------------------------------------------------------------------------------------


def may_decide(membership: Membership) -> bool:
    """Whether somebody is the officer: named by the company or, while nobody is, whose role allows it."""
    named = set(FairOfficer.objects.values_list("user_id", flat=True))
    return membership.user_id in named if named else may(membership.role, Permission.DECIDE_FAIRNESS)


@transaction.atomic
def name_officers(company: Company, users: Iterable[User], *, by: Actor) -> None:
    """Name who decides exceptions. Raises Refused for somebody who does not work here."""
    wanted = {one.pk for one in users}
    if Membership.objects.filter(company=company, user_id__in=wanted).count() != len(wanted):
        raise Refused(_("Only somebody of the staff can be named."))
    named = set(FairOfficer.objects.values_list("user_id", flat=True))
    if wanted == named:
        return
    FairOfficer.objects.exclude(user_id__in=wanted).delete()
    FairOfficer.objects.bulk_create([FairOfficer(company=company, user_id=one) for one in wanted - named])
    record(CandidateEvent.OFFICERS_NAMED, company, by=by, users=sorted(wanted))


def officers() -> list[User]:
    return list(User.objects.filter(pk__in=FairOfficer.objects.values("user_id")).order_by("name"))


# --- counts -------------------------------------------------------------------------------------------------------


def months(latest: int = 12) -> list[tuple[date, dict[str, dict[str, int]]]]:
    """The months with something to report, newest first: item → kind → count. No person, no words."""
    found: dict[date, dict[str, dict[str, int]]] = {}
    for one in FairCount.objects.order_by("-month", "item"):
        found.setdefault(one.month, {}).setdefault(one.item, {})[one.kind] = one.count
    return list(found.items())[:latest]


def _count(kind: str, items: Iterable[str]) -> None:
    month = timezone.localdate().replace(day=1)
    for item in items:
        row, _new = FairCount.objects.get_or_create(month=month, kind=kind, item=item)
        FairCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


# --- shared by the verbs ------------------------------------------------------------------------------------------


def _locked(exception: FairException) -> FairException:
    rows = FairException.objects.select_for_update(of=("self",)).select_related("candidate")
    found: FairException = rows.get(pk=exception.pk)
    return found


def _to_decide(exception: FairException, by: Membership) -> FairException:
    """The row to decide. Raises Refused for anybody but the officer, for the one who asked, and for a decided one."""
    exception = _locked(exception)
    if not may_decide(by):
        raise Refused(_("Only the officer for fair selection decides on exceptions."), code="OFFICER_ONLY")
    if exception.asked_by_id == by.user_id:
        raise Refused(_("Nobody decides on an exception they asked for themselves."), code="OFFICER_ONLY")
    if exception.state != State.WAITING:
        raise Refused(_("This has been decided already."))
    return exception


def _decided(exception: FairException, state: str, kind: str, event: CandidateEvent, by: Membership) -> FairException:
    exception.state, exception.decided_by_id, exception.decided_at = state, by.user_id, timezone.now()
    exception.save()
    _count(kind, exception.items)
    record(event, exception, by=Actor(ActorKind.USER, by.user_id), items=exception.items)
    return exception


def _wipe(candidate: Candidate, mark: str) -> None:
    """Take approved words out of every place of a record they may have been saved in."""
    Words.objects.filter(pk__in=[one.pk for one in candidate.notes.all() if fingerprint(one.text) == mark]).delete()
    for application in candidate.applications.all():
        _blank(application, ("reason_details", "strengths", "strengths_skipped"), mark)
    for sheet in Evaluation.objects.filter(application__candidate=candidate):
        kept = [{**one, "behaviour": _without(one.get("behaviour", ""), mark)} for one in sheet.criteria]
        if kept != sheet.criteria:
            sheet.criteria = kept
            sheet.save(update_fields=["criteria"])
        _blank(sheet, ("strengths", "comment"), mark)
    search.refresh(candidate)


def _blank(row: Application | Evaluation, names: tuple[str, ...], mark: str) -> None:
    hit = [name for name in names if _without(getattr(row, name), mark) != getattr(row, name)]
    for name in hit:
        setattr(row, name, "")
    if hit:
        row.save(update_fields=hit)


def _without(text: str, mark: str) -> str:
    return "" if text and fingerprint(text) == mark else text


def _user(by: Actor) -> int | None:
    return by.id if by.kind == ActorKind.USER else None
