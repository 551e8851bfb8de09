"""One warm connection to the mail server, and an honest answer about each mail: yes, no, later, or nobody knows."""

import re
import smtplib
import ssl
import time
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.message import EmailMessage
from enum import Enum
from io import BytesIO
from types import TracebackType
from typing import Self

from django.conf import settings

from career_relay.notices.wire import Reply, Wire

TIMEOUT = 30.0  # to open a line, and for everything that is said before the text
STALE = 5.0  # seconds of silence after which the server is asked whether it is still there
GO_ON, DONE, CLOSING = 354, 250, 421
NOT_LET_IN = frozenset({530, 535})  # about whoever sends: no mail of theirs will be taken until somebody mends it
LOST = (OSError, smtplib.SMTPException)  # most of the latter are OSErrors too
SAYABLE = re.compile(r"[!-;=?-~]{1,320}")  # an address in a command: no space, no line end, no bracket
STUFFING = re.compile(rb"(?m)^\.")
FROM, TO, TEXT = range(3)  # the order of the commands
HERE = frozenset({"127.0.0.1", "::1", "localhost"})
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")  # RFC 3463
OF_THE_ADDRESS = {"1", "2"}  # 5.1.x and 5.2.1; the others are about the mail, the way or a rule
FULL = re.compile(r"\b5\.2\.[234]\b")


class Verdict(Enum):
    ACCEPTED = "accepted"
    REFUSED = "refused"  # 5xx: it will never be taken
    LATER = "later"  # 4xx, or the line broke before the text was handed over
    UNKNOWN = "unknown"  # the line broke after the text was handed over


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    why: str = ""
    no_such_address: bool = False  # the no is about the address, for good
    whole_line: bool = False  # the "later" is about whoever sends, not about this mail: too many, too fast
    of_recipient: bool = False  # the server itself spoke about this recipient or this mail


class Unreachable(Exception):  # noqa: N818 — a state of the world
    """The mail server cannot be reached or does not let us in. Nothing was handed over."""


class PostOffice:
    """Opens the line when it is needed and keeps it for the next mail."""

    def __init__(self) -> None:
        self._wire: Wire | None = None
        self._used = 0.0
        self._is_dirty = False  # after a no the server must forget the mail

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None) -> None:
        self.hang_up()

    def ready(self) -> None:
        """Make sure there is a line, before anybody writes down that a mail is being sent. Raises Unreachable."""
        if self._wire and not self._is_fit(self._wire):
            self.hang_up()
        if self._wire is None:
            self._wire = self._dial()
            self._is_dirty = False
            self._used = time.monotonic()

    def hang_up(self) -> None:
        wire, self._wire = self._wire, None
        if wire:
            wire.close()

    def send(self, mail: EmailMessage | bytes, *, sender: str, to: str) -> Answer:
        """Hand over one mail on the open line. Addresses that no command can hold are refused before anything is said."""
        assert self._wire is not None, "ready() comes first"  # noqa: S101 — a mistake of ours, not of the world
        if not (SAYABLE.fullmatch(sender) and SAYABLE.fullmatch(to)):
            return Answer(Verdict.REFUSED, "553 no address")
        answer, keep = _hand_over(self._wire, on_the_wire(mail), sender, to)
        self._is_dirty = answer.verdict is not Verdict.ACCEPTED
        if not keep:
            self.hang_up()
        self._used = time.monotonic()
        return answer

    def _dial(self) -> Wire:
        line = self._open()
        try:
            return Wire(line)
        except LOST as broken:
            line.close()
            raise Unreachable(type(broken).__name__) from broken

    def _is_fit(self, wire: Wire) -> bool:
        """Whether the line can take a mail: asked after a silence, and cleared after a no."""
        if not self._is_dirty and time.monotonic() - self._used <= STALE:
            return True
        command = "RSET" if self._is_dirty else "NOOP"
        try:
            (reply,) = wire.ask([command], until=time.monotonic() + TIMEOUT)
        except LOST:
            return False
        self._is_dirty = False
        self._used = time.monotonic()
        return reply.code == DONE

    def _open(self) -> smtplib.SMTP:
        place = settings.SMTP
        try:
            if place.tls:
                line: smtplib.SMTP = smtplib.SMTP_SSL(
                    place.host, place.port, timeout=TIMEOUT, context=trust(place.host)
                )
            else:
                line = smtplib.SMTP(place.host, place.port, timeout=TIMEOUT)
        except LOST as broken:
            raise Unreachable(type(broken).__name__) from broken
        try:
            if place.starttls:
                line.starttls(context=trust(place.host))
            if place.user:
                line.login(place.user, place.password)
            line.ehlo_or_helo_if_needed()
        except LOST as broken:
            line.close()
            raise Unreachable(type(broken).__name__) from broken
        return line


def trust(host: str) -> ssl.SSLContext:
    """Give what proves a server's name. A server on this machine needs no proof: who answers there is us."""
    context = ssl.create_default_context()
    if host in HERE:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def on_the_wire(mail: EmailMessage | bytes) -> bytes:
    """The mail as it goes over the wire: CRLF, dots stuffed, the final dot."""
    if isinstance(mail, bytes):
        content = mail
    else:
        out = BytesIO()
        BytesGenerator(out, policy=mail.policy).flatten(mail)
        content = out.getvalue()
    return STUFFING.sub(b"..", content) + b".\r\n"


def _hand_over(wire: Wire, content: bytes, sender: str, to: str) -> tuple[Answer, bool]:
    """Give the answer, and whether the line is of use for another mail."""
    try:
        no = _envelope(wire, sender, to)
        if no is not None:
            return no
        until = time.monotonic() + settings.SMTP.patience
        wire.say(content, until=until)
    except LOST as broken:  # the last dot has not left: the server cannot have taken it
        return Answer(Verdict.LATER, type(broken).__name__), False
    try:
        reply = wire.hear(until=until)
    except LOST as broken:
        return Answer(Verdict.UNKNOWN, type(broken).__name__), False
    if reply.is_yes:
        return Answer(Verdict.ACCEPTED), True
    if reply.code // 100 not in {4, 5}:  # a reply that is none
        return Answer(Verdict.UNKNOWN, str(reply)), False
    return _no(reply, of_recipient=True), reply.code != CLOSING


def _envelope(wire: Wire, sender: str, to: str) -> tuple[Answer, bool] | None:
    """Say from whom and to whom. Gives the no, if there is one: the text has not left then."""
    commands = [f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"]
    found: tuple[Answer, bool] | None = None
    replies = wire.ask(commands, until=time.monotonic() + TIMEOUT)
    try:
        for place, reply in enumerate(replies):
            if found is None:
                found = _no_to(place, reply)
            elif reply.code == GO_ON:  # it waits for a text although nobody is to get it: leave, nothing was sent
                return found[0], False
            if found and not (wire.takes_several and found[1]):
                return found
    except LOST:
        if found is None:
            raise
        return found[0], False
    return found


def _no_to(place: int, reply: Reply) -> tuple[Answer, bool] | None:
    """Give the no to one of the three commands, and whether the line lives on."""
    is_fine = reply.code == GO_ON if place == TEXT else reply.is_yes
    return None if is_fine else (_no(reply, of_recipient=place == TO, of_sender=place == FROM), reply.code != CLOSING)


def _no(reply: Reply, *, of_recipient: bool = False, of_sender: bool = False) -> Answer:
    """A 5xx is final; everything else may be tried again."""
    if reply.code // 100 == 5 and reply.code not in NOT_LET_IN:
        return Answer(Verdict.REFUSED, str(reply), of_recipient and is_about_address(reply.code, str(reply)))
    return Answer(Verdict.LATER, str(reply), whole_line=of_sender, of_recipient=of_recipient)


def is_about_address(code: int, words: str) -> bool:
    """Whether a final no says that the address does not exist: a bounce, not a rule that this mail broke."""
    if found := ENHANCED.search(words):
        return found.group(1) in OF_THE_ADDRESS and FULL.search(words) is None
    return code in NO_SUCH_ADDRESS
