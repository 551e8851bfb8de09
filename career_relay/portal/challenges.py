"""What a browser was asked to sign with a passkey: kept in its own session, for one act, five minutes, and one answer."""

import json
import time
from typing import Any

from django.http import HttpRequest

from career_relay.accounts.passkeys import State
from career_relay.accounts.rules import CHALLENGE_LIFE

PLACE = "passkey"
ENTER, ADD = "enter", "add"
LONGEST = 20_000  # characters of an answer; a device's own are far shorter


def remember(request: HttpRequest, act: str, state: State) -> None:
    """Keep a challenge; the one before it is void."""
    request.session[PLACE] = {"act": act, "at": time.time(), "state": state}


def take(request: HttpRequest, act: str) -> State:
    """Give the challenge for this act and forget it. One that no answer fits when there is none, or it is too old."""
    kept: dict[str, Any] = request.session.pop(PLACE, None) or {}
    is_good = kept.get("act") == act and time.time() - kept.get("at", 0) < CHALLENGE_LIFE.total_seconds()
    return dict(kept["state"]) if is_good else {}


def answer_in(request: HttpRequest) -> object:
    """Give what the browser sent back, as it is, or nothing when it is no JSON."""
    text = request.POST.get("answer", "")
    try:
        return json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
