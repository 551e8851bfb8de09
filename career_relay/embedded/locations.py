"""Where things live. Everything the program writes stands below one data folder.

Nothing here starts or creates anything, so that settings may ask at any time and every process gets the same answer.
"""

import hashlib
import os
import pwd
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CLUSTER = "pg"
TEST_CLUSTER = "test"
PORT = 5432
# A Unix socket path may have 107 bytes (sun_path); the lock file beside it is the longest name we need.
_LONGEST_SOCKET = 100
_SOCKET_LOCK = f".s.PGSQL.{PORT}.lock"


def data_folder() -> Path:
    """`CAREER_RELAY_DATA`, else `var/` in a checkout, else the XDG data folder of this user."""
    if wanted := os.environ.get("CAREER_RELAY_DATA"):
        return Path(wanted).expanduser().resolve()
    if (PROJECT / "manage.py").exists():
        return PROJECT / "var"
    home = os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
    return Path(home) / "career-relay"


def files_folder() -> Path:
    return data_folder() / "files"


def log_folder() -> Path:
    return data_folder() / "log"


def mail_folder() -> Path:
    return data_folder() / "mail"


def secret_key_file() -> Path:
    return data_folder() / "secret.key"


def demo_mark() -> Path:
    """Exists once the demo network was filled in."""
    return data_folder() / "demo.json"


def cluster_kind() -> str:
    """`pg`, or `test` where `CR_CLUSTER=test`: a second server without fsync, for tests only."""
    return os.environ.get("CR_CLUSTER") or CLUSTER


def cluster_folder(data: Path | None = None, *, kind: str | None = None) -> Path:
    """Folder of the embedded server: below the data folder, unless root runs us where no other user can enter."""
    wanted = (data or data_folder()) / (kind or cluster_kind())
    if os.geteuid() != 0 or (wanted / "data" / "PG_VERSION").exists() or can_enter(wanted):
        return wanted
    return substitute(wanted)


def socket_dir(data: Path | None = None, *, kind: str | None = None) -> Path:
    """Folder of the server's socket; a short one in the temporary folder when the path is too long for a socket."""
    beside = cluster_folder(data, kind=kind) / "run"
    if len(os.fsencode(beside / _SOCKET_LOCK)) <= _LONGEST_SOCKET:
        return beside
    # Not tempfile.gettempdir(): TMPDIR may differ between two processes that must meet here.
    return Path("/tmp") / f"career-relay-{_short_hash(beside)}"  # noqa: S108  ownership is checked before use


def server_ids() -> tuple[int, int]:
    """User and group PostgreSQL runs as when we are root, which it refuses to be."""
    for name in ("career-relay", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def nearest_folder() -> Path:
    """The data folder, or what exists of the way to it: there it is decided whether it can be made."""
    wanted = data_folder()
    return next(place for place in (wanted, *wanted.parents) if place.exists())


def can_enter(folder: Path) -> bool:
    """Whether the server's user may pass every existing folder on the way to `folder`."""
    uid, _ = server_ids()
    way = [step for step in (folder, *folder.parents) if step.exists()]
    return all(_may_pass(step.stat(), uid) for step in way)


def substitute(wanted: Path) -> Path:
    """A folder every user can reach, always the same one for the same wanted folder."""
    return Path("/var/tmp") / f"career-relay-{_short_hash(wanted)}"  # noqa: S108  ownership is checked before use


def _may_pass(status: os.stat_result, uid: int) -> bool:
    bit = 0o100 if status.st_uid == uid else 0o001
    return bool(status.st_mode & bit)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
