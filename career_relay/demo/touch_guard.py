"""Who waits: one answer is late, two are due, and the promises of a year and a half are counted."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from career_relay.base.business_days import add_business_days, is_business_day
from career_relay.base.tenancy import company as acting_for
from career_relay.base.text.normalise import fold_name
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role
from career_relay.notices import promises, surveys
from career_relay.notices.models import SurveyAnswer

WHO = (  # name, kana, days until the promised day: negative is late, in business days
    ("早川 理沙", "はやかわ りさ", -2),
    ("三宅 直人", "みやけ なおと", 0),
    ("永井 彩", "ながい あや", 2),
)


def fill(companies: dict[str, Company]) -> None:
    minato = companies["minato"]
    owner = Membership.objects.filter(company=minato, role__in=[Role.RECRUITER, Role.OWNER]).order_by("pk").first()
    with acting_for(minato.pk):
        for number, (name, kana, days) in enumerate(WHO):
            _waits(number, name, kana, days, owner)
    Company.objects.filter(pk=minato.pk).update(promises_on=True)
    for company in companies.values():
        with acting_for(company.pk):
            _count(company)


def _waits(number: int, name: str, kana: str, days: int, owner: Membership | None) -> None:
    today = timezone.localdate()
    applied = today - timedelta(days=18 - number)
    email = f"waiting{number}@mail.example"
    candidate = Candidate.objects.create(
        name=name, name_folded=fold_name(name), kana=kana, email=email, email_key=email, prefecture="大阪府",
        owner_id=owner.user_id if owner else None, purge_after=applied + timedelta(days=365),
    )  # fmt: skip
    Application.objects.create(
        candidate=candidate, position_title="法人営業（関西）", stage=Stage.SCREENING, reached=Reached.DOCUMENT,
        source=SourceKind.OWN, applied_on=applied, last_activity_on=applied,
        promised_on=add_business_days(today, days) if days >= 0 else _business_days_ago(-days),
    )  # fmt: skip


def _business_days_ago(count: int) -> date:
    day = timezone.localdate()
    while count:
        day -= timedelta(days=1)
        count -= is_business_day(day)
    return day


def _count(company: Company) -> None:
    """People who would recommend the company found the answer given with care."""
    said = SurveyAnswer.objects.filter(recommend__isnull=False)
    said.filter(recommend__gte=8).update(careful=5)
    said.filter(recommend__lt=8, recommend__gte=2).update(careful=F("recommend") / 2)
    surveys.seal_fives(timezone.now() + timedelta(days=2))
    promises.count_promises(company)
