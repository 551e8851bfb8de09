"""Every night: proofs whose time has passed are erased, and wishes whose code never came back."""

from datetime import UTC, date, datetime

from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.models import Company
from career_relay.notices import news, proofs


@app.periodic(cron="10 16 * * *")  # 1:10 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="notices.forget_proofs")
def forget_proofs(timestamp: int) -> None:
    """In a suspended company as well: it is the law's clock."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(forget_proofs_of_company, company_id=company_id, day=today.isoformat())


@app.task(queue="nightly", name="notices.forget_proofs_of_company")
@company_task
def forget_proofs_of_company(*, company_id: int, day: str) -> None:
    proofs.forget_old(date.fromisoformat(day))
    news.forget_unconfirmed()
