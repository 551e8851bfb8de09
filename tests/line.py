"""A stand-in for LINE on a real socket. It checks what LINE checks, and remembers what it took.

Written after LINE's reference (Messaging API: push, reply, retry keys, account link, webhooks): the bearer token, the
shape and the limits of each message, one effect for one retry key, link tokens that work once and for ten minutes,
reply tokens that work once and for a minute, and its own signature on every event it sends.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

USER = re.compile(r"U[0-9a-f]{32}")
RETRY_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NONCE = re.compile(r"[A-Za-z0-9+/=_-]{10,255}")
DAY, TEN_MINUTES, MINUTE = 86_400, 600, 60
MOST_BODY = 2 * 1024 * 1024
Post = Callable[[bytes, dict[str, str]], int]


class No(Exception):  # noqa: N818 — LINE's answer
    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status, self.body = status, {"message": message, **more}


@dataclass
class Taken:
    """A message that arrived: for whom, what, by which key."""

    to: str
    messages: list[dict[str, Any]]
    key: str = ""

    @property
    def text(self) -> str:
        return "\n".join(one.get("text", "") for one in self.messages)


@dataclass
class Line:
    """One official account at LINE, its friends, and everything that happened."""

    token: str = "access-token-of-minato"  # noqa: S105 — of a stand-in
    secret: str = "0123456789abcdef0123456789abcdef"  # noqa: S105
    bot: str = "U" + "b" * 32
    friends: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    taken: list[Taken] = field(default_factory=list)
    replies: list[Taken] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)  # what it does with the next messages instead of taking them
    quota: int | None = 1000
    hook: str = ""
    hook_is_on: bool = True
    ahead: float = 0  # seconds by which its clock is ahead
    post: Post | None = None
    keys: dict[str, tuple[float, str]] = field(default_factory=dict)
    link_tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    reply_tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> float:
        return time() + self.ahead

    # --- people -------------------------------------------------------------------------------------------------------

    def new_user(self) -> str:
        return "U" + secrets.token_hex(16)

    def follow(self, user: str, **more: Any) -> int:
        self.friends.add(user)
        self.blocked.discard(user)
        return self.send(
            self.event("follow", user, replyToken=self.reply_token(user), follow={"isUnblocked": False}, **more)
        )

    def block(self, user: str, **more: Any) -> int:
        self.blocked.add(user)
        return self.send(self.event("unfollow", user, **more))

    def write(self, user: str, text: str, **more: Any) -> int:
        said = {"type": "text", "id": secrets.token_hex(8), "text": text, "quoteToken": "q"}
        return self.send(self.event("message", user, replyToken=self.reply_token(user), message=said, **more))

    def confirm(self, address: str, user: str) -> int:
        """The person opens our redirect in LINE: LINE checks token and owner, and tells the bot."""
        parts = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
        assert (parts.path, set(asked)) == ("/dialog/bot/accountLink", {"linkToken", "nonce"})
        if not NONCE.fullmatch(asked["nonce"]) or len(base64.b64decode(asked["nonce"])) * 8 < 128:
            raise No(400, "invalid nonce")
        whose, until = self.link_tokens.pop(asked["linkToken"], ("", 0.0))
        if not whose or until < self.now():
            raise No(400, "the link has expired")  # LINE shows a page and sends no event
        if whose != user:
            return self.send(self.event("accountLink", user, link={"result": "failed", "nonce": asked["nonce"]}))
        told = {"result": "ok", "nonce": asked["nonce"]}
        return self.send(self.event("accountLink", user, replyToken=self.reply_token(user), link=told))

    # --- events -------------------------------------------------------------------------------------------------------

    def event(self, kind: str, user: str, **more: Any) -> dict[str, Any]:
        return {
            "type": kind,
            "mode": "active",
            "timestamp": int(time() * 1000),
            "source": {"type": "user", "userId": user},
            "webhookEventId": "01" + secrets.token_hex(12).upper(),
            "deliveryContext": {"isRedelivery": False},
            **more,
        }

    def body(self, *events: dict[str, Any]) -> bytes:
        return json.dumps({"destination": self.bot, "events": list(events)}, ensure_ascii=False).encode()

    def signature(self, body: bytes) -> str:
        return base64.b64encode(hmac.new(self.secret.encode(), body, hashlib.sha256).digest()).decode()

    def send(self, *events: dict[str, Any]) -> int:
        body = self.body(*events)
        assert self.post is not None
        return self.post(body, {"x-line-signature": self.signature(body)})

    def reply_token(self, user: str) -> str:
        token = secrets.token_hex(16)
        self.reply_tokens[token] = (user, self.now() + MINUTE)
        return token

    # --- what the bot asks --------------------------------------------------------------------------------------------

    def push(self, said: dict[str, Any], key: str) -> tuple[dict[str, Any], dict[str, str]]:
        check_properties(said, {"to", "messages", "notificationDisabled", "customAggregationUnits"})
        if key:
            self._check_key(key)
        to, messages = said.get("to"), said.get("messages")
        if not isinstance(to, str) or not USER.fullmatch(to) or to not in self.friends:
            raise No(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
        check_messages(messages)
        if self.quota is not None and len(self.taken) + len(messages) > self.quota:
            raise No(429, "You have reached your monthly limit.")
        number = secrets.token_hex(12)
        if key:
            self.keys[key] = (self.now() + DAY, number)
        if to not in self.blocked:  # LINE takes it and says nothing
            self.taken.append(Taken(to, messages, key))
        return {"sentMessages": [{"id": secrets.token_hex(6), "quoteToken": "q"} for _m in messages]}, {
            "x-line-request-id": number
        }

    def _check_key(self, key: str) -> None:
        if not RETRY_KEY.fullmatch(key):
            raise No(400, "Invalid retry key")
        until, number = self.keys.get(key, (0.0, ""))
        if until > self.now():
            answer = No(409, "The retry key is already accepted", sentMessages=[{"id": "1", "quoteToken": "q"}])
            answer.headers = {"x-line-accepted-request-id": number}
            raise answer

    def reply(self, said: dict[str, Any]) -> dict[str, Any]:
        check_properties(said, {"replyToken", "messages", "notificationDisabled"})
        user, until = self.reply_tokens.pop(said.get("replyToken", ""), ("", 0.0))
        if not user or until < self.now():
            raise No(400, "Invalid reply token")
        check_messages(said.get("messages"))
        self.replies.append(Taken(user, said["messages"]))
        return {"sentMessages": [{"id": "1", "quoteToken": "q"}]}

    def link_token(self, user: str) -> dict[str, Any]:
        if user not in self.friends:
            raise No(404, "Not found")
        token = secrets.token_urlsafe(24)
        self.link_tokens[token] = (user, self.now() + TEN_MINUTES)
        return {"linkToken": token}

    def get(self, path: str) -> dict[str, Any]:
        if path == "/v2/bot/info":
            return {
                "userId": self.bot, "basicId": "@123minato", "displayName": "ミナトソフト採用",
                "chatMode": "bot", "markAsReadMode": "auto",
            }  # fmt: skip
        if path == "/v2/bot/message/quota":
            return {"type": "none"} if self.quota is None else {"type": "limited", "value": self.quota}
        if path == "/v2/bot/message/quota/consumption":
            return {"totalUsage": len(self.taken)}
        if path == "/v2/bot/channel/webhook/endpoint" and self.hook:
            return {"endpoint": self.hook, "active": self.hook_is_on}
        raise No(404, "Not found")


def check_properties(said: Any, known: set[str]) -> None:
    if not isinstance(said, dict):
        raise No(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    if unknown := set(said) - known:
        raise No(400, f"unknown property {sorted(unknown)}")


def check_messages(messages: Any) -> None:
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        raise No(
            400,
            "The request body has 1 error(s)",
            details=[{"message": "Size must be between 1 and 5", "property": "messages"}],
        )
    for one in messages:
        faults = list(_faults(one))
        if faults:
            raise No(
                400, "The request body has 1 error(s)", details=[{"message": faults[0], "property": "messages[0]"}]
            )


def _faults(one: Any) -> Iterator[str]:
    if not isinstance(one, dict):
        yield "must be an object"
    elif one.get("type") == "text":
        yield from _too_long(one, "text", 5_000)
    elif one.get("type") == "template":
        yield from _too_long(one, "altText", 1_500)
        yield from _template(one.get("template"))
    else:
        yield "unknown type"


def _template(it: Any) -> Iterator[str]:
    if not isinstance(it, dict) or it.get("type") != "buttons":
        yield "unknown template"
        return
    yield from _too_long(it, "text", 160)
    actions = it.get("actions")
    if not isinstance(actions, list) or not 1 <= len(actions) <= 4:
        yield "Size must be between 1 and 4"
        return
    for act in actions:
        yield from _too_long(act, "label", 20)
        yield from _too_long(act, "uri", 1_000)
        if not re.match(r"(https?|line|tel):", act.get("uri", "")):
            yield "invalid uri scheme"


def _too_long(it: dict[str, Any], name: str, most: int) -> Iterator[str]:
    said = it.get(name)
    if not isinstance(said, str) or not said:
        yield f"{name}: May not be empty"
    elif len(said.encode("utf-16-le")) // 2 > most:
        yield f"{name}: Length must be between 0 and {most}"


class _Desk(BaseHTTPRequestHandler):
    """The HTTP side. A mood can make it fail before or after it did what it was asked."""

    protocol_version = "HTTP/1.1"
    line: Line

    def log_message(self, *_args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._serve(lambda _said: (self.line.get(urlsplit(self.path).path), {}))

    def do_POST(self) -> None:
        self._serve(self._post)

    def _post(self, said: Any) -> tuple[dict[str, Any], dict[str, str]]:
        path = urlsplit(self.path).path
        if path == "/v2/bot/message/push":
            return self._moody(lambda: self.line.push(said, self.headers.get("X-Line-Retry-Key", "")))
        if path == "/v2/bot/message/reply":
            return self.line.reply(said), {}
        if found := re.fullmatch(r"/v2/bot/user/([^/]+)/linkToken", path):
            return self.line.link_token(found[1]), {}
        raise No(404, "Not found")

    def _moody(self, act: Callable[[], Any]) -> Any:
        mood = self.line.moods.pop(0) if self.line.moods else ""
        known = {
            "rate": No(429, "The API rate limit has been exceeded. Try again later."),
            "forbidden": No(403, "Access to this API is not available for your account"),
            "broken": No(500, "Internal server error"),
        }
        if mood in known:
            raise known[mood]
        if mood == "hang_up_before":
            raise ConnectionAbortedError
        answer = act()
        if mood == "hang_up_after":
            raise ConnectionAbortedError
        if mood == "broken_after":
            raise No(500, "Internal server error")
        return answer

    def _serve(self, work: Callable[[Any], tuple[dict[str, Any], dict[str, str]]]) -> None:
        with self.line.lock:
            self.line.calls.append(f"{self.command} {urlsplit(self.path).path}")
            try:
                status, (body, headers) = 200, work(self._said())
            except No as no:
                status, body, headers = no.status, no.body, getattr(no, "headers", {})
                self.line.refused.append((status, body["message"]))
            except ConnectionAbortedError:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
        self._answer(status, body, headers)

    def _said(self) -> Any:
        size = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(min(size, MOST_BODY))
        if self.headers.get("Authorization") != f"Bearer {self.line.token}":
            raise No(
                401,
                "Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.",
            )
        if not raw:
            return None
        if "json" not in self.headers.get("Content-Type", ""):
            raise No(415, "Unsupported media type")
        try:
            return json.loads(raw)
        except ValueError:
            raise No(400, "The request body could not be parsed as JSON (line: 1, column: 1)") from None

    def _answer(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "x-line-request-id": secrets.token_hex(8),
            **headers,
        }.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@pytest.fixture
def line_server(settings) -> Iterator[Line]:
    """LINE, on a port of its own, for as long as the test runs."""
    line = Line()
    handler = type("Desk", (_Desk,), {"line": line})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    line.url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.LINE_API_URL = line.url
    yield line
    server.shutdown()
    server.server_close()
