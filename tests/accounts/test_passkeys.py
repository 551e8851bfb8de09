"""Passkeys: the right device opens the right page; everything else is one and the same no."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from career_relay.accounts import passkeys
from career_relay.accounts.models import Passkey, Person
from career_relay.accounts.rules import MOST_PASSKEYS
from career_relay.base.actors import person_actor
from career_relay.base.audit import AuditEvent
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from tests.factories.people import prove
from tests.standins.authenticator import PRESENT, Device


def add(kim: int, device: Device, name: str = "電話") -> Passkey:
    with person(kim):
        options, state = passkeys.begin_adding(kim)
        return passkeys.add_passkey(kim, device.make(options), state, name=name, by=person_actor(kim))


def come_in(device: Device) -> int:
    options, state = passkeys.begin_entering()
    return passkeys.enter(device.sign(options), state)


def refused(device: Device) -> str:
    with pytest.raises(Refused) as refusal:
        come_in(device)
    return str(refusal.value)


@pytest.fixture
def device(kim) -> Device:
    found = Device()
    add(kim, found)
    return found


def test_a_passkey_opens_the_page_it_was_made_on(kim, device):
    assert come_in(device) == kim
    with person(kim):
        key = Passkey.objects.get()
    assert (key.name, key.sign_count, key.used_at is not None) == ("電話", 2, True)


def test_the_device_is_asked_for_a_discoverable_key_and_for_its_owner(kim):
    with person(kim):
        options, _state = passkeys.begin_adding(kim)

    asked = options["publicKey"]["authenticatorSelection"]
    assert (asked["residentKey"], asked["userVerification"]) == ("required", "required")
    assert "allowCredentials" not in passkeys.begin_entering()[0]["publicKey"]


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://relay.example.evil.example"},
        {"origin": "https://sub.relay.example"},
        {"origin": "http://relay.example"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"handle": ""},
        {"handle": "AAAA"},
        {"credential_id": b"a key nobody has"},
        {"key": Device().key},
    ],
)
def test_whatever_is_wrong_is_refused_in_the_same_words(device, lie):
    assert refused(replace(device, **lie)) == str(passkeys.NO)


@pytest.mark.parametrize(
    "lie",
    [{"origin": "https://evil.example"}, {"rp_id": "evil.example"}, {"flags": PRESENT}],
)
def test_a_device_that_lies_is_not_added(kim, lie):
    with pytest.raises(Refused, match=str(passkeys.NOT_ADDED)):
        add(kim, Device(**lie))


def test_an_answer_to_another_challenge_is_refused(device):
    options, _state = passkeys.begin_entering()
    _options, another = passkeys.begin_entering()

    for state in (another, {}):
        with pytest.raises(Refused, match="パスキー"):
            passkeys.enter(device.sign(options), state)


def test_a_new_key_for_another_challenge_is_refused(kim):
    with person(kim):
        options, _state = passkeys.begin_adding(kim)
        for state in (passkeys.begin_adding(kim)[1], {}):
            with pytest.raises(Refused, match=str(passkeys.NOT_ADDED)):
                passkeys.add_passkey(kim, Device().make(options), state, name="", by=person_actor(kim))


def test_a_copy_is_known_by_its_counter_and_written_down(kim, device):
    copy = replace(device)
    come_in(device)

    assert refused(copy) == str(passkeys.NO)
    with person(kim):
        assert AuditEvent.objects.filter(event="accounts.passkey_copied").count() == 1
    assert come_in(device) == kim


def test_a_device_that_never_counts_is_no_copy(kim):
    phone = Device(counts=False)
    add(kim, phone)

    assert [come_in(phone), come_in(phone)] == [kim, kim]


def test_a_key_of_one_page_does_not_open_another_by_its_handle(kim, device):
    lee = prove("lee@mail.example")
    theirs = Device(credential_id=b"a key of lee")
    add(lee, theirs)

    assert refused(replace(theirs, handle=device.handle)) == str(passkeys.NO)


def test_one_key_belongs_to_one_page(kim, device):
    with pytest.raises(Refused, match=str(passkeys.NOT_ADDED)):
        add(prove("lee@mail.example"), device)


def test_a_page_has_so_many_keys_and_no_more(kim):
    for n in range(MOST_PASSKEYS):
        add(kim, Device(credential_id=b"key %d" % n))

    with pytest.raises(Refused, match=str(passkeys.ENOUGH)):
        add(kim, Device(credential_id=b"one more"))


def test_a_removed_key_opens_nothing(kim, device):
    with person(kim):
        passkeys.remove_passkey(Passkey.objects.get(), by=person_actor(kim))

    assert refused(device) == str(passkeys.NO)


def test_a_page_joined_to_another_is_opened_by_no_key_of_its_own(kim, device):
    lee = prove("lee@mail.example")
    with person(kim):
        Person.objects.filter(pk=kim).update(joined_to=lee)

    assert refused(device) == str(passkeys.NO)


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("https://relay.example", True),
        ("http://localhost:8000", True),
        ("http://relay.example", False),
        ("http://127.0.0.1:8000", False),
        ("https://[::1]", False),
    ],
)
def test_browsers_allow_passkeys_by_name_and_safely_only(settings, address, possible):
    settings.PUBLIC_URL = address

    assert passkeys.are_possible() is possible


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=JUNK, name=NAMES)
@example(junk=28_677_083_626, name="clientDataJSON")  # taken for a length, it asked for as many bytes
@example(junk=[28_677_083_626], name="userHandle")
def test_made_up_answers_are_refused_and_break_nothing(kim, device, junk, name):
    options, state = passkeys.begin_entering()
    answer = device.sign(options)
    answer["response"][name] = junk
    for said in (junk, {**answer, "rawId": junk}, {**answer, "response": junk}):
        with pytest.raises(Refused):
            passkeys.enter(said, state)
    with person(kim), pytest.raises(Refused):
        passkeys.add_passkey(kim, answer, state, name="", by=person_actor(kim))
