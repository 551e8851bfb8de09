"""What a candidate thought of the answer they got: one answer a person and application, never a condition (PRODUCT B9).

The company gets answers only in fives of one wording, sealed for good; nothing tells who is in a five.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.business_days import add_business_days, is_business_day
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application
from career_relay.candidates.states import IN_PROGRESS
from career_relay.notices.events import Event
from career_relay.notices.hours import next_open
from career_relay.notices.mime import one_line
from career_relay.notices.models import Message, PersonalMail, Suppression, SurveyAnswer, SurveySeal
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import DELIVERED, Channel, LegalClass, PersonalKind
from career_relay.notices.suppression import address_hash

LONGEST_COMMENT = 1000
FIVE = 5  # no total under five is shown (LEGAL A-07)
QUESTIONS = ("helpful", "recommend", "careful", "comment")
SETTLES = timedelta(days=1)  # an answer may be mended so long before it can be handed over
REMIND_AFTER = 3  # business days after the page was seen
REMIND_WITHIN = timedelta(days=30)
RANGES = {"recommend": (0, 10), "careful": (1, 5)}


@transaction.atomic
def answer_survey(
    application: Application,
    *,
    helpful: bool | None = None,
    recommend: int | None = None,
    careful: int | None = None,
    comment: str = "",
    by: Actor,
) -> SurveyAnswer:
    """Keep the person's answer; answering again changes it until it was handed over. What is left out stays as it was."""
    said = {"helpful": helpful, "recommend": recommend, "careful": careful, "comment": comment.strip() or None}
    given = {name: value for name, value in said.items() if value is not None}
    _ensure_possible(given)
    found = SurveyAnswer.objects.select_for_update().filter(application=application).first()
    if found and (late := set(found.sealed) & set(given)):
        changed = [name for name in late if getattr(found, name) != given[name]]
        if changed:
            raise Refused(_("Your answer was handed over together with others and can no longer be told apart."))
    answer, _created = SurveyAnswer.objects.update_or_create(
        application=application,
        defaults={**given, "person_id": application.person_id},
        create_defaults={**given, "person_id": application.person_id, "company_id": application.company_id},
    )
    record(Event.ANSWERED, answer, by=by)
    return answer


def _ensure_possible(given: dict[str, Any]) -> None:
    for name, (least, most) in RANGES.items():
        if name in given and not least <= given[name] <= most:
            raise Refused(_("Choose a number from {least} to {most}.").format(least=least, most=most))
    if len(given.get("comment", "")) > LONGEST_COMMENT:
        raise Refused(_("The comment may have {most} characters.").format(most=LONGEST_COMMENT))


def note_visit(application: Application) -> None:
    """Remember that the person opened their result page: then nobody needs to call. Needs the person to be active."""
    told = Message.objects.filter(application=application, state__in=DELIVERED, seen_at=None)
    told.update(seen_at=timezone.now())


# --- fives ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def seal_fives(at: datetime | None = None) -> int:
    """Hand over every five that is full, of the active company. Gives how many fives. Safe to run twice."""
    before = (at or timezone.now()) - SETTLES
    return sum(_seal(question, before) for question in QUESTIONS)


def _seal(question: str, before: datetime) -> int:
    """Put the answers to one question together, five of one wording at a time, in the order they came."""
    given = ~Q(comment="") if question == "comment" else Q(**{f"{question}__isnull": False})
    rows = SurveyAnswer.objects.select_for_update(of=("self",)).filter(given, answered_at__lt=before)
    rows = rows.exclude(sealed__contains=[question]).annotate(wording=_wording())
    heaps: dict[str, list[SurveyAnswer]] = {}
    for answer in rows.order_by("pk"):
        heaps.setdefault(answer.wording or "", []).append(answer)
    fives = [(key, five) for key, heap in heaps.items() for five in _fives(heap)]
    for key, five in fives:
        _keep_five(question, key, five)
    return len(fives)


def _wording() -> Subquery:
    """The wording of the notice somebody answered about: the first that reached them."""
    told = Message.objects.filter(
        application_id=OuterRef("application_id"), state__in=DELIVERED, legal_class=LegalClass.NOTICE
    )
    return Subquery(told.order_by("pk").values("template_key")[:1])


def _fives(heap: Sequence[SurveyAnswer]) -> Iterator[Sequence[SurveyAnswer]]:
    return (heap[n : n + FIVE] for n in range(0, len(heap) - FIVE + 1, FIVE))


def _keep_five(question: str, key: str, five: Sequence[SurveyAnswer]) -> None:
    together, day = uuid4(), max(timezone.localdate(one.answered_at) for one in five)
    SurveySeal.objects.bulk_create(
        SurveySeal(company_id=one.company_id, answer=one, question=question, template_key=key, five=together, day=day)
        for one in five
    )
    for one in five:
        SurveyAnswer.objects.filter(pk=one.pk).update(sealed=sorted({*one.sealed, question}))


def sealed(
    question: str, *, since: date | None = None, until: date | None = None, template_key: str | None = None
) -> list[Any]:
    """Give the answers to one question in whole fives that were full in these days (`until` not included).

    A five of which somebody was erased is no five any more and is left out as a whole.
    """
    rows = SurveySeal.objects.filter(question=question)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lt=until) if until else rows
    rows = rows if template_key is None else rows.filter(template_key=template_key)
    whole = SurveySeal.objects.values("five").annotate(n=Count("pk")).filter(n=FIVE).values("five")
    return list(rows.filter(five__in=whole).order_by("five", "pk").values_list(f"answer__{question}", flat=True))


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything the company gets to read: totals over whole fives, and free words in no order at all."""

    helpful: int
    of_helpful: int
    careful: float | None
    of_careful: int
    comments: tuple[str, ...]
    at_least: int = FIVE


def voices() -> Voices:
    helpful, careful, comments = sealed("helpful"), sealed("careful"), sealed("comment")
    SystemRandom().shuffle(comments)
    mean = round(sum(careful) / len(careful), 1) if careful else None
    return Voices(sum(helpful), len(helpful), mean, len(careful), tuple(comments))


def some_words(most: int) -> list[str]:
    """Give a few of the free words, whichever: in no order, and not the newest."""
    words = sealed("comment")
    return SystemRandom().sample(words, min(most, len(words)))


# --- one reminder ---------------------------------------------------------------------------------------------------


def to_remind(today: date) -> QuerySet[Message]:
    """Give the notices whose readers saw their page and said nothing: once, some days later, never when shut."""
    answered = SurveyAnswer.objects.filter(application_id=OuterRef("application_id"))
    reminded = PersonalMail.objects.filter(kind=PersonalKind.SURVEY, subject_ref=OuterRef("application_id"))
    last = next(
        today - timedelta(n) for n in range(1, 30) if add_business_days(today - timedelta(n), REMIND_AFTER) <= today
    )
    rows: QuerySet[Message] = Message.objects.exclude(for_stage__in=IN_PROGRESS).filter(
        legal_class=LegalClass.NOTICE,
        channel=Channel.MAIL,
        state__in=DELIVERED,
        survey_wanted=True,
        person__isnull=False,
        seen_at__date__lte=last,
        seen_at__date__gte=today - REMIND_WITHIN,
        candidate__do_not_contact=False,
    )
    return rows.exclude(Exists(answered)).exclude(Exists(reminded)).select_related("candidate", "application")


@transaction.atomic
def remind_readers(at: datetime | None = None) -> int:
    """Queue the one reminder of everybody it is due for, in the active company. Gives how many. Safe to run twice."""
    now = at or timezone.now()
    if not is_business_day(timezone.localdate(now)):
        return 0
    due = [one for one in to_remind(timezone.localdate(now)) if not is_shut(one)]
    for message in due:
        send_to_person(
            PersonalKind.SURVEY,
            person_id=message.person_id,
            subject_ref=message.application_id,
            send_after=next_open(now),
        )
    return len(due)


def is_shut(message: Message) -> bool:
    """Whether their address asked for no mail, of whatever kind. Needs the company to be active."""
    return Suppression.objects.filter(address_hash=address_hash(message.candidate.email_key)).exists()


def reminder(mail: PersonalMail) -> Rendered:
    """Two questions, a minute, no condition, no name. Not sent when they have answered or shut the door since."""
    application = Application.objects.select_related("company").filter(pk=mail.subject_ref or 0).first()
    if application is None or SurveyAnswer.objects.filter(application=application).exists():
        raise Gone
    with acting_for(application.company_id):
        told = Message.objects.filter(application=application, state__in=DELIVERED).select_related("candidate").first()
        if told is None or is_shut(told):
            raise Gone
    company = application.company
    said = {"company": one_line(company.name), "position": one_line(application.position_title)}
    parts = [
        _("A few days ago you read the answer of {company} to your application for “{position}”.").format(**said),
        _(
            "If you like, please tell them how it was: two questions, about a minute. Your name is not passed on, and"
            " answers reach the company only five or more together."
        ),
        f"{settings.PUBLIC_URL}/me/results/{application.public_id}/survey",
        _(
            "You need not answer. It has no effect on any application, now or later. We ask this once and do not"
            " write again about it."
        ),
    ]
    return Rendered(
        _("How was the answer of {company}?").format(**said), "\n\n".join(parts), _("Answer two questions"),
        sender_name=said["company"],
    )  # fmt: skip


offer(PersonalKind.SURVEY, reminder)
