"""What can happen to a position, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class PositionEvent(StrEnum):
    SAVED = "positions.saved"
    PUBLISHED = "positions.published"
    CONFIRMED = "positions.confirmed"
    PAUSED = "positions.paused"
    FILLED = "positions.filled"
    CLOSED = "positions.closed"


E = PositionEvent
SENTENCES = {
    E.SAVED: _("The position was changed."),
    E.PUBLISHED: _("The position was published."),
    E.CONFIRMED: _("The position was confirmed as current."),
    E.PAUSED: _("The position was paused."),
    E.FILLED: _("The position was filled."),
    E.CLOSED: _("The position was closed."),
}
