"""How a natural person proves an address: a code goes there, the code comes back, and their own rows are theirs.

Nothing here says whether an address is known: known and unknown ones make the same row, the same mail, the same work.
"""

from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.events import Event
from career_relay.accounts.models import CodeRequest, Person
from career_relay.accounts.rules import CODE_LIFE, CODES_PER_HOUR, HOUR, TRIES
from career_relay.base.actors import person_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from career_relay.base.text.normalise import digits_of, fold_email
from career_relay.base.tokens import derived_code, same

Purpose = CodeRequest.Purpose
USED_UP = _("This code cannot be used any more. Please ask for a new one.")
WRONG = _("This is not the code we sent. Please look at the newest mail from us.")


@transaction.atomic
def request_code(
    address: str, *, door: str = "", language: str = "ja", purpose: Purpose = Purpose.ENTER
) -> CodeRequest:
    """Write down that a code is to be sent to this address. Raises Malformed for what is no address.

    Over the limit the row is made all the same, dead from birth: `is_to_be_sent` is false and nothing else differs.
    """
    address, now = fold_email(address), timezone.now()
    _one_at_a_time(address)
    lately = CodeRequest.objects.filter(address=address, created_at__gt=now - HOUR, expires_at__gt=F("created_at"))
    allowed = lately.count() < CODES_PER_HOUR
    request = CodeRequest(address=address, door=door, language=language, purpose=purpose, expires_at=now + CODE_LIFE)
    request.save()
    if not allowed:
        request.expires_at = request.created_at
        request.save(update_fields=["expires_at"])
    return request


def is_to_be_sent(request: CodeRequest) -> bool:
    return request.used_at is None and request.expires_at > timezone.now()


def code_of(request: CodeRequest) -> str:
    """The six digits, derived: nowhere stored, nowhere queued."""
    return derived_code("entry", str(request.public_id))


def prove_address(public_id: UUID | str, code: str, *, by_language: str = "ja") -> int:
    """Give the id of the person who owns the address, when the code is right. Raises Refused otherwise.

    A wrong try is counted before the refusal is raised: the caller must let the transaction commit (a view that
    catches Refused does).
    """
    request = _try(public_id, code, Purpose.ENTER)
    return _enter(request, by_language)


def use_code(public_id: UUID | str, code: str, *, purpose: Purpose) -> CodeRequest:
    """Use a code up for what it was sent for, and nothing else. Raises Refused; a wrong try is counted, as above."""
    request = _try(public_id, code, purpose)
    _mark_used(request)
    return request


def _try(public_id: UUID | str, code: str, purpose: Purpose) -> CodeRequest:
    counted = CodeRequest.objects.filter(
        public_id=public_id, purpose=purpose, used_at=None, attempts__lt=TRIES, expires_at__gt=Now()
    ).update(attempts=F("attempts") + 1)
    if not counted:
        raise Refused(USED_UP)
    request = CodeRequest.objects.get(public_id=public_id)
    if not same(digits_of(code), code_of(request)):
        raise Refused(WRONG)
    return request


def _mark_used(request: CodeRequest) -> None:
    if not CodeRequest.objects.filter(pk=request.pk, used_at=None).update(used_at=Now()):
        raise Refused(USED_UP)


def link(address: str) -> int:
    """Give the person of an address that was proven just now, with the records that hold it. The database checks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT link_person(%s)", [address])
        return int(cursor.fetchone()[0])


@transaction.atomic
def _enter(request: CodeRequest, language: str) -> int:
    _mark_used(request)
    person_id = link(request.address)
    with person(person_id):
        Person.objects.filter(pk=person_id).update(language=language, last_seen_at=Now())
        record(Event.ADDRESS_PROVEN, request, by=person_actor(person_id))
    return person_id


def _one_at_a_time(address: str) -> None:
    """Two requests for one address wait for each other, so that the limit holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"code:{address}"])
