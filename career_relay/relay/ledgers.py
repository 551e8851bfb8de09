"""The two books of placement, column by column in the order of the law (LEGAL §3.5). No column stays empty without a word."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from career_relay.base import wording
from career_relay.relay.books import Line
from career_relay.relay.models.books import Result

Column = tuple[str | Promise, Callable[[Line], object]]
JOBS, SEEKERS = "jobs", "seekers"


def _day(value: date | None) -> str:
    return wording.day_short(value) if value else "—"


def _yes_no(value: bool | None) -> str:
    return "—" if value is None else _("yes") if value else _("no")


def _left(line: Line) -> str:
    """Asked only of somebody hired without a term."""
    row = line.placement
    if row.result != Result.HIRED or row.permanent is False:
        return "—"
    return _("not known yet") if row.left_early is None else _yes_no(row.left_early)


def _paid_back(line: Line) -> str:
    """Whether a fee was paid back. Under a permit for paid placement that stands in the operator's own book of fees."""
    if line.is_paid:
        return _("in the operator’s book of fees")
    return _("none: no fee is taken")


def _missing(value: str) -> str:
    return value or _("not told yet")


_HANDLING: tuple[Column, ...] = (
    (pgettext_lazy("ledger", "introduced on"), lambda one: _day(one.placement.introduced_on)),
    (pgettext_lazy("ledger", "result"), lambda one: one.placement.get_result_display()),
    (pgettext_lazy("ledger", "decided on"), lambda one: _day(one.placement.decided_on)),
    (pgettext_lazy("ledger", "hired as of"), lambda one: _day(one.placement.hired_on)),
    (pgettext_lazy("ledger", "without a term"), lambda one: _yes_no(one.placement.permanent)),
    (pgettext_lazy("ledger", "no solicitation to change until"), lambda one: _day(one.placement.no_poaching_until)),
    (pgettext_lazy("ledger", "left within six months"), _left),
    (pgettext_lazy("ledger", "fee paid back"), _paid_back),
    (pgettext_lazy("ledger", "licence"), lambda one: f"{one.placement.licence_holder} {one.placement.licence_number}"),
    (pgettext_lazy("ledger", "office"), lambda one: one.placement.office),
    (pgettext_lazy("ledger", "to be kept until"), lambda one: _day(one.placement.keep_until)),
)
BOOKS: dict[str, tuple[Column, ...]] = {
    JOBS: (
        (pgettext_lazy("ledger", "employer"), lambda one: one.placement.employer_name),
        (pgettext_lazy("ledger", "address of the employer"), lambda one: one.placement.employer_address),
        (pgettext_lazy("ledger", "contact"), lambda one: one.placement.employer_contact),
        (pgettext_lazy("ledger", "job taken in on"), lambda one: _day(one.placement.job_accepted_on)),
        (pgettext_lazy("ledger", "job valid until"), lambda one: _day(one.placement.job_valid_until)),
        (pgettext_lazy("ledger", "people wanted"), lambda one: one.placement.headcount),
        (pgettext_lazy("ledger", "occupation"), lambda one: one.placement.occupation),
        (pgettext_lazy("ledger", "place of work"), lambda one: one.placement.workplace),
        (pgettext_lazy("ledger", "term of employment"), lambda one: one.placement.term),
        (pgettext_lazy("ledger", "wage"), lambda one: one.placement.wage),
        (pgettext_lazy("ledger", "person introduced"), lambda one: one.placement.seeker_name),
        *_HANDLING,
    ),
    SEEKERS: (
        (pgettext_lazy("ledger", "name"), lambda one: one.placement.seeker_name),
        (pgettext_lazy("ledger", "address"), lambda one: _missing(one.address)),
        (pgettext_lazy("ledger", "date of birth"), lambda one: _missing(_day(one.born_on) if one.born_on else "")),
        (pgettext_lazy("ledger", "occupation wanted"), lambda one: one.placement.seeker_wish),
        (pgettext_lazy("ledger", "taken in on"), lambda one: _day(one.placement.seeker_accepted_on)),
        (pgettext_lazy("ledger", "valid until"), lambda one: _day(one.placement.seeker_valid_until)),
        (pgettext_lazy("ledger", "introduced to"), lambda one: one.placement.employer_name),
        *_HANDLING,
    ),
}
TITLES: dict[str, str | Promise] = {
    JOBS: pgettext_lazy("ledger", "Book of jobs"),
    SEEKERS: pgettext_lazy("ledger", "Book of job-seekers"),
}


def cells(line: Line, columns: Iterable[Column]) -> list[object]:
    return [value(line) for _head, value in columns]
