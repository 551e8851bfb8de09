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
    CAREERS_SHOWN = "positions.shown_on_careers_page"
    CAREERS_HIDDEN = "positions.taken_off_careers_page"
    SHARED = "positions.shared"
    QUESTION_ADDED = "positions.question_added"
    QUESTION_REMOVED = "positions.question_removed"


E = PositionEvent
SENTENCES = {
    E.SAVED: _("The position was changed."),
    E.PUBLISHED: _("The position was published."),
    E.CONFIRMED: _("The position was confirmed as current."),
    E.PAUSED: _("The position was paused."),
    E.FILLED: _("The position was filled."),
    E.CLOSED: _("The position was closed."),
    E.CAREERS_SHOWN: _("The position is shown on the careers page."),
    E.CAREERS_HIDDEN: _("The position was taken off the careers page."),
    E.SHARED: _("Short links to the position were made."),
    E.QUESTION_ADDED: _("A question was added to the application form."),
    E.QUESTION_REMOVED: _("A question was taken off the application form."),
}
