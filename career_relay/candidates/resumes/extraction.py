"""Text of a 履歴書 or 職務経歴書 → employers, education, qualifications, languages. Runs in the jail.

Careful rather than clever: what is not recognised stays in the text beside, where a person finds it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from career_relay.candidates.resumes.periods import MONTH, Period, month_of, period_in, row_of
from career_relay.candidates.resumes.sections import (
    ABOUT_FIRM,
    BOTH,
    EDUCATION,
    END,
    FAMILY,
    LANGUAGES,
    PERSONAL,
    QUALIFICATIONS,
    TITLE,
    WISHES,
    WORK,
    Line,
    lines_of,
)
from career_relay.candidates.resumes.shapes import Extracted, Job, Qualification, School

MOST: Final = 60
_LONGEST_WHAT: Final = 4_000

_FIRM: Final = re.compile(
    r"(?:株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)|\(同\)|[一公]般?(?:財団|社団)法人|公益(?:財団|社団)法人|医療法人|社会福祉法人|学校法人|"
    r"独立行政法人|特定非営利活動法人|NPO法人|生活協同組合|協同組合|税理士法人|監査法人|弁護士法人|市役所|県庁|区役所|銀行|信用金庫|病院|"
    r"\b(?:Inc|Ltd|LLC|Corp|Corporation|Company|Co|GmbH|K\.K|KK)\b\.?)"
)
_NOISE: Final = re.compile(r"^[\s■□●○◆◇▼▽・*#>|【\[<(-]+|[\s】\]>|)]+$|\(\s*\)|【\s*】")
_JOINED: Final = re.compile(r"(?:に|へ)?(?:入社|入行|入職|入庁|就職|着任|勤務開始)(?:\s*\(.*\))?\s*$")
_LEFT: Final = re.compile(r"退社|退職|退行|退庁|契約(?:期間)?満了|離職")
_STILL: Final = re.compile(r"現在に至る|在職中|勤務中|現在も")
_NOT_A_FIRM: Final = re.compile(r"^(?:一身上|自己|会社|契約|期間|定年|家庭)[^株有合]*(?:都合|満了|退)")


def extract(text: str) -> Extracted:
    """Read a résumé in text form."""
    lines = [line for line in lines_of(text) if line.section != FAMILY]
    told = list(_unwrapped(line for line in lines if not line.is_heading and line.section != END))
    jobs = _jobs_of_rows(told) or _jobs_of_periods(told)
    return Extracted(
        jobs=tuple(jobs[:MOST]),
        schools=tuple(_schools(told)[:MOST]),
        qualifications=tuple(_qualifications(told)[:MOST]),
        languages=tuple(_languages(told)[:MOST]),
        text="\n".join(line.text.replace("\t", "  ") for line in lines_of(text)),
    )


# --- lines cut by the edge of their cell --------------------------------------------------------------------------

_TABLES: Final = frozenset({BOTH, EDUCATION, QUALIFICATIONS})
_WHOLE: Final = re.compile(
    r"(?:入学|編入|卒業|修了|中退|退学|見込み?|予定|入社|入行|入職|入庁|就職|退社|退職|退行|満了|取得|合格|修得|登録|異動|配属|昇格|昇進|就任|"
    r"担当|従事|至る|以上|級|点|段|種|免許|資格|在職中|[)。])\s*$"
)


def _unwrapped(lines: Iterable[Line]) -> Iterator[Line]:
    """Rows of a table as one line each: what stands below a row that does not end yet belongs to it."""
    held: Line | None = None
    for line in lines:
        is_row = line.section in _TABLES and row_of(line.text, "") is not None
        if held and not is_row and line.section == held.section and not _starts_anew(line.text):
            held = replace(held, text=held.text + line.text.strip())
        else:
            if held:
                yield held
            held = line if is_row else None
            if not is_row:
                yield line
        if held and _WHOLE.search(held.text):
            yield held
            held = None
    if held:
        yield held


def _starts_anew(text: str) -> bool:
    return len(text.strip()) > 40 or bool(_STILL.search(text) or period_in(text) or text.strip()[:1] in "・■●◆○*-")


# --- work: the table of a 履歴書 ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """Employers in the making: the last one is the one the next line speaks of."""

    jobs: list[Job] = field(default_factory=list)

    def add(self, job: Job) -> None:
        self.jobs.append(job)

    def amend(self, **values: object) -> None:
        if self.jobs:
            self.jobs[-1] = replace(self.jobs[-1], **values)  # type: ignore[arg-type]  # names of fields of Job

    def tell(self, words: str) -> None:
        if self.jobs and words.strip():
            what = f"{self.jobs[-1].what}\n{words.strip()}".strip()
            self.amend(what=what[:_LONGEST_WHAT])


def _jobs_of_rows(lines: Iterable[Line]) -> list[Job]:
    """年 | 月 | 株式会社○○ 入社. Empty when nobody joins anything: then it is another layout."""
    found, above, joined = _Open(), "", False
    for line in lines:
        if line.section not in {BOTH, WORK}:
            continue
        row = row_of(line.text, above)
        if row is None:
            if joined and not _is_school(line.text) and _STILL.search(line.text):
                found.amend(is_now=True)
            elif joined and period_in(line.text) is None:
                found.tell(line.text)
            continue
        above, what = row
        if _is_school(what) and not _FIRM.search(what):
            continue
        joined = _take_row(found, above, what.replace("\t", " ")) or joined
    return found.jobs if joined else []


def _take_row(found: _Open, month: str, what: str) -> bool:
    """One line of the table. Whether somebody joined an employer with it."""
    if period_in(what):
        return False
    if _JOINED.search(what) and not _LEFT.search(what):
        company, title = _company(_JOINED.sub("", what))
        found.add(Job(month, "", False, company, title))
        return True
    if _LEFT.search(what):
        if found.jobs and not found.jobs[-1].end:
            found.amend(end=month, is_now=False)
        elif not _NOT_A_FIRM.search(what):
            found.tell(what)
    elif _STILL.search(what):
        found.amend(is_now=True)
    else:
        found.tell(what)
    return False


def _company(said: str) -> tuple[str, str]:
    """ "株式会社ミナト 営業部 主任" → the firm, and what else is said."""
    words = _NOISE.sub("", said.strip()).replace("　", " ").split()
    if not words:
        return "", ""
    place = next((at for at, word in enumerate(words) if _FIRM.search(word)), 0)
    if _FIRM.fullmatch(words[place]) and place + 1 < len(words) and not words[place].isascii():
        return f"{words[place]}{words[place + 1]}"[:120], " ".join(words[place + 2 :])[:120]
    last = place
    while last + 1 < len(words) and words[place].isascii() and words[last + 1].isascii():
        last += 1  # an English name has several words
    return " ".join(words[: last + 1])[:120], " ".join(words[last + 1 :])[:120]


# --- work: periods of a 職務経歴書 --------------------------------------------------------------------------------


def _jobs_of_periods(lines: list[Line]) -> list[Job]:
    """2019年4月〜現在 株式会社○○, with what was done below. Periods inside a period are projects of that employer."""
    found, before = _Open(), ""
    sections = {WORK, BOTH} & {line.section for line in lines} or {line.section for line in lines} - {
        EDUCATION,
        QUALIFICATIONS,
        WISHES,
    }
    for line in lines:
        if line.section not in sections:
            before = ""
            continue
        here = period_in(line.text)
        if here is None:
            before = _take_words(found, line.text, before)
            continue
        period, rest = here
        rest = _NOISE.sub("", rest.replace("\t", " ").strip()).strip(" ()[]:/")
        if _is_school(rest) and not _FIRM.search(rest):
            continue
        _take_period(found, period, rest, before)
        before = ""
    return found.jobs


def _take_period(found: _Open, period: Period, rest: str, before: str) -> None:
    last = found.jobs[-1] if found.jobs else None
    firm = rest if _FIRM.search(rest) else before if _FIRM.search(before) else ""
    if last and not firm and last.company and _is_inside(period, last):
        found.tell(f"{_shown(period)} {rest}")
        return
    if firm == before and firm and last and last.what.endswith(before.strip()):
        found.amend(what=last.what.removesuffix(before.strip()).rstrip())  # the heading of this one, not of the last
    company, title = _company(firm or rest)
    if firm and firm != rest and rest:
        title = title or rest[:120]
    found.add(Job(period.begin, period.end, period.is_now, company, title))


def _take_words(found: _Open, text: str, before: str) -> str:
    """A line without a period: the name of the firm, the title, or what was done. Gives what the next one may need."""
    last = found.jobs[-1] if found.jobs else None
    plain = _NOISE.sub("", text.replace("\t", " ").strip()).strip()
    if last and not last.company and plain and not ABOUT_FIRM.match(text):
        company, title = _company(plain)
        found.amend(company=company, title=last.title or title)
        return ""
    if last and not last.title and (named := TITLE.match(text)):
        found.amend(title=named["title"].strip()[:120])
        return ""
    if last and not ABOUT_FIRM.match(text):
        found.tell(text.replace("\t", " "))
    return plain if len(plain) <= 60 else ""


def _is_inside(period: Period, job: Job) -> bool:
    return period.begin >= job.begin and (not job.end or (bool(period.end) and period.end <= job.end))


def _shown(period: Period) -> str:
    return f"{period.begin.replace('-', '/')}〜{period.end.replace('-', '/') or '現在'}"


# --- education ----------------------------------------------------------------------------------------------------

_SCHOOL: Final = re.compile(
    r"^(?P<school>.*?(?:大学院|短期大学|短大|高等専門学校|高専|専門学校|専修学校|高等学校|高校|大学校|大学|スクール|学院|学園|"
    r"\b(?:University|College|Institute|School|Academy)\b(?: of [A-Z]\w+)*))(?P<rest>.*)$"
)
_LOWER_SCHOOL: Final = re.compile(r"(?:小|中)学校|中学(?!生)")
_MOVES: Final = {"enter": re.compile(r"入学|編入"), "leave": re.compile(r"卒業|修了|中退|退学|卒業見込|修了見込")}
_MOVE_WORDS: Final = re.compile(
    r"\s*(?:を|に)?(?:\(?(?:入学|編入学?|卒業見込み?|修了見込み?|卒業|修了|中途退学|中退|退学)(?:予定)?\)?)\s*"
)
_DEGREES: Final = (
    ("博士", re.compile(r"博士|Ph\.?D|Doctor", re.IGNORECASE)),
    ("修士", re.compile(r"修士|大学院|Master|M\.?Sc|MBA|M\.?A\b", re.IGNORECASE)),
    ("学士", re.compile(r"学士|大学(?!校)|Bachelor|B\.?Sc|B\.?A\b|University", re.IGNORECASE)),
    ("高専", re.compile(r"高等専門学校|高専")),
    ("短大", re.compile(r"短期大学|短大")),
    ("専門学校", re.compile(r"専門学校|専修学校")),
    ("高校", re.compile(r"高等学校|高校")),
)
_ORDER: Final = ("短大", "高専", "専門学校", "高校", "博士", "修士", "学士")  # 短期大学 is not 大学


def _is_school(text: str) -> bool:
    return _SCHOOL.match(text.strip()) is not None or _LOWER_SCHOOL.search(text) is not None


def _schools(lines: Iterable[Line]) -> list[School]:
    found: list[School] = []
    above = ""
    for line in lines:
        if line.section not in {BOTH, EDUCATION}:
            continue
        if here := period_in(line.text):
            school = _school(here[1].replace("\t", " ").strip(" ()"))
            if school:
                found.append(replace(school, begin=here[0].begin, end=here[0].end))
        elif row := row_of(line.text, above):
            above, what = row
            _take_school_row(found, above, what.replace("\t", " "))
    return found


def _take_school_row(found: list[School], month: str, what: str) -> None:
    school = _school(what)
    if school is None:
        return
    if _MOVES["enter"].search(what):
        found.append(replace(school, begin=month))
        return
    last = found[-1] if found else None
    if last and not last.end and (last.school == school.school or not school.school):
        found[-1] = replace(last, end=month, subject=last.subject or school.subject)
    else:
        found.append(replace(school, end=month))


def _school(what: str) -> School | None:
    """The school, its degree and its subject. None for a primary or middle school, and for what is no school."""
    if _LOWER_SCHOOL.search(what):
        return None
    match = _SCHOOL.match(_MOVE_WORDS.sub(" ", what).strip(" ・"))
    if match is None:
        return School() if what.strip() in {"同校", "同大学", "同大学院"} else None
    ways = dict(_DEGREES)
    degree = next((name for name in _ORDER if ways[name].search(what)), "")
    return School("", "", match["school"].strip()[:120], degree, " ".join(match["rest"].split()).strip(" 、,")[:120])


# --- qualifications and languages ---------------------------------------------------------------------------------

_NOTHING: Final = re.compile(r"^(?:特に)?(?:なし|無し|ありません|ございません|none|n/a|以上)[。.]?$", re.IGNORECASE)
_GOT: Final = re.compile(r"\s*(?:を)?(?:取得|合格|免許取得|資格取得|登録)(?:済み?|見込み?)?\s*$")
_LANGUAGE: Final = re.compile(
    r"(?:TOEIC|TOEFL|IELTS|英検|実用英語技能検定|HSK|中国語検定|日本語能力試験|JLPT|仏検|独検|西検|ハングル検定|TOPIK|"
    r"英語|中国語|韓国語|フランス語|ドイツ語|スペイン語|ベトナム語|English|Chinese|Korean|French|German|Spanish)",
    re.IGNORECASE,
)
_ELSEWHERE: Final = frozenset({LANGUAGES, PERSONAL, QUALIFICATIONS, WISHES})
_MARKS: Final = " \t・●■◆○*-"


def _qualifications(lines: Iterable[Line]) -> list[Qualification]:
    found: list[Qualification] = []
    above = ""
    for line in lines:
        if line.section != QUALIFICATIONS:
            continue
        row = row_of(line.text, above)
        month, what = row or _loose(line.text)
        above = month if row else above
        name = _GOT.sub("", what.replace("\t", " ").strip(_MARKS)).strip(_MARKS)
        if name and not _NOTHING.match(name) and len(name) <= 120:
            found.append(Qualification(name, month))
    return found


def _loose(text: str) -> tuple[str, str]:
    """普通自動車第一種運転免許(2016年5月取得) → the month and the name."""
    found = MONTH.search(text)
    if found is None:
        return "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return month_of(found.group()), re.sub(r"\(\s*(?:取得|合格|登録)?\s*\)", "", rest)


def _languages(lines: Iterable[Line]) -> list[str]:
    found: dict[str, None] = {}
    for line in lines:
        said = line.text.replace("\t", " ").strip(_MARKS)
        told = line.section == LANGUAGES and not _NOTHING.match(said) and len(said) <= 120
        named = line.section not in _ELSEWHERE and len(said) <= 60 and _LANGUAGE.match(said)
        if told or named:
            found.setdefault(said)
    return list(found)
