"""Rows → drafts of candidates, or faults. Knows nothing of the database; the same verdict every time it is asked."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from .cells import Plan
from .mapping import Mapping
from .readers import Table
from .shapes import ApplicationDraft, CandidateDraft, RowResult
from .verdicts import judge

__all__ = ["ApplicationDraft", "CandidateDraft", "RowResult", "draft_rows"]

_JAPAN: Final = ZoneInfo("Asia/Tokyo")


def draft_rows(table: Table, mapping: Mapping, *, today: date | None = None, skip: int = 0) -> Iterator[RowResult]:
    """The verdict for every row, in the order of the file. A bad row never stops the rest.

    in: ``skip`` leaves out rows that were judged before; ``today`` decides who is 16 and who is still to graduate;
    the day in Japan when absent.
    """
    plan = Plan.of(len(table.headers), mapping, today or datetime.now(_JAPAN).date())
    return (judge(plan, row) for row in islice(table.rows(), skip, None))
