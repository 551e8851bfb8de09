"""Months and periods as résumés write them: 2019年4月〜2022年3月, 平成31年4月－現在, 2019/04 - 2022/03, Apr 2019 – Present.

Plain Python on narrow text (NFKC). A month is "2019-04".
"""

import re
from dataclasses import dataclass
from typing import Final

from career_relay.base.text.dates import ERAS

_LETTERS: Final = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ERA_NAME: Final = "明治|大正|昭和|平成|令和"
_YEAR: Final = (
    rf"(?:(?P<{{p}}y>(?:19|20)\d\d)|(?P<{{p}}e>{_ERA_NAME}|(?<![A-Za-z])[MTSHR])\.?\s?(?P<{{p}}ey>\d{{{{1,2}}}}|元))"
)
_MONTH: Final = (
    rf"(?:{_YEAR}\s?(?:年|[./-])\s?(?P<{{p}}m>1[0-2]|0?[1-9])(?!\d)\s?月?(?:\s?\d{{{{1,2}}}}日)?"
    rf"|(?P<{{p}}n>{'|'.join(_NAMES)})[a-z]*\.?,?\s(?P<{{p}}ny>(?:19|20)\d\d)"
    rf"|(?P<{{p}}m2>1[0-2]|0?[1-9])/(?P<{{p}}y2>(?:19|20)\d\d))"
)
_DASH: Final = r"\s*(?:入社)?\s*(?:[~〜∼～\-‐‑‒–—―−ー－]|から|より|\bto\b|至)+\s*"
_NOW: Final = r"(?P<now>現\s?在(?:に至る)?|在職中|在籍中|継続中|present|current|now)"

MONTH: Final = re.compile(_MONTH.format(p="a"), re.IGNORECASE)
PERIOD: Final = re.compile(
    rf"{_MONTH.format(p='a')}{_DASH}(?:{_NOW}|{_MONTH.format(p='b')}|(?P<open>$|(?=[\s)\]】]|株式会社|有限会社)))",
    re.IGNORECASE,
)
ROW: Final = re.compile(
    rf"^\s*{_YEAR.format(p='a')}\s*年?[\s./]*(?P<am>1[0-2]|0?[1-9]|[〃々\"”])(?!\d)\s*月?(?:\s+|(?=\D))(?P<what>\S.*)$"
)
SAME_YEAR: Final = re.compile(r"^\s*[〃々\"”]?\s*(?P<am>1[0-2]|0?[1-9])\s*月?\t+(?P<what>\S.*)$")


@dataclass(frozen=True, slots=True)
class Period:
    begin: str
    end: str
    is_now: bool


def _gregorian(era: str, year: str) -> int | None:
    before, last = ERAS[_LETTERS.get(era.upper(), era)]
    number = 1 if year == "元" else int(year)
    return before + number if 1 <= number <= last else None


def _said(found: re.Match[str], end: str) -> str:
    """The month of one end of a match, "a" or "b"; empty when it cannot be."""
    said = found.groupdict()
    if name := said.get(f"{end}n"):
        return f"{said[f'{end}ny']}-{_NAMES.index(name.lower()) + 1:02}"
    if year := said.get(f"{end}y2"):
        return f"{year}-{int(said[f'{end}m2']):02}"
    plain, era = said.get(f"{end}y"), said.get(f"{end}e")
    number = int(plain) if plain else _gregorian(era, said[f"{end}ey"]) if era else None
    return f"{number}-{int(said[f'{end}m']):02}" if number and said.get(f"{end}m") else ""


def period_in(line: str) -> tuple[Period, str] | None:
    """The first period of a line, and the line without it. An end that is not said is "now"."""
    found = PERIOD.search(line)
    if found is None or not (begin := _said(found, "a")):
        return None
    end = "" if found["now"] or found["open"] is not None else _said(found, "b")
    if end and end < begin:
        return None
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return Period(begin, end, not end), rest


def row_of(line: str, before: str) -> tuple[str, str] | None:
    """A line of the table of a 履歴書: (month, what). `before` is the month of the line above, for 〃."""
    if found := ROW.match(line):
        number = int(found["ay"]) if found["ay"] else _gregorian(found["ae"], found["aey"])
        month = found["am"] if found["am"].isdigit() else before[5:]
        return (f"{number}-{int(month):02}", found["what"].strip()) if number and month else None
    if before and (found := SAME_YEAR.match(line)):
        return f"{before[:4]}-{int(found['am']):02}", found["what"].strip()
    return None


def month_of(text: str) -> str:
    """2019-04-01, 2019-04, 2019年4月, 2019 → "2019-04", or "" when there is no month; a bare year keeps its January."""
    text = text.strip()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return f"{text}-01"
    found = MONTH.match(text)
    return _said(found, "a") if found else ""
