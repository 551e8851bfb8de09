"""Addresses: two proofs for one more, never none, ten minutes to take back; two pages only become one by hand."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay.accounts import addresses, people
from career_relay.accounts.models import AddressChange, CodeRequest, VerifiedAddress
from career_relay.accounts.rules import MOST_ADDRESSES
from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.base.text.normalise import Malformed
from career_relay.candidates.models import Application, Candidate
from career_relay.consents.actions import block_company
from career_relay.consents.models import Block, ConsentNow
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import prove

OLD, NEW = "kim@mail.example", "kim.new@mail.example"


@pytest.fixture
def me(kim):
    return person_actor(kim)


def held(kim) -> list[str]:
    with person(kim):
        return [one.address for one in addresses.mine()]


def asked(kim, address=NEW) -> AddressChange:
    with person(kim):
        return addresses.ask_address(kim, address, language="ja")


def proven(kim, address=NEW) -> AddressChange:
    change = asked(kim, address)
    codes = {"old": people.code_of(change.old_code), "new": people.code_of(change.new_code)}
    with person(kim):
        assert addresses.prove(change, codes) == {}
        return addresses.change_of(change.public_id)


def added(kim, me, address=NEW) -> AddressChange:
    change = proven(kim, address)
    with person(kim):
        return addresses.add_address(change, by=me)


def row(kim, address) -> VerifiedAddress:
    with person(kim):
        return VerifiedAddress.objects.get(address=address)


def undo(kim, me, change) -> None:
    with person(kim):
        addresses.undo_change(addresses.token_of(change), by=me)


# --- one more -----------------------------------------------------------------------------------------------------


def test_the_codes_go_to_the_main_address_and_to_the_new_one(kim):
    change = asked(kim, "Kim.New@Mail.example")

    assert (change.old_code.address, change.old_code.purpose) == (OLD, "again")
    assert (change.new_code.address, change.new_code.purpose) == (NEW, "add")


@pytest.mark.parametrize("address", ["", "kim at mail", "kim@", "@mail.example", "a@b@c.example"])
def test_what_is_no_address_is_not_asked_for(kim, address):
    with pytest.raises(Malformed):
        asked(kim, address)


def test_an_address_of_ones_own_is_said_to_be_there(kim):
    with pytest.raises(Refused, match=str(addresses.MINE)):
        asked(kim, OLD.upper())


def test_a_page_has_so_many_addresses_and_no_more(kim):
    with person(kim):
        for n in range(MOST_ADDRESSES - 1):
            VerifiedAddress.objects.create(person_id=kim, address=f"kim{n}@mail.example", is_primary=False)

    with pytest.raises(Refused, match=str(addresses.ENOUGH)):
        asked(kim)


def test_a_right_code_stays_proven_while_the_other_is_tried_again(kim):
    change = asked(kim)
    with person(kim):
        assert list(addresses.prove(change, {"old": people.code_of(change.old_code), "new": "no"})) == ["new"]
        change = addresses.change_of(change.public_id)

        assert addresses.prove(change, {"new": people.code_of(change.new_code)}) == {}
        assert addresses.is_proven(change)


@pytest.mark.parametrize("way", ["swapped", "of another change", "to enter"])
def test_a_code_is_good_for_its_own_change_only(kim, way):
    change, another = asked(kim), asked(kim, "other@mail.example")
    codes = {
        "swapped": {"old": people.code_of(change.new_code), "new": people.code_of(change.old_code)},
        "of another change": {"old": people.code_of(another.old_code), "new": people.code_of(another.new_code)},
        "to enter": dict.fromkeys(("old", "new"), people.code_of(people.request_code(NEW))),
    }[way]

    with person(kim):
        assert sorted(addresses.prove(change, codes)) == ["new", "old"]


@pytest.mark.parametrize("purpose", [CodeRequest.Purpose.ADD, CodeRequest.Purpose.AGAIN])
def test_a_code_for_something_else_does_not_open_a_page(db, purpose):
    code = people.request_code(NEW, purpose=purpose)

    with pytest.raises(Refused, match=str(people.USED_UP)):
        people.prove_address(code.public_id, people.code_of(code))


@pytest.mark.parametrize("purpose", [CodeRequest.Purpose.ADD, CodeRequest.Purpose.AGAIN])
def test_the_database_makes_no_person_of_such_a_code(db, purpose):
    code = people.request_code(NEW, purpose=purpose)
    people.use_code(code.public_id, people.code_of(code), purpose=purpose)

    with pytest.raises(DatabaseError, match="not proven"), transaction.atomic():
        people.link(NEW)


def test_records_that_hold_the_new_address_come_along(kim, me, minato, komorebi):
    with company(komorebi.pk):
        ApplicationFactory(candidate__email_key=NEW)

    added(kim, me)

    with person(kim):
        assert [one.company_id for one in Application.objects.all()] == [komorebi.pk]


def test_a_change_that_was_not_proven_or_is_old_adds_nothing(kim, me):
    change = asked(kim)
    late = proven(kim, "late@mail.example")
    with person(kim):
        AddressChange.objects.filter(pk=late.pk).update(asked_at=timezone.now() - timedelta(minutes=21))
        for one in (change, late):
            with pytest.raises(Refused, match=str(addresses.OVER)):
                addresses.add_address(one, by=me)

    assert held(kim) == [OLD]


def test_a_change_counts_once(kim, me):
    change = added(kim, me)

    with person(kim), pytest.raises(Refused, match=str(addresses.OVER)):
        addresses.add_address(change, by=me)


# --- the main one, one less -----------------------------------------------------------------------------------------


def test_the_main_address_changes_and_is_one(kim, me):
    added(kim, me)

    with person(kim):
        addresses.make_primary(row(kim, NEW), by=me)
        assert addresses.make_primary(row(kim, NEW), by=me) is None
        assert VerifiedAddress.objects.filter(is_primary=True).count() == 1
    assert held(kim) == [NEW, OLD]


def test_when_the_main_address_goes_another_takes_its_place(kim, me):
    added(kim, me)

    with person(kim):
        addresses.remove_address(row(kim, OLD), by=me)
        assert [(one.address, one.is_primary) for one in addresses.mine()] == [(NEW, True)]


def test_records_stay_when_their_address_goes_and_are_nobody_elses(kim, me, minato):
    with company(minato.pk):
        ApplicationFactory(candidate__email_key=NEW)
    added(kim, me)
    with person(kim):
        addresses.remove_address(row(kim, NEW), by=me)

    stranger = prove(NEW)

    assert stranger != kim
    with person(kim):
        assert Application.objects.count() == 1
    with person(stranger):
        assert Application.objects.count() == 0


def test_the_last_address_cannot_go(kim, me):
    with person(kim), pytest.raises(Refused, match=str(addresses.LAST)):
        addresses.remove_address(row(kim, OLD), by=me)


def test_an_address_of_somebody_else_cannot_be_taken_away(kim, me):
    lee = prove("lee@mail.example")
    theirs = row(lee, "lee@mail.example")

    with person(kim), pytest.raises(Refused):
        addresses.remove_address(theirs, by=me)
    assert held(lee) == ["lee@mail.example"]


# --- undo ---------------------------------------------------------------------------------------------------------


def test_undoing_an_addition_gives_its_records_back_to_nobody(kim, me, minato):
    with company(minato.pk):
        ApplicationFactory(candidate__email_key=NEW)
    undo(kim, me, added(kim, me))

    assert held(kim) == [OLD]
    with person(kim):
        assert (Candidate.objects.count(), Application.objects.count()) == (0, 0)
    with person(prove(NEW)):
        assert Application.objects.count() == 1


def test_undoing_the_first_of_several_changes_undoes_them_all(kim, me):
    first = added(kim, me)
    with person(kim):
        addresses.make_primary(row(kim, NEW), by=me)
        gone = addresses.remove_address(row(kim, OLD), by=me)

    undo(kim, me, first)

    with person(kim):
        assert [(one.address, one.is_primary) for one in addresses.mine()] == [(OLD, True)]
    assert addresses.whose_change(addresses.token_of(gone)) is None


def test_an_undo_counts_once_and_for_ten_minutes(kim, me):
    change = added(kim, me)
    assert addresses.whose_change(addresses.token_of(change)) == kim
    with person(kim):
        AddressChange.objects.update(undo_until=timezone.now() - timedelta(seconds=1))

    assert addresses.whose_change(addresses.token_of(change)) is None
    with pytest.raises(Refused, match=str(addresses.TOO_LATE)):
        undo(kim, me, change)


def test_an_undo_ends_every_session_and_takes_new_passkeys_away(kim, me):
    with person(kim):
        before = addresses.round_of(kim)

    undo(kim, me, added(kim, me))

    with person(kim):
        assert addresses.round_of(kim) == before + 1


def test_an_address_that_somebody_proved_meanwhile_does_not_come_back(kim, me):
    added(kim, me)
    with person(kim):
        gone = addresses.remove_address(row(kim, NEW), by=me)
    stranger = prove(NEW)

    with pytest.raises(Refused, match=str(addresses.TAKEN)):
        undo(kim, me, gone)
    assert (held(kim), held(stranger)) == ([OLD], [NEW])


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 5_000])
def test_a_made_up_token_undoes_nothing(kim, token):
    assert addresses.whose_change(token) is None


# --- two pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def lee(db) -> int:
    return prove("lee@mail.example")


def join(kim, me) -> AddressChange:
    change = proven(kim, "lee@mail.example")
    with person(kim):
        assert addresses.add_address(change, by=me) is None
        return addresses.join_pages(change, by=me)


def test_a_page_of_somebody_else_looks_like_no_page_until_both_are_proven(kim, lee):
    known, unknown = asked(kim, "lee@mail.example"), asked(kim, "nobody@mail.example")

    facts = [(one.act, one.old_code.address, one.new_code.purpose, one.done_at) for one in (known, unknown)]
    assert facts[0] == facts[1]
    assert held(lee) == ["lee@mail.example"]


@pytest.mark.parametrize("half", ["old", "new"])
def test_half_a_proof_joins_nothing(kim, me, lee, half):
    change = asked(kim, "lee@mail.example")
    code = getattr(change, f"{half}_code")
    people.use_code(code.public_id, people.code_of(code), purpose=code.purpose)

    with person(kim), pytest.raises(Refused, match=str(addresses.OVER)):
        addresses.join_pages(change, by=me)
    with pytest.raises(DatabaseError, match="not both proven"), person(kim), connection.cursor() as cursor:
        cursor.execute("SELECT join_pages(%s)", [change.pk])


def test_nobody_joins_with_the_proofs_of_another(kim, lee):
    change = proven(kim, "lee@mail.example")
    mia = prove("mia@mail.example")

    with pytest.raises(DatabaseError, match="not both proven"), person(mia), connection.cursor() as cursor:
        cursor.execute("SELECT join_pages(%s)", [change.pk])


def test_joining_brings_records_and_shields_and_no_choice(kim, me, lee, minato, komorebi):
    for one, owner, address in ((minato, kim, OLD), (komorebi, lee, "lee@mail.example")):
        with company(one.pk):
            CandidateFactory(person_id=owner, email_key=address)
    with person(lee):
        block_company(lee, minato, by=person_actor(lee))

    join(kim, me)

    with person(kim):
        assert {one.company_id for one in Candidate.objects.all()} == {minato.pk, komorebi.pk}
        assert [one.company_blocked_id for one in Block.objects.all()] == [minato.pk]
        assert ConsentNow.objects.count() == 0
    assert (held(kim), held(lee)) == ([OLD, "lee@mail.example"], [])


def test_the_closed_page_is_opened_by_nothing_and_its_address_opens_the_other(kim, me, lee):
    join(kim, me)

    assert prove("lee@mail.example") == kim
    with person(lee):
        assert addresses.round_of(lee) is None


def test_an_undo_of_an_earlier_change_leaves_a_joined_page_joined(kim, me, lee):
    change = added(kim, me)
    join(kim, me)

    undo(kim, me, change)

    assert held(kim) == [OLD, "lee@mail.example"]
