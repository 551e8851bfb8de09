"""Processes a supervisor starts, watches, starts again and stops."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

LOG_LIMIT = 10 * 2**20
STEADY_SECONDS = 30.0
LONGEST_PAUSE = 30.0
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@dataclass
class Child:
    """One process and its group; the group goes when the process goes."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    _started: float = field(default=0.0, repr=False)
    _again_at: float = field(default=0.0, repr=False)

    def start(self) -> None:
        output = self._open_log()
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and modules
            self.command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops us in order
            preexec_fn=_die_with_parent,  # noqa: PLW1509  one system call, nothing that could wait for a lock
        )
        if output:
            output.close()
        self._started = time.monotonic()

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def look_after(self) -> int | None:
        """Start again what died, after a pause that grows with each failure. Returns the exit code of a fresh death."""
        if self.running():
            return None
        if self._again_at:
            if time.monotonic() >= self._again_at:
                self._again_at = 0.0
                self.start()
            return None
        return self._bury()

    def _bury(self) -> int:
        self.signal(signal.SIGKILL)  # what is left of its group would keep the port
        steady = time.monotonic() - self._started > STEADY_SECONDS
        self.failures = 1 if steady else self.failures + 1
        self._again_at = time.monotonic() + min(0.5 * 2 ** (self.failures - 1), LONGEST_PAUSE)
        return self.process.returncode if self.process else 0

    def stop(self, *, until: float) -> None:
        """Wait for the end that a signal asked for, until the deadline; then end it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait()
        self.signal(signal.SIGKILL)

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def _open_log(self) -> IO[bytes] | None:
        if self.log is None:
            return None
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".1.log"))
        return self.log.open("ab")


def end_group(group: int, *, mark: str) -> None:
    """End what a killed supervisor left behind: members of `group` whose command line has `mark`, and nobody else.

    The first process of the group is asked to stop the others; what then still runs is killed.
    """
    members = _marked(group, mark)
    _signal([group] if group in members else members, signal.SIGTERM)
    _wait_for_end(group, mark, seconds=10)
    _signal(_marked(group, mark), signal.SIGKILL)
    _wait_for_end(group, mark, seconds=3)


def _marked(group: int, mark: str) -> list[int]:
    return [pid for pid in _members(group) if mark in _command(pid)]


def _signal(processes: list[int], number: signal.Signals) -> None:
    for pid in processes:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _wait_for_end(group: int, mark: str, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _marked(group, mark) and time.monotonic() < deadline:
        time.sleep(0.1)


def _members(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getpgid(int(entry.name)) == group:
                found.append(int(entry.name))
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _die_with_parent() -> None:
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
