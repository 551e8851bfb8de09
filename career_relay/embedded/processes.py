"""What the kernel knows about running servers, read from /proc where there is one."""

import os
import time
from pathlib import Path

_PROC = Path("/proc")


def clear_stale_locks(data: Path, socket_folder: Path, *, socket_lock: str) -> None:
    """Remove lock files whose pid is not our server.

    PostgreSQL refuses to start while the pid in its lock file exists at all: a zombie nobody reaped, or another
    program that got the number after a container restart. The command line tells; without /proc we touch nothing.
    """
    if not _PROC.is_dir():
        return
    for lock in (data / "postmaster.pid", socket_folder / socket_lock):
        if lock.exists() and _belongs_to_a_stranger(lock, data):
            _wait_for_orphans(data)
            lock.unlink(missing_ok=True)


def _belongs_to_a_stranger(lock: Path, data: Path) -> bool:
    pid = lock.read_text(errors="replace").split("\n", 1)[0].strip().lstrip("-")
    try:
        command = (_PROC / pid / "cmdline").read_bytes()
    except OSError:
        return False  # no such process: PostgreSQL itself copes
    return os.fsencode(data) not in command


def _wait_for_orphans(data: Path, *, seconds: float = 30) -> None:
    """Wait until no backend of a killed server works in `data`: two servers on one folder would destroy it."""
    deadline = time.monotonic() + seconds
    while _works_in(data) and time.monotonic() < deadline:
        time.sleep(0.2)


def _works_in(data: Path) -> bool:
    return any(_folder_of(process) == os.fspath(data) for process in _PROC.glob("[0-9]*"))


def _folder_of(process: Path) -> str:
    try:
        return os.readlink(process / "cwd")  # noqa: PTH115  the answer may name a folder that is gone
    except OSError:
        return ""
