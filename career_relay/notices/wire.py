"""The bare SMTP conversation on a line that `smtplib` has opened: say, hear, never longer than a deadline.

`smtplib` waits so long for each byte; a server that says one byte a second would keep a worker for an hour. And it
speaks one command at a time, where most servers take several at once (RFC 2920).
"""

import contextlib
import smtplib
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_REPLY = 65_536
LONGEST_GOODBYE = 1.0


class Broken(OSError):  # noqa: N818 — a state of the world
    """The line ended, took too long, or said what is no reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    code: int
    words: bytes

    @property
    def is_yes(self) -> bool:
        return self.code // 100 == 2

    def __str__(self) -> str:
        return f"{self.code} {self.words.decode('ascii', 'replace')}"[:200]


class Wire:
    """One open line. Every wait has a deadline, a moment of `time.monotonic`."""

    def __init__(self, line: smtplib.SMTP) -> None:
        if line.sock is None:
            raise Broken("no line")
        self._line, self._sock, self._heard = line, line.sock, b""
        self.takes_several = line.has_extn("pipelining")
        with contextlib.suppress(OSError):  # the last words of a mail must not wait for an answer to the first
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def say(self, words: bytes, *, until: float) -> None:
        """Hand words to the wire. After an exception their last byte has not left."""
        self._sock.settimeout(_left(until))
        self._sock.sendall(words)

    def ask(self, commands: Sequence[str], *, until: float) -> Iterator[Reply]:
        """Say commands and give the reply to each: all at once where the server allows it, else one by one."""
        if self.takes_several:
            self.say("".join(f"{one}\r\n" for one in commands).encode("ascii"), until=until)
        for command in commands:
            if not self.takes_several:
                self.say(f"{command}\r\n".encode("ascii"), until=until)
            yield self.hear(until=until)

    def hear(self, *, until: float) -> Reply:
        """Give the next reply, of one line or of several. Raises Broken, OSError."""
        words = []
        while True:
            line = self._next_line(until)
            if len(line) < 3 or not line[:3].isdigit():
                raise Broken("no reply")
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                return Reply(int(line[:3]), b" ".join(words))

    def close(self) -> None:
        """Say goodbye without waiting for an answer."""
        with contextlib.suppress(OSError):
            self.say(b"QUIT\r\n", until=time.monotonic() + LONGEST_GOODBYE)
        self._line.close()

    def _next_line(self, until: float) -> bytes:
        while b"\n" not in self._heard:
            self._sock.settimeout(_left(until))
            more = self._sock.recv(4096)
            if not more:
                raise Broken("closed")
            self._heard += more
            if len(self._heard) > LONGEST_REPLY:
                raise Broken("too long")
        line, _, self._heard = self._heard.partition(b"\n")
        return line.rstrip(b"\r")


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise Broken("too slow")
    return left
