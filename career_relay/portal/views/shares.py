"""Links the person hands out themself: making, looking through their eyes, seeing who read, stopping (PRODUCT D8)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.consents import shares
from career_relay.consents.models import Share
from career_relay.consents.share_links import url_for
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.shares import LongerForm, ShareForm


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """Every link, the living ones first."""
    rows = sorted(shares.shares_of(request.person_id), key=lambda one: not shares.is_live(one))
    page = {"rows": [(one, shares.is_live(one)) for one in rows], "has_pieces": bool(shares.pieces(request.person_id))}
    return render(request, "portal/shares/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Choose; look at exactly what would be shown; then make it. Each step holds what was chosen before."""
    offered = shares.pieces(request.person_id)
    if request.method != "POST":
        return _form(request, ShareForm(offered=offered))
    form = ShareForm(request.POST, offered=offered)
    step = request.POST.get("step", "")
    if step == "back" or not form.is_valid():
        return _form(request, form, status=200 if step == "back" else 422)
    try:
        return _make(request, form) if step == "make" else _look(request, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, status=422)


def _form(request: PortalRequest, form: ShareForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/shares/new.html", {"form": form}, status=status)


def _look(request: PortalRequest, form: ShareForm) -> HttpResponse:
    told = form.cleaned_data
    seen = shares.preview(request.person_id, told["pieces"], to_name=told["to_name"])
    return render(request, "portal/shares/preview.html", {"form": form, "told": told, "seen": seen})


def _make(request: PortalRequest, form: ShareForm) -> HttpResponse:
    told = form.cleaned_data
    share = shares.make_share(
        request.person_id,
        told["pieces"],
        title=told["title"],
        days=told["days"],
        to_name=told["to_name"],
        expected_hash=request.POST.get("package_hash", ""),
        by=request.actor,
    )
    messages.success(request, _("The link is made. Nobody has it before you hand it out."))
    return redirect("portal:share", share.public_id)


@require_safe
def show(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One link: its address, what it shows, who looked, who answered."""
    return _show(request, _mine(public_id), LongerForm())


def _mine(public_id: UUID) -> Share:
    found: Share = get_object_or_404(Share, public_id=public_id)
    return found


def _show(request: PortalRequest, share: Share, form: LongerForm, *, status: int = 200) -> HttpResponse:
    looks = shares.looks_of(share)
    page: dict[str, Any] = {
        "it": share,
        "is_live": shares.is_live(share),
        "url": url_for(share),
        "looks": looks,
        "n_views": sum(not getattr(one, "is_own", True) for one in looks),
        "form": form,
    }
    return render(request, "portal/shares/show.html", page, status=status)


@require_safe
def look(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What a reader sees, without being noted as one."""
    share = _mine(public_id)
    return render(request, "portal/shares/look.html", {"it": share, "content": share.content, "until": share.until})


@require_POST
def extend(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Give the link a later end. Nothing does so by itself."""
    share, form = _mine(public_id), LongerForm(request.POST)
    if form.is_valid():
        try:
            shares.extend_share(share, form.cleaned_data["days"], by=request.actor)
        except Refused as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, _("The link works longer now."))
            return redirect("portal:share", public_id)
    return _show(request, share, form, status=422)


@require_POST
def stop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One tap: from now on the link shows nothing to anybody."""
    shares.stop_share(_mine(public_id), by=request.actor)
    messages.success(request, _("The link shows nothing any more, from this moment on."))
    return redirect("portal:share", public_id)


@require_POST
def delete(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Stop it and delete what it showed, who looked and who answered."""
    shares.delete_share(_mine(public_id), by=request.actor)
    messages.success(request, _("The link is deleted, with everything that was noted about it."))
    return redirect("portal:shares")
