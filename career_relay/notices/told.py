"""What a person reads of records, applications and mails. Here, because before an answer has arrived it is told to nobody."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import DECIDED, Stage
from career_relay.notices import models as rows
from career_relay.notices.models import Delay, Message
from career_relay.notices.rendering import blocks
from career_relay.notices.states import DELIVERED, Channel, LegalClass
from career_relay.notices.wordings import APOLOGY

STAFF = "who of the staff worked on it is theirs"
OURS = "a mark of the program"
JUDGED = "the company’s own judgement; it is asked for with a request (LEGAL D-04)"
SELECTION = "the company’s own order of work"
KEYS = "a form of another column to search by"
OUTBOX = "how the mail was carried"


def is_told(application: Application) -> bool:
    """Whether the newest answer reached the person and was not taken back (as on their own page)."""
    found = Message.objects.filter(application=application, state__in=DELIVERED, legal_class=LegalClass.NOTICE)
    newest = found.order_by("-id").values_list("template_key", flat=True).first()
    return newest is not None and newest != APOLOGY


def untold(application: Application) -> frozenset[str]:
    """What nobody reads before the answer arrived: a decision may still be taken back."""
    if application.stage == Stage.WITHDRAWN or is_told(application):
        return frozenset()
    return frozenset({"decided_at", "reapply_from", "path", "path_on", "offered_on", "started_on"})


def result(application: Application) -> str:
    """The result, once it was told; empty before."""
    is_over = application.stage in DECIDED and not untold(application)
    return str(application.stage) if is_over else ""


def details(candidate: Candidate) -> dict[str, Any]:
    """What has no column of its own. The file's own spelling of days stays out while an answer is on its way."""
    waiting = any(untold(one) and one.stage in DECIDED for one in Application.objects.filter(candidate=candidate))
    return {name: value for name, value in candidate.details.items() if not (waiting and name == "told")}


def arrived(found: QuerySet[Message]) -> QuerySet[Message]:
    """Mails that reached the person; a letter to the agency is not theirs."""
    return found.filter(state__in=DELIVERED).exclude(channel=Channel.AGENCY)


def words(message: Message) -> str:
    """The letter as the person reads it on their page."""
    return "\n\n".join(block.text for block in blocks(message.body_text) if block.kind == "words")


def spoken(found: QuerySet[Delay]) -> QuerySet[Delay]:
    return found.filter(is_written=True, undone_at=None)


tell(
    Candidate, "records", pgettext_lazy("my data", "Records of companies"),
    "public_id company name kana email phone prefecture track graduation_year skills history snoozed_until"
    " do_not_contact last_contact_at purge_after created_at updated_at",
    record="pk", more={"details": details},
    withheld={
        "external_id": "the number in the company’s other system",
        "name_folded": KEYS,
        "email_key": KEYS,
        "phone_key": KEYS,
        "birth_key": "a keyed hash",
        "search": KEYS,
        "tags": JUDGED,
        "details": "told as worked out in `details`",
        "owner": STAFF,
        "state": SELECTION,
        "state_evidence": SELECTION,
        "state_since": SELECTION,
        "state_until": SELECTION,
        "protected_until": "between the company and an agency",
        "protected_by": "between the company and an agency",
        "quiet_reason": SELECTION,
        "is_silver": JUDGED,
        "words_pending": OURS,
        "sources": OURS,
        "steps": OURS,
        "is_open": SELECTION,
        "mean_score": JUDGED,
        "pool_asked_on": SELECTION,
    },
)  # fmt: skip
tell(
    Application, "applications", pgettext_lazy("my data", "Applications"),
    "public_id company position_title track reached applied_on decided_at path path_on promised_on reapply_from source"
    " source_detail introduced_on is_reapplication whats_changed offered_on started_on created_at",
    record="candidate", hidden=untold, more={"result": result},
    withheld={
        "position": "named in `position_title`",
        "external_id": "the number in the company’s other system",
        "stage": "told as `result` once the answer arrived",
        "last_activity_on": SELECTION,
        "reason": JUDGED,
        "reason_details": JUDGED,
        "reason_shared": "stands in the answer, in words",
        "strengths": JUDGED,
        "good_for": JUDGED,
        "strengths_skipped": JUDGED,
        "protected_until": "between the company and an agency",
        "protection_from": "between the company and an agency",
        "protection_reason": "between the company and an agency",
    },
)  # fmt: skip
tell(
    Message, "messages", pgettext_lazy("my data", "Mails and letters to you"),
    "public_id company application subject language legal_class channel sent_at seen_at created_at",
    record="candidate", only=arrived, more={"text": words},
    withheld={
        **dict.fromkeys(
            ["send_after", "claimed_by", "claimed_at", "epoch", "attempts", "message_id", "error", "state", "campaign", "template_key", "template_version", "skip_reason", "outcome", "survey_wanted", "own_words", "for_stage", "for_decided_at", "batch"],
            OUTBOX,
        ),
        "body_text": "told as `text`, without the link: whoever has it reaches the page",
        "personal_point": "stands in the text",
        "to_agency": "no mail to an agency is told",
        "is_checked": STAFF,
        "released_by": STAFF,
        "released_at": STAFF,
    },
)  # fmt: skip
tell(
    rows.Incoming, "replies", pgettext_lazy("my data", "What you wrote back"),
    "public_id company message kind received_at written_at sender sender_name subject text whole files bounce status"
    " detail",
    record="candidate",
    withheld={
        **dict.fromkeys(["via", "from_elsewhere", "flaw", "mail_id", "dedupe"], OUTBOX),
        "answer": "stands among the mails",
        "owner": STAFF,
        "handled_at": STAFF,
        "handled_by": STAFF,
    },
)  # fmt: skip
tell(
    Delay, "delays", pgettext_lazy("my data", "Days that were moved"), "public_id company application before after reason created_at",
    record="application__candidate", only=spoken,
    withheld={
        "stage": SELECTION, "reached": SELECTION, "is_written": OURS, "mail_ref": OURS, "by": STAFF, "undone_at": SELECTION,
    },
)  # fmt: skip
tell(
    rows.Preference, "wishes", pgettext_lazy("my data", "What you want to hear"),
    "company topics frequency language phone_first talk_from talk_family talk_prefecture talk_words how changed_at",
    record="candidate",
)  # fmt: skip
tell(
    rows.PermissionProof, "permissions", pgettext_lazy("my data", "Proofs of what you want to hear"),
    "company word way topics screen text_version text_hash language at last_sent_at", record="candidate",
    withheld={"address_hash": "a keyed hash"},
)  # fmt: skip
tell(
    rows.SurveyAnswer, "survey_answers", pgettext_lazy("my data", "What you said about answers"),
    "company application helpful recommend careful comment answered_at",
    person="person", record="application__candidate", by_company=False,
    withheld={"sealed": "which of the numbers may be counted already"},
)  # fmt: skip
tell(
    rows.LineLink, "line", pgettext_lazy("my data", "LINE"), "company user linked_at ended_at ended_how", record="candidate",
    withheld={"user_hash": KEYS},
)  # fmt: skip
tell(
    rows.LineText,
    "line_texts",
    pgettext_lazy("my data", "What you wrote on LINE"),
    "company text written_at",
    record="candidate",
)
tell(
    rows.PersonalMail, "notices", pgettext_lazy("my data", "Mails about your page"),
    "public_id kind subject language sent_at created_at", person="to_person",
    withheld={
        **dict.fromkeys(
            ["state", "send_after", "claimed_by", "claimed_at", "epoch", "attempts", "message_id", "error", "occasion"], OUTBOX
        ),
        "body_text": "empty: the words are made when it is sent",
        "to_person": "you",
        "code_request": OURS,
        "to_user": "nobody of the staff",
        "for_company": "nobody of the staff",
        "subject_ref": OURS,
        "data": OURS,
    },
)  # fmt: skip
