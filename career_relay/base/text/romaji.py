"""Japanese readings in Latin letters, folded so that every usual spelling of one reading is the same.

Yamada Tarō, YAMADA TARO and やまだ たろう meet; so do Hepburn and Kunrei (shi/si, tsu/tu, ja/zya), ō/ou/oo/oh and
namba/nanba. The form is for comparing, never for showing: it is Kunrei without long vowels.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from .normalise import fold_kana

_ROWS: Final = """
アa イi ウu エe オo カka キki クku ケke コko サsa シsi スsu セse ソso タta チti ツtu テte トto
ナna ニni ヌnu ネne ノno ハha ヒhi フhu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo
ラra リri ルru レre ロro ワwa ヲo ンn ガga ギgi グgu ゲge ゴgo ザza ジzi ズzu ゼze ゾzo
ダda ヂzi ヅzu デde ドdo バba ビbi ブbu ベbe ボbo パpa ピpi プpu ペpe ポpo ヴbu
"""
_KANA: Final = {pair[0]: pair[1:] for pair in _ROWS.split()}
_SMALL_Y: Final = {"ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL: Final = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_LATIN: Final = re.compile(r"[a-z]+")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), then)
    for pattern, then in (
        ("[tc]ch", "tty"),
        ("sh(?=i)", "s"),
        ("sh", "sy"),
        ("ch(?=i)", "t"),
        ("ch", "ty"),
        ("tty(?=i)", "tt"),
        ("ts(?=u)", "t"),
        ("j(?=i)", "z"),
        ("jy?", "zy"),
        ("dz|d(?=[iu])", "z"),
        ("f", "h"),
        ("v", "b"),
        ("l", "r"),
        ("m(?=[bpm])", "n"),
        ("wo", "o"),
    )
)
_LONG: Final = tuple(
    (re.compile(pattern), then)
    for pattern, then in (
        ("oh(?![aiueoy])", "o"),
        ("o[ou]+", "o"),
        ("u{2,}", "u"),
        ("a{2,}", "a"),
        ("i{2,}", "i"),
        ("e{2,}", "e"),
        ("n{2,}", "n"),
    )
)
_SYLLABLES: Final = re.compile(
    r"(?:(?:kk|ss|tt|pp|gg|zz|dd|bb|hh|rr|[kstnhmyrwgzdbp])?y?[aiueo]|n)+[kstnhmyrwgzdbp]{0,2}y?"
)


@lru_cache(maxsize=8192)
def romaji_of(reading: str) -> str:
    """The folded Latin form of a reading in kana; nothing when it has something else in it."""
    said, doubled = "", False
    for mark in fold_kana(reading):
        if mark == "ッ":
            doubled = True
            continue
        if mark != "ー" and not (said := _with(said, mark, doubled=doubled)):
            return ""
        doubled = False
    return _shortened(said)


def _with(said: str, mark: str, *, doubled: bool) -> str:
    """The letters so far with one more mark; nothing when the mark is no kana."""
    if mark in _SMALL_Y:
        return said[:-1] + "y" + _SMALL_Y[mark] if said else ""
    if mark in _SMALL:
        return _before(said) + _SMALL[mark] if said else _SMALL[mark]
    letters = _KANA.get(mark, "")
    return said + (letters[0] if doubled and letters else "") + letters if letters else ""


def _before(said: str) -> str:
    """What a small vowel follows: フェ is he, シェ sye, ティ ti."""
    return said[:-1] + "y" if said.endswith(("si", "ti", "zi")) else said[:-1]


def _shortened(letters: str) -> str:
    for long, short in _LONG:
        letters = long.sub(short, letters)
    return letters


@lru_cache(maxsize=1024)
def fold_romaji(typed: str) -> str:
    """The folded form of letters somebody typed; nothing when they cannot be (the beginning of) a Japanese reading."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", typed.casefold()) if not unicodedata.combining(mark))
    letters = re.sub("[-'’]", "", plain)
    if not _LATIN.fullmatch(letters):
        return ""
    for spelling, then in _SPELLINGS:
        letters = spelling.sub(then, letters)
    letters = _shortened(letters)
    return letters if _SYLLABLES.fullmatch(letters) else ""
