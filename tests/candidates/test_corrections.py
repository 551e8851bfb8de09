"""A record is put right, with the keys people are compared by."""

import pytest

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import actions
from career_relay.candidates.models import DuplicateHint
from tests.factories.candidates import CandidateFactory
from tests.factories.people import prove


@pytest.fixture
def by(ben):
    return user_actor(ben.pk)


def test_a_correction_changes_the_value_and_what_it_is_compared_by(at_minato, by):
    kim = CandidateFactory()

    changed = actions.correct_record(
        kim, {"name": "髙橋　直人", "email": "Naoto@Mail.example", "phone": "090-1234-5678"}, by=by
    )

    kim.refresh_from_db()
    assert changed == ["name", "email", "phone"]
    assert (kim.name_folded, kim.email_key, kim.phone_key) == ("高橋直人", "naoto@mail.example", "+819012345678")


def test_what_is_the_same_changes_nothing_and_leaves_no_trace(at_minato, by):
    kim = CandidateFactory()

    assert actions.correct_record(kim, {"name": kim.name, "kana": kim.kana}, by=by) == []
    assert log_of(kim).count() == 0


def test_the_log_names_the_fields_and_never_the_values(at_minato, by):
    kim = CandidateFactory()

    actions.correct_record(kim, {"name": "金 美咲子"}, by=by)

    assert log_of(kim).get().data == {"fields": ["name"]}


def test_a_corrected_record_is_found_by_its_new_words(at_minato, by):
    kim = CandidateFactory()

    actions.correct_record(kim, {"name": "渡辺 花"}, by=by)

    kim.refresh_from_db()
    assert "渡辺" in kim.search


def test_a_proven_address_is_the_persons_own(at_minato, by):
    kim = CandidateFactory()
    prove(kim.email)
    kim.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.correct_record(kim, {"email": "other@mail.example"}, by=by)
    actions.correct_record(kim, {"email": kim.email, "kana": "きむ みさこ"}, by=by)

    kim.refresh_from_db()
    assert (refusal.value.code, kim.kana) == ("PROVEN_ADDRESS", "きむ みさこ")


def test_a_number_that_cannot_be_read_is_kept_and_compared_with_nothing(at_minato, by):
    kim = CandidateFactory(phone_key="+819000000001")

    actions.correct_record(kim, {"phone": "内線 12"}, by=by)

    kim.refresh_from_db()
    assert (kim.phone, kim.phone_key) == ("内線 12", "")


def test_a_correction_may_show_that_somebody_is_known_twice(at_minato, by):
    other = CandidateFactory(email_key="kim@mail.example", name_folded="森直人", kana="")
    kim = CandidateFactory(kana="")

    actions.correct_record(kim, {"email": "kim@mail.example"}, by=by)

    hint = DuplicateHint.objects.get()
    assert ({hint.first, hint.second}, hint.score) == ({other, kim}, 50)
