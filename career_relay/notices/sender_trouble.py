"""What goes wrong with an account is written down where the company sees it, and taken back when it works again."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.tenancy import company as acting_for
from career_relay.notices import oauth
from career_relay.notices.events import Event
from career_relay.notices.models import SenderAccount
from career_relay.notices.oauth import Tokens, Trouble
from career_relay.notices.sender_states import MEND, Problem, SenderState
from career_relay.notices.smtp import Unreachable

LEASE = timedelta(seconds=45)  # longer than asking a service may take
WORKING = (SenderState.READY, SenderState.UNPROVEN)


def note(account: SenderAccount, trouble: Trouble) -> None:
    """Write a problem down. One that somebody has to mend stops the account; one that passes does not."""
    is_new = account.problem != trouble.problem
    facts: dict[str, Any] = {"problem": trouble.problem, "problem_said": trouble.said}
    if is_new or trouble.problem is Problem.LIMIT:
        facts["problem_at"] = timezone.now()
    stops = MEND[trouble.problem].by_hand and account.state in WORKING
    if stops:
        facts["state"] = SenderState.BROKEN
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk, state=account.state).update(**facts)
        if stops or is_new:
            event = Event.SENDER_BROKEN if stops else Event.SENDER_TROUBLED
            record(event, account, by=SYSTEM, kind=account.kind, problem=str(trouble.problem))
    for name, value in facts.items():
        setattr(account, name, value)


def over(account: SenderAccount) -> None:
    """The account works: what was written down as passing has passed."""
    if account.problem and account.state in WORKING:
        with acting_for(account.company_id):
            SenderAccount.objects.filter(pk=account.pk, state=account.state).update(
                problem="", problem_said="", problem_at=None
            )
        account.problem = account.problem_said = ""


def renew(account: SenderAccount) -> SenderAccount:
    """Give the account with a new token. Raises Trouble; Unreachable while another worker renews it.

    One worker asks: a service that gives a new refresh token each time takes the old one for stolen when it comes twice.
    """
    if not account.refresh_token:
        raise Trouble(Problem.SEALED)
    now = timezone.now()
    with acting_for(account.company_id):
        free = SenderAccount.objects.filter(Q(renewing_until=None) | Q(renewing_until__lt=now), pk=account.pk)
        if not free.update(renewing_until=now + LEASE):
            raise Unreachable("renewing")
        fresh = SenderAccount.objects.get(pk=account.pk)
    if fresh.access_token != account.access_token:  # somebody was quicker
        return _put_down(fresh, None)
    try:
        return _put_down(fresh, oauth.renew(oauth.service_of(account.kind), fresh.refresh_token))
    except Trouble:
        _put_down(fresh, None)
        raise


def _put_down(account: SenderAccount, tokens: Tokens | None) -> SenderAccount:
    """Give the right to renew back, with the new tokens if there are any."""
    names = ["renewing_until"]
    account.renewing_until = None
    if tokens:
        account.access_token, account.refresh_token, account.token_until = tokens.access, tokens.refresh, tokens.until
        names += ["access_token", "refresh_token", "token_until"]
    with acting_for(account.company_id):
        account.save(update_fields=names)
    return account
