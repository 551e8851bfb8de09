"""Folding: one spelling for width, kana, letter variants and gendered titles, with the way back to the source.

Every position of the folded text knows the span of the source it stands for, so that what is
found in the folded text can be quoted from the text as it was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import is_normalized, normalize

from career_relay.matching.engine.tables import read_table

_VARIANTS = str.maketrans(
    "髙﨑邊邉齋齊濵濱澤櫻國廣眞惠嶋嶌桒栁德淸瀨會學經營樣寫藝檢辭醫應團戶圖發收藥劑齒鐵驛專賣當擔總勞證險輕轉驗釀鑄壓鑛榮繪畫觀關處數豫狀聲讀飜譯髮齡衞𠮷鷗瀧萬壽禮靜龜〜～‐‑‒–—―−－⁓",
    "高崎辺辺斎斉浜浜沢桜国広真恵島島桑柳徳清瀬会学経営様写芸検辞医応団戸図発収薬剤歯鉄駅専売当担総労証険軽転験醸鋳圧鉱栄絵画観関処数予状声読翻訳髪齢衛吉鴎滝万寿礼静亀~~---------",
)
_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` keeps its letter case, `lower` does not; both have the same length."""

    text: str
    lower: str
    begins: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def source_span(self, begin: int, end: int) -> tuple[int, int]:
        """The span of the source that `text[begin:end]` stands for."""
        if self.begins is None or self.ends is None:
            return begin, end
        return self.begins[begin], self.ends[end - 1]


def fold(source: str) -> Folded:
    return _neutral_titles(_one_spelling(source))


def folded(source: str) -> str:
    """The folded text alone, in lower case: for labels, synonyms and comparisons."""
    return fold(source).lower


def _one_spelling(source: str) -> Folded:
    if source.isascii() or _is_plain(source):
        return Folded(source, _lower(source), None, None)
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(source):
        spelled = _spell(cluster[0])
        letters.append(spelled)
        begins += [cluster.start()] * len(spelled)
        ends += [cluster.end()] * len(spelled)
    text = "".join(letters)
    return Folded(text, _lower(text), tuple(begins), tuple(ends))


def _is_plain(source: str) -> bool:
    return is_normalized("NFKC", source) and source.translate(_VARIANTS) == source


@lru_cache(maxsize=20_000)
def _spell(cluster: str) -> str:
    return normalize("NFKC", cluster).translate(_VARIANTS)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _neutral_titles(given: Folded) -> Folded:
    """看護婦 → 看護師, salesman → salesperson: a title must not say a sex."""
    pattern, neutral_of = _gendered_titles()
    if pattern.search(given.lower) is None:
        return given
    begins = given.begins or tuple(range(len(given.text)))
    ends = given.ends or tuple(range(1, len(given.text) + 1))
    text: list[str] = []
    new_begins: list[int] = []
    new_ends: list[int] = []
    at = 0
    for match in pattern.finditer(given.lower):
        neutral = neutral_of(match[0])
        text += [given.text[at : match.start()], neutral]
        new_begins += [*begins[at : match.start()], *[begins[match.start()]] * len(neutral)]
        new_ends += [*ends[at : match.start()], *[ends[match.end() - 1]] * len(neutral)]
        at = match.end()
    text.append(given.text[at:])
    joined = "".join(text)
    return Folded(joined, _lower(joined), (*new_begins, *begins[at:]), (*new_ends, *ends[at:]))


@lru_cache(maxsize=1)
def _gendered_titles() -> tuple[re.Pattern[str], Callable[[str], str]]:
    neutral = {row["gendered"]: row["neutral"] for row in read_table("gendered_titles.tsv")}
    words = sorted(neutral, key=len, reverse=True)
    latin = [word for word in words if word.isascii()]
    other = [word for word in words if not word.isascii()]
    # A plural folds with its title ("waitresses"), a longer word does not ("stewardship").
    pattern = re.compile(rf"(?<![a-z]){_one_of(latin)}(?![a-z])|{_one_of(other)}")
    return pattern, neutral.__getitem__


def _one_of(words: list[str]) -> str:
    """A pattern for one of these words; most letters begin none of them, which is asked first."""
    begins = "".join(sorted({word[0] for word in words}))
    return rf"(?=[{begins}])(?:{'|'.join(re.escape(word) for word in words)})"
