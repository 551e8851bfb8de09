"""The no-silence guard: every application has a promised day, and somebody hears of it before and after (PRODUCT B6).

It reminds people; it decides nothing. Each step about one promised day is taken once, however often the guard runs, and
a step that was missed while the program stood still is taken on the next business day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.business_days import business_days_until, is_business_day
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.candidates.clocks import promise_day
from career_relay.candidates.models import Application
from career_relay.candidates.states import IN_PROGRESS, Stage
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.notices.events import Event
from career_relay.notices.models import GuardRules, GuardStep, Message, PersonalMail
from career_relay.notices.personal import send_to_staff
from career_relay.notices.queries import WAITING_DAYS
from career_relay.notices.states import DELIVERED, ON_ITS_WAY, LegalClass, PersonalKind

SOON_DAYS = 3  # business days before the promised day
WAITING = IN_PROGRESS - {Stage.OFFERED}  # an offer is an answer
MAILS = (PersonalKind.STAFF_WEEK, PersonalKind.STAFF_LATE, PersonalKind.STAFF_DUE)
K = GuardStep.Kind
Step = tuple[int, str]


def waiting() -> QuerySet[Application]:
    """Give every application of the active company that waits for us: not decided, or decided and not told.

    A result that came with an import long after it was decided was told elsewhere.
    """
    mine = Message.objects.filter(application_id=OuterRef("pk"), legal_class=LegalClass.NOTICE)
    told = mine.filter(Q(state__in=ON_ITS_WAY) | Q(state__in=DELIVERED, for_decided_at=OuterRef("decided_at")))
    recent = F("created_at") - timedelta(days=WAITING_DAYS)
    untold = Q(stage=Stage.REJECTED, decided_at__gte=recent) & ~Exists(told)
    rows: QuerySet[Application] = Application.objects.filter(Q(stage__in=WAITING) | untold)
    return rows


@dataclass(frozen=True, slots=True)
class Item:
    """One application that waits, as far as the guard needs to know it."""

    pk: int
    promised_on: date
    owner_id: int | None
    left: int  # business days until the promised day; negative when it has passed
    is_over: bool

    @property
    def kind(self) -> str:
        if self.is_over:
            return K.LATE
        return K.DUE if self.left == 0 else K.SOON if self.left <= SOON_DAYS else ""

    def is_escalated(self, after: int) -> bool:
        return self.is_over and -self.left >= after


def items(today: date) -> list[Item]:
    """Give what waits with a promised day, the one promised first on top."""
    rows = waiting().filter(promised_on__isnull=False).order_by("promised_on", "pk")
    found = list(rows.values_list("pk", "promised_on", "candidate__owner_id"))
    left = {day: business_days_until(day, today=today) for day in {row[1] for row in found} if day}
    return [Item(pk, day, owner, left[day], day < today) for pk, day, owner in found if day]


# --- who hears of it ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Staff:
    """Who can answer in this company."""

    able: frozenset[int]  # may send notices
    recruiters: frozenset[int]
    owners: frozenset[int]

    def responsible(self, item: Item) -> frozenset[int]:
        """The owner of the record, while they may answer; else all recruiters, else the owners of the company."""
        if item.owner_id in self.able:
            return frozenset({item.owner_id})
        return self.recruiters or self.owners

    def hear_of(self, item: Item, escalate_days: int) -> frozenset[int]:
        mine = self.responsible(item)
        return mine | self.owners if item.is_escalated(escalate_days) else mine


def staff_of(company_id: int) -> Staff:
    rows = Membership.objects.filter(company_id=company_id, user__is_active=True).values_list("user_id", "role")
    return Staff(
        able=frozenset(user for user, role in rows if may(role, Permission.SEND_NOTICES)),
        recruiters=frozenset(user for user, role in rows if role == Role.RECRUITER),
        owners=frozenset(user for user, role in rows if role == Role.OWNER),
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """What waits for one member of staff, in numbers."""

    late: int
    today: int
    soon: int
    escalated: int
    all: int


def numbers_for(user_id: int, company_id: int, today: date) -> Numbers:
    """Count what waits for somebody. Needs the company to be active."""
    rules, staff = rules_of(), staff_of(company_id)
    after = rules.escalate_days
    mine = [one for one in items(today) if user_id in staff.hear_of(one, after)]
    kinds = [one.kind for one in mine]
    return Numbers(
        late=kinds.count(K.LATE),
        today=kinds.count(K.DUE),
        soon=kinds.count(K.SOON),
        escalated=sum(one.is_escalated(after) for one in mine),
        all=len(mine),
    )


# --- the rules ------------------------------------------------------------------------------------------------------


def rules_of() -> GuardRules:
    """Give the rules of the active company; the defaults, not saved, when it never changed them."""
    return GuardRules.objects.first() or GuardRules()


@transaction.atomic
def change_rules(values: Mapping[str, Any], *, by: Actor) -> GuardRules:
    """Change how the guard works. Sending by itself is remembered with who chose it. Raises Refused."""
    ensure_days(values)
    rules = _locked_rules()
    changed = [name for name in ("escalate_days", "closing", "closing_days") if getattr(rules, name) != values[name]]
    for name in changed:
        setattr(rules, name, values[name])
    if changed:
        if "closing" in changed:
            rules.chosen_by_id = by.id
        rules.save()
        record(Event.GUARD_CHANGED, rules, by=by, fields=changed, closing=rules.closing)
    return rules


def ensure_days(values: Mapping[str, Any]) -> None:
    if not 1 <= values["escalate_days"] <= 20:
        raise Refused(_("Choose 1 to 20 business days."))
    if not 5 <= values["closing_days"] <= 60:
        raise Refused(_("Choose 5 to 60 business days."))
    if values["closing"] not in GuardRules.Closing.values:
        raise Refused(_("Choose one of the ways."))


def _locked_rules() -> GuardRules:
    GuardRules.objects.get_or_create()
    return GuardRules.objects.select_for_update().get()


# --- one round ------------------------------------------------------------------------------------------------------


@transaction.atomic
def watch(company: Company, at: datetime | None = None) -> list[PersonalMail]:
    """Go round once: promise what has no day, take the steps that are due, and write to whoever has to know.

    in: needs `company` to be active. out: the mails queued now. Nothing happens on a day that is no business day.
    The lock lets two rounds of one company run one after the other; the second finds nothing left to do.
    """
    today = timezone.localdate(at)
    if not is_business_day(today):
        return []
    rules = _locked_rules()
    promise_all(company, today)
    found = items(today)
    fresh = _take_steps(found, rules.escalate_days, today)
    return _write(company.pk, found, fresh, rules.escalate_days, today)


def promise_all(company: Company, today: date) -> int:
    """Promise a day to whoever has none: an application imported, typed in or taken over without one."""
    unpromised = waiting().filter(promised_on=None).values_list("pk", flat=True)
    count = Application.objects.filter(pk__in=list(unpromised)).update(promised_on=promise_day(company, today))
    if count:
        record(Event.PROMISED_ALL, company, by=SYSTEM, count=count)
    return count


def _take_steps(found: Iterable[Item], escalate_days: int, today: date) -> set[Step]:
    """Write down the steps that were not taken before, and give them."""
    due = {(one.pk, kind): one for one in found for kind in _kinds(one, escalate_days)}
    known = GuardStep.objects.filter(application_id__in={pk for pk, _kind in due})
    taken = set(known.values_list("application_id", "kind", "promised_on"))
    fresh = {step: one for step, one in due.items() if (*step, one.promised_on) not in taken}
    GuardStep.objects.bulk_create(
        [
            GuardStep(
                company_id=current_company(), application_id=pk, kind=kind, promised_on=one.promised_on, day=today
            )
            for (pk, kind), one in fresh.items()
        ],
        ignore_conflicts=True,
    )
    return set(fresh)


def _kinds(item: Item, escalate_days: int) -> list[str]:
    more = [K.ESCALATED.value] if item.is_escalated(escalate_days) else []
    return [*filter(None, [item.kind]), *more]


def _write(company_id: int, found: list[Item], fresh: set[Step], escalate_days: int, today: date) -> list[PersonalMail]:
    """Write one mail a person and day, of the gravest kind there is a reason for."""
    had = _had_today(company_id, today)
    news = _news(company_id, found, fresh, escalate_days)
    wanted = {user: kind_of(new, today) for user, new in news.items() if user not in had}
    return [
        send_to_staff(kind, user_id=user, company_id=company_id, data={"day": today.isoformat()})
        for user, kind in sorted(wanted.items())
        if kind
    ]


def _news(company_id: int, found: list[Item], fresh: set[Step], escalate_days: int) -> dict[int, set[str]]:
    """Give everybody something waits for, with the kinds of steps taken today about it."""
    staff = staff_of(company_id)
    steps: defaultdict[int, set[str]] = defaultdict(set)
    news: defaultdict[int, set[str]] = defaultdict(set)
    for pk, kind in fresh:
        steps[pk].add(kind)
    for item in found:
        for user_id in staff.hear_of(item, escalate_days):
            news[user_id] |= steps.get(item.pk, set())
    return news


def kind_of(new: set[str], today: date) -> PersonalKind | None:
    """Give the mail for somebody something waits for: the week's list, what is late, what is due, or none today."""
    if opens_week(today):
        return PersonalKind.STAFF_WEEK
    if new & {K.LATE, K.ESCALATED}:
        return PersonalKind.STAFF_LATE
    return PersonalKind.STAFF_DUE if new else None


def opens_week(day: date) -> bool:
    """Whether it is the first business day of its week: mostly Monday, after a holiday the day after."""
    before = (day - timedelta(days=n) for n in range(1, day.isoweekday()))
    return is_business_day(day) and not any(map(is_business_day, before))


def _had_today(company_id: int, today: date) -> set[int]:
    sent = PersonalMail.objects.filter(kind__in=MAILS, for_company_id=company_id, data__day=today.isoformat())
    return {user_id for user_id in sent.values_list("to_user_id", flat=True) if user_id}
