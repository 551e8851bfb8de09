"""Forty open positions with every statutory item and a welcome promise."""

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Circle, Company
from career_relay.demo.data import content, families
from career_relay.positions.models import Position, PositionCircle, Remote
from career_relay.positions.states import State

PLACES = {
    Remote.NONE: "出社",
    Remote.PARTLY: "週2日まで在宅可",
    Remote.MOSTLY: "在宅中心",
    Remote.FULL: "全国どこでも在宅可",
}


def build_positions(companies: dict[str, Company], rng: Random) -> dict[str, list[Position]]:
    """Give the positions of each company, by its slug."""
    built: dict[str, list[Position]] = {slug: [] for slug in companies}
    for plan in content("positions"):
        company = companies[plan["company"]]
        with acting_for(company.pk):
            built[company.slug].append(_build(company, plan, rng))
    return built


def _build(company: Company, plan: dict[str, Any], rng: Random) -> Position:
    family = families()[plan["family"]]
    confirmed = timezone.localdate() - timedelta(days=rng.randrange(0, 20))
    position = Position.objects.create(
        state=State.OPEN,
        title=family["titles"][plan["n"] % len(family["titles"])],
        role_family=plan["family"],
        headcount=rng.choice([1, 1, 2]),
        summary=f"{company.about}{family['duties']}。",
        must="\n".join(family["must"]),
        nice="\n".join(family["nice"]),
        promises=plan["promises"],
        reply_days=plan["reply_days"],
        prefecture=plan["prefecture"],
        remote=plan["remote"],
        as_of=confirmed,
        listed_until=confirmed + timedelta(days=30),
        careers_until=confirmed + timedelta(days=30),
        **_statutory(company, family, plan),
    )
    for circle in Circle.objects.filter(members__company=company):
        PositionCircle.objects.create(position=position, circle=circle)
    return position


def _statutory(company: Company, family: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    low, high = family["pay"]
    place = f"{plan['prefecture']}の拠点（{PLACES[plan['remote']]}）"
    return {
        "duties": family["duties"],
        "duties_change": "会社の定める業務",
        "contract_term": "期間の定めなし",
        "renewal": "該当なし（期間の定めがないため）",
        "probation": "3か月（条件は本採用と同じ）",
        "place": place,
        "place_change": "会社の定める場所（在宅勤務を含む）",
        "hours": "9:00〜18:00（実働8時間）",
        "overtime": "あり（月平均10時間）",
        "break_time": "60分（12:00〜13:00）",
        "holidays": "土曜・日曜・祝日、年末年始、年次有給休暇",
        "pay_min": low,
        "pay_max": high,
        "pay": f"年収{low}万円〜{high}万円（月給制・賞与年2回。固定の残業代はなく、残業代は全額支給）",
        "insurance": "健康保険・厚生年金・労災保険・雇用保険",
        "employer": company.name,
        "smoking": "屋内禁煙（屋外に喫煙所あり）",
    }
