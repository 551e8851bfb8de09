"""A safe line to a company's own mail server: its name proven, encrypted before anything is said, then signed in."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from career_relay.base import outbound
from career_relay.base.outbound import Away, Forbidden, Why
from career_relay.notices.oauth import Trouble
from career_relay.notices.sender_states import Problem, Security
from career_relay.notices.smtp import LOST, TIMEOUT

READY = 220
PORTS = (25, 465, 587, 2525)  # where mail servers take mail to be sent on
Login = Callable[[smtplib.SMTP], None]


class Server(NamedTuple):
    host: str
    port: int
    security: str


class _Line(smtplib.SMTP):
    """Goes where `outbound` lets it."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return outbound.connect(host, port, seconds=timeout)


class _SafeLine(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.context.wrap_socket(outbound.connect(host, port, seconds=timeout), server_hostname=host)


def ensure_port(server: Server) -> None:
    """A form must not become a way to knock at every door of the internet. Raises Trouble."""
    if server.port not in PORTS and not outbound.is_named(server.host, server.port):
        raise Trouble(Problem.FORBIDDEN)


def open_line(server: Server, login: Login) -> smtplib.SMTP:
    """Open a line and sign in. Raises Trouble, and then nothing secret has left by an unsafe line."""
    ensure_port(server)
    try:
        line = _dial(server)
    except Forbidden as fault:
        raise Trouble(Problem.FORBIDDEN) from fault
    except Away as fault:
        raise Trouble(Problem.NAME if fault.why is Why.NAME else Problem.AWAY, fault.why) from fault
    except ssl.SSLCertVerificationError as fault:
        raise Trouble(Problem.CERTIFICATE, fault.verify_message) from fault
    except ssl.SSLError as fault:
        raise Trouble(Problem.NO_TLS, str(fault.reason or "")) from fault
    except smtplib.SMTPNotSupportedError as fault:
        raise Trouble(Problem.NO_TLS) from fault
    except LOST as fault:
        raise Trouble(Problem.AWAY, type(fault).__name__) from fault
    try:
        _sign_in(line, login)
    except Trouble:
        line.close()
        raise
    return line


def _dial(server: Server) -> smtplib.SMTP:
    own = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    context = outbound.trust()
    if server.security == Security.TLS:
        return _SafeLine(server.host, server.port, local_hostname=own, timeout=TIMEOUT, context=context)
    line = _Line(server.host, server.port, local_hostname=own, timeout=TIMEOUT)
    try:
        _encrypt(line, context)
    except LOST:
        line.close()
        raise
    return line


def _encrypt(line: smtplib.SMTP, context: ssl.SSLContext) -> None:
    code, words = line.starttls(context=context)
    if code != READY:
        raise smtplib.SMTPNotSupportedError(code, words)
    line.ehlo()


def _sign_in(line: smtplib.SMTP, login: Login) -> None:
    try:
        line.ehlo_or_helo_if_needed()
        login(line)
    except smtplib.SMTPAuthenticationError as no:
        said = _words(no.smtp_code, no.smtp_error)
        raise Trouble(problem_with(said, at_login=True) or Problem.AWAY, said) from no
    except smtplib.SMTPNotSupportedError as no:
        raise Trouble(Problem.NO_LOGIN) from no
    except LOST as fault:
        is_poor = isinstance(fault, smtplib.SMTPException) and "No suitable" in str(fault)
        raise Trouble(Problem.NO_LOGIN if is_poor else Problem.AWAY, type(fault).__name__) from fault


def by_password(user: str, password: str) -> Login:
    return lambda line: _ignore(line.login(user, password))


def by_token(user: str, token: str) -> Login:
    """XOAUTH2 as Google and Microsoft describe it. After a no the server explains itself; an empty line hears it out."""

    def answer(challenge: bytes | None = None) -> str:
        return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"

    def login(line: smtplib.SMTP) -> None:
        if "XOAUTH2" not in line.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError
        line.auth("XOAUTH2", answer)

    return login


def _ignore(_answer: object) -> None:
    """For the type of it."""


def _words(code: int, words: bytes | str) -> str:
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(said.split())}"[:200]


# What servers say about an account rather than about one mail. The first that fits counts.
SAID: tuple[tuple[re.Pattern[str], Problem], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), problem)
    for pattern, problem in (
        (r"5\.7\.139|SmtpClientAuthentication is disabled", Problem.LOGIN_OFF),
        (r"5\.4\.5|5\.1\.90|sending (limit|quota)", Problem.LIMIT),
        (r"SendAsDenied|5\.2\.252|5\.7\.60|not allowed to send as|sender address rejected", Problem.NOT_OURS),
        (r"5\.1\.8\b|bad outbound sender|OutboundSpam|5\.7\.50[1-9]", Problem.BLOCKED),
        (r"^530|5\.7\.57|authentication required", Problem.PASSWORD),
    )
)


def problem_with(said: str, *, at_login: bool = False) -> Problem | None:
    """Give what a server's no says about the account; nothing when it speaks of this one mail, or is only slow."""
    for pattern, problem in SAID:
        if pattern.search(said):
            return problem
    return Problem.PASSWORD if at_login and said.startswith("5") else None
