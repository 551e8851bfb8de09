"""What is done with the people ticked in the list: told beforehand, done, and taken back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.base.errors import Refused
from career_relay.base.wording import day_short
from career_relay.candidates import actions, bulk_acts, pools
from career_relay.candidates.bulk_acts import Outcome
from career_relay.candidates.models import Application, BulkAct, Candidate, Pool, Verb
from career_relay.candidates.states import IN_PROGRESS, Stage
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import pool_acts as forms
from career_relay.desk.selection import back_to_list, notices_for, ticked

JUST_NOW = timedelta(minutes=10)
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Told:
    """One act as it is shown: what, to how many, who was left out."""

    act: BulkAct
    title: str
    changed: int
    waiting: int
    total: int
    rest: list[tuple[Any, int]]
    may_take_back: bool

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def is_running(self) -> bool:
        return self.act.state in {BulkAct.State.RUNNING, BulkAct.State.UNDOING}


def told(act: BulkAct) -> Told:
    counts = bulk_acts.tally(act)
    undoing = act.state in {BulkAct.State.UNDOING, BulkAct.State.UNDONE}
    done = Outcome.PUT_BACK if undoing else Outcome.CHANGED
    rest = [(bulk_acts.OUTCOMES[name], n) for name, n in counts.items() if name and name not in {done, Outcome.CHANGED}]
    waiting = counts.get(Outcome.CHANGED, 0) if act.state == BulkAct.State.UNDOING else counts.get("", 0)
    return Told(
        act,
        title_of(act),
        counts.get(done, 0),
        waiting,
        sum(counts.values()),
        rest,
        bulk_acts.may_take_back(act, timezone.now()) and bool(counts.get(Outcome.CHANGED)),
    )


def title_of(act: BulkAct) -> str:
    """An act in words: the tag, the pool, the colleague or the day with it."""
    facts, label = act.facts, str(act.get_verb_display())
    what = facts.get("tag", "")
    if act.verb in {Verb.POOL, Verb.UNPOOL}:
        pool = Pool.objects.filter(pk=facts.get("pool")).first()
        what = pool.name if pool else "—"
    if act.verb == Verb.OWNER:
        owner = User.objects.filter(pk=facts.get("user")).first()
        what = owner.name if owner else _("nobody")
    if act.verb in {Verb.SNOOZE, Verb.REMIND}:
        what = day_short(date.fromisoformat(facts["day"]))
    return _("%(act)s: %(what)s") % {"act": label, "what": what} if what else label


def just_done(request: DeskRequest) -> list[Told]:
    """What this user did to many in the last ten minutes, to be taken back from the list itself."""
    rows = bulk_acts.recent(request.staff.pk, since=timezone.now() - JUST_NOW)
    return [told(act) for act in rows[:2]]


# --- before -------------------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def chosen(request: DeskRequest) -> HttpResponse:
    """Say what would be done to whom, and ask for what the act needs to know."""
    people, action = ticked(request), request.POST.get("action") or request.POST.get("more", "")
    if not people:
        messages.warning(request, _("Tick somebody first."))
        return redirect(back_to_list(request))
    if action == "decide":
        rows = _open_selections(people[: bulk_acts.AT_ONCE])
        return _decide_page(request, people, forms.DecideManyForm(rows=rows), rows)
    if action == "notices":
        return _to_notices(request, people)
    if action not in forms.FORMS:
        messages.warning(request, _("Choose what to do with the people ticked."))
        return redirect(back_to_list(request))
    # htmx asks again while the form is filled in: then the day chosen counts
    form = forms.FORMS[action](request.POST if request.htmx else None, company=request.company, initial=_first(request))
    return _plan_page(request, action, people, form, part=bool(request.htmx))


def _first(request: DeskRequest) -> dict[str, Any]:
    return {"user": request.staff.pk}


def _to_notices(request: DeskRequest, people: list[int]) -> HttpResponse:
    if not may(request.membership.role, Permission.SEND_NOTICES):
        messages.warning(request, _("Your role does not send notices."))
        return redirect(back_to_list(request))
    ids = Candidate.objects.filter(pk__in=people[:150]).values_list("public_id", flat=True)
    return redirect(f"{reverse('desk:notice_new')}?{urlencode([('candidate', str(one)) for one in ids])}")


def _plan_page(
    request: DeskRequest, verb: str, people: list[int], form: forms.FactsForm, *, part: bool = False, status: int = 200
) -> HttpResponse:
    if form.is_bound:
        form.is_valid()
    else:
        form.cleaned_data = {}
    plan = bulk_acts.plan(verb, form.facts(), people)
    if part:
        form.errors.clear()
    context = {
        "verb": verb,
        "title": Verb(verb).label,
        "form": form,
        "plan": plan,
        "chosen": len(people),
        "is_all": bool(request.POST.get("all")),
        "people": request.POST.getlist("person")[:300],
        "query": request.POST.get("query", ""),
        "back": back_to_list(request),
        "slowly": len(people) > bulk_acts.AT_ONCE,
    }
    return render(request, "desk/pool/act.html#plan" if part else "desk/pool/act.html", context, status=status)


# --- doing and taking back ----------------------------------------------------------------------------------------


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def begin(request: DeskRequest) -> HttpResponse:
    """Do it. The list then says what was done, and offers to take it back."""
    people, verb = ticked(request), request.POST.get("action", "")
    if verb not in forms.FORMS or not people:
        messages.warning(request, _("Tick somebody first."))
        return redirect(back_to_list(request))
    form = forms.FORMS[verb](request.POST, company=request.company)
    if not form.is_valid():
        return _plan_page(request, verb, people, form, status=422)
    try:
        with transaction.atomic():
            facts = _with_new_pool(request, form.facts())
            bulk_acts.begin(verb, facts, people, company_id=request.company.pk, by=request.actor)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _plan_page(request, verb, people, form, status=422)
    return redirect(back_to_list(request))


def _with_new_pool(request: DeskRequest, facts: dict[str, Any]) -> dict[str, Any]:
    name = facts.pop("name", "")
    if name and not facts.get("pool"):
        facts["pool"] = pools.make_pool(name, by=request.actor).pk
    return facts


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def take_back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    act = get_object_or_404(BulkAct, public_id=public_id)
    try:
        act = bulk_acts.take_back(act, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _say_taken_back(request, act)
    return redirect(back_to_list(request))


def _say_taken_back(request: DeskRequest, act: BulkAct) -> None:
    now = told(act)
    if now.is_running:
        messages.info(request, _("It is being taken back."))
        return
    said = ngettext("Taken back for %(n)s person.", "Taken back for %(n)s people.", now.changed) % {"n": now.changed}
    messages.success(request, said)
    if left := sum(n for label, n in now.rest if label == bulk_acts.OUTCOMES[Outcome.CHANGED_SINCE]):
        more = ngettext(
            "%(n)s record was changed by somebody since and stays as it is.",
            "%(n)s records were changed by somebody since and stay as they are.",
            left,
        )
        messages.warning(request, more % {"n": left})


@require_GET
@needs(Permission.EDIT_CANDIDATES)
def acts(request: DeskRequest) -> HttpResponse:
    """What was done to many of late, by anybody of the company."""
    rows = BulkAct.objects.select_related("by")[:SHOWN]
    return render(request, "desk/pool/acts.html", {"acts": [told(one) for one in rows]})


@require_GET
@needs(Permission.EDIT_CANDIDATES)
def act(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """One act: how far it is, and whom it left out. For htmx only the line of it."""
    one = get_object_or_404(BulkAct, public_id=public_id)
    if request.htmx:
        return render(request, "desk/pool/_act.html", {"one": told(one)})
    return render(request, "desk/pool/act_done.html", {"one": told(one), "left": bulk_acts.left_out(one)})


# --- one answer for all -------------------------------------------------------------------------------------------


def _decide_page(
    request: DeskRequest, people: list[int], form: forms.DecideManyForm, rows: list[Application], *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "rows": form.with_fields(rows),
        "left_out": len(people) - len({one.candidate_id for one in rows}),
        "query": request.POST.get("query", ""),
        "back": back_to_list(request),
    }
    return render(request, "desk/pool/decide.html", context, status=status)


def _open_selections(people: list[int]) -> list[Application]:
    rows = Application.objects.filter(candidate_id__in=people, stage__in=IN_PROGRESS)
    return list(rows.select_related("candidate").order_by("position_title", "candidate__kana", "id"))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def decide_many(request: DeskRequest) -> HttpResponse:
    """Answer the ticked selections with a no, each by itself, and go on to the notices."""
    people = ticked(request)
    rows = _open_selections(people[: bulk_acts.AT_ONCE])
    form = forms.DecideManyForm(request.POST, rows=rows)
    if not form.is_valid():
        return _decide_page(request, people, form, rows, status=422)
    try:
        with transaction.atomic():  # all or none
            decided = [_reject(one, form, by=request.actor) for one in rows]
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _decide_page(request, people, form, rows, status=422)
    said = ngettext("The result of %(n)s person is fixed.", "The results of %(n)s people are fixed.", len(decided))
    messages.success(request, said % {"n": len(decided)})
    return redirect(notices_for(decided))


def _reject(one: Application, form: forms.DecideManyForm, *, by: Actor) -> Application:
    told = form.cleaned_data
    return actions.decide(
        one,
        Stage.REJECTED,
        by=by,
        reason=told["reason"],
        details=told["details"],
        strengths=form.strengths_of(one),
        good_for=form.good_for_all(),
        skipped=told["skipped"],
        telling=form.telling(one, told["reason"]),
    )
