"""The careers page of a company: readers need no cookie; whoever applies gets one for their form and no other."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.applying import TooMany, matters_in
from career_relay.companies.careers import careers_page
from career_relay.companies.models import Company
from career_relay.portal import careers, posting
from career_relay.portal.forms.careers import ApplyForm
from career_relay.positions.models import Position
from career_relay.positions.queries import on_careers_page

P = ParamSpec("P")
FRESH = "public, max-age=300"  # readers and search engines: five minutes old at most
LANGUAGES = dict(settings.LANGUAGES)
NOBODYS: dict[str, Any] = {"csrf_token": "", "messages": ()}  # what would need a cookie, left out of a reader's page


def for_readers(
    view: Callable[Concatenate[HttpRequest, Company, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Find the company, act for it, and answer in the language the address asks for, else the browser."""

    @wraps(view)
    def shown(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        language = request.GET.get("lang", "")
        with translation.override(language if language in LANGUAGES else translation.get_language()):
            company = careers_page(slug, preview=request.GET.get("preview", ""))
            if company is None:
                return closed(request)
            with acting_for(company.pk):
                response = view(request, company, *args, **kwargs)
            response.headers["Content-Language"] = (translation.get_language() or "ja")[:2]
            return response

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponse]", shown)


def closed(request: HttpRequest) -> HttpResponse:
    """Unknown, switched off, suspended, no longer listed: one answer for all."""
    return render(request, "portal/careers/closed.html", NOBODYS, status=404)


def frame(request: HttpRequest, company: Company, **more: Any) -> dict[str, Any]:
    """What every page of the company shows. Its own address, so that both languages can be linked to."""
    here = f"{settings.PUBLIC_URL}{request.path}"
    language = (translation.get_language() or "ja")[:2]
    return {
        "company": company,
        "welcome": careers.welcome(company),
        "here": here,
        "asked": carried(request),
        "language": language,
        "other": next(code for code in LANGUAGES if code != language),
        "languages": tuple(LANGUAGES),
        "is_preview": not company.careers_on,
        **more,
    }


def _read(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer a reader: nothing in the page belongs to them, so no cookie is set and everybody may keep a copy."""
    response = render(request, template, {**context, **NOBODYS})
    if context["company"].careers_on:
        response.headers["Cache-Control"] = FRESH
    patch_vary_headers(response, ("Cookie",))
    return response


@require_safe
@for_readers
def page(request: HttpRequest, company: Company) -> HttpResponse:
    """Who the company is, what it promises, and its open positions."""
    rows = careers.positions_of(timezone.localdate())
    return _read(request, "portal/careers/page.html", frame(request, company, positions=rows))


@require_safe
@for_readers
def position(request: HttpRequest, company: Company, public_id: UUID) -> HttpResponse:
    """One opening with every item of the law, before anybody is asked for anything (LEGAL J-01)."""
    found = _listed(public_id)
    if found is None:
        return closed(request)
    here = f"{settings.PUBLIC_URL}{request.path}"
    context = frame(
        request,
        company,
        it=found,
        items=careers.items_of(found),
        must=careers.lines(found.must),
        nice=careers.lines(found.nice),
        data=posting.script(posting.job_posting(company, found, url=here)),
    )
    return _read(request, "portal/careers/position.html", context)


def _listed(public_id: UUID) -> Position | None:
    return on_careers_page(timezone.localdate()).filter(public_id=public_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def apply(request: HttpRequest, company: Company, public_id: UUID) -> HttpResponse:
    """The form. What was typed is never lost; whether an address is known is never said."""
    found = _listed(public_id)
    if found is None or not company.careers_on:
        return closed(request)
    if request.method != "POST":
        return _form(request, company, ApplyForm(position=found, company=company))
    form = ApplyForm(request.POST, request.FILES, position=found, company=company)
    if not form.is_valid():
        return _form(request, company, form, status=422)
    if form.is_from_a_program:
        return _to_thanks(request, company)
    if (matters := matters_in(form.free_texts())) and not form.cleaned_data["as_is"]:
        return _form(request, company, form, status=422, matters=matters)
    return _hand_in(request, company, form)


def _hand_in(request: HttpRequest, company: Company, form: ApplyForm) -> HttpResponse:
    try:
        careers.hand_in(form.position, form.sheet(origin=careers.origin_of(request)), form.resume_file)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return _form(request, company, form, status=429)
    except Refused as refusal:
        form.add_error("resume", str(refusal))
        return _form(request, company, form, status=422)
    return _to_thanks(request, company)


def _form(request: HttpRequest, company: Company, form: ApplyForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = frame(request, company, it=form.position, form=form, purpose=careers.purpose_words(company), **more)
    return render(request, "portal/careers/apply.html", context, status=status)


def _to_thanks(request: HttpRequest, company: Company) -> HttpResponse:
    return redirect(reverse("portal:careers_thanks", args=[company.slug]) + carried(request))


def carried(request: HttpRequest) -> str:
    """What every link on the page takes along: the language that was asked for, and the key of a preview."""
    known = {"lang": request.GET.get("lang") if request.GET.get("lang") in LANGUAGES else None}
    known["preview"] = request.GET.get("preview")
    told = {name: value for name, value in known.items() if value}
    return f"?{urlencode(told)}" if told else ""


@require_safe
@for_readers
def thanks(request: HttpRequest, company: Company) -> HttpResponse:
    """The same page for everybody who applied, so that it tells nobody anything."""
    context = frame(request, company, promised_on=careers.promised_on(company), purpose=careers.purpose_words(company))
    return render(request, "portal/careers/thanks.html", {**context, **NOBODYS})


@require_safe
@for_readers
def sitemap(request: HttpRequest, company: Company) -> HttpResponse:
    """The addresses of the page, for search engines."""
    rows = careers.positions_of(timezone.localdate())
    home = f"{settings.PUBLIC_URL}{reverse('portal:careers', args=[company.slug])}"
    places = [(home, None), *((f"{home}{one.public_id}/", one.as_of) for one in rows)]
    response = render(request, "portal/careers/sitemap.xml", {"places": places}, content_type="application/xml")
    response.headers["Cache-Control"] = FRESH
    return response
