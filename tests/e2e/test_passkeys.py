"""A passkey on a phone: made after a code, and the page opens by it the next time, without an address."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Stage

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_opens_the_page_on_a_phone(stage: Stage, minato, accessible):
    page = stage.visitor(PHONE)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/go/minato")
    page.fill("input[name=email]", "kim@mail.example")
    page.click("form:has(input[name=email]) button[type=submit]")
    page.fill("input[name=code]", stage.code("kim@mail.example", after=0))
    page.click("form:has(input[name=code]) button[type=submit]")
    page.wait_for_url("**/me/**")

    page.goto("/me/signin/")
    accessible(page)
    page.click("form[data-passkey=create] button")
    expect(page.locator("form[action$='/remove']")).to_have_count(1)
    page.click("form[action$='/everywhere'] button")
    page.wait_for_url("**/enter")
    accessible(page)
    page.click("form[data-passkey=get] button")

    page.wait_for_url("**/me/")
