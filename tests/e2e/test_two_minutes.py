"""From a file on the desktop to twelve people under a name, in under two minutes: by mouse, and by keyboard."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, Stage
from tests.e2e.desktop import WANTED, write_export

pytestmark = pytest.mark.browser

PASSWORD = "baton-demo-2026"  # noqa: S105 — of an invented person
SEGMENT = "関西のGoエンジニア"


@pytest.fixture
def export(tmp_path):
    place = tmp_path / "不採用者一覧.csv"
    return place, write_export(place, localdate())


@pytest.fixture
def page(stage: Stage, ada, minato) -> Page:
    """Ada, who owns the company, before her empty talent pool."""
    ada.set_password(PASSWORD)
    ada.save()
    page = stage.visitor(DESK)
    page.goto("/account/login/")
    page.fill("input[name=login]", ada.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button[type=submit]")
    page.wait_for_url("**/desk/**")
    page.goto("/desk/imports/")
    return page


@contextmanager
def timed(record_property, capsys, way: str) -> Iterator[None]:
    """Say how long the walk took; how long is too long is for people to judge, not for a test."""
    before = time.monotonic()
    yield
    seconds = round(time.monotonic() - before, 1)
    record_property(f"seconds_by_{way}", seconds)
    with capsys.disabled():
        sys.stdout.write(f"\n  from the file to the segment by {way}: {seconds} s\n")


def bring_the_file_in(stage: Stage, page: Page, place, press) -> None:
    page.set_input_files("input[name=file]", place)
    press(page.locator("form[enctype] button[type=submit]"))
    page.wait_for_url("**/columns/")
    page.check("input[name=attested]")
    press(page.locator(".actionbar button[type=submit]"))
    run = page.locator("form[action$='/run/'] button[type=submit]:visible").first
    expect(run).to_be_visible()
    press(run)
    page.wait_for_load_state()
    stage.until(lambda: page.reload() and page.locator("a[href$='/undo/']").count())


def names(page: Page) -> list[str]:
    return page.locator("a[data-row]").all_inner_texts()


def saved_count(page: Page) -> Locator:
    return page.locator(".tabs a[aria-current=true]", has_text=SEGMENT).locator(".count")


def test_by_mouse(stage, page, export, record_property, capsys, accessible):
    place, wanted = export

    with timed(record_property, capsys, "mouse"):
        bring_the_file_in(stage, page, place, Locator.click)
        page.click(".nav a[href='/desk/pool/']")
        expect(page.locator("#results .pager")).to_contain_text("200")
        page.fill("#pool-q", "スキル:Go")
        for title, choice in (
            ("記録の状態", "ご案内可"),
            ("保護", "保護なし"),
            ("シルバーメダル", "シルバーメダルの方"),
            ("地域", "関西"),
        ):
            pick(page, title, choice)
        expect(page.locator("#results .toolbar strong.num")).to_have_text(str(WANTED))
        page.locator("[data-dialog=save-segment]").click()
        page.fill("#segment-name", SEGMENT)
        page.locator("#save-segment button[type=submit]").click()
        expect(saved_count(page)).to_have_text(str(WANTED))

    assert sorted(names(page)) == sorted(wanted)
    accessible(page)
    page.go_back()
    expect(page.locator("#results")).to_be_visible()
    page.goto("/desk/pool/")
    expect(page.locator(".tabs a", has_text=SEGMENT).locator(".count")).to_have_text(str(WANTED))


def pick(page: Page, title: str, choice: str) -> None:
    facet = page.locator("details.facet", has=page.locator("summary", has_text=re.compile(f"^{title}$")))
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    with page.expect_response(re.compile(r"/desk/pool/\?")):
        facet.locator("label", has_text=re.compile(f"^{choice}")).locator("input").check()


def test_by_keyboard(stage, page, export, record_property, capsys):
    place, wanted = export

    with timed(record_property, capsys, "keyboard"):
        bring_the_file_in(stage, page, place, lambda button: button.press("Enter"))
        page.locator(".nav a[href='/desk/pool/']").press("Enter")
        expect(page.locator("#results .pager")).to_contain_text("200")
        page.keyboard.press("/")
        expect(page.locator("#pool-q")).to_be_focused()
        page.keyboard.type("スキル:Go")
        for key in ("f-state", "f-protection", "f-silver", "f-place"):
            reach(page, key)
        expect(page.locator("#results .toolbar strong.num")).to_have_text(str(WANTED))
        save = page.locator("[data-dialog=save-segment]")
        save.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#segment-name")).to_be_focused()
        page.keyboard.type(SEGMENT)
        page.keyboard.press("Enter")
        expect(saved_count(page)).to_have_text(str(WANTED))

    assert sorted(names(page)) == sorted(wanted)
    walk_the_list(page)


CHOICE = {"f-state": "contact", "f-protection": "no", "f-silver": "yes", "f-place": "関西"}


def reach(page: Page, key: str) -> None:
    """Open the group if it is closed, go to the box and press space."""
    name = key.removeprefix("f-")
    facet = page.locator(f"#facet-{name}")
    if facet.get_attribute("open") is None:
        facet.locator("summary").press("Enter")
    box = facet.locator(f"input[value='{CHOICE[key]}']")
    with page.expect_response(re.compile(r"/desk/pool/\?")):
        box.press("Space")


def walk_the_list(page: Page) -> None:
    """`j` and `k` go down and up, `x` ticks, `X` ticks the range, `Escape` lets go, `?` tells, Enter opens."""
    page.wait_for_load_state()  # the list listens to keys once its script is there
    page.locator("body").press("j")
    page.keyboard.press("x")
    for _step in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("X")
    expect(page.locator("tbody input:checked")).to_have_count(3)
    expect(page.locator("#ticked")).to_have_text("3名を選択中")
    page.keyboard.press("Escape")
    expect(page.locator("tbody input:checked")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/candidates/**")
    expect(page.locator("h1")).to_contain_text(name)
