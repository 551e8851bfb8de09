"""The choice to be asked: what, by whom, until when, and never by whom. Nothing is ticked in advance."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.models import Circle, Company
from career_relay.companies.queries import current_mode, live_members
from career_relay.consents import actions, texts
from career_relay.consents.models import Passport
from career_relay.consents.packages import contents_of, filled_items
from career_relay.consents.passport import current
from career_relay.consents.queries import blocks, companies_named, teaser_now
from career_relay.consents.states import Purpose
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.forms.consent import ConsentForm, terms
from career_relay.relay.second_look import ensure_same_words


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: PortalRequest) -> HttpResponse:
    """Show the whole of LEGAL §3.1 on one page, and keep the choice when it is complete."""
    try:
        ensure_allowed(Feature.ASK, current_mode())
    except Refused as refusal:
        return render(request, "portal/me/not_available.html", {"why": str(refusal)})
    passport = current(request.person_id)
    if passport is None:
        messages.info(request, _("First look through your profile: it is what you would hand over."))
        return redirect("portal:passport")
    form = _form(request, passport)
    if request.method == "POST" and "find" not in request.POST.getlist("step") and _give(request, form):
        return redirect("portal:mydata")
    return _page(request, form, passport)


def _form(request: PortalRequest, passport: Passport) -> ConsentForm:
    data = request.POST if request.method == "POST" else None
    return ConsentForm(data, items=filled_items(passport), circles=_circles(), companies=_companies(request.person_id))


def _circles() -> QuerySet[Circle]:
    live = Q(companies__verified_at__isnull=False, companies__suspended_at=None)
    return Circle.objects.annotate(size=Count("companies", filter=live)).filter(size__gt=0).order_by("name")


def _companies(person_id: int) -> QuerySet[Company]:
    """Companies that could ask: not those that hold an application, which never do."""
    own = list(Candidate.objects.filter(person_id=person_id).values_list("company_id", flat=True))
    return live_members().exclude(pk__in=own)


def _give(request: PortalRequest, form: ConsentForm) -> bool:
    """Keep the choice and the block list together. False when something is missing; the form says what."""
    if not form.is_valid():
        return False
    given, how = form.cleaned_data, _how(request)
    try:
        ensure_same_words(texts.shown(Purpose.TEASER, how.language), given["text_hash"])
        for company in given["blocked"]:
            actions.block_company(request.person_id, company, with_group=given["with_group"], by=request.actor)
        actions.give_teaser(
            request.person_id,
            items=given["items"],
            circles=list(given["circles"]),
            companies=list(given["companies"]),
            until=form.ends_at(),
            by=request.actor,
            how=how,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("Your choice is kept, and a record of it is on its way by mail. Nobody can see you yet.")
    )
    return True


def _how(request: PortalRequest) -> actions.How:
    return actions.How(channel="portal:consent", device=device_of(request), language=language())


def _page(request: PortalRequest, form: ConsentForm, passport: Passport) -> HttpResponse:
    is_search = "find" in request.POST.getlist("step")
    words = form.data.get("find", "") if form.is_bound else ""
    text = texts.shown(Purpose.TEASER, language())
    page = {
        "form": form,
        "faults": _faults(form) if form.is_bound and not is_search else [],
        "items": [(item, contents_of(passport)[item]) for item in filled_items(passport)],
        "circles": form.fields["circles"].queryset.prefetch_related("companies"),  # type: ignore[attr-defined]
        "companies": form.fields["companies"].queryset,  # type: ignore[attr-defined]
        "terms": terms(timezone.localdate()),
        "picked": {name: form.picked(name) for name in ("items", "circles", "companies", "blocked", "until")},
        "with_group": bool(form.picked("with_group")),
        "words": words,
        "found": companies_named(words) if words else [],
        "blocked": Company.objects.filter(public_id__in=_uuids(form.picked("blocked"))),
        "held": teaser_now(request.person_id),
        "blocks": blocks(request.person_id),
        "text": text,
        "law": texts.lines(text),
        "summary": _summary(form),
        "is_search": is_search,
    }
    return render(request, "portal/me/consent.html", page)


def _faults(form: ConsentForm) -> list[tuple[str, str]]:
    """What is missing: the name of the field, to lead there, and the sentence."""
    return [(name, str(fault)) for name, faults in form.errors.items() for fault in faults]


def _uuids(values: set[str]) -> list[UUID]:
    """What is no id is left out; the form says so."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def _summary(form: ConsentForm) -> dict[str, Any]:
    """What is chosen so far, for the box above the buttons."""
    if not form.is_bound:
        return {}
    form.is_valid()
    labels = dict(form.fields["items"].choices)  # type: ignore[attr-defined]
    given = form.cleaned_data
    return {
        "chosen": [labels[value] for value in given.get("items", [])],
        "scopes": [one.name for name in ("circles", "companies") for one in given.get(name, [])],
        "until": form.ends_at() if given.get("until") else None,
        "blocked": [one.name for one in given.get("blocked", [])],
    }


@require_POST
def summary(request: PortalRequest) -> HttpResponse:
    """The box above the buttons, while choosing. Keeps nothing."""
    passport = current(request.person_id)
    if passport is None:
        return HttpResponse()
    return render(request, "portal/me/_summary.html", {"summary": _summary(_form(request, passport))})


@require_POST
def decline(request: PortalRequest) -> HttpResponse:
    """Not to be asked: what was held is taken back; nobody is told either way."""
    for now in teaser_now(request.person_id):
        actions.withdraw(now, by=request.actor, how=_how(request))
    messages.success(request, _("All right. No company can ask you, and no company is told which you chose."))
    return redirect("portal:home")
