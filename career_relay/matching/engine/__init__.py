"""The matching engine: who fits an opening, why, and what is left to ask. Plain Python, no database, no clock.

    from career_relay.matching.engine import Opening, Profile, Source, explain, fits, parse_requirements, rank_all

    must = parse_requirements(["Goなど静的型付け言語 3年以上", "Web APIの設計・運用", "普通自動車免許"])
    opening = Opening("p1", "バックエンドエンジニア", must=must, prefecture="13", pay_max=9_000_000)
    people = [
        Profile("a", titles=("サーバーサイドエンジニア",), texts=(Source("career", "Goで決済APIを5年設計・運用。"),)),
        Profile("b", titles=("営業",), texts=(Source("career", "法人営業を3年。"),), prefectures=frozenset({"27"})),
    ]
    for match in rank_all([person for person in people if fits(person, opening).fits], opening):
        for row in explain(match.profile, opening):
            ...  # row.requirement.text, row.result, row.quote (letter for letter), row.source, row.ask

The way of a text: `folding` (one spelling) → `blind` (what must not be seen) → `text` (words) → `skills`, `durations`,
`grades` → `analysis`, which can be stored. The way of a question: `conditions` → `retrieve` → `features` → `fuse` →
`rank` → `explain`. What the engine knows lies in `data/`, one file a subject, each saying how to add a line.

Reading is the slow part (some milliseconds a page); give `Source(stored=Analysis.from_json(…))` to skip it.
A score is only good for an order among the people it was computed with. It is never shown.
"""

from career_relay.matching.engine.analysis import Analysis, analyse, key_of
from career_relay.matching.engine.conditions import Code, Verdict, fits
from career_relay.matching.engine.explain import explain, explain_requirement
from career_relay.matching.engine.fuse import Weight, Weights, load_weights
from career_relay.matching.engine.rank import Match, Reason, Scorer, rank, rank_all, scorers_for
from career_relay.matching.engine.requirements import parse_requirement, parse_requirements
from career_relay.matching.engine.retrieve import retrieve
from career_relay.matching.engine.types import (
    Ask,
    Explained,
    GradeWanted,
    Opening,
    Profile,
    Remote,
    Requirement,
    Result,
    Source,
)

__all__ = [
    "Analysis",
    "Ask",
    "Code",
    "Explained",
    "GradeWanted",
    "Match",
    "Opening",
    "Profile",
    "Reason",
    "Remote",
    "Requirement",
    "Result",
    "Scorer",
    "Source",
    "Verdict",
    "Weight",
    "Weights",
    "analyse",
    "explain",
    "explain_requirement",
    "fits",
    "key_of",
    "load_weights",
    "parse_requirement",
    "parse_requirements",
    "rank",
    "rank_all",
    "retrieve",
    "scorers_for",
]
