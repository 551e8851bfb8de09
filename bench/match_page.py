"""Who of the company's own past applicants fits a position: retrieval, comparison and reasons, as a page.

Baseline: a plain full-text search for the words of the title, newest first, without order of fit or reasons.
"""

from typing import Any

from django.urls import reverse

from bench.load import fill
from bench.load.browser import Browser
from bench.load.clock import in_turns
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.search import words
from career_relay.matching.retrieval import any_of, quoted
from career_relay.positions.models import Position

PLAIN = (
    "SELECT id, name, history FROM candidates_candidate WHERE company_id = %s AND search @@ %s::tsquery"
    " ORDER BY updated_at DESC, id DESC LIMIT 10"
)


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure the first page of every open position, and a deep one."""
    company = fill.company()
    with acting_for(company.pk):
        positions = fill.open_positions()
    browser = Browser(fill.staff())
    with acting_for(company.pk):  # a word of the search carries its company
        asked = [any_of([quoted(word) for word in words(one.title)]) for one in positions]
    pairs = list(zip(positions, asked, strict=True))
    return [
        _measured(name, rest, pairs, browser, sizes)
        for name, rest in (("match_page", ""), ("match_page_deep", "?page=20"))
    ]


def _measured(
    name: str, rest: str, pairs: list[tuple[Position, str]], browser: Browser, sizes: Sizes
) -> dict[str, Any]:
    subjects = [(reverse("desk:match", args=[one.public_id]) + rest, (one.company_id, asked)) for one, asked in pairs]
    baseline = "full-text search for the title, newest first, no reasons"
    with owner(autocommit=True) as mine:
        return in_turns(
            name, browser.get, lambda said: mine.execute(PLAIN, said).fetchall(), subjects, sizes, baseline
        ).told()
