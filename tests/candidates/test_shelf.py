"""What a check puts away comes back as it was."""

from datetime import date

import pytest

from career_relay.candidates.identity import Book, Held
from career_relay.candidates.intake import CREATED, UNCHANGED, UPDATED, settle
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.shelf import Shelf
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from tests.factories.candidates import ApplicationFactory, CandidateFactory

KIM = CandidateDraft(
    external_id="C1", name="キム", name_key="キム", email="k@mail.example", email_key="k@mail.example",
    skills=("溶接",), tags=("silver",), born_on=date(1990, 5, 7),
    application=ApplicationDraft(position="製造", applied_on=date(2026, 9, 1), outcome="rejected"),
)  # fmt: skip


@pytest.fixture
def shelf():
    with Shelf() as shelf:
        yield shelf


def values(held: Held) -> list[dict]:
    rows = [held.candidate, *held.applications]
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_a_record_of_the_file_comes_back_with_every_value(at_minato, shelf):
    [settled] = settle([(1, KIM)], Book(shelf), at_minato)
    held = settled.held
    before = values(held)

    shelf.put(held)
    with pytest.raises(AttributeError):
        held.candidate  # noqa: B018 — looking is the point
    shelf.fetch(held)

    assert values(held) == before
    assert held.candidate._state.adding
    assert not held.has_changed


def test_a_record_of_the_database_comes_back_as_one(at_minato, shelf):
    kim = CandidateFactory()
    application = ApplicationFactory(candidate=kim)
    held = Held(Candidate.objects.get(), [Application.objects.get()], {"声が通る"})

    shelf.put(held)
    shelf.fetch(held)

    assert (held.candidate, held.applications, held.notes) == (kim, [application], {"声が通る"})
    assert not held.candidate._state.adding
    assert held.candidate.purge_after == kim.purge_after


def test_the_batches_of_a_check_know_each_other(at_minato, shelf):
    book, outcomes = Book(shelf), []
    later = CandidateDraft(**{**{name: getattr(KIM, name) for name in KIM.__slots__}, "kana": "きむ"})

    for draft in (KIM, KIM, later, later, KIM):
        outcomes += [one.outcome for one in settle([(len(outcomes), draft)], book, at_minato)]
        book.rest()

    assert outcomes == [CREATED, UNCHANGED, UPDATED, UNCHANGED, UNCHANGED]
    assert not Candidate.objects.exists()
