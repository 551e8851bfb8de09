"""Ids in, one call: accounts are tried and domains are checked in the worker, never in the web."""

from datetime import datetime, timedelta

from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.base.tenancy import on_behalf_of
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members
from career_relay.notices import domains, sender_tries

QUEUE = "mail"


@app.task(queue=QUEUE, name="notices.try_sender")
def try_sender(*, company_id: int, account_id: int) -> None:
    with on_behalf_of(company_id):
        sender_tries.try_out(company_id, account_id)


@app.task(queue=QUEUE, name="notices.send_sender_test")
def send_sender_test(*, company_id: int, account_id: int, user_id: int) -> None:
    with on_behalf_of(company_id):
        sender_tries.send_test(company_id, account_id, user_id)


@app.task(queue=QUEUE, name="notices.give_permission_back")
def give_permission_back(*, company_id: int, account_id: int) -> None:
    with on_behalf_of(company_id):
        sender_tries.give_back(company_id, account_id)


@app.task(queue=QUEUE, name="notices.check_domain")
def check_domain(*, company_id: int, check_id: int) -> None:
    with on_behalf_of(company_id):
        domains.run_check(company_id, check_id)


@app.periodic(cron="10 16 * * *")  # 1:10 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="notices.check_domains")
def check_domains(timestamp: int) -> None:
    """Each company's domain, spread over two hours: the DNS is asked, not stormed."""
    now = timezone.now()
    for place, company_id in enumerate(live_members().order_by("pk").values_list("pk", flat=True)):
        later(check_domain_of_company, at=_spread(now, place), company_id=company_id)


def _spread(now: datetime, place: int) -> datetime:
    return now + timedelta(seconds=place * 5 % 7200)


@app.task(queue="nightly", name="notices.check_domain_of_company")
def check_domain_of_company(*, company_id: int) -> None:
    with on_behalf_of(company_id):
        domains.check_again(Company.objects.get(pk=company_id))
