"""Lengths of experience in a folded text: "5年", "三年半", "6ヶ月", "5+ years", "2018年4月〜2021年3月"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_KANJI = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}
_LONGEST = 50

_YEARS = re.compile(
    r"(?<![\d./])(?<!令和)(?<!平成)(?<!昭和)(?<!大学)(?<!学部)(?<!高校)(?<!西暦)(?P<n>\d{1,2}(?:\.\d)?|[一二三四五六七八九十])"
    r"\s*(?:~|-)?\s*(?:\d{1,2})?\s*(?:カ|ヶ|か|ケ|箇)?年(?P<half>半)?(?:間)?(?:(?P<m>\d{1,2})(?:カ|ヶ|か|ケ|箇)月)?"
    r"(?!\s*(?:\d{1,2}\s*月|度|生|次|前期|後期|前|後|頃|代|卒|ぶり|末|初|以内|制|目標|版|[春夏秋冬]))"
)
_HALF_YEAR = re.compile(r"半年(?!前|後|以内)")
_MONTHS = re.compile(r"(?<![\d.])(?P<n>\d{1,2})\s*(?:カ|ヶ|か|ケ|箇)月(?!前|後|以内)")
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH_NUMBERS = {word: value for value, word in enumerate(_NUMBER_WORDS, start=1)}
_ENGLISH = re.compile(
    r"(?<![\d.])(?P<n>\d{1,2}(?:\.\d)?|\b(?:"
    + "|".join(_NUMBER_WORDS)
    + r")\b)\s*\+?\s*(?:-\s*\d{1,2}\s*)?(?:years?|yrs?)\b(?!\s*(?:old|ago))"
)
_DATE = r"(?P<{y}>(?:19|20)\d\d)\s*(?:年|[./-])\s*(?:(?P<{m}>\d{{1,2}})\s*月?)?"
_RANGE = re.compile(
    _DATE.format(y="y1", m="m1")
    + r"\s*(?:入社)?\s*(?:~|-|から|to|より)+\s*(?:(?P<now>現在|在職中|present|now|current)|"
    + _DATE.format(y="y2", m="m2")
    + ")"
)
_OPEN_RANGE = re.compile(_DATE.format(y="y1", m="m1") + r"\s*~\s*$")


@dataclass(frozen=True, slots=True)
class Duration:
    begin: int
    end: int
    years: float


@dataclass(frozen=True, slots=True)
class Period:
    """Months since year 0, the last one not included; an open end is "now" when the text was written."""

    first: int
    last: int | None

    def months(self, as_of: date | None) -> range:
        last = self.last
        if last is None:
            last = self.first if as_of is None else as_of.year * 12 + as_of.month
        return range(self.first, min(last, self.first + _LONGEST * 12))


def durations(text: str) -> list[Duration]:
    return sorted(_spoken(_without_ranges(text)), key=lambda found: found.begin)


def period(text: str) -> Period | None:
    """The first period "from – to" in the text."""
    match = _RANGE.search(text)
    if match is None:
        match = _OPEN_RANGE.search(text)
        return None if match is None else Period(_month(match["y1"], match["m1"], default=1), None)
    first = _month(match["y1"], match["m1"], default=1)
    if match["now"]:
        return Period(first, None)
    last = _month(match["y2"], match["m2"], default=0) + 1
    return Period(first, last) if last > first else None


def whole_years(periods: Iterable[Period], as_of: date | None) -> float:
    """Years covered by periods that may overlap."""
    months = {month for found in periods for month in found.months(as_of)}
    return round(len(months) / 12, 1)


def _month(year: str, month: str | None, *, default: int) -> int:
    return int(year) * 12 + (min(int(month), 12) if month else default)


def _without_ranges(text: str) -> str:
    return _RANGE.sub(lambda match: "\0" * len(match[0]), text)


def _spoken(text: str) -> Iterator[Duration]:
    for match in _YEARS.finditer(text):
        number = _KANJI.get(match["n"]) or float(match["n"])
        years = number + (0.5 if match["half"] else 0) + int(match["m"] or 0) / 12
        yield from _plausible(match, years)
    for match in _HALF_YEAR.finditer(text):
        yield Duration(*match.span(), 0.5)
    for match in _MONTHS.finditer(text):
        if text[match.start() - 1 : match.start()] not in {"年", "半"}:
            yield from _plausible(match, int(match["n"]) / 12)
    for match in _ENGLISH.finditer(text):
        yield from _plausible(match, _ENGLISH_NUMBERS.get(match["n"]) or float(match["n"]))


def _plausible(match: re.Match[str], years: float) -> Iterator[Duration]:
    if 0 < years <= _LONGEST:
        yield Duration(*match.span(), round(years, 2))
