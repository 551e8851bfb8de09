"""Who of a list may be written to, and who may not for which reason: said before a campaign is released, and kept after.

The rule itself is `sql/why_not.sql`. Here are added what only Python knows (the keyed hash of an address) and what only a
list knows (two records with one address). The outbox asks again at the moment of sending.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from career_relay.candidates.bulk import any_of
from career_relay.notices.line.verdicts import line_reasons
from career_relay.notices.mime import is_address
from career_relay.notices.models import Suppression
from career_relay.notices.states import Channel, Skip
from career_relay.notices.suppression import address_hash

GOES = ""  # the verdict of somebody who is written to
STEP = 5_000  # people in one question
# A block is nobody's business but the person's: the company reads of it as of a permission it does not have.
UNSAID = {Skip.BLOCKED: Skip.NO_PERMISSION}

ASK = """
SELECT c.id, c.person_id, c.email, c.email_key, why_not(c.id, %(legal_class)s, %(topic)s, %(today)s)
  FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, place)
  JOIN candidates_candidate c ON c.id = wanted.id AND c.company_id = cr_company()
 ORDER BY wanted.place"""
HOLD = " FOR KEY SHARE OF c"  # nobody may be erased or merged away until the rows about them are written


@dataclass(frozen=True, slots=True)
class Verdict:
    """One record of the list, and why it is not written to; nothing when it is."""

    candidate_id: int
    person_id: int | None
    key: str  # what two records of one mailbox have in common
    why: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A list with its verdicts, in its order. Whoever is no longer there is not in it."""

    rows: list[Verdict]
    counts: Counter[str] = field(default_factory=Counter)  # as the company reads them, see `UNSAID`

    @property
    def going(self) -> int:
        return self.counts[GOES]

    @property
    def left_out(self) -> int:
        return len(self.rows) - self.going

    @property
    def reasons(self) -> list[tuple[Skip, int]]:
        """Why people are left out, the most frequent first."""
        return [(Skip(why), n) for why, n in self.counts.most_common() if why != GOES]

    def of(self, why: str) -> list[int]:
        """Give the records with one verdict."""
        return [row.candidate_id for row in self.rows if said(row.why) == why]


def said(why: str) -> str:
    """Give a reason as the company reads it."""
    return UNSAID.get(Skip(why), why) if why else GOES


def verdicts(ids: Sequence[int], *, legal_class: str, topic: str, today: date, channel: str = Channel.MAIL) -> Verdicts:
    """Judge a list as it would be judged now. Needs the company to be active."""
    rows: list[Verdict] = []
    taken: set[str] = set()
    for start in range(0, len(ids), STEP):
        few = ids[start : start + STEP]
        part = judge(few, legal_class=legal_class, topic=topic, today=today, taken=taken, channel=channel)
        taken |= {row.key for row in part if not row.why}
        rows += part
    return Verdicts(rows, Counter(said(row.why) for row in rows))


def judge(
    ids: Sequence[int],
    *,
    legal_class: str,
    topic: str,
    today: date,
    taken: Iterable[str] = (),
    hold: bool = False,
    channel: str = Channel.MAIL,
) -> list[Verdict]:
    """Judge one part of a list.

    in: `taken` are the mailboxes that get the mail already; `hold` keeps the records in place until the commit.
    """
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"ids": list(ids), "legal_class": legal_class, "topic": topic, "today": today}
        cursor.execute(ASK + (HOLD if hold else ""), told)
        found = cursor.fetchall()
    if channel == Channel.LINE:
        return _judge_for_line(found)
    quiet = _suppressed({_key(email, key) for _pk, _person, email, key, why in found if why == GOES})
    seen, rows = set(taken), []
    for pk, person_id, email, key, why in found:
        mailbox = _key(email, key)
        final = why or _of_the_address(email, mailbox, quiet, seen)
        if final == GOES:
            seen.add(mailbox)
        rows.append(Verdict(pk, person_id, mailbox, final))
    return rows


def _judge_for_line(found: list[Any]) -> list[Verdict]:
    """LINE has a link where mail has an address: what was asked of the records is the same."""
    whys = line_reasons([(pk, _key(email, key), why) for pk, _person, email, key, why in found])
    return [Verdict(pk, person_id, _key(email, key), whys[pk]) for pk, person_id, email, key, _why in found]


def _key(email: str, key: str) -> str:
    return key or email.strip().lower()


def _of_the_address(email: str, mailbox: str, quiet: set[str], seen: set[str]) -> str:
    if not is_address(email):
        return Skip.NO_ADDRESS
    if mailbox in quiet:
        return Skip.SUPPRESSED
    return Skip.DOUBLE if mailbox in seen else GOES


def _suppressed(mailboxes: set[str]) -> set[str]:
    """Give the mailboxes that asked not to be written to. Whatever a campaign says advertises, so any scope counts."""
    hashes = {address_hash(one): one for one in mailboxes if one}
    rows = Suppression.objects.filter(any_of("address_hash", hashes))
    return {hashes[one] for one in rows.values_list("address_hash", flat=True)}
