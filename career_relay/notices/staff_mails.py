"""Mails to the staff about answers that are due: numbers and links. Whoever wants to see a name signs in."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base import wording
from career_relay.companies.models import Company
from career_relay.notices import closings
from career_relay.notices.guard import Numbers, numbers_for, rules_of
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.states import PersonalKind

PLACE = "/desk/waiting/"


def due(mail: PersonalMail) -> Rendered:
    """What was promised for today and the days to come."""
    company, now = _of(mail)
    subject = ngettext("{n} answer is due soon", "{n} answers are due soon", now.today + now.soon + now.late).format(
        n=now.today + now.soon + now.late
    )
    return _mail(company, subject, [_("Somebody waits for an answer we promised:"), _lines(now)])


def late(mail: PersonalMail) -> Rendered:
    """What was promised and not kept."""
    company, now = _of(mail)
    if not now.late:
        return due(mail)
    subject = ngettext("{n} answer is overdue", "{n} answers are overdue", now.late).format(n=now.late)
    more = [_lines(now), *_escalated(now), *_drafts()]
    return _mail(company, subject, [_("A promised day has passed, and the person has heard nothing:"), *more, _ways()])


def week(mail: PersonalMail) -> Rendered:
    """Three lines at the beginning of the week."""
    company, now = _of(mail)
    day = wording.weekday(date.fromisoformat(str(mail.data["day"])))
    subject = _("This week: {n} waiting for an answer").format(n=now.all)
    parts = [_("As of {day}, in three lines:").format(day=day), _week_lines(now), *_escalated(now), *_drafts()]
    return _mail(company, subject, parts)


def _of(mail: PersonalMail) -> tuple[Company, Numbers]:
    """Give the company and the numbers as they stand when it is sent. Raises Gone when nothing waits any more."""
    company = mail.for_company
    if company is None or mail.to_user_id is None:
        raise Gone
    now = numbers_for(mail.to_user_id, company.pk, timezone.localdate())
    if not now.all:
        raise Gone
    return company, now


def _lines(now: Numbers) -> str:
    rows = [
        (now.late, ngettext("{n} overdue", "{n} overdue", now.late)),
        (now.today, ngettext("{n} for today", "{n} for today", now.today)),
        (now.soon, ngettext("{n} within three business days", "{n} within three business days", now.soon)),
    ]
    return "\n".join(f"・{words.format(n=n)}" for n, words in rows if n)


def _week_lines(now: Numbers) -> str:
    soon = now.today + now.soon
    rows = [
        ngettext("{n} overdue", "{n} overdue", now.late).format(n=now.late),
        ngettext("{n} within three business days", "{n} within three business days", soon).format(n=soon),
        ngettext("{n} waiting in all", "{n} waiting in all", now.all).format(n=now.all),
    ]
    return "\n".join(f"・{row}" for row in rows)


def _escalated(now: Numbers) -> list[str]:
    if not now.escalated:
        return []
    words = ngettext(
        "{n} of them has been overdue for {days} business days or more. The owners of the company are told as well.",
        "{n} of them have been overdue for {days} business days or more. The owners of the company are told as well.",
        now.escalated,
    )
    return [words.format(n=now.escalated, days=rules_of().escalate_days)]


def _drafts() -> list[str]:
    count = closings.proposed().count()
    if not count:
        return []
    words = ngettext(
        "{n} overdue answer has been drafted. Nothing is sent until a person has looked at it.",
        "{n} overdue answers have been drafted. Nothing is sent until a person has looked at them.",
        count,
    )
    return [words.format(n=count)]


def _ways() -> str:
    return _("Decide and tell them, or say that it takes longer: a kind notice with a new day goes to the person.")


def _mail(company: Company, subject: str, parts: list[str]) -> Rendered:
    text = "\n\n".join([*parts, f"{settings.PUBLIC_URL}{PLACE}", _("Names are shown after signing in.")])
    title = _("{subject} ({company})").format(subject=subject, company=company.name)
    return Rendered(title, text, _("See who is waiting"))


offer(PersonalKind.STAFF_DUE, due)
offer(PersonalKind.STAFF_LATE, late)
offer(PersonalKind.STAFF_WEEK, week)
