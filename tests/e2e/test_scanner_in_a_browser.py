"""A mail scanner that is a whole browser: it runs the scripts, presses the first button, and says yes to what pops up."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from career_relay.base.tenancy import person
from career_relay.consents.models import ConsentEntry
from career_relay.relay.states import Stage as Baton
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.test_without_a_mouse import as_somebody
from tests.portal.test_uniform import browser_of

pytestmark = pytest.mark.browser
PRESS = "button:not([type=button])"
AGREE = "dialog[open] button[value=yes]"


def press_on(page: Page, address: str) -> None:
    """Open it, fill what the first form requires with a guess, press, agree to what asks back; and so on the next page."""
    page.goto(address)
    for _page in range(2):
        form = page.locator("main form").first
        if not form.count():
            return
        for box in form.locator("input[required]:visible").all():
            if box.get_attribute("type") in {"checkbox", "radio"}:
                box.check()
            else:
                box.fill("1")
        if (button := form.locator(PRESS).first).count() and button.is_visible():
            button.click()
        if (sure := page.locator(AGREE)).count():
            sure.click()
        page.wait_for_load_state()


def given(kim: int) -> list[str]:
    with person(kim):
        return list(ConsentEntry.objects.filter(act="given").values_list("purpose", flat=True))


def test_a_browser_that_presses_everything_hands_nothing_over(stage: Stage, relay):
    relay.ask()
    asked = reverse("portal:ask", args=[relay.mine().public_id])
    here = [f"{asked}/package?items=contact&items=history", asked, reverse("portal:consent"), reverse("portal:home")]
    before, phone = given(relay.kim), as_somebody(stage.visitor(PHONE), stage, browser_of(relay.kim).session)

    for address in here:
        press_on(phone, address)
    stage.heard.clear()  # it was refused, and should be

    assert given(relay.kim) == before
    assert relay.mine().stage in {Baton.ASKED, Baton.DECLINED, Baton.WITHDRAWN}
