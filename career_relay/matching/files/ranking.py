"""`career-relay rank`: documents for queries, best first, in the form every judging tool reads."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from career_relay.embedded.errors import CannotRun
from career_relay.embedded.words import translate as _
from career_relay.matching.engine.fuse import Scores
from career_relay.matching.files.reading import Item, read_items
from career_relay.matching.files.scorers import (
    ENGINE,
    SCORERS,
    Collection,
    available,
    fused,
    kind_of,
    load_weights,
)
from career_relay.matching.files.vectors import Models

TOGETHER: Final = 200  # queries: their scores over a hundred thousand documents fit into memory


@dataclass(frozen=True, slots=True)
class Found:
    query: str
    document: str
    score: float


def run(queries: Path, documents: Path, *, top: int, scorer: str) -> int:
    """Write `query Q0 document rank score name` to stdout."""
    models = Models()
    ensure_known(scorer, models)
    asked, collection = read_items(queries), Collection(read_items(documents), models)
    for start in range(0, len(asked), TOGETHER):
        for rows in ranked(collection, asked[start : start + TOGETHER], top=top, scorer=scorer):
            sys.stdout.writelines(
                f"{one.query} Q0 {one.document} {rank} {one.score:.6f} {scorer}\n" for rank, one in enumerate(rows, 1)
            )
    return 0


def ensure_known(scorer: str, models: Models) -> None:
    if scorer != ENGINE and scorer not in SCORERS:
        known = ", ".join((ENGINE, *SCORERS))
        raise CannotRun(_("There is no scorer “{name}”. There are: {names}.").format(name=scorer, names=known))
    if scorer != ENGINE and scorer not in available(models):
        raise CannotRun(_("The model of the scorer “{name}” is not installed.").format(name=scorer))


def ranked(collection: Collection, queries: Sequence[Item], *, top: int, scorer: str = ENGINE) -> Iterator[list[Found]]:
    scores = scores_of(collection, queries, scorer)
    ids = [item.id for item in collection.documents]
    for query, row in zip(queries, scores, strict=True):
        yield [Found(query.id, ids[number], float(row[number])) for number in best(row, ids, top)]


def scores_of(collection: Collection, queries: Sequence[Item], scorer: str) -> Scores:
    """The engine takes what is installed: words and letters carry it alone."""
    if scorer != ENGINE:
        return np.nan_to_num(SCORERS[scorer](collection, queries), nan=-1.0)
    wanted = load_weights().kinds[kind_of(collection, queries)]
    usable = [name for name in wanted if name in available(collection.models)]
    if not usable:
        return SCORERS["words"](collection, queries)
    return fused({name: SCORERS[name](collection, queries) for name in usable}, wanted)


def best(row: Scores, ids: Sequence[str], top: int) -> list[int]:
    """The highest scores, ties by id, so that a run comes out alike wherever it is made."""
    rounded = np.round(row, 6)
    if top < len(row):
        edge = np.partition(rounded, -top)[-top]
        chosen = np.flatnonzero(rounded >= edge).tolist()
    else:
        chosen = list(range(len(row)))
    return sorted(chosen, key=lambda number: (-rounded[number], ids[number]))[:top]
