"""A person's session: a number, since when, last seen when, and the round of sign-outs it belongs to.

It ends after two idle hours, after twelve in all, when the person signs out everywhere, and with the page itself.
"""

import time

from django.http import HttpRequest

from career_relay.accounts.addresses import round_of
from career_relay.accounts.rules import FRESH, SESSION_IDLE, SESSION_WHOLE
from career_relay.base.tenancy import person

SESSION_KEY = "person"
SINCE, SEEN, ROUND, PROVEN = "person_since", "person_seen", "person_round", "person_proven"
KEYS = (SESSION_KEY, SINCE, SEEN, ROUND, PROVEN)
WRITE_EVERY = 60  # seconds: a session is not written at each look


def start(request: HttpRequest, person_id: int) -> None:
    """Begin a session of this person, proven just now. The caller has changed its key."""
    now = time.time()
    with person(person_id):
        its_round = round_of(person_id) or 0
    request.session.update({SESSION_KEY: person_id, SINCE: now, SEEN: now, PROVEN: now, ROUND: its_round})


def end(request: HttpRequest) -> None:
    for key in KEYS:
        request.session.pop(key, None)


def person_of(request: HttpRequest) -> int | None:
    """Give whose session this is, or nothing. One that is over is put away on the way."""
    person_id: int | None = request.session.get(SESSION_KEY)
    if person_id is None:
        return None
    with person(person_id):
        its_round = round_of(person_id)
    if its_round is None or its_round != request.session.get(ROUND, 0) or _is_old(request):
        end(request)
        return None
    return person_id


def _is_old(request: HttpRequest) -> bool:
    """Whether it has been idle or open too long; if not, it was seen now."""
    session, now = request.session, time.time()
    since, seen = session.setdefault(SINCE, now), session.setdefault(SEEN, now)
    if now - seen > SESSION_IDLE.total_seconds() or now - since > SESSION_WHOLE.total_seconds():
        return True
    if now - seen > WRITE_EVERY:
        session[SEEN] = now
    return False


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has proven who they are within the last minutes."""
    return bool(time.time() - request.session.get(PROVEN, 0) < FRESH.total_seconds())


def prove_now(request: HttpRequest) -> None:
    request.session[PROVEN] = time.time()


def stay(request: HttpRequest, its_round: int) -> None:
    """Keep this one browser signed in, when all the others were signed out."""
    request.session.cycle_key()
    request.session[ROUND] = its_round
