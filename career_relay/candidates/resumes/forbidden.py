"""Papers that no company may keep of an applicant (LEGAL F-05): recognised, refused, never stored.

An Individual Number (番号法 15・20条) is one by its check digit; the papers of items 12 to 14 by their title or by what
only they hold. A résumé that tells of work with such papers is not one of them.
"""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.lint import is_my_number
from career_relay.base.text.normalise import nfkc

SENTENCES: Final[dict[str, str | Promise]] = {
    "my_number": _("This file holds an Individual Number (マイナンバー). It may not be collected in a selection (Individual Number Act, articles 15 and 20), so nothing of the file was kept. Black the number out or remove it, and upload the file again."),
    "koseki": _("This looks like a family register or a part of it (戸籍). It may not be collected in a selection, so nothing of the file was kept. A résumé is enough."),
    "juminhyo": _("This looks like a residence certificate (住民票). It may not be collected in a selection, so nothing of the file was kept. A résumé is enough."),
    "family": _("This looks like a report on a family (家族調書). It may not be collected in a selection, so nothing of the file was kept. A résumé is enough."),
    "health": _("This looks like the result of a health check (健康診断書). It may not be collected in a selection, so nothing of the file was kept. A résumé is enough."),
    "guarantor": _("This looks like a letter of guarantee (身元保証書). It may not be collected in a selection, so nothing of the file was kept. A résumé is enough."),
}  # fmt: skip


class Forbidden(Refused):
    """A paper that may not be kept. ``kind`` is a key of SENTENCES; the content is in nobody's hands any more."""

    def __init__(self, kind: str) -> None:
        super().__init__(SENTENCES[kind], code="F-05")
        self.kind = kind


_TITLES: Final[dict[str, str]] = {
    "koseki": r"(?:除籍|改製原)?戸籍(?:謄本|抄本|全部事項証明書?|個人事項証明書?|一部事項証明書?|の附票|附票)?",
    "juminhyo": r"住民票(?:記載事項証明書?|の写し?|除票|謄本|抄本)?",
    "family": r"家族(?:調書|調査書|状況調書)",
    "health": r"(?:雇入時|雇い入れ時|定期|一般)?(?:健康診断|健診)(?:書|個人票|結果|証明書?|結果(?:報告書?|通知書?|表|票))",
    "guarantor": r"身元保証(?:書|契約書|人届)",
    "my_number": r"(?:マイナンバー(?:カード|通知書?)?|個人番号(?:カード|通知書?)|通知カード)(?:の?写し?|の?コピー)?",
}
_TITLE: Final = {
    kind: re.compile(rf"(?:{title})(?:\([^)]{{0,12}}\))?(?:の?(?:写し|コピー))?") for kind, title in _TITLES.items()
}
_TOP: Final = 25  # a title stands among the first lines
# What only the paper itself holds: all of one set.
_SIGNS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("koseki", ("筆頭者", "本籍", "従前戸籍")),
    ("koseki", ("戸籍に記録されている者", "本籍")),
    ("juminhyo", ("世帯主", "続柄", "住民となった")),
    ("family", ("続柄", "同居", "勤務先", "家族")),
    ("health", ("血圧", "尿", "胸部", "視力")),
    ("guarantor", ("身元保証人", "連帯", "賠償")),
)
_FILLING: Final = re.compile(
    r"[\s\d_\-.,()・【】\[\]~#]|version|final|scan|copy|写し|コピー|印刷|最新|提出用|スキャン|[A-Za-z]+"
)
_WORK_PAPER: Final = re.compile(r"履歴書|職務経歴|レジュメ|ポートフォリオ|resume|cv", re.IGNORECASE)


def ensure_allowed(text: str, name: str = "") -> None:
    """raises Forbidden for a paper, or a number, that may not be kept."""
    for kind in (_by_name(name), _by_content(text)):
        if kind:
            raise Forbidden(kind)


def _by_name(name: str) -> str:
    """The name says it, and says nothing of a résumé."""
    stem = nfkc(name).rpartition(".")[0] or nfkc(name)
    if _WORK_PAPER.search(stem):
        return ""
    for kind, title in _TITLE.items():
        if (found := title.search("".join(stem.split()))) and _is_alone(stem, found.group()):
            return kind
    return ""


def _is_alone(stem: str, title: str) -> bool:
    """Besides the title there is room for a person's name, no more: 「山田太郎_住民票」 but not 「住民票システムの開発実績」."""
    rest = _FILLING.sub("", stem).replace(_FILLING.sub("", title), "", 1)
    return len(rest) <= 8 and not re.search(r"開発|業務|実績|システム|アプリ|サービス|事例|提案|企画|資料", rest)


def _by_content(text: str) -> str:
    plain = nfkc(text)
    if any(True for _number in individual_numbers(plain)):
        return "my_number"
    lines = ["".join(line.split()) for line in plain.splitlines() if line.strip()]
    for line in lines[:_TOP]:
        for kind, title in _TITLE.items():
            if kind != "my_number" and title.fullmatch(line.strip("【】■□●◆<>[]#*=-")) and len(line) > 2:
                return kind
    whole = "".join(lines)
    return next((kind for kind, signs in _SIGNS if len(whole) < 20_000 and all(sign in whole for sign in signs)), "")


# --- Individual Numbers -------------------------------------------------------------------------------------------

_UNSEEN: Final = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
_GAP: Final = r"[ \t\u00a0|]{0,3}[-‐‑‒–—−ー・./]?[ \t\u00a0|]{0,3}"
_WORD: Final = re.compile(r"マイナンバー|個人番号|my\s?number|individual\s?number", re.IGNORECASE)
_NEAR: Final = 60
_FOURS: Final = _GAP.join([r"(\d{4})"] * 3)
_THREES: Final = _GAP.join([r"(\d{3})"] * 4)
_ONES: Final = r"[ \t|]{1,3}".join([r"\d"] * 12)
_ONES_DOWN: Final = r"\s{1,3}".join([r"\d"] * 12)
_SHAPES: Final = (
    re.compile(rf"(?<!\d){_FOURS}(?!\d)"),  # 1234-5678-9012
    re.compile(rf"(?<!\d){_THREES}(?!\d)"),
    re.compile(rf"(?<!\d)(?<!\d[ \t|]){_ONES}(?![ \t|]{{0,3}}\d)"),  # a box a digit
    re.compile(rf"(?<!\d)(?<!\d\n){_ONES_DOWN}(?!\s{{0,3}}\d)"),
)
_ANYHOW: Final = re.compile(rf"(?<!\d)\d(?:{_GAP}\s?\d){{11}}(?!\d)")


def individual_numbers(plain: str) -> Iterator[str]:
    """Individual Numbers in a text of narrow letters, however the digits are parted."""
    text = _UNSEEN.sub("", plain)
    for shape in _SHAPES:
        for found in shape.finditer(text):
            if _is_number(found.group(), near=_is_near(text, found.start())):
                yield found.group()
    for word in _WORD.finditer(text):  # where the word stands, any grouping counts
        for found in _ANYHOW.finditer(text, word.end(), word.end() + _NEAR):
            if _is_number(found.group(), near=True):
                yield found.group()


def _is_near(text: str, place: int) -> bool:
    return _WORD.search(text, max(place - _NEAR, 0), place) is not None


def _is_number(said: str, *, near: bool) -> bool:
    digits = re.sub(r"\D", "", said)
    if not is_my_number(digits):
        return False
    years = (digits[:4], digits[4:8], digits[8:])
    return near or not (len(said) > len(digits) and all("1900" <= year <= "2099" for year in years))
