"""The items of an opening as a candidate reads them, in the order of the law (LEGAL §3.9)."""

from career_relay.matching.pool import OpeningCard
from career_relay.positions.statutory import ITEMS, label_of


def said_of(opening: OpeningCard) -> list[tuple[str, str]]:
    """Give (label, text) of each item that says something."""
    said = [(label_of(item.field), str(getattr(opening, item.field)).strip()) for item in ITEMS]
    return [(label, text) for label, text in said if text]
