"""Who holds this data folder: one supervisor at a time, with a note of its address and the processes it started."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypedDict

from career_relay.embedded import locations
from career_relay.embedded.children import end_group
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.words import translate as _

OURS = "career_relay"  # stands in the command line of each process we start


class Note(TypedDict):
    url: str
    groups: list[int]


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Hold the data folder, and clear away what a killed supervisor left; raises CannotRun when it is held."""
    locations.data_folder().mkdir(parents=True, exist_ok=True)
    with _place().open("a+") as note:
        if not _lock(note):
            raise CannotRun(_already_running(note))
        for group in _read(note)["groups"]:
            end_group(group, mark=OURS)
        write_note(url, [])
        yield
        write_note("", [])


def running_url() -> str:
    """Address of the program that holds this data folder now, empty when none does."""
    if not _place().exists():
        return ""
    with _place().open("a+") as note:
        return "" if _lock(note) else _read(note)["url"]


def write_note(url: str, groups: list[int]) -> None:
    """Write into the file itself, not beside it: the lock is on the file."""
    _place().write_text(json.dumps(Note(url=url, groups=groups)))


def _place() -> Path:
    return locations.data_folder() / "serve.json"


def _lock(note: IO[str]) -> bool:
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(note: IO[str]) -> Note:
    note.seek(0)
    try:
        found = json.loads(note.read())
    except ValueError:  # empty at first, or cut off by a crash
        return Note(url="", groups=[])
    return Note(url=str(found["url"]), groups=[int(group) for group in found["groups"]])


def _already_running(note: IO[str]) -> str:
    text = _(
        "Career Relay already runs with the data folder {folder} at {url}. "
        "Stop it there, or choose another data folder with CAREER_RELAY_DATA and another PORT."
    )
    return text.format(folder=locations.data_folder(), url=_read(note)["url"] or "?")
