"""The person's notebook (PRODUCT D9): their own notes, and their own copies of answers whose records went.

Private to the person: nothing here is checked, counted or logged. It stays until they delete it, or leave for good.
"""

from contextlib import suppress
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.tenancy import person as acting_as
from career_relay.companies.models import Company
from career_relay.consents.models import KeptLetter, NotebookNote, NotebookPage
from career_relay.consents.states import KeptState

LONGEST_NOTE = 5_000
MOST_NOTES = 500


class PageFacts(TypedDict, total=False):
    """What of an answer the person keeps."""

    about_id: int
    company_name: str
    position_title: str
    applied_on: date
    told_on: date | None
    words: str
    promised_on: date | None
    reapply_from: date | None


def notes() -> models.QuerySet[NotebookNote]:
    """The active person's notes, the newest first."""
    found: models.QuerySet[NotebookNote] = NotebookNote.objects.select_related("about").order_by("-updated_at", "-id")
    return found


def pages() -> models.QuerySet[NotebookPage]:
    """Answers whose records the companies have erased, the newest first."""
    found: models.QuerySet[NotebookPage] = NotebookPage.objects.order_by("-applied_on", "-id")
    return found


@transaction.atomic
def write_note(person_id: int, text: str, *, company_name: str = "", about: Company | None = None) -> NotebookNote:
    """Keep a note. Needs the person to be active. Raises Refused for an empty one, or for too many."""
    if NotebookNote.objects.filter(person_id=person_id).count() >= MOST_NOTES:
        raise Refused(_("The notebook is full. Delete a note that is not needed."), code="TOO_MANY")
    name = about.name if about else " ".join(company_name.split())
    return NotebookNote.objects.create(
        person_id=person_id, about=about, company_name=name[:120], text=_ensure_text(text)
    )


@transaction.atomic
def change_note(note: NotebookNote, text: str) -> NotebookNote:
    note = NotebookNote.objects.select_for_update().get(pk=note.pk)
    note.text = _ensure_text(text)
    note.save(update_fields=["text", "updated_at"])
    return note


def _ensure_text(text: str) -> str:
    said = text.strip()[:LONGEST_NOTE]
    if not said:
        raise Refused(_("Write something, or delete the note."), code="REASON_REQUIRED")
    return said


def keep_page(person_id: int, series: UUID, **facts: Unpack[PageFacts]) -> NotebookPage:
    """Keep a copy of an answer for the person, once. Whoever is active meanwhile stays active."""
    with acting_as(person_id):
        page, _made = NotebookPage.objects.get_or_create(person_id=person_id, series=series, defaults=facts)
    return page


OWN: tuple[type[models.Model], ...] = (NotebookNote, NotebookPage, KeptLetter)


@transaction.atomic
def carry_over(gone: int, kept: int) -> None:
    """Two pages of one human become one: the notebook comes along. A letter that was accepted is asked about anew.

    Needs the page that is closed to be active.
    """
    for model in OWN:
        for row in model._default_manager.filter(person_id=gone).order_by("pk"):
            _carry(row, kept)


def _carry(row: models.Model, kept: int) -> None:
    facts = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for name in ("id", "public_id", "created_at", "kept_at", "updated_at"):
        facts.pop(name, None)
    facts["person_id"] = kept
    if isinstance(row, KeptLetter):
        facts |= {"state": KeptState.NEW, "decided_at": None}
    with acting_as(kept), suppress(IntegrityError), transaction.atomic():
        type(row)._default_manager.create(**facts)
