"""Two candidates to start from: one whose answer leaves as soon as the demonstration runs, one who is asked today."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone

from career_relay.base.actors import Actor, user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.base.text.normalise import fold_name
from career_relay.candidates.clocks import months_later, promise_day
from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.candidates.search import document
from career_relay.candidates.states import Reached, Reason, RecordState, SourceKind, Stage
from career_relay.companies.models import Circle, Company, Membership
from career_relay.companies.roles import Role
from career_relay.consents.passport import started
from career_relay.consents.states import Purpose
from career_relay.demo.answers import arrived_notice
from career_relay.demo.people import give, link
from career_relay.matching.actions import refresh_profile
from career_relay.notices.actions import check_message, draft_notice, release
from career_relay.notices.queries import applications_without_notice
from career_relay.positions.models import Position, Remote

MAYU, RYO = "mayu.ono@kimail.example", "ryo.sakamoto@kimail.example"
POINT = (
    "既存のお客様との関係を立て直されたご経験を、順を追ってお話しくださり、状況がよく分かりました。"
    "今回は新規開拓のご経験をより重視したため、このような判断となりました。"
)


def build_cast(company: Company, positions: list[Position], rng: Random) -> None:
    """Add both to one company, release the first's notice, and leave a few drafts on the desk."""
    owner = Membership.objects.get(company=company, role=Role.OWNER)
    by = user_actor(owner.user_id)
    sales = next(one for one in positions if one.role_family == "b2b_sales")
    backend = next(one for one in positions if one.role_family == "backend")
    with acting_for(company.pk):
        mayu = _applicant(company, sales, "大野 真由", "おおの まゆ", MAYU, days_ago=14)
        ryo = _applicant(company, backend, "坂本 亮", "さかもと りょう", RYO, days_ago=150)
        _answer(mayu, by)
        arrived_notice(company, ryo, owner.user_id, rng).save()
        _leave_drafts(by)
    _let_be_asked(ryo, company)


def _applicant(company: Company, position: Position, name: str, kana: str, email: str, *, days_ago: int) -> Application:
    today = timezone.localdate()
    applied = today - timedelta(days=days_ago)
    decided = timezone.now() - timedelta(days=max(days_ago - 12, 1))
    is_sales = position.role_family == "b2b_sales"
    candidate = Candidate(
        company=company,
        external_id=f"CAST-{email.split('@', maxsplit=1)[0]}",
        name=name,
        name_folded=fold_name(name),
        kana=kana,
        email=email,
        email_key=email,
        prefecture="大阪府" if is_sales else "東京都",
        skills=["法人営業", "既存顧客", "提案書作成", "顧客管理"]
        if is_sales
        else ["Go", "PostgreSQL", "Web API", "AWS", "コードレビュー"],
        history=_history(is_sales=is_sales),
        state=RecordState.CONTACT,
        state_since=applied,
        state_until=applied + timedelta(days=365),
        state_evidence=f"応募フォーム第2版・{applied:%Y-%m-%d}・任意の項目をご本人が選択",
        purge_after=applied + timedelta(days=365),
        last_contact_at=decided,
        created_at=decided - timedelta(days=12),
    )
    candidate.search = document(candidate, [position.title])
    candidate.save()
    application = Application.objects.create(
        candidate=candidate,
        position=position,
        position_title=position.title,
        stage=Stage.REJECTED,
        reached=Reached.FINAL,
        source=SourceKind.OWN,
        applied_on=applied,
        last_activity_on=decided.date(),
        decided_at=decided,
        reason=Reason.EXPERIENCE,
        reapply_from=months_later(decided.date(), company.reapply_months),
        promised_on=promise_day(company, applied),
        created_at=decided - timedelta(days=12),
    )
    Evaluation.objects.create(
        application=application,
        reviewer_name="西 和也",
        reached=Reached.FIRST,
        score="4.5",
        criteria=[{"criterion": "伝え方", "score": 5, "behaviour": "うまくいかなかったことから順に話してくださった"}]
        + ([] if is_sales else [{"criterion": "設計の説明", "score": 4, "behaviour": "選ばなかった案まで話された"}]),
        strengths="順を追って話せる",
        comment="関係を立て直した過程が具体的だった。" if is_sales else "設計で選ばなかった案まで説明できた。",
        created_at=decided - timedelta(days=4),
    )
    return application


def _history(*, is_sales: bool) -> str:
    if is_sales:
        return (
            "法人営業を6年担当し、既存のお客様との関係を立て直して解約率を下げました。\n"
            "提案書作成から契約までを一人で担い、年間目標を3期続けて達成しました。"
        )
    return (
        "GoでのWeb API開発を5年担当し、決済の照合処理を設計しました。\n"
        "PostgreSQLの表の設計と、コードレビューの進め方を整えました。"
    )


def _answer(application: Application, by: Actor) -> None:
    message = draft_notice(application, by=by, personal_point=POINT)
    check_message(message, by=by)
    release([message], by=by)


def _leave_drafts(by: Actor) -> None:
    for application in list(applications_without_notice().order_by("-decided_at")[:3]):
        draft_notice(application, by=by)


def _let_be_asked(application: Application, company: Company) -> None:
    person_id = link(application.candidate.email_key)
    with acting_as(person_id):
        passport = started(person_id)
        passport.headline = "決済を支えるサーバーを、5年つくってきました"
        passport.prefectures, passport.remote = ["東京都", "神奈川県"], Remote.MOSTLY
        passport.pay_min, passport.start_from = 600, "2か月後から"
        passport.save()
        when = timezone.now() - timedelta(days=100)
        for circle in Circle.objects.filter(members__company=company):
            give(person_id, Purpose.TEASER, at=when, until=when + timedelta(days=365), circle=circle)
        refresh_profile(person_id)
