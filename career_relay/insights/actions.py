"""Keeping a day's figures."""

from datetime import date

from django.db import transaction

from career_relay.base.tenancy import current_company
from career_relay.insights.facts import end_of, make
from career_relay.insights.models import Snapshot
from career_relay.insights.queries import figures, last_year


@transaction.atomic
def take_snapshot(day: date) -> list[Snapshot]:
    """Keep the figures of the active company as they stood when the day ended. Taken again, they replace themselves.

    The moment is the day's last one, not the moment of the run: a recount later asks the same question.
    """
    make(day)
    at = end_of(day)
    rows = [
        Snapshot(
            company_id=current_company(),
            day=day,
            key=figure.key,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=figure.value,
            n=figure.n,
        )
        for figure in figures(last_year(at), at=at)
    ]
    return Snapshot.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["company", "day", "key"],
        update_fields=["numerator", "denominator", "value", "n"],
    )
