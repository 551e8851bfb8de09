"""What was kept at night is what a recount gives."""

from datetime import date, datetime
from io import StringIO

from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.tenancy import company
from career_relay.insights.actions import take_snapshot
from career_relay.insights.metrics import BY_KEY
from career_relay.insights.models import Fact, FactsUntil, Snapshot
from career_relay.insights.queries import figures, last_year
from career_relay.insights.tasks import take_snapshot as take_one
from career_relay.insights.tasks import take_snapshots
from tests.insights.year import TOKYO, make_year, write

DAY = date(2026, 11, 22)


def kept() -> dict:
    return {row.key: (row.numerator, row.denominator, row.value, row.n) for row in Snapshot.objects.filter(day=DAY)}


def test_a_recount_gives_what_was_kept(at_minato):
    write(make_year(3, size=60, batons=6))

    take_snapshot(DAY)

    FactsUntil.objects.all().delete()  # from the events, not from what was kept
    at = datetime(2026, 11, 22, 23, 59, 59, 999999, tzinfo=TOKYO)
    again = figures(last_year(at), at=at)
    assert kept() == {f.key: (f.numerator, f.denominator, f.value, f.n) for f in again}


def test_taken_twice_it_is_the_same_snapshot(at_minato):
    write(make_year(3, size=30, batons=0))
    take_snapshot(DAY)
    first = kept()

    take_snapshot(DAY)

    assert kept() == first


def test_the_night_takes_one_snapshot_for_each_live_company(minato, komorebi):
    half_past_midnight = datetime(2026, 11, 23, 0, 40, tzinfo=TOKYO)

    take_snapshots(int(half_past_midnight.timestamp()))

    jobs = ProcrastinateJob.objects.filter(task_name="insights.take_snapshot").order_by("id")
    assert [job.args for job in jobs] == [
        {"company_id": minato.pk, "day": "2026-11-22"},
        {"company_id": komorebi.pk, "day": "2026-11-22"},
    ]


def test_the_job_keeps_the_figures_of_its_company(minato, komorebi):
    take_one(company_id=minato.pk, day="2026-11-22")

    with company(komorebi.pk):
        assert kept() == {}
    with company(minato.pk):
        assert set(kept()) == set(BY_KEY)


def test_a_recount_says_what_differed_and_puts_it_right(minato):
    with company(minato.pk):
        write(make_year(3, size=20, batons=0))
    first, second = StringIO(), StringIO()
    call_command("kpi", "--company=minato", "--recount", stdout=first)
    with company(minato.pk):
        Fact.objects.filter(key="conversion_rate").update(n=99)

    call_command("kpi", "--company=minato", "--recount", stdout=second)

    assert "conversion_rate" in second.getvalue()
    assert "silence_rate" in first.getvalue()
    assert "silence_rate" not in second.getvalue()
    with company(minato.pk):
        assert not Fact.objects.filter(n=99).exists()
