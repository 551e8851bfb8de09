"""Letters a company handed to the person: read, keep some lines, ask for a correction, accept or put aside (PRODUCT D5)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.consents import recommendations
from career_relay.consents.models import KeptLetter, Letter
from career_relay.consents.passport import started
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.keepsakes import LinesForm, WishForm
from career_relay.portal.letter_paper import pdf_of


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """Every letter, and those that wait to be taken in."""
    page = {"letters": recommendations.kept_letters(), "waiting": recommendations.waiting_letters()}
    return render(request, "portal/letters/list.html", page)


@require_safe
def show(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return _show(request, _mine(public_id), WishForm())


def _mine(public_id: UUID) -> KeptLetter:
    found: KeptLetter = get_object_or_404(recommendations.kept_letters(), public_id=public_id)
    return found


def _show(request: PortalRequest, kept: KeptLetter, form: WishForm, *, status: int = 200) -> HttpResponse:
    lines = [(n, one, n not in kept.dropped) for n, one in enumerate(kept.lines)]
    return render(request, "portal/letters/show.html", {"it": kept, "lines": lines, "form": form}, status=status)


@require_POST
def take(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Open a letter that waited for the address to be proven."""
    waiting = {one.public_id: one for one in recommendations.waiting_letters()}
    letter = waiting.get(public_id) or get_object_or_404(Letter.objects.none())
    try:
        kept = recommendations.take_in(letter, request.person_id)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:letters")
    return redirect("portal:letter", kept.public_id)


def _act(request: PortalRequest, kept: KeptLetter, work: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the letter, with what was done or why not."""
    try:
        work()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return _show(request, kept, WishForm(), status=422)
    messages.success(request, said)
    return redirect("portal:letter", kept.public_id)


@require_POST
def lines(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Keep the ticked lines; leave the others out."""
    kept = _mine(public_id)
    form = LinesForm(request.POST, kept=kept)
    chosen = form.cleaned_data["lines"] if form.is_valid() else []
    said = _("Only the lines you keep are ever shown.")
    return _act(request, kept, lambda: recommendations.keep_lines(kept, chosen, by=request.actor), said)


@require_POST
def accept(request: PortalRequest, public_id: UUID) -> HttpResponse:
    kept = _mine(public_id)
    said = _("You keep the letter. It goes along where you choose it, in the lines you kept, and nowhere else.")
    return _act(request, kept, lambda: recommendations.accept(kept, by=request.actor), said)


@require_POST
def decline(request: PortalRequest, public_id: UUID) -> HttpResponse:
    kept = _mine(public_id)
    said = _("The letter is put aside. The company is not told.")
    return _act(request, kept, lambda: recommendations.decline(kept, by=request.actor), said)


@require_POST
def ask(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Ask the company for a correction. What was typed stays when it cannot be passed on."""
    kept, form = _mine(public_id), WishForm(request.POST)
    if form.is_valid():
        try:
            recommendations.ask_correction(kept, form.cleaned_data["words"], by=request.actor)
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Your wish is with the company. A new version comes here when it is ready."))
            return redirect("portal:letter", public_id)
    return _show(request, kept, form, status=422)


@require_POST
def forget(request: PortalRequest, public_id: UUID) -> HttpResponse:
    recommendations.forget(_mine(public_id), by=request.actor)
    messages.success(request, _("Your copy of the letter is deleted."))
    return redirect("portal:letters")


@require_safe
def paper(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The letter as PDF, in the lines that were kept."""
    kept = _mine(public_id)
    response = HttpResponse(pdf_of(kept, started(request.person_id).name), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return response
