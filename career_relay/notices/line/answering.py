"""What the account answers by itself: a button to link, and that something was done. LINE counts no message for it."""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices.line import client, words
from career_relay.notices.line.webhook import FOLLOWED, HEARD, LINKED, NOT_LINKED, STOPPED
from career_relay.notices.models import LineAccount

logger = logging.getLogger(__name__)


def answer(company_id: int, say: str, *, user: str, reply_token: str) -> None:
    """Say it to the user. An answer that cannot be given is lost: reply tokens live for a minute."""
    with acting_for(company_id):
        account = LineAccount.objects.first()
        company = Company.objects.get(pk=company_id)
    if account is None:
        return
    try:
        with client.line(account.token) as api, translation.override("ja"):
            if say in {FOLLOWED, NOT_LINKED}:
                text = words.welcome(company) if say == FOLLOWED else words.not_linked()
                button = (words.link_label(), link_url(company, client.link_token(api, user)))
                client.reply(api, reply_token, text, button=button)
            else:
                client.reply(api, reply_token, _plain(say, company))
    except client.Trouble as trouble:
        logger.warning("LINE was not answered: %s", trouble.problem)


def _plain(say: str, company: Company) -> str:
    return {LINKED: words.linked(company), STOPPED: words.stopped(), HEARD: words.heard(company)}[say]


def link_url(company: Company, token: str) -> str:
    """The page of ours behind the button, with LINE's token."""
    return f"{settings.PUBLIC_URL}{reverse('portal:line', args=[company.slug])}?{urlencode({'linkToken': token})}"
