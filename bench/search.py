"""The pool's search, as somebody uses it: a word with facets in some order, each as the part of the page htmx asks for.

Baseline: what a list without an index of words does, `ILIKE` over name, reading, skills and career, for the same words.
"""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from bench.load import fill
from bench.load.browser import Browser
from bench.load.clock import Row, Times
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate

# Common words stand in every third record, rare ones in some dozens; names are one in fifty or one in two thousand.
WORDS = [
    "在庫管理",
    "Python",
    "長谷川",
    "hasegawa",
    "kouho123",
    "Terraform 広報",
    "法人営業",
    "「海外取引先との連絡」",
    "スキル:SQL -経理",
]
FACETS = [
    "state=contact&sort=name",
    "source=agency&sort=erased",
    "reached=final&protection=no&sort=recent",
    "place=関西&sort=contact",
]
ASKED = {
    "search_word_facet_sort": [(word, facet) for facet in FACETS for word in WORDS],
    "search_word": [(word, "sort=recent") for word in WORDS],
    "search_best": [(word, "sort=best") for word in WORDS],
    "search_facet": [("", facet) for facet in [*FACETS, "silver=yes&place=関西&protection=no", "score=4&sort=name"]],
    "search_nothing": [("存在しない語 Python", "state=contact&place=四国")],
}
COUNTS = [("", ""), ("Python", ""), ("在庫管理", "state=contact"), ("", "reached=final&protection=no")]
BASELINE_CALLS = 3
BASELINE = "the same words with ILIKE, newest first"


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure each kind of question against ILIKE."""
    browser, own = Browser(fill.staff()), fill.company()
    rows = [_measured(name, asked, reverse("desk:pool"), browser, own.pk, sizes) for name, asked in ASKED.items()]
    return [*rows, _measured("search_counts", COUNTS, reverse("desk:pool_facets"), browser, own.pk, sizes)]


def _measured(
    name: str, asked: list[tuple[str, str]], page: str, browser: Browser, own: int, sizes: Sizes
) -> dict[str, Any]:
    """Each address once before: what is timed is the search, not the disk. The baseline comes after, because it reads
    the whole table and leaves nothing else in the caches; of it, which takes seconds, three calls say enough.
    """
    times, plain = Times(), Times()
    addresses = [f"{page}?{urlencode({'q': word})}&{facet}" for word, facet in asked]
    for address in addresses:
        browser.part(address)
    times.add([partial(browser.part, addresses[k % len(addresses)]) for k in range(2 * sizes.calls)])
    plain.add([partial(plainly, own, asked[n % len(asked)][0]) for n in range(BASELINE_CALLS)])
    return Row(name, len(times.wall), times, plain, BASELINE).told()


def plainly(own: int, word: str) -> list[int]:
    """The first page of the records that hold every part of what was asked, and how many there are."""
    with company(own):
        found = Candidate.objects.all()
        for part in word.replace("「", "").replace("」", "").split():
            said = part.rpartition(":")[2]
            ways = Q(name__icontains=said) | Q(kana__icontains=said) | Q(history__icontains=said)
            answers = ways | Q(skills__icontains=said)
            found = found.exclude(answers) if part.startswith("-") else found.filter(answers)
        return [found.count(), *found.order_by("-updated_at", "-id").values_list("pk", flat=True)[:25]]
