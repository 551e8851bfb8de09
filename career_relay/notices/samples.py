"""Invented people, to see what a template becomes: one as usual, one with little known, one with long words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Reached, Reason, Stage
from career_relay.companies.models import Company
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import LegalClass, TemplatePurpose
from career_relay.notices.wordings import Wording
from career_relay.positions.models import Position, Remote, Track

ABOUT_PEOPLE = frozenset(
    {TemplatePurpose.RESULT, TemplatePurpose.AGENCY, TemplatePurpose.APOLOGY, TemplatePurpose.SURVEY, ""}
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody who does not exist, and what they show."""

    key: str
    shows: str | Promise
    names: dict[str, str]
    titles: dict[str, str]
    reached: str
    points: dict[str, str]
    may_reapply: bool = True


SAMPLES = (
    Sample(
        "usual",
        _("as usual, with a personal point"),
        {"ja": "三浦 沙織", "en": "Saori Miura"},
        {"ja": "法人営業（関西）", "en": "Business Sales (Kansai)"},
        Reached.FIRST,
        {
            "ja": "お客様との関係を立て直されたご経験を、順を追ってお話しくださり、状況がよく分かりました。",
            "en": "You told us step by step how you won a customer back, and we could follow every turn of it.",
        },
    ),
    Sample(
        "little",
        _("with nothing personal and no day to apply again"),
        {"ja": "田中 健太郎", "en": "Kentaro Tanaka"},
        {"ja": "経理", "en": "Accounting"},
        Reached.DOCUMENT,
        {"ja": "", "en": ""},
        may_reapply=False,
    ),
    Sample(
        "long",
        _("with a long name and a long title"),
        {"ja": "アレクサンドラ・ファン・デル・ベルク", "en": "Alexandra Maria van der Berg-Yamamoto"},
        {
            "ja": "バックエンドエンジニア（決済基盤・フルリモート可・東京または大阪）",
            "en": "Senior Backend Engineer, Payments Platform (Tokyo or Osaka, remote possible)",
        },
        Reached.FINAL,
        {
            "ja": "障害のあとの振り返りを、誰も責めずに進められたお話が心に残りました。お仲間が安心して話せる場を、どのように作ってこられたかが伝わってまいりました。",
            "en": "What stayed with us is how you led the review after the outage without blaming anybody, and how your"
            " colleagues came to speak openly because of it.",
        },
    ),
)


KEYS = frozenset(one.key for one in SAMPLES)


def message_for(words: Wording, key: str, company: Company) -> Message:
    """Give the message to one of the three, unsaved. An unknown key gives the first."""
    sample = next((one for one in SAMPLES if one.key == key), SAMPLES[0])
    today = timezone.localdate()
    person = Candidate(
        company=company,
        name=sample.names[words.language],
        email="sample@example.example",
        purge_after=months_later(today, company.retention_months),
    )
    message = _addressed(words, company, person)
    message.application = _application(sample, words.language, person, today)
    message.personal_point = sample.points[words.language]
    if words.purpose not in ABOUT_PEOPLE:
        message.campaign = _campaign(sample, words, company)
    return message


def message_to(words: Wording, person: Candidate, company: Company) -> Message:
    """Give the message to somebody of the pool, unsaved: what they would read, if it were sent today."""
    message = _addressed(words, company, person)
    message.application = Application.objects.filter(candidate=person).order_by("-applied_on", "-pk").first()
    if words.purpose not in ABOUT_PEOPLE:
        message.campaign = _campaign(SAMPLES[0], words, company)
    return message


def _addressed(words: Wording, company: Company, person: Candidate) -> Message:
    return Message(
        company=company,
        candidate=person,
        language=words.language,
        legal_class=words.legal_class or LegalClass.NOTICE,
        template_key=words.key,
    )


def _application(sample: Sample, language: str, person: Candidate, today: date) -> Application:
    return Application(
        company_id=person.company_id,
        candidate=person,
        position_title=sample.titles[language],
        stage=Stage.REJECTED,
        reached=sample.reached,
        reason=Reason.EXPERIENCE,
        applied_on=today - timedelta(days=21),
        decided_at=datetime.combine(today, datetime.min.time(), timezone.get_current_timezone()),
        reapply_from=months_later(today, person.company.reapply_months) if sample.may_reapply else None,
        source_detail="株式会社キャリアパートナー" if language == "ja" else "Career Partner Inc.",
    )


def _campaign(sample: Sample, words: Wording, company: Company) -> Campaign:
    """A sending with an opening of its own, for placeholders that speak of one."""
    ja = words.language == "ja"
    position = Position(
        company=company,
        title=sample.titles[words.language],
        track=Track.MID_CAREER,
        remote=Remote.PARTLY,
        prefecture="大阪府" if ja else "Osaka",
        pay_min=450,
        pay_max=600,
        summary="関西の製造業のお客様を担当し、提案から導入までを受け持つ仕事です。"
        if ja
        else "You look after manufacturers in Kansai, from the first proposal until everything runs.",
    )
    news = "大阪に新しい拠点を開きました" if ja else "We have opened an office in Osaka"
    return Campaign(company=company, name=news, legal_class=words.legal_class, topic=words.topic, position=position)
