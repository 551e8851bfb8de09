"""Messages, times to meet and the balance, through the pages a recruiter uses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.relay import interviews, talks
from career_relay.relay.models import InterviewOffer, Introduction, Placement, TalkMessage
from career_relay.relay.states import Stage
from tests.relay.test_interviews import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleos(client, cleo, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)
    return client


def there(relay, name: str = "introduction", *more) -> str:
    return reverse(f"desk:{name}", args=[relay.mine().public_id, *more])


def said(words="来週お話ししませんか。", key=None) -> dict[str, str]:
    return {"words": words, "form_key": str(key or uuid4())}


def some_times(**more) -> dict[str, str]:
    start = day(3).strftime("%Y-%m-%dT%H:%M")
    return {
        "start_1": start,
        "minutes": "60",
        "way": "online",
        "place": "https://meet.example/a",
        "present": "佐藤",
        **more,
    }


def test_a_message_is_written_and_stands_on_the_page(received, cleos):
    answer = cleos.post(there(received, "introduction_message"), said())

    assert answer.url == there(received)
    assert "来週お話ししませんか。" in cleos.get(there(received)).content.decode()


def test_a_refused_message_keeps_what_was_typed(received, cleos):
    answer = cleos.post(there(received, "introduction_message"), said("紹介料は年収の10%です"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "紹介料は年収の10%です" in page
    with company(received.komorebi.pk):
        assert TalkMessage.objects.count() == 0


@pytest.mark.parametrize(
    "data", [{}, {"words": "x"}, {"words": "x", "form_key": "no uuid"}, {"words": "\x00", "form_key": "1"}]
)
def test_a_broken_form_is_answered_and_changes_nothing(received, cleos, data):
    assert cleos.post(there(received, "introduction_message"), data).status_code in {400, 422}
    with company(received.komorebi.pk):
        assert TalkMessage.objects.count() == 0


def test_times_are_offered_and_a_refusal_keeps_them(received, cleos):
    refused = cleos.post(there(received, "introduction_times"), some_times(present="", place="大阪本社3階"))
    assert refused.status_code == 422
    assert "大阪本社3階" in refused.content.decode()

    assert cleos.post(there(received, "introduction_times"), some_times()).status_code == 302

    assert received.mine().stage == Stage.INTERVIEWING
    page = cleos.get(there(received)).content.decode()
    assert "https://meet.example/a" in page


@pytest.mark.parametrize(
    "more", [{"start_1": ""}, {"start_1": "yesterday"}, {"minutes": "61"}, {"way": "carrier pigeon"}]
)
def test_times_that_cannot_be_are_answered(received, cleos, more):
    assert cleos.post(there(received, "introduction_times"), some_times(**more)).status_code == 422
    with company(received.komorebi.pk):
        assert InterviewOffer.objects.count() == 0


def test_the_agreed_time_is_a_calendar_entry_without_a_name(received, cleos):
    cleos.post(there(received, "introduction_times"), some_times())
    with person(received.kim):
        offer = InterviewOffer.objects.select_related("introduction").get()
        early = cleos.get(there(received, "introduction_ics", offer.public_id))
        interviews.take_time(offer, day(3), by=person_actor(received.kim))

    answer = cleos.get(there(received, "introduction_ics", offer.public_id))

    assert early.status_code == 404
    assert answer["Content-Type"].startswith("text/calendar")
    assert "キム" not in answer.content.decode()
    assert received.position.title in answer.content.decode().replace("\r\n ", "")


def test_a_meeting_is_cancelled(received, cleos):
    cleos.post(there(received, "introduction_times"), some_times())
    with company(received.komorebi.pk):
        offer = InterviewOffer.objects.get()

    cleos.post(there(received, "introduction_cancel", offer.public_id))

    with company(received.komorebi.pk):
        assert InterviewOffer.objects.get().state == "cancelled"


def test_the_board_shows_a_new_message_until_it_is_noted(received, cleos):
    with person(received.kim):
        talks.write_message(Introduction.objects.get(), "木曜なら。", form_key=uuid4(), by=person_actor(received.kim))
    before = cleos.get(reverse("desk:board")).content.decode()

    cleos.post(there(received, "introduction_read"))

    after = cleos.get(reverse("desk:board")).content.decode()
    assert ("新しいメッセージ" in before, "新しいメッセージ" in after) == (True, False)


def test_before_the_receipt_the_page_has_no_way_to_write(relay, cleos):
    relay.ask()
    relay.yes()
    relay.cool()

    page = cleos.get(there(relay)).content.decode()

    assert there(relay, "introduction_message") not in page
    assert cleos.post(there(relay, "introduction_message"), said()).status_code == 422


def test_a_move_without_its_day_keeps_the_page(received, cleos):
    for stage in ("interviewing", "offered"):
        cleos.post(there(received, "introduction_move"), {"stage": stage})

    answer = cleos.post(there(received, "introduction_move"), {"stage": "hired"})

    assert (answer.status_code, received.mine().stage) == (422, Stage.OFFERED)


def test_the_hire_says_whether_it_has_a_term_and_the_stay_is_told(received, cleos):
    for stage in (
        {"stage": "interviewing"},
        {"stage": "offered"},
        {"stage": "hired", "starts_on": "2026-01-05", "permanent": "yes"},
    ):
        cleos.post(there(received, "introduction_move"), stage)
    with company(received.komorebi.pk):
        Placement.objects.update(hired_on=timezone.localdate() - timedelta(days=200))

    assert there(received, "introduction_stay") in cleos.get(there(received)).content.decode()
    cleos.post(there(received, "introduction_stay"), {"left": "maybe"})
    cleos.post(there(received, "introduction_stay"), {"left": "no"})

    with company(received.komorebi.pk):
        assert (Placement.objects.get().permanent, Placement.objects.get().left_early) == (True, False)


def test_after_the_end_the_page_offers_no_form_that_would_be_refused(received, cleos):
    forms = [there(received, f"introduction_{name}") for name in ("times", "message")]
    before = cleos.get(there(received)).content.decode()
    cleos.post(there(received, "introduction_move"), {"stage": "not_selected", "words": ""})

    after = cleos.get(there(received)).content.decode()

    assert [one in before for one in forms] == [True, True]
    assert [one in after for one in forms] == [False, False]


def test_another_company_finds_none_of_it(received, ada_client, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    for name in ("message", "read", "times", "stay"):
        assert ada_client.post(there(received, f"introduction_{name}"), said()).status_code == 404


def test_the_board_has_the_balance_and_no_hidden_number(received, cleos):
    page = cleos.get(reverse("desk:board")).content.decode()

    assert "リレー収支" in page
    assert page.count("5件に満たないため表示しません") == 3
