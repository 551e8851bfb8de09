"""Every figure against a slow recount of a made-up year: merged, erased, taken back, and told once more from the facts."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
import time_machine

from career_relay.base.actors import SYSTEM
from career_relay.candidates.actions import reopen
from career_relay.candidates.erasure import erase
from career_relay.candidates.merges import merge_records
from career_relay.candidates.models import Application
from career_relay.insights import facts
from career_relay.insights.cohorts import Period
from career_relay.insights.entries import ENTRIES
from career_relay.insights.metrics import BY_KEY
from career_relay.insights.models import Fact, FactsUntil
from career_relay.insights.queries import figures
from tests.insights import recount
from tests.insights.year import AT, Year, make_year, write

TODAY = AT.date()
PERIODS = {
    "year": Period(date(2025, 11, 24), TODAY),
    "quarter": Period(date(2026, 8, 24), TODAY),
    "an old spring": Period(date(2025, 3, 5), date(2025, 6, 30)),
}
YESTERDAY = TODAY - timedelta(days=1)


def flat(year: Year | None, periods: dict[str, Period]) -> dict[tuple[str, str], tuple]:
    """Every figure of every period: of the recount of a year, or as the figures tell it."""
    found = {name: told(one) if year is None else expected(year, one) for name, one in periods.items()}
    return {(name, key): pair for name, figures_ in found.items() for key, pair in figures_.items()}


def told(period: Period) -> dict[str, tuple]:
    """What the figures say, in the words of the recount. Hidden ones are left out."""
    found = {}
    for one in figures(period, at=AT):
        if one.key in recount.SHARES and not one.hidden:
            found[one.key] = (one.numerator, one.denominator)
        if one.key in recount.COUNTS:
            found[one.key] = (one.value, None)
        if one.key in recount.MEDIANS:
            found[one.key] = (one.value, one.n)
    return found


def expected(year: Year, period: Period) -> dict[str, tuple]:
    """The recount, less what fewer than five people said; a window that nobody's has closed yet is told open."""
    whole = recount.whole(year, period)
    return {key: pair for key, pair in whole.items() if not BY_KEY[key].from_candidates or pair[1] >= 5}


def disturb(year: Year, chance: Random) -> None:
    """What happens to records in a year: one is opened again, and some people have themselves forgotten."""
    said_no = [one for one in year.stories if one.stage == "rejected" and one.who % 7 == 1]
    for one in chance.sample(said_no, 2):
        row = Application.objects.get(candidate=one.candidate, applied_on=one.applied_on)
        reopen(row, by=SYSTEM)
        one.stage = "screening" if one.reached == "document" else "interviewing"
        one.decided_at, one.path, one.last_activity_on = None, "", TODAY
    for who in chance.sample(sorted({one.who for one in year.stories if one.who % 7 == 2}), 3):
        erase(next(one.candidate for one in year.stories if one.who == who), by=SYSTEM)
        year.gone.add(who)


def come_in_twice(year: Year) -> None:
    """Choose people whose later applications come in under a second record."""
    twice = [who for who in {one.who for one in year.stories} if sum(one.who == who for one in year.stories) > 1]
    year.apart = set(sorted(twice)[:2])


def put_together(year: Year) -> None:
    for who in year.apart:
        kept, *rest = dict.fromkeys(one.candidate for one in year.stories if one.who == who)
        for gone in rest:
            merge_records(kept, gone, by=SYSTEM)
        for one in year.stories:
            one.candidate = kept if one.who == who else one.candidate


def check(seed: int, size: int) -> None:
    year = make_year(seed, size)
    come_in_twice(year)
    write(year)
    facts.make(YESTERDAY)  # as the night before knew it
    put_together(year)
    with time_machine.travel(AT, tick=False):
        disturb(year, Random(seed))

    counted = flat(year, PERIODS)
    FactsUntil.objects.all().delete()
    assert flat(None, PERIODS) == counted  # from the events

    before = {one.key: one.denominator for one in figures(PERIODS["year"], at=AT)}
    whole = recount.whole(replace(year, gone=set()), PERIODS["year"])
    erased = {one.key: one.erased for one in figures(PERIODS["year"], at=AT)}
    personal = [key for key in recount.SHARES if key in ENTRIES and ENTRIES[key].personal]
    assert {key: erased[key] for key in personal} == {key: whole[key][1] - before[key] for key in personal}

    assert facts.make(YESTERDAY) != {}  # the night after puts right what changed
    assert facts.make(YESTERDAY) == {}  # and a recount is what was kept
    night = facts.end_of(YESTERDAY)
    kept = [figures(period, at=night) for period in PERIODS.values()]
    FactsUntil.objects.all().delete()
    assert kept == [figures(period, at=night) for period in PERIODS.values()]

    forget_the_last_days()
    late = flat(None, PERIODS)
    assert {which: late.get(which) for which in counted if _counts_today(which[1])} == {
        which: pair for which, pair in counted.items() if _counts_today(which[1])
    }


def forget_the_last_days() -> None:
    """Facts that stop nine days ago, so that the rest is counted from the events and put together with them."""
    facts.make(YESTERDAY)
    FactsUntil.objects.update(day=TODAY - timedelta(days=9))
    for key, entries in ENTRIES.items():
        last = TODAY - timedelta(days=9 + entries.ripens)
        Fact.objects.filter(key__in=[key, key + facts.HITS], day__gt=last, is_erased=False).delete()


def _counts_today(key: str) -> bool:
    """An introduction of last week falls due this morning: that one is known tomorrow."""
    return key in ENTRIES and ENTRIES[key].today and key != "relay_reply_rate"


def test_every_figure_is_what_a_slow_recount_gives(at_minato):
    check(seed=1, size=90)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 14))
def test_every_figure_of_many_years_is_what_a_slow_recount_gives(at_minato, seed):
    check(seed, size=250)


def test_the_slow_recount_counts_something_of_everything():
    year = make_year(1, 90)

    nobody = {key for key, pair in recount.whole(year, PERIODS["year"]).items() if not pair[0]}

    assert nobody <= {"silver_conversion", "rehires_assisted", "withdrawal_rate"}
