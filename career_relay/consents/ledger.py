"""The ledger of choices: append-only lines, each sealed with the one before, and the projection that follows it.

The only writer of `ConsentEntry` and `ConsentNow`. Both change in one transaction, under one lock per person.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypedDict, Unpack

from django.db import connection, transaction

from career_relay.companies.models import Circle, Company
from career_relay.consents.models import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.states import Act, Purpose

SEALED = (
    "public_id", "person_id", "purpose", "act", "recipient_id", "circle_id", "position_ref", "items", "package_hash",
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
    entry.previous_hash = _last_hash(person_id)
    entry.hash = seal_of(entry)
    entry.save(force_insert=True)
    _project(entry)
    return entry


def seal_of(entry: ConsentEntry) -> str:
    """The hash a line must carry: SHA-256 of its canonical JSON, which includes the hash of the line before."""
    said = {name: _plain(getattr(entry, name)) for name in SEALED}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def broken_links(entries: Iterable[ConsentEntry]) -> list[int]:
    """Give the ids of lines that were changed, or whose predecessor is missing. In order of writing."""
    broken, before = [], ""
    for entry in entries:
        if entry.previous_hash != before or entry.hash != seal_of(entry):
            broken.append(entry.pk)
        before = entry.hash
    return broken


def verify(person_id: int) -> list[int]:
    """Give the ids of the person's lines that do not hold; an empty list when the chain is whole (LEGAL P-07)."""
    return broken_links(lines_of(person_id))


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


@transaction.atomic
def rebuild(person_id: int) -> bool:
    """Make the projection anew from the ledger. True when it had been different, which must never happen."""
    _lock(person_id)
    wanted = fold(lines_of(person_id))
    found = {_key(now): now.entry_id for now in ConsentNow.objects.filter(person_id=person_id)}
    if found == {key: entry.pk for key, entry in wanted.items()}:
        return False
    ConsentNow.objects.filter(person_id=person_id).delete()
    for entry in wanted.values():
        _hold(entry)
    return True


def _project(entry: ConsentEntry) -> None:
    ConsentNow.objects.filter(
        person_id=entry.person_id,
        purpose=entry.purpose,
        recipient=entry.recipient_id,
        circle=entry.circle_id,
        position_ref=entry.position_ref,
    ).delete()
    if entry.act == Act.GIVEN:
        _hold(entry)


def _hold(entry: ConsentEntry) -> None:
    ConsentNow.objects.create(
        person_id=entry.person_id,
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


def _last_hash(person_id: int) -> str:
    last = ConsentEntry.objects.filter(person_id=person_id).order_by("-id").values_list("hash", flat=True).first()
    return last or ""
