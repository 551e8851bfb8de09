"""Who waits for us: the list, a later day, overdue answers that were drafted, letters as PDF, and the rules of it all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates import queries as candidates
from career_relay.candidates.models import Application
from career_relay.companies import promising
from career_relay.companies.doors import door_url
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.guard import ClosingForm, LongerForm, PaperForm, RulesForm
from career_relay.notices import closings, delays, guard, paper, promises, queries, surveys
from career_relay.notices.models import Closing, Delay
from career_relay.notices.rules import is_protected

PAGE = 50
SHOWS = ("all", "late", "soon")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: who waits, since when it is late, and what can be done about it."""

    it: Application
    item: guard.Item
    moved: int  # how often the day has moved at this step
    undo: Delay | None
    is_escalated: bool

    @property
    def is_untold(self) -> bool:
        return self.it.stage not in guard.WAITING

    @property
    def may_move(self) -> bool:
        return not self.is_untold and self.moved < delays.MOST

    @property
    def late_by(self) -> int:
        return -self.item.left


@require_safe
@needs(Permission.SEE_CANDIDATES)
def waiting(request: DeskRequest) -> HttpResponse:
    """Show who waits, the longest overdue first: `?whose=mine` and `?show=` late or soon narrow it down."""
    return _list(request)


def _list(request: DeskRequest, *, wrong: tuple[UUID, LongerForm] | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    whose = "mine" if request.GET.get("whose") == "mine" else "all"
    show = request.GET.get("show", "all")
    found = _whose(request, guard.items(today), whose)
    kept = [one for one in found if _is_shown(one, show)]
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(page),
        "whose": whose,
        "show": show if show in SHOWS else "all",
        "late": sum(one.is_over for one in found),
        "soon": sum(bool(one.kind) and not one.is_over for one in found),
        "all": len(found),
        "today": today,
        "form": LongerForm(),
        "wrong": wrong[0] if wrong else None,
        "wrong_form": wrong[1] if wrong else None,
        "closings": list(closings.proposed()[:PAGE]),
        "told": queries.everybody(),
        "may_move": may(request.membership.role, Permission.SEND_NOTICES),
    }
    return render(request, "desk/guard/waiting.html", context, status=status)


def _whose(request: DeskRequest, found: Iterable[guard.Item], whose: str) -> list[guard.Item]:
    if whose == "all":
        return list(found)
    staff, after = guard.staff_of(request.company.pk), guard.rules_of().escalate_days
    return [one for one in found if request.staff.pk in staff.hear_of(one, after)]


def _is_shown(item: guard.Item, show: str) -> bool:
    return {"late": item.is_over, "soon": bool(item.kind) and not item.is_over}.get(show, True)


def _rows(page: Page[guard.Item]) -> list[Row]:
    shown = list(page)
    ids = [one.pk for one in shown]
    found = candidates.with_names(Application.objects.filter(pk__in=ids)).select_related("candidate__owner").in_bulk()
    moved: dict[int, list[Delay]] = {}
    for one in Delay.objects.filter(application_id__in=ids, undone_at=None).order_by("pk"):
        if (one.stage, one.reached) == (found[one.application_id].stage, found[one.application_id].reached):
            moved.setdefault(one.application_id, []).append(one)
    after = guard.rules_of().escalate_days
    return [_row(found[one.pk], one, moved.get(one.pk, []), after) for one in shown]


def _row(it: Application, item: guard.Item, moved: list[Delay], after: int) -> Row:
    last = moved[-1] if moved else None
    undo = last if last and last.is_written and delays.can_take_back(last) else None
    return Row(it, item, len(moved), undo, item.is_escalated(after))


@require_POST
@needs(Permission.SEND_NOTICES)
def longer(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Name a later day and tell the person so."""
    application = get_object_or_404(Application.objects.select_related("candidate"), public_id=public_id)
    form = LongerForm(request.POST)
    if form.is_valid():
        try:
            told = delays.need_longer(
                application, form.cleaned_data["day"], form.cleaned_data["reason"], by=request.actor
            )
        except Refused as refusal:
            form.add_error("reason" if refusal.code == "REASON" else "day", str(refusal))
        else:
            messages.add_message(
                request, messages.SUCCESS if told.is_written else messages.WARNING, delays.said_of(told)
            )
            return redirect("desk:waiting")
    return _list(request, wrong=(public_id, form), status=422)


@require_POST
@needs(Permission.SEND_NOTICES)
def longer_undo(request: DeskRequest, public_id: UUID) -> HttpResponse:
    delay = get_object_or_404(Delay.objects, public_id=public_id)
    try:
        delays.take_back_delay(delay, by=request.actor)
        messages.success(request, _("Taken back. The day promised first holds again, and nothing was sent."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:waiting")


# --- overdue answers that were drafted ------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_NOTICES)
def closing(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Look at a drafted answer, change it, and release it: a person decides."""
    it = get_object_or_404(Closing.objects.select_related("application__candidate"), public_id=public_id)
    if not closings.proposed().filter(pk=it.pk).exists():
        messages.info(request, _("Somebody has answered or named another day meanwhile. Nothing was sent."))
        return redirect("desk:waiting")
    form = ClosingForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        try:
            sent = closings.release_closing(
                it, form.cleaned_data["subject"], form.cleaned_data["body_text"], by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is held for ten minutes. Until then it can be taken back."))
            return redirect("desk:notice_batch", sent.batch)
    context = {"it": it, "form": form, "is_protected": is_protected(it.application.candidate)}
    return render(request, "desk/guard/closing.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.SEND_NOTICES)
def closing_drop(request: DeskRequest, public_id: UUID) -> HttpResponse:
    it = get_object_or_404(Closing.objects, public_id=public_id)
    try:
        closings.drop_closing(it, by=request.actor)
        messages.success(request, _("The draft was put away. The reminders go on until the person has an answer."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:waiting")


# --- paper ----------------------------------------------------------------------------------------------------------


@require_safe
@needs(Permission.SEND_NOTICES)
def letter_pdf(request: DeskRequest, notice: UUID) -> HttpResponse:
    """The letter as a PDF for a window envelope; `?returns=` names the documents that go back with it."""
    message = get_object_or_404(queries.notices(), public_id=notice)
    if is_protected(message.candidate):
        messages.error(request, _("This person came through an agency: write to the agency."))
        return redirect("desk:notices")
    form = PaperForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("The list of documents is too long."))
        return redirect("desk:notice_letter", notice)
    sheet = paper.sheet_of(
        message, request.company, door=door_url(request.company), day=timezone.localdate(), enclosures=form.lines
    )
    response = HttpResponse(paper.pdf_of(sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename="letter.pdf") or ""
    )
    response.headers["Cache-Control"] = "no-store"
    return response


# --- what people say, and the rules ---------------------------------------------------------------------------------


@require_safe
@needs(Permission.SEE_REPORTS)
def voices(request: DeskRequest) -> HttpResponse:
    """What people thought of our answers: whole fives, no names, no dates, in no order."""
    return render(request, "desk/guard/voices.html", {"said": surveys.voices()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_CANDIDATES)
def settings(request: DeskRequest) -> HttpResponse:
    """The rules of the guard; an owner changes them."""
    may_manage = may(request.membership.role, Permission.MANAGE_COMPANY)
    form = RulesForm(instance=guard.rules_of())
    if request.method == "POST" and may_manage:
        form = RulesForm(request.POST, instance=guard.rules_of())
        if form.is_valid():
            try:
                guard.change_rules(form.cleaned_data, by=request.actor)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("desk:settings_promises")
    context = _settings(request, form, may_manage=may_manage)
    return render(request, "desk/guard/settings.html", context, status=422 if form.errors else 200)


def _settings(request: DeskRequest, form: RulesForm, *, may_manage: bool) -> dict[str, Any]:
    return {
        "tab": "promises",
        "form": form,
        "rules": guard.rules_of(),
        "may_manage": may_manage,
        "figures": promises.page_of(request.company),
        "here": promising.promises_url(request.company),
        "is_live": request.company.is_live,
    }


@require_POST
@needs(Permission.MANAGE_COMPANY)
def show_promises(request: DeskRequest) -> HttpResponse:
    """Show the promise page or take it off. What it says cannot be changed here, nor anywhere."""
    on = request.POST.get("on") == "yes"
    promising.show_promises(request.company, on=on, by=request.actor)
    messages.success(request, _("The promise page is shown.") if on else _("The promise page is not shown."))
    return redirect(reverse("desk:settings_promises"))
