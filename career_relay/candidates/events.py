"""What can happen to a record, with the sentence that tells it on the candidate's page."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CandidateEvent(StrEnum):
    IMPORTED = "candidates.file_imported"
    IMPORT_UNDONE = "candidates.import_undone"
    TAKEN_IN = "candidates.taken_in"
    ADVANCED = "candidates.application_advanced"
    DECIDED = "candidates.application_decided"
    REOPENED = "candidates.application_reopened"
    NOTED = "candidates.note_added"
    EVALUATED = "candidates.evaluated"
    OWNER_SET = "candidates.owner_set"
    TAGGED = "candidates.tags_set"
    ERASED = "candidates.record_erased"
    SNOOZED = "candidates.snoozed"
    CONTACT_STOPPED = "candidates.contact_stopped"
    CONTACT_ALLOWED = "candidates.contact_allowed"
    PROTECTION_SET = "candidates.protection_set"
    PROMISED = "candidates.answer_promised"
    EXPORTED = "candidates.exported"
    TOLD_APART = "candidates.told_apart"
    APPLIED = "candidates.applied_by_form"
    MOVE_UNDONE = "candidates.move_undone"
    INTERVIEW_SET = "candidates.interview_set"
    INTERVIEW_CANCELLED = "candidates.interview_cancelled"
    SOURCE_NAMED = "candidates.source_named"
    CONTRACT_SAVED = "candidates.agency_contract_saved"
    DOCUMENT_RECEIVED = "candidates.document_received"
    DOCUMENT_REFUSED = "candidates.document_refused"
    DOCUMENT_READ = "candidates.document_read"
    DOCUMENT_CONFIRMED = "candidates.document_confirmed"
    DOCUMENT_TAKEN_BACK = "candidates.document_taken_back"
    DOCUMENT_REMOVED = "candidates.document_removed"


E = CandidateEvent
SENTENCES: dict[str, str | Promise] = {
    CandidateEvent.ERASED: _("The record was erased"),
    E.IMPORTED: _("A file was imported"),
    E.IMPORT_UNDONE: _("An import was undone"),
    E.TAKEN_IN: _("The record was made"),
    E.ADVANCED: _("The selection moved on"),
    E.DECIDED: _("The result was fixed"),
    E.REOPENED: _("The result was taken back"),
    E.NOTED: _("A note was added"),
    E.EVALUATED: _("An evaluation was written"),
    E.OWNER_SET: _("The person in charge changed"),
    E.TAGGED: _("Tags were changed"),
    E.SNOOZED: _("A day to talk again was set"),
    E.CONTACT_STOPPED: _("“Do not contact” was set"),
    E.CONTACT_ALLOWED: _("“Do not contact” was lifted"),
    E.PROTECTION_SET: _("The protection date was changed"),
    E.PROMISED: _("An answer date was promised"),
    E.EXPORTED: _("The list was exported"),
    E.TOLD_APART: _("Found to be another person"),
    E.APPLIED: _("An application came in by the careers page"),
    E.MOVE_UNDONE: _("A move on the board was undone"),
    E.INTERVIEW_SET: _("An interview was set"),
    E.INTERVIEW_CANCELLED: _("An interview was called off"),
    E.SOURCE_NAMED: _("It was said where the application came from"),
    E.CONTRACT_SAVED: _("A contract with an agency was changed"),
    E.DOCUMENT_RECEIVED: _("A file was added"),
    E.DOCUMENT_REFUSED: _("A file was refused and not kept"),
    E.DOCUMENT_READ: _("A file was opened"),
    E.DOCUMENT_CONFIRMED: _("What was read in a file was confirmed"),
    E.DOCUMENT_TAKEN_BACK: _("What was taken from a file was taken back"),
    E.DOCUMENT_REMOVED: _("A file was removed"),
}
