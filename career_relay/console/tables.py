"""The tables of the console: features by mode, words by mode, licences with what they give."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from career_relay.companies.evidence import days_left, mode_given, urgency
from career_relay.companies.licences import ALLOWS, GIVES, WORDS, Feature, Mode, in_force
from career_relay.companies.models import Company, Licence
from career_relay.companies.modes import MEANINGS, NAMES


@dataclass(frozen=True, slots=True)
class ModeColumn:
    mode: Mode
    name: str | Promise
    meaning: str | Promise
    is_current: bool


@dataclass(frozen=True, slots=True)
class FeatureRow:
    feature: Feature
    cells: tuple[tuple[bool, bool], ...]  # allowed, current


@dataclass(frozen=True, slots=True)
class ModeTable:
    columns: tuple[ModeColumn, ...]
    rows: tuple[FeatureRow, ...]

    @property
    def current(self) -> ModeColumn:
        return next(column for column in self.columns if column.is_current)


def allowed_by_mode(current: Mode) -> ModeTable:
    columns = tuple(ModeColumn(mode, NAMES[mode], MEANINGS[mode], mode is current) for mode in Mode)
    rows = tuple(
        FeatureRow(feature, tuple((feature in ALLOWS[mode], mode is current) for mode in Mode)) for feature in Feature
    )
    return ModeTable(columns, rows)


def words_by_mode(current: Mode) -> list[tuple[str, bool]]:
    """Give the words the screens use now, and those they keep to themselves in this mode."""
    used = dict.fromkeys(map(str, WORDS[current].values()))
    kept = dict.fromkeys(
        map(str, WORDS[Mode.OWN_POOL if current >= Mode.FREE_PLACEMENT else Mode.FREE_PLACEMENT].values())
    )
    return [*((word, True) for word in used), *((word, False) for word in kept if word not in used)]


@dataclass(frozen=True, slots=True)
class LicenceLine:
    licence: Licence
    mode: Mode
    mode_name: str | Promise
    in_force: bool
    in_use: bool  # the present mode rests on it
    urgency: str
    days_left: int | None


def licence_lines(on: date) -> list[LicenceLine]:
    licences = list(Licence.objects.select_related("holder").order_by("-accepted_on", "-id"))
    basis = max(
        (one for one in licences if _counts(one) and in_force(one, on)), key=lambda one: GIVES[one.kind], default=None
    )
    return [
        LicenceLine(
            licence=one,
            mode=mode_given(one),
            mode_name=NAMES[mode_given(one)],
            in_force=in_force(one, on),
            in_use=one is basis,
            urgency=urgency(one, on),
            days_left=days_left(one, on),
        )
        for one in licences
    ]


def _counts(licence: Licence) -> bool:
    """Only the operator's own licences set the mode of the network."""
    return licence.holder.kind == Company.Kind.OPERATOR
