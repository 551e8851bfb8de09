"""Which small parts are not told, so that neither they nor what is left of the total says anything (LEGAL A-07)."""

from collections.abc import Mapping

from career_relay.insights.metrics import SMALLEST_CELL


def hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """Give the parts to hide: those under five, and as many of the next smallest as keep them from being subtracted.

    What is hidden is never one part alone, and is five or more people together. Where that cannot be, all is hidden.
    """
    told = {part: n for part, n in counts.items() if n}
    order = sorted(told, key=lambda part: (told[part], part))
    away = [part for part in order if told[part] < SMALLEST_CELL]
    if not away:
        return frozenset()
    for part in order[len(away) :]:
        if len(away) > 1 and sum(told[one] for one in away) >= SMALLEST_CELL:
            break
        away.append(part)
    return frozenset(away)
