"""The company's own careers page: whether it is shown, what it says, and where it is."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text.lint import JOBAD, check
from career_relay.companies.desks import ensure_desk
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members

FIELDS = ("careers_on", "careers_text", "careers_text_en", "news_on")
LONGEST_WELCOME = 2_000
PREVIEW = "careers preview"
PREVIEW_SECONDS = 3600


def careers_url(company: Company) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:careers', args=[company.slug])}"


def preview_url(company: Company) -> str:
    """Give an address of the page that works for an hour while the page is still off."""
    return f"{careers_url(company)}?preview={signing.dumps(company.slug, salt=PREVIEW)}"


def careers_page(slug: str, *, preview: str = "") -> Company | None:
    """Give the company whose page may be read: admitted, not suspended, and switched on by the company itself."""
    found = live_members().filter(slug=slug).first()
    if found is None or not (found.careers_on or is_preview(slug, preview)):
        return None
    return found


def is_preview(slug: str, token: str) -> bool:
    try:
        return bool(token) and signing.loads(token, salt=PREVIEW, max_age=PREVIEW_SECONDS) == slug
    except signing.BadSignature:
        return False


@transaction.atomic
def change_careers(company: Company, values: Mapping[str, Any], *, by: Actor) -> Company:
    """Keep what the settings say. Raises Refused for words that cannot stand in a posting (LEGAL J-03)."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    changed = [name for name in FIELDS if name in values and getattr(company, name) != values[name]]
    for name in changed:
        setattr(company, name, values[name])
    _ensure_sayable(company)
    if changed:
        company.save(update_fields=changed)
        record(CompanyEvent.CAREERS_CHANGED, company, by=by, fields=changed, on=company.careers_on)
    return company


def _ensure_sayable(company: Company) -> None:
    for text in (company.careers_text, company.careers_text_en):
        if len(text) > LONGEST_WELCOME:
            raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_WELCOME:,}"})
        if found := check(text, JOBAD):
            raise Refused(found[0].message, code=found[0].code)
    if company.news_on and not (company.contact_desk.strip() and company.address.strip()):
        raise Refused(
            _("News must name an address and a desk for complaints. Please add them in Settings first."),
            code="FOOTER_INCOMPLETE",
        )
    if company.careers_on:
        ensure_desk(company)
