"""A figure taken apart, the cohorts, and their files: what the page hides, the file hides."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from career_relay.base.tenancy import company
from career_relay.insights.queries import COHORT_DAYS, By
from tests.insights.year import AT, make_year, write


@pytest.fixture
def a_year(minato, mode3):
    with company(minato.pk):
        write(make_year(1, size=40))
    with time_machine.travel(AT, tick=False):
        yield minato


def file_of(client, asked) -> list[list[str]]:
    return list(csv.reader(StringIO(client.get("/desk/report/parts.csv", asked).content.decode("utf-8-sig"))))


def test_what_the_page_hides_the_file_hides(ben_client, a_year):
    pages = {by: ben_client.get("/desk/report/parts/", {"by": by, "period": "6"}).context["rows"] for by in By}
    files = {by: file_of(ben_client, {"by": by, "period": "6"})[1:] for by in By}

    hidden = [(by, one.name) for by, rows in pages.items() for one in rows if one.is_hidden]
    assert {by: len(rows) for by, rows in files.items()} == {by: len(rows) for by, rows in pages.items()}
    assert hidden
    assert {row[1] for by, rows in files.items() for row in rows if (by, row[0]) in hidden} == {""}


def test_an_unknown_way_or_figure_shows_the_first_one(ben_client, a_year):
    page = ben_client.get("/desk/report/parts/", {"by": "age", "figure": "gender"})

    assert (page.context["by"], page.context["metric"].key) == (By.TEMPLATE, "on_time_rate")


def test_what_people_said_is_not_taken_apart_by_colleague(ben_client, a_year):
    page = ben_client.get("/desk/report/parts/", {"by": "team", "figure": "satisfaction"})

    assert page.context["metric"].key != "satisfaction"


def test_an_open_window_is_marked_and_not_coloured(ben_client, a_year):
    page = ben_client.get("/desk/report/cohorts/")

    told = [row for row in page.context["rows"] if row.n]
    assert [cell.is_open for cell in told[-1].cells] == [True] * len(COHORT_DAYS)
    assert {cell.heat for cell in told[-1].cells} == {0}
    assert not told[0].cells[0].is_open
    assert "is-open" in page.content.decode()


def test_a_workbook_holds_numbers_and_no_formula(ben_client, a_year):
    packed = ben_client.get("/desk/report/cohorts.xlsx").content

    rows = CalamineWorkbook.from_filelike(BytesIO(packed)).get_sheet_by_index(0).to_python()
    with ZipFile(BytesIO(packed)) as parts:
        drawn = parts.read("xl/worksheets/sheet1.xml")
    assert 2 < len(rows) <= 25
    assert {type(row[1]) for row in rows[1:]} == {float}
    assert b"<f>" not in drawn


def test_every_table_comes_as_csv_and_as_workbook(ben_client, minato):
    names = ("figures", "months", "parts", "cohorts")
    books = [ben_client.get(f"/desk/report/{name}.xlsx") for name in names]

    assert [ben_client.get(f"/desk/report/{name}.csv").status_code for name in names] == [200] * 4
    assert [book.content[:2] for book in books] == [b"PK"] * 4
