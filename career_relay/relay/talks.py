"""What a company and a person say to each other between the hand-over and the end.

A message is delivered as it was written (LEGAL M-02); what may not be said is refused while the writer still has it
before them. A mail only says that something is there (LEGAL M-11).
"""

from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.relay.events import RelayEvent
from career_relay.relay.locks import hold_person
from career_relay.relay.models import Introduction, TalkMessage
from career_relay.relay.models.talks import Side
from career_relay.relay.rules import (
    ensure_free_of_money,
    ensure_no_private_contact,
    ensure_readable,
    ensure_receipt,
    ensure_running,
)
from career_relay.relay.states import TALKING
from career_relay.relay.telling import tell_staff

LONGEST_WORDS = 2000


# --- words --------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_message(introduction: Introduction, words: str, *, form_key: UUID, by: Actor) -> TalkMessage:
    """Write to the other side. The same form sent twice is one message.

    Raises Refused: nothing was handed over or it has ended, receipt is not confirmed, words that may not be said.
    """
    side = side_of(by)
    introduction = locked(introduction, side)
    if (sent := TalkMessage.objects.filter(introduction=introduction, form_key=form_key).first()) is not None:
        return sent
    ensure_talking(introduction, side)
    said = ensure_words(words, LONGEST_WORDS)
    if side == Side.COMPANY:
        ensure_no_private_contact(introduction, said)
    message = TalkMessage.objects.create(
        company_id=introduction.company_id,
        introduction=introduction,
        person_id=introduction.person_id,
        side=side,
        words=said,
        written_by_id=by.id if side == Side.COMPANY else None,
        form_key=form_key,
    )
    record(RelayEvent.WRITTEN, introduction, by=by, side=side.value)
    tell_other(introduction, side, "message", at=timezone.localdate().isoformat())
    return message


def ensure_words(words: str, longest: int) -> str:
    """The words, trimmed. Raises Refused: none, too many, or money for an introduction (LEGAL M-03)."""
    text = words.strip()
    if not text:
        raise Refused(_("Please write a few words."), code="WORDS_MISSING")
    if len(text) > longest:
        raise Refused(_("Please keep it within {n} characters.").format(n=f"{longest:,}"), code="WORDS_LONG")
    ensure_free_of_money(text)
    return text


@transaction.atomic
def mark_read(introduction: Introduction, *, by: Actor) -> int:
    """Note that this side has read what the other wrote. Gives how many were new."""
    theirs = Side.PERSON if side_of(by) == Side.COMPANY else Side.COMPANY
    unread = TalkMessage.objects.filter(introduction=introduction, side=theirs, read_at=None)
    return int(unread.update(read_at=timezone.now()))


def messages_of(introduction_id: int) -> list[TalkMessage]:
    """Everything said, oldest first. Needs one of the two to be active."""
    return list(TalkMessage.objects.filter(introduction_id=introduction_id).select_related("written_by"))


# --- both ---------------------------------------------------------------------------------------------------------


def side_of(by: Actor) -> Side:
    return Side.PERSON if by.kind == ActorKind.PERSON else Side.COMPANY


def locked(introduction: Introduction, side: Side) -> Introduction:
    if side == Side.PERSON:
        hold_person(introduction.person_id)
    rows: models.QuerySet[Introduction] = Introduction.objects.select_for_update(of=("self",))
    return rows.get(pk=introduction.pk)


def ensure_talking(introduction: Introduction, side: Side) -> None:
    """Both may write from the confirmed receipt to the end; a company whose access ended may not."""
    if introduction.stage not in TALKING:
        raise Refused(_("It has ended: nothing more can be written here."), code="TALK_ENDED")
    if side == Side.COMPANY:
        ensure_receipt(introduction)
        ensure_running(introduction)
        ensure_readable(introduction)


def tell_other(introduction: Introduction, side: Side, what: str, **occasion: str | int) -> None:
    if side == Side.COMPANY:
        send_to_person(
            PersonalKind.PROGRESS,
            person_id=introduction.person_id,
            subject_ref=introduction.pk,
            data={"what": what, **occasion},
        )
    else:
        tell_staff(introduction, what, **occasion)
