"""An opening as anybody may read it, and the conditions a reader may set. Plain values for `pool.py` to hand out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.normalise import nfkc
from career_relay.positions.models import Promise, Remote, Track

MAN = 10_000  # pay is kept in 10,000 yen a year


class Sort(models.TextChoices):
    """Plain orders, the same for everybody (LEGAL M-02). There is no order by a score."""

    NEWEST = "newest", _("newest first")
    PAY = "pay", _("annual pay")
    PLACE = "place", _("place of work")
    COMPANY = "company", _("company name")


@dataclass(frozen=True, slots=True)
class Employer:
    """The public facts of a member company."""

    id: int
    public_id: UUID
    slug: str
    name: str
    name_en: str
    industry: str
    prefecture: str
    employees: int | None
    about: str
    address: str
    representative: str
    country: str
    contact_desk: str
    harassment_desk: str
    mark: str
    retention_months: int

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        return cls(**{**facts, "public_id": UUID(facts["public_id"])})


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """One opening with everything the law wants said (LEGAL §3.9). `is_listed` is false once it is filled or stale."""

    id: int
    public_id: UUID
    company: Employer
    is_listed: bool
    state: str
    title: str
    role_family: str
    track: str
    headcount: int
    summary: str
    must: str
    nice: str
    promises: tuple[str, ...]
    reply_days: int
    duties: str
    duties_change: str
    contract_term: str
    renewal: str
    probation: str
    place: str
    place_change: str
    prefecture: str
    remote: str
    hours: str
    overtime: str
    break_time: str
    holidays: str
    pay_min: int | None
    pay_max: int | None
    pay: str
    insurance: str
    employer: str
    dispatch: bool
    smoking: str
    as_of: date | None
    listed_until: date | None
    terms: tuple[str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, facts: Mapping[str, Any], employer: Mapping[str, Any], *, is_listed: bool) -> Self:
        """Read one row of `openings.sql`."""
        known = {field.name for field in fields(cls)}
        return cls(
            **{
                **{name: value for name, value in facts.items() if name in known},
                "public_id": UUID(facts["public_id"]),
                "company": Employer.of(employer),
                "promises": tuple(facts["promises"]),
                "terms": tuple(facts["terms"]),
                "changes": tuple(facts.get("changes", ())),
                "as_of": _day(facts["as_of"]),
                "listed_until": _day(facts["listed_until"]),
                "is_listed": is_listed,
            }
        )

    @property
    def must_lines(self) -> list[str]:
        return [line.strip() for line in self.must.splitlines() if line.strip()]

    @property
    def nice_lines(self) -> list[str]:
        return [line.strip() for line in self.nice.splitlines() if line.strip()]

    @property
    def promise_labels(self) -> list[str | Words]:
        return [Promise(one).label for one in self.promises]

    @property
    def remote_label(self) -> str | Words:
        return Remote(self.remote).label

    @property
    def track_label(self) -> str | Words:
        return Track(self.track).label

    @property
    def pay_low(self) -> int | None:
        """In yen a year, for the `yen_range` tag."""
        return None if self.pay_min is None else self.pay_min * MAN

    @property
    def pay_high(self) -> int | None:
        return None if self.pay_max is None else self.pay_max * MAN


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class OpeningFilters:
    """What a reader typed. Empty means any."""

    q: str = ""
    prefecture: str = ""
    remote: str = ""
    role_family: str = ""
    track: str = ""
    promise: str = ""
    company: str = ""  # slug
    pay_min: int | None = None  # 10,000 yen a year
    sort: str = Sort.NEWEST
    first: tuple[
        int, ...
    ] = ()  # ids that stand before all others, in this order; the rest follows, nothing is left out

    @property
    def words(self) -> list[str]:
        escaped = nfkc(self.q).lower().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        return escaped.split()

    def as_json(self) -> dict[str, Any]:
        named = ("prefecture", "remote", "role_family", "track", "promise", "company", "pay_min", "first")
        return {name: getattr(self, name) for name in named if getattr(self, name)}
