"""Reports to the harassment desk: a store of their own, with their own clock, read by keepers of the desk alone (H-01).

Nothing here points at a candidate, an application or a page of the person, so no timeline can show it.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.complaints import LONGEST_WORDS, ensure_not_too_many, handler
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, HarassmentReport
from career_relay.companies.models.desks import ReportKind, Wish
from career_relay.companies.signals import report_answered, report_due, report_received


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was written. A name and an address are the reporter's to give or to keep."""

    kind: str
    words: str
    wish: str = Wish.ASK
    when_where: str = ""
    name: str = ""
    reply_to: str = ""
    language: str = "ja"
    origin: str = ""


@transaction.atomic
def report(company: Company, told: Told, *, by: Actor) -> HarassmentReport:
    """Take in a report. Needs the company active. The log keeps that one came in, and nobody's name."""
    _ensure_whole(told)
    ensure_not_too_many(HarassmentReport.objects.filter(company=company), told.origin)
    found = HarassmentReport.objects.create(
        company=company,
        kind=told.kind,
        wish=told.wish,
        words=told.words.strip(),
        when_where=told.when_where.strip(),
        name=told.name.strip(),
        reply_to=told.reply_to.strip(),
        language=told.language,
        origin=told.origin,
    )
    record(CompanyEvent.REPORT_RECEIVED, found, by=by)
    report_received.send(sender=HarassmentReport, report=found)
    return found


def _ensure_whole(told: Told) -> None:
    if told.kind not in ReportKind.values or told.wish not in Wish.values:
        raise Refused(_("Choose one of the answers shown."))
    if not told.words.strip():
        raise Refused(_("Write what happened, in your own words."))
    if len(told.words) > LONGEST_WORDS or len(told.when_where) > LONGEST_WORDS:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_WORDS:,}"})


@transaction.atomic
def answer_report(found: HarassmentReport, words: str, *, by: Actor) -> HarassmentReport:
    """Write back to the reporter, who reads it behind their link."""
    if not words.strip():
        raise Refused(_("Write the answer: the person reads it."), code="REASON_REQUIRED")
    found = _open(found)
    found.answer, found.answered_at, found.handled_by = words.strip()[:LONGEST_WORDS], timezone.now(), handler(by)
    found.save(update_fields=["answer", "answered_at", "handled_by"])
    record(CompanyEvent.REPORT_ANSWERED, found, by=by)
    report_answered.send(sender=HarassmentReport, report=found)
    return found


@transaction.atomic
def close_report(found: HarassmentReport, outcome: str, *, by: Actor) -> HarassmentReport:
    """Close it with what was done. Raises Refused(REASON_REQUIRED)."""
    if not outcome.strip():
        raise Refused(_("Write what came of it before you close it."), code="REASON_REQUIRED")
    found = _open(found)
    found.outcome, found.closed_at, found.handled_by = outcome.strip()[:LONGEST_WORDS], timezone.now(), handler(by)
    found.save(update_fields=["outcome", "closed_at", "handled_by"])
    record(CompanyEvent.REPORT_CLOSED, found, by=by)
    return found


def _open(found: HarassmentReport) -> HarassmentReport:
    locked = HarassmentReport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.closed_at is not None:
        raise Refused(_("This report was closed already."))
    return locked


def reports() -> models.QuerySet[HarassmentReport]:
    """Those of the active company, open ones first. Ask `desks.may_read_reports` before showing any."""
    found: models.QuerySet[HarassmentReport] = HarassmentReport.objects.select_related("handled_by")
    return found.order_by(models.F("closed_at").desc(nulls_first=True), "due_on", "id")


def watch(on: date) -> None:
    """Tell the keepers what waits for its first word or its end. Needs the company active."""
    for one in HarassmentReport.objects.filter(closed_at=None):
        if one.answered_at is None and one.answer_by <= on:
            report_due.send(sender=HarassmentReport, report=one, step="answer")
        elif one.due_on <= on:
            report_due.send(sender=HarassmentReport, report=one, step="due")
