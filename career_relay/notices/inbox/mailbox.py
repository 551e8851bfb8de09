"""Look into the mailbox answers come to, over IMAP. Each mail is taken in first and put away then, never the other way.

Whatever stops between the two, the mail is still there and comes again; the second time has no effect (`incoming`).
"""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from career_relay.notices import incoming
from career_relay.notices.inbox import state
from career_relay.notices.inbox.reading import MOST_BYTES
from career_relay.settings.inbound import Imap

logger = logging.getLogger(__name__)
DONE, OTHER = "Done", "Other"
OURS: Final = "CareerRelay"  # the folder that holds the two
SEEN: Final = b"CareerRelaySeen"  # marks a mail that could not be moved
MOST: Final = 200  # mails a look; the next one goes on
PATIENCE: Final = SocketTimeout(connect=10, read=30)


class Trouble(Exception):  # noqa: N818 — an answer, not a failure
    """The mailbox cannot be used now. `problem` is a key of state.PROBLEMS."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(slots=True)
class Look:
    """What one look into the mailbox brought."""

    taken: int = 0
    unrelated: int = 0
    left: int = 0  # to be brought again


def look(*, most: int = MOST) -> Look | None:
    """Look into the mailbox if it is time, and note how it went. Gives nothing when it was not time or did not work."""
    imap = settings.INBOUND.imap
    if imap is None or not state.is_due():
        return None
    try:
        found = fetch(imap, most=most)
    except Trouble as trouble:
        times = state.failed(trouble.problem)
        logger.warning("the mailbox of answers cannot be read: %s, %d times in a row", trouble.problem, times)
        return None
    state.worked(taken=found.taken, unrelated=found.unrelated)
    return found


def fetch(imap: Imap, *, most: int = MOST) -> Look:
    """Take in what is in the mailbox, the oldest first. raises Trouble."""
    found = Look()
    with _opened(imap) as client:
        places = _places(client)
        for uid in sorted(client.search(["UNDELETED", "UNKEYWORD", SEEN]))[:most]:
            _take(client, uid, places, found)
    return found


def _take(client: IMAPClient, uid: int, places: dict[str, str], found: Look) -> None:
    raw = _bytes_of(client, uid)
    if raw is None:  # somebody else was quicker
        return
    try:
        taken = incoming.take_in(raw, via=state.NAME)
    except incoming.NotYet:
        found.left += 1
        return
    except DatabaseError:
        raise
    except Exception as fault:  # noqa: BLE001 — one mail nobody can read must not hold up the others
        logger.error("a mail that came in could not be taken in: %s", type(fault).__name__)  # noqa: TRY400 — it may quote the mail
        taken = incoming.Taken("")
    found.taken += taken.is_new
    found.unrelated += not taken.is_related
    _put_away(client, uid, places.get(DONE if taken.is_related else OTHER, ""))


def _bytes_of(client: IMAPClient, uid: int) -> bytes | None:
    """The mail, or the beginning of one that is too long. It stays unread for people."""
    wanted = f"BODY.PEEK[]<0.{MOST_BYTES + 1}>"
    told = client.fetch([uid], [wanted]).get(uid, {})
    return next((said for name, said in told.items() if name.startswith(b"BODY[]")), None)


def _put_away(client: IMAPClient, uid: int, place: str) -> None:
    """Move it to its folder; where that is not allowed, mark it, so that it is not read again."""
    try:
        if not place:
            client.add_flags([uid], [SEEN], silent=True)
        elif client.has_capability("MOVE"):
            client.move([uid], place)
        else:
            client.copy([uid], place)
            client.delete_messages([uid], silent=True)
            client.uid_expunge([uid]) if client.has_capability("UIDPLUS") else client.expunge()
    except IMAPClientError:
        client.add_flags([uid], [SEEN], silent=True)


def _places(client: IMAPClient) -> dict[str, str]:
    """The two folders, made when they are missing; without those that may not be made."""
    prefix, mark = "", "/"
    if client.has_capability("NAMESPACE") and (personal := client.namespace().personal):
        prefix, mark = personal[0][0], personal[0][1] or "/"
    found = {}
    for name in (DONE, OTHER):
        place = f"{prefix}{OURS}{mark}{name}"
        try:
            if not client.folder_exists(place):
                client.create_folder(place)
        except IMAPClientError:
            continue
        found[name] = place
    return found


@contextmanager
def _opened(imap: Imap) -> Iterator[IMAPClient]:
    """A line to the folder, proven to lead to that server. Whatever breaks on it is one of the few kinds of trouble."""
    client: IMAPClient | None = None
    try:
        client = _signed_in(imap)
        _choose(client, imap.folder)
        yield client
    except ssl.SSLError:
        raise Trouble("tls") from None
    except OSError:
        raise Trouble("away") from None
    except IMAPClientError:
        raise Trouble("broken") from None
    finally:
        if client is not None:
            _hang_up(client)


def _signed_in(imap: Imap) -> IMAPClient:
    trusted = ssl.create_default_context(cafile=imap.ca_file or None)
    client = IMAPClient(imap.host, imap.port, ssl=imap.tls, ssl_context=trusted if imap.tls else None, timeout=PATIENCE)
    try:
        if imap.starttls:
            client.starttls(trusted)
        client.login(imap.user, imap.password)
    except LoginError:
        _hang_up(client)
        raise Trouble("login") from None
    except (OSError, IMAPClientError):
        _hang_up(client)
        raise
    return client


def _choose(client: IMAPClient, folder: str) -> None:
    try:
        client.select_folder(folder)
    except IMAPClientError:
        raise Trouble("folder") from None


def _hang_up(client: IMAPClient) -> None:
    try:
        client.logout()
    except (OSError, IMAPClientError):
        client.shutdown()
