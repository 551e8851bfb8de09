"""What the DNS said about the domain a company sends from: asked for, kept with its time, and asked again daily."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices import dns, post
from career_relay.notices.dns import Finding, Level, Record, Wanted
from career_relay.notices.events import Event
from career_relay.notices.models import DomainCheck, SenderAccount
from career_relay.notices.sender_states import SenderKind

FRESH = timedelta(days=7)  # an answer older than this proves nothing
WORSE = {Level.OK: 0, Level.WARN: 1, Level.BAD: 2, Level.UNKNOWN: 0}
SELECTORS = {SenderKind.MICROSOFT: ("selector1", "selector2"), SenderKind.GOOGLE: ("google",)}
SPF_OF = {SenderKind.MICROSOFT: "include:spf.protection.outlook.com", SenderKind.GOOGLE: "include:_spf.google.com"}


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip().lower().rstrip(".")[:253]


def sender_domain(company: Company) -> str:
    """Give the domain a company's mail comes from now."""
    return domain_of(post.sender_of(company, settings.DEFAULT_FROM_EMAIL))


def latest(company: Company) -> DomainCheck | None:
    """Give the check of the domain that is in use."""
    found: DomainCheck | None = DomainCheck.objects.filter(domain=sender_domain(company)).first()
    return found


@transaction.atomic
def ask_check(company: Company, *, by: Actor, address: str = "", looks: bool = False) -> DomainCheck | None:
    """Have the domain of the company's sender, or of `address`, checked. `looks`: a person waits for the answer."""
    from career_relay.notices.sender_tasks import check_domain  # it calls back

    domain = domain_of(address) if address else sender_domain(company)
    if not domain:
        return None
    check, _made = DomainCheck.objects.get_or_create(company=company, domain=domain)
    check.asked_at = timezone.now()
    if looks:
        check.looked_at = check.asked_at
    check.save(update_fields=["asked_at", "looked_at"])
    record(Event.DOMAIN_ASKED, check, by=by)
    later(check_domain, company_id=company.pk, check_id=check.pk)
    return check


def run_check(company_id: int, check_id: int) -> None:
    """Ask the DNS and write the answer down. No transaction is open meanwhile."""
    with acting_for(company_id):
        check = DomainCheck.objects.filter(pk=check_id).first()
        wanted = wanted_of(check) if check else None
    if check is None or wanted is None:
        return
    rows = _with_last_known(dns.look(wanted), check.findings)
    with acting_for(company_id):
        check = DomainCheck.objects.select_for_update().get(pk=check_id)
        waits = check.asked_at is not None and check.looked_at == check.asked_at
        if worst(rows) > worst(check.findings) and check.checked_at and not waits:
            check.looked_at = None  # what somebody looked at is no longer so
        check.findings, check.selectors = rows, list(wanted.selectors)
        check.checked_at, check.asked_at = timezone.now(), None
        check.save(update_fields=["findings", "selectors", "checked_at", "asked_at", "looked_at"])


def check_again(company: Company) -> None:
    """Check every domain of a company that was checked before."""
    with acting_for(company.pk):
        known = list(DomainCheck.objects.exclude(checked_at=None).values_list("pk", flat=True))
    for check_id in known:
        run_check(company.pk, check_id)


def wanted_of(check: DomainCheck) -> Wanted:
    """Give what the domain has to allow: for the account that sends from it, else for this installation."""
    accounts = SenderAccount.objects.filter(address__iendswith=f"@{check.domain}").defer(*post.SECRETS)
    account = accounts.order_by("-is_chosen", "-proven_at").first()
    if account is None:
        own = domain_of(settings.DEFAULT_FROM_EMAIL)
        return Wanted(
            check.domain, settings.MAIL_SPF, tuple(settings.MAIL_DKIM_SELECTORS), own, f"postmaster@{check.domain}"
        )
    typed = tuple(one.lower() for one in account.selectors.replace(",", " ").split())
    term = SPF_OF.get(SenderKind(account.kind), f"a:{account.host}" if account.host else "")
    return Wanted(
        check.domain, term, typed or SELECTORS.get(SenderKind(account.kind), ()), "", f"postmaster@{check.domain}"
    )


def _with_last_known(found: list[Finding], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What could not be asked today keeps what was known of it, said as such."""
    known = {row["record"]: row for row in before if row["level"] != Level.UNKNOWN}
    known |= {row["record"]: row["before"] for row in before if row.get("before")}
    rows = [one.as_row() for one in found]
    for row in rows:
        if row["level"] == Level.UNKNOWN and row["record"] in known:
            row["before"] = {name: value for name, value in known[row["record"]].items() if name != "before"}
    return rows


def worst(rows: list[dict[str, Any]]) -> int:
    return max((WORSE[Level(row["level"])] for row in rows), default=0)


def is_bad(check: DomainCheck) -> bool:
    return worst(check.findings) == WORSE[Level.BAD]


def dmarc_missing(company: Company, *, at: datetime) -> str:
    """Give why the domain has no DMARC we know of, or nothing. What could not be asked counts as it last was."""
    check = latest(company)
    if check is None or check.checked_at is None or timezone.now() - check.checked_at > FRESH:
        return _(
            "More than 1,000 mails a day need DMARC. Have the DNS of your sender address checked first: Settings → Mail."
        )
    rows = [row.get("before") or row for row in check.findings if row["record"] == Record.DMARC]
    if any(row["level"] == Level.UNKNOWN for row in rows):
        return _("More than 1,000 mails a day need DMARC, and the DNS of your domain gave no answer. Try again later.")
    if any(row["level"] == Level.BAD for row in rows) or not rows:
        return _(
            "%(domain)s has no DMARC that holds. Receivers refuse more than 1,000 mails a day without it: Settings → Mail says what to add."
        ) % {"domain": check.domain}
    return ""
