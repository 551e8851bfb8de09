"""What mail scanners do to the links in our mails (RELIABILITY R18, rule 9): they look, follow and press. Nothing happens.

Hundreds of visits, a thousand by night: HEAD, GET three times, links followed, the first form of every page sent off as it
stands; without a session, and in a browser that is signed in. Nobody has consented, and people still can. What runs the
scripts of the page as well is in `tests/e2e/test_scanner_in_a_browser.py`.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import cycle, islice
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from career_relay.accounts import addresses, people
from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Company
from career_relay.consents import share_links, shares
from career_relay.consents.models import ConsentEntry
from career_relay.notices import links, list_links
from career_relay.notices.campaigns import make_campaign
from career_relay.notices.models import Message, PermissionProof
from career_relay.portal.middleware import SESSION_KEY
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage
from tests.baton import ITEMS
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.house.doors import LINK, written

pytestmark = pytest.mark.django_db
FOLLOWED = 4
A_DAY = 176  # every link in every way four times
NIGHTLY = pytest.param(1000, marks=pytest.mark.nightly, id="nightly")
# Codes may be asked for, sessions begin, and RFC 8058 lets one POST stop advertising: it can only make less.
HARMLESS = {
    "django_session", "accounts_coderequest", "notices_personalmail", "procrastinate_jobs", "procrastinate_events",
    "notices_suppression", "notices_preference", "notices_contactproof", "base_auditevent", "consents_shareview",
    "candidates_candidate", "notices_message", "notices_permissionproof", "procrastinate_periodic_defers",
}  # fmt: skip


@dataclass
class FirstForm(HTMLParser):
    """The first form of what a page is about, as a program sends it that fills in nothing.

    Forms beside it choose the language or sign out: whoever pressed those would never come to what matters.
    """

    action: str | None = None
    method: str = "get"
    said: dict[str, str] = field(default_factory=dict)
    is_about: bool = False  # in <main>
    is_inside: bool = False
    is_done: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs) -> None:
        told = {name: value or "" for name, value in attrs}
        self.is_about |= tag == "main"
        if tag == "form" and self.is_about and not self.is_done:
            self.is_inside, self.action, self.method = True, told.get("action", ""), told.get("method", "get").lower()
        elif self.is_inside and told.get("name") and tag in {"input", "button", "textarea"}:
            chosen = told.get("type") not in {"checkbox", "radio"} or "checked" in told
            if chosen and told["name"] not in self.said:
                self.said[told["name"]] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.is_about &= tag != "main"
        if tag == "form" and self.is_inside:
            self.is_inside, self.is_done = False, True


class Scanner:
    """One program that visits links; a browser with a session when it is given one."""

    def __init__(self, person_id: int | None = None) -> None:
        self.client, self.person_id = Client(raise_request_exception=False), person_id
        self.sent = self.looked = 0

    def sign_in(self) -> None:
        """The browser it sits in belongs to somebody."""
        if self.person_id is not None and self.client.session.get(SESSION_KEY) != self.person_id:
            session = self.client.session
            session[SESSION_KEY] = self.person_id
            session.save()
            self.client.cookies["sessionid"] = session.session_key

    def get(self, address: str) -> HttpResponse:
        self.looked += 1
        return self.client.get(address, follow=True)

    def head(self, address: str) -> None:
        self.looked += 1
        self.client.head(address, follow=True)

    def look_three_times(self, address: str) -> None:
        for _time in range(3):
            self.get(address)

    def follow(self, address: str) -> None:
        page = self.get(address)
        for found in self.ways_on(page, address)[:FOLLOWED]:
            self.get(found)

    def press(self, address: str) -> None:
        """Send the first form of the page, and of the page that answers."""
        page = self.get(address)
        for _page in range(2):
            page = self.submit(page, address)

    def submit(self, page: HttpResponse, address: str) -> HttpResponse:
        form = FirstForm()
        form.feed(page.content.decode("utf-8", "replace"))
        if form.action is None:
            return page
        there = urljoin(page.request["PATH_INFO"], form.action or "")
        self.sent += 1
        send = self.client.post if form.method == "post" else self.client.get
        return send(urlsplit(there).path, form.said, follow=True)

    @staticmethod
    def ways_on(page: HttpResponse, address: str) -> list[str]:
        found = [urljoin(address, one) for one in LINK.findall(page.content.decode("utf-8", "replace"))]
        return [one for one in dict.fromkeys(found) if one.startswith("/") and not one.startswith(("//", "/static/"))]


@pytest.fixture
def mails(relay, minato, ben) -> list[str]:
    """Every kind of link that leaves by mail."""
    relay.ask()
    with company(minato.pk):
        candidate = CandidateFactory(person_id=relay.kim, email="kim@mail.example")
        result = ApplicationFactory(candidate=candidate, person_id=relay.kim, stage="rejected")
        entry = links.open_link(result, uuid4())
        campaign = make_campaign("便り", by=person_actor(relay.kim), template_key="newsletter")
        news = Message.objects.create(candidate=candidate, campaign=campaign, legal_class="newsletter")
        of_mail = [list_links.stop_url(news), list_links.choices_url(news)]
    with person(relay.kim):
        shown = shares.preview(relay.kim, ["history"])
        share = shares.make_share(
            relay.kim, ["history"], title="一つ", days=7, expected_hash=shown.hash, by=person_actor(relay.kim)
        )
        change = addresses.ask_address(relay.kim, "kim.new@mail.example", language="ja")
        undo = addresses.token_of(change)
        asked = reverse("portal:ask", args=[Introduction.objects.get().public_id])
    code = people.request_code("kim@mail.example")
    here = [
        reverse("portal:code", args=[code.public_id]), reverse("portal:undo", args=[undo]), asked,
        f"{asked}/package?items=contact&items=history", reverse("portal:consent"), reverse("portal:mydata"),
        reverse("portal:door", args=["minato"]), share_links.url_for(share),
    ]  # fmt: skip
    return [urlsplit(one)._replace(scheme="", netloc="").geturl() for one in [entry, *of_mail, *here]]


WAYS = (Scanner.press, Scanner.head, Scanner.follow, Scanner.look_three_times)


def visit(scanner: Scanner, links_: list[str], visits: int) -> None:
    for n, link in enumerate(islice(cycle(links_), visits)):
        scanner.sign_in()
        WAYS[(n // len(links_)) % len(WAYS)](scanner, link)


def consents(kim: int) -> list[tuple[str, str]]:
    with person(kim):
        return list(ConsentEntry.objects.order_by("pk").values_list("purpose", "act"))


def given(relay) -> tuple[int, int]:
    """How often somebody agreed: to be asked, shown or written to, and to mails."""
    with company(Company.objects.get(slug="minato").pk):
        mails_wanted = PermissionProof.objects.filter(word="given").count()
    return sum(act == "given" for _purpose, act in consents(relay.kim)), mails_wanted


@pytest.mark.parametrize("visits", [A_DAY, NIGHTLY])
def test_visits_of_programs_choose_nothing_take_nothing_back_and_erase_nothing(relay, mails, visits):
    before, said, agreed, scanner = written(), consents(relay.kim), given(relay), Scanner()

    visit(scanner, mails, visits)

    changed = {table for table, times in written().items() if times != before.get(table, 0)}
    assert changed <= HARMLESS
    assert (consents(relay.kim), given(relay)) == (said, agreed)
    assert (scanner.looked > visits, scanner.sent > visits / 8) == (True, True)


@pytest.mark.parametrize("visits", [A_DAY // 4, NIGHTLY])
def test_no_visit_in_a_browser_that_is_signed_in_is_a_consent(relay, mails, visits):
    """It may say no in the person's name, as whoever holds their phone may. It cannot say yes. Each visit is the first."""
    agreed, scanner, yes = given(relay), Scanner(relay.kim), 0
    scanner.sign_in()

    for n, link in enumerate(islice(cycle(mails), visits)):
        begin = transaction.savepoint()
        WAYS[(n // len(mails)) % len(WAYS)](scanner, link)
        yes += given(relay) != agreed or relay.mine().stage not in {Stage.ASKED, Stage.DECLINED, Stage.WITHDRAWN}
        transaction.savepoint_rollback(begin)

    assert yes == 0
    assert scanner.sent > visits / 5


def test_the_person_can_still_do_it_all_afterwards(relay, mails):
    visit(Scanner(), mails, 22)

    browser = Client()
    code = people.request_code("kim@mail.example")
    browser.post(reverse("portal:code", args=[code.public_id]), {"code": people.code_of(code)})

    assert browser.get(reverse("portal:home")).status_code == 200
    assert relay.yes().stage == Stage.ACCEPTED


@pytest.mark.parametrize("typed", ["", "test", "1", "kim@mail.example", "on"])
def test_a_yes_needs_what_only_a_reader_of_the_page_types(relay, typed):
    relay.ask()
    scanner = Scanner(relay.kim)
    scanner.sign_in()
    page = scanner.get(f"{reverse('portal:ask', args=[relay.mine().public_id])}/package?items=contact&items=history")
    form = FirstForm()
    form.feed(page.content.decode())
    assert set(form.said) >= {"items", "package_hash", "text_hash", "look"}

    scanner.client.post(form.action.partition("#")[0], {**form.said, "items": ITEMS, "look": typed})

    assert relay.mine().stage == Stage.ASKED
