"""A mail server of a few lines, fast enough that it is not what is measured, and ill-mannered when it is told to be.

Every mail it takes is kept where `career_relay.embedded.mailsink` keeps them, before the sender hears of it.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from career_relay.embedded.mailsink import store

END = b"\r\n.\r\n"
BYTE_EVERY = 0.001  # seconds, of a slow server


@dataclass(frozen=True, slots=True)
class Act:
    """What the server does now: say something (quickly or a byte at a time), keep the mail, leave or fall silent."""

    words: str = ""
    slowly: bool = False
    keep: bool = False  # the mail is kept, whatever is said
    leave: bool = False  # the line ends after the words
    silent: bool = False  # nothing is said, the line stays open


DROP = Act(leave=True)


@dataclass
class Talk:
    """What is known of one conversation."""

    to: str = ""
    mails: int = 0  # taken on this line


Manners = Callable[[str, Talk], Act | None]  # asked at CONNECT, EHLO, MAIL, RCPT, DATA, TEXT; None: as a good server


def good(_verb: str, _talk: Talk) -> Act | None:
    return None


class Door:
    """Listens in a thread of its own. `pipelining`: whether it lets several commands come at once."""

    def __init__(self, folder: Path, manners: Manners = good, *, pipelining: bool = True, port: int = 0) -> None:
        self.folder, self.manners, self.pipelining, self.port = folder, manners, pipelining, port
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self.lines: set[asyncio.WriteTransport] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> int:
        """Open the door, and write the port down where the settings look for it. Gives the port."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        opened = self._loop.create_server(lambda: _Line(self), "127.0.0.1", self.port, backlog=200)
        self._server = asyncio.run_coroutine_threadsafe(opened, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        (self.folder / "port").write_text(str(self.port))
        return int(self.port)

    def stop(self) -> None:
        """Close the door and every line; a second time does nothing."""
        if self._server is None:
            return
        self._loop.call_soon_threadsafe(self._leave)
        self._thread.join(timeout=5)
        self._loop.close()
        self._server = None

    def _leave(self) -> None:
        if self._server:
            self._server.close()
        for line in list(self.lines):
            line.abort()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_later(0.01, self._loop.stop)


class _Line(asyncio.Protocol):
    def __init__(self, door: Door) -> None:
        self.door, self.talk, self.heard, self.in_text = door, Talk(), b"", False
        self.wire: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = transport  # type: ignore[assignment] # TCP can be written to
        self.door.lines.add(self.wire)
        self._do("CONNECT", "220 here")

    def connection_lost(self, _why: Exception | None) -> None:
        self.door.lines.discard(self.wire)

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while not self.wire.is_closing() and (self._text() if self.in_text else self._command()):
            pass

    def _command(self) -> bool:
        line, found, rest = self.heard.partition(b"\r\n")
        if not found:
            return False
        self.heard = rest
        verb = line[:4].decode("ascii", "replace").upper()
        if verb == "RCPT":
            self.talk.to = line.partition(b"<")[2].partition(b">")[0].decode("ascii", "replace")
        answers = {"EHLO": f"250-here{self._offers()}\r\n250 SIZE", "DATA": "354 go on", "QUIT": "221 bye"}
        if self._do(verb, answers.get(verb, "250 ok")) and verb == "DATA":
            self.in_text = True
        if verb == "QUIT":
            self.wire.close()
        return True

    def _offers(self) -> str:
        return "\r\n250-PIPELINING" if self.door.pipelining else ""

    def _text(self) -> bool:
        text, found, rest = self.heard.partition(END)
        if not found:
            return False
        self.heard, self.in_text = rest, False
        content = text.replace(b"\r\n..", b"\r\n.") + b"\r\n"
        act = self.door.manners("TEXT", self.talk)
        if act is None or act.keep:
            store(self.door.folder, content)
            self.talk.mails += 1
        self._act(act or Act("250 kept"))
        return True

    def _do(self, verb: str, usual: str) -> bool:
        """Answer one command. Gives whether it was answered as a good server does."""
        act = self.door.manners(verb, self.talk)
        self._act(act or Act(usual))
        return act is None or act.words[:1] in {"2", "3"}

    def _act(self, act: Act) -> None:
        if act.silent:
            return
        words = f"{act.words}\r\n".encode() if act.words else b""
        if act.slowly:
            asyncio.ensure_future(self._slowly(words))  # noqa: RUF006 — it ends with the line
            return
        self.wire.write(words)
        if act.leave:
            self.wire.close() if words else self.wire.abort()

    async def _slowly(self, words: bytes) -> None:
        for place in range(len(words)):
            if self.wire.is_closing():
                return
            self.wire.write(words[place : place + 1])
            await asyncio.sleep(BYTE_EVERY)
