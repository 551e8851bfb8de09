"""Whom the network hides the person from: where they work, companies they left out, and what holds by itself.

No company is ever told, and nothing here can be seen by anybody else.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.graph import family_of
from career_relay.companies.models import Company
from career_relay.consents import actions, queries
from career_relay.consents import shields as rules
from career_relay.consents.models import Employer
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.shields import BlockForm, EmployerForm

REFUSED = 422


@require_safe
def shields(request: PortalRequest) -> HttpResponse:
    return _page(request, EmployerForm())


def _page(request: PortalRequest, form: EmployerForm, status: int = 200) -> HttpResponse:
    me, words = request.person_id, request.GET.get("find", "").strip()[:100]
    own = Candidate.objects.filter(person_id=me).values_list("company", flat=True)
    page = {
        "form": form,
        "words": words,
        "found": queries.companies_named(words) if words else [],
        "employers": rules.employers(me),
        "blocks": [(one, one.company_blocked, _relatives(one.company_blocked)) for one in queries.blocks(me)],
        "applied": Company.objects.filter(pk__in=own),
        "hidden": Company.objects.filter(pk__in=family_of(rules.workplaces(me)), kind=Company.Kind.MEMBER),
    }
    return render(request, "portal/me/shields.html", page, status=status)


def _relatives(company: Company) -> list[Company]:
    """The other members of its house, by name: what the person chooses between."""
    return list(Company.objects.filter(pk__in=family_of([company.pk]) - {company.pk}, kind=Company.Kind.MEMBER))


@require_POST
def employer(request: PortalRequest) -> HttpResponse:
    """Name a place of work. What was typed stays where it was when something is wrong with it."""
    form = EmployerForm(request.POST)
    if not form.is_valid():
        return _page(request, form, REFUSED)
    try:
        rules.declare_employer(request.person_id, by=request.actor, **form.fields_given())
    except Refused as refusal:
        form.add_error("said", str(refusal))
        return _page(request, form, REFUSED)
    messages.success(
        request,
        _("From now on your employer, its group and whoever acts for it cannot see you or ask you. Nobody is told."),
    )
    return redirect("portal:shields")


@require_POST
def leave_employer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    rules.drop_employer(get_object_or_404(Employer, public_id=public_id), by=request.actor)
    messages.success(request, _("It is off the list."))
    return redirect("portal:shields")


@require_POST
def shield(request: PortalRequest) -> HttpResponse:
    """Leave a company out, with its group or alone; said again, the newer word holds."""
    form = BlockForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please search for the company again and choose it from the list."))
        return redirect("portal:shields")
    company, with_group = form.cleaned_data["company"], form.cleaned_data["with_group"]
    actions.block_company(request.person_id, company, with_group=with_group, by=request.actor)
    messages.success(request, _("%(company)s cannot ask you or see you. It is not told.") % {"company": company.name})
    return redirect("portal:shields")


@require_POST
def unshield(request: PortalRequest, public_id: UUID) -> HttpResponse:
    company = get_object_or_404(Company, public_id=public_id)
    actions.unblock_company(request.person_id, company, by=request.actor)
    messages.success(request, _("It is off the list."))
    return redirect("portal:shields")
