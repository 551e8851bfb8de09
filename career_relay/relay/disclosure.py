"""Handing over: check again, seal, record, grant. One transaction; if any part fails, none of it happened (LEGAL C-07)."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.business_days import add_business_days
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.consents import ledger, packages, records
from career_relay.consents.gates import may_show
from career_relay.consents.models import ConsentEntry, ConsentNow, Package
from career_relay.consents.states import Act, Basis, Purpose
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_of
from career_relay.matching.readings import opening_of, profile_of_package
from career_relay.matching.reasons import reasons_of
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.relay import books
from career_relay.relay.asks import watch_answer
from career_relay.relay.events import RelayEvent
from career_relay.relay.locks import hold_person
from career_relay.relay.models import Introduction
from career_relay.relay.previews import passport_of
from career_relay.relay.rules import is_frozen
from career_relay.relay.states import Origin, Stage, ensure_next
from career_relay.relay.telling import tell_staff

THAWS_AFTER = timedelta(days=1)


@transaction.atomic
def disclose(introduction_id: int) -> None:
    """Hand the package over when the cooling-off has passed. Needs the person; safe to run twice.

    Undone, withdrawn, blocked, already done: nothing. Something changed since the yes: nothing, and the person is told.
    """
    introduction = _due(introduction_id)
    if introduction is None:
        return
    consent = _consent(introduction)
    card = openings_of([introduction.position_id]).get(introduction.position_id)
    if consent is None or card is None or not _may(introduction):
        _stop(introduction, Stage.WITHDRAWN, RelayEvent.WITHDRAWN)
        return
    try:
        with transaction.atomic():
            package = _seal(introduction, card)
    except Refused:  # the profile is not what the person saw when they said yes
        _let_look_again(introduction, consent)
        return
    _hand_over(introduction, package, consent, card)


def _due(introduction_id: int) -> Introduction | None:
    """Give the introduction if its time has come, locked."""
    found = Introduction.objects.filter(pk=introduction_id).first()
    if found is None:
        return None
    hold_person(found.person_id)
    now = timezone.now()
    due = Introduction.objects.select_for_update().filter(pk=introduction_id, stage=Stage.ACCEPTED).first()
    if due is None or due.cooling_until is None:
        return None
    if due.cooling_until > now or is_frozen(due, at=now):
        _come_back(due, max(due.cooling_until, now + THAWS_AFTER if is_frozen(due, at=now) else now))
        return None
    return due


def _come_back(introduction: Introduction, at: datetime) -> None:
    from career_relay.relay.tasks import disclose_introduction

    later(disclose_introduction, at=at, person_id=introduction.person_id, introduction_id=introduction.pk)


def _consent(introduction: Introduction) -> ConsentEntry | None:
    """Give the ledger's line for this recipient, position and package, if it still holds."""
    now = ConsentNow.objects.select_related("entry").filter(
        person_id=introduction.person_id,
        purpose=Purpose.SHARE,
        recipient_id=introduction.company_id,
        position_ref=introduction.position_id,
        package_hash=introduction.package_hash,
        expires_at__gt=timezone.now(),  # `may_show` is content with a yes for another position of the company
    )
    held = now.first()
    return held.entry if held else None


def _may(introduction: Introduction) -> bool:
    return may_show(introduction.person_id, introduction.company_id, Purpose.SHARE)


def _seal(introduction: Introduction, card: OpeningCard) -> Package:
    return packages.seal(
        passport_of(introduction.person_id),
        introduction.items,
        recipient=card.company,
        position=card,
        expected_hash=introduction.package_hash,
    )


def _hand_over(introduction: Introduction, package: Package, consent: ConsentEntry, card: OpeningCard) -> None:
    basis = Basis.CONSENT if introduction.origin == Origin.ASK else Basis.ON_BEHALF
    records.provide(package, consent=consent, basis=basis, by=SYSTEM)
    ensure_next(introduction.stage, Stage.DISCLOSED)
    introduction.stage = Stage.DISCLOSED
    introduction.package = package
    introduction.reasons = _reasons(package, card)
    introduction.disclosed_at = timezone.now()
    introduction.reply_by = add_business_days(timezone.localdate(), card.reply_days)
    introduction.save(update_fields=["stage", "package", "reasons", "disclosed_at", "reply_by", "updated_at"])
    books.open_line(introduction, package, card)
    record(RelayEvent.DISCLOSED, introduction, by=SYSTEM)
    tell_staff(introduction, "received")
    send_to_person(PersonalKind.DISCLOSED, person_id=introduction.person_id, subject_ref=introduction.pk)
    _watch_reply(introduction)


def _reasons(package: Package, card: OpeningCard) -> list[dict[str, object]]:
    """Why it fits, read anew from what was handed over: no quote says more than the person chose to show."""
    if Feature.RANKING not in ALLOWS[current_mode()]:
        return []
    found = reasons_of(profile_of_package(package.content), opening_of(card))
    return [one.to_json() for one in found]


def _watch_reply(introduction: Introduction) -> None:
    from career_relay.relay.tasks import return_unanswered

    if introduction.reply_by:
        at = timezone.make_aware(datetime.combine(introduction.reply_by + timedelta(days=1), time.min))
        later(return_unanswered, at=at, company_id=introduction.company_id, introduction_id=introduction.pk)


def _let_look_again(introduction: Introduction, consent: ConsentEntry) -> None:
    """Nothing leaves. An asked person may answer again; who sent themself starts anew."""
    take_back_share(introduction, consent)
    if introduction.origin == Origin.ASK:
        _stop(introduction, Stage.ASKED, RelayEvent.LOOK_AGAIN)
        watch_answer(introduction)
    else:
        _stop(introduction, Stage.WITHDRAWN, RelayEvent.LOOK_AGAIN)
    send_to_person(
        PersonalKind.PROGRESS,
        person_id=introduction.person_id,
        subject_ref=introduction.pk,
        data={"what": "look_again", "at": timezone.now().isoformat()},
    )


def take_back_share(introduction: Introduction, consent: ConsentEntry, *, act: Act = Act.WITHDRAWN) -> None:
    """Write into the ledger that this consent ended before anything rested on it."""
    ledger.append(
        introduction.person_id,
        purpose=Purpose.SHARE,
        act=act,
        recipient=consent.recipient,
        position_ref=consent.position_ref,
        items=consent.items,
        package_hash=consent.package_hash,
        language=consent.language,
    )


def _stop(introduction: Introduction, stage: Stage, event: RelayEvent) -> None:
    ensure_next(introduction.stage, stage)
    introduction.stage = stage
    introduction.cooling_until = introduction.accepted_at = None
    introduction.package_hash, introduction.items = "", []
    if stage != Stage.ASKED:
        introduction.ended_at = timezone.now()
    introduction.save(
        update_fields=["stage", "cooling_until", "accepted_at", "package_hash", "items", "ended_at", "updated_at"]
    )
    record(event, introduction, by=SYSTEM)
