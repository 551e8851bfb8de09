"""What the network may do: the licences in force give a mode, the mode switches features and words.

Source: LEGAL §1 (modes 0–4, features by mode) and DESIGN-UI §6 (words by mode).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused

if TYPE_CHECKING:
    from career_relay.companies.models import Licence


class Mode(IntEnum):
    OWN_POOL = 0
    SELF_DIRECTED = 1
    SEARCH = 2
    FREE_PLACEMENT = 3
    PAID_PLACEMENT = 4


class Kind(models.TextChoices):
    INFORMATION = "information", _("notification as provider of job information (Art. 43-2)")
    SEARCH = "search", _("notification as provider of job information with search (Art. 43-2)")
    FREE_PERMIT = "free_permit", _("permit for free placement (Art. 33)")
    FREE_SCHOOL = "free_school", _("notification of a school (Art. 33-2)")
    FREE_CHAMBER = "free_chamber", _("notification of a chamber or association (Art. 33-3)")
    FREE_MUNICIPAL = "free_municipal", _("notification of a municipality (Art. 29)")
    PAID_PERMIT = "paid_permit", _("permit for paid placement (Art. 30)")


GIVES: dict[str, Mode] = {
    Kind.INFORMATION: Mode.SELF_DIRECTED,
    Kind.SEARCH: Mode.SEARCH,
    Kind.FREE_PERMIT: Mode.FREE_PLACEMENT,
    Kind.FREE_SCHOOL: Mode.FREE_PLACEMENT,
    Kind.FREE_CHAMBER: Mode.FREE_PLACEMENT,
    Kind.FREE_MUNICIPAL: Mode.FREE_PLACEMENT,
    Kind.PAID_PERMIT: Mode.PAID_PLACEMENT,
}


class Feature(models.TextChoices):
    OWN_POOL = "own_pool", _("own pool, notices, door, result page")
    OPENINGS = "openings", _("openings of other companies")
    SELF_SENDING = "self_sending", _("passport and sending it oneself")
    CARDS = "cards", _("cards by conditions")
    ASK = "ask", _("asking people who fit")
    RANKING = "ranking", _("ranking across companies")
    FEES = "fees", _("fees by the filed table")


F = Feature
ALLOWS: dict[Mode, frozenset[Feature]] = {
    Mode.OWN_POOL: frozenset({F.OWN_POOL}),
    Mode.SELF_DIRECTED: frozenset({F.OWN_POOL, F.OPENINGS, F.SELF_SENDING}),
    Mode.SEARCH: frozenset({F.OWN_POOL, F.OPENINGS, F.SELF_SENDING, F.CARDS}),
    Mode.FREE_PLACEMENT: frozenset({F.OWN_POOL, F.OPENINGS, F.SELF_SENDING, F.ASK, F.RANKING}),
    Mode.PAID_PLACEMENT: frozenset({F.OWN_POOL, F.OPENINGS, F.SELF_SENDING, F.ASK, F.RANKING, F.FEES}),
}

# What a feature that is not there answers with (LEGAL §3.19).
CODES: dict[Feature, str] = dict.fromkeys(Feature, "MODE_FORBIDS_SELECTION") | {F.FEES: "REFERRAL_FEE_FORBIDDEN"}

_PLAIN: dict[str, str | Promise] = {
    "introduction": pgettext_lazy("modes 0-2", "talk"),
    "introductions": pgettext_lazy("modes 0-2", "Talks"),
    "board": pgettext_lazy("modes 0-2", "Talks in progress"),
    "letter": pgettext_lazy("modes 0-2", "Letter from the interviewer"),
    "order": pgettext_lazy("modes 0-2", "Newest first"),
}
_LICENSED: dict[str, str | Promise] = {
    "introduction": pgettext_lazy("modes 3-4", "introduction"),
    "introductions": pgettext_lazy("modes 3-4", "Introductions"),
    "board": pgettext_lazy("modes 3-4", "Introduction board"),
    "letter": pgettext_lazy("modes 3-4", "Letter of recommendation"),
    "order": pgettext_lazy("modes 3-4", "Where conditions overlap"),
}
WORDS: dict[Mode, dict[str, str | Promise]] = {
    mode: (_LICENSED if mode >= Mode.FREE_PLACEMENT else _PLAIN) for mode in Mode
}


def in_force(licence: Licence, on: date) -> bool:
    return licence.accepted_on <= on and (licence.expires_on is None or on <= licence.expires_on)


def mode_of(licences: Iterable[Licence], *, on: date) -> Mode:
    """Give the highest mode that a licence of the operator in force on that day allows; 0 without any."""
    return max((GIVES[one.kind] for one in licences if in_force(one, on)), default=Mode.OWN_POOL)


def ensure_allowed(feature: Feature, mode: Mode) -> None:
    """Raise Refused with the feature's code unless the mode allows it (LEGAL M-01, M-02)."""
    if feature not in ALLOWS[mode]:
        raise Refused(
            _(
                "The network's present licence does not allow this: {feature}. "
                "The operator can see under Licences what is missing."
            ).format(feature=feature.label),
            code=CODES[feature],
        )
