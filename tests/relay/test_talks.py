"""Words between the two, from the confirmed receipt to the end; delivered as they were written, and mails that say none of it."""

from uuid import uuid4

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.base.text import lint
from career_relay.notices.models import PersonalMail
from career_relay.relay import actions, talks
from career_relay.relay.models import Introduction, TalkMessage
from career_relay.relay.states import Stage
from career_relay.relay.window import received as received_by

pytestmark = pytest.mark.django_db
WORDS = "  来週のご都合はいかがですか。\n\n楽しみにしています。 "


def company_writes(relay, words=WORDS, key=None) -> TalkMessage:
    with company(relay.komorebi.pk):
        row = Introduction.objects.get()
        return talks.write_message(row, words, form_key=key or uuid4(), by=user_actor(relay.cleo.pk))


def person_writes(relay, words=WORDS, key=None) -> TalkMessage:
    with person(relay.kim):
        row = Introduction.objects.get()
        return talks.write_message(row, words, form_key=key or uuid4(), by=person_actor(relay.kim))


def code(act, *args, **more) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def test_words_arrive_as_they_were_written_on_both_sides(received):
    company_writes(received)
    person_writes(received, "木曜の午後なら伺えます。")

    with person(received.kim):
        seen = [(one.side, one.words) for one in talks.messages_of(Introduction.objects.get().pk)]
    assert seen == [("company", WORDS.strip()), ("person", "木曜の午後なら伺えます。")]


def test_the_same_form_twice_is_one_message(received):
    key = uuid4()

    first, second = company_writes(received, key=key), company_writes(received, key=key)

    assert first.pk == second.pk


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", "WORDS_MISSING"),
        (" \n　", "WORDS_MISSING"),
        ("あ" * 2001, "WORDS_LONG"),
        ("紹介料は10%です", "REFERRAL_FEE_FORBIDDEN"),
    ],
)
def test_what_may_not_be_said_is_refused(received, words, wanted):
    assert code(company_writes, received, words) == wanted
    assert code(person_writes, received, words) == wanted
    with company(received.komorebi.pk):
        assert TalkMessage.objects.count() == 0


@pytest.mark.parametrize("words", lint.vectors(lint.CONTACT)["PRIVATE_CONTACT"]["hit"][:3])
def test_until_talks_begin_a_company_writes_without_telephones_and_networks(received, words):
    assert code(company_writes, received, words) == "PRIVATE_CONTACT"
    person_writes(received, words)  # what the person tells of themself is theirs to tell

    received.advance(Stage.INTERVIEWING)

    assert company_writes(received, words).words == words


def test_before_the_receipt_the_company_says_nothing(relay):
    relay.ask()
    relay.yes()
    relay.cool()

    assert code(company_writes, relay) == "CONFIRMATION_REQUIRED"


def test_before_the_hand_over_there_is_nothing_to_write_on(relay):
    relay.ask()

    assert code(person_writes, relay) == "TALK_ENDED"
    with company(relay.komorebi.pk):
        assert Introduction.objects.count() == 0


def test_after_the_end_nobody_writes(received):
    received.advance(Stage.NOT_SELECTED)

    assert (code(company_writes, received), code(person_writes, received)) == ("TALK_ENDED", "TALK_ENDED")


def test_once_the_person_withdrew_the_company_reads_no_word_of_it(received):
    person_writes(received, "秘密の言葉")
    with person(received.kim):
        actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(received.kim))

    assert code(company_writes, received) == "TALK_ENDED"
    with company(received.komorebi.pk):
        assert received_by(at=timezone.now(), today=timezone.localdate()) == []


def test_another_company_reads_and_writes_nothing(received, minato):
    company_writes(received)

    with company(minato.pk):
        assert TalkMessage.objects.count() == 0


def test_mails_say_that_something_is_there_and_none_of_it(received):
    company_writes(received, "内緒の言葉です")
    person_writes(received, "内緒の返事です")

    mails = PersonalMail.objects.filter(data__what="message").order_by("id")
    assert [(one.kind, one.to_person_id, one.for_company_id) for one in mails] == [
        ("progress", received.kim, None),
        ("staff_baton", None, received.komorebi.pk),
    ]
    assert "内緒" not in str([one.data for one in mails])


def test_several_messages_of_one_day_are_one_mail(received):
    for _n in range(3):
        company_writes(received)

    assert PersonalMail.objects.filter(kind="progress", data__what="message").count() == 1


def test_the_board_says_that_the_person_wrote_until_it_is_noted_as_read(received):
    person_writes(received)
    with company(received.komorebi.pk):
        [before] = received_by(at=timezone.now(), today=timezone.localdate())
        count = talks.mark_read(Introduction.objects.get(), by=user_actor(received.cleo.pk))
        [after] = received_by(at=timezone.now(), today=timezone.localdate())

    assert (before.has_news, count, after.has_news) == (True, 1, False)
