"""The 履歴書 in the layout of the Ministry of Health, Labour and Welfare (厚生労働省履歴書様式例, April 2021).

A Japanese form, so its own words are Japanese in every language. It has no place for commuting time, dependants and
spouse, and what nobody keeps here (day of birth, sex, photograph) stays empty: the last two may stay so for good.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.utils import timezone, translation
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from career_relay.base import wording
from career_relay.candidates.resumes.shapes import Job, School
from career_relay.consents.models.passports import Employment
from career_relay.portal.exports import paper
from career_relay.portal.exports.career import Career
from career_relay.positions.models import Remote

TITLE: Final = "履歴書"
FREE: Final = "※「性別」欄：記載は任意です。未記載とすることも可能です。"
PHOTO: Final = "写真をはる位置\n（縦 36〜40 mm\n横 24〜30 mm）"
MONTHS: Final = ("年", "月")
CAREER: Final = "学歴・職歴（各別にまとめて書く）"
LICENCES: Final = "免許・資格"
POINTS: Final = "志望の動機、特技、好きな学科、アピールポイントなど"
WISHES: Final = "本人希望記入欄（特に給料・職種・勤務時間・勤務地・その他についての希望などがあれば記入）"
ROWS_FIRST, ROWS_SECOND, ROWS_LICENCES = 21, 7, 7
HIGH: Final = 7.4 * mm
GAP: Final = "\u00a0" * 4  # room for a pen: other blanks would be drawn together
PAD: Final = 12.0  # what a cell keeps at its sides
LONGEST: Final = 60  # characters of one row of the table: what is longer stands in the points
Entry = tuple[str, str, str, bool]  # year, month, words, whether it is a heading in the middle


def pdf_of(career: Career) -> bytes:
    """Print the form, two pages and as many more as the career is long."""
    paper.ensure_fonts()
    with translation.override("ja"):
        return paper.printed(list(_story(career)), title=TITLE, day=timezone.localdate())


def _story(career: Career) -> Iterator[Flowable]:
    entries = list(entries_of(career))
    yield _head(career)
    yield _contact(career)
    yield Spacer(1, 4 * mm)
    yield _rows(CAREER, entries[:ROWS_FIRST], ROWS_FIRST)
    yield Spacer(1, 2 * mm)
    yield paper.words(FREE, paper.style(8))
    yield PageBreak()
    yield _rows(CAREER, entries[ROWS_FIRST:], ROWS_SECOND)
    yield Spacer(1, 4 * mm)
    yield _rows(LICENCES, [(*_month(one.on), one.name, False) for one in career.read.qualifications], ROWS_LICENCES)
    for title, said, high in ((POINTS, points_of(career), 56 * mm), (WISHES, wishes_of(career), 34 * mm)):
        yield Spacer(1, 4 * mm)
        yield from _free(title, said, high)


# --- what stands where ----------------------------------------------------------------------------------------------


def entries_of(career: Career) -> Iterator[Entry]:
    """Education, then work, then 以上: the order and the headings of the form. Empty rows are for a pen."""
    yield "", "", "学歴", True
    for school in career.read.schools:
        yield from _school(school)
    if not career.read.schools:
        yield "", "", "", False
    yield "", "", "職歴", True
    for job in career.read.jobs:
        yield from _job(job)
    if not career.read.jobs:
        yield "", "", "アピールポイント欄のとおり" if career.loose else "", False
    yield "", "", "以上", False


def _school(school: School) -> Iterator[Entry]:
    name = " ".join(filter(None, (school.school, school.subject, school.degree)))[:LONGEST]
    if school.begin:
        yield *_month(school.begin), f"{name} 入学", False
    yield *_month(school.end), f"{name} 卒業" if school.end else name, False


def _job(job: Job) -> Iterator[Entry]:
    name = " ".join(filter(None, (job.company, job.title)))[:LONGEST]
    yield *_month(job.begin), f"{name} 入社", False
    if job.is_now:
        yield "", "", "現在に至る", False
    elif job.end:
        yield *_month(job.end), f"{job.company[:LONGEST]} 退社", False


def _month(said: str) -> tuple[str, str]:
    """2019-04 → ("2019", "4")."""
    year, _dash, month = said.partition("-")
    return year, month.lstrip("0")[:2]


def points_of(career: Career) -> str:
    """The line about the work, the skills, and a history that has no dates to stand in the table."""
    profile = career.profile
    told = [profile.headline, "・".join(profile.skills), career.loose]
    told += [f"{one.company}：{one.what}" for one in career.read.jobs if one.what]
    return "\n".join(filter(None, told))


def wishes_of(career: Career) -> str:
    """What the person wishes, a line each. Nothing is written where nothing was said."""
    profile = career.profile
    kinds = "・".join(str(Employment(one).label) for one in profile.employment if one in Employment.values)
    hours = f"週{profile.weekly_hours}時間まで" if profile.weekly_hours else ""
    told = {
        "勤務地": "・".join(profile.prefectures),
        "リモート勤務": str(Remote(profile.remote).label) if profile.remote in Remote.values else "",
        "給与": f"年収{profile.pay_min:,}万円以上" if profile.pay_min else "",
        "雇用形態": kinds,
        "勤務時間": "、".join(filter(None, (hours, profile.working_time))),
        "入社時期": profile.start_from,
    }
    return "\n".join(f"{name}：{value}" for name, value in told.items() if value)


# --- drawing --------------------------------------------------------------------------------------------------------


def _say(text: object, size: float = 10, **more: Any) -> Paragraph:
    return paper.words(text, paper.style(size, lead=1.3, **more))


def _boxed(cells: list[list[Any]], widths: Sequence[float], heights: Sequence[float | None], *extra: Any) -> Table:
    table = Table(cells, colWidths=list(widths), rowHeights=list(heights))
    grid = [("GRID", (0, 0), (-1, -1), 0.5, paper.LINE), ("BOX", (0, 0), (-1, -1), 1, paper.LINE)]
    table.setStyle([*grid, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *extra])
    return table


def _head(career: Career) -> Table:
    """Title and day, name with its kana, day of birth and sex; the place of the photograph at the right."""
    left = paper.WIDTH - 34 * mm
    day = f"{wording.day(timezone.localdate())}現在"
    top = Table([[_say(TITLE, 18), _say(day, 10, alignment=2)]], colWidths=[left * 0.4, left * 0.56])
    name = _boxed(
        [
            [_say(f"ふりがな{GAP}{career.kana}", 9), ""],
            [_say(f"氏名{GAP}{career.profile.name}", 15), ""],
            [_say(f"生年月日{GAP * 2}年{GAP}月{GAP}日生（満{GAP}歳）", 10), _say("※性別", 9)],
        ],
        [left - 26 * mm, 24 * mm],
        [8 * mm, 18 * mm, 10 * mm],
        ("SPAN", (0, 0), (1, 0)),
        ("SPAN", (0, 1), (1, 1)),
    )
    photo = _boxed([[_say(PHOTO, 8, alignment=1)]], [30 * mm], [40 * mm])
    photo.hAlign, name.hAlign, top.hAlign = "RIGHT", "LEFT", "LEFT"
    head = Table([[[top, name], photo]], colWidths=[left, 34 * mm])
    flush = [("LEFTPADDING", (0, 0), (0, 0), 0), ("RIGHTPADDING", (-1, 0), (-1, 0), 0)]
    head.setStyle([("VALIGN", (0, 0), (-1, -1), "BOTTOM"), *flush])
    return head


def _contact(career: Career) -> Table:
    profile = career.profile
    wide, narrow = paper.WIDTH - 52 * mm, 52 * mm
    cells = [
        [_say("ふりがな", 8), _say(f"電話{GAP}{career.phone}", 9)],
        [_say(f"現住所{GAP}〒{career.postal_code}\n{career.address}", 10), _say(f"E-mail\n{profile.email}", 9)],
        [_say("ふりがな", 8), _say("電話", 9)],
        [_say(f"連絡先{GAP}〒{GAP}（現住所以外に連絡を希望する場合のみ記入）", 10), _say("E-mail", 9)],
    ]
    return _boxed(cells, [wide, narrow], [6 * mm, 15 * mm, 6 * mm, 13 * mm])


def _rows(title: str, entries: Sequence[Entry], least: int) -> Table:
    """A table of year, month and words, with empty rows for a pen up to the size of the form."""
    cells: list[list[Any]] = [[_say(one, 9, alignment=1) for one in (*MONTHS, title)]]
    for year, month, words, is_heading in entries:
        right = words == "以上"
        cells.append(
            [
                _say(year, 9.5, alignment=1),
                _say(month, 9.5, alignment=1),
                _say(words, 9.5, alignment=1 if is_heading else 2 if right else 0),
            ]
        )
    cells += [["", "", ""] for _row in range(least - len(entries))]
    wide = paper.WIDTH - 30 * mm
    table = _boxed(cells, [18 * mm, 12 * mm, wide], [_height(row[2], wide - PAD) for row in cells])
    table.repeatRows = 1
    return table


def _height(cell: Any, wide: float) -> float | None:
    """One row of the form; words that need two lines make their own room."""
    return None if isinstance(cell, Paragraph) and cell.wrap(wide, paper.WIDTH)[1] > HIGH else HIGH


def _free(title: str, said: str, high: float) -> Iterator[Flowable]:
    """A field of free words. One that is longer than its box goes on below, on as many pages as it takes."""
    words = _say(said, 9.5)
    yield _boxed([[_say(title, 9)]], [paper.WIDTH], [None])
    if words.wrap(paper.WIDTH - 4 * mm, high)[1] <= high:
        yield _boxed([[words]], [paper.WIDTH], [high], ("VALIGN", (0, 0), (-1, -1), "TOP"))
    else:
        yield from (_say(line, 9.5) for line in said.split("\n"))
