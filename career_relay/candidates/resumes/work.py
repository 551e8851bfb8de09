"""The work on one kept file, step by step: claim it, read it in the jail, leave out what may not be kept, write it down."""

from dataclasses import replace
from typing import Any

from career_relay.base.jail import Jailbird
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import documents
from career_relay.candidates.models import Document
from career_relay.candidates.resumes.guard import clean
from career_relay.candidates.resumes.refusals import UNREADABLE, Unwelcome
from career_relay.candidates.resumes.shapes import Extracted
from career_relay.candidates.resumes.skills import skills_in, work_text


def read_through(company_id: int, document_id: int) -> None:
    """Read a document that waits. However the reading ends, the document says so; it is never left "being read"."""
    with acting_for(company_id):
        document = documents.begin_reading(document_id)
    if document is None:
        return
    extracted, problem = _read(document)
    with acting_for(company_id):
        documents.finish_reading(document_id, extracted, problem)


def _read(document: Document) -> tuple[dict[str, Any], str]:
    """What stands in it, or the code of why not."""
    try:
        found = documents.read_file(document)
        extracted = Extracted.from_document(found["extracted"])
    except (Jailbird, Unwelcome, FileNotFoundError, KeyError, TypeError):
        return {}, "LATER"
    if problem := found.get("unreadable"):
        return {}, problem if problem in UNREADABLE else "LATER"
    fair = clean(extracted)
    named = {one.name: one for one in skills_in(work_text(fair.text))} | {one.name: one for one in fair.skills}
    return replace(fair, skills=tuple(named.values())).as_document(), ""
