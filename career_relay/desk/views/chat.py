"""Settings → chat: rooms in Slack, Teams or Chatwork that hear that something is there, and never who."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.chat import RoomForm
from career_relay.desk.stepup import ask_again_link, asks_again, is_sure
from career_relay.notices import chat
from career_relay.notices.models import ChatHook


@require_safe
@needs(Permission.SEE_CANDIDATES)
def settings(request: DeskRequest) -> HttpResponse:
    """Which rooms hear of news, and whether the last notice arrived."""
    return _page(request, RoomForm())


def _page(request: DeskRequest, form: RoomForm, *, status: int = 200) -> HttpResponse:
    context = {
        "tab": "chat",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "is_sure": is_sure(request),
        "unlock": ask_again_link(reverse("desk:settings_chat")),
        "form": form,
        "rooms": [(one, chat.PROBLEMS.get(one.problem, "")) for one in chat.rooms()],
        "notices": [words for what, words in chat.NOTICES.items() if what != "test"],
    }
    return render(request, "desk/settings/chat.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_chat")
def add(request: DeskRequest) -> HttpResponse:
    """Keep a room. The address is asked for anew after a refusal: it is never shown."""
    form = RoomForm(request.POST)
    if form.is_valid():
        try:
            chat.add_room(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The room was added. Send a test to see whether it works."))
            return redirect("desk:settings_chat")
    return _page(request, form, status=422)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def test(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Send the test notice now."""
    if problem := chat.try_room(_room(public_id)):
        messages.warning(request, str(chat.PROBLEMS[problem]))
    else:
        messages.success(request, _("The test has arrived in the room."))
    return redirect("desk:settings_chat")


@require_POST
@needs(Permission.MANAGE_COMPANY)
def drop(request: DeskRequest, public_id: UUID) -> HttpResponse:
    chat.drop_room(_room(public_id), by=request.actor)
    messages.success(request, _("The room was taken off, and its address erased."))
    return redirect("desk:settings_chat")


def _room(public_id: UUID) -> ChatHook:
    found: ChatHook = get_object_or_404(ChatHook.objects, public_id=public_id)
    return found
