"""Lists as files: asked for with a reason, allowed by another person above a hundred rows, fetched once more asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import columns, exports, queries
from career_relay.candidates.models import Export
from career_relay.candidates.queries import Conditions
from career_relay.companies.roles import Permission
from career_relay.desk import preferences
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import pool as conditions
from career_relay.desk.forms.pool_acts import ExportForm, WhyNotForm
from career_relay.desk.selection import asked_of
from career_relay.desk.stepup import asks_again

SHOWN = 20
OF_THE_LIST = {"contact": ("result",), "position": ("position", "applied", "reached"), "snoozed": ("snoozed",)}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
@asks_again()
def file(request: DeskRequest) -> HttpResponse:
    """The list as a file: at once up to a hundred people, above that a request for another person to allow."""
    asked = asked_of(request)
    people = list(queries.ids(asked)[: exports.MOST + 1])
    if request.method != "POST":
        return _page(request, asked, people, ExportForm(initial={"columns": _first_columns(request)}))
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, people, form, status=422)
    told: dict[str, Any] = {"reason": form.cleaned_data["reason"], "form": form.cleaned_data["format"]}
    told |= {"names": form.cleaned_data["columns"], "user": request.staff, "company": request.company}
    try:
        if request.POST.get("step") == "ask":
            exports.ask_for_export(people, query=conditions.query_of(asked), **told)
            messages.success(request, _("Asked for. You find the file here as soon as somebody allowed it."))
            return redirect("desk:exports")
        content = exports.take_file(people, **told)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, asked, people, form, status=403 if refusal.code == "S-03" else 422)
    return _as_file(content, told["form"])


def _first_columns(request: DeskRequest) -> list[str]:
    """The columns of the list on the screen, as columns of a file."""
    shown = preferences.columns_of(request.membership, request.GET.getlist("cols"))
    return list(columns.known(["name", "kana", *(one for name in shown for one in OF_THE_LIST.get(name, (name,)))]))


def _page(
    request: DeskRequest, asked: Conditions, people: list[int], form: ExportForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "rows": len(people),
        "too_many": len(people) > exports.MOST,
        "most": exports.WITHOUT_APPROVAL,
        "needs_approval": len(people) > exports.WITHOUT_APPROVAL,
        "approvers": exports.approvers(request.company, request.staff.pk),
        "words": conditions.in_words(asked),
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/pool/file.html", context, status=status)


def _as_file(content: bytes, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=exports.FORMATS[form])
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(timezone.now(), form)}"'
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@needs(Permission.EDIT_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """What this user asked for, and what waits for their answer."""
    return _requests(request)


def _requests(
    request: DeskRequest, refused: Export | None = None, error: str = "", *, status: int = 200
) -> HttpResponse:
    at, today = timezone.now(), timezone.localdate()
    mine = exports.exports_of(request.staff.pk)[:SHOWN]
    waiting = exports.waiting_for(request.staff.pk, request.membership.role)
    context = {
        "mine": [(one, exports.is_fetchable(one, request.staff.pk, at)) for one in mine],
        "waiting": [
            {
                "it": one,
                "words": conditions.in_words(
                    conditions.from_query(one.query, today=today, user_id=one.asked_by_id or 0)
                ),
                "columns": [columns.COLUMNS[name][0] for name in one.columns if name in columns.COLUMNS],
                "form": WhyNotForm(auto_id=f"{one.public_id}_%s"),
                "error": error if refused and refused.pk == one.pk else "",
            }
            for one in waiting
        ],
    }
    return render(request, "desk/pool/exports.html", context, status=status)


def _answer(request: DeskRequest, export: Export, work: Any, said: str) -> HttpResponse:
    try:
        work()
    except Refused as refusal:
        if refusal.code == "S-03":
            messages.error(request, str(refusal))
            return _requests(request, status=403)
        return _requests(request, export, str(refusal), status=422)
    messages.success(request, said)
    return redirect("desk:exports")


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:exports")
def allow(request: DeskRequest, public_id: UUID) -> HttpResponse:
    export = get_object_or_404(Export, public_id=public_id)
    return _answer(
        request,
        export,
        lambda: exports.allow_export(export, user=request.staff, role=request.membership.role),
        _("Allowed. The file is being written; only the person who asked can fetch it."),
    )


@require_POST
@needs(Permission.MANAGE_COMPANY)
def refuse(request: DeskRequest, public_id: UUID) -> HttpResponse:
    export = get_object_or_404(Export, public_id=public_id)
    why = request.POST.get("why", "").replace("\x00", "")
    return _answer(
        request,
        export,
        lambda: exports.refuse_export(export, why, user=request.staff, role=request.membership.role),
        _("Refused. The person who asked reads your reason."),
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
@asks_again("desk:exports")
def fetch(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Hand out the file, to the person who asked for it."""
    export = get_object_or_404(Export, public_id=public_id)
    try:
        content = exports.fetch_file(export, user=request.staff)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _requests(request, status=403 if refusal.code == "S-03" else 422)
    return _as_file(content, export.format)
