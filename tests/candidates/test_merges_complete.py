"""A merge knows no table by name: a row in every table that refers to a record moves, and comes back to the letter."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.utils import timezone

from career_relay.accounts.models import Person, User
from career_relay.base.actors import user_actor
from career_relay.candidates import moving
from career_relay.candidates.merges import merge_records, part_records, values_of
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Merge
from career_relay.companies.models import Company
from career_relay.positions.models import Position
from tests.candidates.test_merges import everything
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

PLAIN: dict[type[models.Field], Any] = {
    models.BooleanField: True,
    models.DateTimeField: timezone.now(),
    models.DateField: timezone.localdate() + timedelta(days=3),
    models.DecimalField: "3.0",
    models.FloatField: 1.5,
    models.JSONField: {"しるし": 1},
    models.TextField: "しるし",
    models.BinaryField: b"x",
}


class Cast:
    """The rows other rows cannot be without, each made once: so that two rows of one kind get in each other's way."""

    def __init__(self, company: Company, user: User, person_id: int) -> None:
        self.numbers = count(1)
        self.known: dict[type[models.Model], int] = {Company: company.pk, User: user.pk, Person: person_id}
        self.known[Position] = PositionFactory().pk

    def forget(self, models_of_one: Iterable[type[models.Model]]) -> None:
        """Rows of one record are no parents of another's."""
        for model in models_of_one:
            self.known.pop(model, None)

    def row(self, model: type[models.Model], **fixed: Any) -> models.Model:
        """Make a row with something in every column that needs it."""
        values = {field.attname: self.value(field) for field in model._meta.concrete_fields if self.needs(field)}
        return model._base_manager.create(**(values | fixed))

    def needs(self, field: models.Field) -> bool:
        if field.primary_key or field.generated or field.db_default is not models.NOT_PROVIDED:
            return False
        return field.is_relation or isinstance(field, models.UUIDField) or not (field.has_default() or field.null)

    def value(self, field: models.Field) -> Any:
        if field.is_relation:
            return self.parent(field)
        if isinstance(field, models.UUIDField):
            return uuid4()
        if field.choices:
            return field.flatchoices[0][0]
        if isinstance(field, ArrayField | SearchVectorField):
            return [] if isinstance(field, ArrayField) else None
        if isinstance(field, models.IntegerField | models.CharField):  # never the same twice
            return next(self.numbers) if isinstance(field, models.IntegerField) else f"s{next(self.numbers)}"
        return next(value for kind, value in PLAIN.items() if isinstance(field, kind))

    def parent(self, field: models.Field) -> int | None:
        target = field.related_model
        if field.null and target not in {Candidate, Application}:
            return None
        if target not in self.known:
            self.known[target] = self.row(target).pk
        return self.known[target]


def pointing_at(candidate: Candidate) -> dict[str, int]:
    """How many rows of each table refer to a record."""
    counts = {}
    for link in moving.links_to(Candidate):
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{link.model._meta.db_table}" WHERE "{link.column}" = %s', [candidate.pk]
            )
            counts[f"{link.label}.{link.column}"] = cursor.fetchone()[0]
    return counts


@pytest.fixture
def full(at_minato, ada):
    """Two records with a row in every table that refers to a record or an application."""
    cast = Cast(at_minato, ada, prove("kim@mail.example"))
    pair = [CandidateFactory(), CandidateFactory()]
    elsewhere = CandidateFactory()
    tables = dict.fromkeys(link.model for link in (*moving.links_to(Candidate), *moving.links_to(Application)))
    for candidate in pair:
        application = ApplicationFactory(candidate=candidate)
        cast.forget(tables)
        cast.known |= {Candidate: candidate.pk, Application: application.pk}
        for model in tables:
            if model is DuplicateHint:
                cast.row(model, first_id=candidate.pk, second_id=elsewhere.pk)
            elif model is Merge:
                cast.row(model, kept_id=candidate.pk)
            elif model is not Application and model not in cast.known:  # made already where another row needed one
                cast.known[model] = cast.row(model).pk
        cast.row(DuplicateHint, first_id=elsewhere.pk, second_id=candidate.pk, dismissed_at=timezone.now())
    return pair


def test_every_table_that_refers_to_a_record_is_moved_and_comes_back(full, ada):
    kept, gone = full
    Merge.objects.update(undone_at=timezone.now())
    was = everything()
    before = pointing_at(gone)
    assert [name for name, count in before.items() if not count] == []

    merge = merge_records(kept, gone, by=user_actor(ada.pk))
    merged = pointing_at(gone)
    part_records(merge, by=user_actor(ada.pk))

    assert {name for name, count in merged.items() if count} == set()
    assert pointing_at(gone) == before
    assert everything() == was


def test_a_row_that_both_have_stays_once_and_comes_back(full, ada):
    kept, gone = full
    Merge.objects.update(undone_at=timezone.now())

    merge = merge_records(kept, gone, by=user_actor(ada.pk))

    assert "candidates.poolmember" in merge.before["removed"]


def test_the_links_are_those_of_all_apps():
    labels = {link.label for link in moving.links_to(Candidate)}

    assert {
        "candidates.application",
        "candidates.note",
        "candidates.duplicatehint",
        "candidates.importedrow",
        "candidates.merge",
        "notices.message",
        "consents.rightsrequest",
        "matching.exposure",
        "matching.dismissal",
        "relay.hirenews",
    } <= labels


# what a merge never writes, each with the reason
LEFT_ALONE = {
    "id": "the record that stays keeps its id",
    "public_id": "and its address",
    "company": "both are of one company",
    "person": "the account stays with the proven address",
    "search": "written anew from the words of both",
    "pool_asked_on": "when it was asked whether the kept record may stay in the pool",
    "words_pending": "of the import alone",
    "sources": "kept by the database from the applications",
    "steps": "kept by the database from the applications",
    "is_open": "kept by the database from the applications",
    "mean_score": "kept by the database from the evaluations",
    "created_at": "when this record was made",
    "updated_at": "now",
}


def test_every_field_of_a_record_is_thought_of(at_minato):
    kept, gone = CandidateFactory(), CandidateFactory()

    decided = {name.removesuffix("_id") if name == "owner_id" else name for name in values_of(kept, gone, {}, [])}

    assert {one.name for one in Candidate._meta.concrete_fields} - decided == set(LEFT_ALONE)
