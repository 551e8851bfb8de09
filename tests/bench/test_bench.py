"""The measurements still measure. How long something takes is nowhere asserted: that is for docs/performance.md."""

import importlib
import json

import pytest
from django.db import connection

from bench.load import fill
from bench.load.clock import quantile
from bench.load.owner import owner
from bench.load.sizes import FULL, TINY, USUAL
from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate
from career_relay.embedded import bench, locations

HEADS = {"name", "n", "p50_ms", "p95_ms", "baseline"}
FILES = sorted(file.stem for file in (locations.PROJECT / "bench").glob("*.py"))


@pytest.fixture
def load_database(transactional_db):
    """The load database in small, beside which nothing else stands."""
    fill.prepared(TINY)
    yield
    with owner() as to:
        to.execute("COMMENT ON TABLE candidates_candidate IS NULL")


def test_there_is_a_measurement_of_everything_promised():
    assert FILES == ["ask_pick", "disclose", "import_rows", "list_page", "mails", "match_page", "search"]


@pytest.mark.nightly
def test_each_measurement_gives_rows_with_a_baseline_of_the_same_run(load_database):
    rows = [row for name in FILES for row in importlib.import_module(f"bench.{name}").run(TINY)]

    assert {row["name"].split("_")[0] for row in rows} == {name.split("_")[0] for name in FILES}
    assert all(row.keys() >= HEADS for row in rows)
    assert all(row["n"] > 0 and 0 < row["p50_ms"] <= row["p95_ms"] and row["baseline"] > 0 for row in rows)
    assert json.loads(json.dumps(rows)) == rows


def test_what_lists_narrow_down_by_is_what_the_triggers_would_have_kept(load_database):
    columns = ("id", "sources", "steps", "is_open", "mean_score")
    with company(fill.company().pk):
        filled = set(Candidate.objects.values_list(*columns))
        with connection.cursor() as cursor:
            cursor.execute("SELECT stand_of_candidates(array(SELECT id FROM candidates_candidate))")

        assert set(Candidate.objects.values_list(*columns)) == filled


def test_the_load_database_is_made_once(load_database):
    big = fill.company()
    with company(big.pk):
        assert Candidate.objects.count() == TINY.candidates
        Candidate.objects.order_by("id").first().delete()

    fill.prepared(TINY)

    with company(big.pk):
        assert Candidate.objects.count() == TINY.candidates - 1


def test_another_size_is_another_load_database_and_another_number_of_calls_is_not():
    assert fill.fingerprint(USUAL) != fill.fingerprint(TINY)
    assert fill.fingerprint(USUAL) == fill.fingerprint(FULL)


@pytest.mark.parametrize(("share", "found"), [(0.5, 3), (0.95, 5), (0.01, 1), (1.0, 5)])
def test_a_quantile_is_a_time_that_was_measured(share, found):
    assert quantile([5, 1, 4, 2, 3], share) == found


def test_the_table_shows_every_row():
    row = {"name": "list_page", "n": 60, "p50_ms": 1.5, "p95_ms": 2.5, "baseline": 1.0, "per_second": None}

    lines = bench._table([row]).splitlines()

    assert [lines[0].split()[:5], lines[1].split()] == [
        ["name", "n", "p50_ms", "p95_ms", "baseline"],
        ["list_page", "60", "1.5", "2.5", "1.0"],
    ]
