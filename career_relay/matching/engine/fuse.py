"""Putting features on one scale and weighing them; the weights are data with a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from career_relay.matching.engine.tables import read_json

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weight:
    """`scale` "z": in standard deviations among those compared; "raw": as it is, from 0 to 1."""

    weight: float
    scale: str


@dataclass(frozen=True, slots=True)
class Weights:
    version: str
    features: Mapping[str, Weight]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    stored = read_json("weights.json")
    return Weights(stored["version"], {name: Weight(**row) for name, row in stored["features"].items()})


def points(values: Scores, weight: Weight) -> Scores:
    """What a feature adds to each score. A value that is not known adds nothing."""
    scaled = z_scores(values) if weight.scale == "z" else np.nan_to_num(values)
    product: Scores = weight.weight * scaled
    return product


def z_scores(values: Scores) -> Scores:
    """How far from the mean, in standard deviations; 0 for the unknown and where all are equal."""
    known = values[~np.isnan(values)]
    # Sums in another order differ in the last digits: that is not a difference between people.
    spread = float(known.std()) if known.size else 0.0
    if spread < 1e-9:
        return np.zeros(values.shape)
    scaled: Scores = np.nan_to_num((values - known.mean()) / spread)
    return scaled
