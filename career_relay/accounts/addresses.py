"""A person's addresses: another one, the main one, one less. Each is proven, each change is told, each can be undone.

A change needs proof from an address the person has and, for another one, from that one too (RELIABILITY R10). Whether an
address belongs to somebody else is said to nobody before both were proven, and even then nothing is joined by itself.
Every verb needs the person to be active.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.accounts import people
from career_relay.accounts.events import Event
from career_relay.accounts.models import AddressChange, CodeRequest, Passkey, Person, VerifiedAddress
from career_relay.accounts.rules import MOST_ADDRESSES, PROOF_LIFE, UNDO
from career_relay.accounts.signals import pages_joining
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_person, person
from career_relay.base.text.normalise import fold_email
from career_relay.base.tokens import keyed_hash

Act = AddressChange.Act
Purpose = CodeRequest.Purpose
SECRET = "undo of an address"  # noqa: S105 — the name of a purpose, not a secret
LAST = _("This is your only address. Add another one first: without any you could not come in.")
MINE = _("This address is on your page already.")
ENOUGH = _("A page has ten addresses at most. Take one away first.")
OVER = _("This change cannot be carried on any more. Please begin again.")
TOO_LATE = _("This change cannot be taken back any more.")
TAKEN = _("Meanwhile somebody else opened a page with this address, so it cannot come back here.")


def mine() -> list[VerifiedAddress]:
    """Give the active person's addresses, the main one first."""
    return list(VerifiedAddress.objects.order_by("-is_primary", "pk"))


@transaction.atomic
def ask_address(person_id: int, address: str, *, language: str) -> AddressChange:
    """Begin to add an address: one code for an address of before, one for the new one. Raises Malformed, Refused.

    Both codes are written down whoever the address belongs to; the caller sends them.
    """
    address, held = fold_email(address), [one.address for one in mine()]
    if address in held:
        raise Refused(MINE)
    if len(held) >= MOST_ADDRESSES:
        raise Refused(ENOUGH)
    return AddressChange.objects.create(
        person_id=person_id,
        act=Act.ADDED,
        address=address,
        old_code=people.request_code(held[0], language=language, purpose=Purpose.AGAIN),
        new_code=people.request_code(address, language=language, purpose=Purpose.ADD),
    )


@transaction.atomic
def ask_codes_again(change: AddressChange, *, language: str) -> AddressChange:
    """Ask for new codes in the place of those that were not used yet. Raises Refused when the change is done."""
    _ensure_open(change)
    for name, purpose in (("old_code", Purpose.AGAIN), ("new_code", Purpose.ADD)):
        code: CodeRequest = getattr(change, name)
        if code.used_at is None:
            setattr(change, name, people.request_code(code.address, language=language, purpose=purpose))
    change.save(update_fields=["old_code", "new_code"])
    return change


def prove(change: AddressChange, codes: Mapping[str, str]) -> dict[str, str]:
    """Try the two codes, `old` and `new`, each for itself. Gives what is wrong with which; a right one stays proven.

    Raises Refused when the change is over. Wrong tries are counted: let the transaction commit.
    """
    _ensure_open(change)
    wrong: dict[str, str] = {}
    for name, code, purpose in (("old", change.old_code, Purpose.AGAIN), ("new", change.new_code, Purpose.ADD)):
        if code is None or code.used_at is not None:
            continue
        try:
            people.use_code(code.public_id, codes.get(name, ""), purpose=purpose)
        except Refused as refusal:
            wrong[name] = str(refusal)
    return wrong


def _ensure_open(change: AddressChange) -> None:
    if change.done_at or change.old_code is None or change.new_code is None:
        raise Refused(OVER)
    if change.asked_at < timezone.now() - PROOF_LIFE:
        raise Refused(OVER)


def is_proven(change: AddressChange) -> bool:
    """Whether both codes came back, the older of them lately enough."""
    codes = CodeRequest.objects.filter(pk__in=[change.old_code_id, change.new_code_id], used_at__gt=Now() - PROOF_LIFE)
    return codes.count() == len(("old", "new"))


@transaction.atomic
def add_address(change: AddressChange, *, by: Actor) -> AddressChange | None:
    """Add the address that was proven, with the records that hold it. None when it opens another page already."""
    change = AddressChange.objects.select_for_update().get(pk=change.pk)
    _ensure_open(change)
    if not is_proven(change):
        raise Refused(OVER)
    before = _addresses()
    try:
        with transaction.atomic():
            VerifiedAddress.objects.create(person_id=change.person_id, address=change.address, is_primary=False)
    except IntegrityError:
        return None
    people.link(change.address)
    return _done(change, before, told=[*before, change.address], event=Event.ADDRESS_ADDED, by=by)


@transaction.atomic
def join_pages(change: AddressChange, *, by: Actor) -> AddressChange:
    """Join the other page that the proven address opens to the active one. Its choices end; it cannot be undone."""
    change = AddressChange.objects.select_for_update().get(pk=change.pk)
    _ensure_open(change)
    gone = _ask("SELECT other_page(%s)", change.pk)
    if gone is None:
        raise Refused(OVER)
    before = _addresses()
    with person(gone):
        theirs = _addresses()
        pages_joining.send(sender=Person, kept=change.person_id, gone=gone, by=by)
    _ask("SELECT join_pages(%s)", change.pk)
    change.act = Act.JOINED
    return _done(change, before, told=[*before, *theirs], event=Event.PAGES_JOINED, by=by)


@transaction.atomic
def remove_address(address: VerifiedAddress, *, by: Actor) -> AddressChange:
    """Take an address away. Records that came by it stay with the person. Raises Refused for the last one."""
    rows = list(VerifiedAddress.objects.select_for_update().order_by("-is_primary", "pk"))
    if address.pk not in {one.pk for one in rows}:
        raise Refused(OVER)
    if len(rows) == 1:
        raise Refused(LAST)
    before = [one.address for one in rows]
    change = AddressChange(person_id=address.person_id, act=Act.REMOVED, address=address.address)
    address.delete()
    if rows[0].pk == address.pk or address.is_primary:
        rest = next(one for one in rows if one.address != change.address)
        VerifiedAddress.objects.filter(pk=rest.pk).update(is_primary=True)
    return _done(change, before, told=before, event=Event.ADDRESS_REMOVED, by=by)


@transaction.atomic
def make_primary(address: VerifiedAddress, *, by: Actor) -> AddressChange | None:
    """Write to this address from now on. None when it was the main one already."""
    before = [one.address for one in VerifiedAddress.objects.select_for_update().order_by("-is_primary", "pk")]
    if before[0] == address.address:
        return None
    _set_primary(address.address)
    change = AddressChange(person_id=address.person_id, act=Act.PRIMARY, address=address.address)
    return _done(change, before, told=before, event=Event.ADDRESS_PRIMARY, by=by)


def _set_primary(address: str) -> None:
    VerifiedAddress.objects.exclude(address=address).update(is_primary=False)
    VerifiedAddress.objects.filter(address=address).update(is_primary=True)


def _addresses() -> list[str]:
    return [one.address for one in mine()]


def _ask(sql: str, change_id: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [change_id])
        row = cursor.fetchone()
        return row[0] if row else None


def _done(change: AddressChange, before: list[str], *, told: list[str], event: Event, by: Actor) -> AddressChange:
    now = timezone.now()
    change.before, change.told, change.done_at = before, told, now
    if change.act != Act.JOINED:
        change.undo_until, change.undo_hash = now + UNDO, hash_of(token_of(change))
    change.save()
    record(event, change, by=by)
    return change


# --- undo ---------------------------------------------------------------------------------------------------------


def token_of(change: AddressChange) -> str:
    """Give the 22 characters that undo this change: derived for the mail, stored nowhere but as a hash."""
    key = f"career-relay:{SECRET}:{settings.SECRET_KEY}".encode()
    digest = hmac.new(key, change.public_id.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_of(token: str) -> str:
    return keyed_hash(SECRET, token)


def whose_change(token: str) -> int | None:
    """Give the person whose change this secret undoes, or nothing: unknown, over and undone look the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT whose_change(%s)", [hash_of(token)])
        row = cursor.fetchone()
        return row[0] if row else None


@transaction.atomic
def undo_change(token: str, *, by: Actor) -> AddressChange:
    """Put the addresses back as they were before, sign everybody out, and take away the passkeys that came since.

    Needs the person to be active. Raises Refused when it is too late.
    """
    change = AddressChange.objects.select_for_update().filter(undo_hash=hash_of(token), undone_at=None).first()
    if change is None or change.undo_until is None or change.undo_until <= timezone.now():
        raise Refused(TOO_LATE)
    since = AddressChange.objects.filter(asked_at__gte=change.asked_at)
    since.exclude(act=Act.JOINED).update(undone_at=Now())
    joined = {one for join in since.filter(act=Act.JOINED) for one in set(join.told) - set(join.before)}
    _put_back(change.before, also=joined)
    for one in since.filter(act=Act.ADDED, done_at__isnull=False).exclude(address__in=[*change.before, *joined]):
        _ask("SELECT unlink_address(%s)", one.pk)
    Passkey.objects.filter(added_at__gte=change.asked_at).delete()
    sign_out_everywhere(change.person_id, by=by)
    record(Event.ADDRESS_UNDONE, change, by=by)
    return change


def _put_back(before: list[str], *, also: set[str]) -> None:
    """Have the addresses of before again, and those of a page that was joined since: that cannot be undone."""
    VerifiedAddress.objects.exclude(address__in=[*before, *also]).delete()
    held = set(_addresses())
    for address in before:
        if address not in held:
            _restore(address)
    _set_primary(before[0])


def _restore(address: str) -> None:
    try:
        with transaction.atomic():
            VerifiedAddress.objects.create(person_id=current_person(), address=address, is_primary=False)
    except IntegrityError as taken:
        raise Refused(TAKEN) from taken


# --- sessions -----------------------------------------------------------------------------------------------------


@transaction.atomic
def sign_out_everywhere(person_id: int, *, by: Actor) -> int:
    """End every session of the active person. Gives the round in which a new one starts."""
    Person.objects.filter(pk=person_id).update(sign_in_round=F("sign_in_round") + 1)
    whole = Person.objects.get(pk=person_id)
    record(Event.SIGNED_OUT_EVERYWHERE, whole, by=by)
    return whole.sign_in_round


def round_of(person_id: int) -> int | None:
    """Give the round of sessions that counts now; nothing for somebody whose page is gone or joined to another."""
    return Person.objects.filter(pk=person_id, joined_to=None).values_list("sign_in_round", flat=True).first()


def change_of(public_id: UUID) -> AddressChange | None:
    return AddressChange.objects.select_related("old_code", "new_code").filter(public_id=public_id).first()
