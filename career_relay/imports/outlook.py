"""What a file would become, from its first rows: the preview of the wizard."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from .drafts import draft_rows
from .mapping import Mapping
from .readers import Table
from .shapes import CandidateDraft, RowResult

LOOKED_AT: Final = 2_000  # rows; a second or two
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """The first rows as they will be, and how many of each state the evidence in the file allows."""

    rows: tuple[RowResult, ...]
    first: CandidateDraft | None
    record: int
    pool: int
    contact: int
    is_whole: bool


def look(table: Table, mapping: Mapping, *, rows: int = LOOKED_AT) -> Outlook:
    """in: ``rows``, how many to look at; the five shown need no more than that."""
    results = list(islice(draft_rows(table, mapping), rows))
    drafts = [result.draft for result in results if result.draft]
    states = [draft.state for draft in drafts]
    record, pool, contact = (states.count(name) for name in ("record", "pool", "contact"))
    first = drafts[0] if drafts else None
    return Outlook(tuple(results[:SHOWN]), first, record, pool, contact, is_whole=table.total <= rows)
