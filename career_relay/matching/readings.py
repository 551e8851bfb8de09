"""How our rows become what the engine reads. Nothing here has a place for a name, an age or a photo."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, Protocol

from career_relay.candidates.models import Candidate, Evaluation
from career_relay.consents.models import Passport
from career_relay.consents.states import Item
from career_relay.matching.engine import Analysis, Opening, Profile, Remote, Requirement, Source, parse_requirements
from career_relay.matching.engine.places import prefecture_of
from career_relay.matching.engine.roles import role_of, roles

MAN: Final = 10_000
REMOTE: Final[Mapping[str, Remote]] = {"none": "none", "partly": "partly", "mostly": "partly", "full": "full"}


class Posting(Protocol):
    """A position, or an opening as others see it."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def role_family(self) -> str: ...
    @property
    def must(self) -> str: ...
    @property
    def nice(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def duties(self) -> str: ...
    @property
    def prefecture(self) -> str: ...
    @property
    def remote(self) -> str: ...
    @property
    def pay_min(self) -> int | None: ...
    @property
    def pay_max(self) -> int | None: ...


def opening_of(posting: Posting) -> Opening:
    known = posting.role_family if posting.role_family in roles() else None
    return Opening(
        ref=str(posting.id),
        title=posting.title,
        role=known or role_of(posting.title),
        must=requirements(posting.must),
        nice=requirements(posting.nice),
        prefecture=code_of(posting.prefecture),
        remote=REMOTE.get(posting.remote),
        pay_min=_yen(posting.pay_min),
        pay_max=_yen(posting.pay_max),
        text="\n".join(filter(None, (posting.summary, posting.duties))),
    )


@lru_cache(maxsize=2_000)
def requirements(lines: str) -> tuple[Requirement, ...]:
    return parse_requirements(lines.splitlines())


@lru_cache(maxsize=200)
def code_of(prefecture: str) -> str | None:
    """東京都 → 13."""
    return prefecture_of(prefecture) if prefecture else None


def bits_of(codes: Iterable[str]) -> int:
    """Write prefectures as one number, a bit each: 13 → 2¹³."""
    return sum(1 << int(code) for code in set(codes))


def _yen(man: int | None) -> int | None:
    return None if man is None else man * MAN


# A candidate of the company's own


def profile_of_candidate(candidate: Candidate, titles: Iterable[str], evaluations: Iterable[Evaluation]) -> Profile:
    """Read one record. `titles` are positions applied for: they say the kind of work, not that it was done."""
    career = (Source("career", candidate.history, as_of=_day_of(candidate)),) if candidate.history else ()
    seen = tuple(Source("evaluation", said, ref=str(one.pk)) for one in evaluations if (said := _observed(one)))
    place = code_of(candidate.prefecture)
    return Profile(
        ref=str(candidate.public_id),
        roles=tuple(dict.fromkeys(role for title in titles if (role := role_of(title)))),
        skills=tuple(candidate.skills),
        texts=(*career, *seen),
        prefectures=frozenset({place}) if place else frozenset(),
    )


def _day_of(candidate: Candidate) -> date | None:
    return candidate.created_at.date() if candidate.created_at else None


def _observed(evaluation: Evaluation) -> str:
    """What a reviewer saw, never the free comment or the score."""
    behaviours = (str(row.get("behaviour") or "") for row in evaluation.criteria)
    return "\n".join(filter(None, (evaluation.strengths, *behaviours)))


# A person of the relay


def profile_of_passport(passport: Passport) -> Profile:
    headline = passport.headline.strip()
    texts = (("career", passport.history), ("letter", passport.letter))
    return Profile(
        ref=str(passport.person_id),
        titles=(headline,) if headline else (),
        roles=tuple(filter(None, [role_of(headline)])),
        skills=tuple(passport.skills),
        texts=tuple(Source(name, text, as_of=passport.as_of) for name, text in texts if text.strip()),
        prefectures=_codes(passport.prefectures),
        remote=REMOTE.get(passport.remote),
        pay_min=_yen(passport.pay_min),
    )


def profile_of_package(content: Mapping[str, Any]) -> Profile:
    """Read only what was handed over, so that no quote says more than the person chose to show."""
    items = content["items"]
    history, wishes = items.get(Item.HISTORY, {}), items.get(Item.WISHES, {})
    headline, day = history.get("headline", "").strip(), date.fromisoformat(content["as_of"])
    texts = (("career", history.get("history", "")), ("letter", items.get(Item.LETTER, {}).get("letter", "")))
    return Profile(
        ref="package",
        titles=(headline,) if headline else (),
        roles=tuple(filter(None, [role_of(headline)])),
        skills=tuple(items.get(Item.SKILLS, {}).get("skills", ())),
        texts=tuple(Source(name, text, as_of=day) for name, text in texts if text.strip()),
        prefectures=_codes(wishes.get("prefectures", ())),
        remote=REMOTE.get(wishes.get("remote") or ""),
        pay_min=_yen(wishes.get("pay_min")),
    )


def _codes(prefectures: Iterable[str]) -> frozenset[str]:
    return frozenset(code for name in prefectures if (code := code_of(name)))


# Stored and read again


def to_document(profile: Profile) -> dict[str, Any]:
    """Write a profile as JSON, with the analysis of its texts, so that asking never reads a text twice."""
    return {
        "titles": list(profile.titles),
        "roles": list(profile.roles),
        "skills": list(profile.skills),
        "texts": [
            {
                "name": source.name,
                "text": source.text,
                "as_of": source.as_of.isoformat() if source.as_of else None,
                "stored": source.analysis.to_json(),
            }
            for source in profile.texts
        ],
        "prefectures": sorted(profile.prefectures),
        "remote": profile.remote,
        "pay_min": profile.pay_min,
    }


def from_document(ref: str, document: Mapping[str, Any]) -> Profile:
    return Profile(
        ref=ref,
        titles=tuple(document["titles"]),
        roles=tuple(document["roles"]),
        skills=tuple(document["skills"]),
        texts=tuple(_source(row) for row in document["texts"]),
        prefectures=frozenset(document["prefectures"]),
        remote=document["remote"],
        pay_min=document["pay_min"],
    )


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        row["name"],
        row["text"],
        as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        stored=Analysis.from_json(row["stored"]),
    )
