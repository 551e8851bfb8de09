"""The report page: what it shows, to whom, and what it keeps to itself."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.utils import timezone, translation

from career_relay.base.sheets import sheet
from career_relay.base.tenancy import company
from career_relay.candidates.states import Stage
from career_relay.companies.roles import Role
from career_relay.desk.charts import bars, line
from career_relay.desk.figure_words import say
from career_relay.insights.metrics import BY_KEY
from career_relay.insights.periods import Span, months_back, period_of
from career_relay.insights.queries import Figure
from career_relay.relay.models import HireNews, Introduction
from career_relay.relay.states import Stage as Relay
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory
from tests.insights.year import AT, make_year, write


@pytest.fixture
def a_year(minato, mode3):
    with company(minato.pk):
        write(make_year(1))
    with time_machine.travel(AT, tick=False):
        yield minato


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_shows_every_figure_with_its_n(ben_client, a_year, language):
    ben_client.cookies["lang"] = language

    page = ben_client.get("/desk/report/figures/")

    assert page.status_code == 200
    assert [one.key for one in page.context["figures"]] == list(BY_KEY)
    assert page.content.decode().count("n = ") >= 6


def test_a_period_is_chosen_in_the_address(ben_client, a_year):
    chosen = {asked: ben_client.get("/desk/report/", {"period": asked}).context["period"] for asked in ("3", "fy", "x")}

    assert [(p.start, p.end) for p in chosen.values()] == [
        (date(2026, 8, 24), date(2026, 11, 23)),
        (date(2026, 4, 1), date(2026, 11, 23)),
        (date(2025, 11, 24), date(2026, 11, 23)),
    ]


def test_reading_the_report_changes_nothing(ben_client, a_year):
    assert ben_client.post("/desk/report/").status_code == 405


def test_an_interviewer_does_not_see_reports(client, a_year):
    dan = MembershipFactory(company=a_year, role=Role.INTERVIEWER, user=UserFactory()).user
    client.force_login(dan)

    assert [client.get(path).status_code for path in ("/desk/report/", "/desk/report/figures.csv")] == [403, 403]


def test_the_file_holds_the_figures_of_the_page(ben_client, a_year):
    file = ben_client.get("/desk/report/figures.csv?period=12")

    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    shown = ben_client.get("/desk/report/figures/?period=12").context["figures"]
    assert file["Content-Disposition"] == 'attachment; filename="figures-20251124-20261123.csv"'
    assert [row[0] for row in rows[2:]] == [str(one.metric.name) for one in shown]
    assert [row[1] for row in rows[2:]] == ["" if one.value is None else str(one.value) for one in shown]


def test_without_a_licence_the_report_speaks_of_the_own_pool_alone(ben_client, a_year, mode3):
    mode3.delete()

    page, figures = ben_client.get("/desk/report/"), ben_client.get("/desk/report/figures/").context["figures"]

    assert {one.key for one in figures} == {key for key, metric in BY_KEY.items() if not metric.relay}
    assert b'id="received"' not in page.content
    assert b'id="news"' not in page.content


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, 5)])
def test_news_of_hires_is_told_from_five(ben_client, minato, mode3, count, shown):
    people = [prove(f"kim{n}@mail.example") for n in range(count)]
    with company(minato.pk):
        for person_id in people:
            HireNews.objects.create(candidate=CandidateFactory(), person_id=person_id)

    page = ben_client.get("/desk/report/")

    assert page.context["news"] == shown


def test_what_a_past_applicant_does_next_leaves_no_trace_in_the_report(ben_client, minato, komorebi, mode3):
    people = [prove(f"kim{n}@mail.example") for n in range(6)]
    with company(minato.pk):
        for person_id in people:
            ApplicationFactory(candidate=CandidateFactory(person_id=person_id), stage=Stage.REJECTED)
    before = ben_client.get("/desk/report/figures.csv").content

    with company(komorebi.pk):
        position, now = PositionFactory(), timezone.now()
        for person_id in people:
            Introduction.objects.create(
                person_id=person_id, position=position, stage=Relay.HIRED, disclosed_at=now, hired_at=now,
                starts_on=timezone.localdate(now),
            )  # fmt: skip

    assert ben_client.get("/desk/report/figures.csv").content == before


def figure(key: str, **facts) -> Figure:
    whole = {"numerator": 3, "denominator": 7, "value": 3 / 7, "low": 0.1, "high": 0.7, "n": 7, "mature": True}
    return Figure(key, **{**whole, **facts})


def test_a_share_of_fewer_than_ten_is_said_as_counts():
    with translation.override("en"):
        said = say(figure("on_time_rate"))

    assert (said.number, said.notes, said.value) == ("—", ("3 of 7; said as a share from 10",), None)


def test_an_open_window_is_said_in_words():
    with translation.override("en"):
        said = say(figure("reapply_rate", numerator=30, denominator=70, n=70, mature=False))

    assert said.is_open
    assert said.notes[-1] == "too early to judge: the 365 days of these people are not over"


def test_a_cell_that_would_be_run_by_a_spreadsheet_is_disarmed():
    assert sheet([["=1+1", "＝A1", "-2", -2, None, "普通"]]) == "\ufeff'=1+1,'＝A1,'-2,-2,,普通\r\n"


@pytest.mark.parametrize(
    ("day", "months", "start"),
    [
        (date(2026, 5, 31), 3, date(2026, 3, 1)),
        (date(2026, 11, 23), 6, date(2026, 5, 24)),
        (date(2026, 2, 28), 6, date(2025, 8, 29)),
    ],
)
def test_so_many_months_back(day, months, start):
    assert months_back(day, months) == start


def test_a_fiscal_year_begins_in_april():
    in_march = datetime(2026, 3, 31, 16, tzinfo=UTC)  # the first of April in Japan

    assert period_of(Span.FISCAL, at=in_march).start == date(2026, 4, 1)
    assert period_of(Span.FISCAL, at=in_march - timedelta(hours=2)).start == date(2025, 4, 1)
    assert timezone.localdate(in_march) == date(2026, 4, 1)


def test_a_line_leaves_out_months_without_a_value():
    drawn = line([3, None, 6, 3])

    assert (drawn.path, drawn.ticks) == ("M0.0 45.0L1.5 45.0 M66.7 0.0L100.0 45.0", (6, 4, 2, 0))


def test_bars_are_measured_against_the_highest_label():
    assert bars([(3, 1), (0, 0)]).pairs == ((100, 33), (0, 0))
