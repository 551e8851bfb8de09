"""The pages of the network: home, board and question of a company; the openings, as anybody reads them.

At the size of `--network` they are what docs/performance.md reports. Baseline of the company's pages: the same page without
row-level security. Of the openings: as many rows of the table, newest first, in one plain SELECT.
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from bench.load import fill
from bench.load.browser import Browser
from bench.load.clock import in_turns
from bench.load.owner import owner, without_the_wall
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.matching.pool import PER_PAGE
from career_relay.positions.models import Position

WALL = "the same page without row-level security"
PLAIN = (
    "SELECT * FROM positions_position WHERE state = 'open' AND listed_until >= current_date"
    " ORDER BY as_of DESC, id DESC LIMIT %s OFFSET %s"
)
ROWS = f"a plain SELECT of {PER_PAGE} rows, newest first"
CONDITIONS = [
    "?prefecture=東京都",
    "?prefecture=大阪府&sort=pay",
    "?remote=mostly&pay_min=500",
    "?q=営業",
    "?q=Python+本社&sort=place",
    "?promise=no_screening&prefecture=福岡県",
]


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure each page in turns with its baseline."""
    with acting_for(fill.company().pk):
        positions = fill.open_positions()
    return [*_desk(positions, sizes), *_openings(positions, sizes)]


def _desk(positions: Sequence[Position], sizes: Sizes) -> list[dict[str, Any]]:
    browser, board = Browser(fill.staff()), reverse("desk:board")
    asked = {
        "network_home": [reverse("desk:home")],
        "network_board": [board],
        "network_board_table": [f"{board}?view=table"],
        "network_board_position": [f"{board}?position={one.public_id}" for one in positions],
        "network_ask": [reverse("desk:ask", args=[one.public_id]) for one in positions],
    }
    return [_of_company(name, pages, browser, sizes) for name, pages in asked.items()]


def _of_company(name: str, pages: Sequence[str], browser: Browser, sizes: Sizes) -> dict[str, Any]:
    same = [(one, one) for one in pages]
    return in_turns(name, browser.get, browser.get, same, sizes, WALL, around_plain=without_the_wall).told()


def _openings(positions: Sequence[Position], sizes: Sizes) -> list[dict[str, Any]]:
    listing, last = reverse("portal:openings"), max(sizes.positions // PER_PAGE, 1)
    one = [reverse("portal:opening", args=[position.public_id]) for position in positions]
    asked = {
        "network_openings": [(listing, 0)],
        "network_openings_conditions": [(listing + rest, 0) for rest in CONDITIONS],
        "network_openings_deep": [(f"{listing}?page={n}", (n - 1) * PER_PAGE) for n in (last, last // 2 or 1)],
        "network_opening": [(page, 0) for page in one],
    }
    return [_of_anybody(name, pages, sizes) for name, pages in asked.items()]


def _of_anybody(name: str, pages: Sequence[tuple[str, int]], sizes: Sizes) -> dict[str, Any]:
    browser, most = Browser(), 1 if name == "network_opening" else PER_PAGE
    baseline = ROWS if most > 1 else "a plain SELECT of one row"
    with owner(autocommit=True) as mine:
        return in_turns(
            name, browser.get, lambda back: mine.execute(PLAIN, [most, back]).fetchall(), pages, sizes, baseline
        ).told()
