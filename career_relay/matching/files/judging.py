"""`career-relay eval`: how well each scorer, and the engine, rank judged sets.

The measures are `ir_measures`'. Between two rankings of the same queries the difference is told with its interval from a
paired bootstrap: queries are drawn again and again, and both rankings are compared on each draw.
"""

import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from career_relay.embedded.errors import CannotRun
from career_relay.embedded.progress import step
from career_relay.embedded.words import translate as _
from career_relay.matching.engine.fuse import Scores
from career_relay.matching.files.fitting import held_out
from career_relay.matching.files.ranking import best
from career_relay.matching.files.reading import Item, Judged, read_items, read_judgements, read_rows
from career_relay.matching.files.scorers import (
    ENGINE,
    LEARNED,
    PLAIN,
    SCORERS,
    Collection,
    fused,
    kind_of,
    load_weights,
    standard,
    telling,
)
from career_relay.matching.files.vectors import Models

Figures = NDArray[np.float64]
MEASURES: Final = ("nDCG@10", "RR", "R@50")
CHIEF: Final = "nDCG@10"
DEPTH: Final = 100
DRAWS: Final = 10_000
AT_ONCE: Final = 1_000  # draws
FOLDS: Final = 5
OCCUPATIONS: Final = "jobtag*.jsonl*"


@dataclass(frozen=True)
class JudgedSet:
    name: str
    queries: list[Item]
    documents: list[Item]
    judged: Judged


@dataclass(frozen=True)
class Judgement:
    """Each scorer's figures, one a query, in the order of `queries`."""

    figures: Mapping[str, Mapping[str, Figures]]
    held_out: Figures

    def mean(self, scorer: str, measure: str) -> float:
        return float(self.figures[scorer][measure].mean())

    def best_of(self, names: Sequence[str]) -> str:
        return max((name for name in names if name in self.figures), key=lambda name: self.mean(name, CHIEF))

    @cached_property
    def best_plain(self) -> str:
        return self.best_of(list(PLAIN))

    @cached_property
    def best_single(self) -> str:
        return self.best_of(list(SCORERS))


def run(folder: Path, *, as_json: bool) -> int:
    if importlib.util.find_spec("ir_measures") is None:
        raise CannotRun(_("The package ir-measures is missing. It comes with: make setup-dev"))
    models = Models()
    sets = sets_of(folder)
    told = []
    for one in sets:
        with step(_("Judging {name}").format(name=one.name)):
            told.append(as_document(one, judge(one, models)))
    if as_json:
        document = {"weights": load_weights().version, "sets": told}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for one in told for line in as_lines(one))
    return 0


# The sets of a folder


def sets_of(folder: Path) -> list[JudgedSet]:
    """Folders with queries.jsonl, documents.jsonl and qrels.txt, and job tag's occupations with their other names."""
    if not folder.is_dir():
        raise CannotRun(_("There is no folder {folder}.").format(folder=folder))
    found = [trec_set(file.parent, folder) for file in sorted(folder.rglob("queries.jsonl"))]
    found += [occupations(file, folder) for file in sorted(folder.rglob(OCCUPATIONS))]
    if not found:
        wanted = _("queries.jsonl, documents.jsonl and qrels.txt, or jobtag….jsonl.gz")
        raise CannotRun(_("{folder} holds no judged set ({wanted}).").format(folder=folder, wanted=wanted))
    return found


def trec_set(place: Path, folder: Path) -> JudgedSet:
    queries, documents = read_items(place / "queries.jsonl"), read_items(place / "documents.jsonl")
    judged = read_judgements(place / "qrels.txt")
    asked = [query for query in queries if any(grade > 0 for grade in judged.get(query.id, {}).values())]
    if not asked:
        raise CannotRun(_("{file} judges none of the queries.").format(file=place / "qrels.txt"))
    return JudgedSet(place.relative_to(folder).as_posix() or folder.name, asked, documents, judged)


def occupations(file: Path, folder: Path) -> JudgedSet:
    """Another name of an occupation is the query; titles, duties and tasks are the documents.

    A name that is the title itself asks nothing. One that several occupations have is right for each of them.
    """
    documents: list[Item] = []
    names: dict[str, dict[str, int]] = {}
    for number, row in read_rows(file):
        try:
            key, title = str(row["id"]), str(row["title"])
            lines = (row["summary"], row["duties"], *(task["description_ja"] for task in row["tasks"]))
            documents.append(Item(key, title, "\n".join(lines), lang="ja"))
            for name in row.get("aliases", ()):
                if name != title:
                    names.setdefault(str(name), {})[key] = 1
        except (KeyError, TypeError):
            text = _("{file}, line {line}: this is no occupation of job tag.")
            raise CannotRun(text.format(file=file, line=number)) from None
    if not names:
        raise CannotRun(_("{file} holds no other names of occupations.").format(file=file))
    queries = [Item(f"alias-{number}", name, lang="ja") for number, name in enumerate(names, 1)]
    judged = {query.id: names[query.title] for query in queries}
    return JudgedSet(f"{file.parent.relative_to(folder).as_posix()}: alias → occupation", queries, documents, judged)


# Judging


def judge(one: JudgedSet, models: Models) -> Judgement:
    collection = Collection(one.documents, models)
    values = {name: SCORERS[name](collection, one.queries) for name in telling(collection)}
    weights = load_weights().kinds[kind_of(collection, one.queries)]
    scores = {name: np.nan_to_num(found, nan=-1.0) for name, found in values.items()}
    scores[ENGINE] = fused(values, weights)
    figures = {name: measured(one, found) for name, found in scores.items()}
    chosen = [name for name in weights if name in values]
    parts = np.stack([standard(values[name]) for name in chosen], axis=-1)
    refitted = held_out(parts, gains(one), [weights[name] for name in chosen], folds=FOLDS)
    return Judgement(figures, measured(one, refitted)[CHIEF])


def gains(one: JudgedSet) -> Scores:
    place = {item.id: number for number, item in enumerate(one.documents)}
    found = np.zeros((len(one.queries), len(one.documents)))
    for row, query in zip(found, one.queries, strict=True):
        for document, grade in one.judged[query.id].items():
            if document in place:
                row[place[document]] = max(grade, 0)
    return found


def measured(one: JudgedSet, scores: Scores) -> dict[str, Figures]:
    """One number a query and measure. Ties are broken by rank, not by the tool."""
    judges = importlib.import_module("ir_measures")
    ids = [item.id for item in one.documents]
    runs = {
        query.id: {ids[number]: float(DEPTH - rank) for rank, number in enumerate(best(row, ids, DEPTH))}
        for query, row in zip(one.queries, scores, strict=True)
    }
    wanted = [judges.parse_measure(name) for name in MEASURES]
    asked = {query.id: dict(one.judged[query.id]) for query in one.queries}
    found: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    for metric in judges.iter_calc(wanted, asked, runs):
        found[str(metric.measure)][metric.query_id] = metric.value
    return {name: np.array([values.get(query.id, 0.0) for query in one.queries]) for name, values in found.items()}


def paired_interval(first: Figures, second: Figures, *, draws: int = DRAWS) -> tuple[float, float, float]:
    """The mean difference over queries, and the middle 95 % of what it is when queries are drawn again."""
    apart = first - second
    dice = np.random.default_rng(20_260_701)
    size = len(apart)
    drawn = (dice.integers(0, size, (min(AT_ONCE, draws - done), size)) for done in range(0, draws, AT_ONCE))
    means = np.concatenate([apart[numbers].mean(axis=1) for numbers in drawn])
    low, high = np.percentile(means, [2.5, 97.5])
    return float(apart.mean()), float(low), float(high)


# Telling


def as_document(one: JudgedSet, found: Judgement) -> dict[str, Any]:
    mine = found.figures[ENGINE][CHIEF]
    others = {"best_plain": found.best_plain, "best_single": found.best_single}
    return {
        "name": one.name,
        "queries": len(one.queries),
        "documents": len(one.documents),
        "scorers": {name: {m: round(found.mean(name, m), 4) for m in MEASURES} for name in found.figures},
        "learned": [name for name in LEARNED if name in found.figures],
        "held_out": {CHIEF: round(float(found.held_out.mean()), 4), "folds": FOLDS},
        "differences": {kind: {"to": name, **_difference(mine, found, name)} for kind, name in others.items()}
        | {"held_out_to_best_plain": {"to": found.best_plain, **_difference(found.held_out, found, found.best_plain)}},
    }


def _difference(mine: Figures, found: Judgement, name: str) -> dict[str, float]:
    names = ("mean", "low", "high")
    interval = paired_interval(mine, found.figures[name][CHIEF])
    return {key: round(value, 4) for key, value in zip(names, interval, strict=True)}


def as_lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield _("{name}: {queries} queries, {documents} documents").format(**told)
    yield "  " + "".join((" " * 18, *(measure.rjust(9) for measure in MEASURES)))
    for name, figures in told["scorers"].items():
        mark = "*" if name in told["learned"] else " "
        yield "  " + "".join((f"{mark}{name}".ljust(18), *(f"{figures[m]:9.4f}" for m in MEASURES)))
    yield "  " + " held out".ljust(18) + f"{told['held_out'][CHIEF]:9.4f}"
    sentences: Mapping[str, Callable[..., str]] = {
        "best_plain": _("engine − {to} (best plain scorer): {mean:+.4f} [{low:+.4f}, {high:+.4f}]").format,
        "best_single": _("engine − {to} (best of all scorers): {mean:+.4f} [{low:+.4f}, {high:+.4f}]").format,
        "held_out_to_best_plain": _("held out − {to}: {mean:+.4f} [{low:+.4f}, {high:+.4f}]").format,
    }
    for kind, sentence in sentences.items():
        yield "  " + sentence(**told["differences"][kind])
    yield ""
