"""The promise page: whether the company shows it. What it says is counted, and nobody writes it (PRODUCT B12)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members


def promises_url(company: Company) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:promises', args=[company.slug])}"


def promise_page(slug: str) -> Company | None:
    """Give the company whose page may be read: admitted, not suspended, and switched on by its owner."""
    return live_members().filter(slug=slug, promises_on=True).first()


@transaction.atomic
def show_promises(company: Company, *, on: bool, by: Actor) -> Company:
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.promises_on == on:
        return company
    company.promises_on = on
    company.save(update_fields=["promises_on"])
    record(CompanyEvent.PROMISES_SHOWN if on else CompanyEvent.PROMISES_HIDDEN, company, by=by)
    return company
