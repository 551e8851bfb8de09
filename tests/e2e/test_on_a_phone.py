"""A candidate's telephone on a slow line, without scripts, and before axe: every page of their own."""

import re
import sys
import time
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.consents.models import ConsentNow
from career_relay.notices import actions
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.test_without_a_mouse import as_somebody
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.house.conftest import people_of_the_house, world  # noqa: F401 — fixtures
from tests.house.doors import behind

pytestmark = pytest.mark.browser

ADDRESS = "kim@mail.example"
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
TWO_MINUTES = 120
LEAST_PAGES = 29


@pytest.fixture
def told(stage: Stage, minato, harbour, mode3, ben, kim, settings) -> str:
    """Kim was told a no by mail, and has no profile yet. Gives the link in the mail."""
    settings.QUIET_HOURS = False
    with company(minato.pk):
        candidate = CandidateFactory(name="キム 美咲", email=ADDRESS, history="法人営業を5年担当しました。")
        ended = ApplicationFactory(candidate=candidate, stage="rejected", reason="experience")
        draft = actions.draft_notice(ended, by=user_actor(ben.pk))
        actions.check_message(draft, by=user_actor(ben.pk))
        actions.release([draft], by=user_actor(ben.pk))
    return re.search(r"/r/\S+", stage.mail(ADDRESS, "/r/"))[0]


@dataclass
class Walker:
    """Presses and reads, and counts both."""

    stage: Stage
    page: Page
    taps: int = 0
    letters: int = 0

    def tap(self, what: str) -> None:
        """Read what the page says, then press."""
        self.page.locator(what).first.click()
        self.taps += 1

    def arrive(self, where: str) -> None:
        self.page.wait_for_url(where)
        self.letters += len(re.sub(r"\s", "", self.page.locator("main").inner_text()))

    def from_the_mail_to_the_choice(self, link: str) -> None:
        self.page.goto(link)
        self.arrive("**/r/**")
        before = len(self.stage.sink.to(ADDRESS))
        self.tap("main form button[type=submit]")
        self.arrive("**/code/**")
        self.page.fill("input[name=code]", self.stage.code(ADDRESS, after=before))
        self.tap("form.c-form button[type=submit]")
        self.arrive("**/me/results/**")
        self.tap("a[href='/me/consent']")
        self.arrive("**/me/passport**")
        self.tap("main form .btn--primary")
        self.arrive("**/me/consent")
        expect(self.page.locator("main input:checked")).to_have_count(0)
        for box in ("[name=items][value=contact]", "[name=items][value=history]", "[name=circles]", "[name=until]"):
            self.tap(f"main input{box}")
        self.tap("button[name=step][value=give]")
        self.page.wait_for_url("**/me/data")


def chosen_by(kim: int) -> list[tuple[str, list[str]]]:
    """Which circle may ask, and what would be handed over."""
    with person(kim):
        return [(one.circle.slug, sorted(one.items)) for one in ConsentNow.objects.select_related("circle")]


def test_on_slow_3g_from_the_mail_to_an_informed_choice(told, stage, kim, record_property, capsys):
    """The two minutes are the product's own promise; what stays of them is for reading."""
    page = stage.visitor(PHONE)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    walker = Walker(stage, page)

    began = time.monotonic()
    walker.from_the_mail_to_the_choice(told)
    seconds = round(time.monotonic() - began, 1)

    record_property("seconds_on_slow_3g", seconds)
    with capsys.disabled():
        sys.stdout.write(f"\n  from the mail to the choice on slow 3G: {seconds} s,")
        sys.stdout.write(f" {walker.taps} taps, {walker.letters} letters on the pages\n")
    assert seconds < TWO_MINUTES
    assert chosen_by(kim) == [("harbour", ["contact", "history"])]


def test_the_same_way_without_scripts(told, stage, kim):
    page = stage.visitor(PHONE, scripts=False)

    Walker(stage, page).from_the_mail_to_the_choice(told)

    assert chosen_by(kim) == [("harbour", ["contact", "history"])]
    page.click("form[action='/me/data/withdraw'] button")
    expect(page.locator("main")).to_contain_text("受け取っていません")


def pages_of_kim(world) -> dict[str, str]:  # noqa: F811 — the fixture imported above
    """Every address under /me/ that answers her with a page, by the name of its door."""
    ids = {**world.ids("kim"), "companies.company:slug": [world.minato.slug]}  # where she has a record
    browser, found = world.browser("kim"), {}
    for door in behind("me/"):
        values = [ids[kind][0] for kind in door.takes if ids.get(kind)]
        if len(values) == len(door.kinds) and is_page(browser.get(door.at(*values))):
            found[door.name] = door.at(*values)
    return found


def is_page(answer) -> bool:
    return answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith("text/html")


def test_axe_finds_nothing_on_any_page_of_a_candidate(world, stage):  # noqa: F811 — the fixture imported above
    world.relay.ask()
    phone = as_somebody(stage.visitor(PHONE), stage, world.browser("kim").session)
    axe, pages, found = Axe(), pages_of_kim(world), {}

    for name, address in pages.items():
        phone.goto(address)
        faults = [one["id"] for one in axe.run(phone, options={"resultTypes": ["violations"]}).response["violations"]]
        wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found |= {name: (faults, wide)} if faults or wide > 0 else {}

    assert len(pages) >= LEAST_PAGES
    assert found == {}
