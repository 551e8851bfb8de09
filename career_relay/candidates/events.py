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
    TOLD_ALONG = "candidates.told_along"
    NOTED = "candidates.note_added"
    EVALUATED = "candidates.evaluated"
    OWNER_SET = "candidates.owner_set"
    TAGGED = "candidates.tags_set"
    ERASED = "candidates.record_erased"
    HOLD_ASKED = "candidates.hold_asked"
    HOLD_ALLOWED = "candidates.hold_allowed"
    HOLD_ENDED = "candidates.hold_ended"
    POOL_RENEWAL_ASKED = "candidates.pool_renewal_asked"
    POOL_RENEWED = "candidates.pool_renewed"
    SNOOZED = "candidates.snoozed"
    CONTACT_STOPPED = "candidates.contact_stopped"
    CONTACT_ALLOWED = "candidates.contact_allowed"
    PERMISSION_NOTED = "candidates.permission_noted"
    PERMISSION_SETTLED = "candidates.permission_settled"
    PROTECTION_SET = "candidates.protection_set"
    PROMISED = "candidates.answer_promised"
    EXPORTED = "candidates.exported"
    TOLD_APART = "candidates.told_apart"
    LOOKED_AT_AGAIN = "candidates.hint_reopened"
    MERGED = "candidates.records_merged"
    PARTED = "candidates.records_parted"
    CORRECTED = "candidates.record_corrected"
    FAST_TRACKED = "candidates.fast_tracked"
    CHANGE_TOLD = "candidates.change_told"
    POOL_MADE = "candidates.pool_made"
    POOL_CHANGED = "candidates.pool_changed"
    POOL_DELETED = "candidates.pool_deleted"
    POOLED = "candidates.put_in_pool"
    UNPOOLED = "candidates.taken_out_of_pool"
    SILVER_AWARDED = "candidates.silver_awarded"
    SILVER_WITHDRAWN = "candidates.silver_withdrawn"
    REMINDER_MADE = "candidates.reminder_made"
    REMINDER_MOVED = "candidates.reminder_moved"
    REMINDER_DONE = "candidates.reminder_done"
    SEGMENT_SAVED = "candidates.segment_saved"
    SEGMENT_DELETED = "candidates.segment_deleted"
    DONE_TO_MANY = "candidates.done_to_many"
    TAKEN_BACK_FROM_MANY = "candidates.taken_back_from_many"
    RESTORED = "candidates.values_restored"
    EXPORT_ASKED = "candidates.export_asked"
    EXPORT_ALLOWED = "candidates.export_allowed"
    EXPORT_REFUSED = "candidates.export_refused"
    EXPORT_ERASED = "candidates.export_erased"
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
    SCORECARD_CHANGED = "candidates.scorecard_changed"
    GOOD_FOR_WORDS_CHANGED = "candidates.good_for_words_changed"
    OFFICERS_NAMED = "candidates.fair_officers_named"
    EXCEPTION_ASKED = "candidates.fair_exception_asked"
    EXCEPTION_APPROVED = "candidates.fair_exception_approved"
    EXCEPTION_REFUSED = "candidates.fair_exception_refused"
    EXCEPTION_KEPT = "candidates.fair_exception_kept"
    EXCEPTION_ENDED = "candidates.fair_exception_ended"


E = CandidateEvent
SENTENCES: dict[str, str | Promise] = {
    CandidateEvent.ERASED: _("The record was erased"),
    CandidateEvent.HOLD_ASKED: _("A legal hold was asked for"),
    CandidateEvent.HOLD_ALLOWED: _("A second person agreed to a legal hold"),
    CandidateEvent.HOLD_ENDED: _("A legal hold was ended"),
    CandidateEvent.POOL_RENEWAL_ASKED: _("The person was asked whether to stay in the talent pool"),
    CandidateEvent.POOL_RENEWED: _("The person stays in the talent pool for another year"),
    E.IMPORTED: _("A file was imported"),
    E.IMPORT_UNDONE: _("An import was undone"),
    E.TAKEN_IN: _("The record was made"),
    E.ADVANCED: _("The selection moved on"),
    E.DECIDED: _("The result was fixed"),
    E.REOPENED: _("The result was taken back"),
    E.TOLD_ALONG: _("What a no offers was changed"),
    E.NOTED: _("A note was added"),
    E.EVALUATED: _("An evaluation was written"),
    E.OWNER_SET: _("The person in charge changed"),
    E.TAGGED: _("Tags were changed"),
    E.SNOOZED: _("A day to talk again was set"),
    E.CONTACT_STOPPED: _("“Do not contact” was set"),
    E.CONTACT_ALLOWED: _("“Do not contact” was lifted"),
    E.PERMISSION_NOTED: _("The record says that we may write"),
    E.PERMISSION_SETTLED: _("The record follows what the person chose"),
    E.PROTECTION_SET: _("The protection date was changed"),
    E.PROMISED: _("An answer date was promised"),
    E.EXPORTED: _("The list was exported"),
    E.TOLD_APART: _("Found to be another person"),
    E.LOOKED_AT_AGAIN: _("Whether two records are one person is open again"),
    E.MERGED: _("Two records were put together"),
    E.PARTED: _("Two records were parted again"),
    E.CORRECTED: _("The record was corrected"),
    E.FAST_TRACKED: _("On to the interview without document screening: a silver medal"),
    E.CHANGE_TOLD: _("The candidate told what has changed"),
    E.POOL_MADE: _("A pool was made"),
    E.POOL_CHANGED: _("A pool was renamed"),
    E.POOL_DELETED: _("A pool was deleted"),
    E.POOLED: _("Put into a pool"),
    E.UNPOOLED: _("Taken out of a pool"),
    E.SILVER_AWARDED: _("A silver medal was awarded"),
    E.SILVER_WITHDRAWN: _("The silver medal was withdrawn"),
    E.REMINDER_MADE: _("A reminder was made"),
    E.REMINDER_MOVED: _("A reminder was put off"),
    E.REMINDER_DONE: _("A reminder was done"),
    E.SEGMENT_SAVED: _("Conditions were saved"),
    E.SEGMENT_DELETED: _("Saved conditions were deleted"),
    E.DONE_TO_MANY: _("Many records were changed at once"),
    E.TAKEN_BACK_FROM_MANY: _("A change of many records was taken back"),
    E.RESTORED: _("The values of before were put back"),
    E.EXPORT_ASKED: _("An export was asked for"),
    E.EXPORT_ALLOWED: _("An export was allowed"),
    E.EXPORT_REFUSED: _("An export was refused"),
    E.EXPORT_ERASED: _("The file of an export was erased"),
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
    E.SCORECARD_CHANGED: _("The criteria were changed"),
    E.GOOD_FOR_WORDS_CHANGED: _("The words for “good for” were changed"),
    E.OFFICERS_NAMED: _("Who decides on exceptions was changed"),
    E.EXCEPTION_ASKED: _("An exception was asked for"),
    E.EXCEPTION_APPROVED: _("An exception was approved"),
    E.EXCEPTION_REFUSED: _("An exception was refused"),
    E.EXCEPTION_KEPT: _("Words were kept under an exception"),
    E.EXCEPTION_ENDED: _("An exception ended and its words were erased"),
}
