"""One candidate: what happened, what was seen, what may be done, and the decision."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import actions, intake, merges
from career_relay.candidates.duplicates import suggest_doubles
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.rules import ensure_fair, is_open, may_be_written_to
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import Stage
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.fair import settles
from career_relay.desk.forms import candidate as forms
from career_relay.desk.forms.pool_acts import name_staff_once
from career_relay.desk.panels import (
    agency,
    certificates,
    documents,
    keeping,
    letters,
    line,
    people,
    permission,
    pipeline,
    scorecards,
)
from career_relay.desk.selection import notices_for
from career_relay.desk.timeline import CONTACT, SELECTION, timeline
from career_relay.notices import apologies, delays
from career_relay.notices.queries import applications_without_notice

KINDS = ("", SELECTION, CONTACT)
PANELS = {
    "people": people,
    "documents": documents,
    "scorecards": scorecards,
    "keeping": keeping,
    "agency": agency,
    "pipeline": pipeline,
    "letters": letters,
    "permission": permission,
    "line": line,
    "certificates": certificates,
}


@require_GET
@needs(Permission.SEE_CANDIDATES)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The page of one candidate."""
    rows = Candidate.objects.select_related("owner").defer("search")
    if (found := rows.filter(public_id=public_id).first()) is not None:
        return page(request, found)
    if (heir := merges.heir_of(public_id)) is not None:  # an old link leads to where the record went
        return redirect("desk:candidate", heir.public_id)
    raise Http404


def page(request: DeskRequest, candidate: Candidate, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    """Show the page; `bound` holds the form that was refused, with what was written in it."""
    newest_first = Application.objects.select_related("position").order_by("-applied_on", "-id")
    prefetch_related_objects([candidate], Prefetch("applications", newest_first))  # asked once, for every part
    applications = list(candidate.applications.all())
    current = next((one for one in applications if is_open(one)), None)
    last = applications[0] if applications else None
    untold = list(applications_without_notice().filter(candidate=candidate))
    kind = request.GET.get("show", "")
    today = timezone.localdate()
    parts = {name: part.panel(request, candidate) for name, part in PANELS.items()}
    context = {
        "it": candidate,
        "applications": applications,
        "current": current,
        "last": last,
        "kind": kind if kind in KINDS else "",
        "timeline": timeline(
            candidate,
            applications,
            kind=kind if kind in KINDS else "",
            before=_moment(request.GET.get("before", "")),
            hidden=parts["scorecards"]["hidden_ids"],
        ),
        "is_protected": is_protected(candidate, today),
        "may_write": may_be_written_to(candidate, today),
        "untold": untold,
        "notice_link": notices_for(untold) if untold else "",
        "today": today,
        **_may(request),
        **parts,
        **(shown := _forms(request, candidate, current, bound)),
    }
    name_staff_once(request.company, {shown["keep_form"]: "owner", parts["keeping"].get("remind_form"): "user"})
    return render(request, "desk/candidate/page.html", context, status=status)


def _moment(text: str) -> datetime | None:
    """Where a page of the history begins, as the link before it said; nothing for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def _may(request: DeskRequest) -> dict[str, bool]:
    role = request.membership.role
    return {
        "may_edit": may(role, Permission.EDIT_CANDIDATES),
        "may_evaluate": may(role, Permission.EVALUATE),
        "may_send": may(role, Permission.SEND_NOTICES),
    }


def _forms(
    request: DeskRequest, candidate: Candidate, current: Application | None, bound: dict[str, django_forms.Form]
) -> dict[str, Any]:
    kept = {
        "owner": candidate.owner_id,
        "tags": ", ".join(candidate.tags),
    }
    made: dict[str, Any] = {
        "note_form": forms.NoteForm(prefix="note"),
        "keep_form": forms.KeepForm(prefix="keep", company=request.company, initial=kept),
    }
    if current:
        made["decision_form"] = forms.DecisionForm(prefix="decision", stage=current.stage)
        made["promise_form"] = forms.PromiseForm(prefix="promise", initial={"day": current.promised_on})
    return {**made, **bound}


# --- acts ---------------------------------------------------------------------------------------------------------


def _act(
    request: DeskRequest, candidate: Candidate, form: django_forms.Form, name: str, work: Callable[[], str]
) -> HttpResponse:
    """Do it and go back to the page, or show the page again with what was written and why not."""
    if form.is_valid():
        try:
            said = work()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("desk:candidate", candidate.public_id)
    return page(request, candidate, status=422, **{name: form})


def _application(public_id: UUID) -> Application:
    rows = Application.objects.select_related("candidate")
    found: Application = get_object_or_404(rows, public_id=public_id)
    return found


def _of_application(public_id: UUID) -> Candidate:
    return _application(public_id).candidate


@require_POST
@needs(Permission.EDIT_CANDIDATES)
@settles("note", lambda public_id: get_object_or_404(Candidate, public_id=public_id))
def note(request: DeskRequest, public_id: UUID) -> HttpResponse:
    candidate = get_object_or_404(Candidate, public_id=public_id)
    form = forms.NoteForm(request.POST, prefix="note", about=candidate)

    def work() -> str:
        actions.add_note(candidate, form.cleaned_data["text"], by=request.actor)
        return _("The note was added.")

    return _act(request, candidate, form, "note_form", work)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def keep(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Owner and tags: whichever changed."""
    candidate = get_object_or_404(Candidate, public_id=public_id)
    form = forms.KeepForm(request.POST, prefix="keep", company=request.company)

    def work() -> str:
        told, by = form.cleaned_data, request.actor
        ensure_fair(*told["tags"])
        actions.set_owner(candidate, told["owner"], by=by)
        actions.set_tags(candidate, told["tags"], by=by)
        return _("Saved.")

    return _act(request, candidate, form, "keep_form", work)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def apart(request: DeskRequest, public_id: UUID, hint_id: UUID) -> HttpResponse:
    """These two records are two people."""
    candidate = get_object_or_404(Candidate, public_id=public_id)
    actions.tell_apart(candidate, hint_id, by=request.actor)
    messages.success(request, _("The suggestion was put aside."))
    return redirect("desk:candidate", public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
@settles("decision", _of_application)
def decision(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Fix the result. After a no the notice comes next."""
    application = _application(public_id)
    form = forms.DecisionForm(request.POST, prefix="decision", stage=application.stage, about=application.candidate)
    if not form.is_valid():
        return page(request, application.candidate, status=422, decision_form=form)
    told = form.cleaned_data
    try:
        decided = actions.decide(
            application,
            told["decision"],
            by=request.actor,
            reason=told["reason"],
            details=told["details"],
            on=told.get("on"),
            strengths=told["strengths"],
            good_for=form.good_for_all(),
            skipped=told["skipped"],
            telling=form.telling(application, told["reason"]),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, application.candidate, status=422, decision_form=form)
    messages.success(request, _("The result is fixed."))
    if decided.stage == Stage.REJECTED and may(request.membership.role, Permission.SEND_NOTICES):
        return redirect(notices_for([decided]))
    return redirect("desk:candidate", application.candidate.public_id)


def _step(request: DeskRequest, application: Application, work: Callable[[], object], said: str) -> HttpResponse:
    try:
        work()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:candidate", application.candidate.public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def take_back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Un-reject: the selection goes on where it stood. Where the no has left, the apology comes next."""
    application = _application(public_id)
    said = _("The result was taken back, and the selection goes on.")
    answer = _step(request, application, lambda: actions.reopen(application, by=request.actor), said)
    draft = apologies.waiting_for(application)
    if draft is None or not may(request.membership.role, Permission.SEND_NOTICES):
        return answer
    messages.info(request, _("The no has reached the person. Here is an apology: read it, change it, release it."))
    return redirect("desk:notice_compose", draft.batch)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def move_on(request: DeskRequest, public_id: UUID) -> HttpResponse:
    application, stage = _application(public_id), request.POST.get("stage", "")
    return _step(
        request,
        application,
        lambda: actions.advance(application, stage, by=request.actor),
        _("The selection moved on."),
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def name_day(request: DeskRequest, public_id: UUID) -> HttpResponse:
    application = _application(public_id)
    form = forms.PromiseForm(request.POST, prefix="promise")

    def work() -> str:
        day = form.cleaned_data["day"]
        if application.promised_on and day > application.promised_on:
            return delays.said_of(delays.need_longer(application, day, form.cleaned_data["reason"], by=request.actor))
        actions.promise(application, day, by=request.actor)
        return _("The answer date was saved.")

    return _act(request, application.candidate, form, "promise_form", work)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
def new(request: DeskRequest) -> HttpResponse:
    """Somebody who comes in by hand, through the same door as a file."""
    form = forms.CandidateForm(request.POST or None, initial={"applied_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        verdict = intake.take_in(form.draft(), company=request.company, by=request.actor)
        suggest_doubles(verdict.candidate)
        said = {
            intake.CREATED: _("The candidate was added."),
            intake.UPDATED: _("This person was known already; the application was added."),
            intake.UNCHANGED: _("This was known already; nothing changed."),
        }
        messages.success(request, said[verdict.outcome])
        return redirect("desk:candidate", verdict.candidate.public_id)
    return render(request, "desk/candidate/new.html", {"form": form}, status=422 if form.errors else 200)
