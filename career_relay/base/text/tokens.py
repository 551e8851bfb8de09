"""Words of a Japanese text, for search and matching: Sudachi, small dictionary, shortest units, normalised forms.

The dictionary loads on first use (0.03 to 0.2 s). A tokenizer belongs to one thread; the dictionary is shared.
"""

import re
import threading
from functools import cache
from typing import TYPE_CHECKING, Final

from .normalise import fold

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

# What carries no meaning to search by: particles, auxiliaries, symbols, gaps.
_DROPPED: Final = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
# Sudachi refuses more than 49,149 bytes at once.
_PIECE: Final = 10_000
# Names with marks in them that the dictionary would cut up.
_TECHNICAL: Final = re.compile(r"(?<![a-z0-9])(?:[cf]#|c\+\+|\.net|[a-z]+\.js)(?![a-z0-9])")
_BREAK: Final = re.compile(r"(?<=[。\n])")

_KINDS: Final[dict[int, bool]] = {}  # number of a kind of word → whether it carries meaning
_local = threading.local()
_loading = threading.Lock()


@cache
def _loaded() -> "Dictionary":
    from sudachipy import Dictionary  # the module costs memory only processes that search should pay

    return Dictionary(dict="small")


def _tokenizer() -> "Tokenizer":
    if not hasattr(_local, "tokenizer"):
        from sudachipy import SplitMode  # as above

        with _loading:
            _local.tokenizer = _loaded().tokenizer(mode=SplitMode.A)
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer


def tokens(text: str) -> list[str]:
    """The words in order, each folded (width, case, kanji variants); 「法人営業の経験」 → 法人 営業 経験."""
    folded = fold(text)
    words, start = [], 0
    for found in _TECHNICAL.finditer(folded):
        words += [*_cut(folded[start : found.start()]), found.group()]
        start = found.end()
    return words + _cut(folded[start:])


def spans(text: str) -> list[tuple[int, int, str]]:
    """The words of a folded text with where each begins and ends in it."""
    found, start = [], 0
    for one in _TECHNICAL.finditer(text):
        found += _spans(text, start, one.start())
        found.append((one.start(), one.end(), one.group()))
        start = one.end()
    return found + _spans(text, start, len(text))


def _spans(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    tokenizer, said = _tokenizer(), text[start : min(end, start + _PIECE)]
    words = (
        (m.begin() + start, m.end() + start, fold(m.normalized_form())) for m in tokenizer.tokenize(said) if _says(m)
    )
    return [one for one in words if one[2]]


def reading_of(text: str) -> str:
    """How a name is probably read, in katakana."""
    return "".join(word.reading_form() for word in _tokenizer().tokenize(text[:_PIECE]))


def _cut(text: str) -> list[str]:
    tokenizer = _tokenizer()
    words = (
        fold(word.normalized_form()) for piece in _pieces(text) for word in tokenizer.tokenize(piece) if _says(word)
    )
    return [word for word in words if word and not word.isspace()]


def _says(word: "Morpheme") -> bool:
    """Whether a word carries meaning. The numbers of its kind are few; asking for their names costs ten times more."""
    kind = word.part_of_speech_id()
    if (known := _KINDS.get(kind)) is None:
        known = _KINDS[kind] = word.part_of_speech()[0] not in _DROPPED
    return known


def token_line(text: str) -> str:
    """The words with spaces between: what ``to_tsvector('simple', …)`` is given."""
    return " ".join(tokens(text))


def _pieces(text: str) -> list[str]:
    """The text in parts small enough, cut after sentences where it can be."""
    if len(text) <= _PIECE:
        return [text]
    pieces = [""]
    for sentence in _BREAK.split(text):
        if len(pieces[-1]) + len(sentence) > _PIECE:
            pieces.append("")
        pieces[-1] += sentence
    return [piece[start : start + _PIECE] for piece in pieces for start in range(0, len(piece), _PIECE)]
