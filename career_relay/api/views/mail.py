"""What mail providers tell: a mail came back, somebody complained, somebody answered. Each call proves who makes it.

Answers: 200 it was understood (whatever followed), 401/403 it was not proven, 400 it cannot be understood, 404 this
provider is not in use, 413 too large, 503 bring it again. Nothing of a call is written to the log.
"""

import json
import logging
import re
from typing import Any, Final

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from career_relay.api.providers import (
    PROVIDERS,
    Provider,
    checker,
    ensure_fresh,
    ids_of,
    kind_of,
    marks_of,
    status_in,
    words_of,
)
from career_relay.notices import incoming
from career_relay.notices.bounces import Failure
from career_relay.notices.incoming import Arrived, NotYet

logger = logging.getLogger(__name__)
MOST_BYTES: Final = 40 * 2**20  # of one call: the largest mail a provider passes on
MOST_EVENTS: Final = 1000
BROKEN: Final = (AnymailError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
AMAZON: Final = re.compile(r"https://sns\.[a-z0-9-]+\.amazonaws\.com/")


@csrf_exempt  # a machine calls, with a proof of its own
@require_http_methods(["POST", "HEAD"])
def events(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider says what became of our mails."""
    return _answer(request, provider, mails=False)


@csrf_exempt  # as above
@require_http_methods(["POST", "HEAD"])
def mails(request: HttpRequest, provider: str) -> HttpResponse:
    """A provider passes on a mail that came to our domain."""
    return _answer(request, provider, mails=True)


def _answer(request: HttpRequest, name: str, *, mails: bool) -> HttpResponse:
    provider = PROVIDERS.get(name)
    if provider is None or name not in settings.INBOUND.hooks or not _secrets(provider, name, mails=mails):
        raise Http404
    if request.method == "HEAD":  # some look whether anybody is there
        return HttpResponse()
    if not _read(request):
        return HttpResponse(status=413)
    try:
        view = _proven(request, provider, name, mails=mails)
        todo = _mails(request, provider, name) if mails else _events(request, provider, name, view)
    except AnymailWebhookValidationFailure:
        return _who_is_it(request)
    except BROKEN:
        return HttpResponse(status=400)
    return _do(todo)


def _read(request: HttpRequest) -> bool:
    """Read a call that is not a form, which may be longer than what people may post. False: longer than any mail."""
    if (request.content_type or "").startswith("multipart/"):
        return True
    raw = request.read(MOST_BYTES + 1)
    request._body = raw  # what `body` gives from now on, here and in anymail
    return len(raw) <= MOST_BYTES


# --- who calls ----------------------------------------------------------------------------------------------------


def _secrets(provider: Provider, name: str, *, mails: bool) -> list[tuple[tuple[str, Any], ...]]:
    """What anymail needs to know to check a call: one entry for each secret that is valid now."""
    passwords = (("basic_auth", settings.INBOUND.passwords),) if settings.INBOUND.passwords else ()
    if provider.key and (not mails or provider.signs_mails):
        return [((provider.key, one),) for one in settings.INBOUND.keys.get(name, ())]
    return [passwords] if passwords else []


def _proven(request: HttpRequest, provider: Provider, name: str, *, mails: bool) -> AnymailBaseWebhookView:
    """Give the checker that was satisfied. raises AnymailWebhookValidationFailure."""
    signs = bool(provider.key) and (not mails or provider.signs_mails)
    for facts in _secrets(provider, name, mails=mails):
        kind: Any = provider.tracking if signs or not provider.key else _PasswordView
        view = checker(kind, facts)
        try:
            view.run_validators(request)
        except AnymailWebhookValidationFailure:
            continue
        if signs and provider.signed_at:
            ensure_fresh(provider.signed_at(request))
        return view
    raise AnymailWebhookValidationFailure("nobody we know")


class _PasswordView(AnymailBaseWebhookView):  # type: ignore[misc]  # anymail has no types
    """For a provider that signs its events and not its mails."""

    esp_name = "password"


def _who_is_it(request: HttpRequest) -> HttpResponse:
    """Amazon sends its password only after it was asked for one."""
    if request.headers.get("Authorization"):
        return HttpResponse(status=403)
    response = HttpResponse(status=401)
    response["WWW-Authenticate"] = 'Basic realm="mail"'
    return response


# --- what it says -------------------------------------------------------------------------------------------------


def _events(request: HttpRequest, provider: Provider, name: str, view: AnymailBaseWebhookView) -> list[Arrived]:
    if name == "amazon_ses":
        _tell_of_subscription(request)
    found = [one for one in view.parse_events(request)[:MOST_EVENTS] if kind_of(one)]
    return [_arrived(one, provider, name) for one in found]


def _arrived(event: AnymailTrackingEvent, provider: Provider, name: str) -> Arrived:
    kind, words = kind_of(event), words_of(event)
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    address = str(event.recipient or "")[:254]
    failures = [Failure(address, provider.weigh(said), status_in(words), words)] if kind == "bounce" else []
    return Arrived(
        kind=kind,
        via=name,
        key=str(event.event_id or ""),
        to=marks_of(event),
        answers=ids_of(event),
        failures=failures,
        words={"sender": address} if kind == "complaint" else {},
    )


def _tell_of_subscription(request: HttpRequest) -> None:
    """Amazon asks once whether its notices are wanted: the operator opens the address it gives."""
    said = json.loads(request.body)
    if said.get("Type") == "SubscriptionConfirmation" and AMAZON.match(str(said.get("SubscribeURL", ""))):
        logger.warning("Amazon SNS waits for a confirmation; open this address: %s", said["SubscribeURL"])


def _mails(request: HttpRequest, provider: Provider, name: str) -> list[tuple[bytes, list[str], str]]:
    return [(raw, [str(one) for one in to], name) for raw, to in provider.mails(request)]


def _do(todo: list[Any]) -> HttpResponse:
    """Let each part have its effect. What comes too early is asked for again; the rest then finds itself done."""
    early = False
    for one in todo:
        try:
            if isinstance(one, Arrived):
                incoming.take(one)
            else:
                raw, to, name = one
                incoming.take_in(raw, via=name, to=to)
        except NotYet:
            early = True
    return HttpResponse(status=503, headers={"Retry-After": "60"}) if early else HttpResponse()
