"""Dates, times and money as people read them, in the language that is active now."""

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext

Day = date | datetime | None

# One row a language, in Django's own format letters. Tables keep the year first in both, so that columns line up.
FORMATS: dict[str, dict[str, str]] = {
    "ja": {
        "day": "Y年n月j日",
        "day_short": "Y/m/d",
        "month": "Y年n月",
        "weekday": "n月j日（D）",
        "moment": "Y年n月j日 H:i",
    },
    "en": {
        "day": "j F Y",
        "day_short": "Y/m/d",
        "month": "F Y",
        "weekday": "D j F",
        "moment": r"j F Y, H:i \J\S\T",
    },
}
LEGAL_FORM = re.compile(r"^(株式|有限|合同|合資|合名)会社|^(一般|公益)(社団|財団)法人")
MAN = 10_000  # Japanese salaries are read in 万円


def _language() -> str:
    """The two letters of a language we write; English when the active one is another."""
    code = (get_language() or "en")[:2]
    return code if code in FORMATS else "en"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _written(value: Day, style: str) -> str:
    return format_date(_local(value), FORMATS[_language()][style]) if value else ""


def day(value: Day) -> str:
    """For sentences: 2027年5月24日, 24 May 2027."""
    return _written(value, "day")


def day_short(value: Day) -> str:
    """For tables: 2027/05/24."""
    return _written(value, "day_short")


def month(value: Day) -> str:
    """For what is meant no closer: 2027年5月, May 2027."""
    return _written(value, "month")


def weekday(value: Day) -> str:
    """For the head of a day's work: 11月24日（火）, Tue 24 November."""
    return _written(value, "weekday")


def moment(value: datetime | None) -> str:
    """For sentences that need the hour: 2027年5月24日 15:04, 24 May 2027, 15:04 JST."""
    return _written(value, "moment")


def clock(value: datetime | time | None) -> str:
    """The hour alone: 15:04."""
    local = _local(value) if isinstance(value, datetime) else value
    return f"{local:%H:%M}" if local else ""


def called(name: str) -> str:
    """A person's name as one says it to others: 小野さん, Ono."""
    return pgettext("honorific", "%(name)s") % {"name": name}


def number(value: int | None) -> str:
    """1,284. Numbers are not grouped by themselves, because years and postcodes are numbers too."""
    return "" if value is None else f"{value:,}"


def initial(name: str) -> str:
    """The first letter of a name, past a company's legal form: ミ for 株式会社ミナトソフト."""
    return LEGAL_FORM.sub("", name).strip()[:1] or name[:1]


def yen(amount: int | None) -> str:
    """480万円 or 12,500円; ¥4,800,000 in English."""
    if amount is None:
        return ""
    if _language() == "en":
        return f"¥{amount:,}"
    return f"{amount // MAN:,}万円" if amount and amount % MAN == 0 else f"{amount:,}円"


def yen_range(low: int | None, high: int | None) -> str:
    """480〜620万円; ¥4,800,000–6,200,000 in English. One end may be open."""
    ja = _language() == "ja"
    if low is None or high is None:
        dash = "〜" if ja else "–"
        return f"{yen(low)}{dash}{yen(high)}" if (low, high) != (None, None) else ""
    if not ja:
        return f"{yen(low)}–{high:,}"
    if low % MAN == 0 and high % MAN == 0:
        return f"{low // MAN:,}〜{high // MAN:,}万円"
    return f"{low:,}〜{high:,}円"
