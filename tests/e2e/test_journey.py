"""The whole way by mouse: a desk that says no, a telephone, a desk that hires."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from career_relay.demo.data import PASSWORD
from career_relay.demo.story import set_the_stage
from career_relay.demo.story_desk import MAIL, NAME, POINT, RECEIVER, RECRUITER, SAMPLE
from tests.e2e.conftest import DESK, PHONE
from tests.worker import work

pytestmark = pytest.mark.browser


def sign_in(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button[type=submit]")
    page.wait_for_url("**/desk/**")


def send(page: Page, action: str) -> None:
    """Press the button of the form that leads to this address."""
    page.locator(f"form[action*='{action}'] button[type=submit]:visible").first.click()


def import_the_export(page: Page, accessible) -> None:
    page.goto("/desk/imports/")
    accessible(page)
    page.set_input_files("input[name=file]", SAMPLE)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/columns/")
    accessible(page)
    page.locator(".actionbar button[type=submit]").click()
    expect(page.locator("form[action$='/run/']")).to_be_visible()
    accessible(page)
    send(page, "/run/")
    page.wait_for_load_state()
    work()
    # The page follows the import by itself; to reload it here would cross its own going on.
    expect(page.locator("a[href$='/undo/']")).to_be_visible(timeout=30_000)
    expect(page.locator(".kpis .v").first).to_have_text("269")


def answer_with_a_no(page: Page, accessible) -> None:
    page.goto("/desk/pool/")
    accessible(page)
    page.fill("#pool-q", NAME)
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    page.wait_for_url("**/desk/candidates/**")
    accessible(page)
    page.check("input[name='decision-decision'][value=rejected]")
    page.select_option("select[name='decision-reason']", "experience")
    page.fill("textarea[name='decision-strengths']", "相手の話を最後まで聞いてから提案する")
    send(page, "/decide/")
    page.wait_for_url("**/notices/new/**")
    page.locator("form.panel button[type=submit]").click()
    page.wait_for_url("**/notices/write/**")


def write_and_release(page: Page, accessible) -> None:
    page.fill("#id_personal_point", POINT)
    expect(page.locator("#preview")).to_contain_text(POINT[:20])
    accessible(page)
    page.locator("button[name=go][value=check]").click()
    expect(page.locator("#release button[type=submit]")).not_to_have_attribute("aria-disabled", "true")
    page.locator("#release button[type=submit]").click()
    page.wait_for_url("**/notices/sent/**")
    accessible(page)


def come_by_the_mail(stage, page: Page, accessible) -> None:
    mail = stage.mail(MAIL, "/r/")
    page.goto(re.search(r"/r/\S+", mail)[0])
    expect(page.locator("main")).not_to_contain_text(POINT[:12])
    accessible(page)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/code/**")
    page.fill("input[name=code]", stage.code(MAIL, after=1))
    page.locator("form.c-form button[type=submit]").click()
    page.wait_for_url("**/me/results/**")
    expect(page.locator("main")).to_contain_text(POINT[:20])
    accessible(page)


def say_whether_it_helped(page: Page) -> None:
    page.click("button[name=helpful][value=yes]")
    page.click("a[href$='/survey']")
    for question, answer in (("recommend", 9), ("careful", 5)):
        page.locator("label", has=page.locator(f"input[name={question}][value='{answer}']")).click()
    send(page, "/survey")
    expect(page.locator("a[href$='/survey']")).to_have_count(0)


def choose(page: Page, accessible) -> None:
    page.goto("/me/passport")
    expect(page.locator("input[name=name]")).to_have_value(re.compile(NAME))
    accessible(page)
    page.fill("input[name=headline]", "法人営業")
    page.locator("details", has=page.locator("input[name=prefectures]")).locator("summary").click()
    page.check("input[name=prefectures][value='大阪府']")
    page.select_option("select[name=remote]", "partly")
    page.locator("main form .btn--primary").click()
    page.wait_for_url("**/me/consent")
    expect(page.locator("input:checked")).to_have_count(0)
    accessible(page)
    for box in page.locator("input[name=items]").all():
        box.check()
    page.locator("label", has_text="港の輪").locator("input[name=circles]").check()
    page.check("input[name=until][value='6']")
    expect(page.locator("#summary")).to_contain_text("港の輪")
    page.click("button[name=step][value=give]")
    page.wait_for_url("**/me/data")
    accessible(page)


def ask(page: Page, accessible) -> None:
    sign_in(page, RECEIVER)
    page.goto("/desk/positions/")
    page.get_by_role("link", name=re.compile("法人営業")).first.click()
    page.locator("a[href*='/desk/ask/']:visible").first.click()
    page.wait_for_url("**/desk/ask/**")
    accessible(page)
    page.fill("input[name=upto]", "5")
    page.locator("form.panel button[type=submit]").click()
    expect(page.locator("#messages [role=status]")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(NAME)


def say_yes(stage, page: Page, accessible) -> None:
    question = stage.mail(MAIL, "/me/asks/")
    page.goto(re.search(r"/me/asks/\S*", question)[0])
    page.goto("/me/asks/")
    accessible(page)
    page.locator("article a[href*='/me/asks/']").first.click()
    page.wait_for_url("**/me/asks/*")
    for box in page.locator("input[name=items]").all():
        box.check()
    page.locator("form[action*='/package'] button[type=submit]").click()
    page.wait_for_url("**/package**")
    expect(page.locator("main")).to_contain_text("こもれび")
    accessible(page)
    page.fill("input[name=look]", page.locator("#look-h b").inner_text())
    send(page, "/yes")
    expect(page.locator("form[action$='/undo'] button")).to_be_visible()


def take_on(stage, page: Page, accessible) -> None:
    page.goto("/desk/board/")
    stage.until(lambda: page.reload() and page.locator("a[href*='/desk/introductions/']").count())
    accessible(page)
    page.locator("a[href*='/desk/introductions/']:visible").first.click()
    page.wait_for_url("**/desk/introductions/**")
    expect(page.locator("main")).not_to_contain_text(NAME)
    send(page, "/receipt/")
    expect(page.locator("h1")).to_contain_text(NAME)
    accessible(page)
    page.locator("#move-interviewing button").click()
    page.locator("#move-offered button").click()
    page.fill("#id_starts_on", localdate().isoformat())
    page.locator("#move-hired button").click()
    expect(page.locator("#move-hired")).to_have_count(0)


def test_from_an_export_to_a_hire_by_mouse(stage, accessible):
    set_the_stage()
    minato, komorebi, phone = stage.visitor(DESK), stage.visitor(DESK), stage.visitor(PHONE)

    sign_in(minato, RECRUITER)
    accessible(minato)
    import_the_export(minato, accessible)
    answer_with_a_no(minato, accessible)
    write_and_release(minato, accessible)
    come_by_the_mail(stage, phone, accessible)
    say_whether_it_helped(phone)
    choose(phone, accessible)
    ask(komorebi, accessible)
    say_yes(stage, phone, accessible)
    take_on(stage, komorebi, accessible)

    komorebi.goto("/desk/report/")
    accessible(komorebi)
    phone.goto("/me/asks/")
    phone.locator("article a[href*='/me/asks/']").first.click()
    expect(phone.locator("form[action$='/tell']")).to_be_visible()
