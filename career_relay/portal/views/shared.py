"""The public page of a shared link, for anybody who has it. Who reads is noted; whoever is not noted reads nothing.

A machine that looks at links (a preview, a prefetch, a crawler, HEAD) gets a cover without a word of the person, so that
chat programs keep no copy. Unknown, stopped and ended links are the same bytes.
"""

import re
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.queries import network_operator
from career_relay.consents import share_links
from career_relay.consents.share_links import Shown, TooMany
from career_relay.portal.entrance import device_of
from career_relay.portal.forms.shares import AnswerForm
from career_relay.portal.middleware import SESSION_KEY

SEEN = "seen"  # cookie of one link's page: it was read within the hour. It names nobody
AN_HOUR = 3600
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|externalhit|scan|fetch|monitor|proxy|curl|wget|python|java/|okhttp|go-http"
    r"|whatsapp|skype|slack|discord|telegram|ms-?office|safelinks|barracuda|proofpoint|mimecast",
    re.IGNORECASE,
)
LOOKS_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
NOBODYS: dict[str, Any] = {"csrf_token": "", "messages": ()}  # what would set a cookie is left out
LANGUAGES = dict(settings.LANGUAGES)


@csrf_exempt  # the secret is in the address: whoever can post can read, and can do nothing but write to the person
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What the link shows; an answer, when one is sent in."""
    wanted = request.GET.get("lang", "")
    with translation.override(wanted if wanted in LANGUAGES else translation.get_language()):
        return _closed(_answer_to(request, token))


def _answer_to(request: HttpRequest, token: str) -> HttpResponse:
    shown = share_links.open_share(token)
    if shown is None:
        return _ended(request)
    if request.method == "POST":
        return _take_answer(request, token, shown) if "words" in request.POST else _content(request, token, shown)
    return _cover(request, token) if is_machine(request) else _content(request, token, shown)


def is_machine(request: HttpRequest) -> bool:
    """Whether nobody is reading: HEAD, a page fetched ahead, or a program that says what it is."""
    if request.method == "HEAD" or any("pre" in request.headers.get(name, "").lower() for name in LOOKS_AHEAD):
        return True
    agent = request.headers.get("User-Agent", "")
    return not agent or MACHINES.search(agent) is not None


def _closed(response: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy, finds it by searching, or tells the next page where the reader came from."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/shares/ended.html", NOBODYS, status=404)


def _cover(request: HttpRequest, token: str, *, status: int = 200, fault: str = "") -> HttpResponse:
    page = {"token": token, "fault": fault, **NOBODYS}
    return render(request, "portal/shares/cover.html", page, status=status)


def _content(
    request: HttpRequest, token: str, shown: Shown, form: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The frozen content. The reader is noted first: once a browser and hour."""
    is_own = request.session.get(SESSION_KEY) == shown.person_id
    is_new = not _has_seen(request, shown)
    if is_new:
        try:
            share_links.note_view(shown, device=device_of(request), is_own=is_own)
        except TooMany as refusal:
            return _cover(request, token, status=429, fault=str(refusal))
    language = (translation.get_language() or "ja")[:2]
    page = {
        "token": token,
        "content": shown.content,
        "as_of": date.fromisoformat(shown.content["as_of"]),
        "until": shown.until,
        "is_own": is_own,
        "is_answered": "answered" in request.GET and form is None,
        "form": form or AnswerForm(),
        "operator": network_operator(),
        "other": next(code for code in LANGUAGES if code != language),
        **NOBODYS,
    }
    response = render(request, "portal/shares/shared.html", page, status=status)
    if is_new:
        _mark_seen(response, token, shown)
    return response


def _has_seen(request: HttpRequest, shown: Shown) -> bool:
    try:
        known = signing.loads(request.COOKIES.get(SEEN, ""), salt=share_links.PURPOSE, max_age=AN_HOUR)
    except signing.BadSignature:
        return False
    return bool(known == shown.share_id)


def _mark_seen(response: HttpResponse, token: str, shown: Shown) -> None:
    response.set_cookie(
        SEEN,
        signing.dumps(shown.share_id, salt=share_links.PURPOSE),
        max_age=AN_HOUR,
        path=f"/s/{token}",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _take_answer(request: HttpRequest, token: str, shown: Shown) -> HttpResponse:
    """Keep it and say so. What was typed stays on the page when it cannot be taken."""
    form, status = AnswerForm(request.POST), 422
    if form.is_valid():
        try:
            if share_links.answer_share(token, **form.cleaned_data) is None:
                return _ended(request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, TooMany) else 422
        else:
            response = redirect("portal:shared", token)
            response["Location"] += "?answered=1"
            return response
    return _content(request, token, shown, form, status=status)


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """What this is, and how a company comes to take part."""
    return render(request, "portal/shares/join.html", {"operator": network_operator()})
