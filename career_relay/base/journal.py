"""The journal of erasures, outside the database: whoever restores a backup replays it, and nobody erased comes back.

The register (`Erasure`) is written in the transaction of the act itself. After its commit the line is appended to a file;
a line that could not be written is written by the next act, or at night. A line holds a kind, keyed hashes and a time.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from career_relay.base.models import Erasure
from career_relay.base.tokens import keyed_hash

logger = logging.getLogger(__name__)
AT_ONCE = 1_000
Kind = Erasure.Kind


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    who: str
    what: str
    at: datetime


def record_key(company_id: int, candidate_id: int) -> str:
    return keyed_hash("erasure", f"record:{company_id}:{candidate_id}")


def person_key(person_id: int) -> str:
    return keyed_hash("erasure", f"person:{person_id}")


def choice_key(*scope: object) -> str:
    return keyed_hash("erasure", f"choice:{':'.join(map(str, scope))}")


def note(kind: Kind, who: str, what: str = "") -> Erasure:
    """Write down in this transaction that something goes for good; the file follows the commit."""
    entry = Erasure.objects.create(kind=kind, who=who, what=what)
    transaction.on_commit(flush, robust=True)
    return entry


def journal() -> Path:
    return Path(settings.ERASURE_JOURNAL)


def flush() -> int:
    """Append what the file does not hold yet. Gives how many lines; a line twice does no harm."""
    written = 0
    while count := _flush_some():
        written += count
    return written


@transaction.atomic
def _flush_some() -> int:
    rows = list(Erasure.objects.select_for_update(skip_locked=True).filter(written_at=None).order_by("id")[:AT_ONCE])
    if rows:
        _append(Line(one.kind, one.who, one.what, one.at) for one in rows)
        Erasure.objects.filter(pk__in=[one.pk for one in rows]).update(written_at=timezone.now())
    return len(rows)


def _append(lines: Iterable[Line]) -> None:
    """Lines reach the disk before this returns. Raises OSError."""
    text = "".join(json.dumps(asdict(one), default=_iso) + "\n" for one in lines)
    journal().parent.mkdir(parents=True, exist_ok=True)
    with journal().open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _iso(value: datetime) -> str:
    return value.isoformat()


def read(path: Path) -> Iterator[Line]:
    """The lines of a journal, oldest first. What a power cut left half-written is passed over, and said in the log."""
    with path.open(encoding="ascii", errors="replace") as file:
        for number, text in enumerate(file, start=1):
            if line := _line(text):
                yield line
            else:
                logger.warning("line %d of the journal of erasures cannot be read", number)


def _line(text: str) -> Line | None:
    try:
        told = json.loads(text)
        line = Line(told["kind"], told["who"], told["what"], datetime.fromisoformat(told["at"]))
    except (ValueError, KeyError, TypeError):
        return None
    return line if line.kind in Kind.values else None
