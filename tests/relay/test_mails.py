"""What the relay's mails say: the link, the day, nothing that was handed over; and nothing once it no longer holds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from career_relay.relay import actions
from career_relay.relay.deadlines import give_back
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage
from tests.baton import HISTORY

pytestmark = pytest.mark.django_db


def newest(relay, kind: str, language: str = "ja"):
    mail = PersonalMail.objects.filter(kind=kind).order_by("-id").first()
    with person(relay.kim), translation.override(language):
        return RENDERERS[kind](mail)


def link(relay) -> str:
    return f"https://relay.example/me/asks/{relay.mine().public_id}"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_step_has_its_mail_with_a_link_and_without_the_package(language, relay):
    steps = [
        (relay.ask, "asked"),
        (relay.yes, "accepted"),
        (relay.cool, "disclosed"),
        (lambda: relay.confirm() and relay.advance("interviewing"), "progress"),
        (lambda: relay.advance("offered"), "progress"),
        (lambda: relay.advance("hired", starts_on=date(2027, 4, 1)), "progress"),
    ]
    subjects = []
    for step, kind in steps:
        step()
        said = newest(relay, kind, language)
        subjects.append(said.subject)
        assert link(relay) in said.text
        assert "こもれび" in said.text
        assert HISTORY not in said.text
        assert "キム" not in said.subject + said.text
        assert "{" not in said.subject + said.text
    assert "こもれび" not in subjects[0]  # a lock screen shows subjects


def test_thanks_carry_the_words_of_the_receiver(received):
    received.advance("not_selected", words="お話しできてうれしかったです。")

    assert "お話しできてうれしかったです。" in newest(received, "progress").text


def test_what_was_not_answered_comes_back_with_an_apology(relay):
    relay.ask()
    relay.yes()
    relay.cool()
    with company(relay.komorebi.pk):
        Introduction.objects.update(reply_by=timezone.localdate() - timedelta(days=1))
        give_back(Introduction.objects.get().pk)

    assert "申し訳" in newest(relay, "progress").text


def test_a_question_that_was_answered_is_not_sent_any_more(relay):
    relay.ask()
    relay.yes()

    with pytest.raises(Gone):
        newest(relay, "asked")


def test_the_mail_of_a_yes_that_was_taken_back_is_not_sent(relay):
    relay.ask()
    relay.yes()
    with person(relay.kim):
        actions.undo_yes(Introduction.objects.get(), by=person_actor(relay.kim))

    with pytest.raises(Gone):
        newest(relay, "accepted")


def test_a_second_yes_after_an_undo_has_a_mail_of_its_own(relay):
    relay.ask()
    relay.yes()
    with person(relay.kim):
        actions.undo_yes(Introduction.objects.get(), by=person_actor(relay.kim))
    relay.yes()

    assert relay.mine().stage == Stage.ACCEPTED
    assert PersonalMail.objects.filter(kind="accepted").count() == 2
