"""Sign-in: addresses change only with two proofs, are told, and come back; sessions end."""

import json
import time

import pytest
from django.urls import reverse

from career_relay.accounts import addresses, passkeys, people
from career_relay.accounts.models import AddressChange, CodeRequest, Person, VerifiedAddress
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import person
from career_relay.notices.models import PersonalMail
from career_relay.portal.sessions import PROVEN, SEEN, SINCE
from tests.factories.people import prove
from tests.portal.conftest import plain
from tests.standins.authenticator import Device

PAGE = "/me/signin/"
OUTSIDE = "/enter?next=%2Fme%2Fsignin%2F"
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
    assert kims.get(PAGE).url == OUTSIDE
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

    assert kims.get(PAGE).url == OUTSIDE


def test_signing_out_everywhere_ends_every_session(kims, kim):
    with person(kim):
        addresses.sign_out_everywhere(kim, by=SYSTEM)

    assert kims.get(PAGE).url == OUTSIDE


# --- passkeys -----------------------------------------------------------------------------------------------------


def fresh(kims) -> None:
    session = kims.session
    session[PROVEN] = time.time()
    session.save()


def add_key(kims, device: Device) -> None:
    fresh(kims)
    options = kims.post(reverse("portal:signin_passkey_options")).json()
    kims.post(reverse("portal:signin_passkey"), {"answer": json.dumps(device.make(options)), "name": "電話"})


def come_in(browser, device: Device, **more: str):
    options = browser.post(reverse("portal:passkey_options")).json()
    return browser.post(reverse("portal:passkey"), {"answer": json.dumps(device.sign(options)), **more})


def test_a_passkey_is_added_told_and_opens_the_page_in_another_browser(client, kims, kim):
    device, other = Device(), type(client)()
    add_key(kims, device)

    assert [one.kind for one in PersonalMail.objects.all()] == ["passkey_added"]
    assert come_in(other, device).url == reverse("portal:home")
    assert other.get(PAGE).status_code == 200


def test_a_passkey_at_the_door_leads_to_the_answer_of_that_company(client, kims, application):
    device = Device()
    add_key(kims, device)

    came = come_in(type(client)(), device, door="minato")

    assert came.url == reverse("portal:result", args=[application.public_id])


def test_without_a_new_proof_no_passkey_is_added(kims, kim):
    assert kims.post(reverse("portal:signin_passkey_options")).status_code == 403

    asked = kims.post(reverse("portal:signin_ask_proof")).url
    kims.post(asked, {"code": people.code_of(CodeRequest.objects.latest("pk"))})

    assert kims.post(reverse("portal:signin_passkey_options")).status_code == 200


def test_a_proof_of_somebody_else_proves_nothing(kims):
    foreign = people.request_code("lee@mail.example", purpose=people.Purpose.AGAIN)
    page = reverse("portal:signin_proof", args=[foreign.public_id])

    assert kims.post(page, {"code": people.code_of(foreign)}).status_code == 422
    assert PROVEN not in kims.session


def test_an_answer_counts_once(client, kims):
    device, other = Device(counts=False), type(client)()
    add_key(kims, device)
    options = other.post(reverse("portal:passkey_options")).json()
    answer = {"answer": json.dumps(device.sign(options))}
    other.post(reverse("portal:passkey"), answer)
    other.post(reverse("portal:leave"))

    again = other.post(reverse("portal:passkey"), answer)

    assert again.url == reverse("portal:enter")
    assert other.get(PAGE).url == OUTSIDE


def test_an_answer_given_in_another_browser_opens_nothing(client, kims):
    device, one, two = Device(), type(client)(), type(client)()
    add_key(kims, device)
    options = one.post(reverse("portal:passkey_options")).json()
    two.post(reverse("portal:passkey_options"))

    two.post(reverse("portal:passkey"), {"answer": json.dumps(device.sign(options))})

    assert two.get(PAGE).url == OUTSIDE


@pytest.mark.parametrize("junk", ["", "{", "[]", "null", '"x"', "[" * 30_000, "1e999", "{}" * 9_000])
def test_junk_for_an_answer_is_a_plain_no(client, db, junk):
    client.post(reverse("portal:passkey_options"))

    assert client.post(reverse("portal:passkey"), {"answer": junk}).url == reverse("portal:enter")


def test_taking_a_passkey_away_signs_the_others_out_and_keeps_this_browser(client, kims, kim):
    device, other = Device(), type(client)()
    add_key(kims, device)
    come_in(other, device)
    with person(kim):
        key = passkeys.mine()[0]

    kims.post(reverse("portal:signin_passkey_remove", args=[key.public_id]))

    assert (kims.get(PAGE).status_code, other.get(PAGE).url) == (200, OUTSIDE)
