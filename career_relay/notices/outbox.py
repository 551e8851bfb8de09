"""The outbox in the database: who takes a mail, who gives it back, what is certain. RELIABILITY §4.2, §6.10–11.

Every move is one statement that names the state it starts from. No row back means: somebody else moved it.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.embedded import mailsink
from career_relay.notices.events import Event
from career_relay.notices.mime import message_id
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState

S = MessageState
ORPHAN_SECONDS = 60  # claimed for so long: its worker died before sending
SILENT_SECONDS = 120  # sending for so long: its worker died on the wire

CLAIM = """
UPDATE notices_message
   SET state = 'claimed', claimed_by = %(worker)s, claimed_at = clock_timestamp(), epoch = pg_postmaster_start_time()
 WHERE state IN ('held', 'queued')
   AND id IN (SELECT id FROM notices_message
               WHERE company_id = %(company)s AND channel IN ('mail', 'agency') AND state IN ('held', 'queued')
                 AND coalesce(send_after, created_at) <= clock_timestamp()
               ORDER BY send_after, id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
RETURNING id"""

# Nobody may decide otherwise between the re-check and its commit.
HOLD_STILL = """
SELECT 1 FROM notices_message m
  JOIN candidates_candidate c ON c.id = m.candidate_id JOIN candidates_application a ON a.id = m.application_id
 WHERE m.id = %(id)s FOR SHARE OF c, a"""
# The re-check and the intent are one statement: what is `sending` was allowed at that moment.
BEGIN = """
UPDATE notices_message m
   SET state = CASE WHEN now_.why = '' THEN 'sending' ELSE 'skipped' END,
       skip_reason = now_.why, claimed_at = clock_timestamp(), message_id = %(message_id)s
  FROM (SELECT o.id, c.email,
               CASE WHEN a.stage = 'withdrawn' AND o.for_stage <> 'withdrawn' THEN 'withdrawn'
                    WHEN a.id IS NOT NULL AND (a.stage <> o.for_stage OR a.decided_at IS DISTINCT FROM o.for_decided_at)
                         THEN 'superseded'
                    -- `sources.is_guarded`: this record, another of the same person, or the same mailbox
                    WHEN o.channel = 'mail' AND (
                         c.protected_until >= %(today)s
                         OR EXISTS (SELECT 1 FROM candidates_candidate p
                                     WHERE p.person_id = c.person_id AND p.company_id = o.company_id
                                       AND p.protected_until >= %(today)s)
                         OR c.email_key <> '' AND EXISTS (SELECT 1 FROM candidates_candidate p
                                     WHERE p.company_id = o.company_id AND p.email_key = c.email_key
                                       AND p.protected_until >= %(today)s)) THEN 'protected'
                    WHEN o.channel = 'agency' AND lower(o.to_agency) = c.email_key THEN 'protected'
                    WHEN o.channel = 'mail' AND a.source = 'unknown' THEN 'source_unknown'
                    WHEN NOT %(addressable)s THEN 'no_address'
                    WHEN EXISTS (SELECT 1 FROM notices_suppression s
                                  WHERE s.company_id = o.company_id AND s.address_hash = %(address_hash)s)
                         THEN 'suppressed'
                    ELSE '' END AS why
          FROM notices_message o
          JOIN candidates_candidate c ON c.id = o.candidate_id
          LEFT JOIN candidates_application a ON a.id = o.application_id
         WHERE o.id = %(id)s) now_
 WHERE m.id = now_.id AND m.state = 'claimed' AND m.claimed_by = %(worker)s
   AND (CASE m.channel WHEN 'agency' THEN m.to_agency ELSE now_.email END) = %(address)s
RETURNING m.state"""

FINISH = """
UPDATE notices_message
   SET state = %(state)s, error = %(error)s, send_after = coalesce(%(send_after)s, send_after),
       attempts = attempts + 1, sent_at = CASE WHEN %(state)s = 'accepted' THEN clock_timestamp() END
 WHERE id = %(id)s AND claimed_by = %(worker)s AND state IN ('sending', 'unknown')
RETURNING id"""

GIVE_BACK = """
UPDATE notices_message
   SET state = 'queued', claimed_by = '', attempts = attempts + 1, error = %(error)s, send_after = %(send_after)s
 WHERE claimed_by = %(worker)s AND state = 'claimed'
RETURNING id"""

# A claim of this life of the server is simply free again; after a restart nobody knows what was lost with it.
FREE = """
UPDATE notices_message SET state = 'queued', claimed_by = ''
 WHERE company_id = %(company)s AND state = 'claimed' AND epoch = pg_postmaster_start_time()
   AND claimed_at < clock_timestamp() - make_interval(secs => %(orphan)s)
RETURNING id"""
LOSE = """
UPDATE notices_message SET state = 'unknown'
 WHERE company_id = %(company)s
   AND ((state = 'claimed' AND epoch IS DISTINCT FROM pg_postmaster_start_time()
         AND claimed_at < clock_timestamp() - make_interval(secs => %(orphan)s))
     OR (state = 'sending' AND claimed_at < clock_timestamp() - make_interval(secs => %(silent)s)))
RETURNING id"""


def moved(sql: str, **values: Any) -> list[Any]:
    """Run one move and give the first column of the rows that moved."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def claim(company_id: int, worker: str, *, most: int) -> list[int]:
    """Take up to `most` due mails. Nobody else can take them meanwhile."""
    return moved(CLAIM, company=company_id, worker=worker, most=most)


def free_orphans(company_id: int) -> list[int]:
    """Look after the mails of dead workers: free what was not begun, mark as uncertain what was. Gives the latter."""
    limits = {"company": company_id, "orphan": ORPHAN_SECONDS, "silent": SILENT_SECONDS}
    moved(FREE, **limits)
    lost = moved(LOSE, **limits)
    for message in Message.objects.filter(pk__in=lost):
        record(Event.UNCERTAIN, message, by=SYSTEM)
    return lost


def sink_folder() -> Path | None:
    """Give the folder of the sink on this machine when mail goes there: it can be asked what arrived."""
    folder = Path(settings.DATA_FOLDER) / "mail"
    port = folder / "port"
    here = settings.SMTP.host in {"127.0.0.1", "localhost"} and port.is_file()
    return folder if here and port.read_text().strip() == str(settings.SMTP.port) else None


def arrived(message: Message, folder: Path) -> bool:
    """Whether the sink holds the mail. Reads the mails of that time too: a crash may have kept the index from being written."""
    wanted = message.message_id or message_id(message.public_id)
    if mailsink.find_by_message_id(folder, wanted):
        return True
    since = (message.claimed_at or timezone.now()) - timedelta(minutes=1)
    first = f"{int(since.timestamp() * 1e9):020d}"
    needle = wanted.encode()
    return any(needle in place.read_bytes() for place in folder.glob("*.eml") if place.name >= first)


@transaction.atomic
def resolve_unknown(message: Message, *, by: Actor = SYSTEM) -> str:
    """Settle an uncertain mail by evidence, where the mail server can be asked. Gives the state it has then.

    Found: it arrived. Not found by a server that keeps everything: it never arrived, and is queued again.
    """
    folder = sink_folder()
    if folder is None or message.state != S.UNKNOWN:
        return str(message.state)
    return settle(message, arrived=arrived(message, folder), by=by)


def settle(message: Message, *, arrived: bool, by: Actor) -> str:
    """Move an uncertain mail to where the evidence says. Does nothing when somebody was quicker."""
    then = S.ACCEPTED if arrived else S.QUEUED
    sent_at = (message.claimed_at or timezone.now()) if arrived else None
    again = Message.objects.filter(pk=message.pk, state=S.UNKNOWN)
    if not again.update(state=then, sent_at=sent_at, send_after=timezone.now(), error=""):
        return str(Message.objects.get(pk=message.pk).state)
    record(Event.ARRIVED if arrived else Event.NOT_ARRIVED, message, by=by)
    return then


def uncertain(ids: Sequence[int] | None = None) -> list[Message]:
    found = Message.objects.filter(state=S.UNKNOWN).order_by("pk")
    return list(found if ids is None else found.filter(pk__in=ids))
