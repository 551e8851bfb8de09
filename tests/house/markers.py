"""A row of everybody's in every table that is told, with a marker in each free column: no two markers are the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models
from django.utils import timezone

from career_relay.accounts.models import Person, User
from career_relay.base import telling
from career_relay.base.telling import Table
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application, Candidate, ImportRun
from career_relay.companies.models import Company
from career_relay.notices.states import MessageState
from career_relay.positions.models import Position
from tests.factories.positions import PositionFactory

SHORT = 8  # a column that holds less has no room for a marker
# what is told in another shape than it is kept in: where the marker goes
SHAPES: dict[str, Any] = {
    "notices.message.body_text": lambda mark: f"{mark}\n\nhttps://relay.example/r/secret",
    "candidates.candidate.details": lambda mark: {"address": mark},
    "candidates.importedrow.before": lambda mark: {"record": {"history": mark}},
}
RESHAPED = frozenset(SHAPES)
GIVEN: dict[str, dict[str, Any]] = {
    "accounts.verifiedaddress": {"is_primary": False},
    "consents.employer": {"member": None, "corporate_number": ""},
    "notices.message": {"state": MessageState.ACCEPTED, "channel": "mail", "legal_class": "newsletter"},
    "notices.delay": {"is_written": True},
    "candidates.application": {"stage": "interviewing", "reached": "first"},
}


@dataclass(frozen=True, slots=True)
class Mark:
    word: str
    who: str
    where: str  # table and column
    company: int
    is_told: bool


@dataclass
class Planter:
    """Plants one row of each told table for somebody at a company."""

    staff: User
    numbers: Iterator[int] = field(default_factory=lambda: count(10_001))
    marks: list[Mark] = field(default_factory=list)

    def plant(self, who: str, person: int, company: Company) -> None:
        """Make every row that belongs to this person at this company; what is the person's alone, once."""
        with acting_as(person):
            made: dict[type[models.Model], Any] = {Company: company, Person: Person.objects.get(pk=person)}
        with acting_for(company.pk):
            made[Position] = PositionFactory()
            made[ImportRun] = ImportRun.objects.create(file_name="応募者.csv", size=1, started_by=self.staff)
        first = not any(one.who == who for one in self.marks)
        for table in telling.tables():
            if table.record or first:
                self.row(table.model, made, who)

    def row(self, model: type[models.Model], made: dict[type[models.Model], Any], who: str) -> Any:
        """The row of this table, made when there is none."""
        if model not in made:
            table = next(one for one in telling.tables() if one.model is model)
            values, marks = self.values(table, made, who)
            made[model] = _kept(model, values, made)
            self.marks += marks
        return made[model]

    def values(self, table: Table, made: dict[type[models.Model], Any], who: str) -> tuple[dict[str, Any], list[Mark]]:
        label, values, marks = table.model._meta.label_lower, {}, []
        for column in table.model._meta.concrete_fields:
            if column.primary_key or column.name == "company":
                continue
            if column.is_relation:
                values[column.name] = self.related(column, made, who)
            elif is_free(column):
                word = f"m{next(self.numbers)}q"
                values[column.name] = shaped(f"{label}.{column.name}", column, word)
                told = column.name in table.columns or f"{label}.{column.name}" in RESHAPED
                owner = made[Company].pk if table.record else 0
                marks.append(Mark(word, who, f"{label}.{column.name}", owner, told))
            elif not (
                column.has_default() or column.null or column.blank or column.db_default is not models.NOT_PROVIDED
            ):
                values[column.name] = plain(column)
        given = GIVEN.get(label, {})
        return {**values, **given}, [one for one in marks if one.where.rpartition(".")[2] not in given]

    def related(self, column: Any, made: dict[type[models.Model], Any], who: str) -> Any:
        model = column.related_model
        if model in made:
            return made[model]
        if model is User:
            return self.staff
        known = {one.model for one in telling.tables()}
        if model in known and (not column.null or model in {Application, Candidate}):
            return self.row(model, made, who)
        if not column.null:
            raise LookupError(f"{column}: tests/house/markers.py has no {model.__name__} to refer to")
        return None


def _kept(model: type[models.Model], values: dict[str, Any], made: dict[type[models.Model], Any]) -> Any:
    """Keep the row as whoever may write it."""
    who = made[Person].pk
    if any(column.name == "company" for column in model._meta.concrete_fields):
        values = {**values, "company": made[Company]}
    if model is Person:
        return made[Person]
    refusals: list[Exception] = []
    for scope in (acting_as(who), acting_for(made[Company].pk)):
        try:
            with scope:
                return model._base_manager.create(**values)
        except DatabaseError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup(f"{model._meta.label}: give it values that fit in GIVEN", refusals)


def is_free(column: Any) -> bool:
    """Whether somebody's words could stand there."""
    if isinstance(column, ArrayField):
        return is_free(column.base_field)
    if isinstance(column, models.JSONField):
        return True
    if not isinstance(column, models.CharField | models.TextField) or column.choices:
        return False
    return column.max_length is None or column.max_length >= SHORT


def shaped(where: str, column: Any, word: str) -> Any:
    if make := SHAPES.get(where):
        return make(word)
    if isinstance(column, ArrayField):
        return [word]
    if isinstance(column, models.JSONField):
        return [{"said": word}] if column.default is list else {"said": word}
    return f"{word}@mail.example" if isinstance(column, models.EmailField) else word


FITS: tuple[tuple[type[models.Field], Callable[[], Any]], ...] = (
    (ArrayField, list),
    (models.DateTimeField, timezone.now),
    (models.DateField, timezone.localdate),
    (models.BinaryField, lambda: b"x"),
    (models.UUIDField, uuid4),
    (models.BooleanField, bool),
    (models.IntegerField, lambda: 1),
    (models.Field, lambda: "x"),
)


def plain(column: Any) -> Any:
    """Something that fits, for a column that has to be filled."""
    if column.choices:
        return column.choices[0][0]
    return next(make() for kind, make in FITS if isinstance(column, kind))
