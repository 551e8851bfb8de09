"""The text of a text file, in whichever of the Japanese encodings it is written. Runs in the jail."""

from typing import Any, BinaryIO, Final

from career_relay.candidates.resumes.stops import Stop
from career_relay.imports import encodings
from career_relay.imports.refusals import Unreadable

MOST_TEXT: Final = 200_000


def decoded(file: BinaryIO) -> str:
    """raises Stop."""
    data = file.read()
    if _is_damaged(data):
        raise Stop("BINARY")
    try:
        encoding = encodings.detect(file)
    except Unreadable:
        raise Stop("BINARY") from None
    text = data.decode(encoding)
    if "\x00" in text:
        raise Stop("BINARY")
    return text.removeprefix("\ufeff")


def _is_damaged(data: bytes) -> bool:
    """A few zero bytes in what is UTF-8 otherwise. UTF-16 holds them too: many, or beside what is no UTF-8."""
    zeros = data.count(0)
    if not zeros or zeros * 5 > len(data):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def read(file: BinaryIO) -> dict[str, Any]:
    """Give `text`. raises Stop."""
    text = decoded(file)
    if len(text) > MOST_TEXT:
        raise Stop("TOO_LONG")
    return {"text": "\n".join(text.splitlines()), "pictures": 0}
