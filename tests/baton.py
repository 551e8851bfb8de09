"""Komorebi has a published position; Kim, whom Minato once turned down, may be asked by companies of the harbour."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.accounts.models import User
from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Company
from career_relay.consents.actions import give_teaser
from career_relay.consents.passport import save_passport
from career_relay.positions.models import Position, PositionCircle
from career_relay.relay import actions
from career_relay.relay.asks import reach
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Introduction
from career_relay.relay.previews import preview
from career_relay.relay.rules import open_card
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

ITEMS = ["contact", "history"]
HISTORY = "法人営業を5年担当。提案書の作成と、既存顧客との関係づくりを続けました。"


def fits_sales(person_id: int, circle, *, name: str = "キム 美咲") -> int:
    """Give the person a passport that fits sales, and the choice to be asked by the circle."""
    with person(person_id):
        save_passport(
            person_id,
            by=person_actor(person_id),
            name=name,
            email="kim@mail.example",
            headline="法人営業",
            history=HISTORY,
            skills=["法人営業"],
        )
        give_teaser(
            person_id,
            items=ITEMS,
            until=timezone.now() + timedelta(days=90),
            by=person_actor(person_id),
            circles=[circle],
        )
    return person_id


@pytest.fixture
def position(komorebi, harbour, mode3) -> Position:
    with company(komorebi.pk):
        position = PositionFactory()
        PositionCircle.objects.create(position=position, circle=harbour)
    return position


@pytest.fixture
def open_kim(kim, harbour) -> int:
    return fits_sales(kim, harbour)


@dataclass
class Relay:
    """The path of one baton, step by step."""

    position: Position
    komorebi: Company
    cleo: User
    kim: int

    def ask(self, upto: int = 5) -> None:
        with company(self.komorebi.pk):
            day = timezone.localdate() + timedelta(days=7)
            ask = actions.ask_people(self.position, upto, due_on=day, by=user_actor(self.cleo.pk))
            reach(ask.pk)

    def mine(self) -> Introduction:
        with person(self.kim):
            return Introduction.objects.get()

    def hash(self, items=ITEMS) -> str:
        return preview(self.kim, open_card(self.position.pk), items).hash

    def yes(self, items=ITEMS) -> Introduction:
        with person(self.kim):
            return actions.answer_yes(
                Introduction.objects.get(), items=items, package_hash=self.hash(items), by=person_actor(self.kim)
            )

    def send_self(self, items=ITEMS) -> Introduction:
        with person(self.kim):
            seen = preview(self.kim, open_card(self.position.pk), items)
            return actions.send_self(
                self.position.public_id,
                person_id=self.kim,
                items=items,
                package_hash=seen.hash,
                by=person_actor(self.kim),
            )

    def cool(self) -> None:
        """The cooling-off passes and the worker comes."""
        with person(self.kim):
            Introduction.objects.update(cooling_until=timezone.now() - timedelta(seconds=1))
            disclose(Introduction.objects.get().pk)

    def confirm(self) -> Introduction:
        with company(self.komorebi.pk):
            return actions.confirm_receipt(Introduction.objects.get(person_id=self.kim), by=user_actor(self.cleo.pk))

    def advance(self, stage, **more) -> Introduction:
        with company(self.komorebi.pk):
            return actions.advance_introduction(
                Introduction.objects.get(person_id=self.kim), stage, by=user_actor(self.cleo.pk), **more
            )


@pytest.fixture
def relay(position, komorebi, cleo, open_kim) -> Relay:
    return Relay(position, komorebi, cleo, open_kim)


@pytest.fixture
def received(relay) -> Relay:
    """As far as Komorebi having confirmed receipt."""
    relay.ask()
    relay.yes()
    relay.cool()
    relay.confirm()
    return relay


@pytest.fixture
def another_person(harbour):
    """Make one more person who fits."""
    return lambda n: fits_sales(prove(f"person{n}@mail.example"), harbour, name=f"人{n}")
