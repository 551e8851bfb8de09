"""Drafting, checking, releasing, undoing, telling. What leaves the house leaves through `delivery`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import log_of, record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.candidates import agencies, remedies
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import IN_PROGRESS
from career_relay.notices import composer, outbox, releases, wordings
from career_relay.notices.channels import REACHED, ensure_outcome, keep_try
from career_relay.notices.events import Event
from career_relay.notices.hours import send_time
from career_relay.notices.mime import first_address
from career_relay.notices.models import Message
from career_relay.notices.rules import (
    ensure_decided,
    ensure_point,
    ensure_ready,
    ensure_text,
    ensure_through_agency,
    is_apology,
    is_protected,
    why_superseded,
)
from career_relay.notices.states import (
    DELIVERED,
    OPEN,
    Channel,
    LegalClass,
    MessageState,
    TemplatePurpose,
    ensure_next,
)

S = MessageState
ONE_CHANGE = timedelta(minutes=10)
RELEASE = """
UPDATE notices_message
   SET state = 'held', send_after = %(send_after)s, released_at = %(now)s, released_by_id = %(by)s, skip_reason = '',
       error = '', attempts = 0
 WHERE id = ANY(%(ids)s) AND state = 'draft' RETURNING id"""
UNDO = """
UPDATE notices_message SET state = 'draft', send_after = NULL, released_at = NULL, released_by_id = NULL
 WHERE id = ANY(%(ids)s) AND state = 'held' RETURNING id"""


@transaction.atomic
def draft_notice(
    application: Application,
    *,
    by: Actor,
    template_key: str | None = None,
    personal_point: str = "",
    language: str = "ja",
    batch: UUID | None = None,
) -> Message:
    """Write the draft of a notice, or give the one there is: one decision, one notice.

    For somebody an agency brought, it is a draft to the agency.
    """
    rows = Application.objects.select_related("candidate", "company").select_for_update(of=("self",))
    application = rows.get(pk=application.pk)
    ensure_decided(application)
    ensure_point(personal_point)
    _drop_apologies(application, by=by)
    if found := _notice_of(application):
        return found
    message = new_notice(application, language=language, batch=batch)
    message.personal_point = personal_point.strip()
    message.template_key = template_key or template_for(message)
    write(message)
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        return Message.objects.get(application=application, state__in=OPEN)
    record(Event.DRAFTED, message, by=by, template=message.template_key, channel=message.channel)
    return message


def _drop_apologies(application: Application, *, by: Actor) -> None:
    """Put away an apology that has not left: the no was said again, so nothing is taken back."""
    rows = Message.objects.filter(application=application, for_stage__in=IN_PROGRESS, state__in=[S.DRAFT, S.HELD])
    for message in rows.select_for_update(of=("self",)):
        message.state = S.CANCELLED
        message.save(update_fields=["state"])
        record(Event.DROPPED, message, by=by)


def _notice_of(application: Application) -> Message | None:
    """Give the notice in the making or on its way, else the one that arrived for this very decision."""
    arrived = Q(state__in=DELIVERED, for_decided_at=application.decided_at)
    notices = Message.objects.filter(
        Q(state__in=OPEN) | arrived, application=application, legal_class=LegalClass.NOTICE
    )
    found = sorted(notices, key=lambda one: (one.state in OPEN, one.pk))
    return found[-1] if found else None


def new_notice(application: Application, *, language: str, batch: UUID | None) -> Message:
    """Give an unsaved draft about the application as it stands; through the agency, if one brought the person."""
    candidate = application.candidate
    message = Message(
        company=application.company,
        candidate=candidate,
        application=application,
        person_id=application.person_id or candidate.person_id,
        language=language,
        batch=batch or uuid4(),
        for_stage=application.stage,
        for_decided_at=application.decided_at,
    )
    if is_protected(candidate):
        message.channel, message.to_agency = Channel.AGENCY, _agency_address(application)
    return message


def template_for(message: Message) -> str:
    """Give the template that fits; to an agency there are some of their own, and a no taken back has its own."""
    assert message.application is not None, "only notices of an application are drafted here"  # noqa: S101
    if message.channel == Channel.AGENCY:
        return wordings.AGENCY_APOLOGY if is_apology(message) else wordings.AGENCY
    return wordings.APOLOGY if is_apology(message) else wordings.propose(message.application)


def _agency_address(application: Application) -> str:
    """Give the address of the firm: written beside the source, else where its last notice went."""
    if noted := first_address(application.source_detail):
        return noted
    if agreed := agencies.address_of(application.source_detail, application.introduced_on or application.applied_on):
        return agreed
    firm = application.candidate.protected_by
    before = Message.objects.exclude(to_agency="").filter(candidate__protected_by=firm).order_by("-id").first()
    return before.to_agency if firm and before else ""


def write(message: Message) -> None:
    """Render subject and text anew, unless the recruiter has written them."""
    if message.own_words:
        return
    words = wordings.find(message.template_key, message.language)
    message.template_version = words.version
    message.subject, message.body_text = composer.write(message, message.company, words)


@dataclass(frozen=True, slots=True)
class Edit:
    """What may be changed in a draft; None leaves it as it is. An empty `body` brings the template's words back."""

    personal_point: str | None = None
    template_key: str | None = None
    language: str | None = None
    channel: str | None = None
    to_agency: str | None = None
    subject: str | None = None
    body: str | None = None
    survey_wanted: bool | None = None
    telling: remedies.Telling | None = None


@transaction.atomic
def edit_draft(message: Message, edit: Edit, *, by: Actor) -> Message:
    """Change a draft. What was ticked before has to be looked at again."""
    message = _locked(message, S.DRAFT)
    before = _words(message)
    if edit.telling is not None and message.application is not None:
        message.application = remedies.change_telling(message.application, edit.telling, by=by)
    apply_edit(message, edit)
    if _words(message) == before:
        return message
    message.is_checked = False
    message.save()
    if not _noted_just_now(message, by):
        record(Event.EDITED, message, by=by)
    return message


def _noted_just_now(message: Message, by: Actor) -> bool:
    """Whether the last thing written down is that the same person is changing it: typing is one change."""
    last = log_of(message).last()
    same = last is not None and (last.event, last.actor_kind, last.actor_id) == (Event.EDITED, by.kind, by.id)
    return bool(same and last and timezone.now() - last.at < ONE_CHANGE)


def apply_edit(message: Message, edit: Edit) -> None:
    """Change the words of `message` in memory only: the live preview does the same as saving. Raises Refused."""
    for name in ("personal_point", "template_key", "language", "channel", "to_agency", "survey_wanted"):
        if (value := getattr(edit, name)) is not None:
            setattr(message, name, value.strip() if isinstance(value, str) else value)
    ensure_point(message.personal_point)
    if edit.telling is not None and message.application is not None:
        told = remedies.ensure_telling(edit.telling, message.application.reason, timezone.localdate())
        application = message.application
        application.reason_shared, application.path, application.path_on = told.reason_shared, told.path, told.on
    _ensure_known(message)
    if edit.body is not None and not edit.body.strip():
        message.own_words = False
    write(message)
    _take_own_words(message, edit)


def _ensure_known(message: Message) -> None:
    """A person an agency brought is written to through the agency; somebody who came alone is not.

    A no that was taken back has its own words, and no other fit.
    """
    ensure_through_agency(message, message.channel)
    if message.language not in wordings.LANGUAGES:
        raise Refused(_("There are no words in this language."))
    to_agency = message.template_key in wordings.TO_AGENCY
    if message.application and to_agency != (message.channel == Channel.AGENCY) and not message.own_words:
        message.template_key = template_for(message)
    try:
        words = wordings.find(message.template_key, message.language)
    except KeyError:
        raise Refused(_("There is no such template.")) from None
    if message.own_words or message.application is None:
        return
    apologises = words.purpose == TemplatePurpose.APOLOGY or words.key == wordings.AGENCY_APOLOGY
    if is_apology(message) and not apologises:
        raise Refused(_("The no was taken back: choose the apology, or write the words yourself."))
    if apologises and not is_apology(message):
        raise Refused(_("This template apologises for a no that was taken back. This one was not."))


def _take_own_words(message: Message, edit: Edit) -> None:
    body = (edit.body or "").replace("\r\n", "\n").strip()
    subject = message.subject if edit.subject is None else edit.subject.strip()
    if (body and body != message.body_text.strip()) or subject != message.subject:
        message.own_words, message.subject = True, subject
        message.body_text = f"{body}\n" if body else message.body_text
        ensure_text(message.subject, message.body_text)


def _words(message: Message) -> tuple[Any, ...]:
    return (
        message.channel, message.to_agency, message.template_key, message.language, message.personal_point,
        message.subject, message.body_text, message.own_words, message.survey_wanted,
        remedies.telling_of(message.application) if message.application else None,
    )  # fmt: skip


@transaction.atomic
def check_message(message: Message, *, by: Actor, is_checked: bool = True) -> Message:
    """Tick a draft: somebody has looked at it. Each is ticked alone (LEGAL: a person decides)."""
    message = _locked(message, S.DRAFT)
    if message.is_checked == is_checked:
        return message
    message.is_checked = is_checked
    message.save(update_fields=["is_checked"])
    if is_checked:
        record(Event.CHECKED, message, by=by)
    return message


@transaction.atomic
def release(messages: Iterable[Message], *, by: Actor, at: datetime | None = None) -> list[Message]:
    """Let drafts go, all or none: held first, so that they can be taken back, then sent by the outbox.

    A second release of the same drafts finds nothing to do and gives an empty list.
    """
    drafts = _lock_all(messages, S.DRAFT)
    if not drafts:
        return []
    for message in drafts:
        _ensure_ready(message)
    releases.ensure_one_each(drafts)
    releases.ensure_seconded(drafts, by=by)
    now = timezone.now()
    send_after = send_time(now, at=at)
    ids = [message.pk for message in drafts]
    moved = set(outbox.moved(RELEASE, ids=ids, send_after=send_after, now=now, by=by.id))
    released = [message for message in drafts if message.pk in moved]
    for message in released:
        message.refresh_from_db(fields=["state", "send_after", "released_at"])
        record(Event.RELEASED, message, by=by, send_after=send_after.isoformat())
    releases.note_release(drafts[0].batch, by=by)
    _wake_outbox(released[0].company_id, at=send_after)
    return released


def _ensure_ready(message: Message) -> None:
    """Guard one of many, and name whose notice it is that stops the others."""
    try:
        ensure_ready(message, message.company)
    except Refused as refusal:
        words = _("{name}: {why}").format(name=message.candidate.name or message.candidate_id, why=refusal.why)
        raise Refused(words, code=refusal.code) from None


def _wake_outbox(company_id: int, *, at: datetime) -> None:
    from career_relay.notices.tasks import deliver_company

    later(deliver_company, at=at, company_id=company_id)


@transaction.atomic
def undo_release(messages: Iterable[Message], *, by: Actor) -> list[Message]:
    """Take back what is still held; what has left stays gone. Gives those that are drafts again."""
    ids = [message.pk for message in messages]
    back = outbox.moved(UNDO, ids=ids)
    drafts = list(Message.objects.filter(pk__in=back).order_by("pk"))
    for message in drafts:
        record(Event.UNDONE, message, by=by)
    return drafts


@transaction.atomic
def drop_draft(message: Message, *, by: Actor) -> Message:
    """Put a draft away; another may be written for the same decision."""
    return _to(_locked(message, S.DRAFT), S.CANCELLED, Event.DROPPED, by)


@transaction.atomic
def reopen(message: Message, *, by: Actor) -> Message:
    """Make a draft again of what the mail server refused or the last look skipped."""
    message = _locked(message, S.FAILED, S.SKIPPED)
    message.is_checked, message.skip_reason, message.error = False, "", ""
    message.send_after = None
    if message.application:
        message.for_stage, message.for_decided_at = message.application.stage, message.application.decided_at
    if is_protected(message.candidate) and message.channel != Channel.AGENCY and message.application:
        message.channel, message.to_agency = Channel.AGENCY, _agency_address(message.application)
        message.template_key, message.own_words = template_for(message), False
    write(message)
    message.save()
    return _to(message, S.DRAFT, Event.REOPENED, by)


@transaction.atomic
def tell_otherwise(message: Message, channel: str, outcome: str, *, by: Actor) -> Message:
    """Record that a result was told by phone or letter, or that a call was tried. A mail that was sent stays sent."""
    ensure_outcome(channel, outcome)
    message = _locked(message, S.DRAFT, S.FAILED, S.SKIPPED, S.ACCEPTED)
    ensure_through_agency(message, channel)
    message.outcome = outcome
    keep_try(message, outcome, by=by)
    if outcome not in REACHED or message.state == S.ACCEPTED:
        message.save(update_fields=["outcome"])
        record(Event.TRIED if outcome not in REACHED else Event.TOLD, message, by=by, channel=channel, outcome=outcome)
        return message
    if why := why_superseded(message):
        raise Refused(why)
    message.channel, message.sent_at, message.released_by_id = channel, timezone.now(), by.id
    message.save(update_fields=["outcome", "channel", "sent_at", "released_by"])
    Candidate.objects.filter(pk=message.candidate_id).update(last_contact_at=message.sent_at)
    return _to(message, S.TOLD, Event.TOLD, by)


@transaction.atomic
def settle_unknown(message: Message, *, arrived: bool, by: Actor) -> str:
    """Somebody has checked by other means: it arrived, or it is to be sent again."""
    return _go_on(message, outbox.settle(_locked(message, S.UNKNOWN), arrived=arrived, by=by))


@transaction.atomic
def ask_mail_server(message: Message, *, by: Actor) -> str:
    """Settle an uncertain notice by what the mail server knows, where it can be asked. Gives the state it has then."""
    return _go_on(message, outbox.resolve_unknown(_locked(message, S.UNKNOWN), by=by))


def _go_on(message: Message, state: str) -> str:
    if state == S.QUEUED:
        _wake_outbox(message.company_id, at=timezone.now())
    return state


def _to(message: Message, then: str, event: Event, by: Actor) -> Message:
    ensure_next(message.state, then)
    message.state = then
    message.save(update_fields=["state"])
    record(event, message, by=by)
    return message


def _locked(message: Message, *states: str) -> Message:
    """Give the row, locked, if it is still in one of `states`. Raises Refused."""
    found = _lock_all([message], *states)
    if not found:
        now = Message.objects.get(pk=message.pk).get_state_display()
        raise Refused(_("This cannot be changed any more: it is “{state}”.").format(state=now))
    return found[0]


def _lock_all(messages: Iterable[Message], *states: str) -> Sequence[Message]:
    ids = [message.pk for message in messages]
    rows = Message.objects.select_related("candidate", "application", "company").order_by("pk")
    return list(rows.select_for_update(of=("self",)).filter(pk__in=ids, state__in=states))
