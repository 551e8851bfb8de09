"""What LINE tells us: signed, about one account, each event once (RELIABILITY §4.3).

Only the database is touched here; what has to be answered waits, sealed, for a task.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.queue import later
from career_relay.notices.line import linking
from career_relay.notices.line.words import is_stop
from career_relay.notices.line.writing import take_text
from career_relay.notices.models import LineAccount, LineEvent
from career_relay.notices.states import LineEnd, LineState

OLDEST = timedelta(days=3)  # LINE repeats an event for less than that: an older one is somebody's copy
FORGET = timedelta(days=30)
MOST_EVENTS = 1_000
FOLLOWED, LINKED, NOT_LINKED, HEARD, STOPPED = "followed", "linked", "not_linked", "heard", "stopped"


def is_signed(account: LineAccount, body: bytes, signature: str) -> bool:
    """Whether LINE sealed this body with the account's secret."""
    from linebot.v3.webhook import SignatureValidator

    try:
        return bool(account.secret and signature) and SignatureValidator(account.secret).validate(
            body.decode(), signature
        )
    except UnicodeDecodeError:
        return False


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as far as we read it. What is missing or of another shape is empty."""

    id: str
    kind: str
    at: datetime
    user: str
    reply_token: str = ""
    is_active: bool = True
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def is_old(self) -> bool:
        return self.at < timezone.now() - OLDEST


class NotOurs(Exception):  # noqa: N818 — an answer, not a failure
    """A body that is not of this account, or not of LINE's shape."""


def events_of(account: LineAccount, body: bytes) -> list[Happening]:
    """Read a signed body. Raises NotOurs."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise NotOurs from None
    if not isinstance(said, dict) or not isinstance(said.get("events", []), list):
        raise NotOurs
    if account.bot_user_id and said.get("destination", account.bot_user_id) != account.bot_user_id:
        raise NotOurs
    return list(_readable(said.get("events", [])[:MOST_EVENTS]))


def _readable(events: list[Any]) -> Iterator[Happening]:
    for one in events:
        if isinstance(one, dict) and (found := _read(one)) is not None:
            yield found


def _read(one: dict[str, Any]) -> Happening | None:
    source = one.get("source")
    source = source if isinstance(source, dict) else {}
    kind, seen, stamp = (one.get(name) for name in ("type", "webhookEventId", "timestamp"))
    if not (isinstance(kind, str) and isinstance(seen, str) and 0 < len(seen) <= 40):
        return None
    if (at := _moment(stamp)) is None:
        return None
    user = source.get("userId") if source.get("type") == "user" else ""
    token = one.get("replyToken")
    return Happening(
        id=seen,
        kind=kind[:30],
        at=at,
        user=user if isinstance(user, str) else "",
        reply_token=token if isinstance(token, str) else "",
        is_active=one.get("mode", "active") == "active",
        told=one,
    )


def _moment(stamp: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(stamp / 1000, UTC) if isinstance(stamp, int) else None
    except (OverflowError, OSError, ValueError):
        return None


def take_in(account: LineAccount, happened: list[Happening]) -> int:
    """Let each new event do what it does. Gives how many were new. Needs the account's company to be active."""
    LineAccount.objects.filter(pk=account.pk).update(heard_at=timezone.now())
    LineEvent.objects.filter(received_at__lt=timezone.now() - FORGET).delete()
    return sum(_once(account, one) for one in happened)


@transaction.atomic
def _once(account: LineAccount, one: Happening) -> bool:
    """Do it, if it was never done: the row and its effect commit together."""
    if one.is_old:
        return False
    row = LineEvent(event_id=one.id, kind=one.kind, happened_at=one.at, company_id=account.company_id)
    made = LineEvent.objects.bulk_create([row], ignore_conflicts=True)
    found = LineEvent.objects.select_for_update().get(event_id=made[0].event_id)
    if found.answered_at:
        return False
    answer = DOES.get(one.kind, _nothing)(one) if one.user else ""
    found.answered_at = timezone.now()
    if answer and one.reply_token and one.is_active and account.state != LineState.DEMO:
        found.body = json.dumps({"say": answer, "user": one.user, "reply": one.reply_token})
        from career_relay.notices.line.tasks import answer_line

        later(answer_line, company_id=account.company_id, event_id=found.pk)
    found.save(update_fields=["answered_at", "body"])
    return True


# --- what each event does: gives what is to be said, or nothing --------------------------------------------------------


def _follow(one: Happening) -> str:
    linking.forget_block(one.user, at=one.at)
    return FOLLOWED


def _unfollow(one: Happening) -> str:
    link = linking.link_of_user(one.user)
    by = person_actor(link.person_id) if link and link.person_id else SYSTEM
    linking.unfollow(one.user, at=one.at, by=by)
    return ""


def _account_link(one: Happening) -> str:
    told = one.told.get("link")
    told = told if isinstance(told, dict) else {}
    nonce = told.get("nonce")
    if told.get("result") != "ok" or not isinstance(nonce, str):
        return ""
    return LINKED if linking.complete_link(nonce, one.user, at=one.at) else ""


def _message(one: Happening) -> str:
    link = linking.link_of_user(one.user)
    if link is None:
        return NOT_LINKED
    said = one.told.get("message")
    said = said if isinstance(said, dict) else {}
    text = said.get("text") if said.get("type") == "text" else ""
    text = text if isinstance(text, str) else ""
    if is_stop(text):
        linking.end_link(link, LineEnd.PERSON, by=person_actor(link.person_id) if link.person_id else SYSTEM)
        return STOPPED
    return HEARD if take_text(link, text, event_id=one.id, at=one.at) else ""


def _nothing(_one: Happening) -> str:
    return ""


DOES: dict[str, Callable[[Happening], str]] = {
    "follow": _follow,
    "unfollow": _unfollow,
    "accountLink": _account_link,
    "message": _message,
}
