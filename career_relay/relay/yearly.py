"""The figures for the authorities: as of 1 June for job information (LEGAL M-07), and of placement for each business year.

The day they are handed in is written down in the calendar of legal dates; here they are counted and kept as they were.
"""

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.relay.books import book
from career_relay.relay.events import RelayEvent
from career_relay.relay.models import NetworkReport
from career_relay.relay.models.books import Result

MONTH, DAY = 6, 1  # 毎年6月1日現在
DUE_MONTH, DUE_DAY = 8, 31
BUSINESS_YEAR_BEGINS = 4

LABELS: dict[str, str | Promise] = {
    "companies": pgettext_lazy("yearly figures", "Companies whose job information was provided"),
    "openings": pgettext_lazy("yearly figures", "Openings listed on the day"),
    "headcount": pgettext_lazy("yearly figures", "People wanted by them"),
    "people": pgettext_lazy("yearly figures", "People whose information was provided in the year"),
    "handed_over": pgettext_lazy("yearly figures", "Hand-overs in the year"),
}


def day_of(year: int) -> date:
    return date(year, MONTH, DAY)


def due_of(year: int) -> date:
    return date(year, DUE_MONTH, DUE_DAY)


def count(on: date) -> dict[str, int]:
    """Count as of the end of one day. Needs the operator."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, total FROM yearly_counts(%s)", [on])
        return dict(cursor.fetchall())


def may_take(today: date) -> bool:
    """From 1 June on, once a year."""
    return today >= day_of(today.year) and not NetworkReport.objects.filter(year=today.year).exists()


@transaction.atomic
def take(today: date, *, by: Actor) -> NetworkReport | None:
    """Count this year's figures as of 1 June and keep them. Before that day nothing; a second time gives the first."""
    if today < day_of(today.year):
        return None
    report, made = NetworkReport.objects.get_or_create(
        year=today.year, defaults={"counted_on": day_of(today.year), "counts": count(day_of(today.year))}
    )
    if made:
        record(RelayEvent.COUNTED, report, by=by, year=report.year)
    return report


def reports() -> list[NetworkReport]:
    return list(NetworkReport.objects.all())


def rows_of(counts: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    return [(label, counts[key]) for key, label in LABELS.items() if key in counts]


def business_year(today: date) -> tuple[date, date]:
    """From 1 April to the day before the next one."""
    year = today.year if today.month >= BUSINESS_YEAR_BEGINS else today.year - 1
    return date(year, BUSINESS_YEAR_BEGINS, 1), date(year + 1, BUSINESS_YEAR_BEGINS, 1)


def placements_of(span: tuple[date, date]) -> list[tuple[str | Promise, int]]:
    """What Art. 32-16 asks for, from the books. Needs the operator."""
    begun = book().filter(introduced_on__gte=span[0], introduced_on__lt=span[1])
    hired = book().filter(result=Result.HIRED, hired_on__gte=span[0], hired_on__lt=span[1])
    lasting = hired.filter(permanent=True)
    return [
        (pgettext_lazy("yearly figures", "People introduced"), begun.values("person").distinct().count()),
        (pgettext_lazy("yearly figures", "Jobs introduced to"), begun.values("position").distinct().count()),
        (pgettext_lazy("yearly figures", "Introductions"), begun.count()),
        (pgettext_lazy("yearly figures", "Hires"), hired.count()),
        (pgettext_lazy("yearly figures", "of these without a term"), lasting.count()),
        (pgettext_lazy("yearly figures", "of these left within six months"), lasting.filter(left_early=True).count()),
        (pgettext_lazy("yearly figures", "of these not known"), lasting.filter(left_early=None).count()),
    ]
