"""How long what is kept: one table of defaults (LEGAL §5), and what a company made of them.

A company may choose less at once. More than the default needs a reason and a second person, and never more than the
most. What the law fixes cannot be chosen at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import log_of, record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, RetentionRule
from career_relay.companies.second_person import ensure_second_person
from career_relay.companies.signals import retention_chosen


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: months kept after the day `since` names."""

    label: str | Promise
    since: str | Promise
    months: int
    least: int = 0  # a company may go down to this
    most: int = 0  # and with a second person up to this; 0: fixed
    why: str | Promise = ""
    days: int = 0  # on top of the months, or instead of them

    @property
    def is_fixed(self) -> bool:
        return self.most == 0


_NO_LAW = _("No law names a period. Half a year is usual, and a new application is judged afresh after it.")
RULES: dict[str, Rule] = {
    "application": Rule(
        _("Documents, notes and scores of an application"), _("the result"), 6, least=1, most=12, why=_NO_LAW
    ),
    "open": Rule(
        _("An application without a result"), _("the last thing that happened"), 12, least=3, most=24,
        why=_("Nobody stays for ever because an answer was forgotten."),
    ),
    "pool": Rule(
        _("A place in the talent pool"), _("the person's permission"), 12,
        why=_("The person is asked again after eleven months. Without an answer the record goes."),
    ),
    "contact": Rule(
        _("A record nobody has been in touch with"), _("the last contact"), 24, least=6, most=24,
        why=_("However often a permission is renewed by form: without any contact the record goes."),
    ),
    "import": Rule(
        _("Imported files and rows that could not be read"), _("the import"), 1, least=1, most=3,
        why=_("The records are made from them; the file itself is not needed any more."),
    ),
    "export": Rule(
        _("Lists that were taken out as a file"), _("the file was written"), 0, days=1,
        why=_("The file lies ready for a day."),
    ),
    "package": Rule(
        _("What a person handed over through the network"), _("the hand-over"), 0, days=90,
        why=_("As the person read on the page where they said yes."),
    ),
    "provision": Rule(
        _("Records of who handed what to whom"), _("the hand-over"), 36, days=1,
        why=_("Act on the Protection of Personal Information, Art. 29 and 30."),
    ),
    "proof": Rule(
        _("Proof that mails were agreed to or refused"), _("the last mail"), 36,
        why=_("Act on Regulation of Transmission of Specified Electronic Mail, Art. 3."),
    ),
    "log": Rule(
        _("The log of who did what, by number and without names"), _("the entry"), 36,
        why=_("To find out afterwards what happened."),
    ),
    "case": Rule(
        _("Requests of people, complaints and files of incidents"), _("the day it began"), 60,
        why=_("To be able to show how it was answered."),
    ),
    "mail": Rule(_("Which mails went to a person"), _("the mail"), 13, why=_("So that nobody gets the same mail twice.")),
    "technical": Rule(_("Codes, links and one-time numbers"), _("their end"), 0, days=3, why=_("They cannot be used any more.")),
}  # fmt: skip
OF_COMPANY = tuple(key for key, rule in RULES.items() if not rule.is_fixed)


def months_of(company: Company, key: str) -> int:
    """How many months the company keeps this. Needs the company active, unless the rule is fixed."""
    if RULES[key].is_fixed:
        return RULES[key].months
    if key == "application":
        return company.retention_months  # stands on public pages, so it is a fact of the company
    chosen = RetentionRule.objects.filter(key=key).values_list("months", flat=True).first()
    return RULES[key].months if chosen is None else chosen


def limit_of(company: Company | None, key: str, now: datetime) -> datetime:
    """What began before this moment is over. An empty key: the clock itself is the end."""
    if not key:
        return now
    rule = RULES[key]
    months = rule.months if company is None else months_of(company, key)
    return months_before(now, months) - timedelta(days=rule.days)


def months_before(now: datetime, months: int) -> datetime:
    """The same moment some months earlier; the last day of a shorter month."""
    local = timezone.localtime(now)
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    for day in (local.day, 30, 29, 28):
        try:
            return local.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError(month)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the settings page: the rule, what holds, and what waits for a second person."""

    key: str
    rule: Rule
    months: int
    waits: RetentionRule | None = None
    may_allow: bool = False


def lines_of(company: Company, user_id: int | None = None) -> list[Line]:
    """The whole table as it holds for the active company."""
    waiting = {one.key: one for one in RetentionRule.objects.filter(wanted__isnull=False).select_related("wanted_by")}
    return [
        Line(
            key, rule, months_of(company, key), found := waiting.get(key), bool(found and found.wanted_by_id != user_id)
        )
        for key, rule in RULES.items()
    ]


@transaction.atomic
def choose_months(company: Company, key: str, months: int, *, why: str = "", by: Actor) -> RetentionRule:
    """Keep something for so many months. Less than the default holds at once; more waits for a second person.

    Raises Refused: RETENTION_LOCK for what the law fixes and beyond the bounds, REASON_REQUIRED for more without a why.
    """
    rule = _choosable(key)
    if not rule.least <= months <= rule.most:
        raise Refused(
            _t("Choose {least} to {most} months.").format(least=rule.least, most=rule.most), code="RETENTION_LOCK"
        )
    row = _row(company, key, by)
    if months <= max(rule.months, row.months if row.allowed_at else 0):
        _settle(company, row, months, by)
        record(CompanyEvent.RETENTION_CHOSEN, company, by=by, key=key, months=months)
        return row
    said = " ".join(why.split())[:200]
    if not said:
        raise Refused(_t("Write why it has to be kept longer. A second person reads it."), code="REASON_REQUIRED")
    row.wanted, row.wanted_why, row.wanted_by_id = months, said, by.id
    row.save()
    record(CompanyEvent.RETENTION_WANTED, company, by=by, key=key, months=months)
    return row


def _choosable(key: str) -> Rule:
    rule = RULES.get(key)
    if rule is None or rule.is_fixed:
        raise Refused(_t("This period is fixed. It cannot be chosen."), code="RETENTION_LOCK")
    return rule


def _row(company: Company, key: str, by: Actor) -> RetentionRule:
    defaults = {"months": months_of(company, key), "chosen_by_id": by.id}
    RetentionRule.objects.get_or_create(key=key, defaults=defaults)
    found: RetentionRule = RetentionRule.objects.select_for_update(of=("self",)).get(key=key)
    return found


def _settle(company: Company, row: RetentionRule, months: int, by: Actor) -> None:
    row.months, row.chosen_by_id, row.wanted, row.wanted_why, row.wanted_by = months, by.id, None, "", None
    if months <= RULES[row.key].months:
        row.allowed_by, row.allowed_at = None, None
    row.save()
    if row.key == "application":
        company.retention_months = months
        Company.objects.filter(pk=company.pk).update(retention_months=months)
    retention_chosen.send(sender=RetentionRule, company=company, key=row.key)


@transaction.atomic
def allow_months(company: Company, key: str, *, by: Actor) -> RetentionRule:
    """The second person's word. Raises Refused for one's own wish, and when nothing waits."""
    row = RetentionRule.objects.select_for_update(of=("self",)).filter(key=key, wanted__isnull=False).first()
    if row is None or row.wanted is None:
        raise Refused(_t("Nothing waits for a second person here."))
    ensure_second_person(row.wanted_by_id, _wished_at(company, key), by=by, about="retention")
    months, chosen = row.wanted, row.wanted_by_id
    row.allowed_by_id, row.allowed_at = by.id, timezone.now()
    _settle(company, row, months, by)
    RetentionRule.objects.filter(pk=row.pk).update(chosen_by_id=chosen)
    record(CompanyEvent.RETENTION_ALLOWED, company, by=by, key=key, months=months)
    return row


def _wished_at(company: Company, key: str) -> datetime:
    """When the wish that waits was written down: the log knows."""
    wishes = log_of(company).filter(event=CompanyEvent.RETENTION_WANTED, data__key=key)
    last = wishes.last()
    return last.at if last else timezone.now()


@transaction.atomic
def drop_wish(company: Company, key: str, *, by: Actor) -> None:
    """Say no to a longer period, or take one's own wish back."""
    rows = RetentionRule.objects.filter(key=key, wanted__isnull=False)
    if rows.update(wanted=None, wanted_why="", wanted_by=None):
        record(CompanyEvent.RETENTION_REFUSED, company, by=by, key=key)
