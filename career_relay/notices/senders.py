"""A company's own senders: set up, proven by a code to the address itself, chosen, tried, mended and forgotten.

Nothing here touches the wire; `sender_tries` does, in the worker.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.base.tokens import derived_code, same
from career_relay.companies.models import Company
from career_relay.notices import domains, post, sender_limits
from career_relay.notices.events import Event
from career_relay.notices.models import Message, SenderAccount
from career_relay.notices.sender_states import SenderKind, SenderState, ensure_next
from career_relay.notices.states import BY_MAIL, DUE

S = SenderState
CODE_LIVES = timedelta(minutes=30)
MOST_TRIES = 5
MANY = 1000  # mails a day above which receivers want DMARC (LEGAL E-08)
DETAILS = ("address", "user", "host", "port", "security", "selectors")


# --- setting up ---------------------------------------------------------------------------------------------------


@transaction.atomic
def save_smtp(*, by: Actor, password: str = "", **details: Any) -> SenderAccount:
    """Keep the details of the company's own mail server and have them tried. An empty password leaves the one there is.

    Raises Refused when there is no password at all.
    """
    account = _locked(SenderKind.SMTP) or SenderAccount(kind=SenderKind.SMTP)
    moved = {name for name in ("host", "user", "port") if account.pk and getattr(account, name) != details[name]}
    if not password and (moved or not account.password):
        raise Refused(_("Write the password of this server."))
    for name in DETAILS:
        setattr(account, name, details[name])
    account.password = password or account.password
    _try(account)
    record(Event.SENDER_SAVED, account, by=by, kind=account.kind)
    return account


@transaction.atomic
def save_grant(kind: SenderKind, *, address: str, code: str, verifier: str, by: Actor) -> SenderAccount:
    """Keep what the service gave the browser, and have it exchanged and tried."""
    account = _locked(kind) or SenderAccount(kind=kind)
    account.address, account.user = address, address
    account.grant_code, account.grant_verifier = code, verifier
    _try(account)
    record(Event.SENDER_CONNECTED, account, by=by, kind=account.kind)
    return account


@transaction.atomic
def try_again(account: SenderAccount, *, by: Actor) -> SenderAccount:
    """Have an account tried as it is: the password, the permission, and the address if it is not proven."""
    account = SenderAccount.objects.select_for_update().get(pk=account.pk)
    _try(account)
    record(Event.SENDER_SAVED, account, by=by, kind=account.kind)
    return account


def _try(account: SenderAccount) -> None:
    from career_relay.notices.sender_tasks import try_sender  # it calls back

    ensure_next(account.state, S.TRYING)
    account.state = S.TRYING
    account.problem = account.problem_said = ""
    account.problem_at = account.renewing_until = None
    if account.proven_as != account.address:
        account.proof, account.proof_tries, account.proven_at = uuid4(), 0, None
    account.save()
    later(try_sender, company_id=account.company_id, account_id=account.pk)


def _locked(kind: str) -> SenderAccount | None:
    found: SenderAccount | None = SenderAccount.objects.select_for_update().filter(kind=kind).first()
    return found


def code_of(account: SenderAccount) -> str:
    """Give the six digits that are mailed to the address: derived, so that nothing secret is stored."""
    return derived_code("sender address", str(account.proof))


@transaction.atomic
def prove(account: SenderAccount, code: str, *, by: Actor) -> SenderAccount | None:
    """Take the code that came to the address. Gives nothing when it is wrong, so that the try is counted.

    Raises Refused when no code is waited for, when it is too old, or when too many were tried.
    """
    account = SenderAccount.objects.select_for_update().get(pk=account.pk)
    if account.state != S.UNPROVEN or account.proof_sent_at is None:
        raise Refused(_("No code is waited for. Have a new one sent."))
    if account.proof_tries >= MOST_TRIES or timezone.now() - account.proof_sent_at > CODE_LIVES:
        raise Refused(_("This code is no longer good. Have a new one sent."))
    if not same(code.strip(), code_of(account)):
        account.proof_tries += 1
        account.save(update_fields=["proof_tries"])
        return None
    account.state, account.proven_as, account.proven_at = S.READY, account.address, timezone.now()
    account.proof = None
    account.save(update_fields=["state", "proven_as", "proven_at", "proof"])
    record(Event.SENDER_PROVEN, account, by=by, kind=account.kind)
    domains.ask_check(account.company, by=by, address=account.address)
    return account


# --- choosing -----------------------------------------------------------------------------------------------------


@transaction.atomic
def choose(account: SenderAccount | None, *, company: Company, by: Actor) -> None:
    """Let the company's mail leave through this account from now on; None: through this installation.

    Raises Refused for an account that does not work.
    """
    if account is not None and account.state != S.READY:
        raise Refused(_("This sender is not ready. Finish setting it up first."))
    before = SenderAccount.objects.select_for_update().filter(is_chosen=True).first()
    if (before.pk if before else None) == (account.pk if account else None):
        return
    SenderAccount.objects.filter(is_chosen=True).update(is_chosen=False)
    if account is not None:
        SenderAccount.objects.filter(pk=account.pk).update(is_chosen=True)
        record(Event.SENDER_CHOSEN, account, by=by, kind=account.kind)
    elif before is not None:
        record(Event.SENDER_LEFT, before, by=by, kind=before.kind)
    vars(company).pop("_chosen_sender", None)
    domains.ask_check(company, by=by)


@transaction.atomic
def forget(account: SenderAccount, *, by: Actor) -> None:
    """Remove an account with its secrets; the service is told that the permission is no longer wanted.

    Raises Refused for the one that is chosen: its mail would leave another way without anybody having said so.
    """
    from career_relay.notices.sender_tasks import give_permission_back

    account = SenderAccount.objects.select_for_update().get(pk=account.pk)
    if account.is_chosen:
        raise Refused(_("Your mail leaves through this sender. Choose another one first."))
    ensure_next(account.state, S.LEAVING)
    record(Event.SENDER_FORGOTTEN, account, by=by, kind=account.kind)
    account.state = S.LEAVING
    account.save(update_fields=["state"])
    later(give_permission_back, company_id=account.company_id, account_id=account.pk)


def send_test(account: SenderAccount, *, user_id: int) -> None:
    """Have a test mail sent to a member of staff through this account. Raises Refused for one that is not ready."""
    from career_relay.notices.sender_tasks import send_sender_test

    if account.state != S.READY:
        raise Refused(_("This sender is not ready. Finish setting it up first."))
    later(send_sender_test, company_id=account.company_id, account_id=account.pk, user_id=user_id)


# --- questions ----------------------------------------------------------------------------------------------------


def waiting(at: datetime) -> int:
    """Give how many mails of the active company should have left by now."""
    return int(Message.objects.filter(channel__in=BY_MAIL, state__in=DUE, send_after__lte=at).count())


def trouble_of(company: Company) -> SenderAccount | None:
    """Give the chosen account when it does not send, so that mail waits."""
    account = post.chosen(company)
    return account if account and (account.state != S.READY or account.problem) else None


def stopped() -> SenderAccount | None:
    """Give the account the active company has chosen, when somebody has to mend it before mail leaves."""
    chosen: SenderAccount | None = SenderAccount.objects.filter(is_chosen=True).defer(*post.SECRETS).first()
    return chosen if chosen and chosen.state != S.READY else None


def advice_of(company: Company, *, at: datetime) -> str:
    """Give a sentence for whoever is about to send a result: the domain was never looked at, or something is wrong."""
    check = domains.latest(company)
    if check is None or check.looked_at is None:
        return _("Nobody has looked yet at what the DNS says about your sender address. Mail may land in spam.")
    if domains.is_bad(check):
        return _("The DNS of your sender address lacks something. Mail may land in spam or be refused.")
    return ""


def hindrance_for_many(company: Company, count: int, at: datetime) -> str:
    """Give why `count` mails that advertise may not be released for `at`, or nothing. Needs the company to be active.

    Above a thousand a day receivers want DMARC (LEGAL E-08); and a day's mails of an account must leave room for results.
    """
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    same_day = Message.objects.filter(
        campaign__isnull=False, channel__in=BY_MAIL, send_after__range=(day, day + timedelta(days=1))
    )
    total = count + same_day.exclude(state__in=("skipped", "cancelled", "draft")).count()
    if total > MANY and (why := domains.dmarc_missing(company, at=at)):
        return why
    return _too_many(company, total, at)


def _too_many(company: Company, total: int, at: datetime) -> str:
    account = post.chosen(company)
    limit = sender_limits.limits_of(account).per_day if account else 0
    room = limit - limit // sender_limits.FOR_RESULTS
    if not limit or total <= room:
        return ""
    said = ngettext(
        "Your account sends %(limit)s mails a day, and results must have room. Choose at most %(n)s person a day.",
        "Your account sends %(limit)s mails a day, and results must have room. Choose at most %(n)s people a day.",
        room,
    )
    return said % {"limit": limit, "n": room}
