"""Ids in, one call. Mail opens its own transactions, one a step."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from career_relay.base.queue import app
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

    def go_on() -> None:
        _once(company_id, f"mail {company_id}")

    try:
        with on_behalf_of(company_id):
            more = delivery.work_for(company_id, seconds=SLICE_SECONDS, call_help=go_on)
    except Unreachable:
        _once(company_id, f"mail again {company_id}", timezone.now() + timedelta(seconds=settings.OUTBOX.retry))
    else:
        if more:
            go_on()


def _once(company_id: int, waiting: str, at: datetime | None = None) -> None:
    """One waiting job of a kind is enough for a company, however many ask for it."""
    job = deliver_company.configure(schedule_at=at, queueing_lock=waiting)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(company_id=company_id)


@app.task(queue=QUEUE, name="notices.deliver_personal", priority=AHEAD)
def deliver_personal(*, mail_id: int) -> None:
    personal.deliver(mail_id)
