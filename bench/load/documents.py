"""Invented careers: a few thousand texts, read once by the program's own search and matching, shared by all records."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils import timezone

from career_relay.candidates.models import Candidate
from career_relay.candidates.search import document
from career_relay.consents.models import Passport
from career_relay.demo.data import families
from career_relay.matching.actions import MOST_TOKENS
from career_relay.matching.lexical import abilities_of, words_of
from career_relay.matching.readings import code_of, profile_of_passport, to_document

SEED = 20261123
ANY_COMPANY = 987654321  # stands in the words until they are a company's
PREFECTURES = [
    "東京都",
    "神奈川県",
    "千葉県",
    "埼玉県",
    "大阪府",
    "兵庫県",
    "京都府",
    "愛知県",
    "福岡県",
    "北海道",
    "宮城県",
    "広島県",
]
TRADES = [
    "食品",
    "医療機器",
    "物流",
    "教育",
    "不動産",
    "印刷",
    "自動車部品",
    "化粧品",
    "観光",
    "建設",
    "通信",
    "保険",
    "出版",
    "農業資材",
    "家電",
    "精密機器",
]
TASKS = [
    "在庫管理",
    "受発注",
    "広報",
    "採用",
    "経理",
    "品質保証",
    "店舗運営",
    "データ分析",
    "契約書の確認",
    "海外取引先との連絡",
    "社内研修",
    "問い合わせ対応",
    "基幹システムの保守",
    "展示会の企画",
    "原価計算",
    "新商品の企画",
    "配送計画",
    "安全管理",
    "予算の作成",
    "広告の運用",
    "資料の翻訳",
    "施設の管理",
]
RESULTS = [
    "作業時間を{n}割減らしました",
    "問い合わせを月{n}件に抑えました",
    "手順書を{n}冊にまとめました",
    "取引先を{n}社増やしました",
    "不良率を{n}分の一にしました",
    "後輩{n}名を育てました",
    "締め日を{n}日早めました",
    "満足度を{n}点上げました",
    "在庫の回転を{n}日縮めました",
    "会議を週{n}回から一回にしました",
    "返品を{n}割減らしました",
]
TOOLS = [
    "Excel",
    "Salesforce",
    "kintone",
    "SAP",
    "Tableau",
    "Python",
    "SQL",
    "AutoCAD",
    "Illustrator",
    "Slack",
    "Notion",
    "Jira",
    "Terraform",
    "Figma",
]


@dataclass(frozen=True, slots=True)
class Document:
    """One career: as a record of a company holds it, and as the engine reads it from a passport."""

    family: str
    title: str
    prefecture: str
    skills: list[str]
    history: str
    search: str  # text form of the tsvector, without a name
    matching: dict[str, Any]


def documents(count: int) -> Iterator[Document]:
    """Give that many careers, always the same ones."""
    rng = Random(SEED)
    names = sorted(families())
    for n in range(count):
        yield _document(names[n % len(names)], rng)


def _document(family: str, rng: Random) -> Document:
    block = families()[family]
    title = rng.choice(block["titles"])
    skills = rng.sample(block["skills"], k=min(len(block["skills"]), rng.randrange(3, 6))) + rng.sample(TOOLS, k=2)
    years = str(rng.randrange(1, 15))
    own = [line.replace("YEARS", years) for line in rng.sample(block["history"], k=min(2, len(block["history"])))]
    history = "\n".join([*own, *(line(rng) for _ in range(rng.randrange(3, 7)))])
    prefecture = rng.choice(PREFECTURES)
    record = Candidate(company_id=ANY_COMPANY, skills=skills, history=history, prefecture=prefecture)
    return Document(
        family, title, prefecture, skills, history, document(record, [title]), _matching(title, skills, history)
    )


def line(rng: Random) -> str:
    result = rng.choice(RESULTS).format(n=rng.randrange(2, 40))
    trade, task = rng.choice(TRADES), rng.choice(TASKS)
    return f"{rng.randrange(2005, 2025)}年から{trade}の会社で{task}を担当し、{rng.choice(TOOLS)}を使って{result}。"


def _matching(title: str, skills: list[str], history: str) -> dict[str, Any]:
    """Give the columns of a matching profile that come from the text; place, pay and person are filled in later."""
    passport = Passport(
        person_id=0,
        headline=f"{title}の経験があります",
        history=history,
        skills=skills,
        prefectures=[],
        as_of=timezone.localdate(),
    )
    profile = profile_of_passport(passport)
    return {
        "tokens": [word[:60] for word, _n in profile.text_words.most_common(MOST_TOKENS)],
        "skills": sorted(profile.skill_ids),
        "roles": list(profile.roles),
        "document": json.dumps(to_document(profile), ensure_ascii=False),
        "words": words_of(profile).to_text(),
        "abilities": abilities_of(profile).to_text(),
    }


def codes() -> list[str]:
    """Give the places as the engine writes them, in the order of `PREFECTURES`."""
    return [code_of(name) or "" for name in PREFECTURES]
