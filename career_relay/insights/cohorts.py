"""Counting people and applications of the active company, each figure in one statement.

Every function takes the period and the moment of asking and gives a `Tally`: nothing here reads the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from career_relay.base.business_days import business_days_until
from career_relay.candidates.models import Application
from career_relay.candidates.states import IN_PROGRESS, Reached, Stage
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.states import DELIVERED, LegalClass
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage as Relay

IDLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and including `end`, in Japanese time."""

    start: date
    end: date

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.start, time.min))

    @property
    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.end + timedelta(days=1), time.min))


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. `values` holds one number for each of the n where a median or a score is asked."""

    numerator: int
    denominator: int
    values: tuple[float, ...] = ()


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
    """Count people whose answer ripened in the period: it came `days` before. The first answer of each counts."""
    window = timedelta(days=days)
    until = min(period.until - window, at - window)
    with connection.cursor() as cursor:
        cursor.execute(REAPPLIED, {"since": period.since - window, "until": until, "days": days})
        people, again = cursor.fetchone()
    return Tally(again, people)


def reapplicants_hired(period: Period, at: datetime) -> Tally:
    decided = Application.objects.filter(
        is_reapplication=True, decided_at__gte=period.since, decided_at__lt=min(period.until, at)
    )
    return Tally(
        decided.filter(stage=Stage.HIRED).values("candidate_id").distinct().count(),
        decided.values("candidate_id").distinct().count(),
    )


def relay_hires(period: Period, at: datetime) -> Tally:
    """Count hires at their start date, once it has come (ReferralHires)."""
    today = timezone.localdate(at)
    started = Introduction.objects.filter(
        stage=Relay.HIRED, starts_on__gte=period.start, starts_on__lte=min(period.end, today)
    )
    return Tally(started.values("person_id").distinct().count(), 0)


def satisfaction(period: Period, at: datetime) -> Tally:
    answers = _answers(period, at).filter(recommend__isnull=False).values_list("recommend", flat=True)
    values = tuple(float(answer) for answer in answers if answer is not None)
    return Tally(len(values), len(values), values)


def responses(period: Period, at: datetime) -> Tally:
    told = _told(period, at).exclude(application=None).values("candidate_id").distinct().count()
    answered = _answers(period, at).values("application__candidate_id").distinct().count()
    return Tally(min(answered, told), told)


def helpful(period: Period, at: datetime) -> Tally:
    said = _answers(period, at).filter(helpful__isnull=False)
    return Tally(said.filter(helpful=True).count(), said.count())


def days_to_notice(period: Period, at: datetime) -> Tally:
    pairs = (
        _told(period, at)
        .filter(application__decided_at__isnull=False, legal_class=LegalClass.NOTICE)
        .values("application_id")
        .annotate(first=Min("sent_at"), decided=F("application__decided_at"))
        .filter(first__gte=F("decided"))
        .values_list("decided", "first")
    )
    values = tuple(float(business_days_until(timezone.localdate(b), today=timezone.localdate(a))) for a, b in pairs)
    return Tally(len(values), len(values), values)


def silent(period: Period, at: datetime) -> Tally:
    """Count applications left without an answer. Decisions taken before the record came to us are left out."""
    idle_since = timezone.localdate(at - IDLE)
    waiting = Application.objects.filter(last_activity_on__gte=period.start, last_activity_on__lte=period.end).filter(
        Q(stage=Stage.REJECTED, decided_at__gte=F("created_at")) | Q(stage__in=IN_PROGRESS),
        last_activity_on__lte=idle_since,
    )
    return Tally(waiting.filter(~_has_notice()).count(), waiting.count())


def on_time(period: Period, at: datetime) -> Tally:
    today = timezone.localdate(at)
    due = Application.objects.filter(
        promised_on__gte=period.start, promised_on__lt=min(period.end + timedelta(days=1), today)
    ).exclude(stage=Stage.WITHDRAWN)
    answered = due.annotate(
        on_time=Exists(_delivered().filter(application_id=OuterRef("pk"), sent_at__date__lte=OuterRef("promised_on")))
    )
    return Tally(answered.filter(Q(on_time=True) | _hired_in_time()).count(), due.count())


def feedback(period: Period, at: datetime) -> Tally:
    after_interview = _told(period, at).filter(
        application__stage=Stage.REJECTED, application__reached__in=[Reached.FIRST, Reached.SECOND, Reached.FINAL]
    )
    return Tally(
        after_interview.exclude(personal_point="").values("application_id").distinct().count(),
        after_interview.values("application_id").distinct().count(),
    )


def relay_replies(period: Period, at: datetime) -> Tally:
    """Count introductions whose date to answer has passed, and those that got an answer by then."""
    due = _received(period).filter(reply_by__lt=timezone.localdate(at))
    answered = due.filter(
        Q(interviewing_at__date__lte=F("reply_by")) | Q(stage=Relay.NOT_SELECTED, ended_at__date__lte=F("reply_by"))
    )
    return Tally(answered.count(), due.count())


def relay_interviews(period: Period, at: datetime) -> Tally:
    return Tally(_received(period).filter(interviewing_at__isnull=False).count(), _received(period).count())


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


def _delivered() -> QuerySet[Message]:
    rows: QuerySet[Message] = Message.objects.filter(state__in=DELIVERED)
    return rows


def _told(period: Period, at: datetime) -> QuerySet[Message]:
    return _delivered().filter(sent_at__gte=period.since, sent_at__lt=min(period.until, at))


def _answers(period: Period, at: datetime) -> QuerySet[SurveyAnswer]:
    rows: QuerySet[SurveyAnswer] = SurveyAnswer.objects.filter(
        answered_at__gte=period.since, answered_at__lt=min(period.until, at), application__stage=Stage.REJECTED
    )
    return rows


def _has_notice() -> Exists:
    return Exists(_delivered().filter(application_id=OuterRef("pk"), legal_class=LegalClass.NOTICE))


def _hired_in_time() -> Q:
    return Q(stage__in=[Stage.OFFERED, Stage.HIRED], offered_on__lte=F("promised_on"))
