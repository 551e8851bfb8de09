"""On a telephone: a link is made and read by a stranger, who answers; a letter is kept; a note is written."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.consents import recommendations
from career_relay.consents.models import ShareView
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from career_relay.portal.middleware import SESSION_KEY
from tests.consents.test_recommendations import LINES
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_without_a_mouse import as_somebody
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import PassportFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(stage, client, kim, minato, ben):
    """Kim's telephone, with a profile, an answer, and a letter that was handed to her. No licence: mode 0."""
    with person(kim):
        PassportFactory()
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim)
        ended = ApplicationFactory(candidate=candidate, person_id=kim, stage="rejected", decided_at=timezone.now())
        Message.objects.create(
            candidate=candidate, application=ended, state=MessageState.ACCEPTED, body_text="結果です"
        )
        letter = recommendations.draft_letter(ended, LINES, signed="佐藤", by=user_actor(ben.pk))
        recommendations.hand_over(letter, by=user_actor(ben.pk))
    session = client.session
    session[SESSION_KEY] = kim
    return as_somebody(stage.visitor(PHONE), stage, session)


def fits(page: Page) -> None:
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, page.url


def keep_the_letter(page: Page, accessible) -> None:
    page.goto("/me/letters")
    page.get_by_role("link", name="株式会社ミナトソフト").click()
    page.get_by_role("switch").nth(1).uncheck()
    page.get_by_role("button", name="この行を残す").click()
    fits(page)
    accessible(page)
    page.get_by_role("button", name="手紙を受け取る").click()
    expect(page.get_by_text("受け取った手紙です")).to_be_visible()


def make_a_link(page: Page, accessible) -> str:
    page.goto("/me/shares/new")
    accessible(page)
    for label in ("職歴", "株式会社ミナトソフトからの手紙"):
        page.get_by_role("checkbox", name=label).check()
    page.locator("#id_to_name").fill("株式会社あおば製作所")
    page.get_by_role("button", name="見える内容を確かめる").click()
    fits(page)
    accessible(page)
    page.get_by_role("button", name="リンクを作る").click()
    fits(page)
    accessible(page)
    return page.locator("#url").input_value()


def test_a_link_from_hand_to_hand(phone, stage, kim, accessible):
    keep_the_letter(phone, accessible)
    link = make_a_link(phone, accessible)

    reader = stage.visitor(DESK)
    reader.goto(link)
    expect(reader.get_by_role("heading", name="キム 美咲", exact=True)).to_be_visible()
    assert LINES[0]["evidence"] in reader.content()
    assert LINES[1]["evidence"] not in reader.content()
    accessible(reader)
    reader.locator("#id_name").fill("青葉")
    reader.locator("#id_address").fill("aoba@co.example")
    reader.locator("#id_words").fill("ぜひお話を")
    reader.get_by_role("button", name="お返事を送る").click()
    expect(reader.get_by_role("status")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("ぜひお話を")).to_be_visible()
    phone.get_by_role("button", name="今すぐ止める").click()
    expect(phone.locator("#url")).to_have_count(0)
    with person(kim):
        assert ShareView.objects.count() == 1

    phone.goto("/me/notebook")
    fits(phone)
    accessible(phone)
