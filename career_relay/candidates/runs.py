"""A file on its way in: received, mapped, checked, run, undone.

Check and run are the same loop over the same rows; a check only leaves out the writing. Position, counts and faults
are committed with the rows of a chunk, so a run that is killed goes on exactly where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import ceil
from threading import Event
from typing import Any, BinaryIO, Final, cast
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM, Actor, user_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.garbage import uncollected
from career_relay.base.queue import gets_ahead, later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import bulk, texts
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.identity import Book
from career_relay.candidates.intake import CREATED, UNCHANGED, UPDATED, keep, lock, settle
from career_relay.candidates.models import ImportFault, ImportRun, RunState
from career_relay.candidates.shelf import Shelf
from career_relay.companies.models import Company
from career_relay.imports import mapping as mappings
from career_relay.imports.drafts import draft_rows
from career_relay.imports.layouts import Layout
from career_relay.imports.mapping import Mapping
from career_relay.imports.queries import learned_for
from career_relay.imports.readers import Table, open_table
from career_relay.imports.refusals import Unreadable
from career_relay.imports.rejects import Rejects, faulty_rows_file
from career_relay.imports.shapes import RowResult

CHUNK: Final = 1_000
WORKING: Final = frozenset({RunState.CHECKING, RunState.RUNNING})


def max_bytes() -> int:
    return int(getattr(settings, "IMPORT_MAX_BYTES", 200_000_000))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, by what is committed."""

    done: int
    total: int
    share: float  # 0 to 1
    seconds_left: int | None  # None until the first chunk of this process is in


def progress(run: ImportRun, at: datetime | None = None) -> Progress:
    """How far, and how long still at the pace of the process that is at work now."""
    done, total = min(run.position, run.rows), run.rows
    moved = done - run.going_from
    left = None
    if run.state in WORKING and run.going_since and moved > 0:
        spent = ((at or timezone.now()) - run.going_since).total_seconds()
        left = ceil(spent / moved * (total - done))
    return Progress(done, total, done / total if total else 0.0, left)


def going() -> list[ImportRun]:
    """The files being worked on now, the newest first."""
    return list(ImportRun.objects.filter(state__in=WORKING)[:3])


# --- the file -----------------------------------------------------------------------------------------------------


def receive_file(
    file: File[bytes], name: str, *, company: Company, started_by: int | None, preset: str = ""
) -> ImportRun:
    """Keep an uploaded file and read its headings. The mapping learned for such headings is used again.

    raises Unreadable: the file as a whole is refused and nothing is kept.
    """
    table = open_table(binary(file), name, max_bytes=max_bytes())
    headers = list(table.headers)
    learned = None if preset else learned_for(headers)
    file.seek(0)
    return ImportRun.objects.create(
        company=company,
        file_name=name[-200:],
        stored=default_storage.save(f"imports/{company.pk}/{uuid4().hex}", file),
        size=file.size,
        encoding=table.encoding,
        delimiter=table.delimiter,
        preset=preset,
        headers=headers,
        mapping=learned.saved.mapping if learned else {},
        rows=table.total,
        started_by_id=started_by,
    )


def binary(file: File[Any]) -> BinaryIO:
    """What the readers ask of a file, Django's files have: read, seek, tell."""
    return cast("BinaryIO", file)


@contextmanager
def opened(run: ImportRun) -> Iterator[Table]:
    """The table of a run's file. raises Unreadable."""
    with default_storage.open(run.stored, "rb") as file:
        layout = Layout.of(run.mapping.get("layout"))
        yield open_table(binary(file), run.file_name, layout=layout, max_bytes=max_bytes())


def mapping_of(run: ImportRun, table: Table) -> Mapping:
    """What was chosen for this file, else the best guess."""
    return mappings.suggest_for(table, run.preset or None, run.mapping or None)


@transaction.atomic
def choose_mapping(run: ImportRun, mapping: Mapping, *, attested_by: int | None = None) -> ImportRun:
    """Save which heading fills which field. raises Refused unless somebody can be told apart by it."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    ensure_idle(run)
    mappings.ensure_usable(mapping)
    run.mapping, run.attested_by_id = mapping.as_dict(), attested_by
    run.save(update_fields=["mapping", "attested_by"])
    return run


def is_abandoned(run: ImportRun) -> bool:
    """Whether a run counts as worked on although no job is left that would: its worker died with each try."""
    jobs = ProcrastinateJob.objects.filter(
        task_name="candidates.work_through_file", status__in=["todo", "doing"], args__run_id=run.pk
    )
    return run.state in WORKING and not jobs.exists()


def ensure_idle(run: ImportRun) -> None:
    if run.state in WORKING and not is_abandoned(run):
        raise Refused(_("This file is being worked on. Wait until it is finished."))
    if run.state in {RunState.DONE, RunState.UNDONE}:
        raise Refused(_("This import is finished. Upload the file again to import it once more."))


# --- check and run ------------------------------------------------------------------------------------------------


@transaction.atomic
def begin(run: ImportRun, *, dry: bool) -> ImportRun:
    """Make a run ready to be worked through from its first row. The caller queues the work."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    ensure_idle(run)
    if not run.mapping.get("columns"):
        raise Refused(_("First choose which column goes where."))
    run.faults.all().delete()
    run.position = run.created = run.updated = run.unchanged = run.faulty = 0
    run.state = RunState.CHECKING if dry else RunState.RUNNING
    run.error, run.started_at, run.finished_at = "", timezone.now(), None
    run.going_since, run.going_from = None, 0
    run.save()
    return run


def work(company_id: int, run_id: int, *, job_id: int | None = None) -> None:
    """Work through a run that has begun, chunk by chunk; a second call goes on where the first one stopped.

    in: `job_id` of the queue; however often its workers die, it is tried again as long as chunks come in.
    """
    with acting_for(company_id):
        run = ImportRun.objects.select_related("company").get(pk=run_id)
        if run.state == RunState.CHECKING and run.position:
            begin_again(run)
        if run.state in WORKING:
            _take_over(run)
    if run.state not in WORKING:
        return
    try:
        _work_through(run, job_id)
    except (Unreadable, FileNotFoundError) as problem:
        gone = _("The uploaded file is no longer there. Upload it again.")
        with acting_for(company_id):
            _finish(run.pk, RunState.FAILED, str(problem if isinstance(problem, Unreadable) else gone))
    except OperationalError:
        raise  # the database was away: the queue tries again, and the run goes on where it stopped
    except Exception:
        with acting_for(company_id):  # a page must not say "running" for ever
            _finish(
                run.pk, RunState.FAILED, str(_("Something unexpected stopped this import. Nothing is lost: try again."))
            )
        raise


def _take_over(run: ImportRun) -> None:
    """Remember from where this process goes on: the time left is told by its pace, not by that of a dead one."""
    run.going_since, run.going_from = timezone.now(), run.position
    run.save(update_fields=["going_since", "going_from"])


def begin_again(run: ImportRun) -> None:
    """A check whose process died has lost its memory of the rows: it starts over. Nothing was written."""
    run.state = RunState.CHECKED
    run.save(update_fields=["state"])
    fresh = begin(run, dry=True)
    run.state, run.position = fresh.state, fresh.position


def _work_through(run: ImportRun, job_id: int | None) -> None:
    with opened(run) as table, _book(run) as book:
        with acting_for(run.company_id):
            mapping = mapping_of(run, table)
        position = run.position
        with closing(_read_ahead(draft_rows(table, mapping, skip=position))) as chunks:
            for chunk in chunks:
                with acting_for(run.company_id), uncollected():
                    if not _take_chunk(run, chunk, position, book):
                        return
                    if job_id is not None and book is None:  # a check starts over, so it does not get ahead
                        gets_ahead(job_id)
                position += len(chunk)
    with acting_for(run.company_id):
        _finish(run.pk, RunState.CHECKED if book else RunState.DONE)


def _read_ahead(results: Iterator[RowResult]) -> Generator[list[RowResult]]:
    """Chunks of rows. The next one is read and judged while PostgreSQL writes, and only then: two threads that want the
    interpreter at once gain nothing, and a short question would wait for its answer longer than it takes."""
    language = get_language()  # in which faults are told; a thread does not know it by itself
    waiting = Event()

    def read() -> list[RowResult]:
        with override(language):
            return list(islice((row for row in results if waiting.wait()), CHUNK))

    def while_it_writes(execute: Callable[..., Any], statement: str, *more: Any) -> Any:
        if statement.startswith("INSERT"):
            waiting.set()
        try:
            return execute(statement, *more)
        finally:
            waiting.clear()

    with ThreadPoolExecutor(1, thread_name_prefix="rows") as reader:
        try:
            waiting.set()
            ahead = reader.submit(read)
            while chunk := ahead.result():
                waiting.clear()
                ahead = reader.submit(read)
                with connection.execute_wrapper(while_it_writes):
                    yield chunk
                waiting.set()
        finally:
            waiting.set()  # nobody is left behind


@contextmanager
def _book(run: ImportRun) -> Iterator[Book | None]:
    """A check remembers all rows so far; a run finds them in the database."""
    if run.state != RunState.CHECKING:
        yield None
        return
    with Shelf() as shelf:
        with acting_for(run.company_id):
            book = Book(shelf)
        yield book


def _commit_lightly() -> None:
    """Do not wait for the disk at the commit of this chunk. Should the server die, the last chunks are gone whole, with
    the position that counts them, and are taken in again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")


def _take_chunk(run: ImportRun, chunk: list[RowResult], position: int, book: Book | None) -> bool:
    """Take one chunk inside the transaction of the caller. False: somebody else has moved the run on."""
    now = ImportRun.objects.select_for_update().get(pk=run.pk)
    if now.state != run.state or now.position != position:
        return False
    lock(run.company)
    _commit_lightly()
    rows = [(result.line, result.draft) for result in chunk if result.draft is not None]
    settled = settle(rows, book or Book(), run.company, may_contact=may_contact(run))
    if book is None:
        keep(settled, run.company, run)
    else:
        book.rest()
    _keep_faults(run, chunk)
    tally = Counter(row.outcome for row in settled)
    now.position += len(chunk)
    now.created += tally[CREATED]
    now.updated += tally[UPDATED]
    now.unchanged += tally[UNCHANGED]
    now.faulty += len(chunk) - len(rows)
    now.save(update_fields=["position", "created", "updated", "unchanged", "faulty"])
    return True


def may_contact(run: ImportRun) -> bool:
    """Evidence for "may be contacted" counts once an owner has looked at it, or when the operator of this machine imports."""
    return run.attested_by_id is not None or run.started_by_id is None


def _keep_faults(run: ImportRun, chunk: list[RowResult]) -> None:
    found = ((one, False) for result in chunk for one in result.faults)
    noticed = ((one, True) for result in chunk for one in result.warnings)
    bulk.insert(
        [
            ImportFault(
                company=run.company,
                run=run,
                line=one.line,
                column=one.column[:120],
                value=one.value[:200],
                code=one.code,
                problem=one.problem[:300],
                is_warning=is_warning,
            )
            for pairs in (found, noticed)
            for one, is_warning in pairs
        ]
    )


def _finish(run_id: int, state: RunState, error: str = "") -> None:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state, run.error, run.finished_at = state, error[:300], timezone.now()
    run.save(update_fields=["state", "error", "finished_at"])
    if state == RunState.DONE:
        record(CandidateEvent.IMPORTED, run, by=starter(run), **counts(run))
    if texts.waiting():
        from career_relay.candidates.tasks import read_long_texts  # tasks import this module

        later(read_long_texts, company_id=run.company_id)


def faulty_rows(run: ImportRun) -> Rejects:
    """The rows with a fault, as they stood, with the reason. raises Unreadable."""
    problems: dict[int, list[str]] = {}
    for line, column, problem in run.faults.filter(is_warning=False).values_list("line", "column", "problem"):
        problems.setdefault(line, []).append(f"{column}: {problem}" if column else problem)
    with opened(run) as table:
        return faulty_rows_file(table, problems)


def starter(run: ImportRun) -> Actor:
    return user_actor(run.started_by_id) if run.started_by_id else SYSTEM


def counts(run: ImportRun) -> dict[str, Any]:
    return {name: getattr(run, name) for name in ("rows", "created", "updated", "unchanged", "faulty")}
