"""One company's messages on their way to LINE. The states of the outbox, intent first (RELIABILITY §4.2), and one thing more:

LINE takes a message with the same retry key once, for a day. So what nobody knows is simply said again: the answer is
“already accepted” or the message arrives now. Only after that day it is uncertain for good.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.notices.events import Event
from career_relay.notices.line import client
from career_relay.notices.line.client import Problem, Said
from career_relay.notices.line.words import text_of
from career_relay.notices.models import LineAccount, LineLink, LinePush, Message
from career_relay.notices.outbox import moved
from career_relay.notices.smtp import Verdict
from career_relay.notices.states import LegalClass, LineState, MessageState
from career_relay.notices.suppression import address_hash

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

S = MessageState
BATCH = 50
MOST_TRIES = 20
KEY_LASTS = timedelta(hours=23)  # LINE remembers a retry key for 24 from the first try
QUOTA_WAIT = timedelta(hours=6)
EVENT_AFTER: dict[str, Event] = {S.ACCEPTED: Event.SENT, S.FAILED: Event.FAILED, S.UNKNOWN: Event.UNCERTAIN}
STOPS = {
    Problem.TOKEN,
    Problem.FORBIDDEN,
    Problem.QUOTA,
    Problem.BUSY,
    Problem.AWAY,
}  # what the next one would meet too

CLAIM = """
UPDATE notices_message
   SET state = 'claimed', claimed_by = %(worker)s, claimed_at = clock_timestamp(), epoch = pg_postmaster_start_time()
 WHERE state IN ('held', 'queued')
   AND id IN (SELECT m.id FROM notices_message m LEFT JOIN notices_campaign k ON k.id = m.campaign_id
               WHERE m.company_id = %(company)s AND m.channel = 'line' AND m.state IN ('held', 'queued')
                 AND coalesce(m.send_after, m.created_at) <= clock_timestamp()
                 AND (k.id IS NULL OR k.state = 'running')
               ORDER BY m.send_after, m.id LIMIT %(most)s FOR UPDATE OF m SKIP LOCKED)
RETURNING id"""

# The look at everything and the intent are one statement: what is `sending` was allowed at that moment.
BEGIN = """
UPDATE notices_message m
   SET state = now_.then_, skip_reason = CASE WHEN now_.then_ = 'skipped' THEN now_.why ELSE '' END,
       claimed_at = clock_timestamp(), claimed_by = CASE WHEN now_.then_ = 'queued' THEN '' ELSE m.claimed_by END,
       subject = %(subject)s, body_text = %(text)s
  FROM (SELECT w.id, w.why, CASE WHEN w.campaign = 'cancelled' THEN 'cancelled'
                                 WHEN w.campaign <> 'running' THEN 'queued'
                                 WHEN w.why <> '' THEN 'skipped' ELSE 'sending' END AS then_
          FROM (SELECT o.id, coalesce(k.state, 'running') AS campaign,
                       CASE WHEN n.id IS NULL THEN 'not_linked'
                            WHEN EXISTS (SELECT FROM notices_suppression s WHERE s.company_id = o.company_id
                                          AND (s.address_hash = n.user_hash
                                               OR s.address_hash = %(address_hash)s AND s.scope = 'advertising'))
                                 THEN 'suppressed'
                            -- nobody needs a mail address to be written to on LINE
                            ELSE coalesce(nullif(why_not(o.candidate_id, o.legal_class, coalesce(k.topic, 'jobs'),
                                                         %(today)s), 'no_address'), '') END AS why
                  FROM notices_message o
                  LEFT JOIN notices_campaign k ON k.id = o.campaign_id
                  LEFT JOIN notices_linelink n ON n.company_id = o.company_id AND n.candidate_id = o.candidate_id
                                              AND n.ended_at IS NULL
                 WHERE o.id = %(id)s) w) now_
 WHERE m.id = now_.id AND m.state = 'claimed' AND m.claimed_by = %(worker)s
RETURNING m.state"""

FINISH = """
UPDATE notices_message
   SET state = %(state)s, error = %(error)s, send_after = coalesce(%(send_after)s, send_after),
       attempts = attempts + 1, claimed_by = CASE WHEN %(state)s = 'queued' THEN '' ELSE claimed_by END,
       sent_at = CASE WHEN %(state)s = 'accepted' THEN clock_timestamp() END
 WHERE id = %(id)s AND claimed_by = %(worker)s AND state IN ('claimed', 'sending')
RETURNING id"""

GIVE_BACK = """
UPDATE notices_message SET state = 'queued', claimed_by = '', send_after = %(send_after)s, error = %(error)s
 WHERE claimed_by = %(worker)s AND state = 'claimed' AND channel = 'line'
RETURNING id"""

# A worker died: what it had not begun is free; what it had begun is said again with the same key, while LINE knows it.
FREE = """
UPDATE notices_message m SET state = 'queued', claimed_by = ''
 WHERE m.company_id = %(company)s AND m.channel = 'line' AND m.state IN ('claimed', 'sending')
   AND m.claimed_at < clock_timestamp() - make_interval(secs => 120)
   AND NOT EXISTS (SELECT FROM notices_linepush p WHERE p.message_id = m.id AND p.first_tried_at < %(known_since)s)
RETURNING id"""
LOSE = """
UPDATE notices_message m SET state = 'unknown', error = 'late'
  FROM notices_linepush p
 WHERE m.company_id = %(company)s AND m.channel = 'line' AND p.message_id = m.id AND p.first_tried_at < %(known_since)s
   AND m.state IN ('queued', 'claimed', 'sending')
   AND (m.state = 'queued' OR m.claimed_at < clock_timestamp() - make_interval(secs => 120))
RETURNING m.id"""


@dataclass(frozen=True, slots=True)
class _Ready:
    message: Message
    to: str
    text: str


def deliver_company(company_id: int, *, most: int = BATCH) -> int:
    """Send up to `most` due messages of one company. Gives how many were taken; nothing without a working account."""
    worker = f"{os.getpid()}-{secrets.token_hex(8)}"
    with acting_for(company_id):
        look_after_orphans(company_id)
        account = LineAccount.objects.exclude(state=LineState.REFUSED).first()
        mine = sorted(moved(CLAIM, company=company_id, worker=worker, most=most)) if account else []
    if account and mine:
        _send_all(account, mine, worker)
    return len(mine)


def look_after_orphans(company_id: int) -> None:
    """Free what dead workers left, and mark what LINE no longer remembers as uncertain."""
    known_since = timezone.now() - KEY_LASTS
    for message in Message.objects.filter(pk__in=moved(LOSE, company=company_id, known_since=known_since)):
        record(Event.UNCERTAIN, message, by=SYSTEM)
    moved(FREE, company=company_id, known_since=known_since)


def _send_all(account: LineAccount, mine: list[int], worker: str) -> None:
    """One after the other on one connection, until one meets what all would meet."""
    with acting_for(account.company_id):
        sender = Company.objects.get(pk=account.company_id)
    with client.line(account.token) as api:
        for pk in mine:
            said = _send_one(account, sender, pk, worker, api)
            if said and said.problem in STOPS:
                _stop(account, worker, said)
                return


def _send_one(account: LineAccount, sender: Company, pk: int, worker: str, api: "MessagingApi") -> Said | None:
    with acting_for(sender.pk):
        ready = _begin(sender, pk, worker)
    if ready is None:
        return None
    if account.state == LineState.DEMO:
        said = Said(Verdict.REFUSED, Problem.DEMO)
    else:
        said = client.push(api, ready.to, ready.text, key=str(ready.message.public_id))
    with acting_for(sender.pk):
        _finish(ready.message, worker, said)
    return said


def _begin(sender: Company, pk: int, worker: str) -> _Ready | None:
    """Look at everything again and write down that this message is being sent."""
    message = Message.objects.select_related("candidate", "campaign").get(pk=pk)
    if message.legal_class == LegalClass.NOTICE:
        _finish(message, worker, Said(Verdict.REFUSED, Problem.RESULT))
        return None
    subject, body = _words(message)
    with translation.override(message.language):
        text = text_of(sender, subject, body)
    if client.units(text) > client.LONGEST:
        _finish(message, worker, Said(Verdict.REFUSED, Problem.LONG))
        return None
    return _begun(message, worker, subject, text)


def _begun(message: Message, worker: str, subject: str, text: str) -> _Ready | None:
    key = message.candidate.email_key
    state = moved(
        BEGIN,
        id=message.pk,
        worker=worker,
        today=timezone.localdate(),
        subject=subject[:200],
        text=text,
        address_hash=address_hash(key) if key else "",
    )
    if state == [S.SKIPPED]:
        message.refresh_from_db(fields=["skip_reason"])
        record(Event.SKIPPED, message, by=SYSTEM, reason=message.skip_reason)
    link = LineLink.objects.filter(candidate_id=message.candidate_id, ended_at=None).first()
    if state != [S.SENDING] or link is None:
        return None
    LinePush.objects.get_or_create(message=message, defaults={"first_tried_at": timezone.now()})
    return _Ready(message, link.user, text)


def _words(message: Message) -> tuple[str, str]:
    """The words of a campaign, made for this person, or the message's own."""
    if message.campaign is None:
        return message.subject, message.body_text
    from career_relay.notices.campaigns import words_for

    return words_for(message)


def _finish(message: Message, worker: str, said: Said) -> None:
    """Write the answer down. Being unsure is no end: it is said again with the same key, as long as LINE knows it."""
    then, send_after = _after(message, said)
    told: dict[str, Any] = {"state": then, "error": said.problem, "send_after": send_after}
    if not moved(FINISH, id=message.pk, worker=worker, **told):
        return
    if said.request_id:
        LinePush.objects.filter(message=message).update(request_id=said.request_id)
    if then in EVENT_AFTER:
        record(EVENT_AFTER[then], message, by=SYSTEM)
    if then == S.ACCEPTED:
        Candidate.objects.filter(pk=message.candidate_id).update(last_contact_at=timezone.now())


def _after(message: Message, said: Said) -> tuple[str, datetime | None]:
    if said.verdict is Verdict.ACCEPTED:
        return S.ACCEPTED, None
    if said.verdict is Verdict.REFUSED:
        return S.FAILED, None
    if said.problem not in {Problem.TOKEN, Problem.QUOTA} and message.attempts + 1 >= MOST_TRIES:
        return (S.UNKNOWN if said.verdict is Verdict.UNKNOWN else S.FAILED), None
    return S.QUEUED, timezone.now() + _wait(said.problem, message.attempts + 1)


def _wait(problem: str, attempts: int) -> timedelta:
    if problem == Problem.QUOTA:
        return QUOTA_WAIT
    return timedelta(seconds=min(30 * 2 ** max(attempts - 1, 0), 3600))


def _stop(account: LineAccount, worker: str, said: Said) -> None:
    """What waits would meet the same: give it back, and say so where the account is looked after."""
    with acting_for(account.company_id):
        moved(GIVE_BACK, worker=worker, error=said.problem, send_after=timezone.now() + _wait(said.problem, 1))
        change: dict[str, Any] = {"problem": said.problem}
        if said.problem in {Problem.TOKEN, Problem.FORBIDDEN}:
            change["state"] = LineState.REFUSED
        LineAccount.objects.filter(pk=account.pk).update(**change)
