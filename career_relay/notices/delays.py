"""“We need longer”: a later day, told to the person before anybody has to ask (PRODUCT B6). Once; once more with a reason."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from career_relay.base import wording
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.business_days import business_days_until, is_business_day
from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.sources import is_guarded
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company
from career_relay.notices.events import Event
from career_relay.notices.guard import WAITING
from career_relay.notices.hours import send_time
from career_relay.notices.mime import first_address, is_address, one_line
from career_relay.notices.models import Delay, PersonalMail, Suppression
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import MessageState, PersonalKind, Scope
from career_relay.notices.suppression import address_hash

MOST = 2
FARTHEST = 20  # business days
LONGEST_REASON = 200


def delays_of(application: Application) -> QuerySet[Delay]:
    """Give the days that moved at this step of the selection: another step promises anew."""
    rows: QuerySet[Delay] = Delay.objects.filter(application=application, undone_at=None)
    return rows.filter(stage=application.stage, reached=application.reached).order_by("pk")


@transaction.atomic
def need_longer(application: Application, day: date, reason: str = "", *, by: Actor) -> Delay:
    """Promise a later day and tell the person so, kindly, after the usual hold. Raises Refused.

    Where no mail of ours may go (an agency, no address), the day moves all the same and `is_written` says that
    somebody else has to tell them.
    """
    rows = Application.objects.select_related("candidate", "company").select_for_update(of=("self",))
    application = rows.get(pk=application.pk)
    said = " ".join(reason.split())
    _ensure_may(application, day, said)
    before = application.promised_on or timezone.localdate()
    application.promised_on = day
    application.save(update_fields=["promised_on"])
    delay = Delay.objects.create(
        company_id=application.company_id,
        application=application,
        stage=application.stage,
        reached=application.reached,
        before=before,
        after=day,
        reason=said,
        by_id=by.id if by.kind == ActorKind.USER else None,
    )
    _write(delay, application)
    record(Event.LONGER, application, by=by, before=before.isoformat(), day=day.isoformat(), written=delay.is_written)
    return delay


def _ensure_may(application: Application, day: date, reason: str) -> None:
    if application.stage not in WAITING:
        raise Refused(_("The result is fixed already: tell it now."))
    _ensure_day(application, day)
    count = delays_of(application).count()
    if count >= MOST:
        raise Refused(_("The day has moved twice already. Please decide, and tell the person."), code="MOVED_TWICE")
    if count and not reason:
        raise Refused(_("It is the second time: please say why, in a sentence the person may read."), code="REASON")
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": LONGEST_REASON})
    ensure_fair(reason)


def _ensure_day(application: Application, day: date) -> None:
    today = timezone.localdate()
    if day <= max(today, application.promised_on or today):
        raise Refused(_("Choose a later day than the one promised."))
    if not is_business_day(day):
        raise Refused(_("Choose a business day."))
    if business_days_until(day, today=today) > FARTHEST:
        raise Refused(_("Choose a day within {n} business days.").format(n=FARTHEST))


def _write(delay: Delay, application: Application) -> None:
    if not may_be_written(application):
        return
    with translation.override(_language_of(application)):
        mail = send_to_person(
            PersonalKind.LONGER,
            subject_ref=application.pk,
            data={"company": application.company_id, "delay": delay.pk},
            send_after=send_time(timezone.now()),
        )
    delay.is_written, delay.mail_ref = True, mail.pk
    delay.save(update_fields=["is_written", "mail_ref"])


def _language_of(application: Application) -> str:
    """The language somebody applied in, as the receipt they got was written; else Japanese."""
    receipt = PersonalMail.objects.filter(kind=PersonalKind.APPLIED, subject_ref=application.pk).first()
    return receipt.language if receipt else "ja"


def may_be_written(application: Application) -> bool:
    """Whether a mail of ours about their own application may go to the person."""
    candidate = application.candidate
    shut = Suppression.objects.filter(address_hash=address_hash(candidate.email_key), scope=Scope.ALL)
    return is_address(candidate.email) and not shut.exists() and not is_guarded(candidate, timezone.localdate())


def said_of(delay: Delay) -> str:
    """Say to the recruiter what was done, and what is left to do."""
    day = wording.day(delay.after)
    if delay.is_written:
        words = _(
            "The new day is {day}. A kind notice to the person leaves in ten minutes; until then it can be undone."
        )
    else:
        words = _(
            "The new day is {day}. We may not write to this person: please tell them by phone, or through the agency."
        )
    return words.format(day=day)


@transaction.atomic
def take_back_delay(delay: Delay, *, by: Actor) -> Delay:
    """Undo it while its mail is held. Raises Refused when the person has been told."""
    delay = Delay.objects.select_for_update(of=("self",)).select_related("application").get(pk=delay.pk)
    if delay.undone_at:
        return delay
    if delay.is_written and not _stop(delay):
        raise Refused(_("The mail has left: the person knows the later day. It stays."))
    application = delay.application
    if application.promised_on == delay.after:
        application.promised_on = delay.before
        application.save(update_fields=["promised_on"])
    delay.undone_at = timezone.now()
    delay.save(update_fields=["undone_at"])
    record(Event.LONGER_UNDONE, application, by=by)
    return delay


def _stop(delay: Delay) -> bool:
    return bool(_held(delay).update(state=MessageState.CANCELLED))


def can_take_back(delay: Delay) -> bool:
    return not delay.is_written or _held(delay).exists()


def _held(delay: Delay) -> QuerySet[PersonalMail]:
    rows: QuerySet[PersonalMail] = PersonalMail.objects.filter(pk=delay.mail_ref or 0, state=MessageState.QUEUED)
    return rows


# --- the words ------------------------------------------------------------------------------------------------------


def longer(mail: PersonalMail) -> Rendered:
    """Say that it takes longer, until when, and why, as things stand when it is sent."""
    rows = Delay.objects.select_related("application", "application__candidate", "company")
    delay = rows.filter(pk=mail.data.get("delay", 0), undone_at=None).first()
    if delay is None or not _still_holds(delay):
        raise Gone
    application, company = delay.application, delay.company
    said = {
        "name": one_line(application.candidate.name),
        "company": one_line(company.name),
        "position": one_line(application.position_title),
        "day": wording.day(delay.after),
    }
    parts = [
        _("Dear {name}").format(**said),
        _("Thank you for applying to {company} for “{position}”.").format(**said),
        _apology(delay),
        *([_("The reason: {reason}").format(reason=delay.reason)] if delay.reason else []),
        _("You will have our answer by {day}, whatever it is. You need do nothing.").format(**said),
        _("You can see where things stand, and what we hold, on your own page. A code is sent to this address:"),
        door_url(company),
        _signature(company),
    ]
    return Rendered(
        _("We need a little longer to answer you ({company})").format(**said),
        "\n\n".join(parts),
        _("Open my page"),
        sender_name=f"{company.name} {company.sender_name or _('Recruiting team')}",
        reply_to=first_address(company.contact_desk),
    )


def _still_holds(delay: Delay) -> bool:
    application = delay.application
    same = application.promised_on == delay.after and application.stage in WAITING
    return same and may_be_written(application)


def _apology(delay: Delay) -> str:
    if delay.before < timezone.localdate():
        return _(
            "We promised you an answer by {day} and did not keep it. We are sorry, and we still need longer."
        ).format(day=wording.day(delay.before))
    return _(
        "We promised you an answer by {day}. We need longer to look at it with care, and are sorry to keep you."
    ).format(day=wording.day(delay.before))


def _signature(company: Company) -> str:
    return "\n".join(filter(None, (company.name, company.sender_name, company.address, company.contact_desk)))


offer(PersonalKind.LONGER, longer)
