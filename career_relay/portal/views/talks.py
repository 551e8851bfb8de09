"""What a person says to a company they handed something to, and when they meet. GET looks, POST acts."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.talks import MessageForm, NoneFitsForm, TakeForm
from career_relay.portal.views.asks import detail_page, in_a_network, talk_or_404
from career_relay.relay import interviews, talks
from career_relay.relay.calendar import calendar_response, entry
from career_relay.relay.models import InterviewOffer
from career_relay.relay.queries import Talk

UNPROCESSABLE = 422


@require_POST
@in_a_network
def message(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Write to the company. A refusal keeps what was typed."""
    talk, form = talk_or_404(request, public_id), MessageForm(request.POST)
    return _typed(
        request, talk, form, "message_form", _("Your message is with the company."), lambda: _write(request, talk, form)
    )


def _write(request: PortalRequest, talk: Talk, form: MessageForm) -> None:
    talks.write_message(talk.introduction, by=request.actor, **form.cleaned_data)
    talks.mark_read(talk.introduction, by=request.actor)


@require_POST
@in_a_network
def read(request: PortalRequest, public_id: UUID) -> HttpResponse:
    talks.mark_read(talk_or_404(request, public_id).introduction, by=request.actor)
    return redirect("portal:ask", public_id)


@require_POST
@in_a_network
def take(request: PortalRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """Take one of the times."""
    talk, form, offer = talk_or_404(request, public_id), TakeForm(request.POST), _offer(request, public_id, offer_id)
    said = _("Agreed. The company is told; you can put it into your calendar.")
    return _typed(
        request, talk, form, "take_form", said,
        lambda: interviews.take_time(offer, form.cleaned_data["start"], by=request.actor),
    )  # fmt: skip


@require_POST
@in_a_network
def refuse(request: PortalRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """Say that none of the times fits."""
    talk, form, offer = (
        talk_or_404(request, public_id),
        NoneFitsForm(request.POST),
        _offer(request, public_id, offer_id),
    )
    said = _("The company is told that none fits, and may offer others.")
    return _typed(
        request, talk, form, "none_fits_form", said,
        lambda: interviews.refuse_times(offer, form.cleaned_data["words"], by=request.actor),
    )  # fmt: skip


@require_POST
@in_a_network
def cancel(request: PortalRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """Cancel a meeting that was agreed. The introduction goes on."""
    offer = _offer(request, public_id, offer_id)
    try:
        interviews.cancel_offer(offer, by=request.actor)
        messages.success(request, _("The meeting is cancelled, and the company is told."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:ask", public_id)


def _offer(request: PortalRequest, public_id: UUID, offer_id: UUID) -> InterviewOffer:
    found: InterviewOffer = get_object_or_404(
        InterviewOffer.objects.select_related("introduction"),
        public_id=offer_id, introduction__public_id=public_id, person_id=request.person_id,
    )  # fmt: skip
    return found


def _typed(
    request: PortalRequest, talk: Talk, form: forms.Form, name: str, said: str, work: Callable[[], object]
) -> HttpResponse:
    """Do it, or show the page again with the form as it was typed and why not."""
    if form.is_valid():
        try:
            work()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("portal:ask", talk.public_id)
    return detail_page(request, talk, status=UNPROCESSABLE, typed={name: form})


@require_safe
@in_a_network
def calendar(request: PortalRequest, public_id: UUID, offer_id: UUID) -> HttpResponse:
    """The meeting for one's own calendar."""
    talk, offer = talk_or_404(request, public_id), _offer(request, public_id, offer_id)
    if offer.starts_at is None:
        raise Http404
    title = _("Meeting with {company}").format(company=talk.card.company.name)
    url = request.build_absolute_uri(reverse("portal:ask", args=[public_id]))
    return calendar_response(entry(offer, title=title, url=url, now=timezone.now()))
