"""What can happen around matches, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class MatchingEvent(StrEnum):
    DISMISSED = "matching.dismissed"
    RESTORED = "matching.restored"


SENTENCES = {
    MatchingEvent.DISMISSED: _("A match was set aside."),
    MatchingEvent.RESTORED: _("A match set aside was brought back."),
}
