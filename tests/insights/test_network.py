"""Totals of the network: for the operator alone, and never of fewer than five."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from career_relay.base.tenancy import company, operator, person
from career_relay.insights.network import Total, network_totals
from career_relay.relay.models import Introduction
from career_relay.relay.states import Origin, Stage
from tests.factories.people import prove
from tests.factories.positions import PositionFactory


def disclose(receiver, count: int) -> None:
    people = [prove(f"p{n}@mail.example") for n in range(count)]
    now = timezone.now()
    with company(receiver.pk):
        position = PositionFactory()
        for person_id in people:
            Introduction.objects.create(
                company=receiver, person_id=person_id, position=position, origin=Origin.ASK,
                stage=Stage.INTERVIEWING, disclosed_at=now - timedelta(days=4), interviewing_at=now,
            )  # fmt: skip


def stage_total(totals, stage: Stage) -> float | None:
    return next(total.value for total in totals.by_stage if total.label == str(stage.label))


@pytest.mark.parametrize(("count", "shown", "days"), [(4, None, None), (5, 5, 4.0)])
def test_a_total_under_five_is_not_told(komorebi, count, shown, days):
    disclose(komorebi, count)

    with operator():
        totals = network_totals(timezone.now())

    assert (stage_total(totals, Stage.INTERVIEWING), totals.days_to_reply) == (shown, days)


def test_a_stage_nobody_is_in_looks_like_one_with_four(komorebi):
    disclose(komorebi, 4)

    with operator():
        totals = network_totals(timezone.now())

    assert {total.value for total in totals.by_stage} == {None}


def test_small_parts_are_one_line(komorebi):
    with company(komorebi.pk):
        PositionFactory.create_batch(5, prefecture="大阪府")
        PositionFactory(prefecture="高知県")
        PositionFactory(prefecture="三重県")

    with operator():
        totals = network_totals(timezone.now())

    assert totals.by_prefecture == (Total("大阪府", 5), Total("", None))


def test_a_company_and_a_person_are_refused(komorebi):
    with pytest.raises(DatabaseError, match="only the operator"), transaction.atomic(), company(komorebi.pk):
        network_totals(timezone.now())
    with pytest.raises(DatabaseError, match="only the operator"), transaction.atomic(), person(1):
        network_totals(timezone.now())
