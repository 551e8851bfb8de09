"""Reminders to all sides, on business days: an answer that is due, times that wait, a meeting tomorrow, a silence (PRODUCT E6).

Each occasion is told once; the round is safe to run twice.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from career_relay.base.business_days import add_business_days, business_days_until, next_business_day
from career_relay.base.tenancy import current_company
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.relay.books import book, unfinished
from career_relay.relay.models import InterviewOffer, Introduction, TalkMessage
from career_relay.relay.models.talks import OfferState, Side
from career_relay.relay.states import Stage
from career_relay.relay.telling import tell_company, tell_staff

DUE_WITHIN = 1  # business days
STILL_AFTER = 10  # business days without a move or a word
TIMES_WAIT = 3  # business days until the person is reminded of times, once


def remind(today: date) -> None:
    """Go round one company. Needs it active, and today to be a business day."""
    _answers_due(today)
    _meetings_next(today)
    _times_waiting(today)
    _silences(today)
    _stays()


def _answers_due(today: date) -> None:
    """One notice a day, however many wait: it says that, and not how many."""
    waiting = Introduction.objects.filter(stage=Stage.DISCLOSED, reply_by__gte=today).values_list("reply_by", flat=True)
    if any(0 <= business_days_until(day, today=today) <= DUE_WITHIN for day in waiting if day):
        tell_company(current_company(), "due", day=today.isoformat())


def _meetings_next(today: date) -> None:
    """What is agreed from now to the end of the next business day, to both."""
    last = next_business_day(today + timedelta(days=1))
    before = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    agreed = InterviewOffer.objects.filter(
        state=OfferState.AGREED, starts_at__gt=timezone.now(), starts_at__lt=before
    ).select_related("introduction")
    for offer in agreed:
        tell_staff(offer.introduction, "tomorrow", offer=offer.pk)
        _tell_person(offer.introduction, "tomorrow", offer=offer.pk)


def _times_waiting(today: date) -> None:
    for offer in InterviewOffer.objects.filter(state=OfferState.OPEN).select_related("introduction"):
        if today >= add_business_days(timezone.localdate(offer.offered_at), TIMES_WAIT):
            _tell_person(offer.introduction, "times", again=offer.pk)


def _silences(today: date) -> None:
    """The person waits in a talk: remind the company once every ten business days without a move or a word of its own."""
    for one in Introduction.objects.filter(stage__in=[Stage.INTERVIEWING, Stage.OFFERED]):
        last = _last_sign(one)
        if today >= add_business_days(last, STILL_AFTER):
            tell_staff(one, "still", since=last.isoformat())


def _last_sign(introduction: Introduction) -> date:
    words = TalkMessage.objects.filter(introduction=introduction, side=Side.COMPANY).order_by("-id").first()
    times = InterviewOffer.objects.filter(introduction=introduction).exclude(state=OfferState.NONE_FITS).first()
    signs = [
        introduction.interviewing_at,
        introduction.offered_at,
        words.written_at if words else None,
        (times.starts_at or times.offered_at) if times else None,
    ]
    return timezone.localdate(max(one for one in signs if one is not None))


def _stays() -> None:
    for line in unfinished(book().filter(introduction__isnull=False).select_related("introduction")):
        if line.introduction is not None:
            tell_staff(line.introduction, "stay")


def _tell_person(introduction: Introduction, what: str, **occasion: str | int) -> None:
    send_to_person(
        PersonalKind.PROGRESS,
        person_id=introduction.person_id,
        subject_ref=introduction.pk,
        data={"what": what, **occasion},
    )
