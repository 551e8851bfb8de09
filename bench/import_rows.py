"""A file of an ATS taken in, end to end: read, mapped, checked, compared with what is known, written, searchable.

Times are milliseconds for each 1,000 rows. `import_rows` is a plain list of ten columns, `import_rows_wide` an export of
31 columns with careers and dirt; baseline: the same file with `csv` and Django's `bulk_create`. `import_texts` is what
follows the wide one: long texts read for the search; baseline: PostgreSQL's own `to_tsvector`, which knows no Japanese.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from bench.load import fill
from bench.load.clock import Row, Times
from bench.load.documents import SEED, line
from bench.load.machine import forget_peak, peak_mb
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import texts
from career_relay.candidates.management.commands.import_file import import_file
from career_relay.candidates.models import Application, Candidate, ImportRun
from career_relay.companies.models import Company
from career_relay.demo.data import content, families

PLAIN = [
    "候補者ID",
    "氏名",
    "氏名かな",
    "メールアドレス",
    "電話番号",
    "生年月日",
    "応募職種",
    "応募日",
    "選考ステータス",
    "スキル",
]
RESULTS = ["書類選考 不合格", "一次面接 不合格", "最終面接 不合格", "内定辞退"]
WIDE = Path(__file__).parents[1] / "demo" / "files" / "ats_export.csv"
WRITTEN = ["importedrow", "importfault", "evaluation", "note", "duplicatehint", "application", "candidate", "importrun"]
LAST = 20  # the company the files are for: it has no records of its own
JUST_INSERTED = "csv and bulk_create: nothing normalised, compared, checked or searchable"
JUST_SPLIT = "to_tsvector of the same texts"
SPLIT = "UPDATE candidates_candidate SET search = to_tsvector('simple', history) WHERE length(history) > %s"
Write = Callable[[Path, int, Random], Path]


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure a few files of each kind; what they wrote is cleared again each time."""
    company = fill.company(LAST)
    with TemporaryDirectory() as folder:
        plain, _texts = _measured("import_rows", _write_plain, company, sizes, Path(folder))
        wide, words = _measured("import_rows_wide", _write_wide, company, sizes, Path(folder))
    return [plain.told(), wide.told(), words.told()]


def _measured(name: str, write: Write, company: Company, sizes: Sizes, folder: Path) -> tuple[Row, Row]:
    """Take in files and read their long texts, in turns with the baseline."""
    times, after, plain, split, memory, waiting = Times(), Times(), Times(), Times(), 0, 0
    rng = Random(SEED)
    for _n in range(sizes.import_runs):
        file = write(folder / "export.csv", sizes.import_rows, rng)
        with _cleared(company):
            forget_peak()
            times.add([lambda file=file: _take_in(file, company)])
            memory = max(memory, peak_mb())
            with acting_for(company.pk):
                waiting = texts.waiting()
            after.add([lambda: texts.read_texts(company.pk)])
            split.add([lambda: _just_split(company)])
        with _cleared(company):
            plain.add([lambda file=file: _just_insert(file, company)])
    row = _row(name, sizes, (times, plain), sizes.import_rows, JUST_INSERTED)
    return replace(row, memory_mb=memory), _row("import_texts", sizes, (after, split), max(waiting, 1), JUST_SPLIT)


def _row(name: str, sizes: Sizes, both: tuple[Times, Times], each: int, baseline: str) -> Row:
    """Milliseconds of 1,000 rows or texts."""
    count = each * sizes.import_runs
    rates = [count / sum(one.wall) * 1000 for one in both]
    times, plain = (_of_a_thousand(one, each) for one in both)
    return Row(name, count, times, plain, baseline, *rates)


def _of_a_thousand(times: Times, rows: int) -> Times:
    return Times([took * 1000 / rows for took in times.wall], times.processor * 1000 / rows)


def _take_in(file: Path, company: Company) -> None:
    report = import_file(file, company, preset="", dry=False)
    faulty = len({one["line"] for one in report["faulty"]})
    if report["created"] + report["updated"] + report["unchanged"] + faulty != report["rows"]:
        raise RuntimeError(f"not every row was taken in: {report}")


def _just_insert(file: Path, company: Company) -> None:
    today = timezone.localdate()
    with file.open(encoding="cp932", newline="") as opened, acting_for(company.pk):
        rows = csv.DictReader(opened)
        while some := list(islice(rows, 1_000)):
            people = Candidate.objects.bulk_create(_person(row, company, today) for row in some)
            Application.objects.bulk_create(
                Application(company=company, candidate=one, position_title="", applied_on=today, last_activity_on=today)
                for one in people
            )


def _just_split(company: Company) -> None:
    with acting_for(company.pk), connection.cursor() as cursor:
        cursor.execute(SPLIT, [texts.LONG])


def _person(row: dict[str, str], company: Company, today: date) -> Candidate:
    return Candidate(
        company=company,
        external_id=row["候補者ID"],
        name=row["氏名"],
        kana=row["氏名かな"],
        email=row["メールアドレス"],
        skills=[skill[:60] for skill in row["スキル"].split("、")],
        history=row.get("レジュメ（フリーテキスト）", ""),
        purge_after=today,
    )


@contextmanager
def _cleared(company: Company) -> Iterator[None]:
    try:
        yield
    finally:
        with acting_for(company.pk):
            for stored in ImportRun.objects.values_list("stored", flat=True):
                default_storage.delete(stored)
        with owner() as to:
            for table in WRITTEN:
                to.execute(f"DELETE FROM candidates_{table} WHERE company_id = %s".encode(), [company.pk])
        with owner(autocommit=True) as to:
            to.execute("VACUUM candidates_candidate, candidates_application, candidates_importedrow")


def _write_plain(file: Path, count: int, rng: Random) -> Path:
    """Write a list of ten columns, at most 200 characters a row, in CP932."""
    names, blocks = content("names"), list(families().values())
    with file.open("w", encoding="cp932", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(PLAIN)
        for n in range(count):
            (family, kana), (given, given_kana) = rng.choice(names["family"]), rng.choice(names["given"])
            block, day = rng.choice(blocks), date(2025, 1, 5) + timedelta(days=rng.randrange(600))
            born = date(1970, 1, 1) + timedelta(days=rng.randrange(12_000))
            who = (f"X{n:06d}", f"{family} {given}", f"{kana} {given_kana}", f"row{n}@post.example", f"090{n:08d}")
            skills = "、".join(rng.sample(block["skills"], k=min(5, len(block["skills"]))))
            row = [*who, f"{born:%Y/%m/%d}", block["titles"][0], f"{day:%Y/%m/%d}", rng.choice(RESULTS), skills]
            out.writerow(row)
    return file


def _write_wide(file: Path, count: int, rng: Random) -> Path:
    """Write the sample export of the demonstration again and again, about other people, every other with a long career."""
    with WIDE.open(encoding="cp932", newline="") as opened:
        headings, *sample = csv.reader(opened)
    career = headings.index("レジュメ（フリーテキスト）")
    own = [headings.index(name) for name in ("候補者ID", "応募ID", "メールアドレス", "電話番号")]
    with file.open("w", encoding="cp932", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(headings)
        for n in range(count):
            told = _another(sample[n % len(sample)], n // len(sample), own)
            if n % 2:
                told[career] = "\n".join(line(rng) for _ in range(12))
            out.writerow(told)
    return file


def _another(row: Sequence[str], turn: int, own: Sequence[int]) -> list[str]:
    """The row about somebody else: another ID, application, address and telephone."""
    told = list(row)
    person, application, email, phone = own
    told[person], told[application] = f"{told[person]}-{turn}", f"{told[application]}-{turn}"
    told[email] = f"t{turn}.{told[email]}" if told[email] else ""
    told[phone] = ""
    return told
