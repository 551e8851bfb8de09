"""One baton relayed twice with the keyboard alone: Minato said no, Komorebi decides otherwise, Hayate hires; all books right.

(LEGAL §3.2, §3.3, §3.5, C-17.)
"""

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, operator, person
from career_relay.candidates.models import Candidate
from career_relay.companies.models import CircleMember
from career_relay.companies.roles import Role
from career_relay.consents.models import AccessGrant, ConsentEntry, Provision, Receipt
from career_relay.consents.records import keep_until
from career_relay.portal.middleware import SESSION_KEY
from career_relay.positions.models import PositionCircle
from career_relay.relay.models import Introduction, Placement
from career_relay.relay.states import Stage
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_without_a_mouse import as_somebody, tab_to
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import CompanyFactory, MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.browser
STARTS = date(2027, 4, 1)


@pytest.fixture
def hayate(harbour):
    """The third company, with an opening in the same circle."""
    made = CompanyFactory(slug="hayate", name="株式会社ハヤテ", domain="hayate.example")
    CircleMember.objects.create(circle=harbour, company=made)
    MembershipFactory(company=made, role=Role.OWNER, user=UserFactory(name="Hana", email="hana@hayate.example"))
    with company(made.pk):
        opening = PositionFactory(title="カスタマーサクセス")
        PositionCircle.objects.create(position=opening, circle=harbour)
    return made


@pytest.fixture
def desks(stage, cleo, hayate):
    """The desks of the two receivers, each with a browser of its own."""
    made = {}
    for name, staff in (("komorebi", cleo), ("hayate", hayate.memberships.get().user)):
        client = Client()
        client.force_login(staff)
        made[name] = as_somebody(stage.visitor(DESK), stage, client.session)
    return made


@pytest.fixture
def phone(stage, client, kim):
    session = client.session
    session[SESSION_KEY] = kim
    return as_somebody(stage.visitor(PHONE), stage, session)


def press(page: Page, wanted: str, key: str = "Enter") -> None:
    """Go there with Tab, and press."""
    tab_to(page, wanted)
    page.keyboard.press(key)
    page.wait_for_load_state()


def write(page: Page, wanted: str, words: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def write_day(page: Page, wanted: str, day: date) -> None:
    """Type a day part by part, in whichever order this browser asks for them."""
    year, month, of_month = f"{day.year}", f"{day.month:02}", f"{day.day:02}"
    tab_to(page, wanted)
    for parts in ((year, month, of_month), (month, of_month, year)):
        for _part in parts:
            page.keyboard.press("ArrowLeft")  # to the first part
        for part in parts:
            page.keyboard.type(part)
            if part == year:
                page.keyboard.press("ArrowRight")
        if page.locator(wanted).input_value() == day.isoformat():
            return
    raise AssertionError("the day cannot be typed")


def ask(page: Page, position) -> None:
    page.goto(f"/desk/ask/{position.public_id}/")
    write(page, "input[name=upto]", "5")
    press(page, "form.panel button[type=submit]")
    expect(page.locator("main")).not_to_contain_text("キム")


def choose_and_send(page: Page) -> None:
    """Nothing is ticked; name and history are chosen, the package is read, two digits typed, and yes said."""
    expect(page.locator("input[name=items]:checked")).to_have_count(0)
    for item in ("contact", "history"):
        press(page, f"input[name=items][value={item}]", "Space")
    press(page, "form[action*='/package'] button[type=submit]")
    page.wait_for_url("**/package**")
    write(page, "input[name=look]", page.locator("#look-h b").inner_text())
    press(page, "form:has(input[name=look]) button[type=submit]")
    expect(page.locator("form[action$='/undo'] button")).to_be_visible()


def receive(stage, page: Page, *, provider: str) -> None:
    """Wait for the card, open it, and accept the declaration: it says who provides, and no word of the package."""
    page.goto("/desk/board/")
    stage.until(lambda: page.reload() and page.locator("a[href*='/desk/introductions/']").count())
    press(page, "a[href*='/desk/introductions/']")
    page.wait_for_url("**/desk/introductions/**")
    expect(page.locator("section[aria-labelledby=dc-h]")).to_contain_text(provider)
    expect(page.locator("main")).not_to_contain_text("mail.example")
    expect(page.locator("h1")).not_to_contain_text("キム")
    press(page, "form[action$='/receipt/'] button")
    expect(page.locator("h1")).to_contain_text("キム")


def say_no_with_thanks(page: Page) -> None:
    write(page, "#id_closing_words", "お話しできてうれしかったです。")
    press(page, "#move-not_selected button")
    press(page, "dialog[open] button[value=yes]")
    expect(page.locator("#move-not_selected")).to_have_count(0)


def hire(page: Page) -> None:
    for stage in ("interviewing", "offered"):
        press(page, f"#move-{stage} button")
        expect(page.locator(f"#move-{stage}")).to_have_count(0)
    write_day(page, "#id_starts_on", STARTS)
    press(page, "#move-hired button")
    expect(page.locator("#move-hired")).to_have_count(0)


def test_a_baton_is_relayed_twice_with_the_keyboard_alone(
    stage, desks, phone, minato, komorebi, hayate, position, open_kim, cleo, operator_company
):
    with company(minato.pk):
        known = CandidateFactory(person_id=open_kim, email="kim@mail.example", email_key="kim@mail.example")
        ApplicationFactory(candidate=known, stage="rejected")

    ask(desks["komorebi"], position)
    stage.mail("kim@mail.example", "/me/asks/")
    phone.goto("/me/asks/")
    press(phone, "article h2 a[href*='/me/asks/']")
    phone.wait_for_url("**/me/asks/*-*")
    choose_and_send(phone)
    receive(stage, desks["komorebi"], provider="みなと商工会議所")
    say_no_with_thanks(desks["komorebi"])

    phone.reload()
    press(phone, "section[aria-labelledby=nx-h] a[href*='/openings/']")
    phone.wait_for_url("**/openings/**")
    press(phone, "a[href*='/me/send/']")
    phone.wait_for_url("**/me/send/**")
    choose_and_send(phone)
    receive(stage, desks["hayate"], provider="キム 美咲")
    hire(desks["hayate"])

    books_are_right(open_kim, minato, komorebi, hayate, position)


def books_are_right(kim: int, minato, komorebi, hayate, position) -> None:
    """Every record of every party, field by field."""
    with person(kim):
        first, second = Introduction.objects.order_by("id")
        given = list(Provision.objects.order_by("id").select_related("consent"))
        consents = list(ConsentEntry.objects.filter(purpose="share", act="given").order_by("id"))
        grants = list(AccessGrant.objects.order_by("id"))
    assert [(one.company_id, one.stage, one.origin) for one in (first, second)] == [
        (komorebi.pk, Stage.NOT_SELECTED, "ask"),
        (hayate.pk, Stage.HIRED, "self"),
    ]
    assert (first.closing_words, second.starts_on) == ("お話しできてうれしかったです。", STARTS)
    assert [one.basis for one in given] == ["27-1", "on_behalf_of_person"]
    for record, consent, receiver in zip(given, consents, (komorebi, hayate), strict=True):
        provided_by_the_law(record, consent, receiver)
    assert [one.company_id for one in grants] == [komorebi.pk, hayate.pk]
    for record, receiver, name in zip(given, (komorebi, hayate), ("みなと商工会議所", "キム 美咲"), strict=True):
        received_by_the_law(record, receiver, name)
    with operator():
        [line] = Placement.objects.all()
        assert (line.company_id, line.result, line.seeker_name) == (komorebi.pk, "not_hired", "キム 美咲")
        assert (line.employer_name, line.decided_on) == (komorebi.name, line.introduced_on)
    learns_nothing(minato)


def provided_by_the_law(record: Provision, consent: ConsentEntry, receiver) -> None:
    assert record.consent_obtained
    assert (record.recipient_name, record.recipient_address, record.recipient_representative) == (
        receiver.name, receiver.address, receiver.representative,
    )  # fmt: skip
    assert (record.person_name, record.items) == ("キム 美咲", ["contact", "history"])
    assert (record.consent_id, record.package_hash) == (consent.pk, consent.package_hash)
    assert record.keep_until == keep_until(localdate(record.provided_at))


def received_by_the_law(record: Provision, receiver, provider: str) -> None:
    with company(receiver.pk):
        [receipt] = Receipt.objects.all()
    assert receipt.consent_obtained
    assert (receipt.provider_name, receipt.provider_address, receipt.provider_representative) == (
        provider, record.provider_address, record.provider_representative,
    )  # fmt: skip
    assert receipt.acquired_how
    assert (receipt.evidence, receipt.person_name, receipt.items) == (record.consent.hash, "キム 美咲", record.items)
    assert receipt.confirmed_by_id in set(receiver.memberships.values_list("user_id", flat=True))


def learns_nothing(minato) -> None:
    """Who once said no has its own record, and not one row of what followed (C-17)."""
    with company(minato.pk):
        assert Candidate.objects.count() == 1
        assert (Introduction.objects.count(), Receipt.objects.count(), Placement.objects.count()) == (0, 0, 0)
        assert AuditEvent.objects.filter(event__startswith="relay.").count() == 0
