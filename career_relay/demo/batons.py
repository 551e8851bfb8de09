"""Introductions at every stage, retold as they would have gone, and some questions that wait for an answer today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.companies.acts import covering
from career_relay.companies.licences import Feature
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role
from career_relay.consents import ledger, packages, records, texts
from career_relay.consents.actions import withdraw
from career_relay.consents.models import ConsentEntry
from career_relay.consents.states import Act, Basis, Purpose
from career_relay.demo.cast import RYO
from career_relay.demo.people import ITEMS, Known
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_of, pick_for_ask
from career_relay.matching.readings import opening_of, profile_of_package
from career_relay.matching.reasons import reasons_of
from career_relay.positions.models import Position
from career_relay.relay import books
from career_relay.relay.actions import ask_people
from career_relay.relay.asks import MOST_COMPARED, ask_one, usual_due_day
from career_relay.relay.models import Ask, HireNews, Introduction
from career_relay.relay.previews import passport_of
from career_relay.relay.states import AskState, Origin, Stage

S = Stage
UNREAD = "unread"  # disclosed, and the receipt not yet confirmed
PLANS: dict[str, list[str]] = {
    "minato": [UNREAD, S.DISCLOSED, S.INTERVIEWING, S.OFFERED, S.HIRED, S.HIRED, S.NOT_SELECTED, S.NOT_SELECTED],
    "komorebi": [
        UNREAD, S.DISCLOSED, S.INTERVIEWING, S.INTERVIEWING, S.OFFERED,
        S.HIRED, S.HIRED, S.HIRED, S.NOT_SELECTED, S.WITHDRAWN,
    ],
    "harunoki": [S.INTERVIEWING, S.HIRED, S.HIRED, S.NOT_SELECTED],
    "hokuto": [S.DISCLOSED, S.HIRED],
    "aozora": [S.HIRED, S.NOT_SELECTED],
    "shiomi": [S.INTERVIEWING, S.HIRED],
}  # fmt: skip
DAYS_AGO = {
    UNREAD: 0,
    S.DISCLOSED: 2,
    S.INTERVIEWING: 9,
    S.OFFERED: 24,
    S.HIRED: 80,
    S.NOT_SELECTED: 40,
    S.WITHDRAWN: 30,
}
OPEN_ASKS = {
    "komorebi": ("b2b_sales", 8),
    "harunoki": ("backend", 10),
    "minato": ("backend", 6),
    "shiomi": ("production_engineer", 5),
}
THANKS = "お時間をいただき、ありがとうございました。今回は別の方にお願いすることになりました。"


@dataclass(slots=True)
class Baton:
    """One introduction to retell: who, to which position of which company, and how far it came."""

    known: Known
    receiver: Company
    position: Position
    stage: str
    accepted: datetime
    origin: Origin


def build_batons(
    companies: dict[str, Company], positions: dict[str, list[Position]], people: list[Known], rng: Random
) -> int:
    """Give the number of introductions retold."""
    retold = 0
    free = list(people)
    rng.shuffle(free)
    for slug, stages in PLANS.items():
        pairs = _pairs(companies[slug], positions[slug], free)
        for stage, (known, position) in zip(stages, pairs, strict=False):
            free.remove(known)
            retell(_baton(known, companies[slug], position, stage, rng))
            retold += 1
    _tell_news(people, rng)
    return retold


def open_asks(companies: dict[str, Company], positions: dict[str, list[Position]]) -> None:
    """Ask for real: the worker picks people as soon as it runs."""
    for slug, (family, upto) in OPEN_ASKS.items():
        company = companies[slug]
        owner = Membership.objects.filter(company=company, role=Role.OWNER).get()
        with acting_for(company.pk):
            position = next(one for one in positions[slug] if one.role_family == family)
            due = usual_due_day(timezone.localdate())
            _be_sure_to_ask(ask_people(position, upto, due_on=due, by=user_actor(owner.user_id)), RYO)


def _be_sure_to_ask(ask: Ask, address: str) -> None:
    """Whoever the demonstration names is asked, if they fit: their lot is drawn already."""
    now = timezone.now()
    for picked in pick_for_ask(ask.position, MOST_COMPARED, at=now):
        with acting_as(picked.person_id):
            is_named = VerifiedAddress.objects.filter(address=address).exists()
        if is_named:
            ask_one(ask, picked)


def _pairs(receiver: Company, positions: list[Position], people: list[Known]) -> Iterator[tuple[Known, Position]]:
    """People of the same trade from another company of a common circle, each once."""
    circles = set(receiver.circles.values_list("id", flat=True))
    for known in list(people):
        fitting = [one for one in positions if one.role_family == known.family]
        common = circles & set(known.origin.circles.values_list("id", flat=True))
        if fitting and common and known.asks_allowed and known.origin.pk != receiver.pk:
            yield known, fitting[0]


def _baton(known: Known, receiver: Company, position: Position, stage: str, rng: Random) -> Baton:
    ago = timedelta(days=DAYS_AGO[stage] + rng.randrange(0, 4), hours=rng.randrange(1, 8))
    if stage == UNREAD:
        ago = timedelta(hours=rng.randrange(2, 6))
    origin = Origin.ASK if rng.random() < 0.7 else Origin.SELF
    return Baton(known, receiver, position, stage, timezone.now() - ago, origin)


def retell(baton: Baton) -> None:
    """Write an introduction of the past with its consent, package, provision, grant and receipt."""
    ask = _past_ask(baton) if baton.origin == Origin.ASK else None
    with acting_as(baton.known.person_id):
        introduction = _hand_over(baton, ask)
    if baton.stage == UNREAD:
        return
    with acting_for(baton.receiver.pk):
        _go_on(baton, introduction)
    if baton.stage == S.WITHDRAWN:
        with acting_as(baton.known.person_id):
            _step_back(baton)


def _past_ask(baton: Baton) -> Ask:
    licence = covering(Feature.ASK, baton.receiver.pk, on=baton.accepted.date())
    with acting_for(baton.receiver.pk):
        ask: Ask = Ask.objects.create(
            position=baton.position,
            upto=10,
            due_on=(baton.accepted + timedelta(days=8)).date(),
            state=AskState.CLOSED,
            licence_number=licence.number if licence else "",
            licence_holder=licence.holder.name if licence else "",
            created_at=baton.accepted - timedelta(days=1),
        )
    return ask


def _hand_over(baton: Baton, ask: Ask | None) -> Introduction:
    passport = passport_of(baton.known.person_id)
    card = openings_of([baton.position.pk])[baton.position.pk]
    content = packages.compose(passport, ITEMS, recipient=card.company, position=card)
    consent = _consent(baton, packages.hash_of(content))
    package = packages.seal(passport, ITEMS, recipient=card.company, position=card, expected_hash=consent.package_hash)
    disclosed = baton.accepted + timedelta(minutes=10)
    basis = Basis.CONSENT if baton.origin == Origin.ASK else Basis.ON_BEHALF
    records.provide(package, consent=consent, basis=basis, by=SYSTEM, at=disclosed)
    introduction: Introduction = Introduction.objects.create(
        company=baton.receiver,
        person_id=baton.known.person_id,
        position=baton.position,
        ask=ask,
        origin=baton.origin,
        stage=S.DISCLOSED,
        items=[item.value for item in ITEMS],
        package=package,
        package_hash=package.hash,
        reasons=_reasons(package.content, card),
        asked_at=baton.accepted - timedelta(hours=20) if ask else None,
        accepted_at=baton.accepted,
        cooling_until=disclosed,
        disclosed_at=disclosed,
        reply_by=add_business_days(timezone.localdate(disclosed), card.reply_days),
        created_at=baton.accepted - timedelta(hours=20),
    )
    books.open_line(introduction, package, card, on=timezone.localdate(disclosed))
    return introduction


def _reasons(content: dict[str, object], card: OpeningCard) -> list[dict[str, object]]:
    return [one.to_json() for one in reasons_of(profile_of_package(content), opening_of(card))]


def _consent(baton: Baton, package_hash: str) -> ConsentEntry:
    return ledger.append(
        baton.known.person_id,
        purpose=Purpose.SHARE,
        act=Act.GIVEN,
        recipient=baton.receiver,
        position_ref=baton.position.pk,
        items=[item.value for item in ITEMS],
        package_hash=package_hash,
        text=texts.kept(Purpose.SHARE, "ja"),
        channel="portal:ask",
        device="phone",
        at=baton.accepted,
        expires_at=baton.accepted + timedelta(days=records.GRANT_DAYS),
    )


def _go_on(baton: Baton, introduction: Introduction) -> None:
    """Receipt, talk, offer, start: each some days after the one before, up to the stage of the plan."""
    owner = Membership.objects.filter(company=baton.receiver, role=Role.OWNER).get()
    grant = introduction.package.grants.get() if introduction.package else None
    day = timedelta(days=1)
    at = baton.accepted
    if grant is not None and grant.until > timezone.now():
        records.confirm_receipt(grant, by=user_actor(owner.user_id), at=at + day)
    said: dict[str, object] = {"receipt_at": at + day}
    if baton.stage in {S.INTERVIEWING, S.OFFERED, S.HIRED, S.NOT_SELECTED}:
        said |= {"stage": S.INTERVIEWING, "interviewing_at": at + 3 * day}
    if baton.stage in {S.OFFERED, S.HIRED}:
        said |= {"stage": S.OFFERED, "offered_at": at + 14 * day}
    if baton.stage == S.HIRED:
        said |= {"stage": S.HIRED, "hired_at": at + 18 * day, "starts_on": (at + 48 * day).date()}
    if baton.stage == S.NOT_SELECTED:
        said |= {"stage": S.NOT_SELECTED, "ended_at": at + 12 * day, "closing_words": THANKS}
    Introduction.objects.filter(pk=introduction.pk).update(**said)
    introduction.refresh_from_db()
    ended = introduction.hired_at or introduction.ended_at
    books.follow(introduction, permanent=True, on=timezone.localdate(ended) if ended else None)


def _step_back(baton: Baton) -> None:
    from career_relay.consents.actions import held

    for choice in held(baton.known.person_id, Purpose.SHARE):
        withdraw(choice, by=SYSTEM)


def _tell_news(people: list[Known], rng: Random) -> None:
    """Some who were hired chose to tell the company that once said no."""
    by_person = {known.person_id: known for known in people}
    for known in by_person.values():
        with acting_as(known.person_id):
            hired = Introduction.objects.filter(stage=S.HIRED).first()
            candidate = Candidate.objects.filter(company=known.origin).first() if hired else None
            if candidate is not None and rng.random() < 0.75:
                HireNews.objects.create(
                    company=known.origin,
                    candidate=candidate,
                    person_id=known.person_id,
                    told_at=timezone.now() - timedelta(days=rng.randrange(2, 40)),
                    words="選考でのお話が支えになりました。新しい職場で働いています。",
                )
