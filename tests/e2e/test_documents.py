"""A work history goes in by the page of a candidate, is read by the queue, corrected and confirmed: by desk and telephone."""

import pytest
from playwright.sync_api import Page, expect

from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate
from tests.candidates.papers import made
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_without_a_mouse import as_somebody
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.worker import work

pytestmark = pytest.mark.browser


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def add(page: Page, name: str, data: bytes, kind: str) -> None:
    form = page.locator("details", has=page.locator("input[name=document-file]"))
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    page.set_input_files("input[name=document-file]", file(name, data))
    page.select_option("[name=document-kind]", kind)
    form.get_by_role("button", name="ファイルを追加する").click()


@pytest.mark.parametrize("size", [pytest.param(DESK, marks=pytest.mark.nightly), PHONE], ids=["desk", "telephone"])
def test_a_work_history_becomes_part_of_the_record_by_somebodys_hand(
    stage, accessible, client, ben, minato, mode3, size
):
    with company(minato.pk):
        candidate = ApplicationFactory(candidate=CandidateFactory(skills=[], history="")).candidate
    client.force_login(ben)
    page = as_somebody(stage.visitor(size), stage, client.session)
    page.goto(f"/desk/candidates/{candidate.public_id}/")

    add(page, "番号.txt", "氏名 山田太郎\nマイナンバー 1234 5678 9018\n".encode(), "resume")
    expect(page.get_by_role("alert")).to_contain_text("番号法15条・20条")
    heard = [one for one in stage.heard if "422" not in one]  # the refusal itself is no fault
    stage.heard[:] = heard
    add(page, "スキャン.pdf", made.scan(), "resume")
    add(page, "職務経歴書.docx", made.docx(*made.SHOKUREKI.splitlines()), "work")
    page.get_by_role("link", name="職務経歴書.docx").click()
    expect(page.get_by_role("heading", name="ファイルを読み取っています")).to_be_visible()
    work()
    expect(page.get_by_role("button", name="確定して記録に入れる")).to_be_visible()
    accessible(page)
    page.locator("[name='jobs-1-title']").fill("サーバーサイドエンジニア")
    page.get_by_role("button", name="確定して記録に入れる").click()
    expect(page.get_by_text("確定した内容を記録に入れました。")).to_be_visible()

    with company(minato.pk):
        candidate = Candidate.objects.get(pk=candidate.pk)
    assert "合同会社こもれび サーバーサイドエンジニア" in candidate.history
    assert "Go" in candidate.skills
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert stage.heard == []
