"""The polite end of a silence, off by default: an answer is drafted for a person to look at and release (PRODUCT B6).

A person decides. Only where an owner chose it in so many words does the answer go by itself, and then too it is held.
"""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base import wording
from career_relay.base.actors import SYSTEM, Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.candidates import actions as candidates
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reason, Stage
from career_relay.companies.models import Company
from career_relay.notices import actions
from career_relay.notices.events import Event
from career_relay.notices.guard import WAITING, Item, items, rules_of
from career_relay.notices.models import Closing, GuardRules, GuardStep, Message
from career_relay.notices.placeholders import LINK
from career_relay.notices.rules import ensure_text
from career_relay.notices.states import Channel

S = Closing.State


def proposed() -> QuerySet[Closing]:
    """Give the drafts that still stand: nobody has decided, and the promise is the one they speak of."""
    rows: QuerySet[Closing] = Closing.objects.filter(state=S.PROPOSED, application__stage__in=WAITING)
    rows = rows.filter(application__promised_on=F("promised_on")).select_related(
        "application", "application__candidate"
    )
    return rows.order_by("promised_on", "pk")


@transaction.atomic
def draft_closings(company: Company) -> list[Closing]:
    """Draft the answers that are due, once a promise, and send them where the owner chose so. Needs an active company."""
    rules, today = rules_of(), timezone.localdate()
    if rules.closing == GuardRules.Closing.OFF:
        return []
    due = [one for one in items(today) if is_due(one, rules) and _was_escalated(one)]
    rows = Application.objects.select_related("candidate", "company").filter(stage__in=WAITING)
    made = [_draft(one) for one in rows.filter(pk__in=[one.pk for one in due]).order_by("pk")]
    fresh = [closing for closing in made if closing is not None]
    if rules.closing == GuardRules.Closing.SEND and rules.chosen_by_id:
        for closing in fresh:
            _send(closing)
    return fresh


def is_due(item: Item, rules: GuardRules) -> bool:
    return item.is_over and -item.left >= rules.escalate_days + rules.closing_days


def _was_escalated(item: Item) -> bool:
    """Owners have been told of this promise, and not today only."""
    told = GuardStep.objects.filter(
        application_id=item.pk,
        kind=GuardStep.Kind.ESCALATED,
        promised_on=item.promised_on,
        day__lt=timezone.localdate(),
    )
    return told.exists()


def _draft(application: Application) -> Closing | None:
    if application.promised_on is None:
        return None
    subject, body = words(application, "ja")
    closing, is_new = Closing.objects.get_or_create(
        application=application,
        promised_on=application.promised_on,
        defaults={
            "company_id": application.company_id,
            "subject": subject,
            "body_text": body,
            "drafted_on": timezone.localdate(),
        },
    )
    if not is_new:
        return None
    record(Event.CLOSING_DRAFTED, application, by=SYSTEM)
    return closing


def _send(closing: Closing) -> None:
    """Release by itself; what cannot go (an agency without address, an unknown source) waits for a person."""
    try:
        with transaction.atomic():
            release_closing(closing, closing.subject, closing.body_text, by=SYSTEM)
    except Refused:
        return


def words(application: Application, language: str) -> tuple[str, str]:
    """Give subject and text of an answer that comes too late: sorry first, plain, nothing that belittles."""
    company = application.company
    with override(language):
        said = {
            "name": application.candidate.name,
            "company": company.name,
            "position": application.position_title,
            "day": wording.day(application.promised_on),
            "link": LINK,
            "sender": company.sender_name or _("Recruiting team"),
        }
        subject = _("About your application to {company}").format(**said)
        return subject[:200], _closing_text().format(**said)


def _closing_text() -> str:
    return _(
        "Dear {name}\n\n"
        "Thank you for applying for {position}.\n\n"
        "We promised you an answer by {day} and did not keep that promise. We are sorry to have kept you waiting.\n\n"
        "We were not able to take your application further. That you had to wait was our doing alone and says nothing"
        " about your experience.\n\n"
        "On your result page you see until when your documents are kept. You can take a copy, or have them erased now.\n\n"
        "{link}\n\n"
        "Thank you for the time and the interest you gave us.\n\n"
        "{company}\n{sender}\n"
    )


@transaction.atomic
def release_closing(closing: Closing, subject: str, body: str, *, by: Actor) -> Message:
    """Decide, write and release with these words; the mail is held like every other and can be taken back.

    Raises Refused when somebody has decided meanwhile, or when the notice cannot go out.
    """
    closing = _locked(closing)
    ensure_text(subject.strip(), body)
    application = candidates.decide(
        closing.application,
        Stage.REJECTED,
        by=by,
        reason=Reason.OTHER,
        details=_("Closed because nobody answered in time."),
        skipped=_("Closed because nobody answered in time."),
    )
    draft = actions.draft_notice(application, by=by, language=closing.language)
    if draft.channel == Channel.MAIL:  # an agency gets the words for agencies
        draft = actions.edit_draft(draft, actions.Edit(subject=subject, body=body), by=by)
    draft = actions.check_message(draft, by=by)
    (message,) = actions.release([draft], by=by)
    _settle(closing, S.RELEASED, Event.CLOSING_RELEASED, by)
    return message


@transaction.atomic
def drop_closing(closing: Closing, *, by: Actor) -> Closing:
    """Put the draft away: somebody will answer otherwise. The reminders go on."""
    return _settle(_locked(closing), S.DROPPED, Event.CLOSING_DROPPED, by)


def _settle(closing: Closing, state: str, event: Event, by: Actor) -> Closing:
    closing.state, closing.settled_at = state, timezone.now()
    closing.settled_by_id = by.id if by.kind == ActorKind.USER else None
    closing.save(update_fields=["state", "settled_at", "settled_by"])
    record(event, closing.application, by=by)
    return closing


def _locked(closing: Closing) -> Closing:
    found = proposed().select_for_update(of=("self",)).filter(pk=closing.pk, company_id=current_company()).first()
    if found is None:
        raise Refused(_("Somebody has answered or named another day meanwhile. Nothing was sent."), code="SETTLED")
    return found
