"""What a company may ask for on one day. Kept in PostgreSQL, which refuses by itself to go beyond it (RELIABILITY §4.10).

It falls by the limits named, never by whom they reached, so that it says nothing of anybody. When the row cannot be
written, nothing is asked: there is no other place that would allow it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.relay.alarms import tell_of_hold
from career_relay.relay.events import RelayEvent
from career_relay.relay.models import AskSpending

TOO_OFTEN = 10  # tries beyond the day's budget, after which the company's questions rest until the operator has looked


@dataclass(frozen=True, slots=True)
class Budget:
    """How many people may be asked on one day: counted by the limits asked for, not by whom they reached."""

    limit: int
    used: int
    is_held: bool = False

    @property
    def left(self) -> int:
        return 0 if self.is_held else max(self.limit - self.used, 0)


def budget_on(day: date) -> Budget:
    """Give the active company's budget of one day in Japan."""
    row = AskSpending.objects.filter(day=day).first()
    return Budget(row.most if row else settings.ASK_PEOPLE_PER_DAY, row.spent if row else 0, is_held())


def is_held() -> bool:
    return _held().exists()


def _held() -> QuerySet[AskSpending]:
    rows: QuerySet[AskSpending] = AskSpending.objects.filter(held_at__isnull=False, freed_at=None)
    return rows


def spend(many: int, *, on: date) -> None:
    """Take from the active company's budget. Raises Refused when it is not there; then nothing was taken."""
    if is_held():
        raise Refused(
            _("Your company tried far more than a day allows. Its questions rest until the operator has looked at it."),
            code="BUDGET_HELD",
        )
    row = _row(on)
    taken = AskSpending.objects.filter(pk=row.pk, spent__lte=F("most") - many).update(spent=F("spent") + many)
    if many < 1 or not taken:
        left = max(row.most - row.spent, 0)
        raise Refused(_("Today you can still ask up to {left} people.").format(left=left), code="BUDGET_SPENT")


def _row(day: date) -> AskSpending:
    row: AskSpending = AskSpending.objects.get_or_create(day=day, defaults={"most": settings.ASK_PEOPLE_PER_DAY})[0]
    return row


@transaction.atomic
def note_refusal(refusal: Refused, *, at: datetime) -> None:
    """Count what was tried beyond the budget. Too much of it holds the company's questions and is told to the operator.

    Called after the refused act was undone, so that the count stays.
    """
    if refusal.code not in {"BUDGET_SPENT", "BUDGET_HELD"}:
        return
    row = _row(timezone.localdate(at))
    AskSpending.objects.filter(pk=row.pk).update(refused=F("refused") + 1)
    held = AskSpending.objects.filter(Q(pk=row.pk), refused__gte=TOO_OFTEN, held_at=None).update(held_at=at)
    if held:
        record(RelayEvent.ASKS_HELD, row, by=SYSTEM, company=current_company())
        tell_of_hold(row, at=at)


def held_companies() -> list[AskSpending]:
    """Give the companies whose questions rest. For the operator."""
    return list(_held().select_related("company").order_by("held_at"))


def free(spending: AskSpending, *, by: Actor) -> None:
    """Let the company ask again. The day's budget stays as it was spent. Needs the company."""
    if _held().filter(pk=spending.pk).update(freed_at=timezone.now()):
        record(RelayEvent.ASKS_FREED, spending, by=by)
