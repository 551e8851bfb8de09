"""Times to meet: offered, taken, refused, cancelled; the calendar entry; and what may not be offered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.notices.models import PersonalMail
from career_relay.relay import actions, interviews
from career_relay.relay.calendar import entry
from career_relay.relay.interviews import Times
from career_relay.relay.models import InterviewOffer, Introduction
from career_relay.relay.models.talks import OfferState
from career_relay.relay.states import Stage
from career_relay.relay.window import received_one

pytestmark = pytest.mark.django_db


def day(n: int, hour: int = 15) -> datetime:
    local = timezone.localtime(timezone.now()) + timedelta(days=n)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def times(*starts: datetime, **more) -> Times:
    said = {"minutes": 60, "way": "online", "place": "https://meet.example/abc", "present": "人事の佐藤と開発の田中"}
    return Times(starts or (day(3), day(4)), **{**said, **more})


def offer(relay, said: Times | None = None) -> InterviewOffer:
    with company(relay.komorebi.pk):
        return interviews.offer_times(Introduction.objects.get(), said or times(), by=user_actor(relay.cleo.pk))


def as_person(relay, act, *args) -> InterviewOffer:
    with person(relay.kim):
        return act(
            InterviewOffer.objects.select_related("introduction").latest("pk"), *args, by=person_actor(relay.kim)
        )


def as_company(relay, act, *args) -> InterviewOffer:
    with company(relay.komorebi.pk):
        found = InterviewOffer.objects.select_related("introduction").latest("pk")
        return act(found, *args, by=user_actor(relay.cleo.pk))


def news() -> list[tuple[str, str]]:
    found = PersonalMail.objects.filter(data__what__in=["times", "agreed", "none_fits", "cancelled"]).order_by("id")
    return [(one.kind, one.data["what"]) for one in found]


def test_offering_times_is_an_answer(received):
    offer(received)

    mine = received.mine()
    assert (mine.stage, mine.interviewing_at is not None) == (Stage.INTERVIEWING, True)
    assert news() == [("progress", "times")]


def test_the_person_takes_one_and_both_have_it(received):
    offer(received)

    taken = as_person(received, interviews.take_time, day(4))

    assert (taken.state, taken.starts_at) == (OfferState.AGREED, day(4))
    assert news() == [("progress", "times"), ("staff_baton", "agreed")]
    with company(received.komorebi.pk):
        row = Introduction.objects.get()
        seen = received_one(row.public_id, at=timezone.now(), today=timezone.localdate())
    assert seen.meets_at == day(4)


def test_the_same_time_taken_twice_is_taken_once(received):
    offer(received)
    as_person(received, interviews.take_time, day(3))
    as_person(received, interviews.take_time, day(3))

    assert news().count(("staff_baton", "agreed")) == 1
    with pytest.raises(Refused):
        as_person(received, interviews.take_time, day(4))


def test_a_time_that_was_not_offered_is_not_taken(received):
    offer(received)

    with pytest.raises(Refused) as refused:
        as_person(received, interviews.take_time, day(9))

    assert refused.value.code == "TIMES_OUTSIDE"


def test_none_fits_and_others_are_offered(received):
    offer(received)

    said = as_person(received, interviews.refuse_times, "土曜の午前なら伺えます。")
    offer(received, times(day(5)))

    assert (said.state, said.answer) == (OfferState.NONE_FITS, "土曜の午前なら伺えます。")
    with person(received.kim):
        assert [one.state for one in interviews.offers_of(Introduction.objects.get().pk)] == ["open", "none_fits"]


def test_one_offer_waits_at_a_time_and_the_same_one_twice_is_one(received):
    first, second = offer(received), offer(received)

    assert first.pk == second.pk
    with pytest.raises(Refused) as refused:
        offer(received, times(day(8)))
    assert refused.value.code == "OFFER_WAITS"


@pytest.mark.parametrize("who", [as_person, as_company])
def test_either_side_cancels_a_meeting_and_the_other_hears(received, who):
    offer(received)
    as_person(received, interviews.take_time, day(3))

    gone = who(received, interviews.cancel_offer)
    who(received, interviews.cancel_offer)

    assert (gone.state, gone.revision) == (OfferState.CANCELLED, 1)
    assert news()[-1] == ("staff_baton" if who is as_person else "progress", "cancelled")
    assert [what for _kind, what in news()].count("cancelled") == 1


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (Times((), 60, "online", "場所", "人事"), "TIMES_MISSING"),
        (times(*(day(n) for n in range(1, 7))), "TIMES_MISSING"),
        (times(day(-1)), "TIMES_OUTSIDE"),
        (times(day(61)), "TIMES_OUTSIDE"),
        (times(day(2, hour=7)), "TIMES_AT_NIGHT"),
        (times(day(2, hour=20), minutes=90), "TIMES_AT_NIGHT"),
        (times(minutes=7), "TIMES_MISSING"),
        (times(place=" "), "TIMES_MISSING"),
        (times(present=""), "TIMES_MISSING"),
        (times(place="面談で商品券をお渡しします"), "REFERRAL_FEE_FORBIDDEN"),
    ],
)
def test_what_may_not_be_offered(said, wanted):
    with pytest.raises(Refused) as refused:
        interviews.ensure_times(said, now=timezone.now())

    assert refused.value.code == wanted


def test_the_end_of_an_introduction_ends_its_meetings(received):
    offer(received)
    as_person(received, interviews.take_time, day(3))

    with person(received.kim):
        actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(received.kim))
        assert InterviewOffer.objects.get().state == OfferState.CANCELLED


def test_the_calendar_entry_is_what_programs_expect():
    start = datetime(2026, 12, 1, 6, tzinfo=UTC)
    said = InterviewOffer(
        public_id="00000000-0000-4000-8000-000000000001", starts_at=start, minutes=45, state=OfferState.AGREED,
        place="港区1-2-3; 5階, 受付\\前", revision=0,
    )  # fmt: skip

    text = entry(said, title="面談：" + "とても長い職種名" * 6, url="https://relay.example/x", now=start)

    lines = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART:20261201T060000Z" in lines
    assert "DTEND:20261201T064500Z" in lines
    assert "LOCATION:港区1-2-3\\; 5階\\, 受付\\\\前" in lines
    assert "UID:00000000-0000-4000-8000-000000000001@" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    cancelled = entry(replaced(said, state=OfferState.CANCELLED, revision=1), title="面談", url="", now=start)
    assert [one for one in cancelled.split("\r\n") if one.startswith(("METHOD", "STATUS", "SEQUENCE"))] == [
        "METHOD:CANCEL",
        "SEQUENCE:1",
        "STATUS:CANCELLED",
    ]


def replaced(row: InterviewOffer, **values) -> InterviewOffer:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_times_in_any_order_are_offered_in_order_and_once():
    said = replace(times(), starts=(day(4), day(3), day(4)))

    assert interviews.ensure_times(said, now=timezone.now()) == [day(3), day(4)]
