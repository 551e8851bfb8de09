"""Texts as vectors: one a person for retrieval, made by a task; until then words and skills carry it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from django.db import transaction
from pgvector import HalfVector

from career_relay.matching.engine import Opening, Profile, Requirement
from career_relay.matching.engine.embed import (
    Embedder,
    bulk_embedder,
    embed_opening,
    embed_profiles,
    embedder,
    unit_rows,
)
from career_relay.matching.engine.features import Meaning
from career_relay.matching.models import MatchingProfile, MatchVector
from career_relay.matching.readings import from_document


@lru_cache(maxsize=1)
def _embedder() -> Embedder:
    """For the few words of a position: a web process embeds them once, with the small model."""
    return embedder()


@lru_cache(maxsize=1)
def _bulk_embedder() -> Embedder:
    """For profiles: the worker's."""
    return bulk_embedder()


def write_meaning(person_id: int) -> None:
    """Embed one projection. Needs the person; safe to run twice, and after the projection is gone or another."""
    found = MatchingProfile.objects.filter(person_id=person_id).first()
    waiting = MatchVector.objects.filter(person_id=person_id, meaning=None)
    if found is None or not waiting.exists():
        return
    (meaning,) = meanings_of([from_document(str(person_id), found.document)])
    with transaction.atomic():  # a text that changed meanwhile has a task of its own
        if (
            MatchingProfile.objects.select_for_update()
            .filter(person_id=person_id, updated_at=found.updated_at)
            .exists()
        ):
            waiting.update(meaning=meaning)


def meanings_of(profiles: Sequence[Profile]) -> list[HalfVector | None]:
    """One vector a profile, made together."""
    return [_mean(meaning) for meaning in embed_profiles(profiles, _bulk_embedder())]


def meaning_of_opening(opening: Opening) -> str | None:
    """Give the vector of a position as PostgreSQL reads it. The same words are embedded once a process."""
    return _of_words(opening.title, opening.must, opening.nice, opening.text)


@lru_cache(maxsize=2_000)
def _of_words(title: str, must: tuple[Requirement, ...], nice: tuple[Requirement, ...], text: str) -> str | None:
    found = _mean(embed_opening(Opening("", title, must=must, nice=nice, text=text), _embedder()))
    return found.to_text() if found else None


def _mean(meaning: Meaning) -> HalfVector | None:
    rows = [one for one in (meaning.titles, meaning.chunks) if len(one)]
    if not rows:
        return None
    mean = unit_rows(np.concatenate(rows).mean(axis=0, keepdims=True))
    return HalfVector(mean[0])
