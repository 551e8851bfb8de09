"""Which directions of the vectors tell occupations apart, learned from names that are known to mean the same.

`python -m career_relay.matching.files.learning occupations_en.csv.gz` makes `engine/data/title_maps.npz` anew from ESCO's
occupations, each a preferred label and four of its other labels. The file holds numbers only. Nobody's judgement of a
match went into it, and no text of the sets it is measured with.
"""

import csv
import gzip
import random
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from career_relay.matching.files.vectors import Floats, Models, Rows

KEPT: Final = 128  # directions
RIDGE: Final = 0.6  # how much of the spread within an occupation is taken for noise of the sample
OTHERS: Final = 4  # labels of an occupation beside its preferred one
MAPS: Final = "title_maps.npz"


@lru_cache(maxsize=1)
def stored_maps() -> dict[str, tuple[Floats, Floats]]:
    """For each model what is subtracted and what is multiplied with."""
    with (files("career_relay.matching.engine") / "data" / MAPS).open("rb") as file, np.load(file) as stored:
        names = {name.partition(".")[0] for name in stored}
        return {one: (_single(stored[f"{one}.mean"]), _single(stored[f"{one}.map"])) for one in names}


def mapped(rows: Rows, model: str) -> Floats:
    """Rows of length one, in the directions that tell occupations apart."""
    mean, directions = stored_maps()[model]
    found = (rows - mean) @ directions
    return _single(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9))


def learned_map(
    rows: Rows, classes: Sequence[int], *, kept: int = KEPT, ridge: float = RIDGE
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Linear discriminant analysis: directions in which the occupations differ and the names of one do not.

    Each is weighed by the root of the share of its spread that lies between occupations.
    """
    _names, numbers, counts = np.unique(classes, return_inverse=True, return_counts=True)
    given = np.asarray(rows, dtype=np.float64)
    centres = np.zeros((len(counts), given.shape[1]))
    np.add.at(centres, numbers, given)
    centres /= counts[:, None]
    apart = given - centres[numbers]
    within = apart.T @ apart / len(given)
    within = (1 - ridge) * within + ridge * np.trace(within) / len(within) * np.eye(len(within))
    mean = given.mean(axis=0)
    between = (centres - mean).T @ (centres - mean) / len(centres)
    whitened = np.linalg.cholesky(np.linalg.inv(within))
    values, directions = np.linalg.eigh(whitened.T @ between @ whitened)
    values, directions = values[::-1].clip(min=0)[:kept], directions[:, ::-1][:, :kept]
    return mean, whitened @ directions * np.sqrt(values / (values + 1))


def labels_of(path: Path) -> Iterator[tuple[int, str]]:
    """A number for the occupation, and one of its labels."""
    dice = random.Random(1)  # noqa: S311  a sample that comes out alike each time
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            others = [label for label in row["altLabels"].split("\n") if label]
            dice.shuffle(others)
            for label in (row["preferredLabel"], *others[:OTHERS]):
                yield number, label


def main(path: Path) -> None:
    classes, labels = zip(*labels_of(path), strict=True)
    models = Models()
    made = {
        "e5": learned_map(models.e5_queries(labels), classes),
        "use": learned_map(models.use(labels), classes),
    }
    write(made)


def write(made: dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]) -> None:
    parts: dict[str, Any] = {
        f"{model}.{name}": values.astype(np.float16)
        for model, pair in made.items()
        for name, values in zip(("mean", "map"), pair, strict=True)
    }
    np.savez(Path(str(files("career_relay.matching.engine"))) / "data" / MAPS, **parts)


def _single(values: NDArray[Any]) -> Floats:
    return np.asarray(values, dtype=np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
