"""What a licence must show before the network may rest on it (LEGAL M-01), as data.

Shapes of numbers: 募 (provider of job information), ム (free) and ユ (paid placement) are those printed by the labour
bureaus. For notifications under Art. 29, 33-2 and 33-3 the letter varies with the holder, so only its place is checked.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.companies.licences import GIVES, Kind, Mode
from career_relay.companies.models import Licence


@dataclass(frozen=True, slots=True)
class Demand:
    """What one kind of licence needs."""

    shape: str
    example: str
    expires: bool = False  # permits run out; notifications do not
    responsible: bool = False  # 職業紹介責任者


PLACEMENT = Demand(r"\d{2}-[特学地団商]-\d{6}", "13-特-012345", responsible=True)
DEMANDS: dict[str, Demand] = {
    Kind.INFORMATION: Demand(r"\d{2}-募-\d{6}", "13-募-012345"),
    Kind.SEARCH: Demand(r"\d{2}-募-\d{6}", "13-募-012345"),
    Kind.FREE_PERMIT: Demand(r"\d{2}-ム-\d{6}", "13-ム-012345", expires=True, responsible=True),
    Kind.FREE_SCHOOL: PLACEMENT,
    Kind.FREE_CHAMBER: PLACEMENT,
    Kind.FREE_MUNICIPAL: PLACEMENT,
    Kind.PAID_PERMIT: Demand(r"\d{2}-ユ-\d{6}", "13-ユ-012345", expires=True, responsible=True),
}
SPECIMEN = "-000000"  # a number that no bureau gives: a demonstration's
SOON, VERY_SOON = 90, 30  # days before the end


def ensure_evidence(licence: Licence) -> None:
    """Raise Refused(LICENCE_EVIDENCE_REQUIRED) with what is missing, all of it at once."""
    if missing := list(_missing(licence)):
        raise Refused(" ".join(missing), code="LICENCE_EVIDENCE_REQUIRED")


def _missing(licence: Licence) -> list[str]:
    demand = DEMANDS[licence.kind]
    specimen = licence.number.endswith(SPECIMEN)
    checks = [
        (
            re.fullmatch(demand.shape, licence.number),
            _("The number has another shape; it looks like {example}.").format(example=demand.example),
        ),
        (licence.evidence.strip(), _("Name the evidence: the paper that shows the number, and where it is kept.")),
        (licence.expires_on or not demand.expires, _("A permit has a day on which it ends. Please enter it.")),
        (
            licence.responsible.strip() or not demand.responsible,
            _("Placement needs a person in charge. Please enter the name."),
        ),
        (
            licence.expires_on is None or licence.expires_on >= licence.accepted_on,
            _("It ends before it begins. Please check both dates."),
        ),
        (licence.is_demonstration or not specimen, _("This number is a specimen. Mark it as a demonstration.")),
        (settings.DEMO or not licence.is_demonstration, _("Demonstration licences exist in the demonstration only.")),
    ]
    return [sentence for is_met, sentence in checks if not is_met]


def days_left(licence: Licence, on: date) -> int | None:
    """Give the days until the licence ends; negative when it has, None when it never does."""
    return None if licence.expires_on is None else (licence.expires_on - on).days


def urgency(licence: Licence, on: date) -> str:
    """Give `ended`, `very soon` (30 days), `soon` (90 days) or nothing."""
    left = days_left(licence, on)
    if left is None or left > SOON:
        return ""
    if left < 0:
        return "ended"
    return "very soon" if left <= VERY_SOON else "soon"


def mode_given(licence: Licence) -> Mode:
    return GIVES[licence.kind]
