"""The inside of the jail: a process that reads one hostile file and can do nothing else.

Started by `base/jail.py` with the file as standard input and a pipe as standard output. It loads the work first and
then lets go of everything, layer by layer: after `lock_up` it can open nothing (no file, no socket), start nothing
and keep little. Standard library only; what a machine does not permit is left out and said (`probe`).
"""

import ctypes
import json
import os
import platform
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

MEMORY: Final = 512 * 2**20
CPU_SECONDS: Final = 10
OUTCAST: Final = 60_777  # a user and group that no account has: not even `nobody`, who may own a database
WORKS: Final = "career_relay."

_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 38, 22, 2
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_LIBC = ctypes.CDLL(None, use_errno=True)

# What a reader never calls: (x86_64, aarch64), None where the processor has no such call.
FORBIDDEN_CALLS: Final[dict[str, tuple[int | None, int | None]]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "bind": (49, 200),
    "listen": (50, 201),
    "connect": (42, 203),
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "ptrace": (101, 117),
    "unshare": (272, 97),
    "mount": (165, 40),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
    "truncate": (76, 45),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "link": (86, None),
    "linkat": (265, 37),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "chown": (92, None),
    "fchownat": (260, 54),
}
_PROCESSORS: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def main(work: str, facts: str) -> int:
    """Do the work on standard input and write the answer as JSON to standard output."""
    die_with_parent()
    layers = leave_network()
    todo = load(work)
    layers += lock_up()
    answer = answer_of(todo, json.loads(facts), layers)
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def load(work: str) -> Callable[..., dict[str, Any]]:
    """The function called `module:function`. Only code of this program is loaded."""
    module, _colon, name = work.partition(":")
    if not module.startswith(WORKS):
        raise ValueError(work)
    found: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    return found


def answer_of(todo: Callable[..., dict[str, Any]], facts: dict[str, Any], layers: list[str]) -> dict[str, Any]:
    """What the work gave, or how it failed. Never a traceback: it could quote the file."""
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            return {"result": todo(file, **facts), "layers": layers}
    except MemoryError:
        return {"failed": "MEMORY"}
    except Exception as problem:  # noqa: BLE001 — whatever a parser throws at a hostile file is one and the same answer
        return {"failed": "UNREADABLE", "kind": type(problem).__name__}


# --- the layers ---------------------------------------------------------------------------------------------------


def die_with_parent() -> None:
    """Nobody waits for an answer any more: end. A change of user forgets this, so it is said again then."""
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def leave_network() -> list[str]:
    """Step into a network of our own, without a single device up. Before anything could start a thread."""
    if not hasattr(_LIBC, "unshare"):
        return []
    wanted = _NEW_NET | _NEW_IPC
    gone = _LIBC.unshare(wanted) == 0 or _LIBC.unshare(wanted | _NEW_USER) == 0
    return ["network"] if gone else []


def lock_up() -> list[str]:
    """Let go of the rest: user, memory, time, files, processes, system calls."""
    layers = [name for name, close in _LOCKS if close()]
    die_with_parent()
    return layers


def _become_outcast() -> bool:
    if os.geteuid() != 0:
        return False
    try:
        os.setgroups([])
        os.setresgid(OUTCAST, OUTCAST, OUTCAST)
        os.setresuid(OUTCAST, OUTCAST, OUTCAST)
    except OSError:
        return False
    return True


def _limit(what: int, most: int) -> bool:
    """The least of what is wanted and what is allowed, for good."""
    _soft, hard = resource.getrlimit(what)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (least, least))
    except (OSError, ValueError):
        return False
    return True


def _limit_time() -> bool:
    return _limit(resource.RLIMIT_CPU, CPU_SECONDS)


def _limit_memory() -> bool:
    return _limit(resource.RLIMIT_AS, MEMORY) and _limit(resource.RLIMIT_CORE, 0)


def _open_nothing() -> bool:
    """Standard input, output and error are the last three descriptors there are: no file and no socket can follow."""
    return _limit(resource.RLIMIT_NOFILE, 3) and _limit(resource.RLIMIT_FSIZE, 0)


def _start_nothing() -> bool:
    return _limit(resource.RLIMIT_NPROC, 0)


def _no_new_privileges() -> bool:
    return _LIBC.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 if hasattr(_LIBC, "prctl") else False


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("rules", ctypes.c_char_p))


def _filter_calls() -> bool:
    """Let the kernel refuse every call a reader never makes (seccomp)."""
    if platform.system() != "Linux" or platform.machine() not in _PROCESSORS:
        return False
    rules = b"".join(_rules(*_PROCESSORS[platform.machine()]))
    program = _Program(len(rules) // 8, rules)
    return bool(_LIBC.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _rules(column: int, architecture: int) -> Iterator[bytes]:
    """A BPF program: another architecture or a forbidden number is EPERM, the rest goes on."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    numbers = [pair[column] for pair in FORBIDDEN_CALLS.values() if pair[column] is not None]
    left = len(numbers)
    yield struct.pack("HBBI", load, 0, 0, 4)
    yield struct.pack("HBBI", equal, 0, left + 3, architecture)
    yield struct.pack("HBBI", load, 0, 0, 0)
    yield struct.pack("HBBI", at_least, left + 1, 0, 0x40000000)  # x86_64 answers to 32-bit numbers too
    for place, number in enumerate(numbers):
        yield struct.pack("HBBI", equal, left - place, 0, number)
    yield struct.pack("HBBI", answer, 0, 0, 0x7FFF0000)
    yield struct.pack("HBBI", answer, 0, 0, 0x00050000 | 1)


_LOCKS: Final[tuple[tuple[str, Callable[[], bool]], ...]] = (
    ("user", _become_outcast),
    ("time", _limit_time),
    ("memory", _limit_memory),
    ("files", _open_nothing),
    ("processes", _start_nothing),
    ("privileges", _no_new_privileges),
    ("calls", _filter_calls),
)


# --- a look from inside -------------------------------------------------------------------------------------------


def probe(_file: BinaryIO) -> dict[str, Any]:
    """Try what must not be possible. True where it was."""
    return {
        "opened a socket": _can(socket.socket),
        "read a file": _can(lambda: os.open("/etc/hostname", os.O_RDONLY)),
        "wrote a file": _can(lambda: os.open("/tmp/left-behind", os.O_WRONLY | os.O_CREAT)),  # noqa: S108 — to be refused
        "removed a file": _can(Path("/nonexistent").unlink),
        "started a process": _can(_fork),
        "became root": _can(lambda: os.setuid(0)) or os.geteuid() == 0,
    }


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _can(act: Callable[[], object]) -> bool:
    try:
        act()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os._exit(main(*sys.argv[1:3]))
