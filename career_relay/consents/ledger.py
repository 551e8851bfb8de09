"""The ledger of choices: append-only lines, each sealed with the one before, and the projection that follows it.

The only writer of `ConsentEntry` and `ConsentNow`. Both change in one transaction, under one lock per person.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import connection, transaction

from career_relay.base.tokens import keyed_hash
from career_relay.companies.models import Circle, Company
from career_relay.consents.models import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.states import Act, Purpose

SEALED = (
    "public_id", "subject", "purpose", "act", "recipient_id", "circle_id", "position_ref", "items", "package_hash",
    "text_version", "text_hash", "language", "verified_how", "channel", "device", "expires_at", "at", "previous_hash",
)  # fmt: skip
Key = tuple[str, int | None, int | None, int | None]


class Line(TypedDict, total=False):
    """What a line may say besides whose choice it is, for what, and which way (LEGAL §3.1)."""

    recipient: Company | None
    circle: Circle | None
    position_ref: int | None
    items: Sequence[str]
    package_hash: str
    text: ConsentText | None
    language: str
    channel: str
    device: str
    verified_how: str
    expires_at: datetime | None
    at: datetime | None  # only to retell history; the database's clock otherwise


class Flaw(StrEnum):
    """What can be wrong with a line."""

    CHANGED = "changed"  # it does not say what it was sealed with
    LINK = "link"  # the line before it is another one, or gone
    PERSON = "person"  # it stands under somebody else's name


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that does not hold."""

    flaw: Flaw
    entry_id: int


@transaction.atomic
def append(person_id: int, *, purpose: Purpose, act: Act, **line: Unpack[Line]) -> ConsentEntry:
    """Write one line and let the projection follow. Needs the person to be active."""
    _lock(person_id)
    text, items = line.pop("text", None), list(line.pop("items", ()))
    said: dict[str, Any] = {"verified_how": "code", **line}
    entry = ConsentEntry(person_id=person_id, purpose=purpose, act=act, items=items, **said)
    if text is not None:
        entry.text_version, entry.text_hash = text.version, text.hash
        entry.language = entry.language or text.language
    entry.at = line.get("at") or _clock()
    last = ConsentEntry.objects.filter(person_id=person_id).order_by("-id").only("hash", "subject").first()
    entry.previous_hash = last.hash if last else ""
    entry.subject = last.subject if last else pseudonym_of(person_id)  # a new key begins no new chain
    entry.hash = seal_of(entry)
    entry.save(force_insert=True)
    _project(person_id, entry)
    return entry


def seal_of(entry: ConsentEntry) -> str:
    """The hash a line must carry: SHA-256 of its canonical JSON, which includes the hash of the line before."""
    said = {name: _plain(getattr(entry, name)) for name in SEALED}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def pseudonym_of(person_id: int, *, secret: str = "") -> str:
    """Give what stands in the ledger for a person: only this installation can tell whose it is."""
    return keyed_hash("ledger", str(person_id), secret=secret)


@transaction.atomic
def pseudonymise(person_id: int) -> int:
    """Take a forgotten person out of their lines; the pseudonym and the proof stay. Gives how many lines it were.

    Needs the person to be active, and every choice to be taken back before: the database refuses otherwise.
    """
    _lock(person_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_in_ledger()")
        return int(cursor.fetchone()[0])


def verify(person_id: int | None = None) -> list[Fault]:
    """Give the lines that do not hold; an empty list when every chain is whole (LEGAL P-07).

    One person: their chain, while they are active. None: all chains, those of forgotten people too; needs the owner role.
    """
    if person_id is not None:
        return faults_of(lines_of(person_id))
    rows = ConsentEntry._base_manager.order_by("subject", "id").iterator(chunk_size=2000)
    return [fault for _subject, chain in groupby(rows, key=attrgetter("subject")) for fault in faults_of(chain)]


def faults_of(chain: Iterable[ConsentEntry]) -> list[Fault]:
    """Look at the lines of one subject, in order of writing."""
    return list(_faults(chain))


def broken_links(entries: Iterable[ConsentEntry]) -> list[int]:
    """Give the ids of lines that were changed, or whose predecessor is missing. In order of writing."""
    return list(dict.fromkeys(fault.entry_id for fault in _faults(entries)))


def _faults(chain: Iterable[ConsentEntry]) -> Iterator[Fault]:
    before: ConsentEntry | None = None
    for entry in chain:
        if entry.hash != seal_of(entry):
            yield Fault(Flaw.CHANGED, entry.pk)
        if not _follows(entry, before):
            yield Fault(Flaw.LINK, entry.pk)
        if entry.person_id is not None and not _is_of(entry.subject, entry.person_id):
            yield Fault(Flaw.PERSON, entry.pk)
        before = entry


def _follows(entry: ConsentEntry, before: ConsentEntry | None) -> bool:
    """A chain begins with nothing before it. Who was forgotten and came back began a new one."""
    if before is None or (not entry.previous_hash and before.person_id is None):
        return not entry.previous_hash
    return bool(entry.previous_hash == before.hash)


def _is_of(subject: str, person_id: int) -> bool:
    """Whether the pseudonym is this person's, under the present key or an earlier one."""
    return any(
        subject == pseudonym_of(person_id, secret=secret)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def lines_of(person_id: int) -> list[ConsentEntry]:
    return list(ConsentEntry.objects.filter(person_id=person_id).order_by("id"))


def fold(entries: Iterable[ConsentEntry]) -> dict[Key, ConsentEntry]:
    """What holds after these lines: for each scope the last one, if it gives."""
    held: dict[Key, ConsentEntry] = {}
    for entry in entries:
        held.pop(_key(entry), None)
        if entry.act == Act.GIVEN:
            held[_key(entry)] = entry
    return held


def compare(person_id: int) -> bool:
    """Whether the projection says what the ledger says."""
    found = {_key(now): now.entry_id for now in ConsentNow.objects.filter(person_id=person_id)}
    return found == {key: entry.pk for key, entry in fold(lines_of(person_id)).items()}


@transaction.atomic
def rebuild(person_id: int) -> bool:
    """Make the projection anew from the ledger. True when it had been different, which must never happen."""
    _lock(person_id)
    if compare(person_id):
        return False
    ConsentNow.objects.filter(person_id=person_id).delete()
    for entry in fold(lines_of(person_id)).values():
        _hold(person_id, entry)
    return True


def _project(person_id: int, entry: ConsentEntry) -> None:
    ConsentNow.objects.filter(
        person_id=person_id,
        purpose=entry.purpose,
        recipient=entry.recipient_id,
        circle=entry.circle_id,
        position_ref=entry.position_ref,
    ).delete()
    if entry.act == Act.GIVEN:
        _hold(person_id, entry)


def _hold(person_id: int, entry: ConsentEntry) -> None:
    ConsentNow.objects.create(
        person_id=person_id,
        purpose=entry.purpose,
        recipient_id=entry.recipient_id,
        circle_id=entry.circle_id,
        position_ref=entry.position_ref,
        items=entry.items,
        package_hash=entry.package_hash,
        entry=entry,
        given_at=entry.at,
        expires_at=entry.expires_at,
    )


def _key(row: ConsentEntry | ConsentNow) -> Key:
    return row.purpose, row.recipient_id, row.circle_id, row.position_ref


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int | list | None) else str(value)


def _lock(person_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{person_id}"])


def _clock() -> datetime:
    """The database's own clock, read under the lock, so that the lines of a person are in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
