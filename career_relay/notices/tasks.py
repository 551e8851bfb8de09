"""Ids in, one call. Mail opens its own transactions, one a step."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.queue import app, later
from career_relay.base.tenancy import on_behalf_of
from career_relay.notices import delivery, personal
from career_relay.notices.campaign_tasks import tend_campaign  # noqa: F401 — the queue looks for its tasks here
from career_relay.notices.inbox.tasks import forget_chatter, look_into_mailbox  # noqa: F401 — the same
from career_relay.notices.proof_tasks import forget_proofs  # noqa: F401 — and here
from career_relay.notices.rounds import watch_answers  # noqa: F401 — and here
from career_relay.notices.sender_tasks import check_domains  # noqa: F401 — and here
from career_relay.notices.smtp import Unreachable

QUEUE = "mail"
SLICE_SECONDS = 2.0  # a code to sign in must not wait for a campaign
AHEAD = 10  # somebody looks at their screen and waits for this one


@app.task(queue=QUEUE, name="notices.deliver_company")
def deliver_company(*, company_id: int) -> None:
    """Send what is due, for a moment: others wait as well. Where much is due, another worker is called to help."""
    try:
        with on_behalf_of(company_id):
            more = delivery.work_for(company_id, seconds=SLICE_SECONDS, call_help=lambda: _go_on(company_id))
    except Unreachable:
        _come_again(company_id, settings.OUTBOX.retry)
        return
    if more:
        _go_on(company_id)
    if delivery.has_doubts(company_id):
        _come_again(company_id, settings.OUTBOX.doubt)


def _go_on(company_id: int) -> None:
    """One job that waits for a worker is enough for a company."""
    if not _waiting(company_id).exclude(scheduled_at__gt=Now()).exists():
        later(deliver_company, company_id=company_id)


def _come_again(company_id: int, seconds: float) -> None:
    """And one that waits for its time, or two. Not a queueing lock: the job of a worker that died could not come back."""
    at = timezone.now() + timedelta(seconds=seconds)
    if not _waiting(company_id).filter(scheduled_at__gt=Now(), scheduled_at__lte=at + timedelta(seconds=1)).exists():
        later(deliver_company, at=at, company_id=company_id)


def _waiting(company_id: int) -> QuerySet[ProcrastinateJob]:
    name = deliver_company.name
    return ProcrastinateJob.objects.filter(task_name=name, status="todo", args__company_id=company_id)


@app.task(queue=QUEUE, name="notices.deliver_personal", priority=AHEAD)
def deliver_personal(*, mail_id: int) -> None:
    personal.deliver(mail_id)


@app.task(queue=QUEUE, name="notices.announce_in_chat")
def announce_in_chat(*, company_id: int, what: str) -> None:
    from career_relay.notices import chat

    chat.announce(company_id, what)
