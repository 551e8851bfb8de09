"""What happens to a choice. Names for the log, sentences for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    GIVEN = "consents.given"
    WITHDRAWN = "consents.withdrawn"
    EXPIRED = "consents.expired"
    BLOCKED = "consents.company_blocked"
    UNBLOCKED = "consents.company_unblocked"
    EMPLOYER_NAMED = "consents.employer_named"
    EMPLOYER_DROPPED = "consents.employer_dropped"
    PASSPORT_SAVED = "consents.passport_saved"
    PASSPORT_CONFIRMED = "consents.passport_confirmed"
    PAUSED = "consents.paused"
    RESUMED = "consents.resumed"
    PROVIDED = "consents.provided"
    REVOKED = "consents.revoked"
    RECEIPT_CONFIRMED = "consents.receipt_confirmed"
    ERASURE_ASKED = "consents.erasure_asked"
    REQUEST_CLOSED = "consents.request_closed"
    CERTIFICATE_ISSUED = "consents.certificate_issued"
    CERTIFICATE_REVOKED = "consents.certificate_revoked"
    CERTIFICATE_KEPT = "consents.certificate_kept"
    CERTIFICATE_DECLINED = "consents.certificate_declined"
    CERTIFICATE_SHOWN = "consents.certificate_shown"
    CERTIFICATE_HIDDEN = "consents.certificate_hidden"
    CERTIFICATE_GIVEN_UP = "consents.certificate_given_up"
    CERTIFICATE_KEY_MADE = "consents.certificate_key_made"
    COPY_TAKEN = "consents.copy_taken"
    RENEWED = "consents.renewed"
    DELETION_ASKED = "consents.deletion_asked"
    COPY_ERASED = "consents.copy_erased"
    LEDGER_BROKEN = "consents.ledger_broken"
    LEDGER_DRIFTED = "consents.ledger_drifted"
    REQUEST_ASKED = "consents.request_asked"
    ITEM_DECIDED = "consents.request_item_decided"
    REQUEST_NOTED = "consents.request_noted"
    REQUEST_LATE = "consents.request_late"
    REGISTER_EXPORTED = "consents.register_exported"
    CORRECTION_TOLD = "consents.correction_told"
    CORRECTION_READ = "consents.correction_acknowledged"
    SHARE_MADE = "consents.share_made"
    SHARE_EXTENDED = "consents.share_extended"
    SHARE_STOPPED = "consents.share_stopped"
    SHARE_DELETED = "consents.share_deleted"
    SHARE_ANSWERED = "consents.share_answered"
    LETTER_DRAFTED = "consents.letter_drafted"
    LETTER_HANDED = "consents.letter_handed"
    LETTER_TAKEN_BACK = "consents.letter_taken_back"
    LETTER_ASKED = "consents.letter_correction_asked"
    LETTER_ACCEPTED = "consents.letter_accepted"
    LETTER_DECLINED = "consents.letter_declined"
    LETTER_LINES = "consents.letter_lines_chosen"
    LETTER_FORGOTTEN = "consents.letter_forgotten"
    LEAVING_ASKED = "consents.leaving_asked"
    STAYING = "consents.staying_after_all"
    LEFT = "consents.person_left"
    CONDITIONS_SAVED = "consents.conditions_saved"
    CONDITIONS_CHANGED = "consents.conditions_changed"
    CONDITIONS_DROPPED = "consents.conditions_dropped"
    CARD_CHOSEN = "consents.card_chosen"
    CARD_LEFT = "consents.card_left"


SENTENCES: dict[Event, str | Promise] = {
    Event.GIVEN: _("A choice was given"),
    Event.WITHDRAWN: _("A choice was withdrawn"),
    Event.EXPIRED: _("A choice reached its end"),
    Event.BLOCKED: _("A company was put on the block list"),
    Event.UNBLOCKED: _("A company was taken off the block list"),
    Event.EMPLOYER_NAMED: _("A place of work was named"),
    Event.EMPLOYER_DROPPED: _("A place of work was taken off the list"),
    Event.PASSPORT_SAVED: _("The profile was saved"),
    Event.PASSPORT_CONFIRMED: _("The profile was looked through and still holds"),
    Event.PAUSED: _("Everything was paused"),
    Event.RESUMED: _("The pause ended"),
    Event.PROVIDED: _("A package was handed over"),
    Event.REVOKED: _("Access to a package ended"),
    Event.RECEIPT_CONFIRMED: _("Receipt of a package was confirmed"),
    Event.ERASURE_ASKED: _("The person asked for their record to be erased"),
    Event.REQUEST_CLOSED: _("A request of the person was answered"),
    Event.CERTIFICATE_ISSUED: _("A certificate was handed over"),
    Event.CERTIFICATE_REVOKED: _("A certificate was taken back"),
    Event.CERTIFICATE_KEPT: _("A certificate was accepted"),
    Event.CERTIFICATE_DECLINED: _("A certificate was declined"),
    Event.CERTIFICATE_SHOWN: _("The public page of a certificate was opened"),
    Event.CERTIFICATE_HIDDEN: _("The public page of a certificate was closed"),
    Event.CERTIFICATE_GIVEN_UP: _("A certificate was deleted"),
    Event.CERTIFICATE_KEY_MADE: _("A key for certificates was made"),
    Event.COPY_TAKEN: _("The person took a copy of their data"),
    Event.RENEWED: _("A choice was renewed"),
    Event.DELETION_ASKED: _("A company was asked to erase its copy"),
    Event.COPY_ERASED: _("A company has erased its copy"),
    Event.LEDGER_BROKEN: _("A line of the ledger of choices does not hold"),
    Event.LEDGER_DRIFTED: _("What held differed from the ledger and was made anew"),
    Event.REQUEST_ASKED: _("The person asked for one of their rights"),
    Event.ITEM_DECIDED: _("An item of a request was decided"),
    Event.REQUEST_NOTED: _("What was looked into for a request was written down"),
    Event.REQUEST_LATE: _("A request reached its last day; the owners were told"),
    Event.REGISTER_EXPORTED: _("The register of requests was exported"),
    Event.CORRECTION_TOLD: _("A receiver was told of a correction"),
    Event.CORRECTION_READ: _("A receiver has put a correction right"),
    Event.SHARE_MADE: _("A link to share was made"),
    Event.SHARE_EXTENDED: _("A link was given a later end"),
    Event.SHARE_STOPPED: _("A link was stopped"),
    Event.SHARE_DELETED: _("A link and its record were deleted"),
    Event.SHARE_ANSWERED: _("Somebody answered a link"),
    Event.LETTER_DRAFTED: _("A letter was drafted"),
    Event.LETTER_HANDED: _("A letter was handed to the person"),
    Event.LETTER_TAKEN_BACK: _("A letter was taken back"),
    Event.LETTER_ASKED: _("The person asked for a letter to be corrected"),
    Event.LETTER_ACCEPTED: _("A letter was accepted"),
    Event.LETTER_DECLINED: _("A letter was put aside"),
    Event.LETTER_LINES: _("The lines of a letter were chosen"),
    Event.LETTER_FORGOTTEN: _("A letter was deleted"),
    Event.LEAVING_ASKED: _("The person asked for everything to be erased"),
    Event.STAYING: _("The person stays after all"),
    Event.LEFT: _("The account was erased"),
    Event.CONDITIONS_SAVED: _("Conditions for openings were kept"),
    Event.CONDITIONS_CHANGED: _("Mails about openings were changed"),
    Event.CONDITIONS_DROPPED: _("Conditions for openings were deleted"),
    Event.CARD_CHOSEN: _("A place on the cards was chosen"),
    Event.CARD_LEFT: _("The place on the cards was given up"),
}
