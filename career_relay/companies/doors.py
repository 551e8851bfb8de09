"""The door: a company's permanent link, for mails, letters and other systems."""

from django.conf import settings
from django.urls import reverse

from career_relay.companies.models import Company


def door_url(company: Company) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:door', args=[company.slug])}"
