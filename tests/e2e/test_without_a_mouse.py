"""The choice with the keyboard alone, and every key page in the other language."""

import pytest
from playwright.sync_api import Page, expect

from career_relay.base.tenancy import company, person
from career_relay.consents.models import ConsentNow
from career_relay.portal.middleware import SESSION_KEY
from tests.e2e.conftest import DESK, PHONE
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import PassportFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.browser
MOST_STOPS = 80


def as_somebody(page: Page, stage, session) -> Page:
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": stage.url}])
    return page


@pytest.fixture
def phone_of_kim(stage, client, kim, harbour, mode3):
    """Kim's telephone, with a profile to choose from."""
    with person(kim):
        PassportFactory()
    session = client.session
    session[SESSION_KEY] = kim
    return as_somebody(stage.visitor(PHONE), stage, session)


@pytest.fixture
def desk_of_ben(stage, client, ben, harbour, mode3, minato):
    """Ben's desk, with one candidate and one position."""
    with company(minato.pk):
        ApplicationFactory(candidate=CandidateFactory())
        PositionFactory()
    client.force_login(ben)
    return as_somebody(stage.visitor(DESK), stage, client.session)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until this control has the focus, and see that the focus can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            shown = page.evaluate(
                "() => { const look = e => getComputedStyle(e);"
                " const near = [document.activeElement, document.activeElement.closest('label')].filter(Boolean);"
                " return near.some(e => look(e).outlineStyle !== 'none' || look(e).boxShadow !== 'none') }"
            )
            assert shown, f"the focus on {wanted} cannot be seen"
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


def test_the_choice_can_be_made_with_the_keyboard(phone_of_kim, kim):
    page = phone_of_kim
    page.goto("/me/consent")

    tab_to(page, "input[name=items][value=contact]")
    page.keyboard.press("Space")
    tab_to(page, "input[name=items][value=skills]")
    page.keyboard.press("Space")
    tab_to(page, "input[name=circles]")
    page.keyboard.press("Space")
    tab_to(page, "input[name=until]")
    page.keyboard.press("Space")
    tab_to(page, "button[name=step][value=give]")
    page.keyboard.press("Enter")

    page.wait_for_url("**/me/data")
    with person(kim):
        assert list(ConsentNow.objects.values_list("circle__slug", flat=True)) == ["harbour"]


def test_a_mistake_takes_the_focus_to_what_is_missing(phone_of_kim):
    page = phone_of_kim
    page.goto("/me/consent")
    tab_to(page, "button[name=step][value=give]")

    page.keyboard.press("Enter")

    expect(page.locator("[role=alert]:focus")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)


def in_english(page: Page, paths: list[str]) -> None:
    page.goto(paths[0])
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    button = page.locator("button[name=language][value=en]").first
    if not button.is_visible():  # at the desk it stands in the menu of the person
        page.locator("details", has=button).first.locator("summary").click()
    button.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for path in paths:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        said = page.title() + page.locator("h1").first.inner_text()
        assert not any("ぁ" <= letter <= "ん" for letter in said), said  # names of companies here have no hiragana


def test_the_portal_speaks_english_at_a_touch(phone_of_kim):
    in_english(
        phone_of_kim, ["/me/", "/me/passport", "/me/consent", "/me/data", "/me/asks/", "/openings/", "/go/minato"]
    )


def test_the_desk_speaks_english_at_a_touch(desk_of_ben):
    pages = ["/desk/", "/desk/pool/", "/desk/imports/", "/desk/notices/", "/desk/positions/", "/desk/board/"]
    in_english(desk_of_ben, [*pages, "/desk/report/"])
