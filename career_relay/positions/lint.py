"""What a posting may not say (LEGAL J-02, J-03): the pack `jobad` of `base.text.lint`, field by field."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.lint import JOBAD, Finding, check
from career_relay.positions.models import Position
from career_relay.positions.statutory import label_of

FIELDS = (
    "title",
    "summary",
    "must",
    "nice",
    "duties",
    "duties_change",
    "contract_term",
    "renewal",
    "probation",
    "place",
    "hours",
    "overtime",
    "holidays",
    "pay",
)
NO_FIXED_OVERTIME = re.compile(
    r"(固定|みなし|定額|見込み?)残業(代|手当)?(は|の支給は)?(なし|無し|無|ありません|ございません|を?含まない)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    field: str
    finding: Finding


def faults(position: Position) -> list[Fault]:
    """Give everything that stops publication. A sentence that says there is no fixed overtime is not about its parts."""
    return [
        Fault(field, finding)
        for field in FIELDS
        for finding in check(NO_FIXED_OVERTIME.sub("", getattr(position, field)), JOBAD)
    ]


def ensure_clean(position: Position) -> None:
    """Raise Refused with the code of the first rule broken."""
    if found := faults(position):
        first = found[0]
        raise Refused(
            _("{field}: {problem}").format(field=label_of(first.field), problem=first.finding.message),
            code=first.finding.code,
        )
