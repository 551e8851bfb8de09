"""What is done with the files of a person: receive, read, open, remove. Confirming is in `confirming`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any, Final
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.jail import run_jailed
from career_relay.base.queue import later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate, Document, DocumentKind, DocumentState
from career_relay.candidates.resumes import kinds
from career_relay.candidates.resumes.forbidden import Forbidden, ensure_allowed
from career_relay.candidates.resumes.refusals import LARGEST, Unwelcome
from career_relay.candidates.rules import fair_name

UNCLAIMED: Final = timedelta(days=1)  # longer than any transaction takes
# By name, so that the parsers are loaded in the jail and nowhere else.
LOOK: Final = "career_relay.candidates.resumes.reading:look"
READ: Final = "career_relay.candidates.resumes.reading:read"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: its bytes, still in memory alone."""

    data: bytes
    name: str
    media: kinds.Media
    unreadable: str = ""  # a code of `refusals.UNREADABLE`: kept, but no check of its content was possible


def examine(file: IO[bytes] | bytes | File[Any], name: str) -> Examined:
    """Look at a file before anything of it is kept, its content in a jail. Writes nothing anywhere.

    raises Refused with a sentence for whoever sends it; Forbidden (code F-05) for papers that may not be kept.
    """
    data = file if isinstance(file, bytes) else _bytes_of(file)
    media = kinds.media_of(data, name)
    ensure_allowed("", name)
    found = run_jailed(LOOK, data, media=media.name)
    _go_on(found)
    ensure_allowed(str(found.get("text", "")), name)
    return Examined(data, kinds.plain_name(name, media), media, _code(found))


def _bytes_of(file: IO[bytes] | File[Any]) -> bytes:
    """All of it, unless it is too much. raises Unwelcome."""
    file.seek(0)
    data: bytes = file.read(LARGEST + 1)
    return data


def _go_on(found: dict[str, Any]) -> None:
    if stopped := found.get("stopped"):
        raise Unwelcome(str(stopped))


def _code(found: dict[str, Any]) -> str:
    return str(found.get("unreadable", ""))[:20]


def receive_document(
    candidate: Candidate,
    file: IO[bytes] | bytes | File[Any] | Examined,
    name: str,
    *,
    by: Actor,
    application: Application | None = None,
    kind: str = DocumentKind.RESUME,
) -> Document:
    """Keep a file of a person; it is read by the queue. The same file again is the document that is there already.

    in: `file` may have been examined before, for a form that has more to check. raises Refused; of a paper that may
    not be kept (code F-05) only the count is written down, with the caller's transaction.
    """
    try:
        examined = file if isinstance(file, Examined) else examine(file, name)
    except Forbidden as found:
        count_forbidden(candidate, found, by=by)
        raise
    return _keep(candidate, examined, application, kind, by)


def count_forbidden(subject: models.Model, found: Forbidden, *, by: Actor) -> None:
    """Count a refusal of F-05: which paper, nothing of its content, not even its name."""
    record(CandidateEvent.DOCUMENT_REFUSED, subject, by=by, paper=found.kind)


@transaction.atomic
def _keep(candidate: Candidate, file: Examined, application: Application | None, kind: str, by: Actor) -> Document:
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    digest = hashlib.sha256(file.data).hexdigest()
    if known := Document.objects.filter(candidate=candidate, sha256=digest).first():
        return known
    stored = default_storage.save(f"documents/{candidate.company_id}/{uuid4().hex}", ContentFile(file.data))
    document = Document.objects.create(
        company_id=candidate.company_id,
        candidate=candidate,
        application=application,
        kind=kind if kind in DocumentKind.values else DocumentKind.OTHER,
        file_name=fair_name(file.name),
        stored=stored,
        size=len(file.data),
        sha256=digest,
        media=file.media.mime,
        state=DocumentState.UNREADABLE if file.unreadable else DocumentState.RECEIVED,
        problem=file.unreadable,
        uploaded_by_id=by.id if by.kind == ActorKind.USER else None,
    )
    candidate.save(update_fields=["updated_at"])
    record(CandidateEvent.DOCUMENT_RECEIVED, candidate, by=by, document=document.pk)
    if document.state == DocumentState.RECEIVED:
        _queue(document)
    return document


def _queue(document: Document) -> None:
    from career_relay.candidates.resumes.tasks import read_document  # tasks import this module

    later(read_document, company_id=document.company_id, document_id=document.pk)


# --- reading ------------------------------------------------------------------------------------------------------


def read_file(document: Document) -> dict[str, Any]:
    """What stands in a kept file, read in a jail. raises Jailbird, Unwelcome, FileNotFoundError."""
    with default_storage.open(document.stored, "rb") as file:
        found = run_jailed(READ, file.read(LARGEST + 1), media=kinds.BY_MIME[document.media].name)
    _go_on(found)
    return found


@transaction.atomic
def begin_reading(document_id: int) -> Document | None:
    """Claim a document that waits; None when somebody else did, or it is gone."""
    document: Document | None = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None or document.state not in {DocumentState.RECEIVED, DocumentState.READING}:
        return None
    document.state = DocumentState.READING
    document.save(update_fields=["state"])
    return document


@transaction.atomic
def finish_reading(document_id: int, extracted: dict[str, Any], problem: str = "") -> None:
    """Write down what was read, or why nothing was. A document that went meanwhile stays gone."""
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None or document.state != DocumentState.READING:
        return
    document.state = DocumentState.UNREADABLE if problem else DocumentState.READ
    document.problem, document.extracted = problem, extracted
    document.save(update_fields=["state", "problem", "extracted"])


# --- opening and removing -----------------------------------------------------------------------------------------


def open_document(document: Document, *, by: Actor) -> bytes:
    """The original, and a line in the log that it was read. raises FileNotFoundError."""
    with default_storage.open(document.stored, "rb") as file:
        data: bytes = file.read()
    record(CandidateEvent.DOCUMENT_READ, document.candidate, by=by, document=document.pk)
    return data


@transaction.atomic
def remove_document(document: Document, *, by: Actor) -> None:
    """Delete a file for good. What was confirmed from it stays in the record."""
    record(CandidateEvent.DOCUMENT_REMOVED, document.candidate, by=by, document=document.pk)
    document.delete()


@receiver(post_delete, sender=Document, dispatch_uid="candidates.document_gone")
def delete_bytes(instance: Document, **_more: Any) -> None:
    """The bytes go when the row has gone for good: by hand, with the record, by erasure or by an undo."""
    if stored := instance.stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def sweep_files(company_id: int) -> int:
    """Delete bytes without a row: what a transaction that was rolled back, or a crash, left behind. Gives how many."""
    folder, known = f"documents/{company_id}", set(Document.objects.values_list("stored", flat=True))
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return 0
    old = timezone.now() - UNCLAIMED
    left = [path for name in names if (path := f"{folder}/{name}") not in known]
    for path in (gone := [path for path in left if default_storage.get_modified_time(path) < old]):
        default_storage.delete(path)
    return len(gone)
