"""The life of a position, on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("position", "draft")
    OPEN = "open", pgettext_lazy("position", "open")
    PAUSED = "paused", pgettext_lazy("position", "paused")
    FILLED = "filled", pgettext_lazy("position", "filled")
    CLOSED = "closed", pgettext_lazy("position", "closed")


S = State
NEXT: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.OPEN, S.CLOSED}),
    S.OPEN: frozenset({S.PAUSED, S.FILLED, S.CLOSED}),
    S.PAUSED: frozenset({S.OPEN, S.FILLED, S.CLOSED}),
}  # a state without a row is an end


def ensure_next(now: str, then: str) -> None:
    if then not in NEXT.get(now, frozenset()):
        raise Refused(
            _("A position that is {now} cannot become {then}.").format(now=State(now).label, then=State(then).label)
        )
