"""Keeping in touch with one person: pools, medal, reminders, quiet; and the pools themselves."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import actions, pools, reminders
from career_relay.candidates.models import Candidate, Pool, Reminder
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.pool_acts import DayForm, NewPoolForm, QuietForm, RemindForm


def _candidate(public_id: UUID) -> Candidate:
    return get_object_or_404(Candidate.objects.defer("search"), public_id=public_id)


def _step(request: DeskRequest, candidate: Candidate, work: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the person, with what was done or why not."""
    try:
        work()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:candidate", candidate.public_id)


# --- one person ---------------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def put_in_pool(request: DeskRequest, public_id: UUID) -> HttpResponse:
    candidate, pool = _candidate(public_id), get_object_or_404(Pool, public_id=_uuid(request.POST.get("pool", "")))
    said = _("Put into “%(pool)s”.") % {"pool": pool.name}
    return _step(request, candidate, lambda: pools.put_in_pool(candidate, pool, by=request.actor), said)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def take_out(request: DeskRequest, public_id: UUID, pool_id: UUID) -> HttpResponse:
    candidate, pool = _candidate(public_id), get_object_or_404(Pool, public_id=pool_id)
    said = _("Taken out of “%(pool)s”.") % {"pool": pool.name}
    return _step(request, candidate, lambda: pools.take_out_of_pool(candidate, pool, by=request.actor), said)


def _uuid(text: str) -> UUID:
    """An id from a form; what is none names no pool."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def medal(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Award the silver medal, or withdraw it."""
    candidate = _candidate(public_id)
    if request.POST.get("silver") == "yes":
        work, said = actions.award_silver, _("The silver medal was awarded.")
    else:
        work, said = actions.withdraw_silver, _("The silver medal was withdrawn.")
    return _step(request, candidate, lambda: work(candidate, by=request.actor), said)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def quiet(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Ask everybody to leave a person alone, with the reason; or lift that."""
    candidate, form = _candidate(public_id), QuietForm(request.POST, company=request.company)
    if request.POST.get("quiet") != "yes":
        said = _("“Do not contact” was lifted.")
        return _step(request, candidate, lambda: actions.allow_contact(candidate, by=request.actor), said)
    reason = form.cleaned_data.get("words", "") if form.is_valid() else ""
    said = _("Nothing but results is sent to this person.")
    return _step(request, candidate, lambda: actions.stop_contact(candidate, by=request.actor, reason=reason), said)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def snooze(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """A day to talk again: one of the quick ones, a date, or none."""
    candidate, form = _candidate(public_id), DayForm(request.POST, prefix="snooze")
    if request.POST.get("forget"):
        said = _("The day to talk again was forgotten.")
        return _step(request, candidate, lambda: actions.snooze(candidate, None, by=request.actor), said)
    if not form.is_valid():
        messages.error(request, _("Choose a day."))
        return redirect("desk:candidate", public_id)
    day = form.chosen_day()

    def work() -> None:
        hurdle = pools.why_not_talk(candidate, pools.guarded([candidate.pk], day), day)
        pools.ensure_no_hurdle(hurdle)
        actions.snooze(candidate, day, by=request.actor)

    return _step(request, candidate, work, _("The day to talk again was set."))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def remind(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Make a reminder. What was written stays on the page when it may not be kept."""
    from career_relay.desk.views.candidate import page

    candidate, form = _candidate(public_id), RemindForm(request.POST, prefix="remind", company=request.company)
    if form.is_valid():
        told = form.cleaned_data
        try:
            reminders.remind(candidate, told["user"], form.chosen_day(), told["words"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The reminder was made."))
            return redirect("desk:candidate", public_id)
    return page(request, candidate, status=422, remind_form=form)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def reminder(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Done, or put off to a later day."""
    one = get_object_or_404(Reminder.objects.select_related("candidate"), public_id=public_id)
    form = DayForm(request.POST, prefix="remind")
    try:
        if request.POST.get("act") == "done":
            reminders.finish_reminder(one, by=request.actor)
            messages.success(request, _("Done."))
        else:
            form.is_valid()
            reminders.put_off(one, form.chosen_day(), by=request.actor)
            messages.success(request, _("Put off."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return (
        redirect("desk:home")
        if request.POST.get("from") == "home"
        else redirect("desk:candidate", one.candidate.public_id)
    )


# --- pools --------------------------------------------------------------------------------------------------------


@require_GET
@needs(Permission.SEE_CANDIDATES)
def pool_list(request: DeskRequest) -> HttpResponse:
    """The named pools, with how many stand in each."""
    return _pools(request, NewPoolForm())


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def pool_new(request: DeskRequest) -> HttpResponse:
    form = NewPoolForm(request.POST)
    if form.is_valid():
        try:
            pools.make_pool(form.cleaned_data["name"], note=form.cleaned_data["note"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The pool was opened."))
            return redirect("desk:pools")
    return _pools(request, form, status=422)


def _pools(
    request: DeskRequest,
    form: NewPoolForm,
    refused: Pool | None = None,
    bound: NewPoolForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    rows = []
    for one in pools.all_pools().select_related("made_by"):
        own = bound if refused and refused.pk == one.pk else None
        first = {"name": one.name, "note": one.note}
        rows.append((one, own or NewPoolForm(initial=first, auto_id=f"{one.public_id}_%s")))
    context = {"rows": rows, "form": form, "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES)}
    return render(request, "desk/pool/pools.html", context, status=status)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def pool_change(request: DeskRequest, public_id: UUID) -> HttpResponse:
    pool = get_object_or_404(Pool, public_id=public_id)
    form = NewPoolForm(request.POST, auto_id=f"{pool.public_id}_%s")
    if form.is_valid():
        try:
            pools.rename_pool(pool, form.cleaned_data["name"], note=form.cleaned_data["note"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:pools")
    return _pools(request, NewPoolForm(), pool, form, status=422)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def pool_delete(request: DeskRequest, public_id: UUID) -> HttpResponse:
    pool = get_object_or_404(Pool, public_id=public_id)
    pools.delete_pool(pool, by=request.actor)
    messages.success(request, _("The pool was given up. The people stay."))
    return redirect("desk:pools")


@require_GET
@needs(Permission.SEE_CANDIDATES)
def due(request: DeskRequest) -> HttpResponse:
    """What this user is to remember, by today and later."""
    today = timezone.localdate()
    rows = Reminder.objects.filter(user=request.staff, done_at=None).select_related("candidate", "made_by")
    return render(
        request, "desk/pool/reminders.html", {"rows": rows[:200], "today": today, "form": DayForm(prefix="remind")}
    )
