"""Somebody applies on the company's own careers page: one sheet becomes a record, an application and its evidence.

Nothing here says whether an address is known. The same key sent twice is kept once.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.base.tokens import keyed_hash
from career_relay.candidates import intake
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate, FormPermission, Submission
from career_relay.candidates.states import IN_PROGRESS, RecordState, SourceKind
from career_relay.companies.models import Company
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.positions.models import Position

VERSION = "2026-11"  # of the words beside the boxes; change it with them
HOUR = timedelta(hours=1)
PER_ADDRESS = 5  # forms an hour for one mail address
PER_NETWORK = 30  # and from one place on the net: a university is one place
Box = FormPermission.Box

_SENTENCE = re.compile(r"[^。．！？!?\n]*[。．！？!?\n]?")
_STATE = {Box.GUIDANCE: RecordState.CONTACT, Box.POOL: RecordState.POOL}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form of the careers page holds, checked for shape."""

    key: UUID
    name: str
    name_key: str
    email: str
    email_key: str
    kana: str = ""
    phone: str = ""
    phone_key: str = ""
    prefecture: str = ""
    graduation_year: int | None = None
    message: str = ""
    whats_changed: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # (as asked, as answered)
    boxes: Mapping[str, str] = field(default_factory=dict)  # ticked box → the words that stood beside it
    language: str = "ja"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a form."""

    submission: Submission
    is_new: bool


class TooMany(Refused):
    """So many forms from one place that a person cannot have written them."""


@transaction.atomic
def apply(position: Position, sheet: Sheet) -> Taken:
    """Take in one form; the same form again gives what is kept already. raises TooMany.

    The draft comes in by `intake.take_in` like every other. A sentence about a matter that has no place in a selection
    is not kept (LEGAL F-04); the form has told the person before.
    """
    company = Company.objects.get(pk=position.company_id)
    intake.lock(company)
    if known := Submission.objects.filter(key=sheet.key).select_related("application").first():
        return Taken(known, is_new=False)
    _ensure_not_too_many(sheet)
    verdict = intake.take_in(_draft(position, sheet), company=company, by=SYSTEM)
    application = _tied(verdict, position)
    submission = _kept(verdict.candidate, application, sheet)
    _keep_boxes(submission, sheet.boxes)
    record(CandidateEvent.APPLIED, application, by=SYSTEM, submission=submission.pk, left_out=submission.left_out)
    return Taken(submission, is_new=True)


def _draft(position: Position, sheet: Sheet) -> CandidateDraft:
    today = timezone.localdate()
    running = _running(position, sheet)
    draft = CandidateDraft(
        name=sheet.name,
        name_key=sheet.name_key,
        kana=sheet.kana,
        email=sheet.email,
        email_key=sheet.email_key,
        phone=sheet.phone,
        phone_key=sheet.phone_key,
        prefecture=sheet.prefecture,
        track=position.track,
        graduation_year=sheet.graduation_year,
        application=ApplicationDraft(
            position=running.position_title if running else position.title,
            track=position.track,
            graduation_year=sheet.graduation_year,
            applied_on=running.applied_on if running else today,
            step="applied",
            source=SourceKind.OWN.value,
        ),
    )
    return _with_state(draft, sheet, today)


def _running(position: Position, sheet: Sheet) -> Application | None:
    """Their selection for this position while it is running: a second form adds to it and starts no second one."""
    same = Application.objects.filter(candidate__email_key=sheet.email_key, candidate__name_folded=sheet.name_key)
    return same.filter(position=position, stage__in=IN_PROGRESS).order_by("-id").first()


def _with_state(draft: CandidateDraft, sheet: Sheet, today: date) -> CandidateDraft:
    """Record, pool or contact, from the boxes ticked, with the version and the hash of their words (LEGAL C-02)."""
    ticked = [box for box in Box if box in sheet.boxes]
    if not ticked:
        return draft
    with override(settings.LANGUAGE_CODE):
        words = _("own careers page: {boxes} (text {hash})").format(
            boxes="・".join(str(box.label) for box in ticked),
            hash=hash_of("\n".join(sheet.boxes[b] for b in ticked))[:12],
        )
    widest = _STATE[ticked[0]]  # permission to write stands first
    return replace(draft, state=widest.value, state_evidence=words, state_form=VERSION, state_on=today)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _tied(verdict: intake.Verdict, position: Position) -> Application:
    """The application, tied to the very position whose form it was: another may have the same title."""
    application = verdict.application
    if application is None:
        raise LookupError("a form always speaks of an application")
    if application.position_id != position.pk:
        application.position = position
        application.save(update_fields=["position"])
    return application


def _kept(candidate: Candidate, application: Application, sheet: Sheet) -> Submission:
    texts = [sheet.message, sheet.whats_changed, *(answer for _asked, answer in sheet.answers)]
    fair = [without_matters(text) for text in texts]
    message, changed, *answers = (text for text, _gone in fair)
    if changed and hasattr(application, "whats_changed"):
        application.whats_changed = changed
        application.save(update_fields=["whats_changed"])
    return Submission.objects.create(
        candidate=candidate,
        application=application,
        key=sheet.key,
        answers=[
            {"asked": asked, "answer": answer}
            for (asked, _typed), answer in zip(sheet.answers, answers, strict=True)
            if answer
        ],
        message=message,
        whats_changed=changed,
        left_out=sum(gone for _text, gone in fair),
        language=sheet.language,
        origin=sheet.origin,
    )


def _keep_boxes(submission: Submission, boxes: Mapping[str, str]) -> None:
    for box in Box:
        if text := boxes.get(box):
            FormPermission.objects.create(
                candidate=submission.candidate,
                submission=submission,
                box=box,
                version=VERSION,
                text=text,
                text_hash=hash_of(text),
            )


# --- what has no place in a selection -------------------------------------------------------------------------------


def matters_in(texts: Iterable[str]) -> list[lint.Finding]:
    """What a person wrote of their own accord that a selection does not need (LEGAL §3.6, §3.7)."""
    return [finding for text in texts for finding in lint.check(text)]


def without_matters(text: str) -> tuple[str, int]:
    """The text without the sentences about such matters, and how many they were."""
    kept, gone = [], 0
    for sentence in _SENTENCE.findall(text):
        if lint.items_hit(sentence):
            gone += 1
        else:
            kept.append(sentence)
    rest = "".join(kept).strip()
    # a matter that only shows across sentences: then nothing of the text is kept
    return ("", gone + 1) if lint.items_hit(rest) else (rest, gone)


# --- how often ------------------------------------------------------------------------------------------------------


def origin_of(address: str) -> str:
    """A mark of the network a form came from: a keyed hash good for one day. The address itself is kept nowhere."""
    if not address:
        return ""
    network = address.rsplit(".", 1)[0] if "." in address else ":".join(address.split(":")[:4])
    return keyed_hash("careers origin", f"{timezone.localdate().isoformat()} {network}")


def _ensure_not_too_many(sheet: Sheet) -> None:
    lately = Submission.objects.filter(created_at__gt=timezone.now() - HOUR)
    from_there = lately.filter(origin=sheet.origin).count() if sheet.origin else 0
    if from_there >= PER_NETWORK or lately.filter(candidate__email_key=sheet.email_key).count() >= PER_ADDRESS:
        raise TooMany(_("Many applications have just come from here. Please send yours again in an hour."))
