"""Hard conditions: place, pay, start. What is unknown never excludes anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from career_relay.matching.engine.types import Opening, Profile


class Code(StrEnum):
    """Why two sides do not meet, and what is not known (`_UNKNOWN`)."""

    PLACE_ELSEWHERE = "place_elsewhere"
    REMOTE_ONLY = "remote_only"
    PAY_BELOW = "pay_below"
    START_TOO_LATE = "start_too_late"
    PLACE_UNKNOWN = "place_unknown"
    PAY_UNKNOWN = "pay_unknown"
    START_UNKNOWN = "start_unknown"


_UNKNOWN = frozenset({Code.PLACE_UNKNOWN, Code.PAY_UNKNOWN, Code.START_UNKNOWN})


@dataclass(frozen=True, slots=True)
class Verdict:
    codes: tuple[Code, ...]

    @property
    def fits(self) -> bool:
        return not self.against

    @property
    def against(self) -> tuple[Code, ...]:
        return tuple(code for code in self.codes if code not in _UNKNOWN)

    @property
    def unknown(self) -> tuple[Code, ...]:
        return tuple(code for code in self.codes if code in _UNKNOWN)


def fits(profile: Profile, opening: Opening) -> Verdict:
    return Verdict((*_place(profile, opening), *_pay(profile, opening), *_start(profile, opening)))


def _place(profile: Profile, opening: Opening) -> Iterator[Code]:
    if opening.remote == "full":
        return
    if profile.remote == "full":
        # Work from home only: an office now and then is for them to weigh, no home office at all is not.
        if opening.remote is None:
            yield Code.PLACE_UNKNOWN
        elif opening.remote == "none":
            yield Code.REMOTE_ONLY
        return
    if opening.prefecture is None or not profile.prefectures:
        yield Code.PLACE_UNKNOWN
    elif opening.prefecture not in profile.prefectures:
        yield Code.PLACE_ELSEWHERE


def _pay(profile: Profile, opening: Opening) -> Iterator[Code]:
    if profile.pay_min is None or (opening.pay_min is None and opening.pay_max is None):
        yield Code.PAY_UNKNOWN
    elif opening.pay_max is not None:
        if profile.pay_min > opening.pay_max:
            yield Code.PAY_BELOW
    elif opening.pay_min is not None and profile.pay_min > opening.pay_min:
        # "From 5 million" does not say how far it goes.
        yield Code.PAY_UNKNOWN


def _start(profile: Profile, opening: Opening) -> Iterator[Code]:
    if opening.start_by is None:
        return
    if profile.start is None:
        yield Code.START_UNKNOWN
    elif profile.start > opening.start_by:
        yield Code.START_TOO_LATE
