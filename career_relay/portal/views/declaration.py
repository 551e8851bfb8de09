"""What a person may say of themself for the audit of fairness: of their own will, and gone when they wish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.matching.declarations import declare, declared, take_back
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.declaration import DeclarationForm

REFUSED = 422


@require_safe
def declaration(request: PortalRequest) -> HttpResponse:
    return _page(request, DeclarationForm(initial=declared(request.person_id)))


def _page(request: PortalRequest, form: DeclarationForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "has_said": bool(declared(request.person_id))}
    return render(request, "portal/me/declaration.html", page, status=status)


@require_POST
def keep(request: PortalRequest) -> HttpResponse:
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        return _page(request, form, REFUSED)
    declare(request.person_id, form.cleaned_data)
    messages.success(request, _("Kept for the audit alone. You can change or delete it here at any time."))
    return redirect("portal:declaration")


@require_POST
def delete(request: PortalRequest) -> HttpResponse:
    take_back(request.person_id)
    messages.success(request, _("Your answers are deleted. Nothing of them is left."))
    return redirect("portal:declaration")
