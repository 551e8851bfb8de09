"""What a person may read of an application of theirs: the answer, the dates, and nothing a company keeps for itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language

from career_relay.candidates.models import Application
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import PROTECTING
from career_relay.companies.models import Company
from career_relay.consents.models import RightsRequest
from career_relay.notices.links import DAYS
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.paths import page_link, page_words
from career_relay.notices.rendering import blocks
from career_relay.notices.states import DELIVERED, Channel
from career_relay.notices.wordings import APOLOGY


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_personal: bool  # the words the recruiter wrote for this person


@dataclass(frozen=True, slots=True)
class Result:
    """One application as its owner sees it. The stage and the reasons stay with the company."""

    public_id: UUID
    company: Company
    name: str
    position_title: str
    reached: str
    applied_on: date
    promised_on: date | None
    told_at: datetime | None
    by_phone: bool
    by_letter: bool
    paragraphs: tuple[Paragraph, ...]
    reapply_from: date | None
    path: str
    path_words: str  # the way to go on that came with a no
    path_link: str
    erase_on: date
    link_until: date | None
    has_agency: bool
    helpful: bool | None
    recommend: int | None
    careful: int | None
    has_commented: bool
    has_asked_erasure: bool

    @property
    def has_answered_all(self) -> bool:
        """Whether both questions have an answer: then the page only says thank you."""
        return self.recommend is not None and self.careful is not None

    @property
    def is_told(self) -> bool:
        return self.told_at is not None


def results() -> list[Result]:
    """Every application of the active person, newest first, each company for itself."""
    rows = list(_applications().order_by("-applied_on", "-id"))
    told = _told(rows)
    return [_result(one, told.get(one.pk)) for one in rows]


def result(public_id: UUID) -> Result | None:
    """One application of the active person; None when it is somebody else's or nobody's."""
    found = _applications().filter(public_id=public_id).first()
    return _result(found, _told([found]).get(found.pk)) if found else None


def mark_seen(public_id: UUID) -> None:
    """Note that the person has looked: the phone list needs it, and no pixel is sent (PRODUCT B10)."""
    Message.objects.filter(application__public_id=public_id, state__in=DELIVERED, seen_at=None).update(seen_at=Now())


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related("company", "candidate")


def _told(applications: Iterable[Application]) -> dict[int, Message]:
    """The newest notice that reached the person, by application. Before it, nothing is decided for them."""
    found = Message.objects.filter(application__in=list(applications), state__in=DELIVERED, legal_class="notice")
    return {one.application_id: one for one in found.order_by("id") if one.application_id}


def _result(application: Application, notice: Message | None) -> Result:
    answer = SurveyAnswer.objects.filter(application=application).first()
    told_at = (notice.sent_at or notice.released_at or notice.created_at) if notice else None
    if notice and notice.template_key == APOLOGY:
        told_at = None  # the no was taken back: nothing is decided
    return Result(
        public_id=application.public_id,
        company=application.company,
        name=application.candidate.name,
        position_title=application.position_title,
        reached=application.get_reached_display(),
        applied_on=application.applied_on,
        promised_on=application.promised_on,
        told_at=told_at,
        by_phone=bool(notice and notice.channel == Channel.PHONE),
        by_letter=bool(notice and notice.channel == Channel.LETTER),
        paragraphs=_paragraphs(notice),
        reapply_from=application.reapply_from if notice else None,
        path=application.path if notice else "",
        path_words=page_words(application, application.company, get_language() or "ja") if notice else "",
        path_link=page_link(application, application.company) if notice else "",
        erase_on=application.candidate.purge_after,
        link_until=timezone.localdate(told_at) + timedelta(days=DAYS) if told_at else None,
        has_agency=application.source in PROTECTING or is_protected(application.candidate, timezone.localdate()),
        helpful=answer.helpful if answer else None,
        recommend=answer.recommend if answer else None,
        careful=answer.careful if answer else None,
        has_commented=bool(answer and answer.comment),
        has_asked_erasure=RightsRequest.objects.filter(candidate=application.candidate, closed_at=None).exists(),
    )


def _paragraphs(notice: Message | None) -> tuple[Paragraph, ...]:
    """The letter without its link: the reader is already there. A letter to the agency is not shown to the person."""
    if notice is None or notice.channel == Channel.AGENCY:
        return ()
    own = notice.personal_point.strip()
    return tuple(
        Paragraph(block.text, is_personal=bool(own) and block.text.strip() == own)
        for block in blocks(notice.body_text)
        if block.kind == "words"
    )
