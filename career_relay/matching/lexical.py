"""Words and skills as sparse vectors: the person's half of BM25 is stored, the position's half is made when asked.

The rarity of a word belongs to the question, so nothing stored changes when others come or go. A word is its hash: the
migration that carried older projections over computes the same number in SQL.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import md5
from typing import Final

from pgvector import SparseVector

from career_relay.matching.engine import Opening, Profile, Requirement
from career_relay.matching.engine.fuse import load_weights
from career_relay.matching.engine.roles import closeness, role_of, roles
from career_relay.matching.models import WORD_SPACE

MOST_WORDS: Final = 100  # with `MOST_ABILITIES` and a meaning a row stays under 2 kB: four a page
MOST_ABILITIES: Final = 44
K1, B, USUAL_LENGTH = 1.2, 0.75, 100  # of BM25; the length is fixed, so that one person's row depends on nobody else
_NOT_JUDGED: Final = frozenset({"trait", "unused"})


def number_of(word: str) -> int:
    """Give the dimension of a word, from 0 to WORD_SPACE. A hash for spreading, not for secrets."""
    return int(md5(word.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:7], 16)


def words_of(profile: Profile) -> SparseVector:
    """Weigh the words of a person: those said most often, as BM25 counts them, without their rarity."""
    length = 1 - B + B * profile.text_length / USUAL_LENGTH
    said = profile.text_words.most_common(MOST_WORDS)
    return sparse({word: count * (K1 + 1) / (count + K1 * length) for word, count in said})


def abilities_of(profile: Profile) -> SparseVector:
    return sparse(dict.fromkeys(abilities(profile)[:MOST_ABILITIES], 1.0))


def abilities(profile: Profile) -> list[str]:
    """Give the kinds of work done and each skill something speaks of."""
    named = (role_of(title) for title in profile.titles)
    work = sorted({role for role in (*profile.roles, *named) if role in roles()})
    return [*map(of_role, work), *map(of_skill, sorted(profile.skill_ids))]


def wanted_abilities(opening: Opening) -> dict[str, float]:
    """Say what each skill and kind of work adds, with the engine's own weights: what it will judge, made linear."""
    weights = load_weights().features
    wanted: defaultdict[str, float] = defaultdict(float)
    for feature, lines in (("must", opening.must), ("nice", opening.nice)):
        for skill, share in _shares(lines).items():
            wanted[of_skill(skill)] += weights[feature].weight * share
    for role, close in _near(opening.role or role_of(opening.title)).items():
        wanted[of_role(role)] += weights["role"].weight * close
    return dict(wanted)


def sparse(weights: Mapping[str, float]) -> SparseVector:
    found: defaultdict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        found[number_of(word)] += round(weight, 4)
    return SparseVector(dict(found), WORD_SPACE)


def of_skill(skill: str) -> str:
    return f"skill {skill}"


def of_role(role: str) -> str:
    return f"role {role}"


def _shares(lines: Iterable[Requirement]) -> dict[str, float]:
    """Each judged line counts the same; its skills share it, and skills that imply one another are both asked for."""
    judged = [line for line in lines if line.kind not in _NOT_JUDGED]
    shares: defaultdict[str, float] = defaultdict(float)
    for line in judged:
        for skill in line.skills:
            shares[skill] += 1 / (len(line.skills) * len(judged))
    return dict(shares)


def _near(wanted: str | None) -> dict[str, float]:
    if wanted is None or wanted not in roles():
        return {}
    return {role: close for role in roles() if (close := closeness(role, wanted)) > 0}
