"""Settings: the company's facts, its staff, its door, and the second factor."""

from typing import Any
from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import doors
from career_relay.companies import staff as house
from career_relay.companies.door_card import card_pdf
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import settings as forms
from career_relay.desk.stepup import ask_again_link, asks_again, is_sure


def _frame(request: DeskRequest, tab: str) -> dict[str, Any]:
    return {"tab": tab, "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY)}


@require_GET
@needs(Permission.SEE_CANDIDATES)
def overview(request: DeskRequest) -> HttpResponse:
    """The facts of the company as others see them, and one's own sign-in."""
    labels = {one.name: one.verbose_name for one in request.company._meta.concrete_fields}
    shown = ("name", "corporate_number", "domain", *forms.PROFILE)
    facts = [(labels[name], getattr(request.company, name)) for name in shown]
    context = {**_frame(request, "company"), "facts": facts, "has_second_factor": is_mfa_enabled(request.staff)}
    return render(request, "desk/settings/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def company(request: DeskRequest) -> HttpResponse:
    form = forms.CompanyForm(request.POST or None, instance=request.company)
    if request.method == "POST" and form.is_valid():
        house.change_profile(request.company, form.cleaned_data, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk:settings")
    context = {**_frame(request, "company"), "form": form}
    return render(request, "desk/settings/company.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Permission.SEE_CANDIDATES)
def door(request: DeskRequest) -> HttpResponse:
    """The permanent link with its QR code, and texts to paste into other systems."""
    language = _language_of(request)
    context = {
        **_frame(request, "door"),
        "door": doors.door_url(request.company),
        "language": language,
        "texts": doors.texts_for(request.company, language),
    }
    return render(request, "desk/settings/door.html", context)


def _language_of(request: DeskRequest) -> str:
    """The language the texts were asked for in, else the one of the page."""
    wanted = request.GET.get("in") or get_language() or ""
    return wanted if wanted in doors.LANGUAGES else doors.LANGUAGES[0]


@require_safe
@needs(Permission.SEE_CANDIDATES)
def door_qr(request: DeskRequest, kind: str) -> HttpResponse:
    """The QR code of the door as a file: lines for print, or dots."""
    draw, media = {"svg": (doors.qr_svg, "image/svg+xml"), "png": (doors.qr_png, "image/png")}[kind]
    answer = HttpResponse(draw(doors.door_url(request.company)), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="door-{request.company.slug}.{kind}"'
    return answer


@require_safe
@needs(Permission.SEE_CANDIDATES)
def door_card(request: DeskRequest) -> HttpResponse:
    """The card to print."""
    answer = HttpResponse(card_pdf(request.company, _language_of(request)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="door-{request.company.slug}.pdf"'
    return answer


# --- staff --------------------------------------------------------------------------------------------------------


@require_GET
@needs(Permission.SEE_CANDIDATES)
def staff(request: DeskRequest) -> HttpResponse:
    return _staff_page(request, forms.InviteForm())


def _staff_page(request: DeskRequest, form: forms.InviteForm, *, status: int = 200) -> HttpResponse:
    rows = Membership.objects.filter(company=request.company).select_related("user").order_by("created_at", "id")
    context = {
        **_frame(request, "staff"),
        "is_sure": is_sure(request),
        "unlock": ask_again_link(reverse("desk:settings_staff")),
        "members": rows,
        "role_choices": Role.choices,
        "form": form,
    }
    return render(request, "desk/settings/staff.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_staff")
def invite(request: DeskRequest) -> HttpResponse:
    """Somebody new: they get a mail to set their password."""
    form = forms.InviteForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            member = house.invite_staff(
                request.company, name=told["name"], email=told["email"], role=told["role"], by=request.actor
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            _send_password_mail(request, member)
            messages.success(request, _("%(name)s was added and has a mail to set a password.") % {"name": member.user})
            return redirect("desk:settings_staff")
    return _staff_page(request, form, status=422)


def _send_password_mail(request: DeskRequest, member: Membership) -> None:
    mail = ResetPasswordForm({"email": member.user.email})
    if mail.is_valid():
        mail.save(request)


def _member(request: DeskRequest, public_id: UUID) -> Membership:
    rows = Membership.objects.filter(company=request.company)
    return get_object_or_404(rows, user__public_id=public_id)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_staff")
def change_role(request: DeskRequest, public_id: UUID) -> HttpResponse:
    member, form = _member(request, public_id), forms.RoleForm(request.POST)
    try:
        if form.is_valid():
            house.change_role(member, form.cleaned_data["role"], by=request.actor)
            messages.success(request, _("The role was changed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:settings_staff")


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_staff")
def remove(request: DeskRequest, public_id: UUID) -> HttpResponse:
    try:
        house.end_membership(_member(request, public_id), by=request.actor)
        messages.success(request, _("This person no longer works here."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:settings_staff")
