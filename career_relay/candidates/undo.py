"""Undo an import as one unit, until something depends on it."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import search
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.intake import CREATED, UNCHANGED, UPDATED, lock
from career_relay.candidates.models import Application, Candidate, ImportedRow, ImportRun, Merge, Note, RunState


@transaction.atomic
def undo_run(run: ImportRun, *, by: Actor) -> ImportRun:
    """Take back everything a run did: its new records go, changed ones get their old values. raises Refused."""
    run = ImportRun.objects.select_for_update().select_related("company").get(pk=run.pk)
    lock(run.company)
    ensure_undoable(run)
    rows = run.imported.exclude(verdict=UNCHANGED)
    for row in rows.filter(verdict=UPDATED).select_related("candidate").order_by("-id"):
        _put_back(row, run)
    gone, _kinds = Candidate.objects.filter(pk__in=rows.filter(verdict=CREATED).values("candidate_id")).delete()
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


def what_depends(run: ImportRun) -> Any:
    """Why a run can no longer be undone; empty while it can."""
    touched = run.imported.exclude(verdict=UNCHANGED).values("candidate_id")
    people = Candidate.objects.filter(pk__in=touched)
    if people.filter(person__isnull=False).exists():
        return _("Somebody of this import has opened their page. It can no longer be undone.")
    later = ImportedRow.objects.filter(candidate_id__in=touched, run_id__gt=run.pk).exclude(verdict=UNCHANGED)
    if later.exists():
        return _("A later import builds on this one. Undo that one first.")
    if Merge.objects.filter(kept__in=touched, undone_at=None).exists():
        return _("A record of this import was put together with another one. Take that back first.")
    if people.filter(updated_at__gt=run.finished_at).exists() or _is_referred_to(touched):
        return _("Records of this import were changed or written to since. It can no longer be undone.")
    return ""


def _is_referred_to(candidates: models.QuerySet[ImportedRow, Any]) -> bool:
    """Whether rows of other rooms stand on these records: a message, for one. Unnamed relations are mere traces."""
    applications = Application.objects.filter(candidate_id__in=candidates).values("pk")
    targets: Iterable[tuple[type[models.Model], Any]] = ((Candidate, candidates), (Application, applications))
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids}).exists()
        for model, ids in targets
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label != model._meta.app_label
    )


def _put_back(row: ImportedRow, run: ImportRun) -> None:
    candidate, before = row.candidate, row.before
    _restore(candidate, before.get("record", {}))
    for application in Application.objects.filter(pk__in=before.get("applications", {})):
        _restore(application, before["applications"][str(application.pk)])
    Application.objects.filter(pk__in=before.get("added", [])).delete()
    Note.objects.filter(candidate=candidate, author=None, created_at__gte=run.started_at).delete()
    search.refresh(candidate)


def _restore(thing: models.Model, values: dict[str, Any]) -> None:
    fields = {one.name: one for one in thing._meta.concrete_fields}
    for name, value in values.items():
        setattr(thing, name, fields[name].to_python(value))
    if values:
        thing.save(update_fields=list(values))
