"""The report of a company with a hundred thousand candidates and five years of events: the page, its parts, and the paper.

Baseline: the same page while its figures have to be counted from the events, as on the day before the first night.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bench.dashboard import without_facts
from bench.load import years
from bench.load.browser import Browser
from bench.load.clock import in_turns
from bench.load.sizes import Sizes
from career_relay.accounts.models import User
from career_relay.base.tenancy import company
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.insights import facts

ASKED = {
    "report_page": ("desk:report", ["", "?period=6&against=before", "?figure=on_time_rate"]),
    "report_figures": ("desk:report_figures", [""]),
    "report_month": ("desk:report_month", [""]),
    "report_paper": ("desk:report_month_pdf", [""]),
    "report_cohorts": ("desk:report_cohorts", [""]),
}


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Make the facts once, then open each page in turns with the same page without them."""
    pk = years.made(sizes)
    with company(pk):
        facts.make(timezone.localdate() - timedelta(days=1))
    browser, few = Browser(_reader(pk)), replace(sizes, calls=16, warm_up=4)
    return [_measured(name, reverse(page), asked, browser, pk, few) for name, (page, asked) in ASKED.items()]


def _measured(name: str, page: str, asked: list[str], browser: Browser, pk: int, sizes: Sizes) -> dict[str, Any]:
    same = [(one, one) for one in (page + rest for rest in asked)]
    baseline = "the same page, counted from the events"
    return in_turns(
        name, browser.get, browser.get, same, sizes, baseline, around_plain=lambda: without_facts(pk)
    ).told()


def _reader(pk: int) -> User:
    reader, _new = User.objects.get_or_create(email="staff@five.example", defaults={"name": "採用 担当"})
    Membership.objects.get_or_create(company_id=pk, user=reader, defaults={"role": Role.RECRUITER})
    return reader
