"""The wall between companies: who is asking, for Python and for PostgreSQL alike.

`with company(id)`, `with person(id)` and `with operator()` are the only ways in. Each opens a transaction and
tells PostgreSQL who asks, so that row-level security (`base/walls.py`) and the ORM give the same answer.
With nobody active the ORM raises `NobodyActive` and the database refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, ParamSpec, TypeVar, cast

from django.db import connection, models, transaction

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)


class NobodyActive(RuntimeError):  # noqa: N818 — a state, not an error class hierarchy
    """A row was asked for without saying on whose behalf."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: exactly one of the three, or nobody."""

    company_id: int | None = None
    person_id: int | None = None
    operator: bool = False


NOBODY = Viewer()
_viewer: ContextVar[Viewer] = ContextVar("viewer", default=NOBODY)


def viewer() -> Viewer:
    return _viewer.get()


def current_company() -> int:
    """Give the id of the active company. Raises NobodyActive."""
    if (found := _viewer.get().company_id) is None:
        raise NobodyActive("no company is active")
    return found


def current_person() -> int:
    """Give the id of the active person. Raises NobodyActive."""
    if (found := _viewer.get().person_id) is None:
        raise NobodyActive("no person is active")
    return found


def _tell_database(who: Viewer) -> None:
    """Set the three settings for this transaction only (`true` = local)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.company', %s, true), set_config('app.person', %s, true),"
            " set_config('app.operator', %s, true)",
            [str(who.company_id or ""), str(who.person_id or ""), "on" if who.operator else ""],
        )


@contextmanager
def _active(who: Viewer) -> Iterator[None]:
    before = _viewer.get()
    token = _viewer.set(who)
    try:
        with transaction.atomic():
            _tell_database(who)
            yield
            # a local setting outlives RELEASE SAVEPOINT, so an inner block hands back what it found
            if connection.in_atomic_block and connection.savepoint_ids:
                _tell_database(before)
    finally:
        _viewer.reset(token)


def company(company_id: int) -> AbstractContextManager[None]:
    """Act for one company: a transaction in which only its rows exist."""
    return _active(Viewer(company_id=company_id))


def person(person_id: int) -> AbstractContextManager[None]:
    """Act for one natural person: a transaction in which only their own rows exist."""
    return _active(Viewer(person_id=person_id))


def operator() -> AbstractContextManager[None]:
    """Act for the operator of the network: public facts of companies, the statutory books, no candidates."""
    return _active(Viewer(operator=True))


@contextmanager
def on_behalf_of(company_id: int) -> Iterator[None]:
    """Name the company for a task without opening a transaction: work that touches the wire opens one per step."""
    token = _viewer.set(Viewer(company_id=company_id))
    try:
        yield
    finally:
        _viewer.reset(token)


def company_task(work: Callable[P, R]) -> Callable[P, R]:
    """Run a task inside `company(company_id)`. For work that never touches the wire."""

    @wraps(work)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        with company(cast("int", kwargs["company_id"])):
            return work(*args, **kwargs)

    return inner


class ScopedManager(models.Manager[M]):
    """Gives only rows of whoever is active; raises when nobody is.

    The model says which field holds its company (`company_field`) and which the natural person who may see the row
    too (`person_field`). A person asking for rows that are not theirs to see is a bug, so it raises as well.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        who, rows = _viewer.get(), super().get_queryset()
        company_field: str | None = getattr(self.model, "company_field", None)
        person_field: str | None = getattr(self.model, "person_field", None)
        if who.company_id is not None and company_field:
            return rows.filter(**{f"{company_field}_id": who.company_id})
        if who.person_id is not None and person_field:
            return rows.filter(**{f"{person_field}_id": who.person_id})
        if who.operator and getattr(self.model, "operator_may_read", False):
            return rows
        raise NobodyActive(f"{self.model.__name__} asked for while nobody who may see it is active")


class CompanyModel(models.Model):
    """A row that belongs to one company. `company` fills itself from whoever is active."""

    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, editable=False, related_name="+")

    company_field: ClassVar[str | None] = "company"
    person_field: ClassVar[str | None] = None
    objects = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.company_id:
            self.company_id = current_company()
        super().save(*args, **kwargs)


class PersonModel(models.Model):
    """A row that belongs to one natural person. No company may read it."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, editable=False, related_name="+")

    company_field: ClassVar[str | None] = None
    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.person_id:
            self.person_id = current_person()
        super().save(*args, **kwargs)
