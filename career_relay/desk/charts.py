"""Shapes for charts: SVG carries the line, HTML carries every word and number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor

HEIGHT = 90
STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 50, 100)  # what one of three grid lines may be worth


@dataclass(frozen=True, slots=True)
class Line:
    """A line over months. `path` leaves out months without a value; `ticks` are the words of the axis, top first."""

    path: str
    area: str
    ticks: tuple[int, ...]
    last: float | None
    last_y: float  # per cent from the top


@dataclass(frozen=True, slots=True)
class Bars:
    """Two bars a month, in per cent of the height."""

    pairs: tuple[tuple[int, int], ...]
    ticks: tuple[int, ...]


def ticks_for(top: float, bottom: float = 0) -> tuple[int, ...]:
    """Give four labels, top first, whose step is round, and between which every value lies."""
    steps = (*STEPS, ceil((top - min(bottom, 0)) / 2) or 1)
    for step in steps:
        start = floor(min(bottom, 0) / step) * step
        if start + 3 * step >= top:
            break
    return (start + 3 * step, start + 2 * step, start + step, start)


def line(values: Sequence[float | None], *, ticks: tuple[int, ...] | None = None) -> Line:
    ticks = ticks or _ticks_of(values)
    width, least, most = 100 / max(1, len(values) - 1), ticks[-1], ticks[0]
    points = [
        None if v is None else (n * width, HEIGHT * (1 - (v - least) / (most - least))) for n, v in enumerate(values)
    ]
    runs = [list(run) for run in _runs(points)]
    return Line(
        path=" ".join(_move(run) for run in runs),
        area=" ".join(f"{_move(run)}V{HEIGHT}H{run[0][0]:.1f}Z" for run in runs if len(run) > 1),
        ticks=ticks,
        last=values[-1] if values else None,
        last_y=round(100 * (1 - ((values[-1] or 0) - least) / (most - least)), 1) if values else 0,
    )


def lines(
    values: Sequence[float | None], earlier: Sequence[float | None], *, most: int | None = None
) -> tuple[Line, Line]:
    """Two lines on one scale: what is told, and the same a while before. `most`: no value can be above it."""
    ticks = _ticks_of([*values, *earlier], most)
    return line(values, ticks=ticks), line(earlier, ticks=ticks)


def _ticks_of(values: Sequence[float | None], most: int | None = None) -> tuple[int, ...]:
    """Begin at nothing, unless every value is near the most there can be: then end there."""
    known = [value for value in values if value is not None]
    least, top = min(known, default=0), max(known, default=0)
    ticks = ticks_for(top, least)
    if most is not None and ticks[0] > most:
        step = next((step for step in STEPS if most - 3 * step <= least), 0)
        if step and 3 * step <= most:
            return (most, most - step, most - 2 * step, most - 3 * step)
    return ticks


def bars(pairs: Sequence[tuple[int, int]]) -> Bars:
    ticks = ticks_for(max((max(pair) for pair in pairs), default=0))
    return Bars(tuple((round(100 * a / ticks[0]), round(100 * b / ticks[0])) for a, b in pairs), ticks)


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    for is_gap, run in groupby(points, key=lambda point: point is None):
        if not is_gap:
            yield [point for point in run if point is not None]


def _move(run: Sequence[tuple[float, float]]) -> str:
    """A month that stands alone becomes a short stroke, so that it can be seen."""
    (x, y), *others = run
    others = others or [(min(100, x + 1.5), y)]
    return f"M{x:.1f} {y:.1f}" + "".join(f"L{px:.1f} {py:.1f}" for px, py in others)
