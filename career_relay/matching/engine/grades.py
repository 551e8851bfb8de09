"""Graded abilities in a folded text: TOEIC 800, JLPT N2, 簿記2級, 英検準1級, "business level".

Each scale counts upwards, whatever the numbers on the certificate do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EIKEN = {"5": 1, "4": 2, "3": 3, "準2": 4, "2": 5, "準1": 6, "1": 7}
_SPOKEN = (
    (4, r"ネイティブ|母語|母国語|流暢|堪能|native|fluent|bilingual"),
    (
        3,
        r"ビジネス(?:レベル|会話|英語|で)|商談|会議で使|business[- ]level|business (?:english|japanese)|professional working",
    ),
    (2, r"日常会話|日常業務で|conversational|中級|intermediate"),
    (1, r"基礎|挨拶|初級|読み書き程度|basic|elementary|beginner"),
)


@dataclass(frozen=True, slots=True)
class Grade:
    """`scale` is what is measured, `value` how far up."""

    scale: str
    value: int
    begin: int
    end: int


def grades(text: str) -> list[Grade]:
    return sorted(_found(text), key=lambda grade: grade.begin)


def _found(text: str) -> Iterator[Grade]:
    for match in re.finditer(r"toeic[^\d\n。、,]{0,14}(\d{3})(?!\d)", text):
        yield Grade("toeic", int(match[1]), *match.span())
    for match in re.finditer(r"(?<![a-z0-9])n([1-5])(?![a-z0-9])", text):
        yield Grade("jlpt", 6 - int(match[1]), *match.span())
    for match in re.finditer(r"簿記[^\d\n。、,]{0,8}([1-4])級", text):
        yield Grade("boki", 5 - int(match[1]), *match.span())
    for match in re.finditer(r"英検[^\d\n。、,準]{0,6}(準?[1-5])級", text):
        if match[1] in _EIKEN:
            yield Grade("eiken", _EIKEN[match[1]], *match.span())
    for value, words in _SPOKEN:
        for match in re.finditer(words, text):
            yield Grade("spoken", value, *match.span())
