"""The text of a text file, in whichever of the Japanese encodings it is written. Runs in the jail."""

from typing import Any, BinaryIO, Final

from career_relay.candidates.resumes.stops import Stop
from career_relay.imports import encodings
from career_relay.imports.refusals import Unreadable

MOST_TEXT: Final = 200_000


def decoded(file: BinaryIO) -> str:
    """raises Stop."""
    try:
        encoding = encodings.detect(file)
    except Unreadable:
        raise Stop("BINARY") from None
    file.seek(0)
    text = file.read().decode(encoding)
    if "\x00" in text:
        raise Stop("BINARY")
    return text.removeprefix("\ufeff")


def read(file: BinaryIO) -> dict[str, Any]:
    """Give `text`. raises Stop."""
    text = decoded(file)
    if len(text) > MOST_TEXT:
        raise Stop("TOO_LONG")
    return {"text": "\n".join(text.splitlines()), "pictures": 0}
