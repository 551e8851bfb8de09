"""Settings → LINE: the company's official account; and on a candidate's page, the link to LINE."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.line import LineForm
from career_relay.desk.stepup import ask_again_link, asks_again, is_sure
from career_relay.notices.line import account, client, linking, queries
from career_relay.notices.models import LineLink
from career_relay.notices.states import LineEnd, LineState


@require_safe
@needs(Permission.SEE_CANDIDATES)
def settings(request: DeskRequest) -> HttpResponse:
    """How the account stands, what to do in LINE's console, and how many people are linked."""
    found = account.account_of()
    return _page(request, LineForm(initial={"channel_id": found.channel_id if found else ""}))


def _page(request: DeskRequest, form: LineForm, *, status: int = 200) -> HttpResponse:
    found = account.account_of()
    context: dict[str, Any] = {
        "tab": "line",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "is_sure": is_sure(request),
        "unlock": ask_again_link(reverse("desk:settings_line")),
        "form": form,
        "account": found,
        "problem": queries.problem_words(found.problem) if found else "",
        "is_demo": bool(found and found.state == LineState.DEMO),
        "quota": queries.quota_of(found) if found else None,
        "linked": queries.count_linked(),
        "webhook": account.webhook_url(request.company),
    }
    return render(request, "desk/settings/line.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_line")
def connect(request: DeskRequest) -> HttpResponse:
    """Keep what was pasted, and ask LINE at once whether it works."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        account.connect_account(**form.values(), by=request.actor)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=422)
    return _check(request)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def check(request: DeskRequest) -> HttpResponse:
    """Ask LINE whose token it is, what is left of the month, and where it sends events."""
    return _check(request)


def _check(request: DeskRequest) -> HttpResponse:
    found = account.account_of()
    if found is None or found.state == LineState.DEMO:
        return redirect("desk:settings_line")
    said = client.standing(found.token)
    account.note_standing(found, said, by=request.actor)
    if said.problem:
        messages.error(request, queries.problem_words(said.problem))
    elif not (said.webhook_is_on and said.webhook == account.webhook_url(request.company)):
        messages.warning(
            request,
            _("LINE accepts the token. Its events do not come here yet: set the webhook address in the console."),
        )
    else:
        messages.success(request, _("The account works, and its events come here."))
    return redirect("desk:settings_line")


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:settings_line")
def close(request: DeskRequest) -> HttpResponse:
    """Take the account off."""
    account.close_account(by=request.actor)
    messages.success(request, _("The LINE account was taken off. Its secrets and all links are erased."))
    return redirect("desk:settings_line")


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def unlink(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """End the link of one candidate, for whoever asked for it by phone."""
    candidate = get_object_or_404(Candidate.objects.defer("search"), public_id=public_id)
    link = LineLink.objects.filter(candidate=candidate, ended_at=None).first()
    if link and linking.end_link(link, LineEnd.COMPANY, by=request.actor):
        messages.success(request, _("LINE is unlinked. Nothing more goes there."))
    return redirect("desk:candidate", public_id)
