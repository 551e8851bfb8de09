"""What a row changes in a record: blanks are filled, newer rows win, and a permission or a protection never shrinks.

An import may raise the state of a record with evidence; it never lifts a "do not contact", a withdrawal or a
protection, and it knows no consent to be shown to anybody (PRODUCT A12).
"""

from datetime import date, datetime, time
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.text.normalise import fold, fold_kana
from career_relay.base.wording import day_short
from career_relay.candidates import bulk
from career_relay.candidates.agencies import Terms
from career_relay.candidates.clocks import POOL_MONTHS, months_later, promise_today
from career_relay.candidates.identity import Held
from career_relay.candidates.models import Application
from career_relay.candidates.sources import latest_protection, protection
from career_relay.candidates.states import DECIDED, SILVER, Reached, RecordState, SourceKind, Stage
from career_relay.companies.models import Company
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.positions.models import Track

_RANK: Final = {RecordState.RECORD: 0, RecordState.POOL: 1, RecordState.CONTACT: 2}
_FAR: Final = {Reached.DOCUMENT: 0, Reached.FIRST: 1, Reached.SECOND: 2, Reached.FINAL: 3}
_DETAILS: Final = ("other_email", "other_phone", "postal_code", "address", "current_company", "education")
_TRACKS: Final = frozenset(Track.values)  # a property of the class that is made anew each time
_ORDER: Final = tuple(Stage.values)
_MOST_TAGS: Final = 30
_MOST_SKILLS: Final = 80


def apply_day(draft: CandidateDraft, today: date) -> date:
    """The day of the application; when the file does not say, the next best day it knows."""
    told = draft.application
    if told is None:
        return today
    return told.applied_on or told.introduced_on or told.decided_on or told.hired_on or today


def absorb(held: Held, draft: CandidateDraft, company: Company, today: date, terms: Terms) -> Application | None:
    """Take everything a draft says into the record. Gives the application it speaks of."""
    day = apply_day(draft, today)
    newest = all(one.applied_on <= day for one in held.applications)
    _absorb_person(held, draft, overwrite=newest)
    _absorb_state(held, draft)
    application = _absorb_application(held, draft.application, company, day) if draft.application else None
    if application and draft.application:
        _absorb_source(held, application, draft.application, terms)
    _mark_reapplications(held)
    _absorb_protection(held)
    return application


def _absorb_person(held: Held, draft: CandidateDraft, *, overwrite: bool) -> None:
    candidate = held.candidate
    known = (candidate.name_folded, candidate.email_key, candidate.phone_key, fold_kana(candidate.kana))
    told = (draft.name_key, draft.email_key, draft.phone_key, fold_kana(draft.kana))
    pairs = (("name", "name_folded"), ("email", "email_key"), ("phone", "phone_key"), ("kana", ""))
    for (shown, key), old, new in zip(pairs, known, told, strict=True):
        if new and new != old and (overwrite or not old):
            held.put(shown, getattr(draft, shown))
            if key:
                held.put(key, new)
    for name, value in _plain(draft).items():
        if value and (overwrite or not getattr(candidate, name)):
            held.put(name, value)
    if draft.external_id and not candidate.external_id:
        held.put("external_id", draft.external_id)
    _absorb_lists(held, draft)


def _plain(draft: CandidateDraft) -> dict[str, Any]:
    story = "\n\n".join(filter(None, (draft.work_history, draft.summary)))
    return {
        "prefecture": draft.prefecture[:10],
        "track": draft.track if draft.track in _TRACKS else "",
        "graduation_year": draft.graduation_year,
        "history": story,
    }


def _absorb_lists(held: Held, draft: CandidateDraft) -> None:
    candidate = held.candidate
    if draft.skills or draft.qualifications:
        skills = dict.fromkeys((*candidate.skills, *draft.skills, *draft.qualifications))
        held.put("skills", list(skills)[:_MOST_SKILLS])
    if fresh := [tag for tag in draft.tags if tag not in candidate.tags]:
        held.put("tags", [*candidate.tags, *fresh][:_MOST_TAGS])
        if not SILVER.isdisjoint(
            map(fold, fresh)
        ):  # a medal that was withdrawn since does not come back by its old tag
            held.put("is_silver", True)
    _absorb_details(held, draft)
    if draft.last_contact_on:
        met = at_start_of(draft.last_contact_on)
        held.put("last_contact_at", max(met, candidate.last_contact_at or met))


def _absorb_details(held: Held, draft: CandidateDraft) -> None:
    """What has no column of its own, and what the file said where we write it otherwise."""
    details: dict[str, Any] = {name: value for name in _DETAILS if (value := getattr(draft, name))}
    if draft.told:
        details["told"] = {**held.candidate.details.get("told", {}), **dict(draft.told)}
    if details:
        held.put("details", {**held.candidate.details, **details})


def _absorb_state(held: Held, draft: CandidateDraft) -> None:
    """Raise the state when the evidence is newer than what is known; set "do not contact", never lift it."""
    candidate = held.candidate
    if draft.do_not_contact:
        held.put("do_not_contact", True)
    raises = _RANK[RecordState(draft.state)] > _RANK[RecordState(candidate.state)]
    older = candidate.state_since is not None and (draft.state_on is None or draft.state_on <= candidate.state_since)
    if not raises or older or candidate.do_not_contact:
        return
    held.put("state", draft.state)
    held.put("state_evidence", evidence(draft))
    held.put("state_since", draft.state_on)
    lasts = months_later(draft.state_on, POOL_MONTHS) if draft.state_on else None
    held.put("state_until", min(filter(None, (lasts, draft.state_until)), default=None))


def evidence(draft: CandidateDraft) -> str:
    form = _("form %(version)s") % {"version": draft.state_form} if draft.state_form else ""
    return " · ".join(filter(None, (form, draft.state_evidence, day_short(draft.state_on))))[:200]


# --- the application ----------------------------------------------------------------------------------------------


def _absorb_application(held: Held, told: ApplicationDraft, company: Company, day: date) -> Application:
    application = held.application_of(told, day)
    if application is None:
        application = _new_application(told, company, day)
        held.applications.append(application)
        held.was.setdefault("application", "")
    else:
        _move_on(held, application, told, company)
    return application


def _new_application(told: ApplicationDraft, company: Company, day: date) -> Application:
    application = bulk.fresh(
        Application,
        company_id=company.pk,
        external_id=told.external_id,
        position_title=told.position,
        track=told.track if told.track in _TRACKS else Track.MID_CAREER,
        stage=told.stage,
        reached=told.reached,
        applied_on=day,
        last_activity_on=max(filter(None, (day, told.decided_on, told.hired_on))),
        reason_details=told.reason,
        started_on=told.hired_on,
        source=SourceKind.UNKNOWN,
    )
    _set_result(application, told, company)
    return application


def _set_result(application: Application, told: ApplicationDraft, company: Company) -> None:
    decided = told.decided_on or told.hired_on
    if told.outcome not in DECIDED:
        application.promised_on = promise_today(company, application.applied_on)
    elif decided:
        application.decided_at = at_start_of(decided)
        if told.outcome == Stage.REJECTED:
            application.reapply_from = months_later(decided, company.reapply_months)


def _move_on(held: Held, application: Application, told: ApplicationDraft, company: Company) -> None:
    """An application known before: further on, or decided. An older export never takes a result back."""
    fresh = _new_application(told, company, application.applied_on)
    if told.external_id and not application.external_id:
        held.put_application(application, "external_id", told.external_id)
    if told.reason and not application.reason_details:
        held.put_application(application, "reason_details", told.reason)
    if _FAR[Reached(told.reached)] > _FAR[Reached(application.reached)]:
        held.put_application(application, "reached", told.reached)
    if _is_news(application, fresh):
        for name in ("stage", "decided_at", "reapply_from", "started_on"):
            held.put_application(application, name, getattr(fresh, name))
    if fresh.last_activity_on > application.last_activity_on:
        held.put_application(application, "last_activity_on", fresh.last_activity_on)


def _is_news(known: Application, told: Application) -> bool:
    if known.stage in DECIDED:
        later = told.decided_at and (known.decided_at is None or told.decided_at > known.decided_at)
        return told.stage in DECIDED and bool(later)
    return told.stage in DECIDED or _ORDER.index(told.stage) > _ORDER.index(known.stage)


def _absorb_source(held: Held, application: Application, told: ApplicationDraft, terms: Terms) -> None:
    if told.source != SourceKind.UNKNOWN and application.source == SourceKind.UNKNOWN:
        held.put_application(application, "source", told.source)
    if (detail := (told.agency_firm or told.source_name)[:100]) and not application.source_detail:
        held.put_application(application, "source_detail", detail)
    introduced = told.introduced_on or application.introduced_on or application.applied_on
    months = terms.months(application.source_detail, introduced)
    until, origin = protection(told.source, introduced, until=told.protected_until, months=months)
    if until is None:
        return
    held.put_application(application, "introduced_on", introduced)
    if application.protected_until is None or until > application.protected_until:
        held.put_application(application, "protected_until", until)
        held.put_application(application, "protection_from", origin)


def _absorb_protection(held: Held) -> None:
    """The record carries the latest protection of its applications; a shorter one never replaces it."""
    until, firm = latest_protection(held.applications)
    known = held.candidate.protected_until
    if until and (known is None or until > known):
        held.put("protected_until", until)
        held.put("protected_by", firm)


def _mark_reapplications(held: Held) -> None:
    """Somebody who had an answer and came back: the later application is a re-application."""
    for one in held.applications:
        again = any(_ended(other) < one.applied_on for other in held.applications if other is not one)
        if again and not one.is_reapplication:
            held.put_application(one, "is_reapplication", True)


def _ended(application: Application) -> date:
    if application.stage not in DECIDED:
        return date.max
    decided = application.decided_at
    return timezone.localdate(decided) if decided else application.last_activity_on


def at_start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
