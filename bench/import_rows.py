"""A file of an ATS taken in, end to end: read, mapped, checked, compared with what is known, written, searchable.

Times are milliseconds for each 1,000 rows. Baseline: the same file with `csv` and `executemany`, without any check.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.storage import default_storage

from bench.load import fill
from bench.load.clock import Row, Times
from bench.load.documents import PREFECTURES, SEED, line
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.management.commands.import_file import import_file
from career_relay.candidates.models import ImportRun
from career_relay.companies.models import Company
from career_relay.demo.data import content, families

HEADINGS = [
    "候補者ID",
    "応募ID",
    "氏名",
    "氏名かな",
    "メールアドレス",
    "住所",
    "登録先求人",
    "採用区分",
    "応募日",
    "最終の選考ステータス",
    "判定結果",
    "応募経路",
    "スキル",
    "レジュメ（フリーテキスト）",
]
WRITTEN = ["importedrow", "importfault", "evaluation", "note", "duplicatehint", "application", "candidate", "importrun"]
LAST = 20  # the company the files are for: it has no records of its own
CANDIDATE = (
    "INSERT INTO candidates_candidate (public_id, company_id, external_id, name, name_folded, kana, email, email_key, phone,"
    " phone_key, birth_key, prefecture, track, skills, history, tags, details, state, state_evidence, protected_by,"
    " do_not_contact, is_silver, words_pending, sources, steps, is_open, purge_after, updated_at)"
    " VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, '', '', '', %s, 'mid_career', %s, %s, '{}', '{}', 'record',"
    " '', '', false, false, false, 0, 0, false, current_date + 200, now())"
)


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure a few files; what they wrote is cleared again each time."""
    company, times, plain = fill.company(LAST), Times(), Times()
    seconds = base_seconds = 0.0
    rng = Random(SEED)
    with TemporaryDirectory() as folder:
        for _n in range(sizes.import_runs):
            file = _write(Path(folder) / "export.csv", sizes.import_rows, rng)
            for into, work in ((times, _take_in), (plain, _just_insert)):
                with _cleared(company):
                    into.add([lambda work=work, file=file: work(file, company, sizes.import_rows)])
    seconds, base_seconds = (sum(one.wall) / 1000 for one in (times, plain))
    rows = sizes.import_rows * sizes.import_runs
    for one in (times, plain):
        one.wall = [took * 1000 / sizes.import_rows for took in one.wall]
        one.processor = one.processor * 1000 / sizes.import_rows
    baseline = "csv and executemany, no checks, no search words"
    return [Row("import_rows", rows, times, plain, baseline, rows / seconds, rows / base_seconds).told()]


def _take_in(file: Path, company: Company, rows: int) -> None:
    report = import_file(file, company, preset="", dry=False)
    if (report["created"], report["faulty"]) != (rows, []):
        raise RuntimeError(f"not every row was taken in: {report}")


def _just_insert(file: Path, company: Company, _rows: int) -> None:
    with file.open(encoding="cp932", newline="") as opened, owner() as to:
        rows = csv.DictReader(opened)
        to.cursor().executemany(CANDIDATE, (_plain(row, company.pk) for row in rows))


def _plain(row: dict[str, str], company_id: int) -> tuple[Any, ...]:
    name, email = row["氏名"], row["メールアドレス"]
    told = (row["住所"], row["スキル"].split("、"), row["レジュメ（フリーテキスト）"])
    return (company_id, row["候補者ID"], name, name, row["氏名かな"], email, email, *told)


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


def _write(file: Path, count: int, rng: Random) -> Path:
    """Write an export as ATSs write it: CP932, quoted, line breaks in cells."""
    names, blocks = content("names"), list(families().values())
    with file.open("w", encoding="cp932", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(HEADINGS)
        for n in range(count):
            (family, kana), (given, given_kana) = rng.choice(names["family"]), rng.choice(names["given"])
            block, day = rng.choice(blocks), date(2026, 1, 5) + timedelta(days=rng.randrange(300))
            story = "\n".join([*rng.sample(block["history"], k=1), *(line(rng) for _ in range(4))])
            who = (f"X{n}", f"Y{n}", f"{family} {given}", f"{kana} {given_kana}", f"row{n}@post.example")
            how = ("中途", f"{day:%Y/%m/%d}", "書類選考", "不合格", rng.choice(["自社サイト", "求人媒体"]))
            what = ("、".join(block["skills"][:4]), story)
            out.writerow([*who, rng.choice(PREFECTURES), block["titles"][0], *how, *what])
    return file
