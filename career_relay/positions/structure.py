"""What a posting says in parts, not in a sentence: fixed overtime and exceptions to the ban on age limits (LEGAL J-02, J-04).

Each part has a rule of its own, so that the form can say which one is missing; the sentence readers see is made of them.
"""

import re
from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.positions.models import AgeException, Position
from career_relay.positions.statutory import is_fixed_term

Words = str | Promise
Faults = Iterator[tuple[str, Words]]
EXPERIENCE = re.compile(r"(?<!未)経験(?!不問|は問|を問|がなくて|なしでも)|年以上|実務")
OLDEST, YOUNGEST, SENIOR = 75, 15, 60


def faults_of_parts(position: Position) -> list[tuple[str, Words]]:
    """Give (field, what is wrong) of everything that has to be mended before it can be published."""
    return [*_overtime(position), *_age(position)]


def overtime_is_whole(position: Position) -> bool:
    return position.has_fixed_overtime and not list(_overtime(position))


def age_is_allowed(position: Position) -> bool:
    return bool(position.age_exception) and not list(_age(position))


def _overtime(position: Position) -> Faults:
    if not position.has_fixed_overtime:
        return
    if not position.base_pay:
        yield "base_pay", _("With fixed overtime, name the base pay without it.")
    if not position.fixed_pay:
        yield "fixed_pay", _("With fixed overtime, name its amount.")
    if not position.fixed_hours:
        yield "fixed_hours", _("With fixed overtime, name the hours it stands for.")
    if not position.pays_beyond:
        yield (
            "pays_beyond",
            _("Overtime beyond these hours has to be paid on top. Say so, or leave fixed overtime out."),
        )


def _age(position: Position) -> Faults:
    if not position.age_exception:
        if position.age_from or position.age_to:
            yield (
                "age_exception",
                _("An age may be named only with the exception of the law that allows it. Choose one."),
            )
        return
    if not (position.age_from or position.age_to):
        yield "age_to", _("The exception needs the age it is about.")
    if position.age_from and position.age_to and position.age_from > position.age_to:
        yield "age_to", _("The upper age is below the lower one.")
    yield from AGE_RULES[AgeException(position.age_exception)](position)


def _retirement(position: Position) -> Faults:
    yield from _indefinite(position)
    yield from _only_upper(position)
    if position.age_to and position.age_to != position.retirement_age:
        yield "retirement_age", _("Exception 1 allows the retirement age as the upper limit, and no other age.")


def _by_law(position: Position) -> Faults:
    if position.age_to:
        yield "age_to", _("Exception 2 allows a lower limit only.")


def _career(position: Position) -> Faults:
    yield from _indefinite(position)
    yield from _only_upper(position)
    if EXPERIENCE.search(position.must):
        yield "must", _("Exception 3-i is for people at the beginning: no experience may be asked for.")


def _skills(position: Position) -> Faults:
    yield from _indefinite(position)
    if not (position.age_from and position.age_to):
        yield "age_from", _("Exception 3-ro is about one age group: name both ends.")


def _anything(position: Position) -> Faults:
    yield from ()


def _senior(position: Position) -> Faults:
    if position.age_to and (position.age_from or 0) >= SENIOR:
        yield "age_to", _("For people of 60 and more there is no upper limit.")


def _indefinite(position: Position) -> Faults:
    if is_fixed_term(position) or not position.contract_term.strip():
        yield "contract_term", _("This exception needs a contract without a fixed term.")


def _only_upper(position: Position) -> Faults:
    if position.age_from:
        yield "age_from", _("This exception allows an upper limit only.")


E = AgeException
AGE_RULES: dict[AgeException, Callable[[Position], Faults]] = {
    E.RETIREMENT: _retirement,
    E.BY_LAW: _by_law,
    E.CAREER: _career,
    E.SKILLS: _skills,
    E.ARTS: _anything,
    E.SENIOR: _senior,
}
CITED = {
    E.RETIREMENT: "例外事由1号 定年を上限",
    E.BY_LAW: "例外事由2号 法令の規定による",
    E.CAREER: "例外事由3号のイ 長期勤続によるキャリア形成",
    E.SKILLS: "例外事由3号のロ 技能・ノウハウの継承",
    E.ARTS: "例外事由3号のハ 芸術・芸能における表現の真実性",
    E.SENIOR: "例外事由3号のニ 60歳以上の高年齢者等",
}


def terms_of(position: Position) -> list[str]:
    """Give the sentences readers see. A posting is in Japanese, whoever reads it."""
    return [*_overtime_said(position), *_age_said(position)]


def _overtime_said(position: Position) -> Iterator[str]:
    if overtime_is_whole(position):
        yield (
            f"基本給{position.base_pay:,}円、固定残業代{position.fixed_pay:,}円（月{position.fixed_hours}時間分）。"
            f"{position.fixed_hours}時間を超えた時間外労働分は別途支給します。"
        )


def _age_said(position: Position) -> Iterator[str]:
    if age_is_allowed(position):
        low = f"{position.age_from}歳以上" if position.age_from else ""
        high = f"{position.age_to}歳以下" if position.age_to else ""
        yield f"{low}{high}（{CITED[AgeException(position.age_exception)]}のため）"
