"""How many mails an account may still send: what the services publish, counted for each account across all workers."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.notices.models import SenderAccount
from career_relay.notices.sender_states import Problem

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
REST = timedelta(minutes=15)
PLENTY = 1_000_000
FOR_RESULTS = 10  # one in so many of a day's mails is kept for results when many are written to


class Limits(NamedTuple):
    per_minute: int  # 0: none is known
    per_day: int


def limits_of(account: SenderAccount) -> Limits:
    service = settings.MAIL_SERVICES.get(account.kind)
    return Limits(service.per_minute, service.per_day) if service else Limits(0, 0)


def is_resting(account: SenderAccount) -> bool:
    """Whether the service has said a moment ago that it takes no more, whatever we counted."""
    if account.problem != Problem.LIMIT or not account.problem_said or account.problem_at is None:
        return False
    return timezone.now() - account.problem_at < REST


def left_now(account: SenderAccount) -> int:
    """Give how many mails the account may send at this moment."""
    limits, now = limits_of(account), timezone.now()
    if is_resting(account):
        return 0
    by_minute = _left(limits.per_minute, account.minute_sent, account.minute_from, now - MINUTE)
    return min(by_minute, left_in_the_day(account, now=now))


def left_in_the_day(account: SenderAccount, *, now: datetime) -> int:
    """Give how many mails the account may send before its day of 24 hours begins anew."""
    return _left(limits_of(account).per_day, account.day_sent, account.day_from, now - DAY)


def _left(limit: int, sent: int, since: datetime | None, oldest: datetime) -> int:
    if not limit:
        return PLENTY
    return max(limit - sent, 0) if since and since > oldest else limit


def note_sending(account: SenderAccount) -> None:
    """Count one mail, whatever became of it: the service has counted it too. A window begins with its first mail."""
    if not any(limits_of(account)):
        return
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk).update(
            minute_sent=_one_more("minute", MINUTE), minute_from=_begun("minute", MINUTE),
            day_sent=_one_more("day", DAY), day_from=_begun("day", DAY),
        )  # fmt: skip


def _is_running(window: str, length: timedelta) -> Q:
    return Q(**{f"{window}_from__gt": Now() - length})


def _one_more(window: str, length: timedelta) -> Case:
    return Case(When(_is_running(window, length), then=F(f"{window}_sent") + 1), default=Value(1))


def _begun(window: str, length: timedelta) -> Case:
    return Case(When(_is_running(window, length), then=F(f"{window}_from")), default=Now())
