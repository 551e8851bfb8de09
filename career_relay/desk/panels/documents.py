"""Of the candidate page: the files of a person and what was read in them."""

from typing import Any

from career_relay.candidates.models import Candidate, Document, DocumentState
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.documents import UploadForm


def panel(_request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """The files, newest first, and the form for another one."""
    rows = Document.objects.filter(candidate=candidate).select_related("uploaded_by", "confirmed_by")
    return {
        "rows": list(rows.defer("extracted", "taken")),
        "form": UploadForm(prefix="document"),
        "waiting": {DocumentState.RECEIVED, DocumentState.READING},
    }
