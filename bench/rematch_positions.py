"""Whole-network comparison: what one position costs as the network grows, and, with --full, the whole walk.

A position costs retrieval with every shield, the comparison by the engine, reasons for the best twenty, and keeping them.
Baseline: the nearest twenty by vector alone, one statement a position, whoever they are and whatever they consented to.
`--network` gives the curve from 10,000 to 200,000 passports; `--network --full` walks all 20,000 positions as well.
"""

from time import perf_counter
from typing import Any

from bench.ask_pick import NEAREST
from bench.load.clock import in_turns
from bench.load.machine import processor_seconds
from bench.load.network import vectors
from bench.load.owner import owner
from bench.load.population import bring, points, put_aside
from bench.load.sizes import Sizes
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.companies.queries import live_members
from career_relay.matching import rematch
from career_relay.matching.models import Rematch, RunState
from career_relay.positions.models import Position

WALKED = 20_000  # positions the time of a whole walk is worked out for
BASELINE = "nearest 20 by vector, one statement a position, without consent, blocks, shields, reasons"


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure a sample of positions at each size of the network, smallest first; then the walk."""
    sample = _sample(sizes.calls)
    with put_aside():
        rows = [_curve(bring(count), sample, sizes) for count in points(sizes.people)]
    return [*rows, _walk(sizes)] if sizes.whole_walk else rows


def _sample(count: int) -> list[Position]:
    """Positions of as many companies as there are, one of each first."""
    found: list[Position] = []
    for number in range(count):
        for company_id in live_members().order_by("pk").values_list("pk", flat=True):
            with acting_for(company_id):
                found += Position.objects.order_by("pk")[number : number + 1]
            if len(found) >= count:
                return found
    return found


def _curve(people: int, sample: list[Position], sizes: Sizes) -> dict[str, Any]:
    subjects = list(zip(sample, vectors(len(sample)), strict=True))
    with owner(autocommit=True) as mine:
        row = in_turns(
            f"rematch_positions_{people}",
            lambda one: rematch.compare(one.company_id, one.pk),
            lambda vector: mine.execute(NEAREST, [vector]).fetchall(),
            subjects,
            sizes,
            BASELINE,
        )
    mean, plain = (sum(times.wall) / len(times.wall) for times in (row.times, row.plain))
    whole = {
        "people": people,
        "hours_for_20000": round(mean * WALKED / 3_600_000, 2),
        "baseline_hours_for_20000": round(plain * WALKED / 3_600_000, 2),
        "positions_per_core_second": round(1000 * len(row.times.wall) / row.times.processor, 2),
    }
    return {**row.told(), "per_second": round(1000 / mean, 2), "baseline_per_second": round(1000 / plain, 2), **whole}


def _walk(sizes: Sizes) -> dict[str, Any]:
    """Walk all positions as the night does, piece after piece; the baseline for as many positions as the sample has."""
    with operator():
        Rematch.objects.filter(state=RunState.RUNNING).update(state=RunState.STOPPED)
        run_ = rematch.start(by=SYSTEM, queued=False)
    began, before = perf_counter(), processor_seconds()
    pieces: list[float] = []
    while True:
        start = perf_counter()
        more = rematch.work(run_.pk)
        pieces.append((perf_counter() - start) * 1000)
        if not more:
            break
    seconds, processor = perf_counter() - began, processor_seconds() - before
    with operator():
        done = Rematch.objects.get(pk=run_.pk).done
    plain = _plain_seconds(sizes.calls)
    pieces.sort()
    return {
        "name": "rematch_positions_walk",
        "n": done,
        "p50_ms": round(pieces[len(pieces) // 2], 1),  # of a piece: what a job keeps a worker busy for
        "p95_ms": round(pieces[int(len(pieces) * 0.95)], 1),
        "baseline": round(plain * done, 1),
        "ratio": round(seconds / (plain * done), 2),
        "processor_ms": round(processor * 1000 / max(done, 1), 2),
        "per_second": round(done / seconds, 2),
        "positions_per_core_second": round(done / max(processor, 0.001), 2),
        "seconds": round(seconds, 1),
        "people": sizes.people,
        "baseline_is": f"seconds, worked out from {sizes.calls}: {BASELINE}",
    }


def _plain_seconds(count: int) -> float:
    with owner(autocommit=True) as mine:
        began = perf_counter()
        for vector in vectors(count):
            mine.execute(NEAREST, [vector]).fetchall()
        return (perf_counter() - began) / count
