"""What we say to LINE and what it answers, through its official SDK. Nothing here touches the database.

The SDK is imported when it is first used: it takes a second, and most processes never talk to LINE.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from career_relay.notices.smtp import Verdict

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

TIMEOUT = (5.0, 15.0)  # to be let in, and for the answer
LONGEST = 5_000  # characters of one text, as LINE counts them: UTF-16 code units
ALREADY = 409
TOO_MANY = 429


class Problem(models.TextChoices):
    """Why LINE did not take something, in words for the desk."""

    TOKEN = "token", _("LINE does not accept the access token. Issue a new one in the LINE console and paste it here.")
    FORBIDDEN = "forbidden", _("LINE does not let this account send messages. Look at its plan in the LINE console.")
    QUOTA = "quota", _("This month's messages are used up. What waits goes out when there are messages again.")
    BUSY = "busy", _("LINE asks to wait a moment. It is tried again by itself.")
    USER = "user", _("LINE knows nobody by this number any more.")
    REQUEST = "request", _("LINE did not understand the message.")
    AWAY = "away", _("LINE cannot be reached. It is tried again by itself.")
    LATE = (
        "late",
        _("For a day LINE did not say whether it arrived. It is not tried again, so that nobody gets it twice."),
    )
    LONG = "long", _("The text is too long for LINE: 5,000 characters with the lines on how to stop.")
    RESULT = "result", _("A result is never told on LINE.")
    DEMO = "demo", _("This is a demonstration: nothing went to LINE.")


@dataclass(frozen=True, slots=True)
class Said:
    """LINE's answer to one message."""

    verdict: Verdict
    problem: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What LINE says of an account."""

    problem: str = ""
    bot_user_id: str = ""
    basic_id: str = ""
    display_name: str = ""
    quota: int | None = None
    used: int = 0
    webhook: str = ""  # where LINE sends events at present
    webhook_is_on: bool = False


class Trouble(Exception):  # noqa: N818 — an answer, not a failure of ours
    """LINE said no, or nothing at all. `maybe` says that it may have been taken all the same."""

    def __init__(self, problem: Problem, *, maybe: bool = False) -> None:
        super().__init__(problem.value)
        self.problem, self.maybe = problem, maybe


def units(text: str) -> int:
    """Count characters as LINE does."""
    return len(text.encode("utf-16-le")) // 2


@contextmanager
def line(token: str) -> Iterator["MessagingApi"]:
    """Open a connection with one account's token."""
    from linebot.v3.messaging import ApiClient, Configuration, MessagingApi

    known = Configuration(host=settings.LINE_API_URL, access_token=token)
    known.retries = False  # repeating is our business: the outbox knows what was said before
    with ApiClient(known) as client:
        yield MessagingApi(client)


def push(api: "MessagingApi", to: str, text: str, *, key: str) -> Said:
    """Send one text. The same key is taken once: a repeat within a day is answered “already accepted”."""
    from linebot.v3.messaging import PushMessageRequest, TextMessage

    wanted = PushMessageRequest(to=to, messages=[TextMessage(text=text)])
    try:
        answer = _ask(lambda: api.push_message_with_http_info(wanted, key, _request_timeout=TIMEOUT))
    except _Known as known:
        return Said(Verdict.ACCEPTED, request_id=known.request_id)
    except Trouble as trouble:
        return Said(_verdict(trouble), trouble.problem)
    return Said(Verdict.ACCEPTED, request_id=_request_id(answer.headers))


def _verdict(trouble: Trouble) -> Verdict:
    if trouble.maybe:
        return Verdict.UNKNOWN
    if trouble.problem in {Problem.QUOTA, Problem.BUSY, Problem.AWAY, Problem.TOKEN}:
        return Verdict.LATER
    return Verdict.REFUSED


def reply(api: "MessagingApi", reply_token: str, text: str, *, button: tuple[str, str] | None = None) -> None:
    """Answer an event, with a button to a page of ours if given as (label, address). Raises Trouble."""
    from linebot.v3.messaging import ButtonsTemplate, ReplyMessageRequest, TemplateMessage, TextMessage, URIAction

    said: Any = TextMessage(text=text)
    if button:
        label, address = button
        said = TemplateMessage(
            altText=text[:400],
            template=ButtonsTemplate(text=text[:160], actions=[URIAction(label=label[:20], uri=address)]),
        )
    wanted = ReplyMessageRequest(replyToken=reply_token, messages=[said])
    _ask(lambda: api.reply_message(wanted, _request_timeout=TIMEOUT))


def link_token(api: "MessagingApi", user: str) -> str:
    """Give a token by which this user may link an account of ours: for ten minutes, once. Raises Trouble."""
    return str(_ask(lambda: api.issue_link_token(user, _request_timeout=TIMEOUT)).link_token)


def standing(token: str) -> Standing:
    """Ask LINE who the token belongs to, how many messages are left, and where it sends events."""
    try:
        with line(token) as api:
            return _standing(api)
    except Trouble as trouble:
        return Standing(problem=trouble.problem)


def _standing(api: "MessagingApi") -> Standing:
    info = _ask(lambda: api.get_bot_info(_request_timeout=TIMEOUT))
    quota = _ask(lambda: api.get_message_quota(_request_timeout=TIMEOUT))
    used = _ask(lambda: api.get_message_quota_consumption(_request_timeout=TIMEOUT)).total_usage
    hook, is_on = _webhook(api)
    return Standing(
        bot_user_id=info.user_id,
        basic_id=info.basic_id,
        display_name=info.display_name[:60],
        quota=quota.value if str(getattr(quota.type, "value", quota.type)) == "limited" else None,
        used=used,
        webhook=hook,
        webhook_is_on=is_on,
    )


def _webhook(api: "MessagingApi") -> tuple[str, bool]:
    """Where LINE sends events; nothing when no address was ever set there (LINE answers 404)."""
    try:
        found = _ask(lambda: api.get_webhook_endpoint(_request_timeout=TIMEOUT))
    except Trouble as trouble:
        if trouble.problem in {Problem.REQUEST, Problem.USER}:
            return "", False
        raise
    return found.endpoint, bool(found.active)


class _Known(Trouble):
    """LINE's 409: it has taken a message with this key before."""

    def __init__(self, request_id: str) -> None:
        super().__init__(Problem.REQUEST)
        self.request_id = request_id


def _ask(act: Callable[[], Any]) -> Any:
    """Do it, and turn whatever LINE or the line answers into one of our problems."""
    from linebot.v3.messaging import ApiException

    try:
        return act()
    except ApiException as answer:
        if answer.status == ALREADY:
            raise _Known(_request_id(answer.headers)) from None
        raise _trouble(int(answer.status or 0), _words_of(answer.body)) from None
    except (NewConnectionError, ConnectTimeoutError):  # nobody took the call: nothing was handed over
        raise Trouble(Problem.AWAY) from None
    except (HTTPError, OSError, ValueError):  # the call broke, or the answer cannot be read
        raise Trouble(Problem.AWAY, maybe=True) from None


def _trouble(status: int, words: str) -> Trouble:
    if status >= 500:
        return Trouble(Problem.AWAY, maybe=True)
    if status == TOO_MANY:
        return Trouble(Problem.QUOTA if "monthly" in words else Problem.BUSY)
    if "'to'" in words or status == 404:
        return Trouble(Problem.USER)
    return Trouble({401: Problem.TOKEN, 403: Problem.FORBIDDEN}.get(status, Problem.REQUEST))


def _words_of(body: Any) -> str:
    try:
        said = json.loads(body)
    except (TypeError, ValueError):
        return ""
    return str(said.get("message", "")) if isinstance(said, dict) else ""


def _request_id(headers: Any) -> str:
    known = {str(name).lower(): str(value) for name, value in dict(headers or {}).items()}
    return (known.get("x-line-accepted-request-id") or known.get("x-line-request-id") or "")[:60]
