from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from career_relay.positions.models import Position, Promise, Remote
from career_relay.positions.states import State


class PositionFactory(DjangoModelFactory):
    """A complete, open position. Needs an active company: `with company(id):`."""

    class Meta:
        model = Position

    state = State.OPEN
    title = "法人営業（既存のお客様担当）"
    role_family = "sales"
    summary = "教育サービスを使うお客様に寄り添う仕事です。"
    must = "法人営業 2年以上\n提案書の作成"
    nice = "既存顧客との関係づくり"
    promises = [Promise.NO_SCREENING]
    reply_days = 3
    duties = "既存のお客様への提案と支援"
    duties_change = "会社の定める業務"
    contract_term = "期間の定めなし"
    renewal = "該当なし"
    probation = "3か月（条件は同じ）"
    place = "大阪本社"
    place_change = "会社の定める場所"
    prefecture = "大阪府"
    remote = Remote.PARTLY
    hours = "9:00〜18:00"
    overtime = "月10時間程度"
    break_time = "60分"
    holidays = "土日祝、年末年始"
    pay_min, pay_max = 480, 620
    pay = "月給30万円〜39万円（固定残業代なし）、賞与年2回"
    insurance = "健康保険・厚生年金・労災・雇用保険"
    employer = "株式会社こもれび"
    smoking = "敷地内禁煙"
    as_of = factory.LazyFunction(timezone.localdate)
    listed_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
