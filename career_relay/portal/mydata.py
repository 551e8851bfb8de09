"""Everything a person may take with them, as one JSON document (LEGAL D-02). Reasons and scores stay with the company."""

from typing import Any

from django.db.models import Model
from django.forms.models import model_to_dict

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import current_person
from career_relay.candidates.models import Application, Candidate
from career_relay.companies.models import Complaint
from career_relay.consents.models import (
    AccessGrant,
    Block,
    ConsentEntry,
    Correction,
    Package,
    Passport,
    Provision,
    RightsItem,
    RightsRequest,
)
from career_relay.notices import preferences
from career_relay.notices.models import LineLink, Message, PermissionProof, SurveyAnswer
from career_relay.notices.rendering import blocks
from career_relay.portal import notebook

FORMAT = "career-relay/my-data/1"
OF_RECORD = (
    "name", "kana", "email", "phone", "prefecture", "track", "graduation_year", "skills", "history", "purge_after",
    "created_at", "updated_at",
)  # fmt: skip
OF_APPLICATION = (
    "position_title", "track", "applied_on", "decided_at", "reapply_from", "promised_on", "source", "source_detail",
)  # fmt: skip
OF_LINE = (
    "purpose", "act", "recipient", "circle", "items", "package_hash", "text_version", "text_hash", "language",
    "verified_how", "channel", "device", "expires_at", "at", "previous_hash", "hash",
)  # fmt: skip
OF_PROVISION = (
    "consent_obtained", "provider_name", "provider_address", "provider_representative", "recipient_name",
    "recipient_address", "recipient_representative", "person_name", "items", "basis", "package_hash",
    "licence_number", "licence_holder", "provided_at",
)  # fmt: skip


OF_WISHES = (
    "topics", "frequency", "language", "phone_first", "talk_from", "talk_family", "talk_prefecture", "talk_words",
    "how", "changed_at",
)  # fmt: skip
OF_REQUEST = (
    "number", "kind", "asked_at", "asked_how", "about", "detail", "old_value", "new_value", "manner", "postal_address",
    "agent", "agent_name", "due_on", "closed_at", "outcome", "answer",
)  # fmt: skip
OF_PROOF = ("word", "way", "topics", "screen", "text_version", "text_hash", "language", "at")


def everything() -> dict[str, Any]:
    """Give all that is kept of the active person, by table, in words and dates."""
    return {
        "format": FORMAT,
        "person": current_person(),
        "addresses": list(VerifiedAddress.objects.values("address", "is_primary", "verified_at")),
        "records": [_record(one) for one in Candidate.objects.select_related("company").order_by("id")],
        "passport": _passport(),
        "consents": [_plain(one, OF_LINE) for one in ConsentEntry.objects.order_by("id")],
        "blocks": list(Block.objects.values("company_blocked__name", "with_group", "created_at")),
        "packages": list(Package.objects.order_by("id").values("recipient__name", "content", "hash", "created_at")),
        "access": list(
            AccessGrant.objects.order_by("id").values(
                "company__name", "granted_at", "until", "revoked_at", "deletion_due_on", "deletion_confirmed_at"
            )
        ),
        "provisions": list(Provision.objects.order_by("id").values(*OF_PROVISION)),
        "line": list(LineLink.objects.order_by("id").values("company__name", "linked_at", "ended_at", "ended_how")),
        "requests": [_request(one) for one in RightsRequest.objects.select_related("company").order_by("id")],
        "corrections": list(
            Correction.objects.order_by("id").values(
                "company__name", "detail", "old_value", "new_value", "told_at", "acknowledged_at"
            )
        ),
        "complaints": list(
            Complaint.objects.order_by("id").values(
                "company__name",
                "about__name",
                "topic",
                "words",
                "name",
                "reply_to",
                "received_at",
                "due_on",
                "answer",
                "answered_at",
                "closed_at",
            )
        ),
        **notebook.kept(),
    }


def _request(request: RightsRequest) -> dict[str, Any]:
    """What was asked, and what was decided on each item. What the company noted for itself is its own."""
    items = RightsItem.objects.filter(request=request).values("key", "decision", "ground", "reason", "decided_at")
    return {"company": request.company.name, **_plain(request, OF_REQUEST), "items": list(items)}


def _passport() -> dict[str, Any] | None:
    found = Passport.objects.first()
    return model_to_dict(found, exclude=["id", "person"]) if found else None


def _record(candidate: Candidate) -> dict[str, Any]:
    applications = Application.objects.filter(candidate=candidate).order_by("id")
    return {
        "company": candidate.company.name,
        **_plain(candidate, OF_RECORD),
        "mails": _mails(candidate),
        "applications": [
            {
                **_plain(one, OF_APPLICATION),
                "answers": [_letter(message) for message in Message.objects.filter(application=one).order_by("id")],
                "survey": list(
                    SurveyAnswer.objects.filter(application=one).values(
                        "helpful", "recommend", "comment", "answered_at"
                    )
                ),
            }
            for one in applications
        ],
    }


def _mails(candidate: Candidate) -> dict[str, Any]:
    """What was chosen to be heard of, and the proof of each yes and no. The company's own rows, so it is asked."""
    with acting_for(candidate.company_id):
        chosen = preferences.preference_of(candidate)
        return {
            "chosen": _plain(chosen, OF_WISHES) if chosen else None,
            "proofs": list(PermissionProof.objects.filter(candidate=candidate).order_by("id").values(*OF_PROOF)),
        }


def _letter(message: Message) -> dict[str, Any]:
    words = "\n\n".join(block.text for block in blocks(message.body_text) if block.kind == "words")
    return {"subject": message.subject, "text": words, "sent_at": message.sent_at, "seen_at": message.seen_at}


def _plain(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value := getattr(row, name), Model) else value for name in names}
