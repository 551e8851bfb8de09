"""Ids in, one call. LINE opens its own transactions, one a step."""

import json

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import on_behalf_of
from career_relay.notices.line import answering, delivery
from career_relay.notices.models import LineEvent

QUEUE = "mail"


@app.task(queue=QUEUE, name="notices.deliver_line")
def deliver_line(*, company_id: int) -> None:
    """Send what is due on LINE. After a full batch, come again."""
    with on_behalf_of(company_id):
        taken = delivery.deliver_company(company_id)
    if taken == delivery.BATCH:
        later(deliver_line, company_id=company_id)


@app.task(queue=QUEUE, name="notices.answer_line")
def answer_line(*, company_id: int, event_id: int) -> None:
    """Answer one event of LINE's, at most once: the body is taken before it is answered."""
    with acting_for(company_id):
        event = LineEvent.objects.select_for_update().filter(pk=event_id).first()
        if event is None or not event.body:
            return
        said = json.loads(event.body)
        LineEvent.objects.filter(pk=event.pk).update(body="")
    answering.answer(company_id, said["say"], user=said["user"], reply_token=said["reply"])
