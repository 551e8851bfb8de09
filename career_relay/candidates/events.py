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
}
