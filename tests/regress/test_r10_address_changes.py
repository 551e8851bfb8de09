"""R10, Odoo CVE-2024-12865: portal users changed the address of others. A change needs proof from the old and the new one."""

import pytest

from career_relay.accounts import addresses, people
from career_relay.accounts.models import AddressChange, VerifiedAddress
from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from career_relay.notices import personal
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from tests.factories.people import prove

pytestmark = pytest.mark.django_db
NEW = "kim.new@mail.example"


def held(who: int) -> list[str]:
    with person(who):
        return [one.address for one in addresses.mine()]


@pytest.mark.parametrize("proven", [(), ("old",), ("new",)], ids=["neither", "the old one", "the new one"])
def test_without_both_proofs_nothing_is_added(kim, proven):
    with person(kim):
        change = addresses.ask_address(kim, NEW, language="ja")
        codes = {name: people.code_of(getattr(change, f"{name}_code")) for name in proven}
        addresses.prove(change, codes)

        with pytest.raises(Refused):
            addresses.add_address(change, by=person_actor(kim))

    assert held(kim) == ["kim@mail.example"]


@pytest.mark.parametrize("swap", ["old", "new"])
def test_one_code_does_not_stand_for_the_other(kim, swap):
    with person(kim):
        change = addresses.ask_address(kim, NEW, language="ja")
        same = people.code_of(getattr(change, f"{swap}_code"))

        wrong = addresses.prove(change, {"old": same, "new": same})

    assert set(wrong) == {"old", "new"} - {swap}


def test_somebody_elses_change_cannot_be_carried_on(kim):
    lee = prove("lee@mail.example")
    with person(kim):
        change = addresses.ask_address(kim, NEW, language="ja")
        addresses.prove(change, {"old": people.code_of(change.old_code), "new": people.code_of(change.new_code)})

    with person(lee), pytest.raises(AddressChange.DoesNotExist):
        addresses.add_address(change, by=person_actor(lee))

    assert (held(kim), held(lee)) == (["kim@mail.example"], ["lee@mail.example"])


def test_somebody_elses_address_cannot_be_taken_away_or_made_the_main_one(kim):
    lee = prove("lee@mail.example")
    with person(kim):
        address = VerifiedAddress.objects.get()

    with person(lee), pytest.raises(Refused):
        addresses.remove_address(address, by=person_actor(lee))

    assert held(kim) == ["kim@mail.example"]


def test_a_mail_that_waits_goes_to_the_address_that_is_the_main_one_when_it_leaves(kim):
    mail = send_to_person(PersonalKind.PASSKEY_ADDED, person_id=kim)
    with person(kim):
        second = VerifiedAddress.objects.create(person_id=kim, address="kim.too@mail.example", is_primary=False)
        addresses.make_primary(second, by=person_actor(kim))

        assert personal._where(mail)[0] == "kim.too@mail.example"
        addresses.remove_address(second, by=person_actor(kim))
        assert personal._where(mail)[0] == "kim@mail.example"
