"""One company's mail on its way out: claim, look again, say so, send, write down.

Three short transactions a mail and SMTP between them, never inside. Whatever dies, dies in one of three places:
before `sending` (nothing left: it is sent later), while `sending` (nobody knows: shown as uncertain), or after.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tokens import keyed_hash
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.notices import outbox
from career_relay.notices.events import Event
from career_relay.notices.letters import address_of, letter_of
from career_relay.notices.links import open_link
from career_relay.notices.mime import Letter, compose, is_address, message_id
from career_relay.notices.models import Message
from career_relay.notices.post import Office, office_for
from career_relay.notices.smtp import Answer, Unreachable, Verdict
from career_relay.notices.states import BY_MAIL, Channel, MessageState

S = MessageState
BATCH = 50
MOST_TRIES = 12
UNWRITABLE = "unwritable"  # shown as a sentence on the desk
STATE_AFTER = {
    Verdict.ACCEPTED: S.ACCEPTED,
    Verdict.REFUSED: S.FAILED,
    Verdict.LATER: S.QUEUED,
    Verdict.UNKNOWN: S.UNKNOWN,
}
EVENT_AFTER = {S.ACCEPTED: Event.SENT, S.FAILED: Event.FAILED, S.UNKNOWN: Event.UNCERTAIN}


def address_hash(address: str) -> str:
    """Give what stands in the suppression list for an address."""
    return keyed_hash("suppression", address.strip().lower())


def deliver_company(company_id: int, *, most: int = BATCH) -> int:
    """Send up to `most` due mails of one company. Gives how many; fewer than `most` means none is left for now.

    Raises Unreachable when the mail server is away: then nothing was claimed, or what was claimed was given back.
    """
    worker = f"{os.getpid()}-{secrets.token_hex(8)}"
    look_after_orphans(company_id)
    with acting_for(company_id):
        sender = Company.objects.get(pk=company_id)
        office = office_for(sender)
    with office:
        office.ready()
        with acting_for(company_id):
            mine = outbox.claim(company_id, worker, most=most)
        for pk in mine:
            _send_one(office, sender, pk, worker)
    return len(mine)


def look_after_orphans(company_id: int) -> None:
    """Free or mark what dead workers left, and settle what can be settled by evidence."""
    with acting_for(company_id):
        outbox.free_orphans(company_id)
        if outbox.sink_folder():
            for message in outbox.uncertain():
                outbox.resolve_unknown(message)


def _send_one(office: Office, sender: Company, pk: int, worker: str) -> None:
    """Send one claimed mail. When the line is gone, the rest is given back."""
    try:
        office.ready()
    except Unreachable as broken:
        with acting_for(sender.pk):
            outbox.moved(outbox.GIVE_BACK, worker=worker, error=str(broken), send_after=_later(1))
        raise
    with acting_for(sender.pk):
        ready = _begin(sender, pk, worker)
    if ready is not None:
        answer = office.send(ready.mail, sender=ready.letter.envelope or ready.letter.sender, to=ready.letter.to)
        with acting_for(sender.pk):
            _finish(ready.message, worker, answer)


@dataclass(frozen=True, slots=True)
class _Ready:
    message: Message
    letter: Letter
    mail: EmailMessage


def _begin(sender: Company, pk: int, worker: str) -> _Ready | None:
    """Look at everything again and write down that this mail is being sent, in one statement."""
    outbox.moved(outbox.HOLD_STILL, id=pk)
    message = Message.objects.select_related("candidate", "application").get(pk=pk)
    address = address_of(message)
    state = outbox.moved(
        outbox.BEGIN,
        id=pk,
        worker=worker,
        today=timezone.localdate(),
        address=address,
        addressable=is_address(address),
        address_hash=address_hash(_key_of(message, address)),
        message_id=message_id(message.public_id),
    )
    if state == [S.SKIPPED]:
        message.refresh_from_db(fields=["skip_reason"])
        record(Event.SKIPPED, message, by=SYSTEM, reason=message.skip_reason)
    if state != [S.SENDING]:
        return None
    if message.application and message.channel in BY_MAIL:
        open_link(message.application, message.public_id)
    return _written(message, sender, worker)


def _written(message: Message, sender: Company, worker: str) -> _Ready | None:
    """Write the mail before anybody sees it as being sent. What cannot be written fails alone, not its whole batch."""
    letter = letter_of(message, sender)
    try:
        return _Ready(message, letter, compose(letter))
    except (Refused, MessageError, ValueError, IndexError):  # a sender or a subject that no header can hold
        _finish(message, worker, Answer(Verdict.REFUSED, UNWRITABLE))
        return None


def _key_of(message: Message, address: str) -> str:
    own = message.channel == Channel.MAIL and message.candidate.email_key
    return own or address


def _finish(message: Message, worker: str, answer: Answer) -> None:
    """Write the answer down. A mail put back too often is a failure somebody should see."""
    then = STATE_AFTER[answer.verdict]
    if then == S.QUEUED and message.attempts + 1 >= MOST_TRIES:
        then = S.FAILED
    send_after = _later(message.attempts + 1) if then == S.QUEUED else None
    said = {"state": then, "error": answer.why[:300], "send_after": send_after}
    if not outbox.moved(outbox.FINISH, id=message.pk, worker=worker, **said):
        return
    if then in EVENT_AFTER:
        record(EVENT_AFTER[then], message, by=SYSTEM)
    if then == S.ACCEPTED:
        Candidate.objects.filter(pk=message.candidate_id).update(last_contact_at=timezone.now())


def _later(attempts: int) -> datetime:
    return timezone.now() + timedelta(seconds=min(30 * 2 ** max(attempts - 1, 0), 3600))
