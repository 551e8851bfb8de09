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
    PASSPORT_SAVED = "consents.passport_saved"
    PAUSED = "consents.paused"
    RESUMED = "consents.resumed"
    PROVIDED = "consents.provided"
    REVOKED = "consents.revoked"
    RECEIPT_CONFIRMED = "consents.receipt_confirmed"
    ERASURE_ASKED = "consents.erasure_asked"
    REQUEST_CLOSED = "consents.request_closed"


SENTENCES: dict[Event, str | Promise] = {
    Event.GIVEN: _("A choice was given"),
    Event.WITHDRAWN: _("A choice was withdrawn"),
    Event.EXPIRED: _("A choice reached its end"),
    Event.BLOCKED: _("A company was put on the block list"),
    Event.UNBLOCKED: _("A company was taken off the block list"),
    Event.PASSPORT_SAVED: _("The profile was saved"),
    Event.PAUSED: _("Everything was paused"),
    Event.RESUMED: _("The pause ended"),
    Event.PROVIDED: _("A package was handed over"),
    Event.REVOKED: _("Access to a package ended"),
    Event.RECEIPT_CONFIRMED: _("Receipt of a package was confirmed"),
    Event.ERASURE_ASKED: _("The person asked for their record to be erased"),
    Event.REQUEST_CLOSED: _("A request of the person was answered"),
}
