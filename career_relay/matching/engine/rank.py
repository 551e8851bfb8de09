"""Ranking: a score is the sum of its named reasons, and equal scores keep a stable order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from career_relay.matching.engine.features import Meanings, feature_values
from career_relay.matching.engine.fuse import Weights, load_weights, points
from career_relay.matching.engine.types import Opening, Profile


@dataclass(frozen=True, slots=True)
class Reason:
    """`label` is a feature's name (`explanations.reason_label` says it in words)."""

    label: str
    points: float


@dataclass(frozen=True)
class Match:
    profile: Profile
    reasons: tuple[Reason, ...]

    @cached_property
    def score(self) -> float:
        # To the ninth decimal: people who differ in nothing must not differ by rounding.
        return round(sum(reason.points for reason in self.reasons), 9)


Scorer = Callable[[Profile, Opening], Reason]


def rank(profiles: Iterable[Profile], opening: Opening, *, scorers: Sequence[Scorer], top: int) -> list[Match]:
    matches = [Match(p, tuple(score(p, opening) for score in scorers)) for p in profiles]
    return sorted(matches, key=lambda m: (-m.score, m.profile.ref))[:top]


def scorers_for(
    profiles: Sequence[Profile],
    opening: Opening,
    *,
    weights: Weights | None = None,
    meanings: Meanings | None = None,
) -> tuple[Scorer, ...]:
    """One scorer a feature, fitted to the people compared. Without vectors words and skills carry it."""
    weights = weights or load_weights()
    values = feature_values(profiles, opening, meanings)
    refs = [profile.ref for profile in profiles]
    return tuple(
        _lookup(name, dict(zip(refs, points(values[name], weight).tolist(), strict=True)))
        for name, weight in weights.features.items()
        if name in values
    )


def rank_all(
    profiles: Sequence[Profile],
    opening: Opening,
    *,
    top: int | None = None,
    weights: Weights | None = None,
    meanings: Meanings | None = None,
) -> list[Match]:
    """Everybody given, best first: a low score never hides anyone unless `top` says how many are wanted."""
    scorers = scorers_for(profiles, opening, weights=weights, meanings=meanings)
    return rank(profiles, opening, scorers=scorers, top=len(profiles) if top is None else top)


def _lookup(label: str, values: dict[str, float]) -> Scorer:
    def score(profile: Profile, _opening: Opening) -> Reason:
        return Reason(label, values[profile.ref])

    return score
