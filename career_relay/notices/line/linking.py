"""Tying somebody's LINE to their record, exactly as LINE documents it, and untying it.

LINE makes a link token for one of its users; the person proves their address to us and says yes; LINE is told a number
that is used once; LINE's event brings the number back with its user. Only then both are one.
"""

import base64
import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor, person_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tokens import keyed_hash
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents.actions import How
from career_relay.consents.contact import allow_writing, line_words
from career_relay.notices.events import Event
from career_relay.notices.models import LineIntent, LineLink, Suppression
from career_relay.notices.states import LineEnd, Scope
from career_relay.notices.suppression import address_hash

NONCE_BYTES = 32  # LINE asks for at least 128 bits, Base64, 10 to 255 characters
INTENT_LASTS = timedelta(minutes=15)  # the link token lasts ten
UNFOLLOWED = "unfollowed"


def user_hash(user: str) -> str:
    """Give what stands for a LINE user here, and in the suppression list."""
    return address_hash(f"line:{user}")


def record_at(company: Company, person_id: int) -> Candidate | None:
    """The person's record at the company, the newest if there are several. Needs the person to be active."""
    rows = Candidate.objects.filter(company_id=company.pk, person_id=person_id)
    return rows.defer("search").order_by("-id").first()


@transaction.atomic
def begin_link(company: Company, person_id: int, *, link_token: str, how: How, by: Actor) -> str:
    """Write down the person's yes, and give the address at LINE where they confirm it. Raises Refused."""
    candidate = record_at(company, person_id)
    if candidate is None:
        raise Refused(_("We hold nothing from this company under your address, so there is nothing to link."))
    words = line_words(company, how.language)
    allow_writing(person_id, company, words=words, by=by, how=how)
    nonce = base64.b64encode(secrets.token_bytes(NONCE_BYTES)).decode()
    intent = LineIntent.objects.create(
        company_id=company.pk,
        candidate=candidate,
        person_id=person_id,
        nonce_hash=_nonce_hash(nonce),
        expires_at=timezone.now() + INTENT_LASTS,
    )
    record(Event.LINE_ASKED, intent, by=by)
    return f"{settings.LINE_ACCESS_URL}/dialog/bot/accountLink?{urlencode({'linkToken': link_token, 'nonce': nonce})}"


def _nonce_hash(nonce: str) -> str:
    return keyed_hash("line nonce", nonce)


@transaction.atomic
def complete_link(nonce: str, user: str, *, at: datetime) -> LineLink | None:
    """Tie LINE's user to whoever was given the number. None when it is unknown, used, or too old.

    For the active company. What tied either of the two to somebody else ends; a block of before is forgotten.
    """
    now = timezone.now()
    waiting = LineIntent.objects.select_for_update().filter(nonce_hash=_nonce_hash(nonce), used_at=None)
    intent = waiting.filter(expires_at__gt=now).select_related("candidate").first()
    if intent is None:
        return None
    intent.used_at = now
    intent.save(update_fields=["used_at"])
    by, mark = person_actor(intent.person_id), user_hash(user)
    for old in _tied(intent.candidate, mark):
        end_link(old, LineEnd.MOVED, by=by)
    Suppression.objects.filter(address_hash=mark, reason=UNFOLLOWED).delete()
    link = LineLink.objects.create(
        candidate=intent.candidate, person_id=intent.person_id, user=user, user_hash=mark, linked_at=at
    )
    record(Event.LINE_LINKED, intent.candidate, by=by)
    return link


def _tied(candidate: Candidate, mark: str) -> list[LineLink]:
    rows = LineLink.objects.filter(ended_at=None)
    return list(rows.filter(candidate=candidate) | rows.filter(user_hash=mark))


@transaction.atomic
def end_link(link: LineLink, how: LineEnd, *, by: Actor) -> bool:
    """End a link and forget LINE's number of the user. False when it had ended before."""
    ended = LineLink.objects.filter(pk=link.pk, ended_at=None)
    if not ended.update(ended_at=timezone.now(), ended_how=how, user=""):
        return False
    record(Event.LINE_ENDED, link, by=by, how=how)
    return True


def link_of_user(user: str) -> LineLink | None:
    rows = LineLink.objects.filter(user_hash=user_hash(user), ended_at=None)
    return rows.select_related("candidate").first()


@transaction.atomic
def unfollow(user: str, *, at: datetime, by: Actor) -> bool:
    """Somebody blocked the account: nothing goes there any more, from this moment, also without a link.

    An event that is older than the link speaks of a time before it, and ends nothing.
    """
    mark = user_hash(user)
    link = LineLink.objects.filter(user_hash=mark, ended_at=None).first()
    if link and link.linked_at > at:
        return False
    Suppression.objects.get_or_create(address_hash=mark, scope=Scope.ALL, defaults={"reason": UNFOLLOWED})
    return bool(link and end_link(link, LineEnd.UNFOLLOWED, by=by))


def forget_block(user: str, *, at: datetime) -> None:
    """Somebody added the account again. Without a new link nothing is sent, so only the block is forgotten."""
    Suppression.objects.filter(address_hash=user_hash(user), reason=UNFOLLOWED, created_at__lt=at).delete()
