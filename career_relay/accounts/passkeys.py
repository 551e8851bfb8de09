"""Passkeys of a person: WebAuthn by the fido2 library. The device asks for finger, face or PIN each time.

A challenge is made for one browser, one act and five minutes, and used once. Whose key signed is looked up by its id and
then checked; everything wrong is one and the same refusal. A key whose counter goes back is a copy and opens nothing.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final, NoReturn, cast
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from career_relay.accounts.events import Event
from career_relay.accounts.models import Passkey, Person, VerifiedAddress
from career_relay.accounts.rules import MOST_PASSKEYS
from career_relay.base.actors import Actor, person_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person

State = dict[str, Any]
LARGEST_NUMBER: Final = 2**16  # names of algorithms are smaller
# What a made-up answer can make the parser say. Anything else is a bug and may crash.
UNREADABLE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, struct.error, UnsupportedAlgorithm,
)  # fmt: skip
NO = _("This passkey did not open a page. Please try again, or come in with a code.")
NOT_ADDED = _("The passkey was not added. Please try again.")
ENOUGH = _("A page has ten passkeys at most. Take one away first.")
DEVICE = _("Passkey")


def host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def are_possible() -> bool:
    """Whether browsers allow passkeys at this address at all: a name, and https unless it is this machine."""
    try:
        ip_address(host())
    except ValueError:
        return settings.PUBLIC_URL.startswith("https://") or host() == "localhost"
    return False


def _server() -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host(), name=settings.PRODUCT_NAME),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == settings.PUBLIC_URL,  # this address alone, no sibling of it
    )


def mine() -> list[Passkey]:
    return list(Passkey.objects.order_by("pk"))


def begin_adding(person_id: int) -> tuple[dict[str, Any], State]:
    """Give what the browser is asked, and what to remember of it. Raises Refused when there are enough."""
    keys = mine()
    if len(keys) >= MOST_PASSKEYS:
        raise Refused(ENOUGH)
    owner = Person.objects.get(pk=person_id)
    name = VerifiedAddress.objects.order_by("-is_primary", "pk").values_list("address", flat=True).first() or ""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=owner.public_id.bytes, name=name, display_name=name),
        [_descriptor(key) for key in keys],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), dict(state)


def _descriptor(key: Passkey) -> PublicKeyCredentialDescriptor:
    held = AttestedCredentialData(bytes(key.credential))
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=held.credential_id)


@transaction.atomic
def add_passkey(person_id: int, answer: object, state: State, *, name: str, by: Actor) -> Passkey:
    """Keep the public key of a device. Raises Refused for anything but a right answer to the challenge."""
    try:
        told = _server().register_complete(state, _without_lengths(answer))
        held = told.credential_data
        if held is None:
            raise Refused(NOT_ADDED)
    except UNREADABLE as wrong:
        raise Refused(NOT_ADDED) from wrong
    if len(mine()) >= MOST_PASSKEYS:
        raise Refused(ENOUGH)
    key = Passkey(
        person_id=person_id,
        name=" ".join(name.split())[:60] or str(DEVICE),
        credential_id=websafe_encode(held.credential_id),
        credential=bytes(held),
        sign_count=told.counter,
    )
    _save_new(key)
    record(Event.PASSKEY_ADDED, key, by=by)
    return key


def _save_new(key: Passkey) -> None:
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError as known:
        raise Refused(NOT_ADDED) from known


def _without_lengths(answer: object) -> Mapping[str, Any]:
    """Give whatever the browser sent, unless it holds a big number. raises ValueError.

    Bytes come as text. The library would take a number in their place for a length: ten digits, gigabytes of zeros.
    """
    rest = [answer]
    while rest:
        one = rest.pop()
        if isinstance(one, (int, float)) and abs(one) > LARGEST_NUMBER:
            raise ValueError("a number where bytes are told as text")
        rest += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return cast("Mapping[str, Any]", answer)


@transaction.atomic
def rename_passkey(key: Passkey, name: str, *, by: Actor) -> Passkey:
    name = " ".join(name.split())[:60]
    if name and name != key.name:
        key.name = name
        key.save(update_fields=["name"])
        record(Event.PASSKEY_RENAMED, key, by=by)
    return key


@transaction.atomic
def remove_passkey(key: Passkey, *, by: Actor) -> None:
    record(Event.PASSKEY_REMOVED, key, by=by)
    key.delete()


# --- coming in ----------------------------------------------------------------------------------------------------


def begin_entering() -> tuple[dict[str, Any], State]:
    """Give what the browser is asked: any passkey of this site, whoever's it is."""
    options, state = _server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), dict(state)


@dataclass(frozen=True, slots=True)
class _Signed:
    """An answer taken apart, not yet believed."""

    answer: AuthenticationResponse
    credential_id: str
    handle: bytes
    counter: int


def enter(answer: object, state: State) -> int:
    """Give the id of the person whose passkey answered the challenge. Raises Refused, in the same words for all.

    What is written down about a copied key stays although it is refused: let the transaction commit.
    """
    signed = _read(answer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT whose_passkey(%s)", [signed.credential_id])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        _no()
    with person(row[0]):
        is_genuine = _check(row[0], signed, state)
    if not is_genuine:
        _no()
    return int(row[0])


def _no(why: Exception | None = None) -> NoReturn:
    raise Refused(NO) from why


def _read(answer: object) -> _Signed:
    try:
        told = AuthenticationResponse.from_dict(_without_lengths(answer))
        return _Signed(
            told,
            websafe_encode(told.raw_id),
            bytes(told.response.user_handle or b""),
            told.response.authenticator_data.counter,
        )
    except UNREADABLE as wrong:
        _no(wrong)


def _check(person_id: int, signed: _Signed, state: State) -> bool:
    """Whether the key signed this challenge and is no copy. The row is locked, so that a counter counts once."""
    key = Passkey.objects.select_for_update().filter(credential_id=signed.credential_id).first()
    owner = Person.objects.filter(pk=person_id, joined_to=None).first()
    if key is None or owner is None or signed.handle != owner.public_id.bytes:
        return False
    try:
        held = AttestedCredentialData(bytes(key.credential))
        _server().authenticate_complete(state, [held], signed.answer)
    except UNREADABLE:
        return False
    return _count(key, signed.counter)


def _count(key: Passkey, counter: int) -> bool:
    """Take the new count down. One that does not grow, where the device counts, is the sign of a copy."""
    actor = person_actor(key.person_id)
    if (counter or key.sign_count) and counter <= key.sign_count:
        record(Event.PASSKEY_COPIED, key, by=actor)
        return False
    Passkey.objects.filter(pk=key.pk).update(sign_count=counter, used_at=Now())
    Person.objects.filter(pk=key.person_id).update(last_seen_at=Now())
    record(Event.PASSKEY_USED, key, by=actor)
    return True
