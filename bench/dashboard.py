"""The figures of a company with a hundred thousand candidates and five years of events, as its dashboard asks for them.

Baseline: the same figures counted from the events, as they are before the first night has made facts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from django.utils import timezone

from bench.load import years
from bench.load.clock import in_turns
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company
from career_relay.insights import facts, queries
from career_relay.insights.models import FactsUntil

TRENDS = ("time_to_notice", "reapply_rate", "satisfaction", "on_time_rate")


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Make the facts of five years, twice, and ask for a dashboard, for one figure in parts, and for the cohorts."""
    pk, few = years.made(sizes), replace(sizes, calls=8, warm_up=4)
    first, again = (_made(pk) for _time in range(2))
    with owner(autocommit=True) as to:
        to.execute("VACUUM ANALYZE insights_fact")
    whole = _measured("dashboard", _dashboard, pk, few)
    over_time = [_beside_whole(name, work, pk, sizes) for name, work in (("trends", _trends), ("cohorts", _cohorts))]
    parts = in_turns(
        "dashboard_parts", _parts, _whole, [((pk, by), pk) for by in queries.By], sizes, "the same, not in parts"
    )
    return [
        whole,
        *over_time,
        parts.told(),
        _nights(first, again),
    ]


def _nights(first: float, again: float) -> dict[str, Any]:
    """A night that finds nothing to put right, beside the one that made the facts."""
    times = {"p50_ms": again, "p95_ms": again, "baseline": first, "baseline_is": "the first time, on no facts at all"}
    return {"name": "dashboard_facts", "n": 1, **times}


def _made(pk: int) -> float:
    began = perf_counter()
    with company(pk):
        facts.make(timezone.localdate() - timedelta(days=1))
    return round((perf_counter() - began) * 1000)


def _measured(name: str, work: Any, pk: int, sizes: Sizes) -> dict[str, Any]:
    baseline = "the same, counted from the events"
    return in_turns(name, work, work, [(pk, pk)], sizes, baseline, around_plain=lambda: without_facts(pk)).told()


def _beside_whole(name: str, work: Any, pk: int, sizes: Sizes) -> dict[str, Any]:
    """Five years from the events take minutes: the baseline is the whole dashboard of one year from the facts."""
    told = in_turns(f"dashboard_{name}", work, _dashboard, [(pk, pk)], sizes, "all figures of one year, from the facts")
    return told.told()


@contextmanager
def without_facts(pk: int) -> Iterator[None]:
    """Let the facts be known only later: nobody may read them yet."""
    with company(pk):
        FactsUntil.objects.update(known_at=timezone.now() + timedelta(days=9))
    yield
    with company(pk):
        FactsUntil.objects.update(known_at=timezone.now() - timedelta(minutes=1))


def _dashboard(pk: int) -> None:
    at = timezone.now()
    with company(pk):
        queries.figures(queries.last_year(at), at=at)


def _trends(pk: int) -> None:
    at = timezone.now()
    with company(pk):
        for key in TRENDS:
            queries.trend(key, _five_years(at), at=at)


def _cohorts(pk: int) -> None:
    with company(pk):
        queries.cohorts_of(at=timezone.now())


def _parts(asked: tuple[int, str]) -> None:
    at = timezone.now()
    with company(asked[0]):
        queries.breakdown("on_time_rate", asked[1], queries.last_year(at), at=at)


def _whole(pk: int) -> None:
    at = timezone.now()
    with company(pk):
        queries.some(["on_time_rate"], queries.last_year(at), at=at)


def _five_years(at: datetime) -> queries.Period:
    today = timezone.localdate(at)
    return queries.Period(today - timedelta(days=years.DAYS), today)
