"""Coming into the network, staying in it, and leaving (PRODUCT E1, LEGAL P-06).

What makes a company take part is `verified_at` and nothing else: every query that crosses companies asks it. The row of
`Joining` beside it keeps how the company got there, and when its facts have to be confirmed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM, Actor, user_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.base.text.normalise import nfkc
from career_relay.companies.events import CompanyEvent
from career_relay.companies.graph import domain_of
from career_relay.companies.models import Company, Joining, Membership, Standing
from career_relay.companies.models.joining import CONFIRMED_FOR
from career_relay.companies.roles import Role
from career_relay.companies.signals import joining_moved, left_network
from career_relay.companies.terms import TERMS_VERSION
from career_relay.companies.verification import has_valid_check_digit

REMINDED = (60, 30, 7, 0)  # days before the facts have to be confirmed
GRACE = timedelta(days=30)  # after that the company pauses until it has confirmed them
LONGEST_WORD = 500
PER_NETWORK = 5  # requests an hour from one place
FACTS = (
    "name",
    "name_en",
    "corporate_number",
    "address",
    "representative",
    "domain",
    "contact_desk",
    "harassment_desk",
)


class TooMany(Refused):
    """So many from one place that nobody can have written them."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who is not here yet writes to ask for their company."""

    facts: Mapping[str, str]  # the keys of FACTS
    person: str
    email: str
    agrees: bool
    origin: str = ""


# --- asking -------------------------------------------------------------------------------------------------------


@transaction.atomic
def apply_from_outside(told: Newcomer) -> Membership | None:
    """Make the company, its first owner and the request. Gives None when it is here already: outside nobody is told.

    Raises Refused for a number whose digits do not fit, a domain of everybody, an address elsewhere, terms not agreed to.
    """
    _ensure_not_too_many(told.origin)
    facts = _clean(told.facts)
    email = nfkc(told.email).strip().lower()
    if not told.agrees:
        raise Refused(_("Please read the terms and agree to them."))
    if not email.endswith(f"@{facts['domain']}"):
        raise Refused(_("Please give your own address at {domain}.").format(domain=facts["domain"]))
    if _is_known(facts, email):
        return None
    try:
        with transaction.atomic():
            company = Company.objects.create(slug=_free_slug(facts["domain"]), **facts)
            user = User.objects.create_user(email, None, name=told.person.strip())
    except IntegrityError:  # the second of two at the same moment
        return None
    owner = Membership.objects.create(company=company, user=user, role=Role.OWNER)
    with acting_for(company.pk):
        ask_to_join(company, agrees=True, by=user_actor(user.pk), origin=told.origin)
    return owner


def _ensure_not_too_many(origin: str) -> None:
    """Count by the mark of the place, which says nothing after a day and is forgotten then."""
    with operator():
        recent = Joining.objects.filter(origin=origin, asked_at__gt=timezone.now() - timedelta(hours=1))
        if origin and recent.count() >= PER_NETWORK:
            raise TooMany(_("So many requests came from your network that we take no more for an hour."))


def _clean(told: Mapping[str, str]) -> dict[str, str]:
    facts = {name: nfkc(told.get(name, "")).strip() for name in FACTS}
    facts["corporate_number"] = facts["corporate_number"].replace("-", "").removeprefix("T")
    if not has_valid_check_digit(facts["corporate_number"]):
        raise Refused(_("The check digit does not fit. Please compare the number with the public register."))
    facts["domain"] = domain_of(facts["domain"])
    return facts


def _is_known(facts: Mapping[str, str], email: str) -> bool:
    taken = Company.objects.filter(corporate_number=facts["corporate_number"])
    return taken.exists() or User.objects.filter(email=email).exists()


def _free_slug(domain: str) -> str:
    """The first part of the domain, with a number when somebody has it."""
    base = slugify(domain.split(".", maxsplit=1)[0])[:40] or "company"
    taken = set(Company.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(one for n in range(len(taken) + 2) if (one := base if n == 0 else f"{base}-{n + 1}") not in taken)


@transaction.atomic
def ask_to_join(company: Company, *, agrees: bool, by: Actor, origin: str = "") -> Joining:
    """Ask the operator, for the first time, after it was sent back, or after having left. Needs the company active."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.verified_at:
        raise Refused(_("Your company takes part already."))
    if company.kind == Company.Kind.OPERATOR:
        raise Refused(_("The operator does not ask itself."))
    if not agrees:
        raise Refused(_("Please read the terms and agree to them."))
    joining, _made = Joining.objects.get_or_create(company=company, defaults={"terms_version": TERMS_VERSION})
    joining.standing, joining.asked_at = Standing.ASKED, timezone.now()
    joining.terms_version, joining.agreed_by = TERMS_VERSION, by.id
    joining.word, joining.left_at, joining.origin = "", None, origin
    joining.save()
    record(CompanyEvent.JOINING_ASKED, company, by=by, terms=TERMS_VERSION)
    joining_moved.send(sender=Joining, joining=joining, step="asked")
    return joining


# --- the operator's desk ------------------------------------------------------------------------------------------


def queue() -> models.QuerySet[Joining]:
    """Requests that wait for the operator, oldest first. Needs the operator."""
    return Joining.objects.filter(standing=Standing.ASKED).select_related("company").order_by("asked_at", "id")


def joining_of(company: Company) -> Joining | None:
    """Its request and standing. None for a company that never asked. Needs the company or the operator."""
    return Joining.objects.filter(company=company).first()


@transaction.atomic
def note_screening(company: Company, *, on: date, how: str, by: Actor) -> Joining:
    """Write down that the company was checked for ties to organised crime (反社チェック), and how."""
    joining = _locked(company)
    if on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    if on < timezone.localdate() - CONFIRMED_FOR:
        raise Refused(_("A check older than a year says too little. Please repeat it."))
    if not how.strip():
        raise Refused(_("Please say how it was checked: which register, which service."))
    joining.screened_on, joining.screened_how = on, how.strip()[:120]
    joining.save(update_fields=["screened_on", "screened_how"])
    record(CompanyEvent.SCREENED, company, by=by, on=on.isoformat())
    return joining


@transaction.atomic
def send_back(company: Company, word: str, *, by: Actor) -> Joining:
    """Ask the company to complete its request, with a word that says what is missing."""
    return _answer(company, Standing.SENT_BACK, word, CompanyEvent.JOINING_SENT_BACK, by=by)


@transaction.atomic
def decline(company: Company, word: str, *, by: Actor) -> Joining:
    """Not admit the company. It may ask again; what it holds itself stays its own."""
    return _answer(company, Standing.DECLINED, word, CompanyEvent.JOINING_DECLINED, by=by)


def _answer(company: Company, standing: Standing, word: str, event: CompanyEvent, *, by: Actor) -> Joining:
    joining = _locked(company)
    if joining.standing != Standing.ASKED:
        raise Refused(_("This request was answered already."))
    if not word.strip():
        raise Refused(_("Please write a word to the company: it has to know what to do."))
    joining.standing, joining.word, joining.decided_at = standing, word.strip()[:LONGEST_WORD], timezone.now()
    joining.save(update_fields=["standing", "word", "decided_at"])
    record(event, company, by=by)
    joining_moved.send(sender=Joining, joining=joining, step=standing.value)
    return joining


def _locked(company: Company) -> Joining:
    found = Joining.objects.select_for_update().filter(company=company).first()
    if found is None:
        raise Refused(_("This company has not asked to join."))
    return found


def mark_admitted(company: Company) -> None:
    """Called by `admit_company`, inside its transaction."""
    joining = _locked(company)
    joining.standing, joining.word, joining.left_at = Standing.ADMITTED, "", None
    joining.decided_at = joining.confirmed_at = timezone.now()
    joining.confirm_by = timezone.localdate() + CONFIRMED_FOR
    joining.save()
    joining_moved.send(sender=Joining, joining=joining, step="admitted")


# --- once a year --------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_facts(company: Company, *, agrees: bool, by: Actor) -> Joining:
    """Say that name, address, representative and desks are still right, and agree to the terms as they are now."""
    joining = _locked(company)
    if joining.standing != Standing.ADMITTED:
        raise Refused(_("Only a company that takes part confirms its facts."))
    if not agrees:
        raise Refused(_("Please read the facts and the terms, and say that they are right."))
    joining.confirmed_at, joining.confirm_by = timezone.now(), timezone.localdate() + CONFIRMED_FOR
    joining.terms_version, joining.agreed_by = TERMS_VERSION, by.id
    joining.save(update_fields=["confirmed_at", "confirm_by", "terms_version", "agreed_by"])
    record(CompanyEvent.FACTS_CONFIRMED, company, by=by, terms=TERMS_VERSION)
    return joining


def watch_confirmation(on: date) -> None:
    """Remind the active company, or pause it when it has not confirmed for a month. Safe to run twice a day."""
    from career_relay.companies.actions import SuspensionReason, suspend_company

    Joining.objects.filter(asked_at__lt=timezone.now() - timedelta(days=1)).exclude(origin="").update(origin="")
    joining = Joining.objects.select_related("company").filter(standing=Standing.ADMITTED).first()
    left = joining.days_to_confirm(on) if joining else None
    if joining is None or left is None:
        return
    if -left > GRACE.days:
        if not joining.company.suspended_at:
            suspend_company(joining.company, reason=SuspensionReason.CONFIRM, by=SYSTEM)
            joining_moved.send(sender=Joining, joining=joining, step="paused")
    elif left in REMINDED or (left < 0 and left % 7 == 0):
        joining_moved.send(sender=Joining, joining=joining, step=f"confirm {left}")


# --- leaving ------------------------------------------------------------------------------------------------------


@transaction.atomic
def leave_network(company: Company, *, by: Actor) -> Company:
    """Take the company out at once: openings, questions, circles and what it was handed. Its own records stay its own."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.kind == Company.Kind.OPERATOR:
        raise Refused(_("The operator cannot leave its own network."))
    if not company.verified_at:
        return company
    company.verified_at = None
    company.save(update_fields=["verified_at"])
    joining, _made = Joining.objects.get_or_create(company=company, defaults={"terms_version": ""})
    joining.standing, joining.left_at, joining.confirm_by = Standing.LEFT, timezone.now(), None
    joining.save(update_fields=["standing", "left_at", "confirm_by"])
    company.circle_memberships.all().delete()
    record(CompanyEvent.LEFT_NETWORK, company, by=by)
    left_network.send(sender=Company, company=company)
    joining_moved.send(sender=Joining, joining=joining, step="left")
    return company
