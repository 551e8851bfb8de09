"""The talent pool: a list whose address says what is asked, and what to do with the people ticked in it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.sheets import sheet_response
from career_relay.base.wording import day_short
from career_relay.candidates import actions, queries
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.pools import tag_all
from career_relay.candidates.queries import Conditions
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import IN_PROGRESS, Stage
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import pool as forms
from career_relay.desk.stepup import asks_again

PAGE = 25
COUNT_AT_ONCE = 5_000  # above this many records the facets are counted after the list is shown
MOST_AT_ONCE = 300
MOST_IN_A_FILE = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    candidate: Candidate
    latest: Application | None
    score: float | None
    is_protected: bool


def asked_of(request: DeskRequest) -> Conditions:
    return forms.conditions(request.GET, today=timezone.localdate(), user_id=request.staff.pk)


@require_GET
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """The list, its facets and its pages. For htmx only the parts that change."""
    asked = asked_of(request)
    page = Paginator(queries.ids(asked), PAGE).get_page(request.GET.get("page"))
    is_small = page.paginator.count <= COUNT_AT_ONCE and (bool(asked.active) or page.paginator.count > 0)
    counts = queries.facets(asked) if is_small else None
    context = {
        "asked": asked,
        "page": page,
        "rows": rows_of(queries.records(page.object_list), asked),
        "facets": forms.facets(asked, counts),
        "counts_follow": counts is None,
        "views": forms.VIEW_LABELS.items(),
        "sorts": forms.SORT_LABELS.items(),
        "drops": _drops(asked) if not page.paginator.count else [],
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
        "is_part": bool(request.htmx and not request.htmx.boosted),
        "nobody_yet": not page.paginator.count and not asked.active,
    }
    return render(request, "desk/pool/list.html#results" if context["is_part"] else "desk/pool/list.html", context)


def rows_of(candidates: Any, asked: Conditions) -> list[Row]:
    found = list(candidates)
    ids = [one.pk for one in found]
    latest, scores = queries.latest_applications(ids), queries.scores(ids)
    return [Row(one, latest.get(one.pk), scores.get(one.pk), is_protected(one, asked.today)) for one in found]


def _drops(asked: Conditions) -> list[dict[str, Any]]:
    """The conditions whose removal helps when nothing was found, each with a link."""
    return [
        {"name": name, "words": forms.named(asked, name), "count": count}
        for name, count in queries.helpful_to_drop(asked)
    ]


@require_GET
@needs(Permission.SEE_CANDIDATES)
def facet_counts(request: DeskRequest) -> HttpResponse:
    """The facets with their counts, for lists so long that counting comes second."""
    asked = asked_of(request)
    context = {"facets": forms.facets(asked, queries.facets(asked)), "asked": asked}
    return render(request, "desk/pool/_facet_counts.html", context)


# --- ticked people ------------------------------------------------------------------------------------------------


def _ticked(request: DeskRequest) -> list[Candidate]:
    ids = request.POST.getlist("person")[:MOST_AT_ONCE]
    return list(Candidate.objects.filter(public_id__in=_uuids(ids)).order_by("kana", "id"))


def _uuids(texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        try:
            found.append(str(UUID(text)))
        except ValueError:
            continue
    return found


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def chosen(request: DeskRequest) -> HttpResponse:
    """Do something with the ticked people: tag them, or go on to one answer for all."""
    people, form = _ticked(request), forms.ManyForm(request.POST)
    back = _back(request)
    if not people or not form.is_valid():
        messages.warning(request, _("Tick somebody first."))
        return redirect(back)
    if form.cleaned_data["action"] == "decide":
        return _decide_page(request, people, forms.DecideManyForm())
    tag = form.cleaned_data["tag"].strip()
    if not tag:
        messages.warning(request, _("Write the tag first."))
        return redirect(back)
    try:
        count = tag_all(people, tag, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("“%(tag)s” was added to %(n)s person.", "“%(tag)s” was added to %(n)s people.", count)
        messages.success(request, said % {"tag": tag, "n": count})
    return redirect(back)


def _back(request: DeskRequest) -> str:
    """The list as it was asked for."""
    query = request.POST.get("query", "")
    return reverse("desk:pool") + (f"?{query}" if query else "")


def _decide_page(
    request: DeskRequest, people: list[Candidate], form: forms.DecideManyForm, *, status: int = 200
) -> HttpResponse:
    rows = _open_selections(people)
    context = {
        "form": form,
        "rows": rows,
        "left_out": len(people) - len({one.candidate_id for one in rows}),
        "query": request.POST.get("query", ""),
        "back": _back(request),
    }
    return render(request, "desk/pool/decide.html", context, status=status)


def _open_selections(people: list[Candidate]) -> list[Application]:
    rows = Application.objects.filter(candidate__in=people, stage__in=IN_PROGRESS)
    return list(rows.select_related("candidate").order_by("position_title", "candidate__kana", "id"))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def decide_many(request: DeskRequest) -> HttpResponse:
    """Answer the ticked selections with a no, each by itself, and go on to the notices."""
    people, form = _ticked(request), forms.DecideManyForm(request.POST)
    if not form.is_valid():
        return _decide_page(request, people, form, status=422)
    told = form.cleaned_data
    why = {"reason": told["reason"], "details": told["details"]}
    try:
        with transaction.atomic():  # all or none
            decided = [actions.decide(one, Stage.REJECTED, by=request.actor, **why) for one in _open_selections(people)]
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    said = ngettext("The result of %(n)s person is fixed.", "The results of %(n)s people are fixed.", len(decided))
    messages.success(request, said % {"n": len(decided)})
    return redirect(notices_for(decided))


def notices_for(applications: list[Application]) -> str:
    """Where the notices of these results are written; the list of notices when there is no such page."""
    ids = [("application", str(one.public_id)) for one in applications]
    for name, query in (("desk:notice_new", f"?{urlencode(ids)}"), ("desk:notices", ""), ("desk:pool", "")):
        try:
            return reverse(name) + query
        except NoReverseMatch:
            continue
    return "/desk/"


# --- file ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
@asks_again()
def file(request: DeskRequest) -> HttpResponse:
    """The list as a file. The password is asked once more, and the export is written down."""
    asked = asked_of(request)
    if request.method != "POST":
        context = {"count": min(queries.matching(asked).count(), MOST_IN_A_FILE), "query": request.GET.urlencode()}
        return render(request, "desk/pool/file.html", context)
    found = list(queries.pool(asked)[:MOST_IN_A_FILE])
    record(CandidateEvent.EXPORTED, request.company, by=request.actor, rows=len(found))
    heads = [
        _("Name"), _("Name in kana"), _("e-mail"), _("Phone"), _("Position"), _("Applied on"), _("Reached"), _("Result"),
        _("Came through"), _("State of the record"), _("Protected until"), _("Erased on"), _("Tags"),
    ]  # fmt: skip
    return sheet_response([heads, *(_cells(row) for row in rows_of(found, asked))], "candidates")


def _cells(row: Row) -> list[object]:
    one, last = row.candidate, row.latest
    told = (
        [last.position_title, day_short(last.applied_on), last.get_reached_display(), last.get_stage_display()]
        if last
        else ["", "", "", ""]
    )
    return [
        one.name, one.kana, one.email, one.phone, *told, last.get_source_display() if last else "",
        one.get_state_display(), day_short(one.protected_until), day_short(one.purge_after), " ".join(one.tags),
    ]  # fmt: skip
