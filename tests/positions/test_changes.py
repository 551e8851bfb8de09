"""Conditions that became others after people could read them are shown to whoever is in touch, in four classes."""

import pytest
from django.urls import reverse

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone
from career_relay.positions import actions
from career_relay.positions.changes import Change, Kind, changed_since
from career_relay.positions.models import Position
from career_relay.relay import mails
from tests.portal.conftest import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def kims(client, kim):
    sign_in(client, kim)
    return client


def edited(relay, **words) -> Position:
    with company(relay.komorebi.pk):
        it = Position.objects.get(pk=relay.position.pk)
        for name, value in words.items():
            setattr(it, name, value)
        return actions.save_position(it, by=user_actor(relay.cleo.pk))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ({"pay_min": 380}, Kind.CHANGED),
        ({"remote": "full"}, Kind.CHANGED),
        ({"dispatch": True}, Kind.CHANGED),
        ({"pay_max": None}, Kind.REMOVED),
    ],
)
def test_each_change_of_a_published_position_is_kept_with_what_stood_there(words, kind, relay):
    before = relay.position.pay_min

    it = edited(relay, **words)

    [change] = changed_since(it, None)
    assert (change.field, change.kind) == (next(iter(words)), kind)
    if "pay_min" in words:
        assert (change.before, change.after) == (f"{before}万円", "380万円")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("東京本社または大阪支社", "大阪支社", Kind.SPECIFIED),
        ("大阪支社", "東京本社", Kind.CHANGED),
        ("", "大阪支社", Kind.ADDED),
        ("大阪支社", "", Kind.REMOVED),
    ],
)
def test_the_four_classes_of_the_law(before, after, kind):
    assert Change("place", before, after).kind == kind


def test_what_was_changed_and_changed_back_is_no_change(relay):
    first = relay.position.holidays
    edited(relay, holidays="土日")

    assert changed_since(edited(relay, holidays=first), None) == []


def test_what_nobody_could_read_yet_leaves_nothing(relay):
    with company(relay.komorebi.pk):
        Position.objects.update(state="draft")

    assert edited(relay, pay_min=300).changes == []


def test_words_that_are_no_condition_leave_nothing(relay):
    assert edited(relay, summary="新しい紹介文です。").changes == []


def test_whoever_handed_something_over_is_told_once_a_day_and_sees_both(received, kims):
    edited(received, pay_min=380)
    edited(received, holidays="土日")

    [told] = PersonalMail.objects.filter(kind="progress", data__what="conditions")
    with person(received.kim):
        said = mails.progress(told).text
    page = kims.get(reverse("portal:ask", args=[received.mine().public_id])).content.decode()
    assert "休日" in said
    assert "380" not in said  # a mail says which; the page says what
    assert "380万円" in page
    assert "<del" in page


def test_whoever_was_only_asked_is_written_nothing_and_sees_it_before_answering(relay, kims):
    relay.ask()
    edited(relay, holidays="土日")

    page = kims.get(reverse("portal:ask", args=[relay.mine().public_id])).content.decode()
    assert not PersonalMail.objects.filter(data__what="conditions").exists()
    assert "変更された募集条件" in page


def test_what_was_changed_before_the_question_is_not_told(relay, kims):
    edited(relay, holidays="土日")
    relay.ask()

    page = kims.get(reverse("portal:ask", args=[relay.mine().public_id])).content.decode()
    assert "変更された募集条件" not in page


def test_the_mail_is_not_sent_when_it_was_changed_back(received):
    first = received.position.holidays
    edited(received, holidays="土日")
    edited(received, holidays=first)

    told = PersonalMail.objects.get(data__what="conditions")
    with person(received.kim), pytest.raises(Gone):
        mails.progress(told)
