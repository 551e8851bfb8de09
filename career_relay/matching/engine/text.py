"""Words of a Japanese or English text: SudachiPy mode A, normalised, blind to who the person is."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from career_relay.matching.engine.blind import HIDDEN_FORMS, hidden_spans
from career_relay.matching.engine.folding import Folded, fold

_PIECE = re.compile(r"[^。!?！？\r\n]+[。!?！？]*")
_ENGLISH_STOP = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z])")
_MARGIN = " \t\u3000・●■◆○◇※*-–—•▪▶>"
# SudachiPy refuses more than 49,149 bytes at once.
_LONGEST = 8_000
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "接尾辞", "接頭辞", "副詞"})
_NAMES = frozenset({"人名", "地名"})
_WORDLIKE = re.compile(r"\w")
_STOPWORDS = (
    "a an and are as at be been by can for from had has have i in is it its my no not of on or our that the their this "
    "to us using was we were will with within without year years you your mr ms"
)
_ENGLISH_STOPWORDS = frozenset(_STOPWORDS.split())
# Counters left over when the number before them is dropped.
_COUNTERS = frozenset({"年", "月", "日", "年間", "月間", "級", "名", "件", "点"})
_UNSAID = HIDDEN_FORMS | _COUNTERS
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """A normalised word. `begin:end` is its place in the folded text; `counts` towards the length of a text."""

    form: str
    begin: int
    end: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text, read: what may be indexed, where words begin and end, what is hidden."""

    folded: Folded
    tokens: tuple[Token, ...]
    edges: frozenset[int]
    hidden: tuple[tuple[int, int], ...]
    # Names of people and places, as the dictionary knows them.
    names: tuple[tuple[int, int], ...]

    def is_hidden(self, begin: int, end: int) -> bool:
        return any(begin < stop and start < end for start, stop in self.hidden)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences and lines of a text, without bullets and blanks around them."""
    for piece in _PIECE.finditer(text):
        begin = piece.start()
        for stop in _ENGLISH_STOP.finditer(text, *piece.span()):
            yield from _trimmed(text, begin, stop.start() + 1)
            begin = stop.end()
        yield from _trimmed(text, begin, piece.end())


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end and text[begin] in _MARGIN:
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    for start in range(begin, end, _LONGEST):
        yield start, min(start + _LONGEST, end)


def read_words(piece: str) -> Words:
    """Read one sentence (at most a few thousand letters)."""
    given = fold(piece)
    hidden = tuple(hidden_spans(given.lower))
    morphemes = list(_tokenizer().tokenize(given.text))
    edges = frozenset(edge for m in morphemes for edge in (m.begin(), m.end()))
    names = tuple((m.begin(), m.end()) for m in morphemes if m.part_of_speech()[2] in _NAMES)
    words = Words(given, (), edges, hidden, names)
    return replace(words, tokens=tuple(token for m in morphemes if (token := _token(m, words)) is not None))


def tokens(text: str) -> list[str]:
    """The normalised words of a text, in order."""
    return [token.form for b, e in sentences(text) for token in read_words(text[b:e]).tokens]


def _token(m: Morpheme, words: Words) -> Token | None:
    kind = m.part_of_speech()
    begin, end = m.begin(), m.end()
    if kind[0] not in _CONTENT or kind[1] in {"数詞", "非自立可能"} or kind[2] in _NAMES:
        return None
    form = _form(m, words.folded.lower[begin:end])
    if form is None or words.is_hidden(begin, end):
        return None
    # A word unknown to the dictionary or a proper noun may be a name: it can be matched,
    # but it must not make a text longer, or a name would change the score.
    return Token(form, begin, end, counts=not m.is_oov() and kind[1] != "固有名詞")


def _form(m: Morpheme, lower: str) -> str | None:
    if lower.isascii():
        return _english(lower)
    form = m.normalized_form()
    return form if _WORDLIKE.search(form) and form not in _UNSAID else None


def _english(word: str) -> str | None:
    if word in _ENGLISH_STOPWORDS or not any(letter.isalpha() for letter in word):
        return None
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _tokenizer() -> Tokenizer:
    """One tokenizer a thread: SudachiPy's may not be shared."""
    found: Tokenizer | None = getattr(_local, "tokenizer", None)
    if found is None:
        found = Dictionary(dict="small").tokenizer(mode=SplitMode.A)
        _local.tokenizer = found
    return found
