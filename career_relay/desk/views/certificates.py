"""Certificates from the desk: handing one over, taking one back, and the company's keys."""

from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.companies.roles import Permission, may
from career_relay.consents.certificates import actions, keys, queries
from career_relay.consents.models import Certificate, CertificateKey
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.certificates import CertificateForm, RevokeForm
from career_relay.desk.stepup import asks_again


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_NOTICES)
def write(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Choose what the certificate says, and hand it to the person."""
    rows = Application.objects.select_related("candidate", "position")
    application = get_object_or_404(rows, public_id=public_id)
    language = (get_language() or "ja")[:2]
    form = CertificateForm(request.POST or None, application=application, language=language)
    page = {
        "form": form,
        "application": application,
        "it": application.candidate,
        "month": queries.month_of(application),
        "obstacle": _obstacle(application),
        "title": queries.title(),
    }
    if request.method == "POST" and form.is_valid() and _hand_over(request, application, form):
        messages.success(request, _("The certificate was handed over. The person decides what becomes of it."))
        return redirect("desk:candidate", application.candidate.public_id)
    return render(request, "desk/certificates/write.html", page, status=422 if form.errors else 200)


def _obstacle(application: Application) -> str:
    """Why not now, in a sentence; nothing when it may be handed over."""
    try:
        actions.ensure_may_issue(application)
    except Refused as refusal:
        return str(refusal)
    return ""


def _hand_over(request: DeskRequest, application: Application, form: CertificateForm) -> bool:
    try:
        actions.issue_certificate(
            application, strengths=form.cleaned_data["strengths"], family=form.family_label(), by=request.actor
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
@needs(Permission.SEE_CANDIDATES)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """What was handed over. What the person did with it is not told."""
    return _page(request, _certificate(public_id), RevokeForm())


def _certificate(public_id: UUID) -> Certificate:
    rows = Certificate.objects.select_related("candidate", "application")
    found: Certificate = get_object_or_404(rows, public_id=public_id)
    return found


def _page(request: DeskRequest, certificate: Certificate, form: django_forms.Form) -> HttpResponse:
    page = {
        "certificate": certificate,
        "it": certificate.candidate,
        "form": form,
        "may_give": may(request.membership.role, Permission.SEND_NOTICES),
        "title": queries.title(),
    }
    return render(request, "desk/certificates/show.html", page, status=422 if form.errors else 200)


@require_POST
@needs(Permission.SEND_NOTICES)
def revoke(request: DeskRequest, public_id: UUID) -> HttpResponse:
    certificate, form = _certificate(public_id), RevokeForm(request.POST)
    if form.is_valid():
        try:
            actions.revoke_certificate(certificate, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("It was taken back. Every check says so from this moment on."))
            return redirect("desk:certificate", certificate.public_id)
    return _page(request, certificate, form)


@require_safe
@needs(Permission.MANAGE_COMPANY)
def key_list(request: DeskRequest) -> HttpResponse:
    """The keys the company signs with, and where they are published."""
    page = {
        "keys": CertificateKey.objects.filter(company=request.company),
        "profile": keys.issuer_of(request.company).id,
        "jwks": request.build_absolute_uri(reverse("portal:issuer_keys", args=[request.company.public_id])),
    }
    return render(request, "desk/certificates/keys.html", page)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again(back_to="desk:certificate_keys")
def key_rotate(request: DeskRequest) -> HttpResponse:
    keys.rotate_key(request.company, by=request.actor)
    messages.success(request, _("There is a new key. What the older ones signed stays genuine."))
    return redirect("desk:certificate_keys")
