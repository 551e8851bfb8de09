"""The clock looks into the mailbox, and forgets what machines said long ago."""

from django.conf import settings

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.models import Company
from career_relay.notices import replies
from career_relay.notices.inbox import mailbox


@app.task(queue="inbox", name="notices.look_into_mailbox", queueing_lock="look into mailbox")
def look_into_mailbox(timestamp: int) -> None:
    """Take in what came. Safe to run twice, side by side too: the same mail has one effect."""
    mailbox.look()


if settings.INBOUND.imap is not None:  # without a mailbox there is nothing to look into every minute
    app.periodic(cron="* * * * *")(look_into_mailbox)


@app.periodic(cron="10 16 * * *")  # 1:10 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="notices.forget_chatter")
def forget_chatter(timestamp: int) -> None:
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(forget_chatter_of_company, company_id=company_id)


@app.task(queue="nightly", name="notices.forget_chatter_of_company")
@company_task
def forget_chatter_of_company(*, company_id: int) -> None:
    replies.forget_chatter()
