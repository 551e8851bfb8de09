"""What happens to somebody who signs in. Names for the log, sentences for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    ADDRESS_PROVEN = "accounts.address_proven"
    ADDRESS_ADDED = "accounts.address_added"
    ADDRESS_REMOVED = "accounts.address_removed"
    ADDRESS_PRIMARY = "accounts.address_primary"
    ADDRESS_UNDONE = "accounts.address_undone"
    PAGES_JOINED = "accounts.pages_joined"
    PASSKEY_ADDED = "accounts.passkey_added"
    PASSKEY_RENAMED = "accounts.passkey_renamed"
    PASSKEY_REMOVED = "accounts.passkey_removed"
    PASSKEY_USED = "accounts.passkey_used"
    PASSKEY_COPIED = "accounts.passkey_copied"
    SIGNED_OUT_EVERYWHERE = "accounts.signed_out_everywhere"


SENTENCES: dict[Event, str | Promise] = {
    Event.ADDRESS_PROVEN: _("An e-mail address was proven by code"),
    Event.ADDRESS_ADDED: _("An e-mail address was added to the page"),
    Event.ADDRESS_REMOVED: _("An e-mail address was taken away from the page"),
    Event.ADDRESS_PRIMARY: _("Another e-mail address became the main one"),
    Event.ADDRESS_UNDONE: _("A change of the e-mail addresses was taken back"),
    Event.PAGES_JOINED: _("Another page of the same person was joined to this one"),
    Event.PASSKEY_ADDED: _("A passkey was added"),
    Event.PASSKEY_RENAMED: _("A passkey got another name"),
    Event.PASSKEY_REMOVED: _("A passkey was taken away"),
    Event.PASSKEY_USED: _("The page was opened with a passkey"),
    Event.PASSKEY_COPIED: _("A passkey was refused because it seems to be a copy"),
    Event.SIGNED_OUT_EVERYWHERE: _("Signed out on every device"),
}
