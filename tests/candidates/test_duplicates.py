"""How alike two records are, and who is found for a look."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.duplicates import (
    HINT_FROM,
    MOST,
    Sign,
    birth_key,
    find_doubles,
    likeness,
    suggest_doubles,
)
from career_relay.candidates.models import Candidate, DuplicateHint
from tests.factories.candidates import CandidateFactory
from tests.factories.people import prove

SAME = {
    "email_key": "kim@mail.example",
    "phone_key": "+819000000001",
    "name_folded": "キム美咲",
    "kana": "きむ みさき",
    "birth_key": "b" * 22,
}
OTHER = {
    "email_key": "mori@mail.example",
    "phone_key": "+819000000002",
    "name_folded": "森直人",
    "kana": "モリ ナオト",
    "birth_key": "c" * 22,
}
FIELDS = tuple(SAME)


def record(**fields) -> Candidate:
    return Candidate(**fields)


def only(*names: str) -> Candidate:
    return record(**{name: SAME[name] for name in names})


@pytest.mark.parametrize(
    "shared",
    [
        ("name_folded", "kana", "birth_key"),
        ("name_folded", "birth_key"),
        ("phone_key", "name_folded"),
        ("phone_key", "kana"),
        ("phone_key", "birth_key"),
        ("email_key",),
    ],
)
def test_two_signs_or_an_address_are_worth_a_look(shared):
    found = likeness(only(*shared), only(*shared))

    assert found.score >= HINT_FROM
    assert found.is_worth_a_look


@pytest.mark.parametrize(
    "shared", [(), ("phone_key",), ("name_folded",), ("kana",), ("birth_key",), ("name_folded", "kana")]
)
def test_one_sign_that_strangers_share_is_not(shared):
    assert likeness(only(*shared), only(*shared)).score < HINT_FROM


def test_an_address_under_another_name_is_a_hint_and_says_why():
    found = likeness(
        record(email_key="kim@mail.example", name_folded="キム美咲"),
        record(email_key="kim@mail.example", name_folded="森直人"),
    )

    assert (found.score, found.reasons) == (50, ("email",))


def test_an_address_in_a_family_with_two_birth_dates_is_no_hint():
    mother = record(email_key="home@mail.example", birth_key="b" * 22)
    daughter = record(email_key="home@mail.example", birth_key="c" * 22)

    found = likeness(mother, daughter)

    assert (found.score, found.reasons) == (20, ("email", "birth_differs"))


def test_one_account_is_the_strongest_sign_and_two_accounts_are_two_people():
    assert likeness(record(person_id=7), record(person_id=7)).score == 100
    assert likeness(record(person_id=7, **SAME), record(person_id=8, **SAME)).score == 0
    assert likeness(record(person_id=7), record()).score == 0


def test_a_name_written_in_kana_is_its_own_reading():
    written = record(name_folded="キムミサキ", phone_key="+819000000001")
    read = record(name_folded="金美咲", kana="ｷﾑ ﾐｻｷ", phone_key="+819000000001")

    assert likeness(written, read).reasons == ("phone", "kana")


def test_reasons_stand_in_the_order_of_their_weight():
    assert likeness(record(**SAME), record(**SAME)).reasons == ("email", "phone", "name", "birth", "kana")


def test_blanks_say_nothing():
    assert likeness(record(), record()).score == 0


values = {name: st.sampled_from(["", SAME[name], OTHER[name]]) for name in FIELDS}
records = st.builds(record, person_id=st.sampled_from([None, 1, 2]), **values)


@given(records, records)
@settings(max_examples=300)
def test_it_does_not_matter_which_record_comes_first(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(records, records, st.sampled_from(FIELDS))
@settings(max_examples=300)
def test_one_more_thing_in_common_never_lowers_the_score(one, other, name):
    was = likeness(one, other).score
    if name == "name_folded" and getattr(one, name) == getattr(other, name):
        return
    if not getattr(one, name):
        setattr(one, name, SAME[name])

    setattr(other, name, getattr(one, name))

    assert likeness(one, other).score >= was


@given(records, records)
@settings(max_examples=300)
def test_birth_dates_that_differ_never_raise_it(one, other):
    one.birth_key = other.birth_key = ""
    blank = likeness(one, other).score

    one.birth_key, other.birth_key = SAME["birth_key"], OTHER["birth_key"]

    assert likeness(one, other).score <= blank


@given(records, records)
@settings(max_examples=300)
def test_a_score_is_from_0_to_100_and_has_known_reasons(one, other):
    found = likeness(one, other)

    assert 0 <= found.score <= 100
    assert set(found.reasons) <= set(Sign.values)


def test_a_birth_key_is_the_same_inside_a_company_only():
    day = date(1990, 4, 1)

    assert birth_key(day, 1) == birth_key(date(1990, 4, 1), 1)
    assert birth_key(day, 1) != birth_key(day, 2)
    assert birth_key(day, 1) != birth_key(date(1990, 4, 2), 1)
    assert len(birth_key(day, 1)) == 22


# --- looking for them in the records of a company -------------------------------------------------------------------

HOME = {"name": "森 直人", "name_folded": "森直人", "kana": "", "phone": "090-0000-0001", "phone_key": "+819000000001"}


def test_records_that_share_enough_are_found_the_likeliest_first(at_minato):
    kim = CandidateFactory(email_key="kim@mail.example", phone_key="+819000000001", kana="")
    by_address = CandidateFactory(email_key="kim@mail.example", name_folded="森直人", kana="")
    by_number = CandidateFactory(phone_key="+819000000001", kana="")
    CandidateFactory(phone_key="+819000000001", name_folded="林花", kana="")
    CandidateFactory(kana="")

    found = [(other.pk, how.score) for other, how in find_doubles(kim)]

    assert found == [(by_number.pk, 60), (by_address.pk, 50)]


def test_a_record_with_nothing_to_compare_asks_nothing(at_minato, django_assert_num_queries):
    nameless = CandidateFactory(name="", name_folded="", kana="", email="", email_key="")

    with django_assert_num_queries(0):
        found = find_doubles(nameless)

    assert found == []


def test_no_record_of_another_company_is_found(minato, komorebi):
    with acting_for(komorebi.pk):
        CandidateFactory(email_key="kim@mail.example")

    with acting_for(minato.pk):
        assert find_doubles(CandidateFactory(email_key="kim@mail.example")) == []


def test_a_number_that_a_whole_school_gave_is_not_followed_to_the_end(at_minato):
    for _n in range(MOST + 5):
        CandidateFactory(**HOME)

    assert len(find_doubles(CandidateFactory(**HOME))) == MOST


def test_a_hint_stands_once_with_the_older_record_first(at_minato):
    older, younger = CandidateFactory(**HOME), CandidateFactory(**HOME)

    suggest_doubles(younger)
    suggest_doubles(older)

    hint = DuplicateHint.objects.get()
    assert (hint.first, hint.second, hint.score, hint.reasons) == (older, younger, 60, ["phone", "name"])


def test_a_pair_that_was_told_apart_stays_apart(at_minato):
    CandidateFactory(**HOME)
    younger = CandidateFactory(**HOME)
    suggest_doubles(younger)
    DuplicateHint.objects.update(dismissed_at=timezone.now())

    suggest_doubles(younger)

    assert DuplicateHint.objects.filter(dismissed_at=None).count() == 0


# --- two records whose owner turned out to be one person -------------------------------------------------------------


def test_a_person_who_proves_one_address_of_two_records_leaves_a_hint(at_minato):
    first = CandidateFactory(email_key="kim@mail.example", kana="")
    second = CandidateFactory(email_key="kim@mail.example", name_folded="森直人", kana="")

    prove("kim@mail.example")

    hint = DuplicateHint.objects.get()
    assert (hint.first, hint.second, hint.score, hint.reasons) == (first, second, 100, ["account"])


def test_proof_opens_a_pair_again_that_was_told_apart_before_and_only_once(at_minato):
    first = CandidateFactory(email_key="kim@mail.example", kana="")
    CandidateFactory(email_key="kim@mail.example", name_folded="森直人", kana="")
    suggest_doubles(first)
    DuplicateHint.objects.update(dismissed_at=timezone.now())
    prove("kim@mail.example")
    opened = DuplicateHint.objects.get()

    DuplicateHint.objects.update(dismissed_at=timezone.now())
    prove("kim@mail.example")

    assert (opened.dismissed_at, opened.score, opened.reasons) == (None, 100, ["account", "email"])
    assert DuplicateHint.objects.get().dismissed_at is not None


def test_proof_links_no_records_across_companies(minato, komorebi):
    for company in (minato, komorebi):
        with acting_for(company.pk):
            CandidateFactory(email_key="kim@mail.example")

    prove("kim@mail.example")

    for company in (minato, komorebi):
        with acting_for(company.pk):
            assert DuplicateHint.objects.count() == 0
