"""What is compared: each feature is one number a profile, named, and none of it is or stands for a protected trait."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from career_relay.matching.engine.explain import explain_requirement
from career_relay.matching.engine.retrieve import Scores, skill_scores, text_scores, title_scores
from career_relay.matching.engine.roles import closeness, role_of, roles
from career_relay.matching.engine.types import Opening, Profile, Requirement, Result

Vectors = NDArray[np.float32]

# A contradiction weighs as much as a part that is met; what is not found weighs nothing: silence is not "no".
_VALUE = {Result.MET: 1.0, Result.PARTLY: 0.5, Result.NOT_FOUND: 0.0, Result.CONTRADICTS: -0.5}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of one profile or opening: titles and chunks of text, one row each, of length one."""

    titles: Vectors
    chunks: Vectors


@dataclass(frozen=True, slots=True)
class Meanings:
    opening: Meaning
    profiles: Mapping[str, Meaning]


def must_coverage(profiles: Sequence[Profile], opening: Opening) -> Scores:
    return np.array([_coverage(profile, opening.must) for profile in profiles], dtype=np.float64)


def nice_coverage(profiles: Sequence[Profile], opening: Opening) -> Scores:
    return np.array([_coverage(profile, opening.nice) for profile in profiles], dtype=np.float64)


def role_fit(profiles: Sequence[Profile], opening: Opening) -> Scores:
    """How close the nearest of the person's roles is to the opening's."""
    wanted = opening.role or role_of(opening.title)
    return np.array([_closest(profile, wanted) for profile in profiles], dtype=np.float64)


FEATURES: Mapping[str, Callable[[Sequence[Profile], Opening], Scores]] = {
    "must": must_coverage,
    "nice": nice_coverage,
    "role": role_fit,
    "title_words": title_scores,
    "skill_overlap": skill_scores,
    "text_words": text_scores,
}


def feature_values(
    profiles: Sequence[Profile], opening: Opening, meanings: Meanings | None = None
) -> dict[str, Scores]:
    values = {name: feature(profiles, opening) for name, feature in FEATURES.items()}
    if meanings is not None:
        found = [meanings.profiles.get(profile.ref) for profile in profiles]
        wanted = meanings.opening
        values["title_meaning"] = np.array([_nearest(m.titles if m else None, wanted.titles) for m in found])
        values["text_meaning"] = np.array([_nearest(m.chunks if m else None, wanted.chunks) for m in found])
    return values


def _coverage(profile: Profile, wanted: Sequence[Requirement]) -> float:
    """The share of requirements met; traits and what must not be asked are not judged."""
    judged = [requirement for requirement in wanted if requirement.kind not in {"trait", "unused"}]
    if not judged:
        return 0.0
    return sum(_VALUE[explain_requirement(profile, requirement).result] for requirement in judged) / len(judged)


def _closest(profile: Profile, wanted: str | None) -> float:
    if wanted not in roles():
        return 0.0
    named = (role_of(title) for title in profile.titles)
    have = {role for role in (*profile.roles, *named) if role is not None and role in roles()}
    return max((closeness(role, wanted) for role in have), default=0.0)


def _nearest(have: Vectors | None, wanted: Vectors) -> float:
    """Each part of the opening with the part of the profile nearest to it, on average; nan when not embedded yet."""
    if have is None or not len(have) or not len(wanted):
        return float("nan")
    return float((wanted @ have.T).max(axis=1).mean())
