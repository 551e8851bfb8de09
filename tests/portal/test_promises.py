"""The promise page: for everybody, without a cookie, and nothing a company could write."""

from datetime import date

import pytest
from django.utils import timezone

from career_relay.companies.models import Company, PromiseFigures
from career_relay.desk.forms.careers import CareersForm
from career_relay.desk.forms.settings import CompanyForm


@pytest.fixture
def shown(minato) -> Company:
    Company.objects.filter(pk=minato.pk).update(promises_on=True)
    minato.refresh_from_db()
    return minato


def figures(company: Company, **more) -> PromiseFigures:
    told = {
        "since": date(2025, 11, 1), "until": date(2026, 10, 31), "due": 40, "on_time": 37, "told": 39,
        "median_days": "6.5", "met": 25, "with_feedback": 20, "counted_at": timezone.now(),
    }  # fmt: skip
    return PromiseFigures.objects.create(company=company, **{**told, **more})


def test_the_page_says_share_number_and_median(client, shown):
    figures(shown)

    page = client.get("/promises/minato/?lang=en").content.decode()

    for part in ("92%", "of 40", "6.5", "of 39", "80%", "of 25", "2025/11/01–2026/10/31"):
        assert part in page


def test_below_twenty_nothing_is_said(client, shown):
    figures(shown, due=19, on_time=18, told=19, met=3, with_feedback=3)

    page = client.get("/promises/minato/?lang=en").content.decode()

    assert page.count("too few yet to say") == 3
    assert "%" not in page.split("<dl")[1].split("</dl>")[0]


def test_a_line_with_few_people_is_hidden_for_itself(client, shown):
    figures(shown, met=19, with_feedback=19)

    page = client.get("/promises/minato/?lang=en").content.decode()

    assert ("92%" in page, "100%" in page, page.count("too few yet to say")) == (True, False, 1)


def test_before_the_first_count_it_says_so(client, shown):
    assert "Nothing has been counted yet." in client.get("/promises/minato/?lang=en").content.decode()


@pytest.mark.parametrize("how", ["off", "suspended", "not admitted", "unknown"])
def test_a_page_that_is_not_there_looks_the_same_whatever_the_reason(client, shown, how):
    changes = {
        "off": {"promises_on": False},
        "suspended": {"suspended_at": timezone.now()},
        "not admitted": {"verified_at": None},
    }
    Company.objects.filter(pk=shown.pk).update(**changes.get(how, {}))

    answer = client.get("/promises/nobody/" if how == "unknown" else "/promises/minato/")

    assert answer.status_code == 404
    assert answer.content == client.get("/promises/nobody/").content


def test_it_sets_no_cookie_and_may_be_kept_for_an_hour(client, shown):
    figures(shown)

    answer = client.get("/promises/minato/")

    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_it_only_looks(client, shown):
    assert client.post("/promises/minato/", {"on_time": "40"}).status_code == 405


def test_the_careers_page_leads_to_it_when_it_is_shown(client, shown):
    Company.objects.filter(pk=shown.pk).update(careers_on=True)

    with_it = client.get("/careers/minato/").content.decode()
    Company.objects.filter(pk=shown.pk).update(promises_on=False)

    assert "/promises/minato/" in with_it
    assert "/promises/minato/" not in client.get("/careers/minato/").content.decode()


def test_no_form_of_the_company_knows_the_figures():
    counted = {one.name for one in PromiseFigures._meta.fields}

    known = {*CompanyForm.base_fields, *CareersForm.base_fields}

    assert known & (counted | {"promise_figures"}) == set()
