"""Ids in, one call: what a worker does for a campaign. `tasks` names it, because the queue looks there."""

import procrastinate
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.notices import campaign_runs

# a record that was erased or merged away in that very moment: the chunk is judged anew
AGAIN = procrastinate.RetryStrategy(
    max_attempts=8, exponential_wait=2, retry_exceptions={OperationalError, IntegrityError}
)


@app.task(queue="mail", name="notices.tend_campaign", retry=AGAIN)
def tend_campaign(*, company_id: int, campaign_id: int) -> None:
    """Put a campaign's mails into the outbox, and come again until it is over."""
    then = campaign_runs.tend(company_id, campaign_id)
    if then is campaign_runs.Next.LATER:
        later(
            tend_campaign, at=timezone.now() + campaign_runs.LOOK_AGAIN, company_id=company_id, campaign_id=campaign_id
        )
