"""One warm connection to the mail server, and an honest answer about each mail: yes, no, later, or nobody knows."""

import contextlib
import re
import smtplib
import time
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.message import EmailMessage
from enum import Enum
from io import BytesIO
from types import TracebackType
from typing import Self

from django.conf import settings

TIMEOUT = 30.0
STALE = 5.0  # seconds of silence after which the server is asked whether it is still there
GO_ON, DONE = 354, 250
LOST = (OSError, smtplib.SMTPException)  # most of the latter are OSErrors too
STUFFING = re.compile(rb"(?m)^\.")


class Verdict(Enum):
    ACCEPTED = "accepted"
    REFUSED = "refused"  # 5xx: it will never be taken
    LATER = "later"  # 4xx, or the line broke before the text was handed over
    UNKNOWN = "unknown"  # the line broke after the text was handed over


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    why: str = ""


class Unreachable(Exception):  # noqa: N818 — a state of the world
    """The mail server cannot be reached or does not let us in. Nothing was handed over."""


class PostOffice:
    """Opens the line when it is needed and keeps it for the next mail."""

    def __init__(self) -> None:
        self._line: smtplib.SMTP | None = None
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None) -> None:
        self.hang_up()

    def ready(self) -> None:
        """Make sure there is a line, before anybody writes down that a mail is being sent. Raises Unreachable."""
        if self._line and time.monotonic() - self._used > STALE and not self._answers(self._line):
            self.hang_up()
        if self._line is None:
            self._line = self._open()
            self._used = time.monotonic()

    def hang_up(self) -> None:
        line, self._line = self._line, None
        if line:
            with contextlib.suppress(*LOST):
                line.quit()

    def send(self, mail: EmailMessage, *, sender: str, to: str) -> Answer:
        """Hand over one mail on the open line."""
        assert self._line is not None, "ready() comes first"  # noqa: S101 — a mistake of ours, not of the world
        try:
            answer = _hand_over(self._line, _bytes(mail), sender, to)
        except LOST as broken:  # nothing of the text had left
            answer = Answer(Verdict.LATER, type(broken).__name__)
            self._line = None
        if answer.verdict is Verdict.UNKNOWN:
            self._line = None
        elif answer.verdict is not Verdict.ACCEPTED:
            self._start_again()
        self._used = time.monotonic()
        return answer

    def _start_again(self) -> None:
        """After a no the server must forget the mail; a server that cannot is left."""
        try:
            if self._line and self._line.rset()[0] != DONE:
                self.hang_up()
        except LOST:
            self._line = None

    @staticmethod
    def _answers(line: smtplib.SMTP) -> bool:
        try:
            return line.noop()[0] == DONE
        except LOST:
            return False

    @staticmethod
    def _open() -> smtplib.SMTP:
        place = settings.SMTP
        kind = smtplib.SMTP_SSL if place.tls else smtplib.SMTP
        try:
            line = kind(place.host, place.port, timeout=TIMEOUT)
            if place.starttls:
                line.starttls()
            if place.user:
                line.login(place.user, place.password)
            line.ehlo_or_helo_if_needed()
        except LOST as broken:
            raise Unreachable(type(broken).__name__) from broken
        return line


def _bytes(mail: EmailMessage) -> bytes:
    """The mail as it goes over the wire: CRLF, dots stuffed, the final dot."""
    out = BytesIO()
    BytesGenerator(out, policy=mail.policy).flatten(mail)
    return STUFFING.sub(b"..", out.getvalue()) + b".\r\n"


def _hand_over(line: smtplib.SMTP, content: bytes, sender: str, to: str) -> Answer:
    for command in (f"mail FROM:<{sender}>", f"rcpt TO:<{to}>"):
        code, words = line.docmd(command)
        if code not in {250, 251}:
            return _no(code, words)
    code, words = line.docmd("data")
    if code != GO_ON:
        return _no(code, words)
    try:
        line.send(content)
        code, words = line.getreply()
    except LOST as broken:
        return Answer(Verdict.UNKNOWN, type(broken).__name__)
    if code < 0:  # a reply that was no reply
        return Answer(Verdict.UNKNOWN, "no reply")
    return Answer(Verdict.ACCEPTED) if code == DONE else _no(code, words)


def _no(code: int, words: bytes) -> Answer:
    """A 5xx is final; everything else may be tried again."""
    verdict = Verdict.REFUSED if code // 100 == 5 else Verdict.LATER
    return Answer(verdict, f"{code} {words.decode('ascii', 'replace')}"[:200])
