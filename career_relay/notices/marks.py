"""Headers by which something finds back to a row of the outbox: what a provider tells of it, and an answer to an answer.

A provider repeats a few words of ours in each event. We give it the token of the return path, once for each one in use.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.conf import settings

from career_relay.notices.addresses import Use, token_for

if TYPE_CHECKING:
    from career_relay.notices.models import Message

ANSWER: Final = "answer"  # the template key of what was written freely
WORD: Final = "relay"


def _json(**said: object) -> str:
    return json.dumps(said)


OF_PROVIDERS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "amazon_ses": ("X-Metadata", lambda mark: _json(relay=mark)),
    "brevo": ("X-Mailin-custom", lambda mark: _json(relay=mark)),
    "mailgun": ("X-Mailgun-Variables", lambda mark: _json(relay=mark)),
    "mailjet": ("X-MJ-EventPayload", lambda mark: _json(relay=mark)),
    "postmark": ("X-PM-Metadata-relay", lambda mark: mark),
    "sendgrid": ("X-SMTPAPI", lambda mark: _json(unique_args={"relay": mark})),
    "sparkpost": ("X-MSYS-API", lambda mark: _json(metadata={"relay": mark})),
}


def headers_of(message: "Message") -> tuple[tuple[str, str], ...]:
    """Give them for one mail. Costs a query for what was written freely, and nothing else."""
    mark = f"{Use.BOUNCE}+{token_for(Use.BOUNCE, message)}" if settings.INBOUND.hooks else ""
    told = [OF_PROVIDERS[one] for one in settings.INBOUND.hooks if one in OF_PROVIDERS]
    return (*((name, write(mark)) for name, write in told), *_thread(message))


def _thread(message: "Message") -> tuple[tuple[str, str], ...]:
    """What keeps a conversation together in the other's program."""
    if message.template_key != ANSWER:
        return ()
    asked = message.answers.exclude(mail_id="").first()
    if asked is None or not asked.mail_id.isascii():
        return ()
    return (("In-Reply-To", asked.mail_id), ("References", asked.mail_id))
