"""What is kept of whom, for how long, and whom to tell when something is wrong. For anybody, signed in or not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members, network_operator
from career_relay.companies.retention import Line, lines_of
from career_relay.consents.deletions import DAYS as DELETION_DAYS
from career_relay.consents.records import GRANT_DAYS
from career_relay.consents.rights import DUE_DAYS

OF_PEOPLE = ("application", "open", "pool", "contact", "import", "provision", "proof", "log", "case")


@require_safe
def privacy(request: HttpRequest, slug: str = "") -> HttpResponse:
    company = _company(slug)
    page = {
        "company": company,
        "lines": _kept(company) if company else [],
        "operator": network_operator(),
        "country": settings.HOSTING_COUNTRY,
        "grant_days": GRANT_DAYS,
        "deletion_days": DELETION_DAYS,
        "due_days": DUE_DAYS,
    }
    return render(request, "portal/about/privacy.html", page)


@require_safe
def complaints(request: HttpRequest, slug: str = "") -> HttpResponse:
    page = {"company": _company(slug), "operator": network_operator(), "companies": live_members()}
    return render(request, "portal/about/complaints.html", page)


def _kept(company: Company) -> list[Line]:
    """How long the company keeps what, as its own settings say (LEGAL §5): what the page says is what the night does."""
    with acting_for(company.pk):
        return [one for one in lines_of(company) if one.key in OF_PEOPLE]


def _company(slug: str) -> Company | None:
    return get_object_or_404(live_members(), slug=slug) if slug else None
