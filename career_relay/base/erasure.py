"""How long a row may live: each table says so once, in its app's `erasure.py`, and the nightly purge walks this list.

A clock is one of four. `Own`: a column of the row that is never empty. `Through`: the row goes with another one.
`Kept`: it stays for a reason that the law or the person's own wish gives. `NoPersonalData`: nobody is in it.
`tests/house/test_clocks.py` asks every table for its clock, and the database whether the clock can be left out (LEGAL T-01).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

Due = Callable[[datetime], "models.QuerySet[Any]"]
Drop = Callable[[Sequence[Any]], int]


@dataclass(frozen=True, slots=True)
class Own:
    """The row has a day of its own: `field`, and after it the months of `rule` (a key of `companies.retention.RULES`)."""

    field: str
    rule: str = ""  # none: the column is the last day itself


@dataclass(frozen=True, slots=True)
class Through:
    """The row goes with the row `parent` points to: the reference is never empty and deleting cascades."""

    parent: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The row outlives the record, for `reason`, until `until`."""

    reason: str | Promise
    until: str | Promise = ""


@dataclass(frozen=True, slots=True)
class NoPersonalData:
    """Settings, words and totals: nobody can be told from it."""


Clock = Own | Through | Kept | NoPersonalData


@dataclass(frozen=True, slots=True)
class Files:
    """Where bytes of these rows lie: `folder`/<company>/<name>, and the field that names them."""

    folder: str
    field: str = "stored"


class Scope(StrEnum):
    """For whom the night acts when it walks a table: rows stand behind the wall of one of them."""

    COMPANY = "company"
    PERSON = "person"
    NETWORK = "network"  # rows without an owner: codes, mails to persons, sessions


@dataclass(frozen=True, slots=True)
class Declared:
    """What a table says about its rows. `due` and `drop` only where deleting the row is not all there is to do."""

    model: type[models.Model]
    clock: Clock
    person_may_read: bool = False
    why: str = ""
    due: Due | None = None  # which rows of whoever is active are over before this moment
    drop: Drop | None = None  # end these rows, by primary key; gives how many
    files: Files | None = None
    with_person: str = ""  # the field by which rows go at once when a person leaves for good
    acts_for: Scope | None = None  # where the wall shows the row to two, and one of them does not see all

    @property
    def scope(self) -> Scope:
        if self.acts_for is not None:
            return self.acts_for
        if getattr(self.model, "company_field", None):
            return Scope.COMPANY
        return Scope.PERSON if getattr(self.model, "person_field", None) else Scope.NETWORK

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_walked(self) -> bool:
        """Whether the nightly purge has something to look for here."""
        return self.drop is not None or (isinstance(self.clock, Own) and not getattr(self.model, "append_only", False))

    def over(self, limit: datetime) -> models.QuerySet[Any]:
        """The rows whose clock stood still before `limit`, of whoever is active."""
        if self.due is not None:
            return self.due(limit)
        if not isinstance(self.clock, Own):
            raise TypeError(self.label)
        is_day = self.model._meta.get_field(self.clock.field).get_internal_type() == "DateField"
        return _rows(self.model).filter(**{f"{self.clock.field}__lt": limit.date() if is_day else limit})

    def end(self, ids: Sequence[Any]) -> int:
        """End these rows. Gives how many rows of this table went."""
        if self.drop is not None:
            return self.drop(ids)
        _total, by_table = _rows(self.model).filter(pk__in=ids).delete()
        return int(by_table.get(self.model._meta.label, 0))


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    found: models.QuerySet[Any] = model._default_manager.all()
    return found


class Registry:
    """Every table of the program with its clock, in the order in which rows may go."""

    def __init__(self) -> None:
        self._found: dict[str, Declared] = {}

    def declare(
        self,
        model: type[models.Model],
        *,
        clock: Clock,
        person_may_read: bool = False,
        why: str = "",
        **more: Any,
    ) -> None:
        """Say how long rows of this table live, and whether the person may read them.

        Raises ValueError for a table that was declared before: two answers are none. What is told of it, column by column,
        stands in its app's `told.py`; what is not told at all says `why`.
        """
        if model._meta.label_lower in self._found:
            raise ValueError(model._meta.label_lower)
        self._found[model._meta.label_lower] = Declared(model, clock, person_may_read, why, **more)

    def declared(self) -> list[Declared]:
        discover()
        return list(self._found.values())

    def of(self, label: str) -> Declared:
        """The declaration of one table. Raises KeyError for a table nobody declared."""
        discover()
        return self._found[label]

    def personal(self) -> Iterator[Declared]:
        """Tables with rows of natural persons outside the staff."""
        return (one for one in self.declared() if not isinstance(one.clock, NoPersonalData))


registry = Registry()


@cache
def discover() -> None:
    """Load each app's `erasure.py`, once."""
    import_module("career_relay.base.clocks")
    autodiscover_modules("erasure")
