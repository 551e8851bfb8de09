"""One company's mail on its way out: claim, look again, say so, send, write down.

SMTP stands between transactions, never inside one; the answer to one mail and the intent of the next share one.
Whatever dies, dies in one of three places: before `sending` (nothing left: it is sent later), while `sending` (nobody
knows: shown as uncertain, one mail a worker), or after. ADR 0026.
"""

import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices import outbox
from career_relay.notices.bounces import BOUNCED
from career_relay.notices.events import Event
from career_relay.notices.letters import address_of, letter_of
from career_relay.notices.links import open_link
from career_relay.notices.mime import Letter, is_address, message_id, written
from career_relay.notices.models import Message
from career_relay.notices.post import Office, office_for
from career_relay.notices.smtp import Answer, Unreachable, Verdict
from career_relay.notices.states import BY_MAIL, Channel, MessageState, Scope
from career_relay.notices.suppression import address_hash, suppress

S = MessageState
BATCH = 50
MOST_TRIES = 12
MOST_READINGS = 3  # of a record that somebody keeps changing
UNWRITABLE = "unwritable"  # shown as a sentence on the desk
GREYLISTED = re.compile(r"gr[ae]y.?list", re.IGNORECASE)  # of one person's first mail: their domain is not to blame
UNTOUCHED = ("search", "history", "details")  # columns of a record that no mail needs
STATE_AFTER = {
    Verdict.ACCEPTED: S.ACCEPTED,
    Verdict.REFUSED: S.FAILED,
    Verdict.LATER: S.QUEUED,
    Verdict.UNKNOWN: S.UNKNOWN,
}
EVENT_AFTER = {S.ACCEPTED: Event.SENT, S.FAILED: Event.FAILED, S.UNKNOWN: Event.UNCERTAIN}


def deliver_company(company_id: int, *, most: int = BATCH) -> int:
    """Send up to `most` due mails of one company. Gives how many were taken; fewer than `most`: none is left for now.

    Raises Unreachable when the mail server is away: then nothing was claimed, or what was claimed was given back.
    """
    look_after_orphans(company_id)
    sender, office = _office(company_id)
    with office:
        return _send_batch(office, sender, most)


def work_for(company_id: int, *, seconds: float, call_help: Callable[[], None]) -> bool:
    """Send batch after batch over one line, for so many seconds. Gives whether more is due.

    `call_help` is called when a whole batch was found: there may be enough for another worker. Raises Unreachable.
    """
    until = time.monotonic() + seconds
    look_after_orphans(company_id)
    sender, office = _office(company_id)
    with office:
        while _send_batch(office, sender, BATCH, call_help) == BATCH:
            if time.monotonic() >= until:
                return True
    return False


def look_after_orphans(company_id: int) -> None:
    """Free or mark what dead workers left, and settle what can be settled by evidence."""
    with acting_for(company_id):
        outbox.free_orphans(company_id)
        outbox.resolve_all(outbox.uncertain())


def has_doubts(company_id: int) -> bool:
    """Whether a mail is uncertain and there is somebody to be asked about it later."""
    if not outbox.can_ask():
        return False
    with acting_for(company_id):
        return Message.objects.filter(state=S.UNKNOWN).exists()


def _office(company_id: int) -> tuple[Company, Office]:
    with acting_for(company_id):
        sender = Company.objects.get(pk=company_id)
        return sender, office_for(sender)


def _send_batch(office: Office, sender: Company, most: int, call_help: Callable[[], None] | None = None) -> int:
    office.ready()
    worker = f"{os.getpid()}-{secrets.token_hex(8)}"
    with acting_for(sender.pk):
        mine = outbox.claim(sender.pk, worker, most=most)
    if call_help and len(mine) == most:
        call_help()
    if mine:
        Round(office, sender, worker).send(mine)
    return len(mine)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One claimed mail, written before anybody looks again. What cannot be written fails alone, not its whole batch."""

    message: Message
    version: str  # of the record the words were made from
    words: tuple[str, str] | None  # of a campaign: stored when the mail begins to be sent
    letter: Letter | None
    mail: bytes | None


class Round:
    """The mails one worker has claimed, on their way through one office."""

    def __init__(self, office: Office, sender: Company, worker: str) -> None:
        self.office, self.sender, self.worker = office, sender, worker
        self.said: tuple[Message, Answer] | None = None  # what the server said to the last mail, not written down yet

    def send(self, ids: list[int]) -> None:
        """Send them one after the other. When the line is gone, the rest is given back; raises Unreachable."""
        try:
            with acting_for(self.sender.pk):
                prepared = self.prepare(ids)
            for one in prepared:
                self._send_one(one)
        finally:
            self._write_down()

    def prepare(self, ids: list[int]) -> list[Prepared]:
        """Read all of them at once and write the letters. Needs the company to be active."""
        versions = outbox.versions(ids)
        found = Message.objects.filter(pk__in=ids).select_related("candidate", "application", "campaign")
        found = found.defer(*(f"candidate__{name}" for name in UNTOUCHED)).order_by("campaign_id", "send_after", "pk")
        results_first = sorted(found, key=lambda one: one.campaign_id is not None)
        for one in results_first:
            one.company = self.sender
        return [_prepare(one, versions.get(one.pk, ""), self.sender) for one in results_first]

    def _send_one(self, one: Prepared) -> None:
        try:
            self.office.ready()
        except Unreachable as broken:
            self._give_back(str(broken))
            raise
        begun, one = self._begin(one)
        if begun != S.SENDING:
            return
        if one.mail is None or one.letter is None:
            self.said = (one.message, Answer(Verdict.REFUSED, UNWRITABLE))
            return
        envelope = one.letter.envelope or one.letter.sender
        answer = self.office.send(one.mail, sender=envelope, to=one.letter.to)
        self.said = (one.message, answer)
        if answer.whole_line:  # it is about whoever sends: the next mail would hear the same
            self._give_back(answer.why)
            raise Unreachable(answer.why)

    def _give_back(self, why: str) -> None:
        self._write_down()
        with acting_for(self.sender.pk):
            outbox.moved(outbox.GIVE_BACK, worker=self.worker, error=why[:300], send_after=_later(1))

    def _begin(self, one: Prepared) -> tuple[str, Prepared]:
        """Write the last answer down and look at the next mail, in one transaction. Gives what became of it."""
        begun = self._step(one, wait=False)
        for _reading in range(MOST_READINGS):
            if begun == "busy":
                begun = self._step(one, wait=True)
            if begun != "changed":
                break
            one = self._read_again(one)
            begun = self._step(one, wait=True)
        return begun, one

    def _step(self, one: Prepared, *, wait: bool) -> str:
        try:
            with acting_for(self.sender.pk):
                self._note()
                begun = self._look(one, wait=wait)
        except DatabaseError:
            self._write_down()  # what the next mail does must not make the last one uncertain
            raise
        self.said = None
        return begun

    def _look(self, one: Prepared, *, wait: bool) -> str:
        message, address = one.message, address_of(one.message)
        subject, body = one.words or (None, None)
        begun = outbox.begin(
            message.pk,
            self.worker,
            today=timezone.localdate(),
            seen=one.version,
            address=address,
            addressable=is_address(address),
            address_hash=address_hash(_key_of(message, address)),
            message_id=message_id(message.public_id),
            subject=subject,
            body=body,
            gap=60 / settings.OUTBOX.per_domain if settings.OUTBOX.per_domain else 0.0,
            wait=wait,
        )
        if begun == S.SENDING and message.application and message.channel in BY_MAIL:
            open_link(message.application, message.public_id)
        return begun

    def _read_again(self, one: Prepared) -> Prepared:
        with acting_for(self.sender.pk):
            return next(iter(self.prepare([one.message.pk])), one)

    def _write_down(self) -> None:
        if self.said:
            with acting_for(self.sender.pk):
                self._note()
            self.said = None

    def _note(self) -> None:
        if self.said:
            _finish(self.said[0], self.worker, self.said[1])


def _prepare(message: Message, version: str, sender: Company) -> Prepared:
    message.company = sender  # known already: no mail asks for it again
    try:
        words = _words_of(message)
        if words:
            message.subject, message.body_text = words
        letter = letter_of(message, sender)
        return Prepared(message, version, words, letter, written(letter))
    except (Refused, MessageError, ValueError, IndexError):  # words that fail, a sender or a subject no header can hold
        return Prepared(message, version, None, None, None)


def _words_of(message: Message) -> tuple[str, str] | None:
    """Give the words of a campaign for this person; a notice has its own already."""
    if message.campaign is None:
        return None
    from career_relay.notices.campaigns import words_for

    return words_for(message)


def _key_of(message: Message, address: str) -> str:
    own = message.channel == Channel.MAIL and message.candidate.email_key
    return own or address


def _finish(message: Message, worker: str, answer: Answer) -> None:
    """Write the answer down. A mail put back too often is a failure somebody should see."""
    then = STATE_AFTER[answer.verdict]
    counts = not answer.whole_line
    if then == S.QUEUED and counts and message.attempts + 1 >= MOST_TRIES:
        then = S.FAILED
    is_ours = outbox.finish(
        message.pk,
        worker,
        state=then,
        error=answer.why[:300],
        send_after=_later(message.attempts + 1) if then == S.QUEUED else None,
        event=EVENT_AFTER.get(then, ""),
        counts=counts,
        domain=address_of(message).lower().partition("@")[2],
        slower=answer.verdict is Verdict.LATER and answer.of_recipient and not GREYLISTED.search(answer.why),
    )
    if is_ours and answer.no_such_address:
        suppress(_key_of(message, address_of(message)), scope=Scope.ALL, reason=BOUNCED)


def _later(attempts: int) -> datetime:
    return timezone.now() + timedelta(seconds=min(settings.OUTBOX.retry * 2 ** max(attempts - 1, 0), 3600))
