"""A real SMTP server in this process: it takes every mail and can be told to misbehave."""

import socket
from asyncio import WriteTransport
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from career_relay.embedded.mailsink import Mail, mails, store
from career_relay.settings.mail import Smtp


class Sink:
    """What arrived, oldest first. `answer` is what the server says to the next mails instead of taking them.

    With `keep_then_drop` the mail is kept, and the line breaks before the sender hears of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer = ""
        self.keep_then_drop = False
        self.is_open = False
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer:
            return self.answer
        store(self.folder, envelope.content if isinstance(envelope.content, bytes) else b"")
        if self.keep_then_drop:
            cast("WriteTransport", server.transport).abort()
        return "250 kept"

    @property
    def mails(self) -> list[Mail]:
        return list(reversed(list(mails(self.folder, most=100_000))))

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if address in mail.recipients]

    def start(self) -> Smtp:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()
        self.is_open = True
        (self.folder / "port").write_text(str(self._controller.port))
        return Smtp(host="127.0.0.1", port=self._controller.port)

    def stop(self) -> None:
        """Close the door; a second time does nothing."""
        if self.is_open:
            self.is_open = False
            self._controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def smtp_sink(tmp_path: Path, settings: Any) -> Iterator[Sink]:
    """The program's mail goes here for one test: `settings.SMTP` and `settings.DATA_FOLDER` point to it."""
    sink = Sink(tmp_path / "mail")
    settings.SMTP = sink.start()
    settings.DATA_FOLDER = tmp_path
    yield sink
    sink.stop()
