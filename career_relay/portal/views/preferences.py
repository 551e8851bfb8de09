"""The links under a mail. GET only looks, whoever follows it; POST stops or makes less, without a sign-in or a cookie.

To hear of more, a person proves the address: that page is under /me/ (`hear`).
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices import footer, list_links, preferences
from career_relay.notices.models import Message
from career_relay.notices.states import Way
from career_relay.portal.entrance import masked
from career_relay.portal.forms.preferences import WishesForm

NOBODYS: dict[str, Any] = {"csrf_token": "", "messages": ()}  # what would set a cookie is left out


@csrf_exempt  # a mail program posts it: the token says for which mail, and nothing can be done with it but to stop
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One tap. Known, made up, repeated: the same answer, for a reader and for a mail program (RFC 8058)."""
    field, value = list_links.ONE_CLICK
    is_meant = request.method == "POST" and request.POST.get(field) == value
    if is_meant:
        _stop(token)
    status = 422 if request.method == "POST" and not is_meant else 200
    page = {"token": token, "is_done": is_meant, "field": field, "value": value}
    return _shown(request, "portal/preferences/stop.html", page, status=status)


def _stop(token: str) -> None:
    listed = list_links.read_token(token)
    if listed is None:
        return
    with acting_for(listed.company_id):
        message = _message(listed)
        if message is not None:
            preferences.unsubscribe(message, how=Way.ONE_CLICK, screen="portal:stop")


def _message(listed: list_links.Listed) -> Message | None:
    rows = Message.objects.select_related("candidate", "company")
    found = rows.filter(pk=listed.message_id).first()
    return found if found and footer.has_footer(found) else None


def _shown(request: HttpRequest, template: str, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, template, {**page, **NOBODYS}, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


# --- the page of choices behind a mail ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose choices a mail leads to."""

    company: Company
    message: Message
    standing: preferences.Standing


@csrf_exempt  # as above; it can only make less
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """What one company may send: less of it, less often, or later. Whoever has the mail may do that."""
    listed = list_links.read_token(token)
    if listed is None:
        return _ended(request)
    with acting_for(listed.company_id):
        message = _message(listed)
        if message is None:
            return _ended(request)
        place = _Place(message.company, message, preferences.standing_of(message.candidate))
        if request.method == "POST":
            return _reduce(request, place, token)
        return _choices(request, place, token, WishesForm(wishes=place.standing.wishes, may_grow=False))


def _ended(request: HttpRequest) -> HttpResponse:
    return _shown(request, "portal/preferences/ended.html", {}, status=404)


def _reduce(request: HttpRequest, place: _Place, token: str) -> HttpResponse:
    """Keep it and say so. What was chosen stays on the page when it is more than this page may do."""
    candidate = place.message.candidate
    if "nothing" in request.POST:
        preferences.unsubscribe(candidate, how=Way.CENTRE, screen="portal:choices")
        return _saved(token)
    form = WishesForm(request.POST, wishes=place.standing.wishes, may_grow=False)
    if form.is_valid():
        try:
            preferences.reduce(candidate, form.wishes(), screen="portal:choices")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(token)
    return _choices(request, place, token, form, status=422)


def _saved(token: str) -> HttpResponse:
    response = redirect("portal:choices", token)
    response["Location"] += "?saved=1"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _choices(request: HttpRequest, place: _Place, token: str, form: WishesForm, *, status: int = 200) -> HttpResponse:
    page = {
        "company": place.company,
        "standing": place.standing,
        "form": form,
        "token": token,
        "hint": masked(place.message.candidate.email),
        "is_saved": "saved" in request.GET and not form.is_bound,
    }
    return _shown(request, "portal/preferences/choices.html", page, status=status)
