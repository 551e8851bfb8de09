"""The files of a candidate: upload, look at what was read, confirm it, open the original, remove it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import confirming, documents
from career_relay.candidates.models import Candidate, Document, DocumentState
from career_relay.candidates.resumes.guard import item_of
from career_relay.candidates.resumes.refusals import UNREADABLE
from career_relay.candidates.resumes.shapes import Extracted
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.documents import Review, UploadForm
from career_relay.desk.views.candidate import page

WAITING = frozenset({DocumentState.RECEIVED, DocumentState.READING})


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def upload(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """A file for one candidate. A refusal leads back to the form and says why."""
    candidate = get_object_or_404(Candidate, public_id=public_id)
    form = UploadForm(request.POST, request.FILES, prefix="document")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            documents.receive_document(candidate, file, file.name, by=request.actor, kind=form.cleaned_data["kind"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The file was added."))
            return redirect("desk:candidate", public_id)
    return page(request, candidate, status=422, document_form=form)


def _document(public_id: UUID) -> Document:
    found: Document = get_object_or_404(Document.objects.select_related("candidate"), public_id=public_id)
    return found


@require_GET
@needs(Permission.SEE_CANDIDATES)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """What was read in a file, beside its text."""
    document = _document(public_id)
    return _review(request, document, Review(Extracted.from_document(document.extracted)))


def _review(request: DeskRequest, document: Document, review: Review, *, error: str = "") -> HttpResponse:
    extracted = Extracted.from_document(document.extracted)
    context: dict[str, Any] = {
        "document": document,
        "it": document.candidate,
        "extracted": extracted,
        "rows": review.rows(),
        "sets": review.sets,
        "left_out": [(item_of(code), count) for code, count in extracted.left_out.items()],
        "problem": UNREADABLE.get(document.problem, ""),
        "is_waiting": document.state in WAITING,
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
        "error": error,
    }
    return render(request, "desk/documents/show.html", context, status=422 if error else 200)


@require_GET
@needs(Permission.SEE_CANDIDATES)
def state(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The moving part of a file that is being read; when it has been, the page is loaded anew."""
    document = _document(public_id)
    if document.state not in WAITING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/documents/_waiting.html", {"document": document})


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def confirm(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take over into the record what is ticked, as it was corrected."""
    document = _document(public_id)
    review = Review(Extracted.from_document(document.extracted), request.POST)
    if not review.is_valid():
        return _review(request, document, review, error=_("Please correct the marked places."))
    try:
        confirming.confirm_document(document, review.taken(), by=request.actor)
    except Refused as refusal:
        return _review(request, document, review, error=str(refusal))
    messages.success(request, _("What you confirmed is in the record now."))
    return redirect("desk:candidate", document.candidate.public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def take_back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Undo a confirmation."""
    document = _document(public_id)
    try:
        confirming.take_back_document(document, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("What was taken from this file is out of the record again."))
    return redirect("desk:document", public_id)


@require_POST
@needs(Permission.SEE_CANDIDATES)
def original(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The file as it came. A POST, because that somebody opened it is written down; never shown inside the browser."""
    document = _document(public_id)
    try:
        data = documents.open_document(document, by=request.actor)
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=document.file_name) or "",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def remove(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Delete a file for good."""
    document = _document(public_id)
    owner = document.candidate.public_id
    documents.remove_document(document, by=request.actor)
    messages.success(request, _("The file was deleted. What had been confirmed stays in the record."))
    return redirect("desk:candidate", owner)
