from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.candidates.states import Reached, SourceKind, Stage


class CandidateFactory(DjangoModelFactory):
    """Needs an active company: `with company(id):`."""

    class Meta:
        model = Candidate

    name = "キム 美咲"
    name_folded = "キム美咲"
    kana = "きむ みさき"
    email = factory.Sequence(lambda n: f"kim{n}@mail.example")
    email_key = factory.SelfAttribute("email")
    prefecture = "東京都"
    skills = ["法人営業", "提案書作成"]
    history = "既存のお客様との関係を立て直し、解約率を下げました。"
    purge_after = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=180))


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    candidate = factory.SubFactory(CandidateFactory)
    position_title = "法人営業（関西）"
    stage = Stage.INTERVIEWING
    reached = Reached.FIRST
    source = SourceKind.OWN
    applied_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=20))
    last_activity_on = factory.LazyFunction(timezone.localdate)


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    application = factory.SubFactory(ApplicationFactory)
    reviewer_name = "佐藤 美咲"
    reached = Reached.FIRST
    score = "4.0"
    strengths = "順を追って話す"
    comment = "既存顧客との関係づくりがよい。"
