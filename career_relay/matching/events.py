"""What can happen around matches, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class MatchingEvent(StrEnum):
    DISMISSED = "matching.dismissed"
    RESTORED = "matching.restored"
    REMATCH_STARTED = "matching.rematch_started"
    REMATCH_STOPPED = "matching.rematch_stopped"
    REMATCH_RESUMED = "matching.rematch_resumed"
    REMATCH_DONE = "matching.rematch_done"


SENTENCES = {
    MatchingEvent.DISMISSED: _("A match was set aside."),
    MatchingEvent.RESTORED: _("A match set aside was brought back."),
    MatchingEvent.REMATCH_STARTED: _("A new comparison of all openings was started."),
    MatchingEvent.REMATCH_STOPPED: _("The comparison of all openings was stopped."),
    MatchingEvent.REMATCH_RESUMED: _("The comparison of all openings was resumed."),
    MatchingEvent.REMATCH_DONE: _("The comparison of all openings was finished."),
}
