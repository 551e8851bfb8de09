"""A résumé the person holds themself, read once to save typing. The file is not kept, and nothing is saved by it.

It is read where every foreign file is read: in the jail, by `candidates.resumes`. What may not be part of a selection is
left out, and only counted (LEGAL §3.6, §3.8, F-05).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.jail import run_jailed
from career_relay.candidates.documents import READ, examine
from career_relay.candidates.resumes.guard import clean
from career_relay.candidates.resumes.refusals import Unwelcome
from career_relay.candidates.resumes.shapes import Extracted, Job
from career_relay.candidates.resumes.skills import skills_in, work_text

LONGEST_HISTORY = 8000
MOST_SKILLS = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file says, for the person to change, keep or throw away."""

    history: str = ""
    skills: list[str] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)  # code of a rule → sentences

    @property
    def is_empty(self) -> bool:
        return not (self.history or self.skills)


def read_resume(file: IO[bytes] | bytes | File[Any], name: str) -> Offer:
    """Read a PDF, Word, text or JSON file. Keeps nothing of it. Raises Refused: what is wrong and how to mend it."""
    examined = examine(file, name)
    if examined.unreadable:
        raise Refused(
            _("No text was found in this file; text inside pictures cannot be read. Please type what matters.")
        )
    found = run_jailed(READ, examined.data, media=examined.media.name)
    if stopped := found.get("stopped"):
        raise Unwelcome(str(stopped))
    offer = offer_of(Extracted.from_document(found["extracted"]))
    if offer.is_empty:
        raise Refused(_("Neither work history nor skills were found in this file. Please type what matters."))
    return offer


def offer_of(extracted: Extracted) -> Offer:
    """Without what may not stand in a profile."""
    fair = clean(extracted)
    named = {one.name: one for one in skills_in(work_text(fair.text))} | {one.name: one for one in fair.skills}
    fair = replace(fair, skills=tuple(named.values()))
    skills = [*named, *(one.name for one in fair.qualifications), *fair.languages]
    return Offer(
        history="\n\n".join(_paragraph(job) for job in fair.jobs)[:LONGEST_HISTORY].strip(),
        skills=list(dict.fromkeys(one.strip()[:60] for one in skills if one.strip()))[:MOST_SKILLS],
        left_out=fair.left_out,
    )


def _paragraph(job: Job) -> str:
    """One employer: when, where, as what; then what was done."""
    return "\n".join(_lines(job))


def _lines(job: Job) -> Iterator[str]:
    until = _("present") if job.is_now else job.end.replace("-", "/")
    since = job.begin.replace("-", "/")
    period = f"{since}〜{until}" if since or until else ""
    yield " ".join(filter(None, (period, job.company, job.title)))
    if job.what:
        yield job.what
