"""The talent pool: the page a recruiter opens most. Baseline: the same pages, logged in without row-level security."""

from typing import Any

from django.urls import reverse

from bench.load import fill
from bench.load.browser import Browser
from bench.load.clock import in_turns
from bench.load.owner import without_the_wall
from bench.load.sizes import Sizes

ASKED = {
    "list_page": [""],
    "list_page_words": ["?q=長谷川", "?q=三浦", "?q=Terraform+広報", "?q=kouho123", "?q=法人営業", "?q=在庫管理"],
    "list_page_facet": ["?state=pool&sort=name", "?source=agency&sort=erased", "?reached=final"],
    "list_page_deep": ["?page=2000", "?page=3000", "?page=3999"],
    "list_page_counts": ["facets/", "facets/?state=pool"],
}


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure each kind of list with and without the wall, in turns."""
    browser = Browser(fill.staff())
    return [_measured(name, asked, browser, sizes) for name, asked in ASKED.items()]


def _measured(name: str, asked: list[str], browser: Browser, sizes: Sizes) -> dict[str, Any]:
    same = [(one, one) for one in (reverse("desk:pool") + rest for rest in asked)]
    baseline = "the same page without row-level security"
    return in_turns(name, browser.get, browser.get, same, sizes, baseline, around_plain=without_the_wall).told()
