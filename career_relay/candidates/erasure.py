"""Forgetting for good: one record with all that hangs on it, and how long each table of this room keeps its rows."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from career_relay.base import journal
from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.erasure import Files, NoPersonalData, Own, Through, registry
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.candidates import exports, holds
from career_relay.candidates import models as rows
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Export, ImportRun, RunState
from career_relay.candidates.signals import record_erased
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Company
from career_relay.companies.retention import limit_of

ON_PERMISSION = (RecordState.POOL, RecordState.CONTACT)  # kept because somebody agreed
AT_REST = (RunState.UPLOADED, RunState.CHECKED, RunState.DONE, RunState.FAILED, RunState.UNDONE)


@transaction.atomic
def erase(candidate: Candidate, *, by: Actor) -> None:
    """Delete a record with all that hangs on it: applications, evaluations, notes, notices and answers.

    The log keeps that it happened, by id alone, and the journal outside the database that it must not come back. What
    the person holds themself, and what the law wants kept of a hand-over, is not the company's record and stays.
    Raises Refused(LEGAL_HOLD).
    """
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    holds.ensure_free(candidate)
    record(CandidateEvent.ERASED, candidate, by=by)
    journal.note(journal.Kind.RECORD, journal.record_key(candidate.company_id, candidate.pk))
    exports.forget(candidate, by=by)
    _forget_files_with(candidate)
    record_erased.send(sender=Candidate, candidate=candidate, by=by)
    candidate.delete()


def _forget_files_with(candidate: Candidate) -> None:
    """A file that was taken in still holds the row the record came from: it goes with the record."""
    runs = ImportRun.objects.filter(imported__candidate=candidate, state__in=AT_REST).exclude(stored="")
    for run in runs.distinct():
        forget_file(run)


def forget_file(run: ImportRun) -> None:
    """Delete an imported file and what its faulty rows said. That it was taken in stays, and so does its undo."""
    stored, run.stored = run.stored, ""
    run.save(update_fields=["stored"])
    run.faults.all().delete()
    transaction.on_commit(lambda: default_storage.delete(stored))


# --- what the night does ------------------------------------------------------------------------------------------


def records_over(limit: datetime) -> QuerySet[Candidate]:
    """Records whose day has passed, or that nobody has been in touch with for too long, and that no legal hold keeps."""
    found: QuerySet[Candidate] = Candidate.objects.filter(Q(purge_after__lt=timezone.localdate(limit)) | _silent(limit))
    return holds.free(found)


def _silent(limit: datetime) -> Q:
    """However long a permission was given for: without any contact for two years it is over (LEGAL T-03)."""
    company = Company.objects.get(pk=current_company())
    since = limit_of(company, "contact", limit)
    never = Q(last_contact_at=None, created_at__lt=since) & (Q(state_since=None) | Q(state_since__lt=since.date()))
    return Q(is_open=False, state__in=ON_PERMISSION) & (Q(last_contact_at__lt=since) | never)


def erase_records(ids: Sequence[int]) -> int:
    """Erase these records one by one; one that refuses stays and does not stop the others."""
    done = 0
    for candidate in Candidate.objects.filter(pk__in=ids).order_by("pk"):
        try:
            erase(candidate, by=SYSTEM)
        except Refused:
            continue
        done += 1
    return done


def files_over(limit: datetime) -> QuerySet[ImportRun]:
    found: QuerySet[ImportRun] = ImportRun.objects.filter(created_at__lt=limit, state__in=AT_REST)
    return found.exclude(stored="")


def forget_imports(ids: Sequence[int]) -> int:
    """Finished imports lose file and faults; what was never taken in goes whole."""
    for run in (runs := list(ImportRun.objects.select_for_update(of=("self",)).filter(pk__in=ids))):
        forget_file(run)
        if run.state in {RunState.UPLOADED, RunState.CHECKED, RunState.FAILED} and not run.imported.exists():
            run.delete()
    return len(runs)


def exports_over(limit: datetime) -> QuerySet[Export]:
    """Lists that lie ready after their time, should their own job have been lost; old requests go whole."""
    late = Export.objects.filter(state=Export.State.READY, expires_at__lt=timezone.now())
    found: QuerySet[Export] = late | Export.objects.filter(created_at__lt=limit)
    return found


def forget_exports(ids: Sequence[int]) -> int:
    for export in (found := list(Export.objects.filter(pk__in=ids).defer("people"))):
        if export.state == Export.State.READY:
            exports.erase_file(export)
        else:
            export.delete()
    return len(found)


# --- the clock of each table --------------------------------------------------------------------------------------

registry.declare(rows.Candidate, clock=Own("purge_after"), person_may_read=True, due=records_over, drop=erase_records)
registry.declare(rows.Application, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.Evaluation, clock=Through("application"), why="the company's own judgement (LEGAL D-04)")
registry.declare(rows.Note, clock=Through("candidate"), why="the company's own words (LEGAL D-04)")
registry.declare(rows.Document, clock=Through("candidate"), person_may_read=True, files=Files("documents"))
registry.declare(rows.Submission, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.FormPermission, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.Interview, clock=Through("application"), why="who meets whom: the company's own plan")
registry.declare(rows.StageMove, clock=Through("application"), why="moves on the company's board")
registry.declare(rows.PoolMember, clock=Through("candidate"), why="the company's own lists")
registry.declare(rows.Reminder, clock=Through("candidate"), why="words between colleagues")
registry.declare(rows.BulkChange, clock=Through("candidate"), why="undo of an act on many")
registry.declare(rows.DuplicateHint, clock=Through("first"), why="two records that may be one; goes with either")
registry.declare(rows.ImportedRow, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.Merge, clock=Through("kept"), why="undo of a merge: goes with the record that stayed")
registry.declare(
    rows.FairException,
    clock=Own("asked_at", "log"),
    why="a question of the staff to their officer; goes with the record before that",
)
registry.declare(
    rows.ImportRun, clock=Own("created_at", "import"), files=Files("imports"), due=files_over, drop=forget_imports,
    why="the file itself; its rows become records",
)  # fmt: skip
registry.declare(rows.ImportFault, clock=Through("run"), why="cells of rows that were not taken in")
registry.declare(
    rows.Export, clock=Own("created_at", "log"), files=Files("exports"), due=exports_over, drop=forget_exports,
    why="ids of a list; the file lives for a day",
)  # fmt: skip
registry.declare(rows.LegalHold, clock=Own("until", "log"), why="says why a record stays; goes with it")
for _model in (
    rows.AgencyContract, rows.ScorecardTemplate, rows.GoodForWords, rows.FairOfficer, rows.FairCount, rows.Pool,
    rows.Segment, rows.BulkAct,
):  # fmt: skip
    registry.declare(_model, clock=NoPersonalData(), why="the company's own settings and totals")
