"""What a posting may not say (LEGAL J-02…J-04, M-09): the pack `jobad` of `base.text.lint`, field by field, and the parts."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.lint import FLAG, JOBAD, Finding, check
from career_relay.positions.models import Position
from career_relay.positions.statutory import label_of
from career_relay.positions.structure import age_is_allowed, faults_of_parts, overtime_is_whole

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
    "place_change",
    "hours",
    "overtime",
    "break_time",
    "holidays",
    "pay",
    "insurance",
)
NO_FIXED_OVERTIME = re.compile(
    r"(固定|みなし|定額|見込み?)残業(代|手当)?(は|の支給は)?(なし|無し|無|ありません|ございません|を?含まない)"
)
# An age stands in the code, not in a sentence: naming the exception in words takes nothing back here (LEGAL J-04).
NAMED_IN_WORDS = re.compile(r"例外事由\s*[1-3１-３]\s*号(の?[イロハニ])?")
PART_CODES: Final = {
    "pays_beyond": "JOB-FIXOT",
    "base_pay": "JOB-FIXOT",
    "fixed_pay": "JOB-FIXOT",
    "fixed_hours": "JOB-FIXOT",
}
# 港湾運送・建設業務: no paid placement may be made to them (職業安定法32条の11)
OUT_OF_SCOPE = re.compile(
    r"港湾(運送|荷役)|沿岸荷役|建設(作業|現場の作業)|建築作業|土木作業|(?:とび|鳶|型枠|鉄筋|左官|土工|解体)(工|職|作業)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    field: str
    finding: Finding


def faults(position: Position) -> list[Fault]:
    """Give everything that stops publication. A sentence that says there is no fixed overtime is not about its parts."""
    found = [Fault(field, one) for field in FIELDS for one in check(_read(position, field), JOBAD)]
    return [*(one for one in found if not _is_settled(position, one.finding.code)), *_of_parts(position)]


def marks(position: Position) -> list[Fault]:
    """Give what may stand with a reason: facts about the staff, requirements that discriminate indirectly."""
    found = [Fault(field, one) for field in FIELDS for one in check(_read(position, field), JOBAD, flags=True)]
    return [one for one in found if one.finding.level == FLAG]


def _read(position: Position, field: str) -> str:
    return NAMED_IN_WORDS.sub("", NO_FIXED_OVERTIME.sub("", getattr(position, field)))


def _is_settled(position: Position, code: str) -> bool:
    """Whether the parts of the form say what the sentence leaves out."""
    return (code == "JOB-FIXOT" and overtime_is_whole(position)) or (code == "JOB-AGE" and age_is_allowed(position))


def _of_parts(position: Position) -> list[Fault]:
    return [
        Fault(field, Finding(PART_CODES.get(field, "JOB-AGE"), label_of(field), (0, 0), "", str(said)))
        for field, said in faults_of_parts(position)
    ]


def ensure_clean(position: Position) -> None:
    """Raise Refused with the code of the first rule broken, or REASON_REQUIRED for what is only marked."""
    if found := faults(position):
        first = found[0]
        raise Refused(
            _("{field}: {problem}").format(field=label_of(first.field), problem=first.finding.message),
            code=first.finding.code,
        )
    if (marked := marks(position)) and not position.flag_reason.strip():
        first = marked[0]
        raise Refused(
            _(
                "{field}: “{quote}” may stay with a reason ({item}). Please write the reason, or write it another way."
            ).format(field=label_of(first.field), quote=first.finding.quote, item=first.finding.item),
            code="REASON_REQUIRED",
        )


def ensure_in_scope(position: Position) -> None:
    """Raise Refused(OUT_OF_SCOPE_JOB) for work no paid placement may be made to (LEGAL M-09)."""
    said = f"{position.title}\n{position.summary}\n{position.duties}\n{position.must}"
    if found := OUT_OF_SCOPE.search(said):
        raise Refused(
            _(
                "“{quote}”: paid placement may not be made to port transport and construction work. Show it to your own pool only."
            ).format(quote=found.group()),
            code="OUT_OF_SCOPE_JOB",
        )
