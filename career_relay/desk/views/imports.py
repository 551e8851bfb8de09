"""The import wizard: file, columns, check, run."""

from dataclasses import replace
from math import ceil
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.candidates import runs
from career_relay.candidates.aftermath import aftermath
from career_relay.candidates.models import DuplicateHint, ImportRun, RunState
from career_relay.candidates.rereading import reread
from career_relay.candidates.tasks import work_through_file
from career_relay.candidates.undo import undo_run, what_depends
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import imports as forms
from career_relay.desk.stepup import ask_again_link, is_sure
from career_relay.imports.actions import learn_mapping
from career_relay.imports.evidence import Evidence
from career_relay.imports.layouts import Layout, corrected
from career_relay.imports.legibility import ensure_legible, looks_garbled
from career_relay.imports.mapping import Mapping
from career_relay.imports.models import FormText, SavedMapping
from career_relay.imports.outlook import LOOKED_AT, SHOWN, Outlook, look
from career_relay.imports.presets import recognise
from career_relay.imports.queries import learned_for
from career_relay.imports.readers import Table

AT_ONCE = 2_000  # a check of this many rows takes a second or two; longer ones are done by the worker
FAULTS_A_PAGE = 50
A_MINUTE = 60
BEFORE = frozenset({RunState.UPLOADED, RunState.CHECKED, RunState.FAILED})  # while a mapping can still be chosen


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT)
def files(request: DeskRequest) -> HttpResponse:
    """The files so far, and a new one."""
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = runs.receive_file(
                upload,
                upload.name,
                company=request.company,
                started_by=request.staff.pk,
                preset=form.cleaned_data["preset"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("desk:import_columns", run.public_id)
    page = Paginator(ImportRun.objects.select_related("started_by"), 20).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "limit_mb": runs.max_bytes() // 1_000_000}
    context["learned"] = SavedMapping.objects.count()
    context["going"] = runs.going()
    return render(request, "desk/imports/files.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT)
def columns(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Which heading fills which field."""
    run = get_object_or_404(ImportRun, public_id=public_id)
    if run.state not in BEFORE:
        return redirect("desk:import", public_id)
    with runs.opened(run) as table:
        mapping = runs.mapping_of(run, table)
        error = ""
        if request.method == "POST":
            try:
                ensure_legible(table)
                mapping = forms.chosen(mapping, request.POST)
                return _save_and_check(request, run, mapping)
            except Refused as refusal:
                error = str(refusal)
        context = _columns_page(request, run, table, mapping)
    return render(request, "desk/imports/columns.html", {**context, "error": error}, status=422 if error else 200)


@require_POST
@needs(Permission.IMPORT)
def layout(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Somebody says how the file is to be read; the columns are asked anew."""
    run = get_object_or_404(ImportRun, public_id=public_id)
    if run.state not in BEFORE:
        return redirect("desk:import", public_id)
    before = Layout.of(run.mapping.get("layout"))
    with runs.opened(run) as table:
        shown = Layout(table.encoding, table.delimiter, table.sheet, table.header_line)
    try:
        told = corrected(before, shown, Layout.of(request.POST.dict()))
        reread(run, told, preset=request.POST.get("preset", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:import_columns", public_id)


def _save_and_check(request: DeskRequest, run: ImportRun, mapping: Mapping) -> HttpResponse:
    attested = request.staff.pk if request.POST.get("attested") and _may_attest(request) else None
    run = runs.choose_mapping(run, replace(mapping, evidence=_vouched(request, attested)), attested_by=attested)
    _learn(request, run, mapping)
    return _check(request, run)


def _vouched(request: DeskRequest, attested: int | None) -> Evidence | None:
    """The form an owner chose as evidence for this file."""
    chosen = request.POST.get("evidence", "")
    if attested is None or not chosen:
        return None
    found = [one for one in FormText.objects.all() if str(one.public_id) == chosen]
    return found[0].evidence() if found else None


def _learn(request: DeskRequest, run: ImportRun, mapping: Mapping) -> None:
    name = forms.preset_title(mapping.preset) if mapping.preset else PurePath(run.file_name).stem
    learn_mapping(run.headers, mapping, name=name, company=request.company, by=request.actor)


def _check(request: DeskRequest, run: ImportRun) -> HttpResponse:
    run = runs.begin(run, dry=True)
    if run.rows <= AT_ONCE:
        runs.work(request.company.pk, run.pk)
    else:
        _queue(request, run)
    return redirect("desk:import", run.public_id)


def _queue(request: DeskRequest, run: ImportRun) -> None:
    later(work_through_file, company_id=request.company.pk, run_id=run.pk, language=get_language() or "ja")


def _may_attest(request: DeskRequest) -> bool:
    return may(request.membership.role, Permission.MANAGE_COMPANY)


def _columns_page(request: DeskRequest, run: ImportRun, table: Table, mapping: Mapping) -> dict[str, Any]:
    found = forms.lines(table, mapping)
    recognised = recognise(table.headers)
    return {
        "run": run,
        "lines": found,
        "groups": forms.targets(),
        "automatic": sum(line.match.state in {"ok", "skip"} for line in found),
        "todo": sum(line.match.state == "todo" for line in found),
        "left_out": forms.left_out(found),
        "preview": look(table, mapping),
        "layout": forms.LayoutForm(table, preset=run.preset),
        "is_garbled": looks_garbled(table),
        "preset": forms.preset_title(mapping.preset) if mapping.preset else "",
        "recognised": recognised if recognised and recognised.name == mapping.preset else None,
        "learned": None if run.preset else learned_for(run.headers),
        "may_attest": _may_attest(request),
        "owners": Membership.objects.filter(company=request.company, role=Role.OWNER).select_related("user"),
        "texts": FormText.objects.all(),
        "vouched": mapping.evidence.text_hash if mapping.evidence else "",
    }


# --- check, run, result -------------------------------------------------------------------------------------------


@require_GET
@needs(Permission.IMPORT)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Where this file stands: being worked on, checked, or done."""
    run = get_object_or_404(ImportRun, public_id=public_id)
    if run.state == RunState.UPLOADED:
        return redirect("desk:import_columns", public_id)
    if run.state in runs.WORKING:
        return render(request, "desk/imports/progress.html", _progress(run))
    faults = Paginator(run.faults.filter(is_warning=False), FAULTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "page": faults,
        "kinds": forms.kinds(run, warnings=False),
        "remarks": run.faults.filter(is_warning=True).exclude(code__in=forms.KINDS)[:FAULTS_A_PAGE],
        "remark_kinds": forms.kinds(run, warnings=True),
        "unknown": list(forms.unknown_words(run)),
        "good": run.created + run.updated + run.unchanged,
    }
    if run.state == RunState.CHECKED:
        preview = _outlook(run)
        lost = preview.contact > 0 and not runs.may_contact(run)
        return render(request, "desk/imports/check.html", {**context, "preview": preview, "lost_permission": lost})
    done = run.state == RunState.DONE
    doubles = done and DuplicateHint.objects.filter(second__in=run.imported.values("candidate"), dismissed_at=None)
    context |= {"blocked": what_depends(run) if done else "", "doubles": doubles and doubles.exists()}
    context["after"] = aftermath(run, timezone.localdate()) if done else None
    return render(request, "desk/imports/result.html", context)


def _outlook(run: ImportRun) -> Outlook:
    """The first rows as they will be; of a long file only these are read again."""
    with runs.opened(run) as table:
        return look(table, runs.mapping_of(run, table), rows=LOOKED_AT if run.rows <= LOOKED_AT else SHOWN)


@require_POST
@needs(Permission.IMPORT)
def meaning(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Somebody says what a word of the file means; the check is done again with it."""
    run = get_object_or_404(ImportRun, public_id=public_id)
    form = forms.MeaningForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what it means."))
        return redirect("desk:import", public_id)
    told = form.cleaned_data
    try:
        with runs.opened(run) as table:
            mapping = runs.mapping_of(run, table).with_value(told["kind"], told["value"], told["meaning"])
        run = runs.choose_mapping(run, mapping, attested_by=run.attested_by_id)
        _learn(request, run, mapping)
        return _check(request, run)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:import", public_id)


@require_POST
@needs(Permission.IMPORT)
def run(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take the file in. The worker does it; the page can be closed."""
    found = get_object_or_404(ImportRun, public_id=public_id)
    try:
        _queue(request, runs.begin(found, dry=False))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:import", public_id)


@require_GET
@needs(Permission.IMPORT)
def progress(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The moving part of the progress page; when the work is over, the page is loaded anew."""
    found = get_object_or_404(ImportRun, public_id=public_id)
    if found.state not in runs.WORKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/imports/_progress.html", _progress(found))


def _progress(run: ImportRun) -> dict[str, Any]:
    told = runs.progress(run)
    left = told.seconds_left
    return {
        "run": run,
        "percent": round(100 * told.share),
        "seconds_left": left if left is not None and left < A_MINUTE else None,
        "minutes_left": None if left is None or left < A_MINUTE else ceil(left / A_MINUTE),
        "is_check": run.state == RunState.CHECKING,
    }


@require_GET
@needs(Permission.IMPORT)
def faulty(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The rows that were not taken, in the format they came in."""
    found = get_object_or_404(ImportRun, public_id=public_id)
    rejects = runs.faulty_rows(found)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=rejects.filename) or ""}
    return HttpResponse(rejects.content, content_type=rejects.content_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT)
def undo(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take an import back as one unit. The password is asked once more before."""
    found = get_object_or_404(ImportRun, public_id=public_id)
    if not is_sure(request):
        return redirect(ask_again_link(request.path))
    if request.method == "POST":
        try:
            undo_run(found, by=request.actor)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            done = found.created
            messages.success(
                request,
                ngettext(
                    "The import was undone: %(n)s record is gone.",
                    "The import was undone: %(n)s records are gone.",
                    done,
                )
                % {"n": done},
            )
        return redirect("desk:import", public_id)
    if found.state != RunState.DONE:
        return redirect("desk:import", public_id)
    return render(request, "desk/imports/undo.html", {"run": found, "blocked": what_depends(found)})
