"""Which mapping a file finds again: the one of its own headings, or of nearly the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .mapping import fingerprint
from .models import SavedMapping
from .presets import fold_heading

NEAR: Final = 0.75  # share of the headings of both files together that both have
_LOOKED_AT: Final = 200  # the mappings used last


@dataclass(frozen=True, slots=True)
class Learned:
    """A saved mapping that fits a file, and the headings that are new or gone since."""

    saved: SavedMapping
    nearness: float
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return not self.new and not self.gone


def nearness(one: Iterable[str], other: Iterable[str]) -> float:
    """How much of two sets of headings is the same, 0 to 1; marks, width and order do not count."""
    first, second = _folded(one), _folded(other)
    both = first.keys() | second.keys()
    return len(first.keys() & second.keys()) / len(both) if both else 0.0


def learned_for(headings: Sequence[str]) -> Learned | None:
    """The saved mapping of these headings, else the nearest one that is near enough."""
    if same := SavedMapping.objects.filter(fingerprint=fingerprint(headings)).first():
        return Learned(same, 1.0)
    near = [(nearness(saved.headings, headings), saved) for saved in SavedMapping.objects.all()[:_LOOKED_AT]]
    share, saved = max(near, key=lambda pair: pair[0], default=(0.0, None))
    if saved is None or share < NEAR:
        return None
    now, then = _folded(headings), _folded(saved.headings)
    new = tuple(heading for word, heading in now.items() if word not in then)
    gone = tuple(heading for word, heading in then.items() if word not in now)
    return Learned(saved, share, new, gone)


def _folded(headings: Iterable[str]) -> dict[str, str]:
    return {fold_heading(heading): heading for heading in headings if heading}
