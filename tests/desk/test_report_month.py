"""The report of a month: its sentence, its paper, and the mail of those who asked for it."""

from datetime import date, datetime
from io import BytesIO

import pytest
import time_machine
from django.utils import translation
from pypdf import PdfReader

from career_relay.base.tenancy import company
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.desk import charts
from career_relay.desk.figure_words import changed
from career_relay.desk.monthly import advice, changes, monthly, twelve_months
from career_relay.desk.returns import return_of
from career_relay.insights import mailing, queries
from career_relay.insights.cohorts import Period
from career_relay.insights.periods import Against, earlier, whole_month
from career_relay.insights.tasks import send_reports
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from tests.desk.test_report import figure
from tests.factories.companies import MembershipFactory, UserFactory
from tests.insights.year import AT, TOKYO, make_year, write

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def a_year(minato, mode3):
    with company(minato.pk):
        write(make_year(1, size=40))
    with time_machine.travel(AT, tick=False):
        yield minato


def test_the_report_fits_on_two_pages_and_says_what_the_page_says(ben_client, a_year):
    page = ben_client.get("/desk/report/month/", {"month": "2026-10"})
    paper = ben_client.get("/desk/report/month.pdf", {"month": "2026-10"})

    pages = PdfReader(BytesIO(paper.content)).pages
    words = "".join(one.extract_text() for one in pages).replace("\n", "")
    report = page.context["report"]
    assert (page.status_code, len(pages) <= 2, len(report.five)) == (200, True, 5)
    assert report.headline.replace(" ", "") in words.replace(" ", "")
    assert all(one.year.number in words for one in report.five)
    assert paper["Content-Disposition"] == 'attachment; filename="report-2026-10.pdf"'


@pytest.mark.parametrize(
    ("asked", "first"),
    [("2026-09", date(2026, 9, 1)), ("2026-11", date(2026, 10, 1)), ("2099-01", date(2026, 10, 1)), ("x", date(2026, 10, 1)),
     (None, date(2026, 10, 1)), ("1999-01", date(2026, 10, 1))],
)  # fmt: skip
def test_only_a_month_that_is_over_is_told(asked, first):
    assert whole_month(asked, at=AT).start == first


def test_a_report_is_of_the_twelve_months_that_end_with_it():
    december = Period(date(2026, 12, 1), date(2026, 12, 31))

    assert twelve_months(OCTOBER) == Period(date(2025, 11, 1), date(2026, 10, 31))
    assert twelve_months(december) == Period(date(2026, 1, 1), date(2026, 12, 31))


def test_periods_are_compared_with_as_many_days_before_or_with_the_year_before():
    leap = Period(date(2024, 2, 29), date(2024, 3, 10))

    assert earlier(leap, Against.YEAR) == Period(date(2023, 2, 28), date(2023, 3, 10))
    assert earlier(leap, Against.BEFORE) == Period(date(2024, 2, 18), date(2024, 2, 28))


def test_a_company_without_a_single_event_gets_a_report_too(ben_client, minato):
    page = ben_client.get("/desk/report/month/")

    assert (page.status_code, [one.year.number for one in page.context["report"].five]) == (200, ["—"] * 5)
    assert ben_client.get("/desk/report/month.pdf").content.startswith(b"%PDF")


# --- sentences ------------------------------------------------------------------------------------------------------


def pair(key: str, now: tuple[int, int], then: tuple[int, int]) -> queries.Compared:
    figures = [figure(key, numerator=a, denominator=n, value=a / n, low=0, high=1, n=n) for a, n in (now, then)]
    return queries.compared(*figures)


def test_a_difference_that_may_be_chance_is_not_called_a_change():
    with translation.override("en"):
        said = changes([pair("on_time_rate", (95, 100), (90, 100))])

    assert said == ["No figure moved more than chance alone would move it."]


def test_what_got_worse_is_said_so_whichever_way_it_moved():
    with translation.override("en"):
        said = changes([pair("silence_rate", (300, 1000), (100, 1000)), pair("on_time_rate", (900, 1000), (750, 1000))])

    assert said == [
        "Left without an answer: up from 10.0% to 30.0%. It got worse.",
        "Answered by the promised date: up from 75.0% to 90.0%.",
    ]


def test_a_change_is_told_with_its_arrow_and_what_it_was():
    with translation.override("en"):
        moved = changed(pair("silence_rate", (10, 100), (20, 100)))

    assert (moved.arrow, moved.difference, moved.was, moved.is_worse) == ("down", "10.0pt", "20.0%", False)


@pytest.mark.parametrize(("n", "count"), [(9, 1), (100, 2)])
def test_advice_rests_on_ten_people_or_more(at_minato, n, count):
    late = figure("on_time_rate", numerator=n // 2, denominator=n, value=0.5, low=0, high=1, n=n)

    told = advice({"on_time_rate": late}, return_of(OCTOBER, AT))

    assert len(told) == count  # the other one: to enter the costs
    assert told[-1].to == "desk:report_return"


def test_a_scale_ends_where_no_value_can_be_above():
    now, before = charts.lines([96.0, 99.0], [91.0, None], most=100)

    assert now.ticks == before.ticks == (100, 97, 94, 91)
    assert charts.lines([40.0, -20.0], [])[0].ticks == (40, 20, 0, -20)


# --- the mail -------------------------------------------------------------------------------------------------------

SECOND_OF_NOVEMBER = datetime(2026, 11, 2, 8, 20, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("day", "opens"),
    [(date(2026, 11, 1), False), (date(2026, 11, 2), True), (date(2026, 11, 4), False), (date(2027, 1, 4), True)],
)
def test_a_month_begins_with_its_first_business_day(day, opens):
    assert mailing.opens_month(day) == opens


def test_only_who_asked_gets_the_mail_and_gets_it_once(ben_client, ben, ada, a_year):
    ben_client.post("/desk/report/mail/", {"wanted": "yes"})

    sent = [mailing.send_month(a_year.pk, SECOND_OF_NOVEMBER.date()) for _time in range(2)]

    assert [[mail.to_user_id for mail in mails] for mails in sent] == [[ben.pk], [ben.pk]]
    assert PersonalMail.objects.filter(kind="staff_report").count() == 1


def test_the_mail_says_the_figures_and_names_nobody(ben, a_year):
    with company(a_year.pk):
        mailing.choose(Membership.objects.get(user=ben), wanted=True)
        [mail] = mailing.send_month(a_year.pk, SECOND_OF_NOVEMBER.date())

        with translation.override("ja"):
            said = RENDERERS["staff_report"](mail)
            report = monthly(a_year.name, OCTOBER, relays=True, at=AT)

    assert report.headline in said.text
    assert "/desk/report/month/?month=2026-10" in said.text
    assert "株式会社ミナトソフト" in said.subject
    assert "@" not in said.text


def test_who_ended_it_or_lost_the_right_gets_none(ben_client, ben, a_year):
    ben_client.post("/desk/report/mail/", {"wanted": "yes"})
    [mail] = mailing.send_month(a_year.pk, SECOND_OF_NOVEMBER.date())
    ben_client.post("/desk/report/mail/", {"wanted": "no"})

    with company(a_year.pk), pytest.raises(Gone):
        RENDERERS["staff_report"](mail)
    Membership.objects.filter(user=ben).update(role=Role.INTERVIEWER, preferences={mailing.WISH: True})
    assert list(mailing.readers(a_year.pk)) == []


def test_the_clock_sends_on_the_first_business_day_alone(minato, monkeypatch):
    queued = []
    monkeypatch.setattr("career_relay.insights.tasks.later", lambda _task, **ids: queued.append(ids))

    for day in (1, 2, 3):
        send_reports(int(datetime(2026, 11, day, 8, 20, tzinfo=TOKYO).timestamp()))

    assert queued == [{"company_id": minato.pk, "day": "2026-11-02"}]


def test_nobody_can_ask_for_somebody_else(client, a_year):
    dan = MembershipFactory(company=a_year, role=Role.INTERVIEWER, user=UserFactory()).user
    client.force_login(dan)

    assert client.post("/desk/report/mail/", {"wanted": "yes"}).status_code == 403
