"""Questions about notices: asked here and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.business_days import add_business_days
from career_relay.candidates.models import Application
from career_relay.candidates.sources import guarded
from career_relay.candidates.states import Reached, Stage
from career_relay.notices import surveys
from career_relay.notices.channels import MOST_TRIES, Outcome
from career_relay.notices.models import CallTry, Message
from career_relay.notices.states import DELIVERED, ON_ITS_WAY, OPEN, STOPPED, Channel, LegalClass, MessageState

S = MessageState
WAITING_DAYS = 90  # older decisions came with an import and were answered elsewhere
VISIT_DAYS = 3  # business days after which an unopened result page becomes a call
CALL_DAYS = 30


def notices() -> QuerySet[Message]:
    """Give what tells a result. What was written back to an answer speaks of none."""
    rows: QuerySet[Message] = Message.objects.filter(legal_class=LegalClass.NOTICE, application__isnull=False)
    return rows.select_related("candidate", "application")


def applications_without_notice(at: datetime | None = None) -> QuerySet[Application]:
    """Give the applications answered with a no whose candidate was not told, with nothing drafted or stopped."""
    since = (at or timezone.now()) - timedelta(days=WAITING_DAYS)
    mine = Message.objects.filter(application_id=OuterRef("pk"), legal_class=LegalClass.NOTICE)
    told = Q(state__in=[*DELIVERED, *STOPPED], for_decided_at=OuterRef("decided_at"))
    rows: QuerySet[Application] = Application.objects.filter(stage=Stage.REJECTED, decided_at__gte=since)
    waiting = rows.exclude(Exists(mine.filter(Q(state__in=OPEN) | told)))
    return waiting.select_related("candidate").order_by("decided_at", "pk")


def latest_notice(application: Application) -> Message | None:
    """Give the last notice that reached somebody (or may have), for the result page."""
    reached: QuerySet[Message] = Message.objects.filter(
        application=application, legal_class=LegalClass.NOTICE, state__in=[*DELIVERED, S.UNKNOWN]
    )
    return reached.order_by("-sent_at", "-pk").first()


@dataclass(frozen=True, slots=True)
class Batch:
    """Notices drafted or released together."""

    batch: UUID
    title: str
    reached: str
    count: int
    checked: int
    since: datetime
    send_after: datetime | None


def batches(state: str) -> list[Batch]:
    """Give the batches that have notices in `state`, the newest first."""
    mine = notices().filter(state=state)
    rows = mine.values("batch").annotate(
        n=Count("pk"),
        ticked=Count("pk", filter=Q(is_checked=True)),
        since=Min("created_at"),
        leaves=Min("send_after"),
        title=Min("application__position_title"),
        titles=Count("application__position_title", distinct=True),
        reached=Max("application__reached"),
        depths=Count("application__reached", distinct=True),
    )
    return [_batch(row) for row in rows.order_by("-since")]


def _batch(row: Mapping[str, Any]) -> Batch:
    title = str(row["title"] or "") if row["titles"] == 1 else _("Several positions")
    reached = str(Reached(str(row["reached"])).label) if row["depths"] == 1 else ""
    return Batch(row["batch"], title, reached, row["n"], row["ticked"], row["since"], row["leaves"])


def of_batch(batch: UUID) -> QuerySet[Message]:
    return notices().filter(batch=batch).exclude(state=S.CANCELLED).order_by("pk")


def drafts_of(batch: UUID) -> QuerySet[Message]:
    return of_batch(batch).filter(state=S.DRAFT)


def counts() -> dict[str, int]:
    """Give how many notices wait at each place of the list."""
    by_state = dict(notices().order_by().values_list("state").annotate(Count("pk")))
    return {
        "drafts": by_state.get(S.DRAFT, 0),
        "held": sum(by_state.get(state, 0) for state in ON_ITS_WAY),
        "uncertain": by_state.get(S.UNKNOWN, 0),
        "stopped": stopped().count(),
        "sent": sum(by_state.get(state, 0) for state in DELIVERED),
    }


def stopped() -> QuerySet[Message]:
    """Give what the mail server refused and what the last look skipped, if nothing newer was written since."""
    newer = Message.objects.filter(application_id=OuterRef("application_id"), pk__gt=OuterRef("pk"))
    rows = notices().filter(state__in=STOPPED).exclude(Exists(newer))
    return rows.order_by("-created_at", "-pk")


def sent() -> QuerySet[Message]:
    return notices().filter(state__in=DELIVERED).order_by("-sent_at", "-pk")


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring up, why, and what came of it so far."""

    message: Message
    why: str
    tries: tuple[CallTry, ...] = ()

    @property
    def next_on(self) -> date | None:
        return self.tries[-1].next_on if self.tries else None

    @property
    def wants_letter(self) -> bool:
        """Whether a letter is the better way by now: no number, or three calls that reached nobody."""
        return len(self.tries) >= MOST_TRIES or not self.message.candidate.phone


def calls(today: date | None = None) -> list[Call]:
    """Give whom to call today: chosen so, not reachable by mail, or the result page stayed unopened (PRODUCT B10)."""
    day = today or timezone.localdate()
    return [call for call in all_calls(day) if call.next_on is None or call.next_on <= day]


def all_calls(today: date) -> list[Call]:
    """Give everybody who has to be called, also those whose next try is on a later day."""
    open_ = ~Q(outcome__in=[Outcome.TOLD, Outcome.POSTED])
    chosen = Q(state=S.DRAFT, channel=Channel.PHONE)
    unreachable = Q(state__in=STOPPED, channel=Channel.MAIL) & ~Q(
        skip_reason__in=["protected", "withdrawn", "superseded"]
    )
    unseen = Q(state=S.ACCEPTED, channel=Channel.MAIL, seen_at=None, sent_at__range=_unvisited(today))
    rows = notices().filter(open_ & (chosen | unreachable | unseen)).order_by("sent_at", "pk")
    rows = rows.exclude(candidate__in=guarded(today))  # an agency tells them
    tried = rows.prefetch_related(Prefetch("tries", CallTry.objects.select_related("by").order_by("pk")))
    return [Call(message, _why(message), tuple(message.tries.all())) for message in tried]


def _unvisited(today: date | None) -> tuple[datetime, datetime]:
    """Give the span of sending times whose result page should have been opened by now."""
    day = today or timezone.localdate()
    last = next(day - timedelta(n) for n in range(1, 30) if add_business_days(day - timedelta(n), VISIT_DAYS) <= day)
    tz = timezone.get_current_timezone()
    end = datetime.combine(last, datetime.max.time(), tz)
    return end - timedelta(days=CALL_DAYS), end


def _why(message: Message) -> str:
    if message.state == S.ACCEPTED:
        return _("The result page was not opened within three business days.")
    if message.state == S.DRAFT:
        return _("To be told by phone.")
    return message.get_skip_reason_display() if message.skip_reason else _("The mail came back.")


def waiting_by_candidate(ids: Iterable[int]) -> set[int]:
    """Give which of these candidates have a notice in the making or on its way."""
    found = Message.objects.filter(candidate_id__in=ids, state__in=OPEN).values_list("candidate_id", flat=True)
    return set(found)


@dataclass(frozen=True, slots=True)
class Everybody:
    """How many of those who were answered with a no have been told."""

    told: int
    all: int

    @property
    def left(self) -> int:
        return self.all - self.told


def everybody(at: datetime | None = None) -> Everybody:
    """Count the decisions of the last ninety days, and those of them that reached the person or their agency."""
    since = (at or timezone.now()) - timedelta(days=WAITING_DAYS)
    mine = Message.objects.filter(application_id=OuterRef("pk"), legal_class=LegalClass.NOTICE)
    told = Exists(mine.filter(state__in=DELIVERED, for_decided_at=OuterRef("decided_at")))
    decided = Application.objects.filter(stage=Stage.REJECTED, decided_at__gte=since)
    found = decided.aggregate(all=Count("pk"), told=Count("pk", filter=told))
    return Everybody(found["told"], found["all"])


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """How candidates found one template: shown from five answers on, never beside a name (PRODUCT B9)."""

    yes: int
    answers: int


def helpfulness(template_key: str, at: datetime | None = None) -> Helpfulness | None:
    """Give what was said of one wording within ninety days, in whole fives; none when there is no five."""
    since = timezone.localdate(at) - timedelta(days=90)
    said = [bool(one) for one in surveys.sealed("helpful", since=since, template_key=template_key)]
    return Helpfulness(sum(said), len(said)) if said else None
