"""What may not stand in a company's hands is not taken over from a file (LEGAL §3.7, §3.8, F-03).

Sentences about the 14 items or about sensitive matters, and the fields of old forms for them, are left out of the
extracted text; only their number is kept. The file itself stays as the person sent it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.text import lint
from career_relay.candidates.resumes.sections import FAMILY, lines_of
from career_relay.candidates.resumes.shapes import Extracted

PERSONAL: Final = "PERSONAL"
_FAMILY: Final = "FAIR-02"
# Fields of forms: the label alone says what stands beside it.
_FIELDS: Final = (
    ("FAIR-01", re.compile(r"^\W*(?:本籍地?|出生地|出身地|国籍)(?:[\s:：]|$)")),
    (_FAMILY, re.compile(r"^\W*(?:配偶者|扶養|家族|続柄|父|母|保護者)(?:[^\s:：]{0,12})?(?:[\s:：(]|$)|(?:配偶者|扶養家族|扶養義務)[^。]{0,14}(?:有|無|人)")),
    ("FAIR-05", re.compile(r"^\W*(?:宗教|信仰)(?:[\s:：]|$)")),
    ("FAIR-07", re.compile(r"^\W*(?:座右の銘|信条|人生観)(?:[\s:：]|$)")),
    ("FAIR-08", re.compile(r"^\W*尊敬する人(?:物)?(?:[\s:：]|$)")),
    ("FAIR-11", re.compile(r"^\W*(?:愛読書|購読新聞)(?:[\s:：]|$)")),
    ("FAIR-14", re.compile(r"^\W*(?:健康状態|既往症|血液型|身長|体重)(?:[\s:：]|$)")),
    (PERSONAL, re.compile(r"^\W*(?:性別|年齢|生年月日|満年齢|顔写真|写真)(?:[\s:：(]|$)|^\W*[男女]性?(?:\W*[男女]性?)?\W*$|(?:\(|\s)満\s*\d{1,2}\s*[歳才]|生まれ\s*\(|\d\s*日\s*生(?:まれ)?")),
)  # fmt: skip
_SENTENCE: Final = re.compile(r"[^。．！？!?]+[。．！？!?]*|[。．！？!?]+")
ITEMS: Final[dict[str, str | Promise]] = {PERSONAL: _("age, sex or birth date")}


def clean(extracted: Extracted) -> Extracted:
    """The same without what may not be kept, and how often what was left out."""
    left_out: Counter[str] = Counter()
    text = "\n".join(_lines(extracted.text, left_out))
    fair: dict[str, Any] = {
        "jobs": tuple(
            replace(one, what="\n".join(_fair_lines(one.what)), title=_fair(one.title), company=_fair(one.company))
            for one in extracted.jobs
        ),
        "schools": tuple(replace(one, subject=_fair(one.subject)) for one in extracted.schools),
        "qualifications": tuple(one for one in extracted.qualifications if _fair(one.name)),
        "skills": tuple(one for one in extracted.skills if _fair(one.name) and _fair(one.sentence)),
        "languages": tuple(one for one in extracted.languages if _fair(one)),
    }
    return replace(extracted, text=text, left_out=dict(sorted(left_out.items())), **fair)


def item_of(code: str) -> str:
    """What a rule is about, in the active language."""
    return str(ITEMS[code]) if code in ITEMS else lint.item_of(code)


def _lines(text: str, left_out: Counter[str]) -> Iterator[str]:
    for line in lines_of(text):
        if line.section == FAMILY:
            left_out[_FAMILY] += not line.is_heading
            continue
        if kept := "".join(_sentences(line.text, left_out)).strip():
            yield kept


def _fair_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if kept := "".join(_sentences(line, Counter())).strip():
            yield kept


def _fair(text: str) -> str:
    return "".join(_sentences(text, Counter())).strip()


def _sentences(line: str, left_out: Counter[str]) -> Iterator[str]:
    for found in _SENTENCE.finditer(line):
        codes = codes_of(found.group())
        if codes:
            left_out.update(codes[:1])  # one sentence is one, however many matters it touches
        else:
            yield found.group()


def codes_of(sentence: str) -> list[str]:
    """The rules a sentence breaks."""
    told = [code for code, field in _FIELDS if field.search(sentence)]
    return list(dict.fromkeys([*told, *lint.items_hit(sentence)]))
