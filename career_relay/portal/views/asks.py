"""Questions to a person and what came of them; sending oneself to an opening. GET looks, POST acts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.consents import texts
from career_relay.consents.actions import How
from career_relay.consents.passport import current
from career_relay.consents.recommendations import kept_letters
from career_relay.consents.states import Item, KeptState, Purpose
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import opening
from career_relay.portal import statutory
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.forms.asks import ItemsForm, TellForm, YesForm
from career_relay.portal.forms.talks import MessageForm, NoneFitsForm
from career_relay.positions.changes import changed_since
from career_relay.relay import actions, interviews, second_look, seekers, talks
from career_relay.relay.balance import punctuality
from career_relay.relay.models import Introduction
from career_relay.relay.previews import choices_for, preview
from career_relay.relay.queries import Talk, running_for, talk_of, talks_of, where_next, whom_to_tell
from career_relay.relay.release import AT_ONCE, leaves_at
from career_relay.relay.rules import ensure_not_shielded
from career_relay.relay.states import GO_ON, TALKING, Origin, Stage

View = Callable[..., HttpResponse]
OK, UNPROCESSABLE = HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY


def in_a_network(view: View) -> View:
    """Without a licence there are no such pages: say so instead (LEGAL M-01)."""

    @wraps(view)
    def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            ensure_allowed(Feature.SELF_SENDING, current_mode())
        except Refused as refusal:
            return render(request, "portal/me/not_available.html", {"why": str(refusal)})
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@in_a_network
def listing(request: PortalRequest) -> HttpResponse:
    talks = talks_of(request.person_id)
    waiting = sum(talk.is_waiting for talk in talks)
    return render(request, "portal/asks/list.html", {"talks": talks, "waiting": waiting})


@require_safe
@in_a_network
def detail(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return detail_page(request, talk_or_404(request, public_id))


def detail_page(
    request: PortalRequest, talk: Talk, *, fault: str = "", status: int = OK, typed: Mapping[str, Form] | None = None
) -> HttpResponse:
    """One introduction as its person sees it. in: forms as they were typed, when one was refused."""
    passport = current(request.person_id)
    page = {
        "talk": talk,
        "it": talk.card,
        "fit": talk.fit,
        "law_items": statutory.said_of(talk.card),
        "changes": changed_since(talk.card, talk.introduction.asked_at or talk.introduction.created_at),
        "chosen": [Item(item).label for item in talk.introduction.items],
        "choices": choices_for(passport) if passport else [],
        "picked": request.GET.getlist("items"),
        "fault": fault,
        "acquaintances": whom_to_tell(talk.introduction) if talk.stage == Stage.HIRED else [],
        "tell": TellForm(),
        "in_time": punctuality([talk.card.company.id], today=timezone.localdate()).get(talk.card.company.id),
        **_talked(talk),
        **(typed or {}),
    }
    return render(request, "portal/asks/detail.html", page, status=status)


def _talked(talk: Talk) -> dict[str, Any]:
    """What was said and offered, from the hand-over on; where to go on after an end."""
    if talk.introduction.disclosed_at is None:
        return {}
    pk = talk.introduction.pk
    return {
        "words": talks.messages_of(pk),
        "offers": interviews.offers_of(pk),
        "message_form": MessageForm(),
        "none_fits_form": NoneFitsForm(),
        "may_write": talk.stage in TALKING,
        "wants_card": seekers.is_wanted(talk.introduction.person_id),
        **_next(talk),
    }


def _next(talk: Talk) -> dict[str, Any]:
    """The baton may go on: each opening wants a yes of its own (PRODUCT E6)."""
    if talk.stage not in GO_ON:
        return {}
    return {
        "may_go_on": True,
        "next_openings": where_next(talk.introduction, at=timezone.now()),
        "has_letter": kept_letters().filter(state=KeptState.ACCEPTED).exists(),
    }


def talk_or_404(request: PortalRequest, public_id: UUID) -> Talk:
    if (talk := talk_of(request.person_id, public_id)) is None:
        raise Http404
    return talk


@require_safe
@in_a_network
def package(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The exact package, before the yes."""
    talk = talk_or_404(request, public_id)
    if not talk.is_waiting:
        return redirect("portal:ask", public_id)
    form = ItemsForm(request.GET)
    try:
        return _package(request, talk.card, form, talk=talk)
    except Refused as refusal:
        return detail_page(request, talk, fault=str(refusal))


def _package(
    request: PortalRequest, card: OpeningCard, form: ItemsForm, *, talk: Talk | None, fault: str = ""
) -> HttpResponse:
    if not form.is_valid():
        raise Refused(str(form.errors["items"][0]))
    seen = preview(request.person_id, card, form.cleaned_data["items"])
    text = texts.shown(Purpose.SHARE, language())
    page = {
        "digits": second_look.digits_for(request.person_id, card.public_id, seen.hash, text),
        "fault": fault,
        "it": card,
        "seen": seen,
        "said": seen.content["items"].items(),
        "talk": talk,
        "text": text,
        "law": texts.lines(text),
        "cooling": cooling_words(settings.COOLING_OFF_SECONDS),
        "leaves": leaves_at(Origin.ASK, timezone.now()) if talk and settings.ASK_RELEASE_HOUR != AT_ONCE else None,
    }
    return render(request, "portal/asks/package.html", page, status=UNPROCESSABLE if fault else OK)


def _look_again(request: PortalRequest, card: OpeningCard, form: YesForm, *, talk: Talk | None) -> HttpResponse | None:
    """The page once more when the second look is missing, or the wording is no longer what was shown."""
    given, text = form.cleaned_data, texts.shown(Purpose.SHARE, language())
    wanted = second_look.digits_for(request.person_id, card.public_id, given["package_hash"], text)
    try:
        second_look.ensure_same_words(text, given["text_hash"])
        second_look.ensure_typed(given["look"], wanted)
    except Refused as refusal:
        return _package(request, card, form, talk=talk, fault=str(refusal))
    return None


def _said(form: YesForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("items", "package_hash")}


def cooling_words(seconds: int) -> str:
    """10 minutes, 20 seconds."""
    if seconds < 60:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = seconds // 60
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


@require_POST
@in_a_network
def yes(request: PortalRequest, public_id: UUID) -> HttpResponse:
    talk, form = talk_or_404(request, public_id), YesForm(request.POST)
    if not form.is_valid():
        return redirect("portal:ask", public_id)
    try:
        if again := _look_again(request, talk.card, form, talk=talk):
            return again
        actions.answer_yes(talk.introduction, by=request.actor, how=_how_typed(request), **_said(form))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:ask", public_id)


def _how(request: PortalRequest) -> How:
    route = request.resolver_match.view_name if request.resolver_match else ""
    return How(channel=route, device=device_of(request), language=language())


def _how_typed(request: PortalRequest) -> How:
    return replace(_how(request), verified=second_look.TYPED)


@require_POST
@in_a_network
def no(request: PortalRequest, public_id: UUID) -> HttpResponse:
    said = _("All right, not this time. The company does not learn that it asked you.")
    return _act(request, public_id, actions.answer_no, said, to="portal:asks")


@require_POST
@in_a_network
def put_off(request: PortalRequest, public_id: UUID) -> HttpResponse:
    said = _("You can answer later, until the day written there. Without an answer nothing happens.")
    return _act(request, public_id, actions.answer_later, said, to="portal:asks")


@require_POST
@in_a_network
def undo(request: PortalRequest, public_id: UUID) -> HttpResponse:
    said = _("Your yes was taken back. Nothing was handed over.")
    return _act(request, public_id, actions.undo_yes, said)


@require_POST
def withdraw(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Stepping back works in every mode."""
    said = _("You have withdrawn. The company can no longer read anything and is asked to erase its copy.")
    return _act(request, public_id, actions.withdraw_introduction, said)


def _act(
    request: PortalRequest, public_id: UUID, act: Callable[..., Introduction], said: str, *, to: str = ""
) -> HttpResponseRedirect:
    talk = talk_or_404(request, public_id)
    try:
        act(talk.introduction, by=request.actor)
        messages.success(request, said)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(to) if to else redirect("portal:ask", public_id)


@require_POST
@in_a_network
def tell(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Tell one company that once said no."""
    talk, form = talk_or_404(request, public_id), TellForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please keep it within 400 characters."))
        return redirect("portal:ask", public_id)
    candidate = get_object_or_404(
        Candidate.objects.filter(person_id=request.person_id), public_id=form.cleaned_data["candidate"]
    )
    try:
        actions.tell_hire(talk.introduction, candidate, words=form.cleaned_data["words"], by=request.actor)
        messages.success(request, _("Your news is with the company. Only what you wrote was told."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:ask", public_id)


# Sending oneself


@require_safe
@in_a_network
def send(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Choose what to send to an opening one found."""
    card = _listed(public_id)
    if running := running_for(request.person_id, card.id):
        return redirect("portal:ask", running.public_id)
    try:
        ensure_not_shielded(request.person_id, card)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("portal:opening", public_id)
    return _send(request, card)


def _listed(public_id: UUID) -> OpeningCard:
    card = opening(public_id)
    if card is None or not card.is_listed:
        raise Http404
    return card


def _send(request: PortalRequest, card: OpeningCard, *, fault: str = "") -> HttpResponse:
    passport = current(request.person_id)
    if passport is None:
        messages.info(request, _("First look through your profile: it is what you would hand over."))
        return redirect("portal:passport")
    page = {"it": card, "choices": choices_for(passport), "picked": request.GET.getlist("items"), "fault": fault}
    return render(request, "portal/asks/send.html", page)


@require_safe
@in_a_network
def send_package(request: PortalRequest, public_id: UUID) -> HttpResponse:
    card = _listed(public_id)
    try:
        return _package(request, card, ItemsForm(request.GET), talk=None)
    except Refused as refusal:
        return _send(request, card, fault=str(refusal))


@require_POST
@in_a_network
def send_yes(request: PortalRequest, public_id: UUID) -> HttpResponse:
    form = YesForm(request.POST)
    if not form.is_valid():
        return redirect("portal:send_self", public_id)
    card = _listed(public_id)
    try:
        if again := _look_again(request, card, form, talk=None):
            return again
        sent = actions.send_self(
            public_id, person_id=request.person_id, by=request.actor, how=_how_typed(request), **_said(form)
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:send_self", public_id)
    return redirect("portal:ask", sent.public_id)
