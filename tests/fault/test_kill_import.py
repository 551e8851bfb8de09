"""`kill -9` in the middle of an import: every row is in once, and none is missing.

Real worker processes on a real PostgreSQL and a real file. What is expected is known from how the file was made.
"""

import contextlib
import csv
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.files.base import File
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.models import Application, Candidate, ImportedRow, ImportFault, ImportRun, RunState
from career_relay.candidates.tasks import work_through_file
from career_relay.embedded.sweeper import MOST_TRIES, QUEUE_AGAIN, SILENT_SECONDS
from tests.fault.test_kill_release import ROOT, wait_for

HEADINGS = (
    "候補者ID", "氏名", "氏名かな", "メールアドレス", "電話番号", "生年月日", "応募職種", "応募日", "選考ステータス", "スキル",
)  # fmt: skip
WORK = "import django; django.setup(); from career_relay.candidates import runs; runs.CHUNK = {chunk}; "
WORK += "from career_relay.embedded.worker import main; main()"
MOST_MEMORY_MB = 600


@dataclass(frozen=True)
class Expected:
    """What a file of `rows` rows leaves behind: of each hundred, 2 known people, 1 repeated row, 1 bad address."""

    rows: int

    @property
    def counts(self) -> dict[str, int]:
        hundreds = self.rows // 100
        return {
            "rows": self.rows,
            "created": hundreds * 96,
            "updated": hundreds * 2,
            "unchanged": hundreds,
            "faulty": hundreds,
        }


def write_file(path: Path, count: int) -> Expected:
    """Write an export in CP932 whose people are all known by number."""
    with path.open("w", encoding="cp932", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(HEADINGS)
        out.writerows(row(number) for number in range(count))
    return Expected(count)


def row(number: int) -> list[str]:
    """The 96th and 97th of a hundred apply again as the first and second; the 98th is the first again, word for word."""
    last = number % 100
    if last == 98:
        return row(number - 98)
    who = number - 96 if last in {96, 97} else number
    title, day = ("経理", "2026/06/01") if last in {96, 97} else ("法人営業", "2026/03/02")
    address = f"p{who}@@post.example" if last == 99 else f"p{who}@post.example"
    return [
        f"K{who:06d}", f"候補 {who}", "こうほ", address, f"090{who:08d}", f"{1970 + who % 30}/{who % 12 + 1}/{who % 28 + 1}",
        title, day, "書類選考 不合格", "法人営業、提案書作成",
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path, settings):
    """Files on the disk, where another process finds them."""
    settings.DATA_FOLDER = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path


@contextlib.contextmanager
def worker(data: Path, *, chunk: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the test's database; killed with -9 at the end, whatever it is doing."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "career_relay.settings",
        "CAREER_RELAY_DATA": str(data),
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "SECRET_KEY": django_settings.SECRET_KEY,
    }
    process = subprocess.Popen([sys.executable, "-c", WORK.format(chunk=chunk)], cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def queue_again() -> None:
    """Do what the sweeper does after the silence of a dead worker."""
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True) as plain:
        plain.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
        plain.execute(QUEUE_AGAIN, {"silent": SILENT_SECONDS, "most": MOST_TRIES})


def begun(company, path: Path, *, dry: bool = False) -> ImportRun:
    with acting_for(company.pk), path.open("rb") as opened:
        run = runs.receive_file(File(opened), path.name, company=company, started_by=None)
        with runs.opened(run) as table:
            runs.choose_mapping(run, runs.mapping_of(run, table))
        return runs.begin(run, dry=dry)


def now(run: ImportRun) -> ImportRun:
    with acting_for(run.company_id):
        return ImportRun.objects.get(pk=run.pk)


def memory_mb(process: subprocess.Popen[bytes]) -> int:
    """The most memory the process ever had."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def killed_along_the_way(run: ImportRun, folder: Path, *, kills: int, chunk: int, pause: float, seconds: float) -> int:
    """Let workers work on the run and kill each somewhere; the last one finishes. Gives the most memory one had."""
    rng, most = random.Random(run.rows + kills), 0
    last = min(run.rows - chunk, run.rows * 9 // 10)  # or a quick machine is done before the last of them
    with acting_for(run.company_id):
        later(work_through_file, company_id=run.company_id, run_id=run.pk)
    for at_least in sorted(rng.randrange(last) for _kill in range(kills)):
        with worker(folder, chunk=chunk) as process:
            wait_for(lambda least=at_least: now(run).position >= least, seconds=seconds)
            time.sleep(rng.uniform(0, pause))
            most = max(most, memory_mb(process))
        assert now(run).state == RunState.RUNNING, "the kill came too late to say anything"
        queue_again()
    with worker(folder, chunk=chunk) as process:
        wait_for(lambda: now(run).state not in runs.WORKING, seconds=seconds)
        return max(most, memory_mb(process))


def assert_exact(run: ImportRun, expected: Expected) -> None:
    """The counts of the run, and the rows themselves, are those the file was made for."""
    counts = expected.counts
    assert now(run).state == RunState.DONE
    assert runs.counts(now(run)) == counts
    with acting_for(run.company_id):
        people = Counter(Candidate.objects.values_list("external_id", flat=True))
        assert (len(people), max(people.values())) == (counts["created"], 1)
        assert Application.objects.count() == counts["created"] + counts["updated"]
        verdicts = Counter(ImportedRow.objects.filter(run=run).values_list("verdict", flat=True))
        assert verdicts == {name: counts[name] for name in ("created", "updated", "unchanged")}
        lines = set(ImportFault.objects.filter(run=run, is_warning=False).values_list("line", flat=True))
        assert lines == {number + 2 for number in range(expected.rows) if number % 100 == 99}
        assert not Candidate.objects.filter(birth_key="").exists()
    assert ProcrastinateJob.objects.filter(status="failed").count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_three_times_takes_every_row_once_as_the_check_had_said(folder, minato):
    expected = write_file(folder / "export.csv", 2_000)
    check = begun(minato, folder / "export.csv", dry=True)
    runs.work(minato.pk, check.pk)
    run = begun(minato, folder / "export.csv")

    killed_along_the_way(run, folder, kills=3, chunk=100, pause=0.1, seconds=30)

    assert_exact(run, expected)
    assert runs.counts(now(check)) == expected.counts


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_a_hundred_thousand_rows_and_twenty_kills(folder, minato):
    expected = write_file(folder / "export.csv", 100_000)
    run = begun(minato, folder / "export.csv")

    most = killed_along_the_way(run, folder, kills=20, chunk=runs.CHUNK, pause=1.0, seconds=300)

    assert_exact(run, expected)
    sys.stdout.write(f"at most {most} MB\n")  # pytest -rP shows it
    assert most <= MOST_MEMORY_MB
