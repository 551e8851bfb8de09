"""The notebook of a person, chapter by chapter: every answer, date, promise and letter, and their own notes (PRODUCT D9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from career_relay.base.text.normalise import fold
from career_relay.companies.models import Company
from career_relay.consents import notebook, recommendations
from career_relay.consents.models import KeptLetter, NotebookNote, NotebookPage, Share, ShareRecord
from career_relay.portal import letters
from career_relay.portal.letters import Result


@dataclass(slots=True)
class Chapter:
    """What a person has from one company, and thinks of it. `company` is None for one that is not here."""

    name: str
    company: Company | None = None
    results: list[Result] = field(default_factory=list)
    pages: list[NotebookPage] = field(default_factory=list)
    letters: list[KeptLetter] = field(default_factory=list)
    notes: list[NotebookNote] = field(default_factory=list)


class _Book:
    """Chapters by company; only what has the wanted words goes in, when there are any."""

    def __init__(self, words: str) -> None:
        self.wanted = fold(words)
        self.found: dict[str, Chapter] = {}

    def at(self, name: str, company: Company | None) -> Chapter:
        key = f"c{company.pk}" if company else f"n{fold(name)}"
        return self.found.setdefault(key, Chapter(name, company))

    def has(self, *texts: str) -> bool:
        return not self.wanted or any(self.wanted in fold(text) for text in texts)

    def add_results(self, results: Iterable[Result]) -> None:
        for one in results:
            if self.has(one.company.name, one.position_title, *(part.text for part in one.paragraphs)):
                self.at(one.company.name, one.company).results.append(one)

    def add_pages(self, pages: Iterable[NotebookPage]) -> None:
        for one in pages:
            if self.has(one.company_name, one.position_title, one.words):
                self.at(one.company_name, one.about).pages.append(one)

    def add_letters(self, kept: Iterable[KeptLetter]) -> None:
        for one in kept:
            if self.has(one.company_name, *(text for line in one.lines for text in line.values())):
                self.at(one.company_name, one.about).letters.append(one)

    def add_notes(self, notes: Iterable[NotebookNote]) -> None:
        for one in notes:
            if self.has(one.company_name, one.text):
                self.at(one.company_name, one.about).notes.append(one)


def chapters(words: str = "") -> list[Chapter]:
    """Everything of the active person by company, in the order of names; what has the words, when there are any."""
    book, results = _Book(words), letters.results()
    living = {one.public_id for one in results}  # a copy is shown once the answer itself is gone
    book.add_results(results)
    book.add_pages(one for one in notebook.pages().select_related("about") if one.series not in living)
    book.add_letters(recommendations.kept_letters())
    book.add_notes(notebook.notes())
    return sorted(book.found.values(), key=lambda one: one.name)


def companies(found: Iterable[Chapter]) -> list[Company]:
    """The companies a note can be about by choosing."""
    return [one.company for one in found if one.company is not None]


# --- to take along -------------------------------------------------------------------------------------------------

OF_SHARE = ("title", "to_name", "content", "hash", "made_at", "until", "stopped_at")
OF_RECORD = (
    "provider_name", "operator_name", "recipient_name", "to_anybody", "person_name", "items", "basis", "share_hash",
    "provided_at", "until",
)  # fmt: skip
OF_LETTER = (
    "company_name", "position_title", "version", "lines", "dropped", "signed", "hash", "state", "asked_words", "asked_at",
    "handed_at", "decided_at",
)  # fmt: skip
OF_PAGE = (
    "company_name", "position_title", "applied_on", "told_on", "words", "promised_on", "reapply_from", "kept_at"
)  # fmt: skip


def kept() -> dict[str, Any]:
    """Links with who read and answered, letters, pages and notes of the active person (LEGAL D-02)."""
    return {
        "links": [_link(one) for one in Share.objects.order_by("id")],
        "link_records": list(ShareRecord.objects.order_by("id").values(*OF_RECORD)),
        "letters": list(KeptLetter.objects.order_by("id").values(*OF_LETTER)),
        "notebook": {
            "pages": list(NotebookPage.objects.order_by("id").values(*OF_PAGE)),
            "notes": list(
                NotebookNote.objects.order_by("id").values("company_name", "text", "created_at", "updated_at")
            ),
        },
    }


def _link(share: Share) -> dict[str, Any]:
    answers = share.answers.order_by("id").values("name", "organisation", "address", "words", "at")
    return {
        **{name: getattr(share, name) for name in OF_SHARE},
        "views": list(share.views.order_by("id").values("at", "device", "is_own")),
        "answers": list(answers),
    }
