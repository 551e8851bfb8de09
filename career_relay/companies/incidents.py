"""Breaches: must it be reported, by when, what, and to whom (LEGAL B-01 to B-04, §3.4, §6.2; 個人情報保護法26条).

A company keeps a file for what happened to its own data; the operator keeps one for what happened here and tells each
company whose data it handles. Nothing here reads a candidate: `candidates.touched` makes the list of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.business_days import next_business_day
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import current_company, viewer
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, Incident, IncidentKind, IncidentNotice, IncidentPerson
from career_relay.companies.signals import breach_passed_on, breach_to_tell

MANY = 1_000  # more than so many people
UNLAWFUL = frozenset({IncidentKind.ACCESS, IncidentKind.MALWARE, IncidentKind.INSIDER})
FIRST = (2, 4)  # days after the day of knowledge, which is day 1: day 3 to day 5
FULL, FULL_UNLAWFUL = 29, 59  # day 30, day 60
PASS_ON = 2  # the operator tells a company by day 3 (規則9条)
EVIDENCE = 20  # characters: "yes, encrypted" is no evidence
LONGEST = 4_000

NINE: dict[str, str | Promise] = {
    "summary": _("1 What happened"),
    "kinds": _("2 Which kinds of personal data"),
    "people": _("3 How many people"),
    "cause": _("4 Cause"),
    "secondary": _("5 Further damage that happened or may happen"),
    "response": _("6 What was done for the people"),
    "publication": _("7 What was made public"),
    "prevention": _("8 What is done so that it does not happen again"),
    "other": _("9 Anything else that helps"),
}
FIVE = ("summary", "kinds", "cause", "secondary", "other")  # what each person is told (規則10条)


class Class(StrEnum):
    """The four kinds that have to be reported (規則7条)."""

    SENSITIVE = "sensitive"
    FINANCIAL = "financial"
    UNLAWFUL = "unlawful"
    MANY = "many"


CLASSES: dict[Class, str | Promise] = {
    Class.SENSITIVE: _("data that needs special care (要配慮個人情報)"),
    Class.FINANCIAL: _("it may cost people money"),
    Class.UNLAWFUL: _("it may have been done with an unlawful aim"),
    Class.MANY: _("more than 1,000 people"),
}


@dataclass(frozen=True, slots=True)
class Triage:
    """Which of the four classes apply, and whether the encryption exempts it."""

    classes: tuple[Class, ...]
    is_exempt: bool

    @property
    def is_reportable(self) -> bool:
        return bool(self.classes) and not self.is_exempt

    @property
    def labels(self) -> list[str | Promise]:
        return [CLASSES[one] for one in self.classes]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The days of the law, counted from the day somebody first knew."""

    first_from: date
    first_to: date
    full_by: date
    days: int


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


# --- what the law says ------------------------------------------------------------------------------------------------


def triage(incident: Incident) -> Triage:
    """Sort an incident. An unlawful aim is assumed where somebody broke in; encryption counts only with its evidence."""
    applies = {
        Class.SENSITIVE: incident.sensitive,
        Class.FINANCIAL: incident.financial,
        Class.UNLAWFUL: is_unlawful(incident),
        Class.MANY: incident.people > MANY,
    }
    found = tuple(one for one, holds in applies.items() if holds)
    return Triage(found, is_exempt=incident.encrypted and has_evidence(incident.evidence))


def is_unlawful(incident: Incident) -> bool:
    return incident.unlawful or incident.kind in UNLAWFUL


def has_evidence(words: str) -> bool:
    return len(words.strip()) >= EVIDENCE


def clocks_of(known_on: date, *, unlawful: bool = False) -> Clocks:
    """The day of knowledge is day 1. Only the full report rolls on to the next open day (LEGAL §6.2)."""
    days = FULL_UNLAWFUL if unlawful else FULL
    return Clocks(
        first_from=known_on + timedelta(days=FIRST[0]),
        first_to=known_on + timedelta(days=FIRST[1]),
        full_by=next_business_day(known_on + timedelta(days=days)),
        days=days + 1,
    )


def clocks(incident: Incident) -> Clocks:
    return clocks_of(incident.known_on, unlawful=is_unlawful(incident))


# --- the file of an incident --------------------------------------------------------------------------------------------

FACTS = (
    "title", "kind", "known_on", "happened_on", "people", "sensitive", "financial", "unlawful", "encrypted", "evidence",
    "contact", "first_report_on", "final_report_on",
)  # fmt: skip


@transaction.atomic
def open_incident(facts: Mapping[str, Any], *, by: Actor, notice: IncidentNotice | None = None) -> Incident:
    """Begin the file of an incident, for the active company or the operator. Raises Refused, naming the field."""
    incident = Incident(company_id=viewer().company_id, opened_by_id=_user(by), from_notice=_id_of(notice))
    _take(incident, facts)
    incident.save()
    if notice is not None:
        IncidentNotice.objects.filter(pk=notice.pk).update(taken_at=timezone.now())
    record(CompanyEvent.INCIDENT_OPENED, incident, by=by, kind=incident.kind, known_on=str(incident.known_on))
    return incident


def _id_of(notice: IncidentNotice | None) -> UUID | None:
    return notice.public_id if notice else None


def _user(by: Actor) -> int | None:
    return by.id if by.kind in {ActorKind.USER, ActorKind.OPERATOR} else None


def _take(incident: Incident, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(incident, name, facts[name])
    if incident.known_on > timezone.localdate():
        raise Refused(_t("The day somebody knew of it cannot be in the future."), code="known_on")
    if incident.encrypted and not has_evidence(incident.evidence):
        raise Refused(
            _t("Write how it was encrypted, who has the key, and how you know that the key is safe."), code="evidence"
        )


@transaction.atomic
def change_facts(incident: Incident, facts: Mapping[str, Any], *, by: Actor) -> Incident:
    """What is known changes; so do classes and clocks. Raises Refused, and for a closed file."""
    incident = _open(incident)
    _take(incident, facts)
    incident.save(update_fields=FACTS)
    record(CompanyEvent.INCIDENT_CHANGED, incident, by=by)
    return incident


@transaction.atomic
def write_report(incident: Incident, answers: Mapping[str, str], *, by: Actor) -> Incident:
    """Keep the nine items as they are known now. An empty one is "under investigation"."""
    incident = _open(incident)
    incident.answers = {key: str(answers.get(key, "")).strip()[:LONGEST] for key in NINE}
    incident.save(update_fields=["answers"])
    record(CompanyEvent.INCIDENT_CHANGED, incident, by=by, items=[key for key in NINE if incident.answers[key]])
    return incident


def report_of(incident: Incident) -> dict[str, str]:
    """The nine items of the report, as they stand; what is not known says so."""
    known = {**incident.answers}
    if not known.get("people"):
        known["people"] = str(incident.people) if incident.people else ""
    return {key: known.get(key) or _t("under investigation") for key in NINE}


@transaction.atomic
def close_incident(incident: Incident, outcome: str, *, by: Actor) -> Incident:
    """End the file with its outcome. Raises Refused without one, and while a report that is due is not made."""
    incident = _open(incident)
    if not outcome.strip():
        raise Refused(_t("Write how it ended."), code="REASON_REQUIRED")
    if triage(incident).is_reportable and incident.final_report_on is None:
        raise Refused(_t("The full report has to be made first: write down its day above."), code="REPORT_DUE")
    incident.outcome, incident.closed_at, incident.closed_by_id = outcome.strip()[:2_000], timezone.now(), _user(by)
    incident.save(update_fields=["outcome", "closed_at", "closed_by"])
    record(CompanyEvent.INCIDENT_CLOSED, incident, by=by)
    return incident


def _open(incident: Incident) -> Incident:
    found: Incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if found.closed_at is not None:
        raise Refused(_t("This file is closed. Open a new one if something else comes up."))
    return found


# --- whom it touched ----------------------------------------------------------------------------------------------------


@transaction.atomic
def list_people(incident: Incident, ids: Iterable[int], *, why: str, by: Actor) -> int:
    """Put people on the list of this incident, each once. Gives how many are new."""
    incident, owner = _open(incident), current_company()
    known = set(incident.touched.values_list("candidate_ref", flat=True))
    new = sorted(set(ids) - known)
    rows = [IncidentPerson(company_id=owner, incident=incident, candidate_ref=one, why=why) for one in new]
    IncidentPerson.objects.bulk_create(rows)
    if new:
        record(CompanyEvent.INCIDENT_TOUCHED, incident, by=by, why=why, n=len(new))
    return len(new)


@transaction.atomic
def drop_people(incident: Incident, *, by: Actor) -> int:
    """Take everybody off the list who was not told yet: the window was a wrong one."""
    incident = _open(incident)
    gone = int(incident.touched.filter(told_at=None).delete()[0])
    if gone:
        record(CompanyEvent.INCIDENT_TOUCHED, incident, by=by, why="dropped", n=gone)
    return gone


def letter_of(incident: Incident) -> Letter:
    """What each person reads: items 1, 2, 4, 5 and 9, and whom to ask. Never more (LEGAL B-03)."""
    answers = report_of(incident)
    company = incident.company
    name = company.name if company else ""
    blocks = [f"{_letter_heading(key)}\n{answers[key]}" for key in FIVE]
    ask = incident.contact or (company.contact_desk if company else "")
    parts = [
        _t("{company} has to tell you that your personal data may be concerned by an incident.").format(company=name),
        *blocks,
        *([_t("Whom you can ask") + "\n" + ask] if ask else []),
    ]
    return Letter(_t("About your personal data ({company})").format(company=name), "\n\n".join(parts))


def _letter_heading(key: str) -> str:
    """The heading without its number: 1, 2, 4, 5, 9 would look as if something were missing."""
    return str(NINE[key]).lstrip("0123456789 ")


@transaction.atomic
def tell_people(incident: Incident, *, by: Actor) -> int:
    """Send the letter to everybody on the list who has not had it, now that somebody has looked at it.

    Raises Refused while one of the five items is empty. Gives how many.
    """
    incident = _open(incident)
    if missing := [key for key in FIVE[:-1] if not incident.answers.get(key)]:
        raise Refused(
            _t("First write “{item}”: it is part of the letter.").format(item=NINE[missing[0]]), code=missing[0]
        )
    touched = list(incident.touched.select_for_update(of=("self",)).filter(told_at=None))
    IncidentPerson.objects.filter(pk__in=[one.pk for one in touched]).update(told_at=timezone.now(), told_how="mail")
    if touched:
        breach_to_tell.send(sender=Incident, incident=incident, touched=touched)
        record(CompanyEvent.INCIDENT_TOLD, incident, by=by, n=len(touched))
    return len(touched)


# --- the operator tells companies ---------------------------------------------------------------------------------------


@transaction.atomic
def pass_on(incident: Incident, companies: Sequence[Company], *, by: Actor) -> list[IncidentNotice]:
    """Tell each company whose data is concerned what is known now; each once. Needs the operator (LEGAL B-04)."""
    incident = _open(incident)
    told = []
    for company in companies:
        with acting_for(company.pk):
            notice, made = IncidentNotice.objects.get_or_create(
                company_id=company.pk, incident=incident.public_id, defaults={"known": known_of(incident)}
            )
        if made:
            breach_passed_on.send(sender=IncidentNotice, notice=notice)
            told.append(notice)
    if told:
        record(CompanyEvent.INCIDENT_PASSED_ON, incident, by=by, companies=[one.company_id for one in told])
    return told


def known_of(incident: Incident) -> dict[str, Any]:
    """What a company is told: the facts of the moment, not the operator's own file."""
    return {
        "title": incident.title,
        "kind": incident.kind,
        "known_on": incident.known_on.isoformat(),
        "happened_on": incident.happened_on.isoformat() if incident.happened_on else "",
        "report": report_of(incident),
    }


def pass_on_by(incident: Incident) -> date:
    """The day by which the operator has to have told them: day 3."""
    return incident.known_on + timedelta(days=PASS_ON)


def see_notice(notice: IncidentNotice) -> None:
    IncidentNotice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())


def file_of(incident: Incident) -> dict[str, Any]:
    """The file as JSON: classes, clocks and the nine items by number."""
    found, days = triage(incident), clocks(incident)
    return {
        "format": "career-relay/incident/1",
        "title": incident.title,
        "known_on": incident.known_on.isoformat(),
        "reportable": found.is_reportable,
        "classes": [one.value for one in found.classes],
        "first_report": [days.first_from.isoformat(), days.first_to.isoformat()],
        "full_report": days.full_by.isoformat(),
        "report": report_of(incident),
    }
