"""The answer to somebody who was almost hired, written in the composer: how long it takes, and what arrives.

With `GUIDE_IMAGES=<folder>` the pictures of the guide are taken on the way.
"""

import os
import re
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Reached, Reason, Stage
from tests.e2e.conftest import DESK, PHONE
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.browser

PASSWORD = "baton-demo-2026"  # noqa: S105 — of an invented person
ADDRESS = "miura@mail.example"
POINT = (
    "既存のお客様との関係を立て直されたご経験を、失敗も含めて順を追ってお話しくださり、誠実なお仕事ぶりが心に残りました。"
    "今回は、新しい市場を一から開くご経験をより重く見たため、このような判断となりました。"
)


@pytest.fixture
def almost(minato):
    """Saori Miura came to the final interview and has a silver medal."""
    minato.sender_name, minato.contact_desk = "採用担当 佐藤", "採用窓口 saiyo@minato.example"
    minato.save()
    now = timezone.now()
    with acting_for(minato.pk):
        return ApplicationFactory(
            candidate=CandidateFactory(name="三浦 沙織", email=ADDRESS, is_silver=True),
            position_title="法人営業（関西）",
            stage=Stage.REJECTED,
            reached=Reached.FINAL,
            reason=Reason.EXPERIENCE,
            decided_at=now,
            reapply_from=timezone.localdate(now) + timedelta(days=180),
        )


@pytest.fixture
def picture():
    """Take a picture for the guide, when a folder for them is named."""
    folder = os.environ.get("GUIDE_IMAGES", "")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take


def enter(page: Page, user) -> None:
    user.set_password(PASSWORD)
    user.save()
    page.goto("/account/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button[type=submit]")
    page.wait_for_url("**/desk/**")


def test_a_silver_medalist_gets_an_answer_one_would_be_glad_to_get(
    stage, ben, almost, picture, accessible, capsys, record_property, settings
):
    settings.QUIET_HOURS, settings.PUBLIC_URL = False, "https://relay.example"
    page = stage.visitor(DESK)
    enter(page, ben)
    began = time.monotonic()

    page.goto(f"/desk/notices/new/?application={almost.public_id}")
    page.locator("form.panel button[type=submit]").click()
    page.wait_for_url("**/notices/write/**")
    expect(page.locator("#id_template_key")).to_have_value("silver_medal")
    page.fill("#id_personal_point", POINT)
    expect(page.locator("#kept")).to_contain_text(":")
    expect(page.locator(".pv__mail .mail__own")).to_contain_text("誠実なお仕事ぶり")
    written = round(time.monotonic() - began, 1)
    picture(page, "notice-composer")
    accessible(page)
    page.reload()
    expect(page.locator("#id_personal_point")).to_have_value(POINT)
    page.keyboard.press("Control+Enter")
    page.wait_for_load_state()
    page.locator("#release button.btn--primary").click()
    page.wait_for_url("**/notices/sent/**")

    text = stage.mail(ADDRESS, "ご一緒に働く日")
    record_property("seconds_to_write", written)
    with capsys.disabled():
        sys.stdout.write(f"\n  the mail to a silver medalist, written by script: {written} s\n")
    assert POINT in text
    assert all(words not in text for words in ("不合格", "落選", "キャリアリレー", "{{"))
    show_in_readers(stage, text, picture)


def show_in_readers(stage, text: str, picture) -> None:
    """The mail as a reader of text and a reader of HTML show it. Nothing is fetched from anywhere."""
    mail = stage.sink.to(ADDRESS)[-1]
    asked: list[str] = []
    page = stage.visitor((760, 1040))
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(mail.body("html"))
    expect(page.locator("body")).to_contain_text("結果のページを見る")
    picture(page, "notice-mail-html")
    page.emulate_media(color_scheme="dark")
    picture(page, "notice-mail-html-dark")
    page.set_viewport_size({"width": PHONE[0], "height": 1100})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 760, "height": 900})
    page.set_content("<pre style='font:15px/1.8 monospace;white-space:pre-wrap;margin:24px;max-width:44em'></pre>")
    page.locator("pre").evaluate("(place, words) => { place.textContent = words; }", f"{mail.subject}\n\n{text}")
    picture(page, "notice-mail-text")
    assert asked == []


def test_the_composer_fits_a_phone_and_the_dark(stage, ben, almost, picture, accessible):
    page = stage.visitor(PHONE)
    enter(page, ben)
    page.emulate_media(color_scheme="dark")

    page.goto(f"/desk/notices/new/?application={almost.public_id}")
    page.locator("form.panel button[type=submit]").click()
    page.wait_for_url("**/notices/write/**")

    accessible(page)
    picture(page, "notice-composer-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_template_is_changed_tried_and_taken_back(stage, ben, picture, accessible):
    page = stage.visitor(DESK)
    enter(page, ben)
    page.goto("/desk/templates/silver_medal/ja/")
    accessible(page)
    body = page.locator("#id_body")

    body.fill(body.input_value().replace("ご縁をいただいたこと", "出会えたこと"))
    expect(page.locator("#live iframe")).to_have_attribute("srcdoc", re.compile("出会えたこと"))
    picture(page, "template-editor")
    page.locator("#editor button.btn--primary").click()
    page.goto("/desk/templates/silver_medal/ja/history/")
    expect(page.locator("ins").first).to_contain_text("出会")
    picture(page, "template-history")
    page.goto("/desk/templates/")
    accessible(page)
    picture(page, "templates")
