"""Settings, network: joining, the domain, the yearly confirmation, circles, companies kept off, leaving; and the brand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import brands, circles, joining, proofs, separation, terms
from career_relay.companies.models import Circle, Company, DomainProof
from career_relay.companies.roles import Permission, may
from career_relay.companies.rules import admission_checks
from career_relay.companies.staff import change_profile
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.network import BrandForm, CodeForm, JoinForm, MailboxForm
from career_relay.desk.stepup import asks_again

HOME, REFUSED = "desk:network", 422


@require_safe
@needs(Permission.SEE_CANDIDATES)
def network(request: DeskRequest) -> HttpResponse:
    """Where the company stands with the network, and what it can do about it."""
    return _page(request)


def _page(request: DeskRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    company = Company.objects.get(pk=request.company.pk)
    today = timezone.localdate()
    stands = joining.joining_of(company)
    context = {
        "tab": "network",
        "company": company,
        "stands": stands,
        "days_left": stands.days_to_confirm(today) if stands else None,
        "checks": admission_checks(company),
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "may_gate": may(request.membership.role, Permission.KEEP_GATE),
        "join_form": JoinForm(instance=Company.objects.get(pk=company.pk)),
        "mailbox_form": MailboxForm(),
        "code_form": CodeForm(),
        "places": circles.places_of(company),
        "cuts": separation.own_cuts(company),
        "fellows": circles.fellows_of(company),
        **_proof(company),
        **more,
    }
    return render(request, "desk/network/network.html", context, status=status)


def _proof(company: Company) -> dict[str, Any]:
    """What the pages say about the domain: the record to put, and how the tries went."""
    if not company.domain:
        return {}
    tried = {one.way: one for one in DomainProof.objects.filter(company=company, domain=company.domain)}
    return {
        "record_name": proofs.record_name(company.domain),
        "record_text": proofs.record_text(company.pk, company.domain),
        "tried_dns": tried.get(DomainProof.Way.DNS),
        "tried_mail": tried.get(DomainProof.Way.MAIL),
        "is_proven": company.domains.filter(domain=company.domain, verified_at__isnull=False).exists(),
    }


def _done(request: DeskRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(HOME)


def _try(request: DeskRequest, act: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or show the page with the reason why not."""
    try:
        act()
    except Refused as refusal:
        return _page(request, status=REFUSED, why=str(refusal))
    return _done(request, done)


# --- joining ------------------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.MANAGE_COMPANY)
def join(request: DeskRequest) -> HttpResponse:
    """Send the request, or send it again."""
    form = JoinForm(request.POST, instance=Company.objects.get(pk=request.company.pk))
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in JoinForm.Meta.fields}
        try:
            with transaction.atomic():
                if not request.company.verified_at:
                    change_profile(request.company, told, by=request.actor)
                joining.ask_to_join(request.company, agrees=form.cleaned_data["agrees"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, _("Your request is with the operator."))
    return _page(request, status=REFUSED, join_form=form)


@require_safe
@needs(Permission.SEE_CANDIDATES)
def terms_page(request: DeskRequest) -> HttpResponse:
    articles = terms.sections(get_language() or "ja")
    context = {"tab": "network", "articles": articles, "version": terms.TERMS_VERSION}
    return render(request, "desk/network/terms.html", context)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def prove_dns(request: DeskRequest) -> HttpResponse:
    return _try(
        request,
        lambda: proofs.look_in_dns(request.company, request.company.domain, by=request.actor),
        _("We are looking. Please load this page again in a minute."),
    )


@require_POST
@needs(Permission.MANAGE_COMPANY)
def prove_mail(request: DeskRequest) -> HttpResponse:
    mailbox = request.POST.get("mailbox", "")
    return _try(
        request,
        lambda: proofs.send_code(request.company, request.company.domain, mailbox, by=request.actor),
        _("The code is on its way. It holds for seven days."),
    )


@require_POST
@needs(Permission.MANAGE_COMPANY)
def prove_code(request: DeskRequest) -> HttpResponse:
    return _try(
        request,
        lambda: proofs.enter_code(request.company, request.POST.get("code", ""), by=request.actor),
        _("The domain is proven."),
    )


@require_POST
@needs(Permission.MANAGE_COMPANY)
def confirm(request: DeskRequest) -> HttpResponse:
    """The yearly confirmation."""
    agrees = request.POST.get("agrees") == "on"
    return _try(
        request,
        lambda: joining.confirm_facts(request.company, agrees=agrees, by=request.actor),
        _("Thank you. The next confirmation is due in a year."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:network_leave")
def leave(request: DeskRequest) -> HttpResponse:
    """Leave the network. The page before says what ends at once and what stays."""
    if request.method == "POST":
        joining.leave_network(request.company, by=request.actor)
        return _done(request, _("Your company takes part no more. Your own records stay with you."))
    return render(request, "desk/network/leave.html", {"tab": "network"})


# --- circles and companies kept off -------------------------------------------------------------------------------


@require_POST
@needs(Permission.KEEP_GATE)
def circle(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Come in or ask to, agree to a new charter, take back or decline, go out."""
    found = get_object_or_404(Circle, pk__in=[one.circle.pk for one in _places(request)], public_id=public_id)
    acts: dict[str, Callable[[], object]] = {
        "enter": lambda: circles.enter_circle(
            found, request.company, agreed_version=_version(request), by=request.actor
        ),
        "agree": lambda: circles.agree_to_charter(
            found, request.company, agreed_version=_version(request), by=request.actor
        ),
        "drop": lambda: circles.drop_call(found, request.company, by=request.actor),
        "leave": lambda: circles.leave_circle(found, request.company, by=request.actor),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, status=REFUSED, why=_("Please choose what to do with the circle."))
    return _try(request, act, _("Done. It holds from this moment on."))


def _places(request: DeskRequest) -> list[circles.Place]:
    return circles.places_of(request.company)


def _version(request: DeskRequest) -> int:
    """The version of the charter that was on the page; none unless the box is ticked."""
    said = request.POST.get("charter", "") if request.POST.get("agrees") == "on" else ""
    if not (said.isascii() and said.isdigit() and len(said) < 5):
        raise Refused(_("Please read the charter and agree to it."))
    return int(said)


@require_POST
@needs(Permission.KEEP_GATE)
def cut(request: DeskRequest) -> HttpResponse:
    """Keep a company off, or let it near again."""
    other = get_object_or_404(Company, kind=Company.Kind.MEMBER, slug=request.POST.get("company", "")[:60])
    act = separation.join_again if request.POST.get("act") == "end" else separation.cut_off
    return _try(
        request, lambda: act(request.company, other, by=request.actor), _("Done. It holds from this moment on.")
    )


# --- brand --------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def brand(request: DeskRequest) -> HttpResponse:
    """Colour and logo on the pages of candidates."""
    now = brands.brand_of(request.company)
    form = BrandForm(request.POST or None, request.FILES or None, initial={"colour": now.colour if now else ""})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            brands.change_brand(
                request.company, colour=told["colour"], logo=told["logo"], drop_logo=told["drop_logo"], by=request.actor
            )
        except Refused as refusal:
            form.add_error({brands.COLOUR: "colour", brands.LOGO: "logo"}.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(reverse("desk:brand"))
    context = {"tab": "brand", "form": form, "brand": now, "company": request.company}
    return render(request, "desk/network/brand.html", context, status=REFUSED if form.errors else 200)
