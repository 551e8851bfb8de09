"""The one door for every mail that comes back. RELIABILITY §4.2: correlated with a row of the outbox, or only counted.

A mail says nowhere for which company it is. It is taken in for the one whose row it names: by the token in an address
of ours, or by a Message-ID of ours together with the address we wrote to. The same mail twice has one effect.
"""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.jail import Jailbird, run_jailed
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tokens import keyed_hash
from career_relay.notices import addresses, bounces, replies
from career_relay.notices.addresses import Named
from career_relay.notices.bounces import Failure
from career_relay.notices.events import Event
from career_relay.notices.inbox import reading
from career_relay.notices.models import Incoming, Message
from career_relay.notices.states import Came, Flaw, MessageState

logger = logging.getLogger(__name__)
WINDOW: Final = timedelta(days=30)  # what a machine says about an older mail is only counted; a person may answer later
MOST_OF_ONE: Final = 30  # mails that answer one of ours; more is a loop or a flood
ON_THE_WIRE: Final = (MessageState.CLAIMED, MessageState.SENDING)


class NotYet(Exception):  # noqa: N818 — an answer, not a failure
    """The mail it speaks of is just being sent, or every reader is busy: bring it again in a minute."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail that was read, or what a provider says of one. Every field may be a stranger's invention."""

    kind: str
    via: str
    key: str  # the same mail has the same key
    to: Sequence[str] = ()
    answers: Sequence[str] = ()  # Message-IDs
    failures: Sequence[Failure] = ()
    words: dict[str, Any] = field(default_factory=dict)  # fields of Incoming


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of it. Without a company it belongs to nothing of ours, and nothing of it was kept."""

    kind: str
    company_id: int | None = None
    incoming_id: int | None = None
    is_new: bool = False

    @property
    def is_related(self) -> bool:
        return self.company_id is not None


def take_in(raw: bytes, *, via: str, to: Iterable[str] = ()) -> Taken:
    """Read one mail and let it have its effect.

    in: `to` are addresses of the envelope, where they are known. raises NotYet when it should be brought again.
    """
    facts = _read(raw)
    arrived = Arrived(
        kind=facts["kind"],
        via=via,
        key=facts["mail_id"] or hashlib.sha256(raw).hexdigest(),
        to=[*to, *facts["to"], *facts["returned"]],
        answers=[*facts["answers"], *facts["returned_ids"]],
        failures=[Failure(*one) for one in facts["failures"]],
        words=_words(facts),
    )
    return take(arrived)


def _read(raw: bytes) -> dict[str, Any]:
    """Let the jail read it; of a mail that cannot be read, its head."""
    try:
        return run_jailed("career_relay.notices.inbox.reading:read", raw[: reading.MOST_BYTES + 1])
    except Jailbird as why:
        if why.code == "BUSY":
            raise NotYet from None
        return reading.read_head(raw)


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    told: datetime | None = parse_datetime(facts["written_at"]) if facts["written_at"] else None
    flaw = facts["flaw"] if facts["flaw"] in Flaw.values else ""
    plain = {name: facts[name] for name in ("sender", "sender_name", "subject", "text", "whole", "files", "mail_id")}
    return {**plain, "written_at": told, "flaw": flaw}


def take(arrived: Arrived) -> Taken:
    """Find whose it is, write it down and act, in one transaction of that company."""
    for named in addresses.named_in(arrived.to):
        with acting_for(named.company_id):
            message = _rows().filter(public_id=named.seal).first()
            if message is not None:
                return _take_for(message, arrived, named)
    for company_id in _whose(arrived.answers):
        with acting_for(company_id):
            for message in _rows().filter(message_id__in=list(arrived.answers)):
                if _comes_from_there(message, arrived):
                    return _take_for(message, arrived, None)
    return _count(arrived)


def _rows() -> Any:
    """Rows of the outbox that were on the wire at least once."""
    return Message.objects.exclude(message_id="").select_related("candidate", "campaign")


def _whose(ids: Sequence[str]) -> list[int]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT company_id FROM whose_mail(%s)", [list(ids)])
        return [row[0] for row in cursor.fetchall()]


def _comes_from_there(message: Message, arrived: Arrived) -> bool:
    """Without a token the Message-ID alone proves too little: the address must be the one we wrote to."""
    if arrived.kind == Came.BOUNCE:
        return any(bounces.is_address_of(message, one.address) for one in arrived.failures)
    if arrived.kind == Came.COMPLAINT:
        return True  # the id is an HMAC: whoever names it holds the mail, and it may only stop mail
    return bounces.is_address_of(message, str(arrived.words.get("sender", "")))


def _count(arrived: Arrived) -> Taken:
    logger.info("a mail that came in belongs to nothing of ours: %s by %s", arrived.kind, arrived.via)
    return Taken(arrived.kind)


def _take_for(message: Message, arrived: Arrived, named: Named | None) -> Taken:
    """Write it down once and act on it. Needs the company of the row to be active."""
    company_id = message.company_id
    if arrived.kind != Came.REPLY and _sent(message) < timezone.now() - WINDOW:
        return _count(arrived)
    if message.state in ON_THE_WIRE:
        raise NotYet
    failure = bounces.failure_of(message, named, arrived.failures) if arrived.kind == Came.BOUNCE else None
    dedupe = keyed_hash("incoming", _key(message, arrived, failure))
    if known := Incoming.objects.filter(dedupe=dedupe).first():
        return Taken(arrived.kind, company_id, known.pk)
    if Incoming.objects.filter(message=message).count() >= MOST_OF_ONE:
        return _count(arrived)
    try:
        with transaction.atomic():
            row = _write(message, arrived, failure, dedupe)
    except IntegrityError:  # somebody else is just taking in the same mail
        return Taken(arrived.kind, company_id)
    _act(row, named, failure)
    return Taken(arrived.kind, company_id, row.pk, is_new=True)


def _sent(message: Message) -> datetime:
    return message.sent_at or message.claimed_at or message.created_at


def _key(message: Message, arrived: Arrived, failure: Failure | None) -> str:
    """What makes it the same again. A row that is sent a second time may come back a second time."""
    about = f"{message.pk}|{arrived.kind}"
    if failure is not None:
        return f"{about}|{failure.bounce}|{_sent(message).isoformat()}"
    return about if arrived.kind == Came.COMPLAINT else f"{about}|{arrived.key}"


def _write(message: Message, arrived: Arrived, failure: Failure | None, dedupe: str) -> Incoming:
    said = failure or Failure("", "")
    sender = str(arrived.words.get("sender", ""))
    row: Incoming = Incoming.objects.create(
        company_id=message.company_id,
        message=message,
        candidate=message.candidate,
        kind=arrived.kind,
        via=arrived.via[:12],
        from_elsewhere=arrived.kind == Came.REPLY and not bounces.is_address_of(message, sender),
        bounce=said.bounce,
        status=said.status[:12],
        detail=said.detail[:300],
        dedupe=dedupe,
        **arrived.words,
    )
    return row


def _act(row: Incoming, named: Named | None, failure: Failure | None) -> None:
    if row.kind == Came.BOUNCE and failure is not None:
        bounces.came_back(row.message, failure, to=bounces.proven_address(row.message, named, failure))
    elif row.kind == Came.COMPLAINT:
        bounces.complained(row.message)
    elif row.kind == Came.REPLY:
        record(Event.REPLIED, row.message, by=SYSTEM, incoming=row.pk)
        replies.tell_staff(row)
