"""Writes demo/files/ats_export.csv: the export of an invented ATS, CP932, 300 rows, with the dirt real exports have.

    python manage.py shell -c "from career_relay.demo.export_file import main; main()"

The same seed gives the same bytes. Tests compare the file in the repository with what this writes.
"""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from . import export_words as words

SEED: Final = 20261123
TODAY: Final = date(2026, 11, 23)
ENCODING: Final = "cp932"
FILE: Final = Path(__file__).parents[2] / "demo" / "files" / "ats_export.csv"
ROWS: Final = 300
FAULTY: Final = 20

HEADINGS: Final = (
    "候補者ID", "応募ID", "氏名", "氏名かな", "性別", "生年月日", "メールアドレス", "電話番号", "郵便番号", "住所",
    "登録先求人", "採用区分", "卒業予定年月", "最終学歴", "応募日", "最終の選考ステータス", "判定結果", "判定結果入力日", "不合格理由",
    "応募経路", "応募経路詳細", "紹介会社", "推薦日", "応募ラベル", "スキル", "レジュメ（フリーテキスト）", "職歴", "備考",
    "連絡許可", "同意書の版", "同意日",
)  # fmt: skip
Row = dict[str, str]

_STAGES: Final = ("書類選考", "一次面接", "二次面接", "最終面接")
_WIDE: Final = str.maketrans("0123456789-/", "０１２３４５６７８９－／")
_HALF: Final = str.maketrans(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー",
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ",
)
_VOICED: Final = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
)


def _half_width(kana: str) -> str:
    return "".join(f"{_VOICED[mark]}ﾞ" if mark in _VOICED else mark for mark in kana).translate(_HALF)


def _hiragana(kana: str) -> str:
    return "".join(chr(ord(mark) - 0x60) if "ァ" <= mark <= "ヶ" else mark for mark in kana)


class Clerk:
    """Fills rows the way many hands did over a year."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)  # noqa: S311 — the same file every time
        self.used: set[str] = set()

    # --- how things are written ---

    def day(self, day: date | None) -> str:
        if day is None:
            return ""
        era = day.year - 2018
        written = (
            f"{day:%Y/%m/%d}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y-%m-%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"令和{era}年{day.month}月{day.day}日",
            f"R{era}.{day.month}.{day.day}",
            f"{day:%Y/%m/%d}".translate(_WIDE),
            f"{day:%Y/%m/%d} {self.chance.randint(8, 20)}:{self.chance.randint(0, 59):02}",
        )
        return self.chance.choices(written, weights=(40, 10, 10, 8, 8, 5, 6, 13))[0]

    def birth(self, day: date) -> str:
        era = f"平成{day.year - 1988}年" if day.year > 1989 else f"昭和{day.year - 1925}年"
        return self.chance.choices(("", f"{day:%Y/%m/%d}", f"{era}{day.month}月{day.day}日"), weights=(50, 40, 10))[0]

    def phone(self) -> str:
        number = f"0{self.chance.choice('79')}0-0000-{self.chance.randint(1, 9999):04}"
        return self.chance.choices(
            (number, number.translate(_WIDE), number.replace("-", ""), ""), weights=(70, 10, 12, 8)
        )[0]

    def kana(self, kana: str) -> str:
        return self.chance.choices((_hiragana(kana), kana, _half_width(kana)), weights=(45, 30, 25))[0]

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    # --- who ---

    def person(self, number: int, *, student: bool) -> Row:
        family, given = self.new_name()
        gap = self.chance.choice((" ", "　", ""))
        code, place = self.chance.choice(words.ADDRESSES)
        born = date(
            self.chance.randint(2003, 2004) if student else self.chance.randint(1972, 2000),
            self.chance.randint(1, 12),
            8,
        )
        domain = self.chance.choice(words.DOMAINS)
        address = f"{given.roman}.{family.roman}@{domain}"
        return {
            "候補者ID": f"C{10000 + number}",
            "応募ID": f"A{50000 + number}",
            "氏名": f"{family.kanji}{gap}{given.kanji}",
            "氏名かな": self.kana(f"{family.kana} {given.kana}"),
            "性別": self.chance.choice(("回答しない", "", "")),
            "生年月日": self.birth(born),
            "メールアドレス": self.chance.choice(
                (address, address, address, address.upper() if self.maybe(0.1) else address)
            ),
            "電話番号": self.phone(),
            "郵便番号": code,
            "住所": place,
        }

    def new_name(self) -> tuple[words.Name, words.Name]:
        while True:
            family, given = self.chance.choice(words.FAMILIES), self.chance.choice(words.GIVENS)
            if family.roman + given.roman not in self.used:
                self.used.add(family.roman + given.roman)
                return family, given

    # --- what they applied for, and what they bring ---

    def profile(self, *, student: bool) -> Row:
        return self.student() if student else self.worker()

    def student(self) -> Row:
        return {
            "登録先求人": self.chance.choice(words.STUDENT_POSITIONS),
            "採用区分": self.chance.choice(("新卒", "新卒採用", "新卒")),
            "卒業予定年月": self.chance.choice(("2027年3月", "2027/03", "令和9年3月", "２０２７年３月", "27卒")),
            "最終学歴": self.chance.choice(words.UNIVERSITIES) + " 卒業見込み",
            "スキル": "、".join(self.chance.sample(words.STUDENT_SKILLS, 2)),
            "レジュメ（フリーテキスト）": "\n".join(self.chance.sample(words.STUDENT_LINES, 2)),
        }

    def worker(self) -> Row:
        role = self.chance.choice(words.ROLES)
        start = self.chance.randint(2008, 2021)
        return {
            "登録先求人": role.title,
            "採用区分": self.chance.choice(("中途", "中途採用", "キャリア採用")),
            "最終学歴": self.chance.choice(words.UNIVERSITIES) + " 卒業",
            "スキル": self.chance.choice(("、", ",", "・")).join(
                self.chance.sample(role.skills, self.chance.randint(2, 4))
            ),
            "レジュメ（フリーテキスト）": "\n".join(self.chance.sample(role.lines, min(2, len(role.lines)))),
            "職歴": f"{start}年4月〜{start + self.chance.randint(3, 5)}年3月 {self.chance.choice(role.past)}",
        }

    # --- how it went ---

    def course(self) -> Row:
        kind = self.chance.choices(("rejected", "open", "withdrawn", "hired"), weights=(76, 13, 8, 3))[0]
        applied = TODAY - timedelta(days=self.chance.randint(3, 40) if kind == "open" else self.chance.randint(45, 350))
        row = {"応募日": self.day(applied)} | self.source(applied) | self.permission(applied)
        stage = self.chance.choices(_STAGES, weights=(48, 30, 13, 9))[0]
        decided = min(applied + timedelta(days=self.chance.randint(5, 40)), TODAY - timedelta(days=1))
        match kind:
            case "open":
                return row | {"最終の選考ステータス": stage, "判定結果": self.chance.choice(("選考中", "", "選考中"))}
            case "withdrawn":
                result = {"最終の選考ステータス": stage, "判定結果": "辞退"}
            case "hired":
                result = {"最終の選考ステータス": "内定", "判定結果": "内定承諾"}
            case _:
                result = {
                    "最終の選考ステータス": stage,
                    "判定結果": self.chance.choice(("不合格", "不合格", "見送り")),
                    "不合格理由": self.chance.choice(words.REASONS),
                }
        return row | result | {"判定結果入力日": self.day(decided)}

    def source(self, applied: date) -> Row:
        kind = self.chance.choices(
            ("自社サイト", "求人媒体", "エージェント", "紹介予定派遣", "社員紹介", "大学"),
            weights=(30, 38, 16, 2, 6, 8),
        )[0]
        match kind:
            case "求人媒体":
                return {"応募経路": kind, "応募経路詳細": self.chance.choice(words.MEDIA)}
            case "エージェント" | "紹介予定派遣":
                firms = words.AGENCIES if kind == "エージェント" else words.DISPATCHERS
                return {
                    "応募経路": kind,
                    "紹介会社": self.chance.choice(firms),
                    "推薦日": self.day(applied - timedelta(days=1)),
                }
            case _:
                return {"応募経路": kind}

    def permission(self, applied: date) -> Row:
        """About a third agreed to the pool or to mail, mostly with the form and the day that prove it."""
        state = self.chance.choices(("", "プール登録", "連絡可", "連絡不可"), weights=(62, 24, 12, 2))[0]
        if state in {"", "連絡不可"}:
            return {"連絡許可": state}
        if self.maybe(0.1):
            return {"連絡許可": state}  # somebody ticked it without a form: no evidence
        return {"連絡許可": state, "同意書の版": "様式v3", "同意日": self.day(applied)}

    def remarks(self) -> Row:
        return {
            "備考": self.chance.choice(words.NOTES) if self.maybe(0.45) else "",
            "応募ラベル": "、".join(self.chance.sample(words.LABELS, self.chance.randint(1, 2)))
            if self.maybe(0.3)
            else "",
        }

    def row(self, number: int) -> Row:
        student = number % 10 < 3
        return self.person(number, student=student) | self.profile(student=student) | self.course() | self.remarks()


def _miura(number: int) -> Row:
    """The person the story follows: mid-career, sales, first interview, still waiting for an answer."""
    return {
        "候補者ID": f"C{10000 + number}",
        "応募ID": f"A{50000 + number}",
        "氏名": "三浦　沙織",
        "氏名かな": "ﾐｳﾗ ｻｵﾘ",
        "メールアドレス": "saori.miura@kimail.example",
        "電話番号": "０７０－００００－１２３４",
        "郵便番号": "330-0846",
        "住所": "埼玉県さいたま市大宮区",
        "登録先求人": "法人営業",
        "採用区分": "中途",
        "最終学歴": "東信大学 経済学部 卒業",
        "応募日": "令和8年10月26日",
        "最終の選考ステータス": "一次面接",
        "判定結果": "選考中",
        "応募経路": "自社サイト",
        "スキル": "法人営業、既存顧客、新規開拓、提案書作成",
        "レジュメ（フリーテキスト）": (
            "法人営業として8年、オフィス向けサービスの新規開拓と既存顧客の深耕を担当してきました。\n"
            "既存顧客60社を受け持ち、課題を聞き取って提案書作成から契約までを進め、継続率を88%から95%に高めました。\n"
            "新規開拓では製造業を中心に年間35社と契約しました。"
        ),
        "職歴": "2018年4月〜2026年9月 オフィス機器商社 法人営業\n担当: 既存顧客60社、新規開拓、提案書作成、後輩3名の指導",
        "備考": "質問への回答が具体的で、数字の根拠を示していた。\n当社の要件より幅広い経験。",
    }


# The people who appear twice: (row that repeats, row repeated, what differs).
_SAME_ID: Final = ((41, 12), (88, 37), (135, 77), (192, 102), (236, 155), (276, 206))
_SAME_ADDRESS_AND_NAME: Final = ((55, 26), (119, 64), (168, 93), (222, 140), (289, 177))
_SAME_ADDRESS_OTHER_NAME: Final = ((70, 35), (158, 110), (247, 186))
_MIURA_ROW: Final = 24


def _repeat(rows: list[Row], clerk: Clerk) -> None:
    for later, first in _SAME_ID:
        rows[later] |= {key: rows[first][key] for key in ("候補者ID", "氏名", "氏名かな", "メールアドレス", "生年月日")}
    for later, first in _SAME_ADDRESS_AND_NAME:
        plain = (
            rows[first]["氏名"]
            .replace("　", "")
            .replace(" ", "")
            .replace("髙", "高")
            .replace("﨑", "崎")
            .replace("邊", "辺")
        )
        rows[later] |= {
            "氏名": plain,
            "氏名かな": rows[first]["氏名かな"],
            "メールアドレス": rows[first]["メールアドレス"].upper(),
        }
        rows[later]["生年月日"] = rows[first]["生年月日"]
    for later, first in _SAME_ADDRESS_OTHER_NAME:
        rows[later]["メールアドレス"] = rows[first]["メールアドレス"]


def _nameless(row: Row) -> None:
    row |= {"氏名": "", "氏名かな": "", "メールアドレス": ""}


def _broken(column: str, value: str) -> Callable[[Row], None]:
    def spoil(row: Row) -> None:
        row[column] = value

    return spoil


# Row → how it is spoiled: six without name and address, seven malformed addresses, seven impossible dates.
_FAULTS: Final[dict[int, Callable[[Row], None]]] = {
    9: _nameless,
    47: _nameless,
    84: _nameless,
    131: _nameless,
    199: _nameless,
    262: _nameless,
    17: _broken("メールアドレス", "hirano@post.example,"),
    58: _broken("メールアドレス", "kubota@mail,example"),
    96: _broken("メールアドレス", "imamura.mail.example"),
    144: _broken("メールアドレス", "sudo @inbox.example"),
    173: _broken("メールアドレス", "yano@@post.example"),
    214: _broken("メールアドレス", "@kimail.example"),
    281: _broken("メールアドレス", "shibata@mail"),
    28: _broken("応募日", "2026/02/30"),
    66: _broken("判定結果入力日", "令和8年13月2日"),
    107: _broken("応募日", "2026/11/31"),
    126: _broken("応募日", "２０２６／０４／３１"),
    181: _broken("判定結果入力日", "R8.2.29"),
    240: _broken("応募日", "2026年6月31日"),
    295: _broken("同意日", "2026/00/10"),
}


def build() -> list[Row]:
    """The 300 rows, in the order of the file."""
    clerk = Clerk()
    rows = [clerk.row(number) for number in range(ROWS)]
    rows[_MIURA_ROW] = _miura(_MIURA_ROW)
    _repeat(rows, clerk)
    for number, note in zip((33, 90, 160, 230), words.UNFAIR_NOTES, strict=True):
        rows[number]["備考"] = note
    for number, spoil in _FAULTS.items():
        spoil(rows[number])
    return rows


def as_bytes(rows: list[Row]) -> bytes:
    """CP932 with CRLF, as Excel in Japan writes it; line breaks inside cells stay LF."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADINGS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(ENCODING)


def main() -> None:
    """Write the file where the repository keeps it."""
    FILE.write_bytes(as_bytes(build()))
