"""What people of the company do to a record: decide, take back, move on, note, evaluate, set aside."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import search
from career_relay.candidates.clocks import after_grace, months_later, purge_day
from career_relay.candidates.corrections import CORRECTABLE, corrected
from career_relay.candidates.duplicates import suggest_doubles
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import (
    Application,
    Candidate,
    DuplicateHint,
    Evaluation,
    Note,
    PoolMember,
    ScorecardTemplate,
)
from career_relay.candidates.remedies import Telling, settle
from career_relay.candidates.rules import ensure_decision, ensure_fair, ensure_said, words_of
from career_relay.candidates.signals import result_taken_back
from career_relay.candidates.states import DECIDED, IN_PROGRESS, Reached, RecordState, Stage, ensure_next
from career_relay.candidates.welcome import ensure_fast_track

_NEXT_ROUND = {Reached.DOCUMENT: Reached.FIRST, Reached.FIRST: Reached.SECOND, Reached.SECOND: Reached.FINAL}


@transaction.atomic
def decide(  # noqa: PLR0913 — one argument a question of the form
    application: Application,
    decision: str,
    *,
    by: Actor,
    reason: str = "",
    details: str = "",
    on: date | None = None,
    strengths: str = "",
    good_for: Iterable[str] = (),
    skipped: str = "",
    telling: Telling | None = None,
) -> Application:
    """Fix the result: rejected, withdrawn or hired. The reason stays inside the company; a notice is another step.

    in: `telling` is what a no says along. `on` is the first working day of somebody hired. `strengths` and `good_for` are what a later search finds them
    by; screens ask for them with every no, or for `skipped`, why nobody can say (PRODUCT A6).
    """
    application = _locked(application)
    ensure_decision(decision, reason)
    ensure_next(application.stage, decision)
    wanted = words_of(good_for)[:10]
    ensure_fair(details.strip(), strengths.strip(), skipped.strip(), *wanted, about=application.candidate)
    now = timezone.now()
    application.stage, application.decided_at = decision, now
    application.reason = reason if decision == Stage.REJECTED else ""
    application.reason_details = details.strip()
    application.last_activity_on = timezone.localdate(now)
    if strengths.strip() or wanted:
        application.strengths, application.good_for = strengths.strip(), wanted
    application.strengths_skipped = "" if application.strengths or application.good_for else skipped.strip()[:200]
    if decision == Stage.REJECTED:
        application.reapply_from = months_later(timezone.localdate(now), application.company.reapply_months)
        settle(application, telling or Telling())
    if decision == Stage.HIRED:
        application.started_on = on
    application.save()
    _wind_clock(application.candidate)
    if strengths.strip() or wanted:
        search.refresh(application.candidate)
    record(CandidateEvent.DECIDED, application, by=by, decision=decision, reason=application.reason)
    return application


@transaction.atomic
def reopen(application: Application, *, by: Actor) -> Application:
    """Take a no back: the selection goes on where it stood."""
    application = _locked(application)
    stage = Stage.SCREENING if application.reached == Reached.DOCUMENT else Stage.INTERVIEWING
    ensure_next(application.stage, stage)
    application.stage, application.decided_at, application.reapply_from = stage, None, None
    settle(application, Telling())
    application.reason, application.reason_details = "", ""
    application.last_activity_on = timezone.localdate()
    application.save()
    _wind_clock(application.candidate)
    record(CandidateEvent.REOPENED, application, by=by)
    result_taken_back.send(sender=Application, application=application, by=by)
    return application


@transaction.atomic
def advance(application: Application, stage: str, *, by: Actor, reached: str = "") -> Application:
    """Move a selection on. A further interview is the same stage and one round more."""
    application = _locked(application)
    if stage not in IN_PROGRESS:
        raise Refused(_("This is a result. Use the decision for it."))
    ensure_next(application.stage, stage)
    if stage == Stage.INTERVIEWING:
        now = Reached(application.reached)
        application.reached = reached or _NEXT_ROUND.get(now, Reached.FINAL)
    if stage == Stage.OFFERED:
        application.reached, application.offered_on = Reached.FINAL, timezone.localdate()
    application.stage, application.last_activity_on = stage, timezone.localdate()
    application.save()
    _wind_clock(application.candidate)
    record(CandidateEvent.ADVANCED, application, by=by, stage=stage, reached=application.reached)
    return application


@transaction.atomic
def promise(application: Application, day: date, *, by: Actor) -> Application:
    """Name the day by which the person has an answer."""
    application = _locked(application)
    if application.stage in DECIDED:
        raise Refused(_("The result is fixed already."))
    if day < timezone.localdate():
        raise Refused(_("Choose today or a later day."))
    if application.promised_on == day:
        return application
    application.promised_on = day
    application.save(update_fields=["promised_on"])
    _touch(application.candidate)
    record(CandidateEvent.PROMISED, application, by=by, day=day.isoformat())
    return application


@transaction.atomic
def add_note(candidate: Candidate, text: str, *, by: Actor) -> Note:
    """Keep words of the staff. Raises Refused for matters that have no place in a selection, naming them."""
    said = ensure_said(text)
    ensure_fair(said, about=candidate)
    note = Note.objects.create(company_id=candidate.company_id, candidate=candidate, author_id=_user(by), text=said)
    _touch(candidate)
    search.refresh(candidate)
    record(CandidateEvent.NOTED, candidate, by=by)
    return note


@transaction.atomic
def evaluate(  # noqa: PLR0913 — one argument a question of the form
    application: Application,
    *,
    by: Actor,
    reached: str,
    criteria: Iterable[dict[str, Any]] = (),
    strengths: str = "",
    comment: str = "",
    scorecard: ScorecardTemplate | None = None,
    recommendation: str = "",
    good_for: Iterable[str] = (),
) -> Evaluation:
    """Write down scores by criterion with the behaviour seen. Never leaves the company.

    in: criteria as `{"criterion", "score": 1-5, "behaviour"}`; `scorecard` is the version they are from.
    """
    seen, wanted = [one for one in criteria if one.get("criterion")], words_of(good_for)[:10]
    said = (strengths.strip(), comment.strip(), *wanted, *(one["criterion"] for one in seen))
    ensure_fair(*said, *(one.get("behaviour", "").strip() for one in seen), about=application.candidate)
    if not seen and not strengths.strip() and not comment.strip():
        raise Refused(_("Write something first."))
    scores = [Decimal(str(one["score"])) for one in seen]
    reviewer = User.objects.filter(pk=_user(by) or 0).first()
    evaluation = Evaluation.objects.create(
        company_id=application.company_id,
        application=application,
        reviewer=reviewer,
        reviewer_name=reviewer.name if reviewer else "",
        reached=reached,
        score=round(sum(scores, Decimal()) / len(scores), 1) if scores else None,
        criteria=seen,
        strengths=strengths.strip(),
        comment=comment.strip(),
        scorecard=scorecard,
        recommendation=recommendation,
        good_for=wanted,
    )
    _touch(application.candidate)
    search.refresh(application.candidate)
    record(CandidateEvent.EVALUATED, application, by=by)
    return evaluation


@transaction.atomic
def set_owner(candidate: Candidate, owner: User | None, *, by: Actor) -> None:
    _change(candidate, CandidateEvent.OWNER_SET, by, owner_id=owner.pk if owner else None)


@transaction.atomic
def set_tags(candidate: Candidate, tags: Iterable[str], *, by: Actor) -> None:
    """Replace the tags. Raises Refused for a tag about a protected matter."""
    wanted = list(dict.fromkeys(tag for tag in (one.strip()[:30] for one in tags) if tag))[:30]
    ensure_fair(*wanted)
    if _change(candidate, CandidateEvent.TAGGED, by, tags=wanted):
        search.refresh(candidate)


@transaction.atomic
def correct_record(candidate: Candidate, told: Mapping[str, Any], *, by: Actor) -> list[str]:
    """Put right what a file or a telephone got wrong. Gives the names of the fields that changed.

    in: any of `name kana email phone prefecture graduation_year`. raises Refused: the address is a proven one.
    """
    values = corrected(candidate, told)
    names: list[str] = [name for name in CORRECTABLE if name in values and getattr(candidate, name) != values[name]]
    if not names:
        return []
    _change(candidate, CandidateEvent.CORRECTED, by, {"fields": names}, **values)
    search.refresh(candidate)
    suggest_doubles(candidate)
    return names


@transaction.atomic
def snooze(candidate: Candidate, until: date | None, *, by: Actor) -> None:
    """Set the day to talk again; None forgets it."""
    if until and until <= timezone.localdate():
        raise Refused(_("Choose a later day than today."))
    _change(candidate, CandidateEvent.SNOOZED, by, {"day": until.isoformat() if until else ""}, snoozed_until=until)


@transaction.atomic
def stop_contact(candidate: Candidate, *, by: Actor, reason: str = "") -> None:
    """Send this person nothing but results. Raises Refused for a reason about a protected matter."""
    ensure_fair(reason)
    _change(
        candidate, CandidateEvent.CONTACT_STOPPED, by, do_not_contact=True, quiet_reason=" ".join(reason.split())[:200]
    )


@transaction.atomic
def allow_contact(candidate: Candidate, *, by: Actor) -> None:
    _change(candidate, CandidateEvent.CONTACT_ALLOWED, by, do_not_contact=False, quiet_reason="")


@transaction.atomic
def note_permission(candidate: Candidate, *, evidence: str, until: date, by: Actor) -> None:
    """Let the record say what the person has just said themself: we may write, on this evidence, until that day."""
    facts = {"until": until.isoformat()}
    held = {"state": RecordState.CONTACT, "state_evidence": evidence[:200], "state_since": timezone.localdate()}
    if _change(candidate, CandidateEvent.PERMISSION_NOTED, by, facts, **held, state_until=until):
        _wind_clock(candidate)


@transaction.atomic
def settle_permission(
    candidate: Candidate, state: RecordState, *, evidence: str = "", until: date | None = None, by: Actor
) -> None:
    """Let the record follow what the person chose on their own page: to be kept for a while, or no longer."""
    since = None if state == RecordState.RECORD else timezone.localdate()
    facts = {"state": state.value, "until": until.isoformat() if until else ""}
    held = {"state": state, "state_evidence": evidence[:200], "state_since": since, "state_until": until}
    if _change(candidate, CandidateEvent.PERMISSION_SETTLED, by, facts, **held):
        _wind_clock(candidate)
    if state == RecordState.RECORD:
        PoolMember.objects.filter(candidate=candidate).delete()


@transaction.atomic
def award_silver(candidate: Candidate, *, by: Actor) -> None:
    """Mark somebody who was almost hired: to be talked to first."""
    _change(candidate, CandidateEvent.SILVER_AWARDED, by, is_silver=True)


@transaction.atomic
def withdraw_silver(candidate: Candidate, *, by: Actor) -> None:
    _change(candidate, CandidateEvent.SILVER_WITHDRAWN, by, is_silver=False)


@transaction.atomic
def restore(candidate: Candidate, *, by: Actor, **values: Any) -> None:
    """Put values back that an act on many had changed. What a person agreed to is no such value."""
    if _change(candidate, CandidateEvent.RESTORED, by, **values) and "tags" in values:
        search.refresh(candidate)


@transaction.atomic
def tell_apart(candidate: Candidate, hint_id: UUID, *, by: Actor) -> None:
    """Put a suggestion aside: these two records are two people."""
    mine = Q(first=candidate) | Q(second=candidate)
    hint = DuplicateHint.objects.select_for_update().filter(mine, public_id=hint_id, dismissed_at=None).first()
    if hint is None:
        return
    hint.dismissed_at = timezone.now()
    hint.save(update_fields=["dismissed_at"])
    record(CandidateEvent.TOLD_APART, candidate, by=by, hint=hint.pk)


@transaction.atomic
def look_again(hint: DuplicateHint, *, by: Actor) -> None:
    """Take back that two records are two people: the pair is to be looked at again."""
    hint = DuplicateHint.objects.select_for_update(of=("self",)).select_related("first").get(pk=hint.pk)
    if hint.dismissed_at is None:
        return
    hint.dismissed_at = None
    hint.save(update_fields=["dismissed_at"])
    record(CandidateEvent.LOOKED_AT_AGAIN, hint.first, by=by, hint=hint.pk)


@transaction.atomic
def tell_whats_changed(application: Application, text: str, *, by: Actor) -> Application:
    """Keep the candidate's own words on what changed since the last time. Raises Refused for protected matters."""
    said = ensure_said(text)
    ensure_fair(said)
    application = _locked(application)
    if application.whats_changed == said:
        return application
    application.whats_changed = said
    application.save(update_fields=["whats_changed"])
    _touch(application.candidate)
    record(CandidateEvent.CHANGE_TOLD, application, by=by)
    return application


@transaction.atomic
def fast_track(application: Application, *, by: Actor) -> Application:
    """Somebody with a silver medal comes back: no second document screening, on to the interview (PRODUCT C6)."""
    application = _locked(application)
    ensure_fast_track(application)
    application.stage, application.reached = Stage.INTERVIEWING, Reached.FIRST
    application.last_activity_on = timezone.localdate()
    application.save(update_fields=["stage", "reached", "last_activity_on"])
    _wind_clock(application.candidate)
    record(CandidateEvent.FAST_TRACKED, application, by=by, stage=application.stage, why="silver")
    return application


# --- shared by the verbs ------------------------------------------------------------------------------------------


def _locked(application: Application) -> Application:
    found: Application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("candidate", "company")
        .get(pk=application.pk)
    )
    return found


def _user(by: Actor) -> int | None:
    return by.id if by.kind == ActorKind.USER else None


def _touch(candidate: Candidate) -> None:
    """The record stands among the recent ones."""
    candidate.save(update_fields=["updated_at"])


def _change(
    candidate: Candidate, event: CandidateEvent, by: Actor, facts: dict[str, Any] | None = None, /, **values: Any
) -> bool:
    """Change fields of a record and write it down; nothing happens when nothing changes."""
    row = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
        setattr(candidate, name, value)
    if changed:
        row.save(update_fields=[*(name.removesuffix("_id") for name in changed), "updated_at"])
        record(event, row, by=by, **(facts or {}))
    return bool(changed)


def _wind_clock(candidate: Candidate) -> None:
    """Set the day of erasure anew from the results as they now stand (LEGAL §5)."""
    rows = list(candidate.applications.all())
    ended = [_day(one.decided_at) or one.last_activity_on for one in rows if one.stage in DECIDED]
    still_open = [one.last_activity_on for one in rows if one.stage not in DECIDED]
    due = purge_day(candidate.company, ended, still_open, candidate.state_until)
    candidate.purge_after = after_grace(due, timezone.localdate(candidate.created_at))
    candidate.save(update_fields=["purge_after", "updated_at"])


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
