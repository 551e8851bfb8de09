"""Company news from the careers page: a form, a code, a yes. Every address gets the same pages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from career_relay.accounts import people
from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.candidates.applying import TooMany
from career_relay.companies.models import Company
from career_relay.consents import contact, texts
from career_relay.consents.actions import How
from career_relay.notices import news
from career_relay.notices.models import NewsRequest
from career_relay.portal import careers, entrance
from career_relay.portal.forms.entrance import CodeForm
from career_relay.portal.forms.preferences import NewsForm
from career_relay.portal.views.careers import carried, closed, for_readers, frame

SCREEN = "portal:careers_news"


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def ask(request: HttpRequest, company: Company) -> HttpResponse:
    """The form. Nothing is ticked, and nothing says whether an address is known."""
    if not (company.news_on and company.careers_on):
        return closed(request)
    if request.method != "POST":
        return _form(request, company, NewsForm())
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _form(request, company, form, status=422)
    if form.is_from_a_program:
        return redirect(reverse("portal:careers", args=[company.slug]) + carried(request))
    return _asked(request, company, form)


def _asked(request: HttpRequest, company: Company, form: NewsForm) -> HttpResponse:
    told = form.cleaned_data
    try:
        wanted = news.ask_for_news(
            company,
            told["email"],
            form.chosen(),
            language=entrance.language(),
            name=told["name"],
            origin=careers.origin_of(request),
        )
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return _form(request, company, form, status=429)
    entrance.remember_asked(request, wanted.code_request)
    where = reverse("portal:careers_news_code", args=[company.slug, wanted.code_request.public_id])
    return redirect(where + carried(request))


def _form(request: HttpRequest, company: Company, form: NewsForm, *, status: int = 200) -> HttpResponse:
    text = contact.mail_words(company, entrance.language())
    page = frame(request, company, form=form, text=text, law=texts.lines(text))
    return render(request, "portal/preferences/news.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def code(request: HttpRequest, company: Company, public_id: UUID) -> HttpResponse:
    """Six digits make it hold. An id nobody made shows the same page and fails the same way."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person_id = people.prove_address(public_id, form.cleaned_data["code"], by_language=entrance.language())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return _confirmed(request, company, public_id, person_id)
    page: dict[str, Any] = {
        "form": form,
        "public_id": public_id,
        "address": entrance.shown_address(request, public_id),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/preferences/news_code.html", frame(request, company, **page), status=status)


def _confirmed(request: HttpRequest, company: Company, public_id: UUID, person_id: int) -> HttpResponse:
    """The code was right. It holds what was asked here; a code of another page only opens the person's own."""
    entrance.sign_in(request, person_id, door=company.slug)
    wanted = NewsRequest.objects.filter(code_request__public_id=public_id).first()
    if wanted is None:
        return redirect("portal:home")
    how = How(channel=SCREEN, device=entrance.device_of(request), language=wanted.language)
    try:
        news.confirm_news(wanted, person_id=person_id, by=person_actor(person_id), how=how)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:home")
    messages.success(
        request, _("Thank you. You hear from us about what you chose, and can change it here at any time.")
    )
    return redirect("portal:hear", company.slug)
