"""What a person wants to hear of from a company, and the proof that they said so (PRODUCT C4, LEGAL E-03…E-07).

The way down is open to whoever holds a mail; the way up only to whoever has proven the address.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.consents import actions as consents
from career_relay.consents.actions import How
from career_relay.consents.states import Purpose
from career_relay.notices.events import Event
from career_relay.notices.models import Message, PermissionProof, Preference
from career_relay.notices.states import Scope, Way, Word
from career_relay.notices.suppression import UNSUBSCRIBED, address_hash, suppress


@transaction.atomic
def unsubscribe(about: Message | Candidate, *, how: Way, by: Actor = SYSTEM, screen: str = "") -> bool:
    """Stop everything that advertises, at once and for good. Gives whether anything was still on. Results still come.

    Needs the company to be active. What waits in the outbox is stopped in the statement that would begin to send it.
    """
    candidate = about.candidate if isinstance(about, Message) else about
    stopped = [_refuse(one, how=how, by=by, screen=screen) for one in _records_of(candidate)]
    if candidate.person_id:
        _take_back(candidate, by=by, screen=screen)
    return any(stopped)


def _records_of(candidate: Candidate) -> list[Candidate]:
    """The record and the others the same person has at this company, locked in one order."""
    same = Q(pk=candidate.pk)
    if candidate.person_id:
        same |= Q(person_id=candidate.person_id)
    return list(Candidate.objects.select_for_update(of=("self",)).filter(same).order_by("pk"))


def _refuse(candidate: Candidate, *, how: Way, by: Actor, screen: str) -> bool:
    known = preference_of(candidate)
    is_new = suppress(candidate.email_key or candidate.email, scope=Scope.ADVERTISING, reason=UNSUBSCRIBED)
    if not is_new and known is not None and not known.topics:
        return False
    Preference.objects.update_or_create(
        candidate=candidate,
        defaults={"topics": [], "how": how, "changed_at": timezone.now(), "company_id": candidate.company_id},
    )
    _prove(candidate, Word.REFUSED, how=how, screen=screen)
    record(Event.UNSUBSCRIBED, candidate, by=by, way=how.value)
    return True


def _prove(candidate: Candidate, word: Word, *, how: Way, **facts: str | list[str]) -> PermissionProof:
    """Write down who agreed or refused, when and where (LEGAL §3.12)."""
    address = candidate.email_key or candidate.email
    proof: PermissionProof = PermissionProof.objects.create(
        company_id=candidate.company_id,
        candidate=candidate,
        address_hash=address_hash(address) if address else "",
        word=word,
        way=how,
        **facts,
    )
    return proof


def _take_back(candidate: Candidate, *, by: Actor, screen: str) -> None:
    """End the person's consent to be written to by this company: the ledger says the same as the list."""
    with acting_as(candidate.person_id):
        for now in consents.held(candidate.person_id, Purpose.CONTACT):
            if now.recipient_id == candidate.company_id:
                consents.withdraw(now, by=by, how=How(channel=screen))


def preference_of(candidate: Candidate) -> Preference | None:
    return Preference.objects.filter(candidate=candidate).first()
