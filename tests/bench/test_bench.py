"""The measurements still measure. How long something takes is nowhere asserted: that is for docs/performance.md."""

import importlib
import json

import pytest
from django.db import connection
from django.utils import timezone

from bench.load import clock, fill
from bench.load.clock import quantile
from bench.load.owner import owner
from bench.load.places import circles
from bench.load.sizes import FULL, MILLION, NETWORK, TINY, USUAL, chosen
from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate
from career_relay.embedded import bench, locations
from career_relay.relay.board import board_of

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
    assert [
        *("ask_pick", "dashboard", "disclose", "import_rows", "list_page", "mails", "match_page", "network_pages"),
        *("report", "search"),
    ] == FILES


@pytest.mark.nightly
def test_each_measurement_gives_rows_with_a_baseline_of_the_same_run(load_database):
    rows = [row for name in FILES for row in importlib.import_module(f"bench.{name}").run(TINY)]

    assert {row["name"].split("_")[0] for row in rows} == {name.split("_")[0] for name in FILES}
    assert all(row.keys() >= HEADS for row in rows)
    assert all(row["n"] > 0 and 0 < row["p50_ms"] <= row["p95_ms"] and row["baseline"] > 0 for row in rows)
    assert json.loads(json.dumps(rows)) == rows


def test_the_pages_of_the_network_are_measured(load_database, monkeypatch):
    monkeypatch.setattr(clock, "ROUNDS", 1)

    rows = importlib.import_module("bench.network_pages").run(TINY)

    assert [row["name"].removeprefix("network_") for row in rows] == [
        *("home", "board", "board_table", "board_position", "ask"),
        *("openings", "openings_conditions", "openings_deep", "opening"),
    ]
    assert all(row["n"] > 0 and 0 < row["p50_ms"] <= row["p95_ms"] and row["baseline"] > 0 for row in rows)


def test_the_board_that_is_measured_shows_people_in_every_column(load_database):
    now = timezone.now()
    with company(fill.company().pk):
        board = board_of(at=now, today=timezone.localdate(now))

        assert {column.stage for column in board.columns if column.cards} == {
            *("disclosed", "interviewing", "offered", "hired")
        }
        assert len(board.asks) == TINY.positions // TINY.companies
        assert all(card.name for card in board.rows if card.is_confirmed)


def test_companies_of_the_network_differ_in_the_circles_they_are_in():
    assert [circles(one) for one in (TINY, USUAL, NETWORK)] == [3, 3, 23]


@pytest.mark.parametrize(
    ("asked", "sizes"),
    [({}, USUAL), ({"full": True}, FULL), ({"million": True, "full": True}, MILLION), ({"network": True}, NETWORK)],
)
def test_the_command_line_chooses_the_sizes(asked, sizes):
    assert chosen(**asked) == sizes


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
    assert fill.fingerprint(USUAL) != fill.fingerprint(NETWORK)


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
