"""Read what the demonstration's mail sink took in."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from career_relay.embedded import locations, mailsink
from career_relay.embedded.mailsink import Mail

MOST = 200
BLANK = '<base target="_blank">'  # a link of a framed mail opens beside the frame, whose sandbox forbids it inside


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first; `?to=` keeps those to one address, `?format=json` is for tests and scripts."""
    _only_in_a_demonstration()
    to = request.GET.get("to", "").strip()
    found = list(mailsink.mails(locations.mail_folder(), to=to, most=MOST))
    if request.GET.get("format") == "json":
        return JsonResponse([_as_json(one) for one in found], safe=False)
    return render(request, "console/mailsink.html", {"mails": found, "to": to, "most": MOST})


@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail: the designed part in a frame that may do nothing, and the plain part with its links."""
    _only_in_a_demonstration()
    found = mailsink.find(locations.mail_folder(), key)
    if found is None:
        raise Http404
    if request.GET.get("format") == "json":
        return JsonResponse(_as_json(found))
    page = {
        "inbox": "../",
        "mail": found,
        "html": BLANK + found.body("html") if found.body("html") else "",
        "text": found.body("plain"),
    }
    return render(request, "console/mailsink_mail.html", page)


def _only_in_a_demonstration() -> None:
    if not settings.DEMO:
        raise Http404


def _as_json(one: Mail) -> dict[str, Any]:
    return {
        "key": one.key,
        "message_id": one.message_id,
        "from": one.sender,
        "to": one.recipients,
        "subject": one.subject,
        "date": one.sent_at.isoformat() if one.sent_at else None,
        "headers": {name: str(value) for name, value in one.message.items()},
        "text": one.body("plain"),
        "html": one.body("html"),
        "attachments": one.attachments(),
    }
