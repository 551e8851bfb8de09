"""The report of a month as one would hand it to the head of a company: a sentence, five figures, what changed, what to do.

A month alone is small, so the figures are of the twelve months that end with it, beside the twelve before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base import wording
from career_relay.desk.figure_words import Said, changed, percent, say, say_both
from career_relay.desk.returns import ReturnSaid, return_of
from career_relay.desk.trends import Trend, trend_of
from career_relay.insights import cohorts, queries
from career_relay.insights.cohorts import Funnel, Period
from career_relay.insights.metrics import SMALLEST_SHARED_RATE, Unit
from career_relay.insights.periods import Against, earlier
from career_relay.insights.queries import Compared, Figure

FIVE = ("on_time_rate", "time_to_notice", "satisfaction", "reapply_rate", "referral_hires")
WITHOUT_RELAY = (*FIVE[:-1], "feedback_rate")
LOOKED_AT = ("silence_rate", "feedback_rate", "helpful_rate", "response_rate", "relay_reply_rate", "rediscovery_share")
DRAWN = ("on_time_rate", "time_to_notice")  # the first that has enough months to draw
LEAST_DRAWN = 3
MOST_CHANGES = 5
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Five:
    """One of the five: twelve months with their change, and the month alone."""

    year: Said
    month: Said


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do, the figure that says so, and the page where it is done."""

    words: str
    to: str  # name of an address


@dataclass(frozen=True, slots=True)
class Monthly:
    company: str
    month: date
    period: Period  # twelve months
    before: Period
    headline: str
    five: tuple[Five, ...]
    trend: Trend
    funnel: Funnel | None
    changes: tuple[str, ...]
    advice: tuple[Advice, ...]
    money: ReturnSaid
    made_on: date

    @property
    def definitions(self) -> list[Said]:
        return [one.year for one in self.five]


def twelve_months(month: Period) -> Period:
    """Give the twelve whole months that end with a month."""
    first = month.start
    year, number = (first.year, first.month + 1) if first.month < MONTHS else (first.year + 1, 1)
    return Period(date(year - 1, number, 1), month.end)


def monthly(company: str, month: Period, *, relays: bool, at: datetime) -> Monthly:
    """Put the report of the active company together. `at`: the moment it is asked."""
    period = twelve_months(month)
    before = earlier(period, Against.YEAR)
    shown = FIVE if relays else WITHOUT_RELAY
    wanted = [*shown, *(key for key in LOOKED_AT if key not in shown and (relays or not key.startswith("relay")))]
    now, then, alone = (queries.some(wanted, days, at=at) for days in (period, before, month))
    pairs = {figure.key: queries.compared(figure, past) for figure, past in zip(now, then, strict=True)}
    single = {figure.key: figure for figure in alone}
    five = tuple(Five(say_both(pairs[key]), say(single[key])) for key in shown)
    money = return_of(period, at)
    return Monthly(
        company=company,
        month=month.start,
        period=period,
        before=before,
        headline=headline(month.start, single, pairs),
        five=five,
        trend=_drawn(period, before, at),
        funnel=cohorts.funnel(period) if relays else None,
        changes=tuple(changes(list(pairs.values()))),
        advice=tuple(advice({figure.key: figure for figure in now}, money)),
        money=money,
        made_on=timezone.localdate(at),
    )


def _drawn(period: Period, before: Period, at: datetime) -> Trend:
    """A share of fewer than ten is not told: where most months are so small, the days are drawn, told of any number."""
    first, second = DRAWN
    trend = trend_of(first, period, before, at=at)
    told = sum(one.now.value is not None for one in trend.months)
    return trend if told >= LEAST_DRAWN else trend_of(second, period, before, at=at)


# --- sentences ----------------------------------------------------------------------------------------------------


def headline(month: date, single: dict[str, Figure], pairs: dict[str, Compared]) -> str:
    """One or two sentences: how many answers, how punctual, and whether more people come back."""
    said = [_answers(month, single["time_to_notice"], single["on_time_rate"]), _coming_back(pairs["reapply_rate"])]
    return _joined([one for one in said if one])


def _joined(sentences: Sequence[str]) -> str:
    return _("{first} {second}").format(first=sentences[0], second=sentences[1]) if len(sentences) > 1 else sentences[0]


def _answers(month: date, waited: Figure, punctual: Figure) -> str:
    name = wording.month(month)
    if not waited.n:
        return _("In {month} nobody was told a result.").format(month=name)
    told = ngettext(
        "In {month} {n} answer went out, half of them within {days}.",
        "In {month} {n} answers went out, half of them within {days}.",
        waited.n,
    ).format(month=name, n=f"{waited.n:,}", days=_days(waited))
    if punctual.value is None or punctual.n < SMALLEST_SHARED_RATE:
        return told
    return _joined([told, _("{share}% were there by the promised date.").format(share=percent(punctual.value))])


def _days(waited: Figure) -> str:
    said = say(waited)
    return _("{number} {unit}").format(number=said.number, unit=said.small)


def _coming_back(pair: Compared) -> str:
    now, moved = say(pair.now), changed(pair)
    if now.value is None or not pair.now.mature:
        return ""
    if moved is None:
        return _("{share}% of the people we turned away applied again within a year.").format(share=now.number)
    if not moved.is_clear:
        return _(
            "{share}% of the people we turned away applied again within a year; a year earlier it was {was}, a difference"
            " that may be chance."
        ).format(share=now.number, was=moved.was)
    words = (
        _("{share}% of the people we turned away applied again within a year, up from {was}: no accident.")
        if moved.arrow == "up"
        else _("{share}% of the people we turned away applied again within a year, down from {was}: no accident.")
    )
    return words.format(share=now.number, was=moved.was)


def changes(pairs: Sequence[Compared]) -> list[str]:
    """What moved more than chance would move it, the largest first; else that nothing did."""
    clear = [pair for pair in pairs if pair.clear]
    clear.sort(key=lambda pair: -abs(pair.change or 0))
    found = [_change(pair) for pair in clear[:MOST_CHANGES]]
    return found or [_("No figure moved more than chance alone would move it.")]


def _change(pair: Compared) -> str:
    now, moved = say(pair.now), changed(pair)
    if moved is None:
        return ""
    words = _("{name}: up from {was} to {now}.") if moved.arrow == "up" else _("{name}: down from {was} to {now}.")
    said = words.format(name=now.metric.name, was=moved.was, now=f"{now.number}{now.small}")
    return _("{change} It got worse.").format(change=said) if moved.is_worse else said


# --- what to do ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """When a figure asks for something: above or below this share."""

    key: str
    at: float
    is_above: bool
    words: Callable[[str], str]
    to: str


BARS = (
    Bar("silence_rate", 0.02, True,
        lambda share: _("{share}% had no answer within 30 days: begin with the list of who is waiting.").format(share=share),
        "desk:waiting"),
    Bar("on_time_rate", 0.95, False,
        lambda share: _("{share}% were answered by the promised date: promise a later day, or tell people before it passes.").format(share=share),
        "desk:waiting"),
    Bar("feedback_rate", 0.5, False,
        lambda share: _("{share}% had a personal point after an interview: one sentence of what was good is enough.").format(share=share),
        "desk:notices"),
    Bar("helpful_rate", 0.6, False,
        lambda share: _("{share}% found our answer helpful: read what people wrote, and look at the wording they had.").format(share=share),
        "desk:voices"),
    Bar("response_rate", 0.1, False,
        lambda share: _("{share}% answered our two questions: too few to speak for all.").format(share=share),
        "desk:templates"),
    Bar("relay_reply_rate", 0.9, False,
        lambda share: _("{share}% of those who came through the relay had our answer in time: late ones go back to the person.").format(share=share),
        "desk:board"),
)  # fmt: skip
MOST_ADVICE = 3


def advice(figures: dict[str, Figure], money: ReturnSaid) -> list[Advice]:
    """Give at most three things to do, each because of a figure that rests on ten people or more."""
    found = [
        Advice(bar.words(percent(figure.value)), bar.to)
        for bar in BARS
        if (figure := figures.get(bar.key)) and figure.value is not None and _asks(bar, figure)
    ][:MOST_ADVICE]
    if not money.is_told and len(found) < MOST_ADVICE:
        found.append(Advice(_("Enter what the work costs: then this report tells the return."), "desk:report_return"))
    return found or [Advice(_("Nothing needs doing now: keep it as it is."), "desk:report")]


def _asks(bar: Bar, figure: Figure) -> bool:
    if figure.n < SMALLEST_SHARED_RATE or figure.value is None or figure.metric.unit != Unit.SHARE:
        return False
    return figure.value > bar.at if bar.is_above else figure.value < bar.at
