"""What the company taught the import: learned mappings, and forms an owner vouches for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import imports as forms
from career_relay.imports.actions import attest_form, forget_mapping, rename_mapping
from career_relay.imports.models import FormText, SavedMapping


@require_GET
@needs(Permission.IMPORT)
def mappings(request: DeskRequest) -> HttpResponse:
    """Every mapping the company taught, the last used first."""
    return _mappings(request)


def _mappings(request: DeskRequest, *, error: str = "", wrong: UUID | None = None) -> HttpResponse:
    found = SavedMapping.objects.all()[:200]
    context = {"mappings": found, "error": error, "wrong": wrong}
    return render(request, "desk/imports/mappings.html", context, status=422 if error else 200)


@require_POST
@needs(Permission.IMPORT)
def rename(request: DeskRequest, public_id: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedMapping, public_id=public_id)
    try:
        rename_mapping(saved, name=request.POST.get("name", ""), by=request.actor)
    except Refused as refusal:
        return _mappings(request, error=str(refusal), wrong=saved.public_id)
    messages.success(request, _("The name was changed."))
    return redirect("desk:import_mappings")


@require_POST
@needs(Permission.IMPORT)
def forget(request: DeskRequest, public_id: UUID) -> HttpResponse:
    forget_mapping(get_object_or_404(SavedMapping, public_id=public_id), by=request.actor)
    messages.success(request, _("The mapping was forgotten. The next such file is recognised anew."))
    return redirect("desk:import_mappings")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT)
def form_texts(request: DeskRequest) -> HttpResponse:
    """Forms as applicants saw them. Only an owner adds one, and nobody changes one."""
    may_attest = may(request.membership.role, Permission.MANAGE_COMPANY)
    form = forms.FormTextForm(request.POST or None)
    if request.method == "POST" and not may_attest:
        messages.error(request, _("Only an owner can vouch for a form."))
        return redirect("desk:import_forms")
    if request.method == "POST" and form.is_valid():
        try:
            attest_form(FormText(company=request.company, **form.cleaned_data), by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The form was written down. It can now be chosen as evidence."))
            return redirect("desk:import_forms")
    context = {"form": form, "texts": FormText.objects.select_related("attested_by"), "may_attest": may_attest}
    return render(request, "desk/imports/forms.html", context, status=422 if form.errors else 200)
