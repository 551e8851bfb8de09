"""The whole life of an introduction, on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused


class Stage(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("introduction", "proposed")
    ASKED = "asked", pgettext_lazy("introduction", "waiting for the candidate")
    ACCEPTED = "accepted", pgettext_lazy("introduction", "yes, cooling off")
    DISCLOSED = "disclosed", pgettext_lazy("introduction", "disclosed")
    INTERVIEWING = "interviewing", pgettext_lazy("introduction", "interviewing")
    OFFERED = "offered", pgettext_lazy("introduction", "offered")
    HIRED = "hired", pgettext_lazy("introduction", "hired")
    DECLINED = "declined", pgettext_lazy("introduction", "not this time")
    EXPIRED = "expired", pgettext_lazy("introduction", "no answer in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "withdrawn by the candidate")
    NOT_SELECTED = "not_selected", pgettext_lazy("introduction", "not selected")


S = Stage
BEFORE_YES = frozenset({S.PROPOSED, S.ASKED})
WITH_RECEIVER = frozenset({S.DISCLOSED, S.INTERVIEWING, S.OFFERED})
TALKING = frozenset({*WITH_RECEIVER, S.HIRED})  # both may write to each other
ENDED = frozenset({S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.NOT_SELECTED})  # another one may follow
GO_ON = frozenset({S.NOT_SELECTED, S.EXPIRED})  # the person may be relayed on, with a yes of its own
NEXT: dict[str, frozenset[str]] = {
    S.PROPOSED: frozenset({S.ASKED, S.ACCEPTED, S.WITHDRAWN, S.EXPIRED}),
    S.ASKED: frozenset({S.ACCEPTED, S.DECLINED, S.EXPIRED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.DISCLOSED, S.ASKED, S.WITHDRAWN}),
    S.DISCLOSED: frozenset({S.INTERVIEWING, S.NOT_SELECTED, S.EXPIRED, S.WITHDRAWN}),
    S.INTERVIEWING: frozenset({S.OFFERED, S.NOT_SELECTED, S.WITHDRAWN}),
    S.OFFERED: frozenset({S.HIRED, S.NOT_SELECTED, S.WITHDRAWN}),
}  # a stage without a row is an end
RECEIVERS_MOVES = frozenset({S.INTERVIEWING, S.OFFERED, S.HIRED, S.NOT_SELECTED})


class Origin(models.TextChoices):
    """Whose idea it was. Each is confirmed by the candidate first (PRODUCT E5)."""

    ASK = "ask", _("a company asked")
    SELF = "self", _("the candidate sent themself")
    LETTER = "letter", _("a letter was handed over")


class AskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("ask", "open")
    CLOSED = "closed", pgettext_lazy("ask", "closed")


def ensure_next(now: str, then: str) -> None:
    if then not in NEXT.get(now, frozenset()):
        raise Refused(
            _("An introduction that is {now} cannot become {then}.").format(
                now=Stage(now).label, then=Stage(then).label
            )
        )
