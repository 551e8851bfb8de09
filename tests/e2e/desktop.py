"""The file on a recruiter's desktop: two hundred past candidates, twelve of whom are wanted, beside near misses."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from career_relay.demo.export_words import FAMILIES, GIVENS

HEADINGS = (
    "候補者ID", "氏名", "氏名かな", "メールアドレス", "電話番号", "住所", "登録先求人", "採用区分", "応募日",
    "最終の選考ステータス", "判定結果", "判定結果入力日", "応募経路", "紹介会社", "推薦日", "応募ラベル", "スキル", "職歴",
    "連絡許可", "同意書の版", "同意日",
)  # fmt: skip
WANTED = 12
KANSAI = (
    "大阪府大阪市北区",
    "京都府京都市中京区",
    "兵庫県神戸市中央区",
    "奈良県奈良市",
    "滋賀県大津市",
    "和歌山県和歌山市",
)
ELSEWHERE = ("東京都港区", "愛知県名古屋市中区", "福岡県福岡市博多区", "北海道札幌市中央区", "岡山県岡山市北区")
GO = ("Go、PostgreSQL、AWS", "Java、Go", "Go、Kubernetes、gRPC", "TypeScript、Go、Docker")
OTHER = ("Java、Spring", "Django、Python", "Google 広告、データ分析", "法人営業、新規開拓", "Gov 向け提案、資料作成")
Row = dict[str, str]


def write_export(place: Path, today: date) -> list[str]:
    """Write the file as an ATS does (CP932), and give the names of the twelve."""
    rows = [{**_person(n, today), **told} for n, told in enumerate(_all(today))]
    with place.open("w", encoding="cp932", newline="") as file:
        out = csv.DictWriter(file, HEADINGS, restval="")
        out.writeheader()
        out.writerows(rows)
    return [row["氏名"] for row in rows[:WANTED]]


def _all(today: date) -> Iterator[Row]:
    """The twelve first, then whoever misses in exactly one way, then everybody else."""
    for n in range(WANTED):
        yield _go(today, n)
    for n in range(6):
        agency = {"応募経路": "エージェント", "紹介会社": "株式会社ハーバー人材", "推薦日": _day(today - timedelta(40))}
        yield {**_go(today, n), **agency}  # protected
        yield {**_go(today, n), "連絡許可": "", "同意書の版": "", "同意日": ""}  # a record only
        yield {**_go(today, n), "住所": f"{ELSEWHERE[n % 5]}1-2-{n}"}  # another part of the country
        yield {**_go(today, n), "応募ラベル": "要フォロー"}  # no medal
        yield {**_go(today, n), "スキル": "囲碁、接客", "職歴": "囲碁サロンで Go の指導", "登録先求人": "店舗スタッフ"}
        yield {**_go(today, n), "スキル": OTHER[n % 5]}
    for n in range(200 - WANTED - 36):
        yield {"スキル": OTHER[n % 5], "住所": f"{(*KANSAI, *ELSEWHERE)[n % 11]}3-{n}"}


def _go(today: date, n: int) -> Row:
    return {
        "住所": f"{KANSAI[n % 6]}1-2-{n + 1}",
        "登録先求人": "バックエンドエンジニア（Go）",
        "最終の選考ステータス": "最終面接",
        "応募ラベル": "シルバーメダル",
        "スキル": GO[n % 4],
        "連絡許可": "可",
        "同意書の版": "応募フォーム 2026年4月版",
        "同意日": _day(today - timedelta(60 + n)),
    }


def _person(n: int, today: date) -> Row:
    family, given = FAMILIES[n % len(FAMILIES)], GIVENS[(n * 7 + n // len(FAMILIES)) % len(GIVENS)]
    applied = today - timedelta(70 + n % 90)
    return {
        "候補者ID": f"C-{n + 1:04}",
        "氏名": f"{family.kanji} {given.kanji}",
        "氏名かな": f"{family.kana} {given.kana}",
        "メールアドレス": f"{given.roman}.{family.roman}{n}@kimail.example",
        "電話番号": f"090-0000-{n:04}",
        "登録先求人": "法人営業",
        "採用区分": "中途",
        "応募日": _day(applied),
        "最終の選考ステータス": "一次面接",
        "判定結果": "不合格",
        "判定結果入力日": _day(applied + timedelta(20)),
        "応募経路": "自社採用サイト",
        "職歴": "受託開発会社 エンジニア",
    }


def _day(day: date) -> str:
    return f"{day:%Y/%m/%d}"
