"""The town of the consent machine, as it is when a day begins."""

from collections.abc import Coroutine, Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.testing import InMemoryConnector

from career_relay.base.queue import app
from career_relay.base.tenancy import company
from career_relay.candidates.states import RecordState
from career_relay.companies.models import CircleMember, CompanyGroup
from career_relay.notices import personal
from career_relay.positions.models import PositionCircle
from tests.baton import fits_sales
from tests.consents.machine import Batons
from tests.consents.model import DAY, Baton, World
from tests.consents.town import PICTURE, PUT_AWAY, Town, as_owner
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CircleFactory, CompanyFactory, MembershipFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

ADDRESSES = ("kim@mail.example", "lee@mail.example")
MANY = 1_000_000


@pytest.fixture
def eyes(db):
    """Functions that look past the wall, for as long as the test runs."""
    with as_owner() as owner:
        owner.execute(PICTURE)
    yield
    with as_owner() as owner:
        owner.execute(PUT_AWAY)


@pytest.fixture
def town(mode3, settings) -> Town:
    """Three receivers in one circle, one company that once said no; two people who may be asked by the circle."""
    settings.ASK_PEOPLE_PER_DAY, settings.COOLING_OFF_SECONDS = MANY, 600
    circle = CircleFactory()
    firms = [CompanyFactory(domain=f"{name}.example") for name in "abcd"]
    for firm in firms[:3]:
        CircleMember.objects.create(circle=circle, company=firm)
    staff = {firm.pk: MembershipFactory(company=firm).user_id for firm in firms}
    positions = {}
    for firm in (firms[0], firms[0], firms[1]):
        with company(firm.pk):
            one = PositionFactory(listed_until=timezone.localdate() + timedelta(days=4000))
            PositionCircle.objects.create(position=one, circle=circle)
        positions[one.pk] = one
    people = [fits_sales(prove(address), circle) for address in ADDRESSES]
    addresses = dict(zip(people, ADDRESSES, strict=True))
    with company(firms[3].pk):
        for who in people:
            CandidateFactory(person_id=who, email=addresses[who], state=RecordState.RECORD)
        CandidateFactory(email="", state=RecordState.CONTACT)
    groups = [CompanyGroup.objects.create(name=name).pk for name in ("北", "南")]
    return Town(people, firms, staff, positions, circle, groups, addresses, firms[3].pk)


class Aside(InMemoryConnector):
    """Jobs kept in memory. Nothing in it waits, so no event loop is asked for: a browser's may hold this thread."""

    def execute_query(self, query: str, **arguments: Any) -> None:
        return at_once(self.execute_query_async(query, **arguments))

    def execute_query_one(self, query: str, **arguments: Any) -> dict[str, Any]:
        return at_once(self.execute_query_one_async(query, **arguments))

    def execute_query_all(self, query: str, **arguments: Any) -> list[dict[str, Any]]:
        return at_once(self.execute_query_all_async(query, **arguments))


def at_once(something: Coroutine[Any, Any, Any]) -> Any:
    with pytest.raises(StopIteration) as done:
        something.send(None)
    return done.value.value


@pytest.fixture
def batons(eyes, town, time_machine, monkeypatch) -> Iterator[type[Batons]]:
    """The machine, with everybody asked about everything."""
    monkeypatch.setattr(personal, "page", lambda text, **_words: text)  # laying out HTML is slow and says the same
    # jobs are not run from the queue here: the machine is the clock, and calls what they call, too early and twice
    with app.replace_connector(Aside()):
        yield _asked(town, time_machine)


def _asked(town: Town, time_machine) -> type[Batons]:
    begin = timezone.now().astimezone(timezone.get_default_timezone()).replace(microsecond=0)
    time_machine.move_to(begin, tick=False)
    world = World(circles={("circle", town.circle.pk): {one.pk for one in town.companies[:3]}})
    for who in town.people:
        world.give(who, "teaser", ("circle", town.circle.pk), 90 * DAY)
        world.applied.add((who, town.record_at))
    for position in town.positions:
        town.ask(position)
    for who in town.people:
        for one in town.meet(who):
            world.batons[one.pk] = Baton(who, one.company_id, one.position_id, stage="asked")
            world.batons[one.pk].due = _minutes(one.answer_by, begin)
    Batons.town, Batons.world, Batons.clock, Batons.begin = town, world, time_machine, begin
    return Batons


def _minutes(day, begin: datetime) -> int:
    last = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=begin.tzinfo)
    return ceil((last - begin).total_seconds() / 60) - 1
