"""The person's own profile, and beside it what a company would see of it, at every stage."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates.resumes.guard import item_of
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.consents.models import Passport
from career_relay.consents.packages import contents_of, filled_items
from career_relay.consents.passport import (
    HIDDEN_AFTER,
    confirm_passport,
    current,
    is_hidden,
    is_stale,
    prefill,
    save_passport,
    started,
)
from career_relay.consents.queries import teaser_now
from career_relay.consents.uploads import Offer, read_resume
from career_relay.portal.access import PortalRequest
from career_relay.portal.cells import LEAST, cell_of
from career_relay.portal.forms.passport import PassportForm, ResumeForm

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def passport(request: PortalRequest) -> HttpResponse:
    """Edit and save. Prefilled from the person's own records the first time, or from a file they hold."""
    if request.method != "POST":
        return _page(request, PassportForm.of(started(request.person_id)))
    if request.POST.get("step") == "read":
        return _read(request)
    form = PassportForm(request.POST)
    if form.is_valid():
        try:
            save_passport(request.person_id, by=request.actor, **form.fields_given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request)
    return _page(request, form, status=REFUSED)


def _page(request: PortalRequest, form: PassportForm, *, status: int = 200, **more: Any) -> HttpResponse:
    saved, now = current(request.person_id), timezone.now()
    page = {
        "form": form,
        "upload": ResumeForm(),
        "saved": saved,
        "is_stale": bool(saved and is_stale(saved, at=now)),
        "is_hidden": bool(saved and is_hidden(saved, at=now)),
        "hidden_after": saved.as_of + HIDDEN_AFTER if saved else None,
        "sources": [] if saved else prefill(request.person_id).companies,
        **_preview(_typed(form if form.is_bound else PassportForm(form.initial), letter=_letter_of(saved))),
        **more,
    }
    return render(request, "portal/me/passport.html", page, status=status)


def _read(request: PortalRequest) -> HttpResponse:
    """Read the file, keep nothing of it, and offer what it says below what is typed. Nothing is saved by that."""
    try:
        offer = _offered(request)
    except Refused as refusal:
        return _page(request, PassportForm.with_offer(request.POST, Offer()), status=REFUSED, unread=str(refusal))
    return _page(request, PassportForm.with_offer(request.POST, offer), read=True, left_out=_left_out(offer))


def _offered(request: PortalRequest) -> Offer:
    """What the file says. Raises Refused."""
    upload = ResumeForm(request.POST, request.FILES)
    file = upload.cleaned_data.get("resume") if upload.is_valid() else None
    if file is None:
        raise Refused(_("Choose a file first: PDF, Word (.docx), text or JSON Resume."))
    return read_resume(file, file.name)


def _left_out(offer: Offer) -> list[str]:
    return [item_of(code) for code in offer.left_out]


def _saved(request: PortalRequest) -> HttpResponse:
    """On to the choice if it is still to be made, else back to where it is kept."""
    messages.success(request, _("Your profile is saved. Nobody can see it yet."))
    may_be_asked = Feature.ASK in ALLOWS[current_mode()]
    return redirect("portal:consent" if may_be_asked and not teaser_now(request.person_id) else "portal:mydata")


@require_POST
def confirm(request: PortalRequest) -> HttpResponse:
    """It still holds: as of today, without changing a word."""
    try:
        confirm_passport(request.person_id, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Thank you. Your profile is as of today."))
    return redirect("portal:passport")


@require_POST
def preview(request: PortalRequest) -> HttpResponse:
    """What a company would see of what is typed now. Keeps nothing."""
    letter = _letter_of(current(request.person_id))
    return render(request, "portal/me/_preview.html", _preview(_typed(PassportForm(request.POST), letter=letter)))


def _letter_of(saved: Passport | None) -> str:
    return saved.letter if saved else ""


def _typed(form: PassportForm, *, letter: str) -> Passport:
    """What is typed, as far as it can be read, with the letter the person keeps. Not saved."""
    form.is_valid()
    known = {field.name for field in Passport._meta.fields}
    return Passport(letter=letter, **{name: value for name, value in form.cleaned_data.items() if name in known})


def _preview(passport: Passport) -> dict[str, object]:
    contents = contents_of(passport)
    return {
        "preview": [(item, contents[item]) for item in filled_items(passport)],
        "cell": cell_of(passport),
        "least": LEAST,
        "has_cards": Feature.CARDS in ALLOWS[current_mode()],
    }
