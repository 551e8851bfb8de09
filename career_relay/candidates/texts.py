"""The words of many records at once, and long texts read for the search after their file is in.

A record of an import is found by its short words as soon as its row is in; `words_pending` says whose career and notes
are still to be read. Whoever is stopped here goes on with the next record that waits.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.bulk import WHOLE, any_of
from career_relay.candidates.models import Application, Candidate, Evaluation, Note
from career_relay.candidates.search import document

CHUNK: Final = 200
LONG, ENDLESS = 300, 1_000_000  # letters that a file may bring and have read at once; longer texts wait for the task
_WRITE: Final = """
    UPDATE candidates_candidate c SET words_pending = told.waits,
        search = CASE WHEN told.waits THEN coalesce(c.search, '') || told.search ELSE told.search END
    FROM jsonb_to_recordset(%s::jsonb) AS told(id bigint, search tsvector, waits boolean) WHERE c.id = told.id
"""


@dataclass(slots=True)
class Said:
    """What stands about a record beside it: titles applied for, what reviewers valued, what was noted."""

    titles: set[str] = field(default_factory=set)
    valued: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)


def tell(candidate: Candidate, said: Said, *, longest: int) -> None:
    """Set the words of a record, those of long texts left out; whether some are, stands in `words_pending`."""
    career = candidate.history
    candidate.words_pending = len(career) + sum(map(len, said.notes)) > longest
    if candidate.words_pending:
        candidate.history, said = "", Said(said.titles, said.valued)
    candidate.search = document(candidate, sorted(said.titles), sorted(said.valued), sorted(said.notes))
    candidate.history = career


def write(records: Collection[Candidate] | QuerySet[Candidate], *, longest: int) -> None:
    """Write the words of these records as they now stand. Words known of a text that waits stay until it is read."""
    if not records:
        return
    said = _said_of([one.pk for one in records])
    for one in records:
        tell(one, said[one.pk], longest=longest)
    told = [{"id": one.pk, "search": one.search, "waits": one.words_pending} for one in records]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(told, ensure_ascii=False)])


def _said_of(ids: Collection[int]) -> dict[int, Said]:
    found = {pk: Said() for pk in ids}
    mine = any_of("candidate_id", ids, WHOLE)
    for pk, title, strengths, good_for in Application.objects.filter(mine).values_list(
        "candidate_id", "position_title", "strengths", "good_for"
    ):
        found[pk].titles |= {title} - {""}
        found[pk].valued |= {strengths, *good_for} - {""}
    judged = Evaluation.objects.filter(any_of("application__candidate_id", ids, WHOLE))
    for pk, strengths, good_for, comment in judged.values_list(
        "application__candidate_id", "strengths", "good_for", "comment"
    ):
        found[pk].valued |= {strengths, *good_for} - {""}
        found[pk].notes |= {comment} - {""}
    for pk, text in Note.objects.filter(mine).values_list("candidate_id", "text"):
        found[pk].notes |= {text} - {""}
    return found


# --- the task -----------------------------------------------------------------------------------------------------


def waiting() -> int:
    """How many records of the active company wait for the words of their long texts."""
    return Candidate.objects.filter(words_pending=True).count()


def read_texts(company_id: int) -> int:
    """Read every text that waits, chunk by chunk. Gives how many."""
    total = 0
    while done := _read_some(company_id):
        total += done
    return total


def _read_some(company_id: int) -> int:
    with acting_for(company_id):
        locked = Candidate.objects.select_for_update(of=("self",)).filter(words_pending=True)
        rows = list(locked.defer("search").order_by("id")[:CHUNK])
        write(rows, longest=ENDLESS)
        return len(rows)
