"""Short notices to a company's chat: what happened and a link, never a name, a number of people or a position (H8).

Anybody in the room reads them, so they say less than a mail to one's own staff. Slack and Teams take a webhook address,
Chatwork a room and a token. The chat is told once; what it does not take is not tried again: a mail goes out anyway.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.outbound import Away, Forbidden, ensure_url, fetch
from career_relay.base.tenancy import company, current_company
from career_relay.companies.models import Company
from career_relay.notices.events import Event
from career_relay.notices.models import ChatHook
from career_relay.notices.states import ChatKind

MOST_ROOMS = 5
HOSTS = {
    ChatKind.SLACK: ("hooks.slack.com",),
    ChatKind.TEAMS: (".webhook.office.com", ".logic.azure.com", ".api.powerplatform.com"),
}
CHATWORK = "https://api.chatwork.com/v2/rooms/{room}/messages"

NOTICES: dict[str, str | Promise] = {
    "received": pgettext_lazy("chat notice", "Something was handed over to you. Please confirm receipt and answer."),
    "message": pgettext_lazy("chat notice", "There is a message for you."),
    "agreed": pgettext_lazy("chat notice", "A time to meet was agreed."),
    "none_fits": pgettext_lazy("chat notice", "None of the times you offered fits. You can offer others."),
    "cancelled": pgettext_lazy("chat notice", "A meeting was cancelled."),
    "due": pgettext_lazy("chat notice", "An answer you promised is due soon."),
    "still": pgettext_lazy("chat notice", "Somebody has not heard from you for a while."),
    "tomorrow": pgettext_lazy("chat notice", "You meet somebody on the next business day."),
    "test": pgettext_lazy("chat notice", "This is a test. Notices come to this room, without names."),
}


# --- rooms --------------------------------------------------------------------------------------------------------


def rooms() -> list[ChatHook]:
    """The rooms of the active company."""
    return list(ChatHook.objects.all())


@transaction.atomic
def add_room(*, kind: str, label: str, address: str, token: str, by: Actor) -> ChatHook:
    """Keep a room; the same address twice is one. Raises Refused: an address that is not of that chat, too many rooms."""
    ensure_place(kind, address, token)
    Company.objects.select_for_update().get(pk=current_company())  # two at once: the second sees the first
    for known in rooms():  # what is sealed cannot be looked for
        if (known.kind, known.address) == (kind, address.strip()):
            return known
    if ChatHook.objects.count() >= MOST_ROOMS:
        raise Refused(_("Keep it to {n} rooms.").format(n=MOST_ROOMS), code="ROOMS_FULL")
    room = ChatHook.objects.create(
        kind=kind, label=label.strip()[:60], address=address.strip(), token=token.strip() if token else ""
    )
    record(Event.CHAT_ADDED, room, by=by, kind=kind)
    return room


@transaction.atomic
def drop_room(room: ChatHook, *, by: Actor) -> None:
    """Take a room off; its address and token go with it. Twice is once."""
    found = ChatHook.objects.select_for_update().filter(pk=room.pk).first()
    if found is not None:
        record(Event.CHAT_DROPPED, found, by=by, kind=found.kind)
        found.delete()


def ensure_place(kind: str, address: str, token: str) -> None:
    """Raise Refused unless the address can be one of that chat: nobody is made to ask any other host."""
    if kind == ChatKind.CHATWORK:
        if not address.strip().isdecimal() or not token.strip():
            raise Refused(_("Chatwork wants the number of the room and an API token."), code="CHAT_ADDRESS")
        return
    if kind not in HOSTS:
        raise Refused(_("Choose one of the answers shown."), code="CHAT_ADDRESS")
    try:
        ensure_url(address.strip())
    except Forbidden as refusal:
        raise Refused(str(refusal), code="CHAT_ADDRESS") from refusal
    host = (urlsplit(address.strip()).hostname or "").lower()
    if not any(
        host == one.lstrip(".") or (one.startswith(".") and host.endswith(one)) for one in HOSTS[ChatKind(kind)]
    ):
        raise Refused(
            _("This is not a webhook address of {chat}. Copy it from there.").format(chat=ChatKind(kind).label),
            code="CHAT_ADDRESS",
        )


# --- notices ------------------------------------------------------------------------------------------------------


def words_for(what: str, path: str = "/desk/board/") -> str:
    """One sentence and a link, in the company's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{NOTICES[what]}\n{settings.PUBLIC_URL}{path}"


def announce(company_id: int, what: str) -> None:
    """Tell every room of one company. Touches the wire: a transaction for reading, one for each result."""
    with company(company_id):
        found = rooms()
    for room in found:
        problem = _post(room, words_for(what))
        with company(company_id):
            ChatHook.objects.filter(pk=room.pk).update(problem=problem, tried_at=timezone.now())


def try_room(room: ChatHook) -> str:
    """Send the test notice. Gives the problem, or nothing."""
    problem = _post(room, words_for("test"))
    ChatHook.objects.filter(pk=room.pk).update(problem=problem, tried_at=timezone.now())
    return problem


def _post(room: ChatHook, words: str) -> str:
    if settings.DEMO:
        return "demo"
    try:
        url, options = POSTS[ChatKind(room.kind)](room, words)
        answer = fetch("POST", url, **options)
    except Forbidden:
        return "forbidden"
    except Away as fault:
        return str(fault.why)
    return "" if answer.status_code in {requests.codes.ok, requests.codes.accepted} else "refused"


def _slack(room: ChatHook, words: str) -> tuple[str, dict[str, Any]]:
    return room.address, {"json": {"text": words}}


def _teams(room: ChatHook, words: str) -> tuple[str, dict[str, Any]]:
    text = {"type": "TextBlock", "text": words, "wrap": True}
    card = {"type": "AdaptiveCard", "version": "1.4", "body": [text]}
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return room.address, {"json": {"type": "message", "attachments": [content]}}


def _chatwork(room: ChatHook, words: str) -> tuple[str, dict[str, Any]]:
    return CHATWORK.format(room=room.address), {"headers": {"X-ChatWorkToken": room.token}, "data": {"body": words}}


POSTS: dict[ChatKind, Callable[[ChatHook, str], tuple[str, dict[str, Any]]]] = {
    ChatKind.SLACK: _slack,
    ChatKind.TEAMS: _teams,
    ChatKind.CHATWORK: _chatwork,
}
PROBLEMS: dict[str, str | Promise] = {
    "name": pgettext_lazy("chat problem", "Nobody knows this address."),
    "certificate": pgettext_lazy("chat problem", "The chat could not prove who it is."),
    "line": pgettext_lazy("chat problem", "The chat cannot be reached."),
    "time": pgettext_lazy("chat problem", "The chat did not answer in time."),
    "size": pgettext_lazy("chat problem", "The chat gave an answer we cannot read."),
    "redirect": pgettext_lazy("chat problem", "The address points elsewhere. Copy it anew."),
    "forbidden": pgettext_lazy("chat problem", "This address is not in the open internet."),
    "refused": pgettext_lazy(
        "chat problem", "The chat did not take the notice. Make a new address there and paste it here."
    ),
    "demo": pgettext_lazy("chat problem", "This is a demonstration: nothing went to the chat."),
}
