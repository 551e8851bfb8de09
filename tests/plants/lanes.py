"""Plant them one at a time in a copy of the tree, and see which tests find each: `make plants`, `python -m tests.plants`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import pytest

from career_relay.embedded.locations import data_folder
from tests.plants import BY_NAME, MACHINE, PLANTS, ROOT, Plant

LIMIT = 600  # seconds: RELIABILITY gives ten minutes for all; one that takes so long alone was not found
ANY = "tests/consents/test_plants.py::test_there_are_fifteen"  # for a lane that has no finder of its own to try
TREE = ("career_relay", "tests", "templates", "locale", "static", "manage.py", "pyproject.toml")
LANES = 2  # as many at a time, each with a database of its own


@dataclass(frozen=True)
class Outcome:
    name: str
    is_found: bool
    seconds: float
    failed: str = ""  # the test that found it

    def __str__(self) -> str:
        instead = BY_NAME[self.name].instead if self.name in BY_NAME else ""
        verdict = "found" if self.is_found else "NOT FOUND"
        return f"{verdict:10}{self.seconds:6.0f} s  {self.name:50}  {self.failed}{f'  ({instead})' if instead else ''}"


@contextmanager
def copied_tree() -> Iterator[Path]:
    """A copy of the tree, so that nothing planted, and nothing a run leaves behind, is ever in the one people work in."""
    with tempfile.TemporaryDirectory(prefix="plants-") as folder:
        tree = Path(folder)
        for name in TREE:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, tree / name)
        yield tree


def run_tests(tree: Path, database: str, finders: tuple[str, ...], *more: str, plant: str = "") -> tuple[int, str]:
    """Run tests of the copy until the first fails. Gives the exit code and what pytest said."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=line", "--reuse-db", "-p", "no:cacheprovider", *more]
    of_copy = {"CR_PLANT": plant, "CR_TEST_DB": database, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    env = {**os.environ, "CAREER_RELAY_DATA": str(data_folder()), **of_copy}
    done = subprocess.run(
        [*command, *finders], cwd=tree, env=env, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    return done.returncode, done.stdout + done.stderr


def is_sound(tree: Path, database: str, finders: tuple[str, ...], *, is_new: bool) -> bool:
    """With nothing planted the finders are green; else their red would say nothing. Makes the database, too."""
    code, said = run_tests(tree, database, finders, *(["--create-db"] if is_new else []))
    if code != pytest.ExitCode.OK:
        say(said[-2000:])
    return code == pytest.ExitCode.OK


def try_plant(one: Plant, tree: Path, database: str) -> Outcome:
    """Found: a test failed, and the run itself was in order."""
    begun = time.perf_counter()
    try:
        code, said = run_tests(tree, database, one.finders, "-p", "tests.plants", plant=one.name)
    except subprocess.TimeoutExpired:
        return Outcome(one.name, is_found=False, seconds=LIMIT)
    failed = next((line for line in said.splitlines() if line.startswith("FAILED ")), "")
    no_longer_fits = any(word in said for word in ("TypeError", "AttributeError", "\nERROR "))  # a call, a name, SQL
    found = code == pytest.ExitCode.TESTS_FAILED and bool(failed) and not no_longer_fits
    name = failed.removeprefix("FAILED ").partition(" - ")[0].rpartition("/")[2]
    return Outcome(one.name, found, time.perf_counter() - begun, name)


def try_all(wanted: Sequence[Plant], *, is_new: bool = True) -> Iterator[Outcome]:
    """Plant each in a copy of the tree, a few at a time. Raises RuntimeError when a finder is red without any plant.

    That the machine is green when nothing is planted takes it a minute and more to say: `make test` says it.
    """
    free: Queue[str] = Queue()
    for n in range(LANES):
        free.put(f"test_plants_{n}")
    every = list(dict.fromkeys(finder for one in wanted for finder in one.finders if finder != MACHINE))

    def in_a_lane(one: Plant) -> Outcome:
        database = free.get()
        try:
            return try_plant(one, tree, database)
        finally:
            free.put(database)

    with copied_tree() as tree, ThreadPoolExecutor(LANES) as pool:
        shares = [(f"test_plants_{n}", tuple(every[n::LANES]) or (ANY,)) for n in range(LANES)]
        if not all(pool.map(lambda share: is_sound(tree, *share, is_new=is_new), shares)):
            raise RuntimeError("a finder is red although nothing is planted")
        yield from pool.map(in_a_lane, wanted)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Plant all, or those whose name has the words given; say which were found, and how long it took.

    `--reuse-db` takes the databases of the last time, when nothing was migrated since.
    """
    words = [word for word in sys.argv[1:] if word != "--reuse-db"]
    wanted = [one for one in PLANTS if all(word in one.name for word in words)]
    missed = 0
    for outcome in try_all(wanted, is_new="--reuse-db" not in sys.argv):
        missed += not outcome.is_found
        say(str(outcome))
    say(f"{len(wanted) - missed} of {len(wanted)} found")
    return 1 if missed else 0
