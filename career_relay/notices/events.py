"""What happens to a mail. Names for the log, sentences for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    DRAFTED = "notices.drafted"
    EDITED = "notices.edited"
    CHECKED = "notices.checked"
    RELEASED = "notices.released"
    UNDONE = "notices.undone"
    SENT = "notices.sent"
    FAILED = "notices.failed"
    UNCERTAIN = "notices.uncertain"
    ARRIVED = "notices.arrived"
    NOT_ARRIVED = "notices.not_arrived"
    SKIPPED = "notices.skipped"
    TOLD = "notices.told"
    TRIED = "notices.tried"
    DROPPED = "notices.dropped"
    REOPENED = "notices.reopened"
    TEMPLATE_SAVED = "notices.template_saved"
    TEMPLATE_RESTORED = "notices.template_restored"
    ANSWERED = "notices.answered"


SENTENCES: dict[Event, str | Promise] = {
    Event.DRAFTED: _("A notice was drafted"),
    Event.EDITED: _("The notice was changed"),
    Event.CHECKED: _("The notice was checked"),
    Event.RELEASED: _("The notice was released"),
    Event.UNDONE: _("The release was undone"),
    Event.SENT: _("The notice was sent"),
    Event.FAILED: _("The mail server refused the notice"),
    Event.UNCERTAIN: _("Whether the notice arrived is uncertain"),
    Event.ARRIVED: _("The notice was found to have arrived"),
    Event.NOT_ARRIVED: _("The notice was found not to have arrived"),
    Event.SKIPPED: _("The notice was not sent"),
    Event.TOLD: _("The result was told by phone or letter"),
    Event.TRIED: _("A call was tried"),
    Event.DROPPED: _("The draft was dropped"),
    Event.REOPENED: _("The notice became a draft again"),
    Event.TEMPLATE_SAVED: _("A template was saved"),
    Event.TEMPLATE_RESTORED: _("A template was set back to the default"),
    Event.ANSWERED: _("The survey was answered"),
}
