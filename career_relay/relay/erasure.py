"""How long asks and introductions live: what nobody answered goes soon, what was handed over with its records."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.erasure import Kept, NoPersonalData, Own, Scope, Through, registry
from career_relay.relay.models import (
    Ask,
    AskRoom,
    AskSpending,
    CardCell,
    CardSwitch,
    HireNews,
    InterviewOffer,
    Introduction,
    NetworkReport,
    Placement,
    SeekerCard,
    TalkMessage,
)
from career_relay.relay.states import Stage

UNANSWERED = timedelta(days=30)  # LEGAL §5: an invitation without an answer


def introductions_over(limit: datetime) -> QuerySet[Introduction]:
    """What never reached the company goes a month after its end; what did goes with the records of the hand-over."""
    silent = Q(disclosed_at=None, stage__in=[Stage.DECLINED, Stage.EXPIRED, Stage.WITHDRAWN])
    rows: QuerySet[Introduction] = Introduction.objects.filter(
        silent & Q(updated_at__lt=timezone.now() - UNANSWERED) | Q(ended_at__isnull=False, updated_at__lt=limit)
    )
    return rows


registry.declare(Ask, clock=NoPersonalData(), why="what the company typed; it never says whom it reached")
registry.declare(
    Introduction, clock=Own("updated_at", "provision"), person_may_read=True, due=introductions_over,
    acts_for=Scope.PERSON,
)  # fmt: skip
registry.declare(HireNews, clock=Through("candidate"), person_may_read=True)
registry.declare(TalkMessage, clock=Through("introduction"), person_may_read=True)
registry.declare(InterviewOffer, clock=Through("introduction"), person_may_read=True)
registry.declare(
    Placement, clock=Own("keep_until"), acts_for=Scope.COMPANY,
    why="the operator's statutory book; the person reads the same in introductions and hand-overs (LEGAL §3.5)",
)  # fmt: skip
registry.declare(
    SeekerCard,
    clock=Kept(
        _("What the book of job-seekers wants beside the name."),
        _("until the person takes it back, or leaves"),
    ),
    person_may_read=True,
    with_person="person",
)
registry.declare(NetworkReport, clock=NoPersonalData(), why="totals of the whole network")
registry.declare(
    AskSpending, clock=NoPersonalData(), why="how many people a company asked about on a day: its own limits"
)
for _model in (AskRoom, CardCell, CardSwitch):
    registry.declare(_model, clock=NoPersonalData(), why="coarse facts of the whole network, renewed by the clock")
