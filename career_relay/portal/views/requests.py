"""The person's requests: one page a company and a right, and what became of each (LEGAL D-01 to D-07)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.consents import rights
from career_relay.consents.models import Correction, RightsRequest
from career_relay.consents.rights_contents import label_of
from career_relay.consents.states import Right
from career_relay.portal import answers
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.requests import RequestForm


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """What waits and what was answered, then every company with the doors of every right."""
    page = {
        "requests": rights.requests_shown(),
        "companies": rights.companies_asked(request.person_id),
        "rights": Right.choices,
        "corrections": Correction.objects.select_related("company"),
        "due_days": rights.DUE_DAYS,
    }
    return render(request, "portal/requests/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, slug: str, kind: str) -> HttpResponse:
    """One right at one company. Whoever is signed in has proven who they are: nothing else is asked for."""
    company, right = _company(request, slug), _right(kind)
    form = RequestForm(request.POST if request.method == "POST" else None, kind=right)
    if request.method == "POST" and form.is_valid():
        try:
            [asked, *_more] = rights.ask(company, form.asking, by=request.actor, person_id=request.person_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(company)s has your request.") % {"company": company.name})
            return redirect("portal:request", asked.public_id)
    page = {"company": company, "right": right, "form": form, "due_days": rights.DUE_DAYS}
    return render(request, "portal/requests/ask.html", page, status=422 if form.errors else 200)


def _company(request: PortalRequest, slug: str) -> Company:
    found = [one for one in rights.companies_asked(request.person_id) if one.slug == slug]
    if not found:
        raise Http404
    return found[0]


def _right(kind: str) -> Right:
    if kind not in Right.values:
        raise Http404
    return Right(kind)


@require_safe
def detail(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _request(public_id)
    items = [(label_of(one.key), one) for one in found.items.all()]
    return render(request, "portal/requests/detail.html", {"it": found, "items": items, "company": found.company})


@require_safe
def answer_json(_request_: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _answered(public_id)
    answer = JsonResponse(found.answer, json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(answer, f"answer-{found.number}.json")


@require_safe
def answer_pdf(_request_: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _answered(public_id)
    return _as_file(HttpResponse(answers.pdf_of(found), content_type="application/pdf"), f"answer-{found.number}.pdf")


@require_safe
def records(_request_: PortalRequest) -> HttpResponse:
    """The records of provision at once, without asking anybody: they are the person's own book."""
    said = {"format": "career-relay/records-of-provision/1", "records": answers.records()}
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(answer, f"records-{timezone.localdate():%Y%m%d}.json")


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _request(public_id: UUID) -> RightsRequest:
    return get_object_or_404(RightsRequest.objects.select_related("company"), public_id=public_id)


def _answered(public_id: UUID) -> RightsRequest:
    found = _request(public_id)
    if found.answer is None:
        raise Http404
    return found
