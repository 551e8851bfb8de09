"""From an opening on a telephone to a card on the board: read, apply, receipt, move, take back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from career_relay.base.tenancy import company
from career_relay.companies.models import Company
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_without_a_mouse import as_somebody
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.browser
ADDRESS = "umino@mail.example"


@pytest.fixture
def opening(minato):
    Company.objects.filter(pk=minato.pk).update(careers_on=True, careers_text="港の見える会社です。")
    with company(minato.pk):
        return PositionFactory(title="提案営業", careers_until=timezone.localdate() + timedelta(days=9))


@pytest.fixture
def desk_of_ben(stage, client, ben):
    client.force_login(ben)
    return as_somebody(stage.visitor(DESK), stage, client.session)


def test_an_application_goes_from_a_telephone_to_the_board(stage, accessible, opening, desk_of_ben):
    phone = stage.visitor(PHONE)
    phone.goto("/careers/minato/")
    assert phone.context.cookies() == []
    accessible(phone)
    phone.get_by_role("link", name="提案営業").click()
    accessible(phone)
    phone.get_by_role("link", name="この求人に応募する").first.click()
    accessible(phone)

    phone.get_by_label("お名前").fill("海野 葵")
    phone.get_by_label("メールアドレス").fill(ADDRESS)
    phone.get_by_label("16歳以上").check()
    phone.get_by_role("button", name="応募する").click()
    expect(phone.get_by_role("heading", name="応募を受け付けました")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]

    assert "までにお返事します" in stage.mail(ADDRESS, "提案営業")

    desk_of_ben.goto("/desk/pipeline/")
    accessible(desk_of_ben)
    card = desk_of_ben.locator("[data-card]")
    card.drag_to(desk_of_ben.locator('[data-column="first"] .board__head'))
    expect(desk_of_ben.locator('[data-column="first"] [data-card]')).to_have_count(1)
    desk_of_ben.get_by_role("button", name="取り消す").click()
    expect(desk_of_ben.locator('[data-column="applied"] [data-card]')).to_have_count(1)

    desk_of_ben.locator("[data-card] h3 a").focus()
    desk_of_ben.keyboard.press("]")
    expect(desk_of_ben.locator('[data-column="screening"] [data-card]')).to_have_count(1)
