"""Ids in, one call. Mail opens its own transactions, one a step."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from career_relay.base.queue import app, later
from career_relay.base.tenancy import on_behalf_of
from career_relay.notices import delivery, personal
from career_relay.notices.campaign_tasks import tend_campaign  # noqa: F401 — the queue looks for its tasks here
from career_relay.notices.rounds import watch_answers  # noqa: F401 — and here
from career_relay.notices.sender_tasks import check_domains  # noqa: F401 — and here
from career_relay.notices.inbox.tasks import forget_chatter, look_into_mailbox  # noqa: F401 — the same
from career_relay.notices.smtp import Unreachable

QUEUE = "mail"
WAIT = timedelta(seconds=30)


@app.task(queue=QUEUE, name="notices.deliver_company")
def deliver_company(*, company_id: int) -> None:
    """Send what is due. After a full batch, or when the mail server is away, come again."""
    try:
        with on_behalf_of(company_id):
            taken = delivery.deliver_company(company_id)
    except Unreachable:
        _come_again(company_id)
    else:
        if taken == delivery.BATCH:
            later(deliver_company, company_id=company_id)


def _come_again(company_id: int) -> None:
    """One waiting job a company is enough, however many found the server away."""
    again = deliver_company.configure(schedule_at=timezone.now() + WAIT, queueing_lock=f"mail again {company_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        again.defer(company_id=company_id)


@app.task(queue=QUEUE, name="notices.deliver_personal")
def deliver_personal(*, mail_id: int) -> None:
    personal.deliver(mail_id)
