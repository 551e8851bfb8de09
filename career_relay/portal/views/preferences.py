"""The links under a mail. GET only looks, whoever follows it; POST stops, without a sign-in, a cookie or a second page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from career_relay.base.tenancy import company as acting_for
from career_relay.notices import list_links, preferences
from career_relay.notices.models import Message
from career_relay.notices.states import Way

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
    page = {"token": token, "is_done": is_meant, "field": field, "value": value, **NOBODYS}
    response = render(request, "portal/preferences/stop.html", page, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _stop(token: str) -> None:
    listed = list_links.read_token(token)
    if listed is None:
        return
    with acting_for(listed.company_id):
        message = Message.objects.select_related("candidate").filter(pk=listed.message_id).first()
        if message is not None:
            preferences.unsubscribe(message, how=Way.ONE_CLICK, screen="portal:stop")
