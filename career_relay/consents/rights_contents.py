"""What a request is about, item by item, and what an answer holds of each. Rooms to the right add their own items."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import Application, Document, Evaluation, Note
from career_relay.companies.models import Company
from career_relay.consents.models import AccessGrant, Receipt, RightsRequest
from career_relay.consents.states import Decision, Right

Content = Callable[[RightsRequest], Any]

# The numbered items of LEGAL §3.2 and §3.3, and the day. Nothing more of the contract between the two (LEGAL D-05).
PROVIDED_KEYS = (
    "consent_obtained", "recipient_name", "recipient_address", "recipient_representative", "person_name", "items",
    "provided_at",
)  # fmt: skip
RECEIVED_KEYS = (
    "consent_obtained", "provider_name", "provider_address", "provider_representative", "acquired_how", "person_name",
    "items", "received_at",
)  # fmt: skip
OF_RECORD = (
    "name", "kana", "email", "phone", "prefecture", "track", "graduation_year", "skills", "history", "tags", "details",
    "state", "state_evidence", "state_since", "state_until", "purge_after", "created_at", "updated_at",
)  # fmt: skip
OF_APPLICATION = (
    "position_title", "track", "stage", "reached", "applied_on", "decided_at", "promised_on", "reapply_from", "source",
    "source_detail",
)  # fmt: skip
OF_EVALUATION = ("reached", "score", "criteria", "strengths", "comment", "recommendation", "created_at")
OF_DOCUMENT = ("file_name", "kind", "size", "created_at", "extracted")

LABELS: dict[str, str | Promise] = {
    "purpose": _("What it is used for"),
    "record": _("Your record"),
    "applications": _("Applications and results"),
    "documents": _("Documents"),
    "evaluations": _("Evaluations and reasons"),
    "notes": _("Notes of the staff"),
    "received": _("Records of receipt"),
    "correction": _("The correction"),
    "use": _("Using the data"),
    "sharing": _("Handing the data on"),
    "consent": _("The consent"),
    "erasure": _("Erasing the record"),
}
ITEMS: dict[str, list[str]] = {
    Right.PURPOSE: ["purpose"],
    Right.DISCLOSE: ["record", "applications", "documents", "evaluations", "notes"],
    Right.RECORDS: ["received"],
    Right.CORRECT: ["correction"],
    Right.STOP: ["use"],
    Right.STOP_SHARING: ["sharing"],
    Right.WITHDRAW: ["consent"],
    Right.ERASE: ["erasure"],
}
D = Decision
MAY_SAY: dict[str, tuple[Decision, ...]] = {
    Right.PURPOSE: (D.GRANTED, D.RIGHTS, D.BUSINESS, D.LAW),
    Right.DISCLOSE: (D.GRANTED, D.RIGHTS, D.BUSINESS, D.LAW, D.NONE),
    Right.RECORDS: (D.GRANTED, D.RIGHTS, D.LAW, D.NONE),
    Right.CORRECT: (D.GRANTED, D.ACCURATE, D.LAW, D.NONE),
    Right.STOP: (D.GRANTED, D.KEPT, D.NONE),
    Right.STOP_SHARING: (D.GRANTED, D.KEPT, D.NONE),
    Right.WITHDRAW: (D.GRANTED,),
    Right.ERASE: (D.GRANTED, D.KEPT, D.NONE),
}
CONTENTS: dict[str, Content] = {}


def offer(kind: Right, key: str, label: str | Promise, content: Content) -> None:
    """Let another room add an item of its own to what is disclosed."""
    LABELS[key], CONTENTS[key] = label, content
    if key not in ITEMS[kind]:
        ITEMS[kind].append(key)


def items_of(request: RightsRequest) -> tuple[str, ...]:
    return tuple(ITEMS[request.kind])


def label_of(key: str) -> str:
    return str(LABELS.get(key, key))


def content_of(request: RightsRequest, key: str) -> Any:
    """What is disclosed under this item. Needs the company active."""
    return CONTENTS[key](request) if key in CONTENTS else None


def plain(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


# --- the items of this room ---------------------------------------------------------------------------------------


def _purpose(request: RightsRequest) -> list[str]:
    company: Company = request.company
    said = [str(_("To select applicants, to tell you the result, and to answer you."))]
    if company.purpose_third_party:
        said.append(str(_("And, only if you choose it yourself, to let you hand your profile to other companies.")))
    return said


def _record(request: RightsRequest) -> dict[str, Any] | None:
    return plain(request.candidate, OF_RECORD) if request.candidate else None


def _applications(request: RightsRequest) -> list[dict[str, Any]]:
    rows = Application.objects.filter(candidate=_of(request)).order_by("id")
    return [plain(one, OF_APPLICATION) for one in rows]


def _documents(request: RightsRequest) -> list[dict[str, Any]]:
    rows = Document.objects.filter(candidate=_of(request)).order_by("id")
    return [plain(one, OF_DOCUMENT) for one in rows]


def _evaluations(request: RightsRequest) -> dict[str, Any]:
    """What reviewers and recruiters thought. Who they are is theirs: names of staff are left out."""
    rows = Evaluation.objects.filter(application__candidate=_of(request)).order_by("id")
    reasons = Application.objects.filter(candidate=_of(request)).order_by("id")
    return {
        "evaluations": [plain(one, OF_EVALUATION) for one in rows],
        "reasons": [plain(one, ("reason", "reason_details", "strengths", "good_for")) for one in reasons],
    }


def _notes(request: RightsRequest) -> list[dict[str, Any]]:
    return [plain(one, ("text", "created_at")) for one in Note.objects.filter(candidate=_of(request)).order_by("id")]


def _received(request: RightsRequest) -> list[dict[str, Any]]:
    """The receiver's records of this person's packages, and of nobody else's."""
    rows = Receipt.objects.filter(package_id__in=_packages(request)).order_by("id")
    return [plain(one, RECEIVED_KEYS) for one in rows]


def _packages(request: RightsRequest) -> list[int]:
    if request.person_id is None:
        return []
    return list(AccessGrant.objects.filter(person_id=request.person_id).values_list("package_id", flat=True))


def _of(request: RightsRequest) -> int:
    return request.candidate_id or 0


CONTENTS |= {
    "purpose": _purpose,
    "record": _record,
    "applications": _applications,
    "documents": _documents,
    "evaluations": _evaluations,
    "notes": _notes,
    "received": _received,
}
