"""The import wizard before real eyes: recognised, corrected, checked, run, and found again; on a desk and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, PHONE, Stage

pytestmark = pytest.mark.browser

PASSWORD = "baton-demo-2026"  # noqa: S105 — of an invented person
SAMPLES = Path(__file__).parents[1] / "imports" / "samples"
FORM = {
    "form": "応募フォーム",
    "version": "v3",
    "since": "2026-01-01",
    "text": "応募の記録を、今後のご案内のために残します。",
}


@pytest.fixture
def ada_signs_in(stage: Stage, ada, minato):
    ada.set_password(PASSWORD)
    ada.save()

    def sign_in(size: tuple[int, int]) -> Page:
        page = stage.visitor(size)
        page.goto("/account/login/")
        page.fill("input[name=login]", ada.email)
        page.fill("input[name=password]", PASSWORD)
        page.click("form[action='/account/login/'] button[type=submit]")
        page.wait_for_url("**/desk/**")
        return page

    return sign_in


def bring(page: Page, name: str) -> None:
    page.goto("/desk/imports/")
    page.set_input_files("input[name=file]", SAMPLES / name)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/columns/")


def read_as(page: Page, **layout: str) -> None:
    """Say how the file is to be read."""
    page.locator("details.fold").evaluate("fold => fold.open = true")
    for name, value in layout.items():
        page.select_option(f"details.fold select[name={name}]", value)
    page.click("details.fold button[type=submit]")
    page.wait_for_url("**/columns/")


def first_name(page: Page) -> Locator:
    return page.locator("section[aria-labelledby=pv-h] tbody tr").first.locator("th")


def fits(page: Page) -> bool:
    """Whether nothing pushes the page wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_file_goes_in_from_the_first_look_to_the_next_step(stage, ada_signs_in, accessible, size):
    page = ada_signs_in(size)
    bring(page, "hrmos.csv")

    expect(page.locator("main")).to_contain_text("HRMOS採用の書き出しと判別しました")
    expect(first_name(page)).to_contain_text("髙橋 直人")
    expect(page.locator("section[aria-labelledby=lo-h]")).to_contain_text("配偶者")
    accessible(page)
    assert fits(page)

    page.click(".actionbar button[type=submit]")
    expect(page.locator("section[aria-labelledby=er-h]")).to_contain_text("正しくない日付")
    accessible(page)
    assert fits(page)

    page.click(".actionbar button[type=submit]")
    stage.until(lambda: page.reload() and page.locator("section[aria-labelledby=nx-h]").count())
    expect(page.locator("section[aria-labelledby=nx-h]")).to_contain_text(
        "2名はエージェントのご紹介のため、保護されています。"
    )
    accessible(page)
    assert fits(page)


def test_what_was_recognised_wrongly_is_put_right_and_the_preview_follows(stage, ada_signs_in, accessible):
    page = ada_signs_in(DESK)
    bring(page, "hrmos.csv")

    read_as(page, encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("文字化けしているようです")
    accessible(page)

    read_as(page, encoding="cp932")
    expect(first_name(page)).to_contain_text("髙橋 直人")

    bring(page, "generic-ja.xlsx")
    expect(first_name(page)).to_contain_text("木村 湧")
    read_as(page, sheet="集計")
    expect(page.locator(".table--map")).to_contain_text("件数")


@pytest.mark.parametrize("size", [DESK, pytest.param(PHONE, marks=pytest.mark.nightly)], ids=["desk", "phone"])
def test_a_mapping_and_a_form_are_used_by_the_next_file(stage, ada_signs_in, accessible, size):
    page = ada_signs_in(size)
    page.goto("/desk/imports/forms/")
    for name, value in FORM.items():
        page.fill(f"[name={name}]", value)
    page.check("input[name=allows][value=pool]")
    accessible(page)
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("応募フォーム v3")
    assert fits(page)

    bring(page, "herp.csv")
    page.click(".actionbar button[type=submit]")
    bring(page, "herp.csv")

    expect(page.locator("main")).to_contain_text("同じ対応づけ「HERP Hire」を使っています")
    page.select_option("select[name=evidence]", index=1)
    page.check("input[name=attested]")
    page.click(".actionbar button[type=submit]")
    expect(page.locator("section[aria-labelledby=pv-h] tbody tr").first).to_contain_text("プール")
    page.goto("/desk/imports/mappings/")
    expect(page.locator("input[name=name]")).to_have_value("HERP Hire")
    accessible(page)
    assert fits(page)
