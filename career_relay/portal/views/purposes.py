"""The four purposes side by side; letting a company keep a record; and renewing what ends. GET looks, POST acts."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import actions, keeping, renewal, texts
from career_relay.consents.models import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.states import Item, Purpose
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.forms.consent import MONTHS
from career_relay.portal.forms.purposes import EndForm
from career_relay.relay.second_look import ensure_same_words

LOOKS = ["GET", "HEAD", "POST"]
A_YEAR = ("12",)  # the wording of a permission to write says so


@dataclass(frozen=True, slots=True)
class At:
    """One company that holds a record, and what was chosen there."""

    company: Company
    keep: ConsentNow | None
    contact: ConsentNow | None


@require_safe
def purposes(request: PortalRequest) -> HttpResponse:
    """What each purpose means, for whom it holds, and until when."""
    held = actions.held(request.person_id)
    page = {
        "companies": _companies(held),
        "teaser": [now for now in held if now.purpose == Purpose.TEASER],
        "shares": [now for now in held if now.purpose == Purpose.SHARE],
    }
    return render(request, "portal/me/purposes.html", page)


def _companies(held: list[ConsentNow]) -> list[At]:
    rows = Candidate.objects.select_related("company").order_by("company__name", "company_id")
    there = {one.company_id: one.company for one in rows}
    return [
        At(company, _of(held, Purpose.KEEP, company_id), _of(held, Purpose.CONTACT, company_id))
        for company_id, company in there.items()
    ]


def _of(held: list[ConsentNow], purpose: Purpose, company_id: int) -> ConsentNow | None:
    return next((now for now in held if now.purpose == purpose and now.recipient_id == company_id), None)


# --- keeping a record -------------------------------------------------------------------------------------------------


@require_http_methods(LOOKS)
def keep(request: PortalRequest, slug: str) -> HttpResponse:
    """Whether one company may keep its record for another time."""
    company, form = _company(request, slug), EndForm(request.POST if request.method == "POST" else None)
    text = keeping.keep_words(company, language())
    if request.method == "POST" and form.is_valid():
        try:
            ensure_same_words(text, form.cleaned_data["text_hash"])
            keeping.give_keep(
                request.person_id, company, until=form.ends_at(), words=text, by=request.actor, how=_how(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your choice is kept, and a record of it is on its way by mail."))
            return redirect("portal:purposes")
    held = _of(actions.held(request.person_id, Purpose.KEEP), Purpose.KEEP, company.pk)
    return _page(request, "portal/me/keep.html", form, text, company=company, held=held)


@require_POST
def keep_no_longer(request: PortalRequest, slug: str) -> HttpResponse:
    company = _company(request, slug)
    if held := _of(actions.held(request.person_id, Purpose.KEEP), Purpose.KEEP, company.pk):
        actions.withdraw(held, by=request.actor, how=_how(request))
        messages.success(request, _("Taken back. The record goes after its usual time."))
    return redirect("portal:purposes")


def _company(request: PortalRequest, slug: str) -> Company:
    """A company that holds a record of the person; any other is not there."""
    rows = Candidate.objects.filter(person_id=request.person_id, company__slug=slug)
    found = rows.select_related("company").first()
    if found is None:
        raise Http404
    company: Company = found.company
    return company


# --- renewing ---------------------------------------------------------------------------------------------------------


@require_http_methods(LOOKS)
def renew(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Renew one choice by choosing a new end. Without that nothing is prolonged."""
    entry = get_object_or_404(ConsentEntry, public_id=public_id)
    held = renewal.held_by(entry)
    if held is None or held.purpose == Purpose.SHARE:
        messages.info(request, _("This choice has ended or was changed meanwhile. You can choose anew."))
        return redirect("portal:purposes")
    months = A_YEAR if held.purpose == Purpose.CONTACT else tuple(MONTHS)
    form = EndForm(request.POST if request.method == "POST" else None, months=months)
    text = renewal.words_for(held, language())
    if request.method == "POST" and form.is_valid() and _renew(request, entry, form, text):
        messages.success(request, _("Renewed. A record of it is on its way by mail."))
        return redirect("portal:purposes")
    items = [Item(item).label for item in held.items]
    return _page(request, "portal/me/renew.html", form, text, held=held, items=items)


def _renew(request: PortalRequest, entry: ConsentEntry, form: EndForm, text: ConsentText) -> bool:
    try:
        ensure_same_words(text, form.cleaned_data["text_hash"])
        renewal.renew(entry, until=form.ends_at(), by=request.actor, how=_how(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _how(request: PortalRequest) -> actions.How:
    route = request.resolver_match.view_name if request.resolver_match else ""
    return actions.How(channel=route, device=device_of(request), language=language())


def _page(request: PortalRequest, template: str, form: EndForm, text: ConsentText, **more: object) -> HttpResponse:
    page = {"form": form, "terms": form.terms(), "text": text, "law": texts.lines(text), **more}
    return render(request, template, page, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)
