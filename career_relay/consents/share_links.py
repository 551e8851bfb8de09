"""The public side of a shared link: a secret in, exactly what was frozen out, and an answer back (PRODUCT D8).

Who reads is noted, by time and kind of device; whoever is not noted reads nothing. Unknown, stopped and ended are one.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from career_relay.base.text import lint
from career_relay.base.tokens import keyed_hash
from career_relay.consents.events import Event
from career_relay.consents.models import Share, ShareAnswer, ShareKey, ShareView
from career_relay.consents.signals import share_answered
from career_relay.consents.states import Device

PURPOSE = "share link"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOST_VIEWS = 60  # a minute: more is a machine, which reads nothing then
MOST_ANSWERS_AN_HOUR, MOST_ANSWERS = 5, 50  # of one link
LONGEST_WORDS = 2_000


class TooMany(Refused):
    """So often within a short time that people cannot have done it."""


def token_for(public_id: UUID) -> str:
    """Give the 22 characters (128 bits) that belong to a link: its owner sees them again, and none is stored."""
    key = f"career-relay:{PURPOSE}:{settings.SECRET_KEY}".encode()
    digest = hmac.new(key, public_id.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_of_token(token: str) -> str:
    return keyed_hash(PURPOSE, token)


def url_for(share: Share) -> str:
    return f"{settings.PUBLIC_URL}/s/{token_for(share.public_id)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a live link leads to."""

    share_id: int
    person_id: int
    content: dict[str, Any]
    hash: str
    until: datetime


def open_share(token: str, *, at: datetime | None = None) -> Shown | None:
    """Give what the link shows; nothing for one that is unknown, stopped or over. Writes nothing."""
    key = ShareKey.objects.filter(token_hash=hash_of_token(token), until__gt=at or timezone.now()).first()
    if key is None:
        return None
    with person(key.person_ref):
        share = Share.objects.filter(pk=key.share_id, stopped_at=None).first()
    return Shown(share.pk, key.person_ref, share.content, share.hash, share.until) if share else None


def note_view(shown: Shown, *, device: str, is_own: bool = False) -> ShareView:
    """Write down that it was read. Raises TooMany when a machine reads."""
    with person(shown.person_id):
        lately = ShareView.objects.filter(share_id=shown.share_id, at__gt=timezone.now() - MINUTE)
        if lately.count() >= MOST_VIEWS:
            raise TooMany(_("This page is opened too often just now. Please try again in a minute."), code="TOO_MANY")
        kind = device if device in Device.values else Device.DESKTOP
        return ShareView.objects.create(share_id=shown.share_id, person_id=shown.person_id, device=kind, is_own=is_own)


def answer_share(token: str, *, name: str, address: str, words: str, organisation: str = "") -> ShareAnswer | None:
    """Take an answer in for the person, and have them told. Nothing for a link that is not alive.

    Raises Refused for empty words and for questions that may not be asked in a selection (LEGAL F-02); TooMany.
    """
    told = {"name": " ".join(name.split())[:100], "words": words.strip()[:LONGEST_WORDS]}
    if not all(told.values()) or not address.strip():
        raise Refused(_("Write your name, your address and an answer."), code="REASON_REQUIRED")
    if found := [*lint.check(told["words"], lint.QUESTIONS), *lint.check(told["words"])]:
        raise Refused(found[0].message, code=found[0].code)
    shown = open_share(token)
    return _keep_answer(shown, {**told, "address": address.strip(), "organisation": organisation}) if shown else None


@transaction.atomic
def _keep_answer(shown: Shown, told: dict[str, str]) -> ShareAnswer:
    with person(shown.person_id):
        share = Share.objects.select_for_update().get(pk=shown.share_id)
        _ensure_not_too_many(share)
        told["organisation"] = " ".join(told["organisation"].split())[:120]
        answer = ShareAnswer.objects.create(share=share, person_id=shown.person_id, **told)
        record(Event.SHARE_ANSWERED, answer, by=SYSTEM, share=share.pk)
        share_answered.send(sender=ShareAnswer, answer=answer)
    return answer


def _ensure_not_too_many(share: Share) -> None:
    rows = ShareAnswer.objects.filter(share=share)
    if rows.filter(at__gt=timezone.now() - HOUR).count() >= MOST_ANSWERS_AN_HOUR or rows.count() >= MOST_ANSWERS:
        raise TooMany(_("Many answers have come in just now. Please try again later."), code="TOO_MANY")
