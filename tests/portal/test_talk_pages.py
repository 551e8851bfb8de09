"""Messages, times to meet, going on elsewhere and the operator's book, through the pages a person uses."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.portal.middleware import SESSION_KEY
from career_relay.positions.models import PositionCircle
from career_relay.relay import interviews, talks
from career_relay.relay.models import InterviewOffer, Introduction, SeekerCard, TalkMessage
from career_relay.relay.states import Origin, Stage
from tests.factories.positions import PositionFactory
from tests.relay.test_interviews import day, times

pytestmark = pytest.mark.django_db


@pytest.fixture
def kims(client, kim):
    session = client.session
    session[SESSION_KEY] = kim
    session.save()
    return client


@pytest.fixture
def offered(received) -> InterviewOffer:
    """Komorebi offers two times and writes a word."""
    with company(received.komorebi.pk):
        row, by = Introduction.objects.get(), user_actor(received.cleo.pk)
        talks.write_message(row, "お会いできるのを楽しみにしています。", form_key=uuid4(), by=by)
        return interviews.offer_times(row, times(), by=by)


def there(relay, name: str = "ask", *more) -> str:
    return reverse(f"portal:{name}", args=[relay.mine().public_id, *more])


def test_words_and_times_stand_on_the_page_and_nothing_is_chosen(received, offered, kims):
    page = kims.get(there(received)).content.decode()

    assert "お会いできるのを楽しみにしています。" in page
    assert page.count('type="radio"') == 2
    assert " checked" not in page


def test_a_time_is_taken_and_becomes_a_calendar_entry(received, offered, kims):
    answer = kims.post(there(received, "talk_take", offered.public_id), {"start": day(4).isoformat()})

    ics = kims.get(there(received, "talk_ics", offered.public_id))
    assert answer.url == there(received)
    assert "株式会社こもれび" in ics.content.decode().replace("\r\n ", "")
    with person(received.kim):
        assert InterviewOffer.objects.get().starts_at == day(4)


@pytest.mark.parametrize(
    "start", ["", "soon", "2026-13-45T00:00", "2020-01-01T10:00:00+09:00", "0001-01-01T00:00", "9999-12-31T23:59-23:59"]
)
def test_a_time_that_is_none_is_answered_on_the_page(received, offered, kims, start):
    answer = kims.post(there(received, "talk_take", offered.public_id), {"start": start})

    assert answer.status_code == 422
    with person(received.kim):
        assert InterviewOffer.objects.get().state == "open"


def test_none_fits_and_the_words_stay_when_they_are_too_long(received, offered, kims):
    long = kims.post(there(received, "talk_refuse", offered.public_id), {"words": "あ" * 601})
    assert (long.status_code, "あ" * 601 in long.content.decode()) == (422, True)

    kims.post(there(received, "talk_refuse", offered.public_id), {"words": "土曜なら。"})

    with person(received.kim):
        assert (InterviewOffer.objects.get().state, InterviewOffer.objects.get().answer) == ("none_fits", "土曜なら。")


def test_the_person_writes_and_cancels(received, offered, kims):
    kims.post(there(received, "talk_message"), {"words": "ありがとうございます。", "form_key": str(uuid4())})
    kims.post(there(received, "talk_take", offered.public_id), {"start": day(3).isoformat()})
    kims.post(there(received, "talk_cancel", offered.public_id))
    kims.post(there(received, "talk_read"))

    with person(received.kim):
        assert [one.side for one in TalkMessage.objects.all()] == ["company", "person"]
        assert InterviewOffer.objects.get().state == "cancelled"


def test_somebody_elses_talk_is_not_found(received, offered, client, another_person):
    session = client.session
    session[SESSION_KEY] = another_person(1)
    session.save()

    assert client.post(there(received, "talk_message"), {"words": "x", "form_key": str(uuid4())}).status_code == 404
    assert client.get(there(received, "talk_ics", offered.public_id)).status_code == 404


def test_after_a_no_the_baton_may_go_on_with_a_yes_of_its_own(received, kims, minato, harbour):
    with company(minato.pk):
        other = PositionFactory(title="カスタマーサクセス")
        PositionCircle.objects.create(position=other, circle=harbour)
    received.advance(Stage.NOT_SELECTED, words="ありがとうございました。")

    page = kims.get(there(received)).content.decode()

    assert reverse("portal:opening", args=[other.public_id]) in page
    assert received.position.title not in page.split('id="nx-h"')[1]
    kims.get(reverse("portal:send_self", args=[other.public_id]))
    with person(received.kim):
        assert Introduction.objects.count() == 1  # looking at it sends nothing


def test_a_letter_that_goes_along_is_said_to_the_receiver(relay):
    from career_relay.base.actors import person_actor
    from career_relay.consents.passport import save_passport

    with person(relay.kim):
        save_passport(relay.kim, by=person_actor(relay.kim), letter="提案を最後まで考え抜かれました。")

    introduction = relay.send_self(items=["contact", "letter"])

    assert introduction.origin == Origin.LETTER


def test_the_operators_book_is_told_once_and_by_the_person(received, kims):
    place = reverse("portal:seeker_card")
    assert place in kims.get(there(received)).content.decode()
    young = kims.post(place, {"address": "東京都港区1-2-3", "born_on": "2020-01-01"})
    assert (young.status_code, "東京都港区1-2-3" in young.content.decode()) == (422, True)
    assert kims.post(place, {"address": "", "born_on": "x"}).status_code == 422

    assert kims.post(place, {"address": "東京都港区1-2-3", "born_on": "1990-02-01"}).status_code == 302

    assert place not in kims.get(there(received)).content.decode()
    with person(received.kim):
        assert SeekerCard.objects.get().born_on == date(1990, 2, 1)
