"""What a company does with its LINE account: connect it, look whether it works, take it off."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.notices.events import Event
from career_relay.notices.line.client import Problem, Standing
from career_relay.notices.line.linking import end_link
from career_relay.notices.models import LineAccount, LineLink
from career_relay.notices.states import LineEnd, LineState


def webhook_url(company: Company) -> str:
    """The address to paste into the LINE console."""
    return f"{settings.PUBLIC_URL}{reverse('api:line', args=[company.public_id])}"


def account_of() -> LineAccount | None:
    """Give the active company's account."""
    return LineAccount.objects.first()


@transaction.atomic
def connect_account(*, channel_id: str, secret: str, token: str, by: Actor) -> LineAccount:
    """Keep what the company pasted. An empty secret or token keeps the one that is known.

    Another channel means other numbers for the same people: every link of the old one ends.
    """
    found = LineAccount.objects.select_for_update().first() or LineAccount()
    secret, token = secret or found.secret, token or found.token
    if not (secret and token):
        raise Refused(_("Paste both the channel secret and the access token: LINE shows them in its console."))
    if found.pk and found.channel_id != channel_id:
        _end_all(by=by)
        found.bot_user_id = found.basic_id = found.display_name = ""
    found.channel_id, found.secret, found.token = channel_id, secret, token
    found.state, found.problem, found.checked_at = LineState.NEW, "", None
    found.save()
    record(Event.LINE_CONNECTED, found, by=by)
    return found


@transaction.atomic
def close_account(*, by: Actor) -> None:
    """Take the account off: secrets and every link go. What was sent stays in the histories."""
    if (found := LineAccount.objects.select_for_update().first()) is None:
        return
    _end_all(by=by)
    record(Event.LINE_CLOSED, found, by=by)
    found.delete()


def _end_all(*, by: Actor) -> None:
    for link in LineLink.objects.filter(ended_at=None):
        end_link(link, LineEnd.CLOSED, by=by)


@transaction.atomic
def note_standing(account: LineAccount, said: Standing, *, by: Actor = SYSTEM) -> LineAccount:
    """Write down what LINE said of the account. Being out of reach for a moment does not change how it stands."""
    account = LineAccount.objects.select_for_update().get(pk=account.pk)
    account.checked_at, account.problem = timezone.now(), said.problem
    if not said.problem:
        account.state = LineState.WORKING
        for name in ("bot_user_id", "basic_id", "display_name", "quota", "used"):
            setattr(account, name, getattr(said, name))
    elif said.problem in {Problem.TOKEN, Problem.FORBIDDEN}:
        account.state = LineState.REFUSED
    account.save()
    record(Event.LINE_CHECKED, account, by=by, problem=said.problem)
    return account
