"""How a figure is said on the report: its number, how sure it is, and whether it may be judged yet."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from career_relay.insights.metrics import BY_KEY, SMALLEST_CELL, SMALLEST_SHARED_RATE, Metric, Missing, Unit
from career_relay.insights.queries import Benchmark, Compared, Figure

NOTHING = "—"
_MISSING = {
    Missing.NOT_ENTERED: gettext_lazy("not entered yet"),
    Missing.NOT_ASKED: gettext_lazy("no question asks for it"),
    Missing.NOT_RECORDED: gettext_lazy("nothing here tells it"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One figure in words. `number` is a dash where there is nothing to show; `small` is its unit."""

    metric: Metric
    number: str
    small: str
    notes: tuple[str, ...]
    is_open: bool  # shown greyed: not to be judged yet
    change: "Change | None" = None
    others: str = ""  # where other companies stand, when there are enough of them

    @property
    def key(self) -> str:
        return self.metric.key

    @property
    def value(self) -> float | None:
        """The number as a spreadsheet wants it; None where there is nothing to show."""
        return None if self.number == NOTHING else float(self.number)


def say(figure: Figure) -> Said:
    """Put one figure into words, in the language that is active now."""
    if figure.missing:
        return Said(figure.metric, NOTHING, "", (str(_MISSING[figure.missing]),), is_open=True)
    if figure.hidden:
        note = _("not shown: fewer than %(least)s people") % {"least": SMALLEST_CELL}
        return Said(figure.metric, NOTHING, "", (note,), is_open=True)
    if figure.value is None:
        return Said(figure.metric, NOTHING, "", (_("nothing to count in this period"),), is_open=True)
    if figure.metric.unit == Unit.SHARE and figure.n < SMALLEST_SHARED_RATE:
        return Said(figure.metric, NOTHING, "", (*_few(figure), *_maturity(figure)), is_open=True)
    number, small = _number(figure)
    return Said(figure.metric, number, small, (*_base(figure), *_maturity(figure)), is_open=not figure.mature)


def say_both(pair: Compared) -> Said:
    """The same, with how it moved since the period it is compared with."""
    return replace(say(pair.now), change=changed(pair))


def beside_others(said: Said, figure: Benchmark | None) -> Said:
    """The same, with the middle of other companies; as it was where they are too few."""
    if figure is None:
        return said
    number, small = _number_of(BY_KEY[figure.key].unit, figure.value)
    words = _("the middle of %(n)s other companies: %(value)s") % {"n": figure.companies, "value": number + small}
    return replace(said, others=words)


def _number(figure: Figure) -> tuple[str, str]:
    return _number_of(figure.metric.unit, figure.value or 0.0)


def _number_of(unit: Unit, value: float) -> tuple[str, str]:
    match unit:
        case Unit.SHARE:
            return percent(value), "%"
        case Unit.POINTS:
            return f"{value:+.0f}", _("points")
        case Unit.MEAN:
            return f"{value:.1f}", ""
        case Unit.PER_MILLE:
            return f"{value:.1f}", "‰"
        case _:
            return _counted(unit, value)


def _counted(unit: Unit, value: float) -> tuple[str, str]:
    match unit:
        case Unit.DAYS:
            return _plain(value), ngettext("business day", "business days", round(value))
        case Unit.CALENDAR:
            return _plain(value), ngettext("day", "days", round(value))
        case Unit.HOURS:
            return _plain(value), ngettext("hour", "hours", round(value))
        case Unit.MONEY:
            return f"{value:.0f}", _("yen")
        case _:
            return f"{value:.0f}", ngettext("person", "people", round(value))


def percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _few(figure: Figure) -> tuple[str, ...]:
    return (
        _("%(part)s of %(all)s; said as a share from %(least)s")
        % {"part": f"{figure.numerator:g}", "all": figure.n, "least": SMALLEST_SHARED_RATE},
    )


def _base(figure: Figure) -> tuple[str, ...]:
    """How many stand behind it, and how far it may be off."""
    if figure.metric.unit in {Unit.COUNT, Unit.MONEY}:
        return ()
    counted = _("n = %(n)s") % {"n": f"{figure.n:,}"}
    if figure.low is None or figure.high is None:
        return (counted,)
    if figure.metric.unit in {Unit.DAYS, Unit.CALENDAR}:
        return (counted, _("nine of ten within %(days)s") % {"days": _plain(figure.high)})
    if figure.metric.unit == Unit.HOURS:
        return (counted, _("95 of a hundred within %(hours)s hours") % {"hours": _plain(figure.high)})
    if figure.metric.unit in {Unit.MEAN, Unit.PER_MILLE}:
        words = {"low": f"{figure.low:.1f}", "high": f"{figure.high:.1f}"}
        return (counted, _("95%% interval %(low)s–%(high)s") % words)
    return (counted, _("95%% interval %(low)s–%(high)s%%") % {"low": percent(figure.low), "high": percent(figure.high)})


def _maturity(figure: Figure) -> tuple[str, ...]:
    if figure.mature:
        return ()
    return (
        _("too early to judge: the %(days)s days of these people are not over") % {"days": figure.metric.maturity_days},
    )


# --- then and now -------------------------------------------------------------------------------------------------

LESS_IS_BETTER = frozenset({
    "time_to_notice", "silence_rate", "mail_bounce", "mail_unsubscribe", "withdrawal_rate", "withdrawal_hours",
    "resentment_rate", "time_to_hire", "time_to_fill", "time_to_fill_critical", "recruiting_cost", "cost_per_hire",
    "cost_per_hire_comparable", "recruiting_cost_ratio",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: an arrow, the difference with its unit, what it was, and whether it may be chance."""

    arrow: str  # up, down or none
    difference: str
    was: str
    certainty: str
    is_worse: bool
    is_clear: bool

    @property
    def icon(self) -> str:
        return f"arrow-{self.arrow}"


def changed(pair: Compared) -> Change | None:
    """Say how a figure moved; None where one of the two cannot be shown."""
    now, before = say(pair.now), say(pair.before)
    if pair.change is None or NOTHING in (now.number, before.number):
        return None
    number, small = _difference(pair.now.metric.unit, abs(pair.change))
    if float(number) == 0:
        return Change(
            "none", _("unchanged"), before.number + before.small, _certainty(pair), is_worse=False, is_clear=False
        )
    arrow = "up" if pair.change > 0 else "down"
    is_worse = (arrow == "up") == (pair.now.key in LESS_IS_BETTER)
    return Change(
        arrow=arrow,
        difference=number + small,
        was=before.number + before.small,
        certainty=_certainty(pair),
        is_worse=is_worse,
        is_clear=bool(pair.clear),
    )


def _difference(unit: Unit, change: float) -> tuple[str, str]:
    match unit:
        case Unit.SHARE:
            return percent(change), _("pt")
        case Unit.POINTS | Unit.COUNT | Unit.MONEY:
            return f"{change:.0f}", ""
        case _:
            return f"{change:.1f}", ""


def _certainty(pair: Compared) -> str:
    if pair.clear is None:
        return ""
    return _("no accident") if pair.clear else _("may be chance")
