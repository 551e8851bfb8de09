"""The daily anchor: one line a day in a file outside the database, that says how far the ledger was and what it said.

A chain of one person cannot tell that it was cut off at its end, or replaced from its first line on. The anchor can: each
line hashes the lines written since the one before, over everybody and for each company that is named in them (LEGAL P-07).
Copied elsewhere each day, the file also speaks against whoever owns the database.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

ALL = "all"
WHOLE = 5  # words of a line


@dataclass(frozen=True, slots=True)
class Mark:
    """What the anchor may know of one line of the ledger."""

    id: int
    recipient_id: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the file: the day, whose lines, the last of them, how many were new, and the hash."""

    day: date
    scope: str
    last_id: int
    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.scope} {self.last_id} {self.count} {self.hash}"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A line of the file that the ledger does not bear out, or that cannot be read."""

    row: int
    day: str
    scope: str


def place() -> Path:
    """Give the file. It stands in the folder of data, not in the database whose owner it watches."""
    return Path(settings.DATA_FOLDER) / "ledger" / "anchors.txt"


def anchor(day: date) -> int:
    """Write the lines of a day that has ended. Gives how many; none when the day is there already."""
    known = list(_read())
    last = _last_of(known)
    if ALL in last and last[ALL].day >= day:
        return 0
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    new = _of_the_day(day, list(_marks(last[ALL].last_id if ALL in last else 0, end)), last)
    _append(new)
    return len(new)


def _of_the_day(day: date, marks: list[Mark], last: dict[str, Anchor]) -> list[Anchor]:
    """Everybody's line always, so that a missing day shows; a company's when it is named."""
    scopes = [ALL, *sorted({_scope(mark) for mark in marks} - {ALL})]
    return [_next(day, scope, _of(scope, marks), last.get(scope)) for scope in scopes]


def _next(day: date, scope: str, marks: list[Mark], before: Anchor | None) -> Anchor:
    last_id = marks[-1].id if marks else before.last_id if before else 0
    return Anchor(day, scope, last_id, len(marks), digest(before.hash if before else "", marks))


def digest(before: str, marks: Iterable[Mark]) -> str:
    """Hash the anchor before and the lines since."""
    said = [before, *(f"{mark.id}:{mark.hash}" for mark in marks)]
    return sha256("\n".join(said).encode()).hexdigest()


def compare() -> list[Mismatch]:
    """Read the file against the ledger. An empty list when every line is borne out, or when there is no file yet."""
    rows = list(_read())
    whole = [row for row in rows if isinstance(row, Anchor)]
    faults = [row for row in rows if isinstance(row, Mismatch)]
    marks = list(_marks(0, timezone.now())) if whole else []
    for scope in dict.fromkeys(one.scope for one in whole):
        faults += _against([(n, one) for n, one in enumerate(rows, 1) if isinstance(one, Anchor)], scope, marks)
    return sorted(faults, key=lambda fault: fault.row)


def _against(rows: list[tuple[int, Anchor]], scope: str, marks: list[Mark]) -> list[Mismatch]:
    """Each line is checked from the hash the file itself names before it, so that one fault is told once."""
    mine, faults, before = _of(scope, marks), [], None
    for row, one in ((n, one) for n, one in rows if one.scope == scope):
        after = before.last_id if before else 0
        between = [mark for mark in mine if after < mark.id <= one.last_id]
        is_later = before is None or before.day < one.day
        if not is_later or digest(before.hash if before else "", between) != one.hash or len(between) != one.count:
            faults.append(Mismatch(row, one.day.isoformat(), scope))
        before = one
    return faults


def newest() -> date | None:
    """Give the last day that has an anchor."""
    return max((one.day for one in _read() if isinstance(one, Anchor)), default=None)


def _scope(mark: Mark) -> str:
    return f"company-{mark.recipient_id}" if mark.recipient_id else ALL


def _of(scope: str, marks: list[Mark]) -> list[Mark]:
    return marks if scope == ALL else [mark for mark in marks if _scope(mark) == scope]


def _last_of(rows: Iterable[Anchor | Mismatch]) -> dict[str, Anchor]:
    return {row.scope: row for row in rows if isinstance(row, Anchor)}


def _marks(after: int, before: datetime) -> Iterator[Mark]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, recipient_id, hash FROM ledger_marks(%s, %s)", [after, before])
        for row in cursor.fetchall():
            yield Mark(*row)


def _read() -> Iterator[Anchor | Mismatch]:
    with suppress(FileNotFoundError):
        for row, line in enumerate(place().read_text("utf-8", errors="replace").splitlines(), 1):
            yield _anchor_in(line) or Mismatch(row, line[:10], "")


def _anchor_in(line: str) -> Anchor | None:
    words = line.split(" ")
    if len(words) != WHOLE:
        return None
    try:
        return Anchor(date.fromisoformat(words[0]), words[1], int(words[2]), int(words[3]), words[4])
    except ValueError:
        return None


def _append(rows: list[Anchor]) -> None:
    """In one write, so that a day is there whole or not at all."""
    place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place().open("a", encoding="utf-8") as file:
        file.write("".join(f"{row}\n" for row in rows))
        file.flush()
