"""A person looks at what was read in a file and takes over what is right. Until then it is in no record and no search."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import search
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Document
from career_relay.candidates.resumes.shapes import Job, School
from career_relay.candidates.rules import ensure_fair

LONGEST_SKILL: Final = 60
MOST_SKILLS: Final = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody confirmed, as they corrected it."""

    jobs: tuple[Job, ...] = ()
    schools: tuple[School, ...] = ()
    qualifications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """What stands among the skills of the record, as an import puts it."""
        told = (*self.skills, *self.qualifications, *self.languages)
        return list(dict.fromkeys(name.strip()[:LONGEST_SKILL] for name in told if name.strip()))

    @property
    def history(self) -> str:
        return "\n\n".join(told_of_job(job) for job in self.jobs)

    @property
    def education(self) -> str:
        """Degree, subject and dates. The name of a school is never taken over: it would say where somebody is from."""
        return "\n".join(filter(None, (told_of_school(school) for school in self.schools)))


def told_of_job(job: Job) -> str:
    """2019年4月〜現在 合同会社こもれび バックエンドエンジニア, and below it what was done."""
    head = " ".join(filter(None, (span(job.begin, job.end, is_now=job.is_now), job.company, job.title)))
    return f"{head}\n{job.what}".strip()


def told_of_school(school: School) -> str:
    return " ".join(filter(None, (span(school.begin, school.end), school.degree, school.subject)))


def span(begin: str, end: str, *, is_now: bool = False) -> str:
    """Japanese dates whatever the language of the page: the record is read by the matching of this country."""
    if not begin and not end:
        return ""
    return f"{_month(begin)}〜{'現在' if is_now else _month(end)}"


def _month(told: str) -> str:
    year, _dash, month = told.partition("-")
    return f"{year}年{int(month)}月" if month else ""


@transaction.atomic
def confirm_document(document: Document, taken: Taken, *, by: Actor) -> Document:
    """Take over into the record what somebody confirmed. What the record says already is left as it is.

    raises Refused when nothing was chosen, something may not be kept, or the document was confirmed before.
    """
    candidate, document = _locked(document)
    if document.confirmed_at is not None:
        raise Refused(_("This file was confirmed already. Take that back first to confirm it again."))
    ensure_fair(taken.history, taken.education, *taken.names)
    added = _add(candidate, taken)
    if not added:
        raise Refused(_("Nothing new was chosen. Tick what should go into the record."))
    document.taken, document.confirmed_at = added, timezone.now()
    document.confirmed_by_id = by.id if by.kind == ActorKind.USER else None
    document.save(update_fields=["taken", "confirmed_at", "confirmed_by"])
    record(CandidateEvent.DOCUMENT_CONFIRMED, candidate, by=by, document=document.pk)
    return document


def _locked(document: Document) -> tuple[Candidate, Document]:
    """Both rows, the record first: as everywhere."""
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=document.candidate_id)
    return candidate, Document.objects.select_for_update(of=("self",)).get(pk=document.pk)


def _add(candidate: Candidate, taken: Taken) -> dict[str, Any]:
    """Change the record; give what was really added, for an undo."""
    added: dict[str, Any] = {}
    if fresh := [name for name in taken.names if name not in candidate.skills][: MOST_SKILLS - len(candidate.skills)]:
        candidate.skills = [*candidate.skills, *fresh]
        added["skills"] = fresh
    if taken.history and taken.history not in candidate.history:
        candidate.history = "\n\n".join(filter(None, (candidate.history, taken.history)))
        added["history"] = taken.history
    known = str(candidate.details.get("education", ""))
    if taken.education and taken.education not in known:
        candidate.details = {**candidate.details, "education": "\n".join(filter(None, (known, taken.education)))}
        added["education"] = taken.education
    if added:
        _save(candidate)
    return added


def _save(candidate: Candidate) -> None:
    candidate.save(update_fields=["skills", "history", "details", "updated_at"])
    search.refresh(candidate)


@transaction.atomic
def take_back_document(document: Document, *, by: Actor) -> Document:
    """Undo a confirmation: exactly what it added goes out of the record. raises Refused when it was edited since."""
    candidate, document = _locked(document)
    if document.confirmed_at is None:
        raise Refused(_("This file has not been confirmed."))
    added = document.taken
    education = str(candidate.details.get("education", ""))
    if added.get("history", "") not in candidate.history or added.get("education", "") not in education:
        raise Refused(_("The record was changed since then. Correct the record itself."))
    candidate.skills = [name for name in candidate.skills if name not in added.get("skills", ())]
    candidate.history = _without(candidate.history, added.get("history", ""))
    if added.get("education"):
        candidate.details = {**candidate.details, "education": _without(education, added["education"])}
    _save(candidate)
    document.taken, document.confirmed_at, document.confirmed_by = {}, None, None
    document.save(update_fields=["taken", "confirmed_at", "confirmed_by"])
    record(CandidateEvent.DOCUMENT_TAKEN_BACK, candidate, by=by, document=document.pk)
    return document


def _without(text: str, part: str) -> str:
    before, _part, after = text.partition(part) if part else (text, "", "")
    return "\n\n".join(filter(None, (before.strip(), after.strip())))
