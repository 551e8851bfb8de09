"""Addresses a company must not write to: asked at the moment of sending, for good, and after erasure too (LEGAL E-06).

`all` stops everything, `advertising` stops all but notices: whoever wants no news still learns their result.
"""

from collections.abc import Iterable

from django.db.models import Q

from career_relay.base.tokens import keyed_hash
from career_relay.notices.models import Suppression
from career_relay.notices.states import LegalClass, Scope

UNSUBSCRIBED, COMPLAINED = "unsubscribed", "complained"
OWN_WORD = frozenset({UNSUBSCRIBED, COMPLAINED})  # reasons the person can take back, having proven the address


def address_hash(address: str) -> str:
    """Give what stands in the list for an address: a hash that only this installation can make."""
    return keyed_hash("suppression", address.strip().lower())


def hashes_of(addresses: Iterable[str]) -> list[str]:
    return [address_hash(one) for one in addresses if one.strip()]


def is_shut(address: str, legal_class: str = LegalClass.NOTICE) -> bool:
    """Whether the active company must not send this kind of mail to the address."""
    covers = Q(scope=Scope.ALL) if legal_class == LegalClass.NOTICE else Q(scope__in=list(Scope))
    return Suppression.objects.filter(covers, address_hash=address_hash(address)).exists()


def suppress(address: str, *, scope: Scope, reason: str) -> bool:
    """Put an address on the list of the active company. Gives whether it was not there; an older reason stays."""
    if not address.strip():
        return False
    _row, is_new = Suppression.objects.get_or_create(
        address_hash=address_hash(address), scope=scope, defaults={"reason": reason}
    )
    return is_new


def lift(address: str) -> bool:
    """Take off the list what the person once said themself. What a mail server said stays (bounced, erased)."""
    mine = Suppression.objects.filter(
        address_hash=address_hash(address), scope=Scope.ADVERTISING, reason__in=sorted(OWN_WORD)
    )
    return bool(mine.delete()[0])
