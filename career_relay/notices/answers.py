"""Writing back to somebody who answered: own words, through the outbox, to where the first mail went (PRODUCT B11)."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.notices.events import Event
from career_relay.notices.hours import send_time
from career_relay.notices.marks import ANSWER
from career_relay.notices.models import Incoming, Message
from career_relay.notices.rules import ensure_fair, is_protected
from career_relay.notices.states import BY_MAIL, Came, Channel, LegalClass, MessageState

MOST_ANSWER: Final = 5000
S = MessageState


@transaction.atomic
def answer_reply(incoming: Incoming, text: str, *, by: Actor) -> Message:
    """Write back. It is held like a notice, and the answer counts as settled. Raises Refused.

    It goes where the first mail went: to an agency, when the agency answered. One answer waits at a time.
    """
    rows = Incoming.objects.select_for_update(of=("self",)).select_related("message", "candidate", "answer", "company")
    incoming = rows.get(pk=incoming.pk)
    words = text.replace("\r\n", "\n").strip()
    _ensure_answerable(incoming, words)
    message = _new(incoming, words, by)
    ensure_fair(message)
    message.save()
    incoming.answer = message
    incoming.handled_at, incoming.handled_by_id = incoming.handled_at or timezone.now(), incoming.handled_by_id or by.id
    incoming.save(update_fields=["answer", "handled_at", "handled_by"])
    record(Event.ANSWER_WRITTEN, message, by=by, incoming=incoming.pk)
    _hand_over(message)
    return message


def _ensure_answerable(incoming: Incoming, words: str) -> None:
    if not words or len(words) > MOST_ANSWER:
        raise Refused(_("Write a few words: an answer has between 1 and 5,000 characters."), code="LENGTH")
    if incoming.kind != Came.REPLY or incoming.message.channel not in BY_MAIL:
        raise Refused(_("This cannot be answered by mail."), code="NOT_BY_MAIL")
    if incoming.answer is not None and incoming.answer.state in (S.HELD, S.QUEUED):
        raise Refused(_("Your last answer has not left yet. Take it back if you want to change it."), code="WAITING")
    if incoming.message.channel == Channel.MAIL and is_protected(incoming.candidate):
        raise Refused(_("An agency introduced this person: write to the agency."), code="PROTECTED")


def _new(incoming: Incoming, words: str, by: Actor) -> Message:
    """A row of the outbox that speaks of no decision: a later one does not supersede it."""
    before, now = incoming.message, timezone.now()
    return Message(
        company=incoming.company,
        candidate=incoming.candidate,
        person_id=before.person_id,
        legal_class=LegalClass.NOTICE,
        channel=before.channel,
        to_agency=before.to_agency,
        language=before.language,
        template_key=ANSWER,
        own_words=True,
        survey_wanted=False,
        subject=_subject(incoming),
        body_text=f"{words}\n",
        state=S.HELD,
        is_checked=True,
        released_by_id=by.id,
        released_at=now,
        send_after=send_time(now),
    )


def _subject(incoming: Incoming) -> str:
    """The subject of theirs, so that their program keeps the letters together; ours when they had none."""
    said = incoming.subject or incoming.message.subject
    return (said if said.lower().startswith(("re:", "re：")) else f"Re: {said}")[:200]


def _hand_over(message: Message) -> None:
    from career_relay.notices.tasks import deliver_company

    later(deliver_company, at=message.send_after, company_id=message.company_id)


@transaction.atomic
def take_back_answer(incoming: Incoming, *, by: Actor) -> str:
    """Take back an answer that has not left. Gives its words, so that nothing typed is lost; raises Refused."""
    incoming = Incoming.objects.select_for_update(of=("self",)).select_related("answer").get(pk=incoming.pk)
    message = incoming.answer
    held = Message.objects.filter(pk=message.pk if message else 0, state__in=(S.HELD, S.QUEUED))
    if message is None or not held.update(state=S.CANCELLED):
        raise Refused(_("The answer has left already."), code="LEFT")
    incoming.answer = incoming.handled_at = incoming.handled_by = None
    incoming.save(update_fields=["answer", "handled_at", "handled_by"])
    record(Event.ANSWER_TAKEN_BACK, message, by=by, incoming=incoming.pk)
    return message.body_text.strip()
