"""Six hundred invented candidates and a year and a half of applications, answers and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.base.text.normalise import fold_name
from career_relay.candidates.clocks import months_later, promise_day
from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.candidates.search import document
from career_relay.candidates.states import DECIDED, Reached, Reason, RecordState, SourceKind, Stage
from career_relay.companies.models import Company
from career_relay.demo.data import content, families
from career_relay.positions.models import Position, Track

SIZES = {"minato": 240, "komorebi": 90, "harunoki": 80, "hokuto": 70, "aozora": 60, "shiomi": 60}
LONGEST_AGO = 540
PROTECTED_DAYS = 365
SOURCES = (
    (SourceKind.OWN, 38),
    (SourceKind.MEDIA, 26),
    (SourceKind.AGENCY, 18),
    (SourceKind.REFERRAL, 8),
    (SourceKind.SCHOOL, 5),
    (SourceKind.DISPATCH, 2),
    (SourceKind.UNKNOWN, 3),
)
REACHED = ((Reached.DOCUMENT, 42), (Reached.FIRST, 30), (Reached.SECOND, 15), (Reached.FINAL, 13))
PREFECTURES = (
    "東京都",
    "東京都",
    "神奈川県",
    "千葉県",
    "大阪府",
    "大阪府",
    "京都府",
    "兵庫県",
    "愛知県",
    "静岡県",
    "北海道",
    "福岡県",
    "宮城県",
)
CRITERIA = ("課題のとらえ方", "伝え方", "周りとの進め方", "学び続ける姿勢")
REASONS = (Reason.EXPERIENCE, Reason.SKILLS, Reason.OTHERS, Reason.FIT, Reason.CONDITIONS, Reason.TIMING, Reason.FILLED)


def pick(rng: Random, weighted: tuple[tuple[Any, int], ...]) -> Any:
    return rng.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]


@dataclass(slots=True)
class Telling:
    """What is being told: one company, its positions, one source of chance."""

    company: Company
    positions: list[Position]
    rng: Random
    today: date
    first_number: int


def build_history(companies: dict[str, Company], positions: dict[str, list[Position]], rng: Random) -> int:
    """Fill every company's past. Gives the number of candidates."""
    number = 0
    for slug, size in SIZES.items():
        company = companies[slug]
        with acting_for(company.pk):
            telling = Telling(company, positions[slug], rng, timezone.localdate(), number)
            _tell(telling, size)
        number += size
    return number


def _tell(telling: Telling, size: int) -> None:
    candidates = [_candidate(telling, n) for n in range(size)]
    for one in candidates:
        one.search = document(one, [one._position.title])  # type: ignore[attr-defined]  # set in _candidate
    Candidate.objects.bulk_create(candidates)
    applications = [_application(telling, one) for one in candidates]
    applications += [again for one in applications if (again := _returned(telling, one))]
    for application in applications:
        _settle_record(telling, application)
    Application.objects.bulk_create(applications)
    Candidate.objects.bulk_update(
        candidates,
        ["state", "state_evidence", "state_since", "state_until", "protected_until", "protected_by", "purge_after",
         "last_contact_at", "created_at", "tags", "is_silver", "track", "graduation_year"],
        batch_size=200,
    )  # fmt: skip
    Evaluation.objects.bulk_create([e for one in applications for e in _evaluations(telling, one)])


def _candidate(telling: Telling, n: int) -> Candidate:
    rng, names = telling.rng, content("names")
    (family, family_kana), (given, given_kana) = rng.choice(names["family"]), rng.choice(names["given"])
    position = rng.choice(telling.positions)
    block = families()[position.role_family]
    years = rng.randrange(1, 13)
    history = [
        line.replace("YEARS", str(years)) for line in rng.sample(block["history"], k=min(2, len(block["history"])))
    ]
    number = telling.first_number + n + 1
    email = f"kouho{number:04d}@mail.example"
    one = Candidate(
        company=telling.company,
        external_id=f"D{number:05d}",
        name=f"{family} {given}",
        name_folded=fold_name(f"{family} {given}"),
        kana=f"{family_kana} {given_kana}",
        email=email,
        email_key=email,
        phone=f"070-0000-{number:04d}",
        phone_key=f"810700000{number:04d}"[:14],
        prefecture=rng.choice(PREFECTURES),
        skills=rng.sample(block["skills"], k=min(len(block["skills"]), rng.randrange(3, 6))),
        history="\n".join(history),
        purge_after=telling.today + timedelta(days=180),
    )
    one._position = position  # type: ignore[attr-defined]  # what they applied for, until the application is made
    return one


def _application(telling: Telling, candidate: Candidate) -> Application:
    rng = telling.rng
    days_ago = int(rng.triangular(2, LONGEST_AGO, 60))
    applied = telling.today - timedelta(days=days_ago)
    source = pick(rng, SOURCES)
    track = Track.NEW_GRADUATE if source == SourceKind.SCHOOL or rng.random() < 0.12 else Track.MID_CAREER
    position: Position = candidate._position  # type: ignore[attr-defined]  # set in _candidate
    one = Application(
        company=telling.company,
        candidate=candidate,
        position=position,
        position_title=position.title,
        external_id=candidate.external_id,
        track=track,
        source=source,
        source_detail=_source_detail(rng, source),
        introduced_on=applied if source in (SourceKind.AGENCY, SourceKind.DISPATCH) else None,
        protected_until=applied + timedelta(days=PROTECTED_DAYS)
        if source in (SourceKind.AGENCY, SourceKind.DISPATCH)
        else None,
        reached=pick(rng, REACHED),
        applied_on=applied,
        last_activity_on=applied,
        promised_on=promise_day(telling.company, applied),
        created_at=_at(applied, 10),
    )
    candidate.track = track
    candidate.graduation_year = applied.year + 1 if track == Track.NEW_GRADUATE else None
    _decide(telling, one)
    return one


def _source_detail(rng: Random, source: str) -> str:
    plan = content("network")
    pools = {
        SourceKind.AGENCY: "agencies",
        SourceKind.DISPATCH: "agencies",
        SourceKind.MEDIA: "media",
        SourceKind.SCHOOL: "schools",
    }
    return rng.choice(plan[pools[SourceKind(source)]]) if source in pools else ""


def _decide(telling: Telling, one: Application) -> None:
    """Give an application its end, or leave it open when it is young."""
    rng = telling.rng
    age = (telling.today - one.applied_on).days
    if age < 25 and rng.random() < 0.8:
        one.stage = Stage.SCREENING if one.reached == Reached.DOCUMENT else Stage.INTERVIEWING
        one.last_activity_on = one.applied_on + timedelta(days=rng.randrange(0, age + 1))
        return
    decided = min(one.applied_on + timedelta(days=rng.randrange(3, 17)), telling.today - timedelta(days=1))
    one.stage = pick(rng, ((Stage.REJECTED, 84), (Stage.WITHDRAWN, 9), (Stage.HIRED, 7)))
    one.decided_at = _at(decided, rng.randrange(9, 18))
    one.last_activity_on = decided
    if one.stage == Stage.REJECTED:
        one.reason = rng.choice(REASONS)
        one.reapply_from = months_later(decided, telling.company.reapply_months)
    if one.stage == Stage.HIRED:
        one.reached, one.offered_on = Reached.FINAL, decided
        one.started_on = decided + timedelta(days=45)


def _returned(telling: Telling, first: Application) -> Application | None:
    """Let some of those we answered with a no come back later."""
    rng = telling.rng
    if first.stage != Stage.REJECTED or first.decided_at is None or first.protected_until:
        return None
    decided = first.decided_at.date()
    if (telling.today - decided).days < 120 or rng.random() > 0.2:
        return None
    applied = decided + timedelta(days=rng.randrange(80, (telling.today - decided).days))
    position = rng.choice(telling.positions)
    again = Application(
        company=telling.company,
        candidate=first.candidate,
        position=position,
        position_title=position.title,
        external_id=f"{first.external_id}-2",
        track=first.track,
        source=SourceKind.OWN,
        reached=pick(rng, REACHED),
        applied_on=applied,
        last_activity_on=applied,
        promised_on=promise_day(telling.company, applied),
        is_reapplication=True,
        created_at=_at(applied, 11),
    )
    _decide(telling, again)
    return again


def _settle_record(telling: Telling, one: Application) -> None:
    """State, evidence, protection and clocks of the record, as intake would have set them."""
    rng, who = telling.rng, one.candidate
    ended = one.decided_at.date() if one.decided_at else one.last_activity_on
    old = (telling.today - ended).days > 150
    state = pick(rng, ((RecordState.RECORD, 0 if old else 50), (RecordState.POOL, 28), (RecordState.CONTACT, 22)))
    who.state, who.created_at = state, one.created_at
    if state != RecordState.RECORD:
        since = max(one.applied_on, telling.today - timedelta(days=300))
        who.state_since, who.state_until = since, since + timedelta(days=365)
        who.state_evidence = f"応募フォーム第2版・{since:%Y-%m-%d}・任意の項目をご本人が選択"
    if one.protected_until and one.protected_until > telling.today:
        who.protected_until, who.protected_by = one.protected_until, one.source_detail
    who.purge_after = max(
        who.state_until or months_later(ended, telling.company.retention_months), telling.today + timedelta(days=14)
    )
    if one.stage in DECIDED:
        who.last_contact_at = one.decided_at
    if one.stage == Stage.REJECTED and one.reached == Reached.FINAL:
        who.is_silver = True


def _evaluations(telling: Telling, one: Application) -> list[Evaluation]:
    rng = telling.rng
    rounds = list(Reached).index(Reached(one.reached))
    block = families()[one.position.role_family] if one.position else {}
    return [_evaluation(rng, one, list(Reached)[n], block) for n in range(1, rounds + 1)]


def _evaluation(rng: Random, one: Application, reached: Reached, block: dict[str, Any]) -> Evaluation:
    scores = [rng.choice([2, 3, 3, 4, 4, 4, 5]) for _ in CRITERIA]
    strength = rng.choice(block["strengths"])
    return Evaluation(
        company=one.company,
        application=one,
        reviewer_name=rng.choice(["西 和也", "森 拓真", "小林 樹", "藤田 亮", "大西 修", "中島 豊"]),
        reached=reached,
        score=Decimal(sum(scores) * 2 // len(scores)) / 2,
        criteria=[
            {"criterion": name, "score": score, "behaviour": f"具体的な場面を挙げて話し、{strength}ことが分かった"}
            for name, score in zip(CRITERIA, scores, strict=True)
        ],
        strengths=strength,
        comment=f"{rng.choice(block['skills'])}の経験を、うまくいかなかったことも含めて話してくださった。",
        created_at=_at(one.last_activity_on, 16),
    )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 15)))
