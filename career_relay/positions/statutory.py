"""The items the law wants said before the first contact (LEGAL §3.9: 職業安定法5条の3, 則4条の2第3項)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.companies.desks import ensure_desk
from career_relay.companies.models import Company
from career_relay.positions.models import Position

NO_FIXED_TERM = re.compile(
    r"期間の?定め(が|は)?(ない|なし|無し)|無期|indefinite|no fixed term|permanent", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list: the field that holds it, and what to write there."""

    field: str
    hint: str | Promise


ITEMS: tuple[Item, ...] = (
    Item("duties", _("What the work is right after joining.")),
    Item("duties_change", _("How far the duties may change later. “Work determined by the company” is an answer.")),
    Item("contract_term", _("Indefinite, or from when to when.")),
    Item("renewal", _("For a fixed term: whether it is renewed, by what criteria, and the upper limit.")),
    Item("probation", _("Whether there is one, how long, and on what conditions.")),
    Item("place", _("Where the work is right after joining.")),
    Item("place_change", _("How far the place may change later.")),
    Item("hours", _("Start and end; for discretionary work, what it is.")),
    Item("overtime", _("Whether there is any, and about how much.")),
    Item("break_time", _("How long the breaks are.")),
    Item("holidays", _("Days off in the week and in the year.")),
    Item("pay", _("With fixed overtime: base pay without it, its amount and hours, and that more is paid on top.")),
    Item("insurance", _("Health, pension, accident and employment insurance.")),
    Item("employer", _("The name of who employs.")),
    Item("smoking", _("For example: no smoking on the premises.")),
)
HINTS = {item.field: item.hint for item in ITEMS}


def is_fixed_term(position: Position) -> bool:
    return bool(position.contract_term.strip()) and not NO_FIXED_TERM.search(position.contract_term)


def _needed(position: Position) -> Iterator[Item]:
    for item in ITEMS:
        if item.field != "renewal" or is_fixed_term(position):
            yield item


def missing(position: Position) -> list[Item]:
    """Give the items that are still empty, in the order of the law."""
    return [item for item in _needed(position) if not getattr(position, item.field).strip()]


def label_of(field: str) -> str:
    return str(Position._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # only plain fields are asked for


def ensure_complete(position: Position, company: Company) -> None:
    """Raise Refused(POSTING_INCOMPLETE) with the missing items, or Refused(DESK_MISSING)."""
    if gaps := missing(position):
        raise Refused(
            _("Before this can be published, please fill in: {items}.").format(
                items="・".join(label_of(item.field) for item in gaps)
            ),
            code="POSTING_INCOMPLETE",
        )
    ensure_desk(company)


class Paid(Protocol):
    """A position, or an opening as others see it."""

    @property
    def pay(self) -> str: ...
    @property
    def terms(self) -> Sequence[str]: ...


def summary_of_pay(posting: Paid) -> str:
    """Give the pay as it was said, with the parts of fixed overtime: what the books of placement keep (LEGAL §3.5)."""
    return "\n".join(filter(None, (posting.pay.strip(), *posting.terms)))
