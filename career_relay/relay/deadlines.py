"""What happens when nobody answers. "Not this time" and silence are never told to the company."""

from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.tenancy import person
from career_relay.consents.actions import revoke
from career_relay.consents.models import AccessGrant, ConsentNow
from career_relay.consents.states import Act, Purpose
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.relay.disclosure import take_back_share
from career_relay.relay.endings import close_up
from career_relay.relay.events import RelayEvent
from career_relay.relay.locks import hold_person
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import WITH_RECEIVER, AskState, Stage, ensure_next


@transaction.atomic
def expire(introduction_id: int) -> None:
    """End a question that was not answered by its day. Needs the person; tells nobody."""
    asked = Introduction.objects.select_for_update().filter(pk=introduction_id, stage=Stage.ASKED).first()
    if asked is None or asked.answer_by is None or asked.answer_by >= timezone.localdate():
        return
    _end(asked, RelayEvent.EXPIRED)


@transaction.atomic
def give_back(introduction_id: int) -> None:
    """Return what the receiver did not answer in time: access ends, the candidate gets an apology. Needs the company."""
    if (known := Introduction.objects.filter(pk=introduction_id).first()) is None:
        return
    hold_person(known.person_id)  # before the row, as everybody does: the consent ends with it
    waiting = Introduction.objects.select_for_update().filter(pk=introduction_id, stage=Stage.DISCLOSED).first()
    if waiting is None or waiting.reply_by is None or waiting.reply_by >= timezone.localdate():
        return
    _end(waiting, RelayEvent.RETURNED)
    _hand_back(waiting, "returned")


@transaction.atomic
def give_all_back() -> None:
    """End the questions and the access of the active company: it has left the network. The candidates are told.

    What is being talked about stays where it is, between the two; the program hands nothing over any more.
    """
    Ask.objects.filter(state=AskState.OPEN).update(state=AskState.CLOSED)
    handed = Introduction.objects.filter(stage__in=WITH_RECEIVER).order_by("person_id", "pk")
    for known in list(handed):  # by person, as everybody locks
        hold_person(known.person_id)
        held = Introduction.objects.select_for_update().get(pk=known.pk)
        if held.stage == Stage.DISCLOSED:
            _end(held, RelayEvent.RETURNED)
        _hand_back(held, "left")


def _hand_back(introduction: Introduction, what: str) -> None:
    """Access ends now, the copy is to be erased, the consent is over, and the candidate reads why."""
    for grant in AccessGrant.objects.filter(package_id=introduction.package_id or 0, revoked_at=None):
        revoke(grant, by=SYSTEM)
    _end_consent(introduction)
    send_to_person(
        PersonalKind.PROGRESS, person_id=introduction.person_id, subject_ref=introduction.pk, data={"what": what}
    )


def _end(introduction: Introduction, event: RelayEvent) -> None:
    ensure_next(introduction.stage, Stage.EXPIRED)
    introduction.stage, introduction.ended_at = Stage.EXPIRED, timezone.now()
    introduction.save(update_fields=["stage", "ended_at", "updated_at"])
    close_up(introduction)
    record(event, introduction, by=SYSTEM)


def _end_consent(introduction: Introduction) -> None:
    with person(introduction.person_id):
        held = ConsentNow.objects.select_related("entry").filter(
            purpose=Purpose.SHARE, package_hash=introduction.package_hash, recipient_id=introduction.company_id
        )
        for now in held:
            take_back_share(introduction, now.entry, act=Act.EXPIRED)
