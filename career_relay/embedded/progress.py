"""What is going on, for the person who waits: one line a step, on stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORTH_A_TIME = 1.0


_unfinished = False  # a step has been named and its line waits for the end


def say(line: str = "") -> None:
    """Write one line to stderr, whatever becomes of stdout."""
    _write("\n" if _unfinished else "", unfinished=False)
    _write(f"{line}\n", unfinished=False)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step when it begins, and how long it took when that was over a second."""
    started = time.monotonic()
    _write(f"  {what} …", unfinished=True)
    try:
        yield
    finally:
        spent = time.monotonic() - started
        if _unfinished:
            _write(f" {spent:.1f} s\n" if spent >= WORTH_A_TIME else "\n", unfinished=False)


def _write(text: str, *, unfinished: bool) -> None:
    global _unfinished  # noqa: PLW0603  one terminal, one line
    _unfinished = unfinished
    sys.stderr.write(text)
    sys.stderr.flush()
