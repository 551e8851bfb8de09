"""The notebook: read, search, print; write notes and tear out pages. For the person alone (PRODUCT D9)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.consents import notebook
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.keepsakes import NoteForm
from career_relay.portal.notebook import chapters, companies

LONGEST_QUESTION = 100


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    return _show(request, NoteForm(initial={"company_name": request.GET.get("about", "")[:120]}))


def _show(request: PortalRequest, form: NoteForm, *, status: int = 200) -> HttpResponse:
    words = request.GET.get("find", "")[:LONGEST_QUESTION]
    found = chapters(words)
    page = {"chapters": found, "words": words, "form": form, "companies": companies(found)}
    return render(request, "portal/notebook/show.html", page, status=status)


@require_POST
def write(request: PortalRequest) -> HttpResponse:
    """Keep a note. What was typed stays on the page when it cannot be kept."""
    form = NoteForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            notebook.write_note(
                request.person_id, told["text"], company_name=told["company_name"], about=_known(told["company_name"])
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("The note is kept. Only you can read it."))
            return redirect("portal:notebook")
    return _show(request, form, status=422)


def _known(name: str) -> Company | None:
    """The company whose chapter it is, when the person has one of that name."""
    return next((one for one in companies(chapters()) if one.name == " ".join(name.split())), None)


@require_POST
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    note = get_object_or_404(notebook.notes(), public_id=public_id)
    try:
        notebook.change_note(note, request.POST.get("text", ""))
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return _show(request, NoteForm(), status=422)
    messages.success(request, _("The note is changed."))
    return redirect("portal:notebook")


@require_POST
def delete(request: PortalRequest, public_id: UUID) -> HttpResponse:
    get_object_or_404(notebook.notes(), public_id=public_id).delete()
    messages.success(request, _("The note is deleted."))
    return redirect("portal:notebook")


@require_POST
def tear(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Delete the person's own copy of an answer."""
    get_object_or_404(notebook.pages(), public_id=public_id).delete()
    messages.success(request, _("The page is torn out."))
    return redirect("portal:notebook")
