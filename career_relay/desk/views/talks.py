"""One introduction at the desk: what was handed over, what is said, and when one meets. Names only after `disclosed`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.relay import MoveForm
from career_relay.desk.forms.talks import MessageForm, StayForm, TimesForm
from career_relay.relay import books, interviews, talks
from career_relay.relay.calendar import calendar_response, entry
from career_relay.relay.models import InterviewOffer, Introduction
from career_relay.relay.states import TALKING
from career_relay.relay.window import Received, received_one

UNPROCESSABLE = 422


def of(public_id: UUID) -> Introduction:
    if Feature.OPENINGS not in ALLOWS[current_mode()]:
        raise Http404
    found: Introduction = get_object_or_404(Introduction.objects, public_id=public_id)
    return found


def page(
    request: DeskRequest,
    public_id: UUID,
    *,
    message: forms.Form | None = None,
    times: forms.Form | None = None,
    move: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The introduction as far as this company may see it now; what was typed and refused stays in its form."""
    it = received_one(public_id, at=timezone.now(), today=timezone.localdate())
    if it is None:
        raise Http404
    context = {"it": it, "form": move or MoveForm(), **_said(public_id, it)}
    context |= {"message_form": message or MessageForm(), "times_form": times or TimesForm()}
    return render(request, "desk/board/introduction.html", context, status=status)


def _said(public_id: UUID, it: Received) -> dict[str, Any]:
    """Words and times, while the package can be read; the line in the book."""
    row = Introduction.objects.only("pk").get(public_id=public_id)
    line = books.line_of(row.pk)
    due = books.stay_due_on(line) if line else None
    told = {"line": line, "may_tell_stay": bool(due and line and line.permanent and line.left_told_on is None)}
    if it.content is None:
        return told
    said = {"words": talks.messages_of(row.pk), "offers": interviews.offers_of(row.pk)}
    return told | said | {"may_write": it.stage in TALKING}


@require_POST
@needs(Permission.RECEIVE)
def message(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Write to the person. A refusal keeps what was typed."""
    found, form = of(public_id), MessageForm(request.POST)
    said = _("Your message is with the person.")
    return _typed(request, found, form, "message", said, lambda: _write(request, found, form))


def _write(request: DeskRequest, found: Introduction, form: MessageForm) -> None:
    talks.write_message(found, by=request.actor, **form.cleaned_data)
    talks.mark_read(found, by=request.actor)


@require_POST
@needs(Permission.RECEIVE)
def read(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Note that what the person wrote was read. Looking at the page notes nothing."""
    talks.mark_read(of(public_id), by=request.actor)
    return redirect("desk:introduction", public_id)


@require_POST
@needs(Permission.RECEIVE)
def times(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Offer times to meet."""
    found, form = of(public_id), TimesForm(request.POST)
    said = _("The times are with the person. You learn which one fits.")
    return _typed(
        request, found, form, "times", said, lambda: interviews.offer_times(found, form.times(), by=request.actor)
    )


def _typed(
    request: DeskRequest, found: Introduction, form: forms.Form, name: str, said: str, work: Callable[[], object]
) -> HttpResponse:
    """Do it, or show the page again with the form as it was typed and why not."""
    forms_typed: dict[str, Any] = {name: form}
    if not form.is_valid():
        return page(request, found.public_id, status=UNPROCESSABLE, **forms_typed)
    try:
        work()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, found.public_id, status=UNPROCESSABLE, **forms_typed)
    messages.success(request, said)
    return redirect("desk:introduction", found.public_id)


@require_POST
@needs(Permission.RECEIVE)
def cancel(request: DeskRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """Take times back, or cancel a meeting."""
    offer = _offer(public_id, offer_id)
    try:
        interviews.cancel_offer(offer, by=request.actor)
        messages.success(request, _("Cancelled. The person is told."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:introduction", public_id)


def _offer(public_id: UUID, offer_id: UUID) -> InterviewOffer:
    found: InterviewOffer = get_object_or_404(
        InterviewOffer.objects.select_related("introduction__position"), public_id=offer_id, introduction=of(public_id)
    )
    return found


@require_safe
@needs(Permission.RECEIVE)
def calendar(request: DeskRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """The meeting for one's calendar: the position, never a name, because calendars are shared."""
    offer = _offer(public_id, offer_id)
    if offer.starts_at is None:
        raise Http404
    title = _("Meeting: {title}").format(title=offer.introduction.position.title)
    url = request.build_absolute_uri(reverse("desk:introduction", args=[public_id]))
    return calendar_response(entry(offer, title=title, url=url, now=timezone.now()))


@require_POST
@needs(Permission.RECEIVE)
def stay(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Tell the operator's book whether the person was still there after six months."""
    found, form = of(public_id), StayForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose one of the answers shown."))
        return redirect("desk:introduction", public_id)
    try:
        books.tell_stay(found, left_early=form.cleaned_data["left"], by=request.actor)
        messages.success(request, _("Thank you. It is written in the book."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:introduction", public_id)
