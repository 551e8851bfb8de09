"""What each mail provider calls things: how it proves itself, what it says became of a mail, where a mail stands in it.

django-anymail checks the signatures and reads the events. The mails themselves are not parsed here: they go to the jail.
"""

import base64
import json
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.mime.text import MIMEText
from email.parser import HeaderParser
from functools import cache
from typing import Any, Final

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType
from anymail.webhooks import amazon_ses, brevo, mailgun, mailjet, postmark, sendgrid, sparkpost
from anymail.webhooks.base import AnymailBaseWebhookView
from django.http import HttpRequest
from django.utils import timezone

from career_relay.notices.inbox.charsets import one_line
from career_relay.notices.inbox.reports import STATUS, weight
from career_relay.notices.states import Bounce

OLDEST, AHEAD = timedelta(days=3), timedelta(minutes=10)  # of a signed moment: providers try again for up to three days
Raw = tuple[bytes, list[str]]  # a mail, and the addresses of its envelope


@dataclass(frozen=True, slots=True)
class Provider:
    """`key` is the name of its signing key in anymail; without one, the provider proves itself by a password."""

    tracking: type[AnymailBaseWebhookView]
    mails: Callable[[HttpRequest], list[Raw]]
    weigh: Callable[[dict[str, Any]], str]
    key: str = ""
    signs_mails: bool = False  # with the same key
    signed_at: Callable[[HttpRequest], str] | None = None


class AmazonSES(amazon_ses.AmazonSESTrackingWebhookView):  # type: ignore[misc]  # anymail has no types
    """Anymail's, without the library of Amazon: nothing is fetched from there, and nothing is confirmed unasked."""

    def __init__(self, **facts: Any) -> None:
        self.auto_confirm_enabled = False
        AnymailBaseWebhookView.__init__(self, **facts)


@cache
def checker(view: type[AnymailBaseWebhookView], facts: tuple[tuple[str, Any], ...]) -> AnymailBaseWebhookView:
    """The part of anymail that knows a provider, with its secret."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # anymail does not test against SendGrid any more; we do, against its documents
        return view(**dict(facts))


def ensure_fresh(said: str) -> None:
    """Refuse a signed moment that is long past or still to come: somebody kept it, or a clock is wrong."""
    try:
        at = datetime.fromtimestamp(float(said), tz=timezone.get_current_timezone())
    except (ValueError, OverflowError, OSError, TypeError):
        raise AnymailWebhookValidationFailure("no moment") from None
    if not timezone.now() - OLDEST < at < timezone.now() + AHEAD:
        raise AnymailWebhookValidationFailure("not of this time")


# --- what became of a mail ----------------------------------------------------------------------------------------


def kind_of(event: AnymailTrackingEvent) -> str:
    """bounce, complaint, or nothing for what has no consequence here."""
    if event.event_type in {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}:
        return "bounce"
    if event.event_type in {EventType.COMPLAINED, EventType.UNSUBSCRIBED}:
        return "complaint"
    return ""


def words_of(event: AnymailTrackingEvent) -> str:
    return one_line(" ".join(str(one) for one in (event.mta_response, event.description) if one))[:300]


def status_in(words: str) -> str:
    found = STATUS.search(words)
    return found.group() if found else ""


def _mailgun(said: dict[str, Any]) -> str:
    told = said.get("event-data", {})
    status = told.get("delivery-status") or {}
    words = f"{status.get('message', '')} {status.get('description', '')}"
    if told.get("severity") != "permanent":
        return Bounce.SOFT
    return Bounce.HARD if told.get("reason") == "suppress-bounce" else weight(status_in(words), words)


def _postmark(said: dict[str, Any]) -> str:
    return Bounce.HARD if said.get("Type") in {"HardBounce", "BadEmailAddress"} else Bounce.SOFT


def _sendgrid(said: dict[str, Any]) -> str:
    if said.get("event") == "dropped":
        return Bounce.HARD if str(said.get("reason", "")).lower() in {"bounced address", "invalid"} else Bounce.SOFT
    words = str(said.get("reason", ""))
    return Bounce.SOFT if said.get("type") == "blocked" else weight(str(said.get("status", "")), words)


def _amazon(said: dict[str, Any]) -> str:
    told = said.get("bounce", {})
    is_gone = told.get("bounceSubType") in {"General", "NoEmail", "Suppressed", "OnAccountSuppressionList"}
    return Bounce.HARD if told.get("bounceType") == "Permanent" and is_gone else Bounce.SOFT


def _brevo(said: dict[str, Any]) -> str:
    return Bounce.HARD if said.get("event") in {"hard_bounce", "invalid_email"} else Bounce.SOFT


def _mailjet(said: dict[str, Any]) -> str:
    is_gone = said.get("error") in {"user unknown", "mailbox inactive", "invalid domain", "no mail host"}
    return Bounce.HARD if said.get("hard_bounce") and is_gone else Bounce.SOFT


def _sparkpost(said: dict[str, Any]) -> str:
    event: dict[str, Any] = next(iter(said.get("msys", {}).values()), {})
    return Bounce.HARD if str(event.get("bounce_class")) in {"10", "30"} else Bounce.SOFT


def ids_of(event: AnymailTrackingEvent) -> list[str]:
    """Every place where a provider may keep the Message-ID we gave."""
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    heads = said.get("mail", {}).get("commonHeaders", {}) if isinstance(said.get("mail"), dict) else {}
    found = (event.message_id, said.get("smtp-id"), said.get("message-id"), heads.get("messageId"))
    return [str(one) for one in found if one and str(one).startswith("<")]


def marks_of(event: AnymailTrackingEvent) -> list[str]:
    """The words of ours it repeats."""
    told = event.metadata if isinstance(event.metadata, dict) else {}
    return [str(told.get("relay", ""))]


# --- where a mail stands ------------------------------------------------------------------------------------------


def built(headers: Iterable[tuple[Any, Any]], text: Any, html: Any) -> bytes:
    """Put a mail together again that a provider took apart. What hung on it is not asked for."""
    mail = MIMEText(str(text or html or ""), "plain" if text or not html else "html", "utf-8")
    for name, value in headers:
        key, said = one_line(str(name)).replace(" ", "-"), one_line(str(value))
        if key and key.isascii() and ":" not in key and not key.lower().startswith(("content-", "mime-version")):
            mail[key] = said if said.isascii() else Header(said, maxlinelen=998).encode()
    return mail.as_bytes()


def _json_of(request: HttpRequest) -> Any:
    return json.loads(request.body)


def _mailgun_mails(request: HttpRequest) -> list[Raw]:
    post = request.POST
    to = [post.get("recipient", "")]
    if "body-mime" in post:
        return [(post["body-mime"].encode("utf-8", "surrogateescape"), to)]
    return [(built(json.loads(post["message-headers"]), post.get("body-plain"), post.get("body-html")), to)]


def _sendgrid_mails(request: HttpRequest) -> list[Raw]:
    post = request.POST
    envelope = json.loads(post.get("envelope", "{}"))
    to = [str(one) for one in envelope.get("to", [])]
    if "email" in post:
        return [(post["email"].encode("utf-8", "surrogateescape"), to)]
    heads = HeaderParser().parsestr(post["headers"]).items()
    return [(built(heads, post.get("text"), post.get("html")), to)]


def _postmark_mails(request: HttpRequest) -> list[Raw]:
    said = _json_of(request)
    to = [said.get("OriginalRecipient", "")]
    if "RawEmail" in said:
        return [(str(said["RawEmail"]).encode(), to)]
    heads = [(one["Name"], one["Value"]) for one in said.get("Headers", [])]
    plain = {
        "From": said.get("From", ""),
        "To": said.get("To", ""),
        "Subject": said.get("Subject", ""),
        "Date": said.get("Date", ""),
    }
    known = {name.lower() for name, _value in heads}
    heads += [(name, value) for name, value in plain.items() if value and name.lower() not in known]
    return [(built(heads, said.get("TextBody"), said.get("HtmlBody")), to)]


def _amazon_mails(request: HttpRequest) -> list[Raw]:
    note = _json_of(request)
    if note.get("Type") != "Notification":
        return []
    said = json.loads(note["Message"])
    receipt, content = said.get("receipt", {}), str(said["content"])
    is_base64 = receipt.get("action", {}).get("encoding") == "BASE64"
    return [(base64.b64decode(content) if is_base64 else content.encode(), list(receipt.get("recipients", [])))]


def _brevo_mails(request: HttpRequest) -> list[Raw]:
    return [
        (
            built(_flat(one.get("Headers", {})), one.get("RawTextBody"), one.get("RawHtmlBody")),
            _flat_values(one.get("Recipients", [])),
        )
        for one in _json_of(request)["items"]
    ]


def _mailjet_mails(request: HttpRequest) -> list[Raw]:
    said = _json_of(request)
    raw = built(_flat(said.get("Headers", {})), said.get("Text-part"), said.get("Html-part"))
    return [(raw, [said.get("Recipient", "")])]


def _sparkpost_mails(request: HttpRequest) -> list[Raw]:
    found = []
    for one in _json_of(request):
        said = one["msys"].get("relay_message")
        if said:
            content = str(said["content"]["email_rfc822"])
            raw = base64.b64decode(content) if said["content"].get("email_rfc822_is_base64") else content.encode()
            found.append((raw, [said.get("rcpt_to", "")]))
    return found


def _flat(headers: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, one) for name, values in headers.items() for one in ([values] if isinstance(values, str) else values)
    ]


def _flat_values(values: Any) -> list[str]:
    return [one if isinstance(one, str) else str(one.get("Address", "")) for one in values]


PROVIDERS: Final[dict[str, Provider]] = {
    "amazon_ses": Provider(
        AmazonSES,
        _amazon_mails,
        _amazon,
    ),
    "brevo": Provider(brevo.BrevoTrackingWebhookView, _brevo_mails, _brevo),
    "mailgun": Provider(
        mailgun.MailgunTrackingWebhookView,
        _mailgun_mails,
        _mailgun,
        key="webhook_signing_key",
        signs_mails=True,
        signed_at=lambda request: (
            str(_json_of(request)["signature"]["timestamp"])
            if request.content_type == "application/json"
            else request.POST.get("timestamp", "")
        ),
    ),
    "mailjet": Provider(mailjet.MailjetTrackingWebhookView, _mailjet_mails, _mailjet),
    "postmark": Provider(postmark.PostmarkTrackingWebhookView, _postmark_mails, _postmark),
    "sendgrid": Provider(
        sendgrid.SendGridTrackingWebhookView,
        _sendgrid_mails,
        _sendgrid,
        key="tracking_webhook_verification_key",
        signed_at=lambda request: request.headers.get("X-Twilio-Email-Event-Webhook-Timestamp", ""),
    ),
    "sparkpost": Provider(sparkpost.SparkPostTrackingWebhookView, _sparkpost_mails, _sparkpost),
}
