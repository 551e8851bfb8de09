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
from career_relay.notices import relay_log
from career_relay.notices.events import Event
from career_relay.notices.mime import message_id
from career_relay.notices.models import Message
from career_relay.notices.smtp import TIMEOUT
from career_relay.notices.states import MessageState

S = MessageState
ORPHAN_SECONDS = 60  # claimed for so long: its worker died before sending
SILENT_SECONDS = 120.0  # sending for so long at least: its worker died on the wire

# Notices first: a campaign of ten thousand never delays a result. Only a campaign that runs is taken from.
# `done` counts as running: what evidence puts back into the queue of a sending that was over still has to leave.
CLAIM = """
WITH first AS (
    SELECT id FROM notices_message
     WHERE company_id = %(company)s AND channel IN ('mail', 'agency') AND state IN ('held', 'queued')
       AND campaign_id IS NULL AND coalesce(send_after, created_at) <= statement_timestamp()
       AND (cardinality(%(resting)s::text[]) = 0 OR NOT EXISTS (
            SELECT FROM candidates_candidate c
             WHERE c.id = notices_message.candidate_id AND split_part(lower(c.email), '@', 2) = ANY (%(resting)s)))
     ORDER BY send_after, id LIMIT %(most)s FOR UPDATE SKIP LOCKED
), many AS (
    SELECT id FROM notices_message
     WHERE company_id = %(company)s AND channel IN ('mail', 'agency') AND state IN ('held', 'queued')
       AND campaign_id IN (SELECT id FROM notices_campaign
                            WHERE company_id = %(company)s AND state IN ('running', 'done'))
       AND coalesce(send_after, created_at) <= statement_timestamp()
       AND (cardinality(%(resting)s::text[]) = 0 OR NOT EXISTS (
            SELECT FROM candidates_candidate c
             WHERE c.id = notices_message.candidate_id AND split_part(lower(c.email), '@', 2) = ANY (%(resting)s)))
     ORDER BY send_after, id LIMIT %(most)s - (SELECT count(*) FROM first) FOR UPDATE SKIP LOCKED
)
UPDATE notices_message m
   SET state = 'claimed', claimed_by = %(worker)s, claimed_at = clock_timestamp(), epoch = pg_postmaster_start_time()
 WHERE m.id IN (SELECT id FROM first UNION ALL SELECT id FROM many) AND m.state IN ('held', 'queued')
RETURNING m.id"""

GIVE_BACK = """
UPDATE notices_message
   SET state = 'queued', claimed_by = '', error = %(error)s, send_after = coalesce(%(send_after)s, send_after)
 WHERE claimed_by = %(worker)s AND state = 'claimed'
RETURNING id"""

# A claim of this life of the server is simply free again; after a restart nobody knows what was lost with it.
FREE = """
UPDATE notices_message SET state = 'queued', claimed_by = ''
 WHERE company_id = %(company)s AND state = 'claimed' AND epoch = pg_postmaster_start_time()
   AND claimed_at < clock_timestamp() - make_interval(secs => %(orphan)s)
RETURNING id"""
# What is left of a cancelled sending: given back by a worker, or found not to have arrived.
CANCEL = """
UPDATE notices_message SET state = 'cancelled'
 WHERE company_id = %(company)s AND state IN ('held', 'queued')
   AND campaign_id IN (SELECT id FROM notices_campaign WHERE company_id = %(company)s AND state = 'cancelled')
RETURNING id"""
LOSE = """
UPDATE notices_message SET state = 'unknown'
 WHERE company_id = %(company)s
   AND ((state = 'claimed' AND epoch IS DISTINCT FROM pg_postmaster_start_time()
         AND claimed_at < clock_timestamp() - make_interval(secs => %(orphan)s))
     OR (state = 'sending' AND claimed_at < clock_timestamp() - make_interval(secs => %(silent)s)))
RETURNING id"""

RESTING = """
SELECT domain FROM notices_pace WHERE company_id = %(company)s AND free_at - interval '6 seconds' > clock_timestamp()"""
FORGET = "DELETE FROM notices_pace WHERE company_id = %(company)s AND free_at < now() - interval '1 day' RETURNING id"
VERSIONS = """
SELECT m.id, c.xmin::text FROM notices_message m JOIN candidates_candidate c ON c.id = m.candidate_id
 WHERE m.id = ANY (%(ids)s)"""
BEGIN = """
SELECT state FROM begin_mail(%(id)s, %(worker)s, %(today)s, %(seen)s, %(address)s, %(addressable)s,
                                  %(address_hash)s, %(message_id)s, %(subject)s, %(body)s, %(gap)s, %(wait)s)"""
FINISH = """
SELECT finish_mail(%(id)s, %(worker)s, %(state)s, %(error)s, %(send_after)s, %(event)s, %(counts)s, %(domain)s,
                   %(slower)s)"""


def moved(sql: str, **values: Any) -> list[Any]:
    """Run one move and give the first column of the rows that moved."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def claim(company_id: int, worker: str, *, most: int) -> list[int]:
    """Take up to `most` due mails, results before campaigns. Nobody else can take them meanwhile.

    What goes to a domain that rests stays where it is, so that a worker does not turn it over and over.
    """
    resting = moved(RESTING, company=company_id)
    return moved(CLAIM, company=company_id, worker=worker, most=most, resting=resting)


def versions(ids: Sequence[int]) -> dict[int, str]:
    """Give the version of the record behind each mail: words made afterwards speak of this version or a later one."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, {"ids": list(ids)})
        return dict(cursor.fetchall())


def begin(pk: int, worker: str, **seen: Any) -> str:
    """Look again and write down that a mail is being sent. Gives what became of it (`sql/begin_mail.sql`), '' if not ours."""
    return (moved(BEGIN, id=pk, worker=worker, **seen) or [""])[0] or ""


def finish(pk: int, worker: str, **said: Any) -> bool:
    """Write the mail server's answer down. Gives whether the mail was still this worker's."""
    return bool(moved(FINISH, id=pk, worker=worker, **said)[0])


def free_orphans(company_id: int) -> list[int]:
    """Look after the mails of dead workers: free what was not begun, mark as uncertain what was. Gives the latter."""
    silent = max(SILENT_SECONDS, settings.SMTP.patience + TIMEOUT + 30)  # a live worker is still waiting before
    limits = {"company": company_id, "orphan": ORPHAN_SECONDS, "silent": silent}
    moved(FREE, **limits)
    moved(CANCEL, company=company_id)
    moved(FORGET, company=company_id)
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
    """Whether the sink holds the mail."""
    return bool(found_of([message], folder))


def found_of(messages: Sequence[Message], folder: Path) -> set[int]:
    """Give those that the sink holds. Reads the mails of that time too: a crash may have kept the index from being written."""
    wanted = {(one.message_id or message_id(one.public_id)): one for one in messages}
    found = {name for name in wanted if mailsink.is_known(folder, name)}
    if missing := set(wanted) - found:
        since = min(wanted[name].claimed_at or timezone.now() for name in missing) - timedelta(minutes=1)
        found |= missing & mailsink.ids_since(folder, since)
    return {wanted[name].pk for name in found}


@transaction.atomic
def resolve_unknown(message: Message, *, by: Actor = SYSTEM) -> str:
    """Settle an uncertain mail by evidence, where the mail server can be asked. Gives the state it has then."""
    resolve_all([message], by=by)
    return str(Message.objects.get(pk=message.pk).state)


def resolve_all(messages: Sequence[Message], *, by: Actor = SYSTEM) -> None:
    """Settle uncertain mails by evidence, where the mail server can be asked.

    Found: it arrived. Not found by a server that keeps everything: it never arrived, and is queued again, but not before
    a slow server has had its time: it may still be busy taking it.
    """
    open_ones = [one for one in messages if one.state == S.UNKNOWN]
    if not open_ones or not can_ask():
        return
    long_ago = timezone.now() - timedelta(seconds=settings.OUTBOX.doubt)
    there, not_there = _evidence(open_ones)
    for one in open_ones:
        if one.pk in there:
            settle(one, arrived=True, by=by)
        elif one.pk in not_there and (one.claimed_at is None or one.claimed_at < long_ago):
            settle(one, arrived=False, by=by)


def can_ask() -> bool:
    """Whether there is somebody to be asked what arrived: the sink, or the log of the mail server."""
    return sink_folder() is not None or bool(settings.OUTBOX.relay_log)


def _evidence(messages: Sequence[Message]) -> tuple[set[int], set[int]]:
    """Give those that arrived, and those that would be known of if they had."""
    if folder := sink_folder():
        there = found_of(messages, folder)
        return there, {one.pk for one in messages} - there
    known = relay_log.taken(Path(settings.OUTBOX.relay_log))
    there = {one.pk for one in messages if (one.message_id or message_id(one.public_id)) in known}
    return there, {one.pk for one in messages if one.pk not in there and relay_log.covers(one, known)}


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
