"""The headings of 履歴書 and 職務経歴書 (MHLW sample form and the usual layouts), and which lines stand below them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

PERSONAL, EDUCATION, WORK, BOTH, QUALIFICATIONS = "personal", "education", "work", "both", "qualifications"
SKILLS, LANGUAGES, SUMMARY, WISHES, END, FAMILY = "skills", "languages", "summary", "wishes", "end", "family"

_HEADINGS: Final[dict[str, str]] = {
    BOTH: "学歴職歴|職歴学歴|学歴および職歴|学歴及び職歴|略歴",
    EDUCATION: "学歴|最終学歴|学歴詳細|学業|education|academicbackground",
    WORK: "職歴|職務経歴|職務経歴詳細|職務履歴|職務内容|業務経歴|経歴|勤務先経歴|勤務経歴|経験業務|主な職務経歴|"
    "workexperience|experience|employment|employmenthistory|professionalexperience|careerhistory|workhistory",
    QUALIFICATIONS: "免許資格|資格免許|免許|資格|取得資格|保有資格|資格一覧|免許資格等|保有資格免許|資格賞罰|資格スキル|"
    "licenses|certifications|certificates|qualifications|licensesandcertifications",
    SKILLS: "活かせる経験知識技術|活かせる経験知識スキル|活かせる知識経験|活かせる経験|活かせるスキル|経験スキル|スキル|保有スキル|"
    "テクニカルスキル|開発スキル|使用技術|技術スキル|技術|開発環境|pcスキル|パソコンスキル|得意分野|得意とする経験分野|"
    "skills|technicalskills|coreskills|keyskills",
    LANGUAGES: "語学|語学力|外国語|語学スキル|言語|languages|languageskills",
    SUMMARY: "職務要約|経歴要約|職務概要|要約|概要|自己pr|自己紹介|自己プロフィール|アピールポイント|プロフィール|強み|"
    "summary|profile|about|aboutme|selfpr",
    WISHES: "志望動機|志望の動機|志望理由|志望の動機特技好きな学科アピールポイント|志望の動機特技好きな学科アピールポイントなど|特技|趣味|趣味特技|"
    "得意な学科|得意な科目|好きな学科|本人希望|本人希望記入欄|希望条件|健康状態|賞罰|objective|hobbies|interests|references",
    FAMILY: "家族|家族構成|家族欄|扶養家族",
    PERSONAL: "氏名|現住所|連絡先|基本情報|個人情報|履歴書|職務経歴書|personalinformation|contact|resume|curriculumvitae",
    END: "以上",
}
_KIND: Final = {word: kind for kind, words in _HEADINGS.items() for word in words.split("|")}
_BRACKETS: Final = re.compile(r"\([^)]*\)|（[^）]*）")
_LABELS: Final = re.compile(r"^(?:年|月|年月|年/月|年月日|期間|no\.?|取得年月|year|month|date|内容)$")
_WISHES: Final = ("志望の動機", "志望動機特技", "本人希望記入")  # long headings, often cut by the edge of their box
_LONGEST: Final = 40

# Lines with a label, wherever they stand.
TITLE: Final = re.compile(
    r"^[\s・■●◆*-]*(?:役職|職種|職位|ポジション|担当職種|肩書き?|position|title|role)\s*[:：/\t ]\s*(?P<title>.{1,80})$",
    re.IGNORECASE,
)
ABOUT_FIRM: Final = re.compile(
    r"^[\s・■●◆*-]*(?:事業内容|設立|資本金|売上高?|従業員数?|社員数|雇用形態|上場|本社|所在地)\s*[:：/\t ]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: as it stands (narrow, cells parted by tabs), and the section it stands in."""

    text: str
    section: str
    is_heading: bool = False


def narrow(text: str) -> str:
    """Width, composed letters and odd marks as one: what all patterns here are written for."""
    return unicodedata.normalize("NFKC", text).replace("\u00a0", " ").replace("\u200b", "")


def lines_of(text: str) -> Iterator[Line]:
    """The lines with what they belong to. Before the first heading everything is personal."""
    section = PERSONAL
    for raw in narrow(text).splitlines():
        line = raw.rstrip()
        if not line.strip():
            continue
        if found := heading_of(line):
            section = found
            yield Line(line.strip(), section, is_heading=True)
        else:
            yield Line(line, section)


def heading_of(line: str) -> str:
    """The section a line opens, or "". The head of a table counts: 年 | 月 | 学歴・職歴."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    told = [cell for cell in cells if not _LABELS.match("".join(cell.split()).lower())]
    if len(told) != 1 or len(line) > _LONGEST + 10 * len(cells):
        return ""
    bare = _bare(told[0])
    return WISHES if bare.startswith(_WISHES) and "。" not in line else _KIND.get(bare, "")


def _bare(cell: str) -> str:
    """Letters and digits alone: 【学歴・職歴】(各別に記入) → 学歴職歴."""
    return "".join(mark for mark in _BRACKETS.sub("", cell).lower() if mark.isalnum())
