"""Undo an import as one unit, until something depends on it."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import pairs, texts
from career_relay.candidates.bulk import WHOLE, any_of
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.intake import CREATED, UNCHANGED, UPDATED, lock
from career_relay.candidates.models import (
    Application,
    Candidate,
    DuplicateHint,
    Evaluation,
    ImportedRow,
    ImportRun,
    Note,
    RunState,
)

# What an import writes itself; such rows speak against an undo only when they came later.
OURS: Final[frozenset[type[models.Model]]] = frozenset({Application, Evaluation, Note})
TRACES: Final[frozenset[type[models.Model]]] = frozenset({ImportedRow, DuplicateHint})  # go without a word
WORDS: Final[dict[str, str | Promise]] = {
    "candidates.application": pgettext_lazy("added since", "applications"),
    "candidates.document": pgettext_lazy("added since", "documents"),
    "candidates.evaluation": pgettext_lazy("added since", "evaluations"),
    "candidates.interview": pgettext_lazy("added since", "interviews"),
    "candidates.merge": pgettext_lazy("added since", "records put together"),
    "candidates.note": pgettext_lazy("added since", "notes"),
    "candidates.poolmember": pgettext_lazy("added since", "places in pools"),
    "candidates.reminder": pgettext_lazy("added since", "reminders"),
    "notices.lineintent": pgettext_lazy("added since", "links to LINE"),
    "notices.linelink": pgettext_lazy("added since", "links to LINE"),
    "notices.linetext": pgettext_lazy("added since", "words on LINE"),
    "notices.message": pgettext_lazy("added since", "notices"),
}
_AT_ONCE: Final = 1_000  # records deleted or put back in one go: what is in memory at a time


@transaction.atomic
def undo_run(run: ImportRun, *, by: Actor) -> ImportRun:
    """Take back everything a run did: its new records go, changed ones get their old values. raises Refused."""
    run = ImportRun.objects.select_for_update().select_related("company").get(pk=run.pk)
    lock(run.company)
    ensure_undoable(run)
    rows = run.imported.exclude(verdict=UNCHANGED)
    _put_back_all(rows.filter(verdict=UPDATED), run)
    gone = _delete(list(rows.filter(verdict=CREATED).values_list("candidate_id", flat=True)))
    run.imported.all().delete()
    run.state = RunState.UNDONE
    run.save(update_fields=["state"])
    record(CandidateEvent.IMPORT_UNDONE, run, by=by, rows_removed=gone)
    return run


def ensure_undoable(run: ImportRun) -> None:
    if run.state != RunState.DONE:
        raise Refused(_("Only a finished import can be undone."))
    if why := what_depends(run):
        raise Refused(why)


# --- what speaks against it ---------------------------------------------------------------------------------------


def what_depends(run: ImportRun) -> Any:
    """Why a run can no longer be undone; empty while it can."""
    touched = run.imported.exclude(verdict=UNCHANGED).values("candidate_id")
    people = Candidate.objects.filter(pk__in=touched)
    if people.filter(person__isnull=False).exists():
        return _("Somebody of this import has opened their page. It can no longer be undone.")
    later = ImportedRow.objects.filter(candidate_id__in=touched, run_id__gt=run.pk).exclude(verdict=UNCHANGED)
    if later.exists():
        return _("A later import builds on this one. Undo that one first.")
    if added := next(_added_since(run), None):
        what = WORDS.get(added._meta.label_lower, pgettext_lazy("added since", "other entries"))
        return _("Since this import, something was added to its records ({what}). It can no longer be undone.").format(
            what=what
        )
    if people.filter(updated_at__gt=run.finished_at).exists():
        return _("Records of this import were changed or written to since. It can no longer be undone.")
    return ""


def _added_since(run: ImportRun) -> Iterator[type[models.Model]]:
    """The kinds of rows that came to stand on records of this import. Unnamed relations are mere traces."""
    for verdict in (CREATED, UPDATED):
        people = run.imported.filter(verdict=verdict).values("candidate_id")
        applications = Application.objects.filter(candidate_id__in=people).values("pk")
        targets: tuple[tuple[type[models.Model], Any], ...] = ((Candidate, people), (Application, applications))
        for model, ids in targets:
            for relation in model._meta.related_objects:
                kind = relation.related_model
                rows = kind._base_manager.filter(**{f"{relation.field.name}__in": ids})
                if kind not in TRACES and _came_later(rows, kind, run, was_new=verdict == CREATED).exists():
                    yield kind


def _came_later(
    rows: models.QuerySet[Any], kind: type[models.Model], run: ImportRun, *, was_new: bool
) -> models.QuerySet[Any]:
    """Those of the rows that came after the import: on new records all that the import did not write itself."""
    born = next((one.name for one in kind._meta.fields if isinstance(getattr(one, "db_default", None), Now)), None)
    if kind in OURS:
        return rows.filter(created_at__gt=run.finished_at)
    return rows if was_new or born is None else rows.filter(**{f"{born}__gt": run.started_at})


# --- taking back --------------------------------------------------------------------------------------------------


def _delete(ids: list[int]) -> int:
    """Delete records with all that hangs on them, some at a time."""
    gone = 0
    for start in range(0, len(ids), _AT_ONCE):
        gone += Candidate.objects.filter(any_of("pk", ids[start : start + _AT_ONCE], WHOLE)).delete()[0]
    return gone


def _put_back_all(rows: models.QuerySet[ImportedRow], run: ImportRun) -> None:
    """The last row first, because a record may have been changed by several."""
    ids: set[int] = set()
    for row in rows.select_related("candidate").defer("candidate__search").order_by("-id").iterator(_AT_ONCE):
        _put_back(row, run)
        ids.add(row.candidate_id)
    known = sorted(ids)
    for start in range(0, len(known), _AT_ONCE):
        some = known[start : start + _AT_ONCE]
        texts.write(Candidate.objects.filter(any_of("pk", some, WHOLE)).defer("search"), longest=texts.ENDLESS)
        pairs.look_again(some)


def _put_back(row: ImportedRow, run: ImportRun) -> None:
    before = row.before
    _restore(row.candidate, before.get("record", {}))
    for application in Application.objects.filter(pk__in=before.get("applications", {})):
        _restore(application, before["applications"][str(application.pk)])
    Application.objects.filter(pk__in=before.get("added", [])).delete()
    Note.objects.filter(candidate=row.candidate_id, author=None, created_at__gte=run.started_at).delete()


def _restore(thing: models.Model, values: dict[str, Any]) -> None:
    fields = {one.name: one for one in thing._meta.concrete_fields}
    for name, value in values.items():
        setattr(thing, name, fields[name].to_python(value))
    if values:
        thing.save(update_fields=list(values))
