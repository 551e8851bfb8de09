"""Some of the candidates proved their address, wrote a passport, and let a circle ask them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from career_relay.accounts.people import code_of, prove_address, request_code
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import RecordState, Stage
from career_relay.companies.models import Circle, Company
from career_relay.consents import ledger, texts
from career_relay.consents.models import ConsentEntry, Passport
from career_relay.consents.passport import started
from career_relay.consents.states import Act, Item, Purpose
from career_relay.demo.data import families
from career_relay.matching.actions import refresh_profile
from career_relay.positions.models import Remote

HOW_MANY = {"minato": 56, "komorebi": 18, "harunoki": 14, "hokuto": 14, "aozora": 10, "shiomi": 10}
ITEMS = [Item.CONTACT, Item.HISTORY, Item.SKILLS, Item.WISHES]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the portal: who they are, where they come from, what they do."""

    person_id: int
    address: str
    origin: Company
    family: str
    asks_allowed: bool


def build_people(companies: dict[str, Company], rng: Random) -> list[Known]:
    """Give the people of the portal; about four in five let the circles of their company ask them."""
    return [known for company in companies.values() for known in _of(company, rng)]


def _of(company: Company, rng: Random) -> Iterator[Known]:
    circles = list(Circle.objects.filter(members__company=company))
    for candidate, family in _those_answered_with_a_no(company):
        person_id = link(candidate.email_key)
        asks_allowed = rng.random() < 0.8
        with acting_as(person_id):
            _write_passport(person_id, family, rng)
            if asks_allowed:
                _let_ask(person_id, circles, rng)
            refresh_profile(person_id)
        yield Known(person_id, candidate.email_key, company, family, asks_allowed)


def _those_answered_with_a_no(company: Company) -> list[tuple[Candidate, str]]:
    with acting_for(company.pk):
        rows = (
            Application.objects.filter(
                stage=Stage.REJECTED,
                candidate__state__in=[RecordState.POOL, RecordState.CONTACT],
                candidate__protected_until=None,
            )
            .select_related("candidate", "position")
            .order_by("id")
        )
        found = {row.candidate_id: (row.candidate, row.position.role_family) for row in rows if row.position}
        return list(found.values())[: HOW_MANY[company.slug]]


def link(address: str) -> int:
    """Prove an address by its code: the person and their records at every company find each other."""
    request = request_code(address)
    return prove_address(request.public_id, code_of(request))


def _write_passport(person_id: int, family: str, rng: Random) -> Passport:
    passport = started(person_id)
    low, high = families()[family]["pay"]
    passport.headline = f"{families()[family]['titles'][0]}の経験があります"
    passport.remote = rng.choice([Remote.PARTLY, Remote.MOSTLY, Remote.NONE])
    passport.pay_min = rng.randrange(low - 50, (low + high) // 2, 10)
    passport.start_from = rng.choice(["すぐに", "2か月後から", "来年の春から"])
    passport.as_of = timezone.localdate() - timedelta(days=rng.randrange(0, 80))
    passport.save()
    return passport


def _let_ask(person_id: int, circles: list[Circle], rng: Random) -> None:
    when = timezone.now() - timedelta(days=rng.randrange(100, 160), hours=rng.randrange(0, 9))
    for circle in circles:
        give(person_id, Purpose.TEASER, at=when, until=when + timedelta(days=365), circle=circle)


def give(
    person_id: int, purpose: Purpose, *, at: datetime, until: datetime, circle: Circle | None = None
) -> ConsentEntry:
    """Retell a choice of the past in the ledger."""
    return ledger.append(
        person_id,
        purpose=purpose,
        act=Act.GIVEN,
        circle=circle,
        items=[item.value for item in ITEMS],
        text=texts.kept(purpose, "ja"),
        channel="portal:consent",
        device="phone",
        at=at,
        expires_at=until,
    )
