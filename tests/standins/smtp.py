"""A mail server of a company on this machine: real TLS, a real sign-in, and a look at who sends as whom."""

import json
import socket
import ssl
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.sink import free_port


@dataclass
class Taken:
    """One mail that was taken."""

    user: str
    sender: str
    to: list[str]
    mail: EmailMessage


class _LongLines(SMTP):
    """Bearer tokens are longer than the lines of old."""

    line_length_limit = 16_384
    command_size_limit = 16_384
    command_size_limits = defaultdict(lambda: 16_384)


@dataclass
class SmtpServer:
    """`mode`: starttls, tls or plain (which offers no encryption at all)."""

    context: ssl.SSLContext
    mode: str = "starttls"
    passwords: dict[str, str] = field(default_factory=dict)
    whose: Callable[[str], str] | None = None  # bearer token → user
    may_send_as: dict[str, set[str]] = field(default_factory=dict)  # further addresses of a user
    answer: str = ""  # said after the text, instead of taking it
    at_mail: str = ""  # said to MAIL FROM
    at_login: str = ""  # said to every sign-in
    taken: list[Taken] = field(default_factory=list)
    logins: list[tuple[str, bool]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # secrets that were said to the server
    port: int = 0

    def start(self) -> None:
        self.port = self.port or free_port()
        own = self

        class _Controller(Controller):
            def factory(self) -> SMTP:
                return _LongLines(
                    own, hostname="localhost", decode_data=False, timeout=20,
                    tls_context=own.context if own.mode == "starttls" else None,
                    require_starttls=own.mode == "starttls",
                    auth_require_tls=own.mode == "starttls", authenticator=own._password,
                    auth_exclude_mechanism=["PLAIN", "LOGIN"] if own.whose else ["XOAUTH2"],
                )  # fmt: skip

        wrapped = {"ssl_context": self.context} if self.mode == "tls" else {}
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port, **wrapped)
        # it knocks at its own door first; its certificate may not name the address
        self._controller._trigger_server = lambda: socket.create_connection(("127.0.0.1", self.port)).close()
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    def _password(self, _server: Any, _session: Any, _envelope: Any, _way: str, said: LoginPassword) -> AuthResult:
        user, password = said.login.decode(), said.password.decode()
        self.heard.append(password)
        ok = self.passwords.get(user) == password and not self.at_login
        self.logins.append((user, ok))
        if ok:
            return AuthResult(success=True, auth_data=user)
        return AuthResult(
            success=False, handled=False, message=self.at_login or "535 5.7.8 Username and Password not accepted"
        )

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 — aiosmtpd's wish
        """The shape of Google and Microsoft: user=…^Aauth=Bearer …^A^A. After a no comes an explanation, then 535."""
        said = b64decode(args[1]).decode() if len(args) > 1 else ""
        user, token, shape = _read(said)
        self.heard.append(token)
        ok = shape and bool(self.whose and token) and self.whose(token) == user and not self.at_login
        self.logins.append((user, bool(ok)))
        if ok:
            return AuthResult(success=True, auth_data=user)
        answer = await server.challenge_auth(json.dumps({"status": "400", "schemes": "Bearer"}))
        assert answer == b"", "the client hears the explanation out with an empty line"
        return AuthResult(
            success=False, handled=False, message=self.at_login or "535 5.7.3 Authentication unsuccessful"
        )

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 5.7.57 Client not authenticated to send mail"
        if self.at_mail:
            return self.at_mail
        if address not in self._allowed(session):
            return "550 5.7.60 SMTP; Client does not have permissions to send as this sender"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer:
            return self.answer
        mail = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
        people = [one.addr_spec for one in mail["From"].addresses]
        if len(people) != 1 or people[0] not in self._allowed(session):
            return "554 5.2.252 SendAsDenied; not allowed to send as this address"
        self.taken.append(Taken(str(session.auth_data), envelope.mail_from or "", list(envelope.rcpt_tos), mail))
        return "250 2.0.0 OK queued"

    def _allowed(self, session: Session) -> set[str]:
        user = str(session.auth_data)
        return {user, *self.may_send_as.get(user, set())}

    def to(self, address: str) -> list[Taken]:
        return [one for one in self.taken if address in one.to]


def _read(said: str) -> tuple[str, str, bool]:
    parts = said.split("\x01")
    shape = len(parts) == 4 and parts[2:] == ["", ""] and parts[0].startswith("user=")
    shape = shape and parts[1].startswith("auth=Bearer ")
    if not shape:
        return "", "", False
    return parts[0].removeprefix("user="), parts[1].removeprefix("auth=Bearer "), True
