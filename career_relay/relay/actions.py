"""What a company and a person do in the relay. Only after the person's yes does a receiver see or do anything."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import log_of, record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.candidates.models import Candidate
from career_relay.companies.acts import licence_for
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.models import Company
from career_relay.companies.queries import current_mode
from career_relay.consents import ledger, packages, records, texts
from career_relay.consents.actions import How, withdraw
from career_relay.consents.gates import ensure_may_show, ensure_near
from career_relay.consents.models import AccessGrant, ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Item, Purpose
from career_relay.consents.tasks import end_consent
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import opening
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.positions.models import Position
from career_relay.relay.asks import ensure_may_ask, watch_answer
from career_relay.relay.budget import spend
from career_relay.relay.disclosure import take_back_share
from career_relay.relay.endings import close_up
from career_relay.relay.events import RelayEvent
from career_relay.relay.locks import hold_budget, hold_person
from career_relay.relay.models import Ask, HireNews, Introduction
from career_relay.relay.previews import preview
from career_relay.relay.release import leaves_at
from career_relay.relay.rules import (
    ensure_asked_still,
    ensure_free_of_money,
    ensure_not_shielded,
    ensure_receipt,
    ensure_running,
    ensure_within_caps,
    open_card,
)
from career_relay.relay.states import ENDED, RECEIVERS_MOVES, Origin, Stage, ensure_next
from career_relay.relay.tasks import disclose_introduction, pick_people
from career_relay.relay.window import kept_from_us

SAME_CLICK = timedelta(seconds=10)
BY_HAND = How(channel="", device="", language="ja")

# The company asks


@transaction.atomic
def ask_people(position: Position, upto: int, *, due_on: date, by: Actor) -> Ask:
    """Ask up to that many people who fit, without seeing any of them. The answer is the same whoever there is.

    Raises Refused: the mode forbids selection, today's budget is used up, the position is not published.
    """
    company = Company.objects.get(pk=position.company_id)
    licence = licence_for(Feature.ASK, company)
    hold_budget(position.company_id)
    position = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    if (same := _just_asked(position, upto, due_on, by)) is not None:
        return same
    ensure_may_ask(position, company, upto=upto, due_on=due_on)
    spend(upto, on=timezone.localdate())

    ask = Ask.objects.create(
        position=position,
        upto=upto,
        due_on=due_on,
        licence_number=licence.number,
        licence_holder=licence.holder.name,
        asked_by_id=by.id,
    )
    record(RelayEvent.PEOPLE_ASKED, ask, by=by, upto=upto, position=position.pk)
    later(pick_people, company_id=ask.company_id, ask_id=ask.pk)
    return ask


def _just_asked(position: Position, upto: int, due_on: date, by: Actor) -> Ask | None:
    """The same question, asked a moment ago and not drawn yet: this is the second click of a double click."""
    same = Ask.objects.filter(position=position, upto=upto, due_on=due_on, asked_by_id=by.id, picked_at=None)
    found: Ask | None = same.filter(created_at__gt=timezone.now() - SAME_CLICK).first()
    return found


# The person answers


@transaction.atomic
def answer_yes(
    introduction: Introduction, *, items: Collection[str], package_hash: str, by: Actor, how: How = BY_HAND
) -> Introduction:
    """Say yes to what was previewed. Nothing leaves before the cooling-off has passed.

    Raises Refused: PACKAGE_CHANGED when it is no longer what was shown; too late; shielded; the mode forbids it.
    """
    introduction = _mine(introduction)
    if introduction.stage == Stage.ACCEPTED and introduction.package_hash == package_hash:
        return introduction  # the second click of a double click
    ensure_next(introduction.stage, Stage.ACCEPTED)
    ensure_running(introduction)
    ensure_asked_still(introduction)
    if introduction.answer_by and introduction.answer_by < timezone.localdate():
        raise Refused(_("The day to answer by has passed. Nothing is handed over."))
    _accept(introduction, open_card(introduction.position_id), items, package_hash, how)
    record(RelayEvent.SAID_YES, introduction, by=by)
    return introduction


@transaction.atomic
def send_self(
    position_id: UUID | str, *, person_id: int, items: Collection[str], package_hash: str, by: Actor, how: How = BY_HAND
) -> Introduction:
    """Send oneself to an opening one found. The same yes, preview and cooling-off as to a question."""
    ensure_allowed(Feature.SELF_SENDING, current_mode())
    hold_person(person_id)
    card = opening(position_id)
    if card is None or not card.is_listed:
        raise Refused(_("This opening has ended in the meantime. Nothing is handed over."))
    licence_for(Feature.SELF_SENDING, Company.objects.get(pk=card.company.id))
    mine = Introduction.objects.select_for_update().filter(position_id=card.id, company_id=card.company.id)
    running = mine.exclude(stage__in=ENDED).first()
    if running is not None:
        return _already(running, card, items, package_hash, by=by, how=how)
    if mine.filter(stage=Stage.NOT_SELECTED).exists():
        raise Refused(_("{company} has answered you about this opening already.").format(company=card.company.name))
    ensure_within_caps(person_id, card)
    introduction = Introduction.objects.create(
        company_id=card.company.id,
        person_id=person_id,
        position_id=card.id,
        origin=Origin.LETTER if Item.LETTER in items else Origin.SELF,
        stage=Stage.PROPOSED,
    )
    _accept(introduction, card, items, package_hash, how)
    record(RelayEvent.SENT_SELF, introduction, by=by)
    return introduction


def _already(
    running: Introduction, card: OpeningCard, items: Collection[str], package_hash: str, *, by: Actor, how: How
) -> Introduction:
    """There is one: a question waiting is answered with this yes; the second click gives the first's result."""
    if running.stage == Stage.ASKED:
        return answer_yes(running, items=items, package_hash=package_hash, by=by, how=how)
    if running.stage == Stage.ACCEPTED and running.package_hash == package_hash:
        return running
    raise Refused(_("You are already in touch with {company} about this opening.").format(company=card.company.name))


def _accept(introduction: Introduction, card: OpeningCard, items: Collection[str], package_hash: str, how: How) -> None:
    """Write the consent that names recipient, position and package, and start the cooling-off."""
    ensure_not_shielded(introduction.person_id, card)
    ensure_near(card.company.country)
    seen = preview(introduction.person_id, card, items)
    packages.ensure_unchanged(seen.content, package_hash)
    packages.ensure_fair(seen.content)
    now = timezone.now()
    introduction.items = [item.value for item in seen.items]
    introduction.package_hash = seen.hash
    _give_share(introduction, how, until=now + timedelta(days=records.GRANT_DAYS))
    ensure_may_show(introduction.person_id, introduction.company_id, Purpose.SHARE)

    ensure_next(introduction.stage, Stage.ACCEPTED)
    introduction.stage = Stage.ACCEPTED
    introduction.accepted_at = now
    introduction.cooling_until = leaves_at(introduction.origin, now)
    introduction.save(
        update_fields=["items", "package_hash", "stage", "accepted_at", "cooling_until", "updated_at"],
    )
    send_to_person(
        PersonalKind.ACCEPTED,
        person_id=introduction.person_id,
        subject_ref=introduction.pk,
        data={"yes": now.isoformat()},
    )
    later(
        disclose_introduction,
        at=introduction.cooling_until,
        person_id=introduction.person_id,
        introduction_id=introduction.pk,
    )


def _give_share(introduction: Introduction, how: How, *, until: datetime) -> ConsentEntry:
    entry = ledger.append(
        introduction.person_id,
        purpose=Purpose.SHARE,
        act=Act.GIVEN,
        recipient=Company.objects.get(pk=introduction.company_id),
        position_ref=introduction.position_id,
        items=introduction.items,
        package_hash=introduction.package_hash,
        text=texts.kept(Purpose.SHARE, how.language),
        channel=how.channel,
        device=how.device,
        verified_how=how.verified,
        expires_at=until,
    )
    later(end_consent, at=entry.expires_at, person_id=introduction.person_id, entry_id=entry.pk)
    return entry


@transaction.atomic
def undo_yes(introduction: Introduction, *, by: Actor) -> Introduction:
    """Take the yes back while it cools off. Nothing was handed over; a question can be answered again."""
    introduction = _mine(introduction)
    if introduction.stage == Stage.ASKED or introduction.stage in ENDED:
        return introduction
    back = Stage.ASKED if introduction.origin == Origin.ASK else Stage.WITHDRAWN
    if introduction.stage != Stage.ACCEPTED:
        raise Refused(_("It was handed over already. You can still withdraw: the company is asked to erase it."))
    if consent := _share_of(introduction):
        take_back_share(introduction, consent.entry)
    introduction.stage = back
    introduction.cooling_until = introduction.accepted_at = None
    introduction.items, introduction.package_hash = [], ""
    introduction.ended_at = timezone.now() if back == Stage.WITHDRAWN else None
    introduction.save(
        update_fields=["stage", "cooling_until", "accepted_at", "items", "package_hash", "ended_at", "updated_at"]
    )
    record(RelayEvent.YES_UNDONE, introduction, by=by)
    watch_answer(introduction)
    return introduction


@transaction.atomic
def answer_no(introduction: Introduction, *, by: Actor) -> Introduction:
    """Not this time. The company never learns that the question was there."""
    introduction = _mine(introduction)
    if introduction.stage == Stage.DECLINED:
        return introduction
    ensure_next(introduction.stage, Stage.DECLINED)
    introduction.stage, introduction.ended_at = Stage.DECLINED, timezone.now()
    introduction.save(update_fields=["stage", "ended_at", "updated_at"])
    record(RelayEvent.SAID_NO, introduction, by=by)
    return introduction


@transaction.atomic
def answer_later(introduction: Introduction, *, by: Actor) -> Introduction:
    """Leave it open until its day. Changes nothing, so it is written down once."""
    introduction = _mine(introduction)
    if introduction.stage != Stage.ASKED:
        raise Refused(_("This question was answered already."))
    if not log_of(introduction).filter(event=RelayEvent.PUT_OFF).exists():
        record(RelayEvent.PUT_OFF, introduction, by=by)
    return introduction


@transaction.atomic
def withdraw_introduction(introduction: Introduction, *, by: Actor, how: How = BY_HAND) -> Introduction:
    """Step back at any stage. Access ends at once, and the receiver is asked to erase its copy (LEGAL C-14)."""
    introduction = _mine(introduction)
    if introduction.stage == Stage.WITHDRAWN:
        return introduction
    ensure_next(introduction.stage, Stage.WITHDRAWN)
    if consent := _share_of(introduction):
        withdraw(consent, by=by, how=how)  # the receiver of its signal moves the introduction
        introduction.refresh_from_db()
    if introduction.stage != Stage.WITHDRAWN:
        mark_withdrawn(introduction, by=by)
    return introduction


def mark_withdrawn(introduction: Introduction, *, by: Actor) -> None:
    ensure_next(introduction.stage, Stage.WITHDRAWN)
    introduction.stage, introduction.ended_at = Stage.WITHDRAWN, timezone.now()
    introduction.save(update_fields=["stage", "ended_at", "updated_at"])
    close_up(introduction)
    record(RelayEvent.WITHDRAWN, introduction, by=by)


@transaction.atomic
def tell_hire(introduction: Introduction, candidate: Candidate, *, words: str = "", by: Actor) -> HireNews:
    """Tell a company that once said no that one was hired. Only the words written here; not where (PRODUCT E12)."""
    introduction = _mine(introduction)
    if introduction.stage != Stage.HIRED or candidate.person_id != introduction.person_id:
        raise Refused(_("There is no news to tell yet."))
    if candidate.company_id == introduction.company_id:
        raise Refused(_("This company knows already."))
    ensure_free_of_money(words)
    news, made = HireNews.objects.get_or_create(
        company_id=candidate.company_id,
        candidate=candidate,
        defaults={"person_id": introduction.person_id, "words": words.strip()[:400]},
    )
    if made:
        record(RelayEvent.HIRE_TOLD, introduction, by=by)
    return news


def _mine(introduction: Introduction) -> Introduction:
    """Lock the person's choices, then this introduction, and read it anew."""
    hold_person(introduction.person_id)
    found: Introduction = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    return found


def _share_of(introduction: Introduction) -> ConsentNow | None:
    held = ConsentNow.objects.select_related("entry", "recipient").filter(
        purpose=Purpose.SHARE, recipient_id=introduction.company_id, position_ref=introduction.position_id
    )
    found: ConsentNow | None = held.first()
    return found


# The receiver acts


@transaction.atomic
def confirm_receipt(introduction: Introduction, *, by: Actor) -> Introduction:
    """Accept the provider's declaration and write the receipt record. Only then can the package be read (LEGAL P-02)."""
    introduction = _received(introduction)
    if introduction.receipt_at is not None:
        return introduction
    ensure_running(introduction)
    grant = AccessGrant.objects.filter(package_id=introduction.package_id or 0).first()
    if grant is None or kept_from_us([introduction.person_id]):
        raise Refused(_("Access has ended: the person withdrew it, or its time is over."), code="CONSENT_REQUIRED")
    records.confirm_receipt(grant, by=by)
    introduction.receipt_at = timezone.now()
    introduction.save(update_fields=["receipt_at", "updated_at"])
    record(RelayEvent.RECEIPT_CONFIRMED, introduction, by=by)
    return introduction


@transaction.atomic
def advance_introduction(
    introduction: Introduction,
    stage: str,
    *,
    by: Actor,
    starts_on: date | None = None,
    words: str = "",
    permanent: bool | None = None,
) -> Introduction:
    """Move along the board: interviewing, offered, hired, or not selected with thanks. The person is told each time."""
    introduction = _received(introduction)
    if introduction.stage == stage:
        return introduction
    if stage not in RECEIVERS_MOVES:
        raise Refused(_("A company cannot make this move."))
    ensure_receipt(introduction)
    ensure_next(introduction.stage, stage)
    if stage != Stage.NOT_SELECTED:
        ensure_running(introduction)
    _move(introduction, Stage(stage), starts_on=starts_on, words=words)
    close_up(introduction, permanent=permanent)
    record(RelayEvent(f"relay.{stage}"), introduction, by=by)
    send_to_person(
        PersonalKind.PROGRESS, person_id=introduction.person_id, subject_ref=introduction.pk, data={"what": stage}
    )
    return introduction


def begin_talks(introduction: Introduction, *, by: Actor) -> None:
    """Times to meet are an answer: what was only received becomes a talk. The introduction is locked already."""
    if introduction.stage == Stage.DISCLOSED:
        _move(introduction, Stage.INTERVIEWING, starts_on=None, words="")
        record(RelayEvent.INTERVIEWING, introduction, by=by)


def _move(introduction: Introduction, stage: Stage, *, starts_on: date | None, words: str) -> None:
    now = timezone.now()
    introduction.stage = stage
    changed = ["stage", "updated_at"]
    if stage == Stage.HIRED:
        if starts_on is None:
            raise Refused(_("Please enter the day on which the person starts."))
        introduction.starts_on, introduction.hired_at = starts_on, now
        changed += ["starts_on", "hired_at"]
    elif stage == Stage.NOT_SELECTED:
        ensure_free_of_money(words)
        introduction.closing_words, introduction.ended_at = words.strip()[:1000], now
        changed += ["closing_words", "ended_at"]
    else:
        setattr(introduction, f"{stage}_at", now)
        changed.append(f"{stage}_at")
    introduction.save(update_fields=changed)


def _received(introduction: Introduction) -> Introduction:
    found: Introduction = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    return found
