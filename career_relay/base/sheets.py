"""Files for spreadsheets: what a person typed never becomes a formula there."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNSEEN = " \x0b\x0c\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"  # a spreadsheet may look past these


def cell(value: object) -> str:
    """Write one value. Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers."""
    if value is None:
        return ""
    text = str(value)
    return (
        f"'{text}" if not isinstance(value, int | float) and text.lstrip(UNSEEN).startswith(STARTS_A_FORMULA) else text
    )


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """Give CSV text with the mark by which Excel knows UTF-8."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def sheet_response(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a file to keep. `name` is ours, in ASCII, without the ending."""
    response = HttpResponse(sheet(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
