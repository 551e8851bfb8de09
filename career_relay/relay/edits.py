"""Changing a position that people are being asked about costs as much as asking anew (PRODUCT E4).

Otherwise one question, edited twenty times, would be twenty: by the words that decide whom it fits, a company could feel
its way to one person.
"""

from typing import Any

from django.db.models import Max
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.positions.models import Position
from career_relay.positions.signals import conditions_changed, position_changing
from career_relay.relay.budget import budget_on, spend
from career_relay.relay.locks import hold_budget
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import WITH_RECEIVER, AskState


def price_of(position: Position) -> int:
    """Give what a change of the words that decide costs today: the largest limit of the questions still open, or 0.

    Also while the position is paused: it may be opened again before the day to answer by.
    """
    running = Ask.objects.filter(position=position, state=AskState.OPEN, due_on__gte=timezone.localdate())
    return int(running.aggregate(most=Max("upto"))["most"] or 0)


@receiver(position_changing, dispatch_uid="relay.position_changing")
def position_is_changing(position: Position, **_more: Any) -> None:
    """Take the price from the budget. Raises Refused(BUDGET_SPENT); then the position stays as it was."""
    if not (price := price_of(position)):
        return
    hold_budget(position.company_id)
    today = timezone.localdate()
    if price > (left := budget_on(today).left):
        raise Refused(
            _(
                "People are being asked about this position. Changing what it asks for costs {price} of today's budget, "
                "as asking anew does, and {left} is left. Change it tomorrow, or after the day to answer by."
            ).format(price=price, left=left),
            code="BUDGET_SPENT",
        )
    spend(price, on=today)


@receiver(conditions_changed, dispatch_uid="relay.conditions_changed")
def tell_those_in_touch(position: Position, **_more: Any) -> None:
    """Write to whoever handed something over for it, once a day (LEGAL J-06). Who was only asked reads it on the page."""
    told = {"what": "conditions", "day": timezone.localdate().isoformat()}
    for one in Introduction.objects.filter(position=position, stage__in=WITH_RECEIVER):
        send_to_person(PersonalKind.PROGRESS, person_id=one.person_id, subject_ref=one.pk, data=told)
