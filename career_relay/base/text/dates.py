"""Dates as Japanese people and their systems write them. Plain Python, no clock."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final


class Malformed(ValueError):  # noqa: N818 — it names what the text is, as Refused does
    """The text cannot be what it is meant to be. ``code`` says why; ``sentences.why`` says it to a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# Era → (Gregorian year before its year 1, last year). A year-level check: printed forms run on a little.
ERAS: Final[dict[str, tuple[int, int]]] = {
    "明治": (1867, 45),
    "大正": (1911, 15),
    "昭和": (1925, 64),
    "平成": (1988, 31),
    "令和": (2018, 99),
}
_LETTERS: Final = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_SIGNS: Final = {"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"}
_JAPAN: Final = timezone(timedelta(hours=9))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EXCEL_ZERO: Final = date(1899, 12, 30)
_EXCEL_RANGE: Final = range(10_000, 80_000)  # 1927 to 2119

_YEAR = r"(?P<year>\d{4})"
_ERA = r"(?P<era>明治|大正|昭和|平成|令和|[mtshr])\.?(?P<era_year>\d{1,2}|元)"
_SEP = r"[/.\-年‐−–—ー~]"
_MONTH_DAY = r"(?P<month>\d{1,3})[/.\-月‐−–—ー](?P<day>\d{1,3})日?"
_WEEKDAY = r"(?:\([月火水木金土日祝]{1,2}\)|\((?:mon|tue|wed|thu|fri|sat|sun)\))?"
_TIME = (
    r"(?:[t\s]*\d{1,2}(?::|時)\d{1,2}(?:(?::|分)\d{1,2}(?:\.\d+)?)?[分秒]?\s*(?P<zone>z|utc|[+-]\d{2}:?\d{2}|jst)?)?"
)
_DATE = re.compile(rf"(?:{_YEAR}|{_ERA}){_SEP}{_MONTH_DAY}\s*{_WEEKDAY}\s*{_TIME}")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_PARTIAL = re.compile(rf"(?:{_YEAR}|{_ERA})(?:{_SEP}(?:(?P<month>\d{{1,2}})月?)?)?(?:度|卒)?")
_EPOCH_MS = re.compile(r"[0-3]\d{12}|4[01]\d{11}")  # milliseconds since 1970, up to 2099, as JSON of some systems has
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NEAR_DATE = re.compile(r"\d{1,4}\D{1,3}\d{1,3}\D{1,3}\d{1,4}.*", re.DOTALL)


def _narrow(text: str) -> str:
    for sign, era in _SIGNS.items():  # NFKC would spell them out too, but not every version knows 令和
        text = text.replace(sign, era)
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _year(found: re.Match[str]) -> int:
    era = found.groupdict().get("era")
    if era is None:
        return int(found["year"])
    before, last = ERAS[_LETTERS.get(era, era)]
    year = 1 if found["era_year"] == "元" else int(found["era_year"])
    if not 1 <= year <= last:
        raise Malformed("date_era")
    return before + year


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise Malformed("date_month")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Malformed("date_year")
    try:
        return date(year, month, day)
    except ValueError:
        raise Malformed("date_day") from None


def _in_japan(day: date, text: str, zone: str | None) -> date:
    """The day in Japan for a time that names another zone: 2026-03-04T16:00Z is the 5th."""
    if zone in (None, "jst"):
        return day
    clock = re.search(r"(\d{1,2})[:時](\d{1,2})", text)
    if clock is None:
        return day
    offset = timedelta(0)
    if zone and zone[0] in "+-":
        bare = zone.replace(":", "")
        offset = timedelta(hours=int(bare[1:3]), minutes=int(bare[3:5])) * (-1 if zone[0] == "-" else 1)
    hour, minute = int(clock[1]), int(clock[2])
    if hour > 23 or minute > 59:
        raise Malformed("date_time")
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return moment.astimezone(_JAPAN).date()


@lru_cache(maxsize=65536)
def _parse(text: str, excel_serials: bool) -> date | str:
    """The date, or the code of the refusal (so that refusals are cached too)."""
    narrow = _narrow(text).replace(" 年", "年").replace("年 ", "年").replace("月 ", "月")
    try:
        if found := _DATE.fullmatch(narrow) or _COMPACT.fullmatch(narrow):
            day = _day(_year(found), int(found["month"]), int(found["day"]))
            return _in_japan(day, narrow, found.groupdict().get("zone"))
        if _EPOCH_MS.fullmatch(narrow):
            return datetime.fromtimestamp(int(narrow) / 1000, _JAPAN).date()
        if excel_serials and _NUMBER.fullmatch(narrow) and int(float(narrow)) in _EXCEL_RANGE:
            return _EXCEL_ZERO + timedelta(days=int(float(narrow)))
        if _PARTIAL.fullmatch(narrow):
            return "date_partial"
    except Malformed as refusal:
        return refusal.code
    return "date_order" if _NEAR_DATE.fullmatch(narrow) else "date_unknown"


def parse_date(text: str, *, excel_serials: bool = False) -> date:
    """A full date: 2026/3/5, 2026-03-05T10:00+09:00, 2026年3月5日(木), 20260305, 令和8年3月5日, R8.3.5, full-width too.
    Also milliseconds since 1970, which cannot be mistaken for anything else.

    ``excel_serials`` also reads the day numbers a spreadsheet keeps. raises Malformed with a code starting ``date_``.
    """
    day = _parse(text.strip(), excel_serials)
    if isinstance(day, str):
        raise Malformed(day)
    return day


_GRADUATION = re.compile(
    rf"(?:{_YEAR}|{_ERA}|'?(?P<short>\d{{2}}))\s*年?(?:{_SEP}?\d{{1,2}}月?)?(?:\s*\d{{1,2}}日)?\s*(?P<tail>.*)"
)
_TAIL = re.compile(r"(?:年?度?\s*)?(?:新卒|卒業?|卒業?(?:見込み?|予定)|卒採用?|年?入社予定)?(?:生|者)?")
_LONG_DATE = re.compile(rf"(?:{_YEAR}|{_ERA}){_SEP}{_MONTH_DAY}\s*(?P<tail>.*)")


@lru_cache(maxsize=4096)
def parse_graduation_year(text: str) -> int:
    """The year someone leaves school: 2027, 27卒, 2027年3月卒業見込み, 令和9年3月, 2027/03/31. raises Malformed.

    A business year (2026年度卒) ends in March of the next calendar year; 「卒」 names are by calendar year.
    """
    narrow = _narrow(text)
    found = _LONG_DATE.fullmatch(narrow) or _GRADUATION.fullmatch(narrow)
    if found is None or not _TAIL.fullmatch(found["tail"].strip()):
        raise Malformed("graduation_year")
    short = found.groupdict().get("short")
    year = 2000 + int(short) if short else _year(found)
    if "年度" in narrow or found["tail"].startswith("度"):
        year += 1
    if not 1950 <= year <= _LAST_YEAR:
        raise Malformed("graduation_year")
    return year
