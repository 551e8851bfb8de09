"""What is going on, for the person who waits: one line a step, on stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORTH_A_TIME = 1.0


def say(line: str = "") -> None:
    """Write one line to stderr, whatever becomes of stdout."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step when it begins, and how long it took when that was over a second."""
    started = time.monotonic()
    sys.stderr.write(f"  {what} …")
    sys.stderr.flush()
    try:
        yield
    finally:
        spent = time.monotonic() - started
        say(f" {spent:.1f} s" if spent >= WORTH_A_TIME else "")
