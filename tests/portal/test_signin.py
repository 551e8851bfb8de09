"""Sign-in: addresses change only with two proofs, are told, and come back; sessions end."""

import time

import pytest
from django.urls import reverse

from career_relay.accounts import addresses, people
from career_relay.accounts.models import AddressChange, Person, VerifiedAddress
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import person
from career_relay.notices.models import PersonalMail
from career_relay.portal.sessions import SEEN, SINCE
from tests.factories.people import prove
from tests.portal.conftest import plain

PAGE = "/me/signin/"
NEW = "kim.new@mail.example"


def held(kim) -> list[str]:
    with person(kim):
        return [one.address for one in addresses.mine()]


def begin(kims, kim, address=NEW) -> AddressChange:
    assert kims.post(reverse("portal:signin_address"), {"email": address}).status_code == 302
    return latest(kim)


def latest(kim) -> AddressChange:
    with person(kim):
        return AddressChange.objects.select_related("old_code", "new_code").latest("pk")


def codes(change: AddressChange) -> dict[str, str]:
    return {"old": people.code_of(change.old_code), "new": people.code_of(change.new_code)}


def test_an_address_is_added_with_both_codes_and_everybody_is_told(kims, kim):
    change = begin(kims, kim)

    kims.post(reverse("portal:signin_change", args=[change.public_id]), codes(change))

    assert held(kim) == ["kim@mail.example", NEW]
    assert PersonalMail.objects.filter(kind="address_changed").count() == 2
    assert kims.get(PAGE).status_code == 200


@pytest.mark.parametrize("missing", ["old", "new"])
def test_one_code_alone_adds_nothing(kims, kim, missing):
    change = begin(kims, kim)

    answer = kims.post(reverse("portal:signin_change", args=[change.public_id]), {**codes(change), missing: "no"})

    assert (answer.status_code, held(kim)) == (422, ["kim@mail.example"])


def test_a_code_to_add_an_address_opens_no_page(client, kims, kim):
    change = begin(kims, kim)

    answer = type(client)().post(
        reverse("portal:code", args=[change.new_code.public_id]), {"code": codes(change)["new"]}
    )

    assert answer.status_code == 200


def test_the_last_address_stays(kims, kim):
    with person(kim):
        only = VerifiedAddress.objects.get()

    kims.post(reverse("portal:signin_address_remove", args=[only.public_id]))

    assert held(kim) == ["kim@mail.example"]


def test_looking_at_the_undo_changes_nothing_and_posting_it_does(client, kims, kim):
    change = begin(kims, kim)
    kims.post(reverse("portal:signin_change", args=[change.public_id]), codes(change))
    link = reverse("portal:undo", args=[addresses.token_of(change)])

    browser = type(client)()
    assert browser.get(link).status_code == 200
    assert held(kim) == ["kim@mail.example", NEW]
    browser.post(link)

    assert held(kim) == ["kim@mail.example"]
    assert kims.get(PAGE).url == reverse("portal:enter")
    over, unknown = (plain(browser.get(one)).replace(one, "/undo/it") for one in (link, "/undo/unknown"))
    assert over == unknown


def test_an_address_of_another_page_is_joined_only_after_asking(kims, kim):
    lee = prove("lee@mail.example")
    change = begin(kims, kim, "lee@mail.example")
    page = reverse("portal:signin_change", args=[change.public_id])
    kims.post(page, codes(change))
    assert (held(kim), held(lee)) == (["kim@mail.example"], ["lee@mail.example"])

    kims.post(reverse("portal:signin_join", args=[change.public_id]))

    assert held(kim) == ["kim@mail.example", "lee@mail.example"]
    with person(kim):
        assert Person.objects.get(pk=lee).joined_to_id == kim


def test_nobody_is_joined_without_both_codes(kims, kim):
    lee = prove("lee@mail.example")
    change = begin(kims, kim, "lee@mail.example")

    kims.post(reverse("portal:signin_join", args=[change.public_id]))

    assert held(lee) == ["lee@mail.example"]


@pytest.mark.parametrize(("key", "hours"), [(SEEN, 2.1), (SINCE, 12.1)])
def test_a_session_ends_by_itself(kims, kim, key, hours):
    kims.get(PAGE)
    session = kims.session
    session[key] = time.time() - hours * 3600
    session.save()

    assert kims.get(PAGE).url == reverse("portal:enter")


def test_signing_out_everywhere_ends_every_session(kims, kim):
    with person(kim):
        addresses.sign_out_everywhere(kim, by=SYSTEM)

    assert kims.get(PAGE).url == reverse("portal:enter")
