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
    SECOND_PAIR_SET = "notices.second_pair_set"
    SECOND_ASKED = "notices.second_asked"
    SECOND_ALLOWED = "notices.second_allowed"
    SECOND_WITHDRAWN = "notices.second_withdrawn"
    ANSWERED = "notices.answered"
    BOUNCED = "notices.bounced"
    COMPLAINED = "notices.complained"
    REPLIED = "notices.replied"
    REPLY_ASSIGNED = "notices.reply_assigned"
    REPLY_SETTLED = "notices.reply_settled"
    REPLY_REOPENED = "notices.reply_reopened"
    ANSWER_WRITTEN = "notices.answer_written"
    ANSWER_TAKEN_BACK = "notices.answer_taken_back"
    LINE_CONNECTED = "notices.line_connected"
    LINE_CHECKED = "notices.line_checked"
    LINE_CLOSED = "notices.line_closed"
    CHAT_ADDED = "notices.chat_added"
    CHAT_DROPPED = "notices.chat_dropped"
    LINE_ASKED = "notices.line_asked"
    LINE_LINKED = "notices.line_linked"
    LINE_ENDED = "notices.line_ended"
    LINE_WRITTEN = "notices.line_written"
    CAMPAIGN_MADE = "notices.campaign_made"
    CAMPAIGN_CHANGED = "notices.campaign_changed"
    CAMPAIGN_ASKED = "notices.campaign_asked"
    CAMPAIGN_ALLOWED = "notices.campaign_allowed"
    CAMPAIGN_HANDED_BACK = "notices.campaign_handed_back"
    CAMPAIGN_RELEASED = "notices.campaign_released"
    CAMPAIGN_TAKEN_BACK = "notices.campaign_taken_back"
    CAMPAIGN_STARTED = "notices.campaign_started"
    CAMPAIGN_PAUSED = "notices.campaign_paused"
    CAMPAIGN_RESUMED = "notices.campaign_resumed"
    CAMPAIGN_CANCELLED = "notices.campaign_cancelled"
    CAMPAIGN_FINISHED = "notices.campaign_finished"
    CAMPAIGN_DROPPED = "notices.campaign_dropped"
    GUARD_CHANGED = "notices.guard_changed"
    PROMISED_ALL = "notices.promised_all"
    LONGER = "notices.longer"
    LONGER_UNDONE = "notices.longer_undone"
    CLOSING_DRAFTED = "notices.closing_drafted"
    CLOSING_RELEASED = "notices.closing_released"
    CLOSING_DROPPED = "notices.closing_dropped"
    UNSUBSCRIBED = "notices.unsubscribed"
    PERMITTED = "notices.permitted"
    WISHED = "notices.wished"
    TALK_AGAIN = "notices.talk_again"
    SENDER_SAVED = "notices.sender_saved"
    SENDER_CONNECTED = "notices.sender_connected"
    SENDER_PROVEN = "notices.sender_proven"
    SENDER_CHOSEN = "notices.sender_chosen"
    SENDER_LEFT = "notices.sender_left"
    SENDER_TROUBLED = "notices.sender_troubled"
    SENDER_BROKEN = "notices.sender_broken"
    SENDER_FORGOTTEN = "notices.sender_forgotten"
    DOMAIN_ASKED = "notices.domain_asked"


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
    Event.SECOND_PAIR_SET: _("The number of people from which two look was changed"),
    Event.SECOND_ASKED: _("A second person was asked to look at notices"),
    Event.SECOND_ALLOWED: _("Notices were released after a second look"),
    Event.SECOND_WITHDRAWN: _("The request for a second look was taken back"),
    Event.ANSWERED: _("The survey was answered"),
    Event.BOUNCED: _("The mail came back"),
    Event.COMPLAINED: _("The mail was reported as unwanted"),
    Event.REPLIED: _("An answer came in"),
    Event.REPLY_ASSIGNED: _("An answer was given to a colleague"),
    Event.REPLY_SETTLED: _("An answer was settled"),
    Event.REPLY_REOPENED: _("An answer was opened again"),
    Event.ANSWER_WRITTEN: _("We wrote back"),
    Event.ANSWER_TAKEN_BACK: _("What we wrote back was taken back"),
    Event.LINE_CONNECTED: _("A LINE account was connected"),
    Event.LINE_CHECKED: _("The LINE account was checked"),
    Event.LINE_CLOSED: _("The LINE account was taken off"),
    Event.CHAT_ADDED: _("A chat room was added for notices"),
    Event.CHAT_DROPPED: _("A chat room was taken off"),
    Event.LINE_ASKED: _("Somebody asked to link LINE"),
    Event.LINE_LINKED: _("LINE was linked"),
    Event.LINE_ENDED: _("The link to LINE ended"),
    Event.LINE_WRITTEN: _("Somebody wrote on LINE"),
    Event.CAMPAIGN_MADE: _("A mailing was drafted"),
    Event.CAMPAIGN_CHANGED: _("The mailing was changed"),
    Event.CAMPAIGN_ASKED: _("A second person was asked to allow the mailing"),
    Event.CAMPAIGN_ALLOWED: _("A second person allowed the mailing"),
    Event.CAMPAIGN_HANDED_BACK: _("The mailing became a draft again"),
    Event.CAMPAIGN_RELEASED: _("The mailing was released"),
    Event.CAMPAIGN_TAKEN_BACK: _("The mailing was taken back"),
    Event.CAMPAIGN_STARTED: _("The mailing began to leave"),
    Event.CAMPAIGN_PAUSED: _("The mailing was paused"),
    Event.CAMPAIGN_RESUMED: _("The mailing went on"),
    Event.CAMPAIGN_CANCELLED: _("The mailing was cancelled"),
    Event.CAMPAIGN_FINISHED: _("The mailing was sent to all"),
    Event.CAMPAIGN_DROPPED: _("The draft of a mailing was thrown away"),
    Event.GUARD_CHANGED: _("The rules of answering were changed"),
    Event.PROMISED_ALL: _("Days were promised to those who had none"),
    Event.LONGER: _("The person was told that it takes longer"),
    Event.LONGER_UNDONE: _("The later day was taken back"),
    Event.CLOSING_DRAFTED: _("An overdue answer was drafted"),
    Event.CLOSING_RELEASED: _("The overdue answer was released"),
    Event.CLOSING_DROPPED: _("The draft of an overdue answer was dropped"),
    Event.UNSUBSCRIBED: _("Wants no more news or invitations"),
    Event.PERMITTED: _("Asked to be written to"),
    Event.WISHED: _("Changed what they want to hear of"),
    Event.TALK_AGAIN: _("Said when to talk again"),
    Event.SENDER_SAVED: _("A sender was set up"),
    Event.SENDER_CONNECTED: _("A mail service was connected"),
    Event.SENDER_PROVEN: _("A sender address was proven"),
    Event.SENDER_CHOSEN: _("A sender was chosen"),
    Event.SENDER_LEFT: _("Mail leaves through the installation again"),
    Event.SENDER_TROUBLED: _("A sender had a problem"),
    Event.SENDER_BROKEN: _("A sender stopped working"),
    Event.SENDER_FORGOTTEN: _("A sender was removed"),
    Event.DOMAIN_ASKED: _("The domain was checked"),
}
