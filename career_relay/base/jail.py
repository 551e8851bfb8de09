"""Read a hostile file in a child process that can do nothing else (RELIABILITY §4.12, rule 18).

The file goes in as an open descriptor without a name, the answer comes out as at most 1 MB of JSON. However the child
ends, the caller gets an answer or a `Refused` with a sentence; it is never harmed itself. What the child may not do
is in `jailed.py`.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused

WALL_SECONDS: Final = 15.0
LARGEST_ANSWER: Final = 2**20
AT_ONCE: Final = 2  # jails of one process; each may take half a gigabyte
WAIT_SECONDS: Final = 20.0
_INSIDE: Final = Path(__file__).with_name("jailed.py")
_CHUNK: Final = 1 << 16

SENTENCES: Final[dict[str, str | Promise]] = {
    "TIMEOUT": _("Reading this file took too long and was stopped. Save it again from the program it was made with, or as PDF, and upload that."),
    "MEMORY": _("This file unpacks to more than can be read and was stopped. Save it again from the program it was made with, or as PDF, and upload that."),
    "UNREADABLE": _("This file is damaged and cannot be read. Open it, save it again and upload that."),
    "CRASH": _("This file could not be read: it stopped the reader. Open it, save it again and upload that."),
    "TOO_LARGE": _("This file holds more text than a résumé. Upload a shorter one."),
    "BUSY": _("Several files are being read right now. Please try again in a minute."),
}  # fmt: skip

_places = threading.BoundedSemaphore(AT_ONCE)


class Jailbird(Refused):
    """The work on a file ended without an answer. ``code`` is a key of SENTENCES."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code], code=code)


def run_jailed(work: str, file: IO[bytes] | bytes, **facts: Any) -> dict[str, Any]:
    """Let `work` ("module:function") read `file` in a jail, and give what it returned.

    in: `facts` go to the function as they are, by JSON; never personal data, because they stand in the process list.
    raises Jailbird for every way to fail.
    """
    result: dict[str, Any] = _answer(work, file, facts)["result"]
    return result


def layers() -> tuple[list[str], dict[str, bool]]:
    """Which layers hold on this machine, and what was possible inside all the same."""
    answer = _answer("career_relay.base.jailed:probe", b"", {})
    return answer["layers"], answer["result"]


def _answer(work: str, file: IO[bytes] | bytes, facts: dict[str, Any]) -> dict[str, Any]:
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise Jailbird("BUSY")
    try:
        with _nameless(file) as given, tempfile.TemporaryDirectory(prefix="jail-") as empty:
            said = _ask(work, json.dumps(facts), given, empty)
    finally:
        _places.release()
    return _understood(said)


@contextmanager
def _nameless(file: IO[bytes] | bytes) -> Iterator[BinaryIO]:
    """The bytes in memory, as a file without a name: nothing of it is ever on a disk."""
    if hasattr(os, "memfd_create"):
        inside: BinaryIO = os.fdopen(os.memfd_create("given", os.MFD_CLOEXEC), "w+b")
    else:
        inside = tempfile.TemporaryFile()  # noqa: SIM115 — closed below; elsewhere than on Linux
    with inside:
        if isinstance(file, bytes):
            inside.write(file)
        else:
            while chunk := file.read(_CHUNK):
                inside.write(chunk)
        inside.flush()
        inside.seek(0)
        yield inside


def _ask(work: str, facts: str, given: BinaryIO, empty: str) -> bytes:
    """Start the child, read its answer and see it end. raises Jailbird when it does not do so by itself."""
    child = subprocess.Popen(  # noqa: S603 — our own interpreter and our own file
        [sys.executable, "-I", str(_INSIDE), work, facts],
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=empty,
        env={},
        close_fds=True,
        start_new_session=True,
    )
    ends = time.monotonic() + WALL_SECONDS
    try:
        said = _read(child, ends)
        code = child.wait(max(ends - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        raise Jailbird("TIMEOUT") from None
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()
    if code != 0:
        raise Jailbird("TIMEOUT" if code in _OUT_OF_TIME else "CRASH")
    return said


_OUT_OF_TIME: Final = {-9, -24}  # SIGKILL and SIGXCPU: the limit of processor seconds


def _read(child: subprocess.Popen[bytes], ends: float) -> bytes:
    if child.stdout is None:
        raise Jailbird("CRASH")
    pipe, said = child.stdout.fileno(), bytearray()
    listener = select.poll()
    listener.register(pipe, select.POLLIN | select.POLLHUP)
    while True:
        if not listener.poll(max(ends - time.monotonic(), 0) * 1000):
            raise Jailbird("TIMEOUT")
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return bytes(said)
        said += chunk
        if len(said) > LARGEST_ANSWER:
            raise Jailbird("TOO_LARGE")


def _understood(said: bytes) -> dict[str, Any]:
    """The answer as the child wrote it. It has seen hostile bytes, so nothing about it is taken for granted."""
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        raise Jailbird("CRASH") from None
    if not isinstance(answer, dict):
        raise Jailbird("CRASH")
    if failed := answer.get("failed"):
        raise Jailbird(failed if failed in SENTENCES else "CRASH")
    if not isinstance(answer.get("result"), dict):
        raise Jailbird("CRASH")
    return answer
