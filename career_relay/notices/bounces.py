"""A mail came back, or somebody called it unwanted: what follows. RELIABILITY §4.2.

An address that does not exist is not written to again, and its owner is called instead. A mail that failed for another
reason fails alone: a full mailbox or a filter says nothing about the address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.notices.addresses import Named
from career_relay.notices.events import Event
from career_relay.notices.models import Message
from career_relay.notices.preferences import unsubscribe
from career_relay.notices.states import Bounce, Channel, MessageState, Scope, Way
from career_relay.notices.suppression import COMPLAINED, suppress

BOUNCED: Final = "bounced"  # reason of a suppression, and what stands in the row's error before the status
ARRIVED: Final = (MessageState.ACCEPTED, MessageState.UNKNOWN)
_WORST: Final = (Bounce.HARD, Bounce.SOFT, Bounce.LATE)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a mail server says became of one address."""

    address: str
    bounce: str
    status: str = ""
    detail: str = ""


def is_address_of(message: Message, address: str) -> bool:
    """Whether a row of the outbox goes to this address, as far as is known today."""
    told = address.strip().lower()
    if message.channel == Channel.AGENCY:
        return bool(told) and told == message.to_agency.strip().lower()
    known = {message.candidate.email_key, message.candidate.email.strip().lower()}
    return bool(told) and told in known


def failure_of(message: Message, named: Named | None, failures: Sequence[Failure]) -> Failure:
    """Give the failure that is about this mail: the one of its address, else the worst that is said."""
    mine = [one for one in failures if is_address_of(message, one.address) or (named and named.is_for(one.address))]
    found = sorted(mine or failures, key=lambda one: _WORST.index(Bounce(one.bounce)))
    return found[0] if found else Failure("", Bounce.SOFT)


def proven_address(message: Message, named: Named | None, failure: Failure) -> str:
    """Give the address that came back, or nothing when it cannot be told.

    The record may have been corrected since: the token knows to which address the mail went, and the old one is the
    one that came back. An address a mailbox forwards to is not ours to judge; the mailbox is.
    """
    now = message.to_agency if message.channel == Channel.AGENCY else message.candidate.email
    if named is None or named.is_for(now):
        return now if message.channel == Channel.AGENCY else message.candidate.email_key or now
    return failure.address if named.is_for(failure.address) else ""


def came_back(message: Message, failure: Failure, *, to: str) -> None:
    """Let a returned mail have its effect: the row failed, and an address that is gone is not written to again.

    A row that somebody has moved on since stays where it is. One that is only late has no effect.
    """
    if failure.bounce == Bounce.LATE:
        return
    said = f"{BOUNCED} {failure.status}".strip()
    Message.objects.filter(pk=message.pk, state__in=ARRIVED).update(state=MessageState.FAILED, error=said)
    if failure.bounce == Bounce.HARD and to:
        suppress(to, scope=Scope.ALL, reason=BOUNCED)
    record(Event.BOUNCED, message, by=SYSTEM, bounce=failure.bounce, status=failure.status)


def complained(message: Message) -> None:
    """Somebody called the mail unwanted: nothing that advertises reaches them again. A result still does."""
    if message.channel == Channel.AGENCY:
        suppress(message.to_agency, scope=Scope.ADVERTISING, reason=COMPLAINED)
    else:
        suppress(message.candidate.email_key or message.candidate.email, scope=Scope.ADVERTISING, reason=COMPLAINED)
        unsubscribe(message, how=Way.COMPLAINT)
    record(Event.COMPLAINED, message, by=SYSTEM)
