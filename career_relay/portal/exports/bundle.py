"""What is taken along, as files: each kind by itself, or several in one zip. Names of files are ours, never somebody's words."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import current_person
from career_relay.candidates.models import Document
from career_relay.candidates.resumes import kinds
from career_relay.portal import mydata
from career_relay.portal.exports import json_resume, my_data_paper, receipts, rirekisho
from career_relay.portal.exports.career import Career, career_of
from career_relay.portal.exports.schema import schema

IN_MEMORY = 4 * 1024 * 1024
FOR_ONE = 0o600  # unpacked, the files are for whoever unpacked them


class Part(models.TextChoices):
    """What can be chosen."""

    JSON = "json", pgettext_lazy("take along", "everything, for machines (JSON)")
    PDF = "pdf", pgettext_lazy("take along", "everything, for reading (PDF)")
    RESUME = "resume", pgettext_lazy("take along", "your career for other services (JSON Resume)")
    RIREKISHO = "rirekisho", pgettext_lazy("take along", "résumé form of the Ministry of Labour (履歴書, PDF)")
    RECEIPTS = "receipts", pgettext_lazy("take along", "a receipt for each of your choices (ISO/IEC TS 27560)")
    DOCUMENTS = "documents", pgettext_lazy("take along", "the documents companies keep of you, as they were handed in")


OF_PROFILE = frozenset({Part.RESUME, Part.RIREKISHO})


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media: str
    content: bytes


def files_of(parts: Iterable[Part]) -> Iterator[File]:
    """Give the files of the active person. Without a profile the forms made of it are left out."""
    chosen = set(parts)
    career = career_of(current_person()) if chosen & OF_PROFILE else None
    if chosen & {Part.JSON, Part.PDF}:
        yield from _everything(chosen)
    if career is not None:
        yield from _career(career, chosen)
    if Part.RECEIPTS in chosen:
        yield from (_json(f"consent-receipts/{name}", said) for name, said in receipts.receipts())
    if Part.DOCUMENTS in chosen:
        yield from _documents()


def _everything(chosen: set[Part]) -> Iterator[File]:
    found = mydata.everything()
    if Part.JSON in chosen:
        yield _json("my-data.json", found)
        yield _json("my-data.schema.json", schema())
    if Part.PDF in chosen:
        yield File("my-data.pdf", "application/pdf", my_data_paper.pdf_of(found))


def _career(career: Career, chosen: set[Part]) -> Iterator[File]:
    if Part.RESUME in chosen:
        yield _json("resume.json", json_resume.resume_of(career))
    if Part.RIREKISHO in chosen:
        yield File("rirekisho.pdf", "application/pdf", rirekisho.pdf_of(career))


def _documents() -> Iterator[File]:
    """The originals, asked for in the name of the company that keeps them; bytes that are gone are left out."""
    number = 0
    for record, owner in mydata.records():
        with acting_for(owner):
            for paper in Document.objects.filter(candidate=record).exclude(stored="").order_by("pk"):
                number += 1
                ending = kinds.BY_MIME[paper.media].ending
                with suppress(FileNotFoundError), default_storage.open(paper.stored, "rb") as file:
                    yield File(f"documents/{number:02}-{paper.kind}{ending}", paper.media, file.read())


def _json(name: str, said: object) -> File:
    return File(name, "application/json", json.dumps(said, ensure_ascii=False, indent=2).encode())


def zipped(files: Iterable[File]) -> IO[bytes]:
    """Pack the files, on disk where they are many, and give the archive from its beginning."""
    out: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 the answer closes it
    now = timezone.localtime().timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            info = zipfile.ZipInfo(one.name, now)
            info.external_attr = FOR_ONE << 16
            archive.writestr(info, one.content, zipfile.ZIP_DEFLATED)
    out.seek(0)
    return out
