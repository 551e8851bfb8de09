"""Counting people and applications of the active company, each figure in one statement.

Every function takes the period and the moment of asking and gives a `Tally`: nothing here reads the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Case, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from career_relay.base.business_days import business_days_until
from career_relay.candidates.models import Application
from career_relay.candidates.states import DECIDED, IN_PROGRESS, Reached, Stage
from career_relay.notices import surveys
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.states import DELIVERED, Channel, LegalClass
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage as Relay

IDLE = timedelta(days=30)
AFTER_INTERVIEW = (Reached.FIRST, Reached.SECOND, Reached.FINAL)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and including `end`, in Japanese time."""

    start: date
    end: date

    @property
    def since(self) -> datetime:
        return midnight(self.start)

    @property
    def until(self) -> datetime:
        return midnight(self.end + timedelta(days=1))


def midnight(day: date) -> datetime:
    """Give the moment a day begins in Japan."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. `values` holds one number for each of the n where a median or a score is asked.

    Not `mature`: the window of these people is still open, so the figure can only be shown greyed.
    """

    numerator: int
    denominator: int
    values: tuple[float, ...] = ()
    mature: bool = True


REAPPLIED = """
WITH answered AS (
    SELECT candidate_id, min(decided_at) AS decided_at FROM candidates_application
    WHERE company_id = (SELECT cr_company()) AND stage = 'rejected' AND decided_at >= %(since)s AND decided_at < %(until)s
    GROUP BY candidate_id
)
SELECT count(*), count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM candidates_application b
    WHERE b.company_id = (SELECT cr_company()) AND b.candidate_id = answered.candidate_id
      AND b.applied_on > (answered.decided_at AT TIME ZONE 'Asia/Tokyo')::date
      AND b.applied_on <= (answered.decided_at AT TIME ZONE 'Asia/Tokyo')::date + %(days)s))
FROM answered
"""


def reapplied(period: Period, at: datetime, *, days: int) -> Tally:
    """Count people whose window of so many days closed in the period: they were answered that long before.

    Each counts once, with their first answer: with the last one, everybody who came back and was turned away again
    would count as not having come back. While nobody's window has closed, the people answered in the period are
    counted instead, and the tally is not mature.
    """
    window = timedelta(days=days)
    closed = min(period.until, midnight(timezone.localdate(at)))
    ripe = _reapplied(period.since - window, closed - window, days)
    return ripe if ripe.denominator else replace(_reapplied(period.since, min(period.until, at), days), mature=False)


def _reapplied(since: datetime, until: datetime, days: int) -> Tally:
    with connection.cursor() as cursor:
        cursor.execute(REAPPLIED, {"since": since, "until": until, "days": days})
        people, again = cursor.fetchone()
    return Tally(again, people)


def reapplicants_hired(period: Period, at: datetime) -> Tally:
    """Count people who came back after a no and have a final outcome in the period."""
    turned_away_before = Application.objects.filter(
        candidate_id=OuterRef("candidate_id"), stage=Stage.REJECTED, decided_at__date__lt=OuterRef("applied_on")
    )
    decided = Application.objects.filter(
        Exists(turned_away_before),
        stage__in=DECIDED,
        decided_at__gte=period.since,
        decided_at__lt=min(period.until, at),
    )
    return Tally(_people(decided.filter(stage=Stage.HIRED)), _people(decided))


def relay_hires(period: Period, at: datetime) -> Tally:
    """Count hires at their start date, once it has come (ReferralHires)."""
    today = timezone.localdate(at)
    started = Introduction.objects.filter(
        stage=Relay.HIRED, starts_on__gte=period.start, starts_on__lte=min(period.end, today)
    )
    return Tally(started.values("person_id").distinct().count(), 0)


def satisfaction(period: Period, at: datetime) -> Tally:
    values = tuple(float(value) for value in _answers("recommend", period, at))
    return Tally(len(values), len(values), values)


def responses(period: Period, at: datetime) -> Tally:
    """Count people who were told and asked, and those of them who answered. An agency is told, not asked."""
    asked = _told(period, at).filter(survey_wanted=True).exclude(channel=Channel.AGENCY)
    answer = SurveyAnswer.objects.filter(application_id=OuterRef("application_id"), answered_at__lt=at)
    return Tally(_people(asked.filter(Exists(answer))), _people(asked))


def helpful(period: Period, at: datetime) -> Tally:
    said = _answers("helpful", period, at)
    return Tally(sum(said), len(said))


def days_to_notice(period: Period, at: datetime) -> Tally:
    """Count business days from each decision to the first notice after it; the notice falls in the period."""
    first = _notices().filter(application_id=OuterRef("pk"), sent_at__gte=OuterRef("decided_at")).order_by("sent_at")
    pairs = (
        Application.objects.filter(stage=Stage.REJECTED)
        .annotate(told_at=Subquery(first.values("sent_at")[:1]))
        .filter(told_at__gte=period.since, told_at__lt=min(period.until, at))
        .values_list("decided_at", "told_at")
    )
    values = tuple(
        float(business_days_until(timezone.localdate(told), today=timezone.localdate(decided)))
        for decided, told in pairs
    )
    return Tally(len(values), len(values), values)


def silent(period: Period, at: datetime) -> Tally:
    """Count applications without an answer 30 days after their last activity.

    Decisions taken before the record came to us are left out: their answer was given elsewhere. So are people who
    were hired or went away themselves: they wait for nothing.
    """
    waiting = (
        Application.objects.filter(last_activity_on__gte=period.start, last_activity_on__lte=period.end)
        .filter(last_activity_on__lt=timezone.localdate(at - IDLE))
        .filter(Q(stage=Stage.REJECTED, decided_at__gte=F("created_at")) | Q(stage__in=IN_PROGRESS))
        .annotate(
            open_since=Case(
                When(stage=Stage.REJECTED, then=TruncDate("decided_at")),
                default=F("last_activity_on"),
                output_field=DateField(),
            ),
            latest=ExpressionWrapper(F("last_activity_on") + Value(IDLE), output_field=DateField()),
        )
    )
    answer = _notices().filter(
        application_id=OuterRef("pk"), sent_at__date__gte=OuterRef("open_since"), sent_at__date__lte=OuterRef("latest")
    )
    return Tally(waiting.filter(~Exists(answer)).count(), waiting.count())


def on_time(period: Period, at: datetime) -> Tally:
    """Count applications whose promised date has passed. Who went away before that date had no more answer to get."""
    today = timezone.localdate(at)
    due = Application.objects.filter(
        promised_on__gte=period.start, promised_on__lte=period.end, promised_on__lt=today
    ).exclude(stage=Stage.WITHDRAWN, decided_at__date__lte=F("promised_on"))
    answer = _notices().filter(application_id=OuterRef("pk"), sent_at__date__lte=OuterRef("promised_on"))
    offered = Q(stage__in=[Stage.OFFERED, Stage.HIRED], offered_on__lte=F("promised_on"))
    return Tally(due.filter(Q(Exists(answer)) | offered).count(), due.count())


def feedback(period: Period, at: datetime) -> Tally:
    """Count decisions of the period after an interview, and those told with a personal point."""
    decided = Application.objects.filter(
        stage=Stage.REJECTED,
        reached__in=AFTER_INTERVIEW,
        decided_at__gte=period.since,
        decided_at__lt=min(period.until, at),
    ).filter(decided_at__gte=F("created_at"))
    point = _notices().filter(application_id=OuterRef("pk"), sent_at__lt=at).exclude(personal_point="")
    return Tally(decided.filter(Exists(point)).count(), decided.count())


def relay_replies(period: Period, at: datetime) -> Tally:
    """Count introductions whose date to answer has passed, and those answered by then.

    Who withdrew before that date, unanswered, is left out: nobody waited any more.
    """
    due = (
        _received(period)
        .filter(reply_by__lt=timezone.localdate(at))
        .exclude(stage=Relay.WITHDRAWN, interviewing_at=None, ended_at__date__lte=F("reply_by"))
    )
    answered = due.filter(
        Q(interviewing_at__date__lte=F("reply_by")) | Q(stage=Relay.NOT_SELECTED, ended_at__date__lte=F("reply_by"))
    )
    return Tally(answered.count(), due.count())


def relay_interviews(period: Period, at: datetime) -> Tally:
    received = _received(period)
    return Tally(received.filter(interviewing_at__isnull=False).count(), received.count())


@dataclass(frozen=True, slots=True)
class Funnel:
    """Introductions a company received, by how far they came. Nothing before a yes is ever counted."""

    disclosed: int
    receipt: int
    interviewing: int
    offered: int
    hired: int


def funnel(period: Period) -> Funnel:
    rows = _received(period)
    return Funnel(
        disclosed=rows.count(),
        receipt=rows.filter(receipt_at__isnull=False).count(),
        interviewing=rows.filter(interviewing_at__isnull=False).count(),
        offered=rows.filter(offered_at__isnull=False).count(),
        hired=rows.filter(hired_at__isnull=False).count(),
    )


def _received(period: Period) -> QuerySet[Introduction]:
    rows: QuerySet[Introduction] = Introduction.objects.filter(
        disclosed_at__gte=period.since, disclosed_at__lt=period.until
    )
    return rows


def _people(rows: QuerySet[Application] | QuerySet[Message]) -> int:
    return rows.values("candidate_id").distinct().count()


def _notices() -> QuerySet[Message]:
    rows: QuerySet[Message] = Message.objects.filter(state__in=DELIVERED, legal_class=LegalClass.NOTICE)
    return rows


def _told(period: Period, at: datetime) -> QuerySet[Message]:
    return _notices().filter(application__isnull=False, sent_at__gte=period.since, sent_at__lt=min(period.until, at))


def _answers(question: str, period: Period, at: datetime) -> list[int]:
    """Give the answers to one question in whole fives, each counted on the day the last of them came.

    Five of one wording belong together for good. So every figure is a sum of whole fives, and no two figures, of
    whatever wordings, periods or days, differ by what one person said (LEGAL A-07).
    """
    until = min(period.end, timezone.localdate(at)) + timedelta(days=1)
    return [int(value) for value in surveys.sealed(question, since=period.start, until=until)]
