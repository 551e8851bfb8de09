"""A post office for the demonstration: takes every mail by SMTP on this machine, delivers none, lets all be read.

Each mail is one `.eml` below the mail folder; its name begins with the moment of arrival, so names sort by time.
"""

import contextlib
import hashlib
import os
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"
USUAL_PORT = 1025
SUFFIX = ".eml"
HEAD = 16_384
MESSAGE_ID = re.compile(rb"(?im)^message-id:[ \t]*(<[^<>\s]+>)[ \t]*$")


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived."""

    key: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "").strip()

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["From"] or "")

    @property
    def recipients(self) -> list[str]:
        return [part.addr_spec for header in self.message.get_all("To", []) for part in header.addresses]

    @property
    def sent_at(self) -> datetime | None:
        with contextlib.suppress(TypeError, ValueError):
            return parsedate_to_datetime(str(self.message["Date"]))
        return None

    def body(self, kind: str) -> str:
        """Text of the `plain` or the `html` part, empty where there is none."""
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""

    def attachments(self) -> list[str]:
        return [part.get_filename() or part.get_content_type() for part in self.message.iter_attachments()]


class MailSink:
    """The SMTP side: a thread of the process that starts it."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.folder = folder
        self._controller = Controller(_Clerk(folder), hostname=LOOPBACK, port=port or _free_port())

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def start(self) -> None:
        """Open the door and write the port down, where the settings look for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()
        _write(self.folder / "port", str(self.port).encode())

    def stop(self) -> None:
        self._controller.stop()
        forget_port(self.folder)


class _Clerk:
    """Answers aiosmtpd; the name of the method is its wish."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        store(self.folder, content)
        return "250 kept, not delivered"


def store(folder: Path, content: bytes) -> Path:
    """Keep one mail and its place in the index by Message-ID; whole or not at all."""
    key = f"{time.time_ns():020d}-{os.urandom(4).hex()}"
    place = folder / f"{key}{SUFFIX}"
    _write(place, content)
    if identifier := _identifier(content):
        _write(_index(folder, identifier), key.encode())
    return place


def _identifier(content: bytes) -> str:
    """Give the Message-ID, without reading the whole mail where it stands plainly in the head."""
    head = content[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if found := MESSAGE_ID.search(head):
        return found.group(1).decode("ascii", "replace").strip()
    return str(_parse(content)["Message-ID"] or "").strip()


def mails(folder: Path, *, to: str = "", most: int = 200) -> Iterator[Mail]:
    """Newest first; with `to`, only those to this address."""
    found = 0
    for place in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
        if found >= most:
            return
        mail = Mail(place.stem, _parse(place.read_bytes()))
        if not to or to.casefold() in {address.casefold() for address in mail.recipients}:
            found += 1
            yield mail


def find(folder: Path, key: str) -> Mail | None:
    """Return the mail of this key; anything that is not a key of ours finds nothing."""
    place = folder / f"{Path(key).name}{SUFFIX}"
    if Path(key).name != key or not place.is_file():
        return None
    return Mail(key, _parse(place.read_bytes()))


def find_by_message_id(folder: Path, message_id: str) -> Mail | None:
    """Return the mail that carries this Message-ID: the evidence that an uncertain sending did arrive."""
    note = _index(folder, message_id)
    return find(folder, note.read_text()) if note.is_file() else None


def is_known(folder: Path, message_id: str) -> bool:
    return _index(folder, message_id).is_file()


def ids_since(folder: Path, moment: datetime) -> set[str]:
    """Give the Message-IDs of the mails that arrived since then, from the mails themselves."""
    first = f"{int(moment.timestamp() * 1e9):020d}"
    return {_identifier(one.read_bytes()) for one in folder.glob(f"*{SUFFIX}") if one.name >= first}


def forget_port(folder: Path) -> None:
    """Remove the note of the port: nobody listens there any more, or a stranger does."""
    (folder / "port").unlink(missing_ok=True)


def _index(folder: Path, message_id: str) -> Path:
    return folder / "index" / hashlib.sha256(message_id.strip().encode()).hexdigest()


def _parse(content: bytes) -> EmailMessage:
    return message_from_bytes(content, _class=EmailMessage, policy=policy.default)


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{os.urandom(4).hex()}")
    fresh.write_bytes(content)
    fresh.replace(place)


def _free_port() -> int:
    """Return the usual port of such sinks when it is free, else any."""
    for port in (USUAL_PORT, 0):
        with contextlib.suppress(OSError), socket.create_server((LOOPBACK, port)) as door:
            return int(door.getsockname()[1])
    raise OSError
