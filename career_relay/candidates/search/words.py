"""The words of a text as search knows them: Sudachi's normal forms, folded, without particles and marks.

So 髙橋 finds 高橋, ﾊﾝｶｸ finds ハンカク and サーバ finds サーバー. A line is read once and remembered.
"""

import re
from functools import lru_cache
from typing import Final

from career_relay.base.text.normalise import fold, fold_kana
from career_relay.base.text.romaji import romaji_of
from career_relay.base.text.tokens import reading_of, tokens

LONGEST_WORD: Final = 60
_LONGEST_LINE: Final = 4_000
_WORDLIKE: Final = re.compile(r"\w")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー]+")


def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, in their order."""
    return tuple(word for line in text.splitlines() for word in _words(line[:_LONGEST_LINE]))


@lru_cache(maxsize=32_768)
def _words(line: str) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in tokens(line) if _WORDLIKE.search(word))


def whole(text: str) -> str:
    """A skill, a title or a tag as one word: folded, without gaps."""
    return "".join(fold(text).split())[:LONGEST_WORD]


def is_kana(text: str) -> bool:
    return bool(_KANA.fullmatch(text))


def says(text: str) -> bool:
    """Whether anything in it can be searched by."""
    return bool(_WORDLIKE.search(text))


@lru_cache(maxsize=8_192)
def readings(name: str, kana: str) -> tuple[str, ...]:
    """Give how a name is said, part by part and as a whole: katakana, and Latin letters in one spelling."""
    parts = kana.split() or [reading_of(part) for part in name.split()]
    spoken = [said for part in parts if is_kana(said := fold_kana(part))]
    joined = ["".join(spoken)] if len(spoken) > 1 else []
    return tuple(dict.fromkeys([*spoken, *joined]))


@lru_cache(maxsize=8_192)
def spelled(name: str, kana: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for one in readings(name, kana) if (said := romaji_of(one))))
