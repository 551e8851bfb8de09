"""The figures as data: what each asks, over what, when it is ripe, and where its definition comes from.

Formulas: KPI.md §2 of the product's definition, restated here so that this file is enough. Where a figure is about
people, people are counted, not applications; where it is about answers owed, each application is owed one.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SMALLEST_CELL = 5  # no total under five is shown (LEGAL A-07)
SMALLEST_SHARED_RATE = 10  # no rate under ten in shared reports


class Unit(StrEnum):
    SHARE = "share"
    COUNT = "count"
    DAYS = "days"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Metric:
    key: str
    name: str | Promise
    question: str | Promise
    numerator: str | Promise
    denominator: str | Promise
    unit: Unit
    maturity_days: int  # days after the cohort's day before it may be judged
    source: str
    relay: bool = False  # speaks of other companies: not shown while the network relays nothing


METRICS: tuple[Metric, ...] = (
    Metric(
        key="reapply_rate",
        name=_("Re-application rate"),
        question=_("Of the people we answered with a no, how many applied to us again?"),
        numerator=_("people whose next application came within 365 days of the answer"),
        denominator=_("people answered with a no, whose 365 days ended in this period"),
        unit=Unit.SHARE,
        maturity_days=365,
        source="own definition: ReApplyRate(P, W = 365)",
    ),
    Metric(
        key="reapply_rate_180",
        name=_("Re-application rate within half a year"),
        question=_("The same, after 180 days: known sooner."),
        numerator=_("people whose next application came within 180 days of the answer"),
        denominator=_("people answered with a no, whose 180 days ended in this period"),
        unit=Unit.SHARE,
        maturity_days=180,
        source="own definition: ReApplyRate(P, W = 180)",
    ),
    Metric(
        key="reapply_hire_rate",
        name=_("Hires among re-applications"),
        question=_("Of those who applied again, how many did we hire?"),
        numerator=_("re-applicants hired"),
        denominator=_("re-applicants with a final outcome"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition: ReApplyHireRate",
    ),
    Metric(
        key="referral_hires",
        name=_("Hires through the relay"),
        question=_("How many people joined us through the relay?"),
        numerator=_("people hired, counted once, at the start date"),
        denominator="",
        unit=Unit.COUNT,
        maturity_days=0,
        source="own definition: ReferralHires",
        relay=True,
    ),
    Metric(
        key="satisfaction",
        name=_("Candidates' satisfaction"),
        question=_("After our answer, would they recommend applying to us?"),
        numerator=_("answers 9 and 10 minus answers 0 to 6"),
        denominator=_("answers to the question (0 to 10), counted in whole fives"),
        unit=Unit.POINTS,
        maturity_days=0,
        source="cNPS, for people answered with a no",
    ),
    Metric(
        key="response_rate",
        name=_("Answers to the question"),
        question=_("How many of those we told answered?"),
        numerator=_("people who answered"),
        denominator=_("people who were told their result and asked"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="shown beside every satisfaction figure",
    ),
    Metric(
        key="helpful_rate",
        name=_("Helpful feedback"),
        question=_("Was our answer helpful to them?"),
        numerator=_("answers that said helpful"),
        denominator=_("answers to that question, counted in whole fives"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition: feedback usefulness",
    ),
    Metric(
        key="time_to_notice",
        name=_("Days to the notice"),
        question=_("How many business days from the decision until the person was told?"),
        numerator=_("business days from decision to notice, median"),
        denominator=_("answers given"),
        unit=Unit.DAYS,
        maturity_days=0,
        source="own definition: TimeToNotice, Japanese business days",
    ),
    Metric(
        key="silence_rate",
        name=_("Left without an answer"),
        question=_("How many applications had no answer 30 days after the last activity?"),
        numerator=_("those without a notice by the 30th day"),
        denominator=_("applications answered with a no or standing still, 30 days after their last activity"),
        unit=Unit.SHARE,
        maturity_days=30,
        source="own definition: SilenceRate",
    ),
    Metric(
        key="on_time_rate",
        name=_("Answered by the promised date"),
        question=_("How many got their answer by the date we promised?"),
        numerator=_("applications answered on or before the promised date"),
        denominator=_("applications whose promised date has passed"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition: OnTimeRate",
    ),
    Metric(
        key="feedback_rate",
        name=_("Personal feedback after an interview"),
        question=_("After an interview, how many got at least one personal point?"),
        numerator=_("those told with a personal point"),
        denominator=_("decisions after an interview"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition: feedback given",
    ),
    Metric(
        key="relay_reply_rate",
        name=_("Answered in time through the relay"),
        question=_("How many people who came through the relay had our answer by the promised day?"),
        numerator=_("those answered by their date"),
        denominator=_("people received through the relay whose date has passed"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition: ReplyRate",
        relay=True,
    ),
    Metric(
        key="relay_interview_rate",
        name=_("Talks through the relay"),
        question=_("How many people who came through the relay did we meet?"),
        numerator=_("those who reached an interview"),
        denominator=_("people received through the relay"),
        unit=Unit.SHARE,
        maturity_days=0,
        source="own definition",
        relay=True,
    ),
)

BY_KEY: dict[str, Metric] = {metric.key: metric for metric in METRICS}
