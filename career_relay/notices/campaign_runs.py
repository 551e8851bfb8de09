"""A campaign under way: its rows are put into the outbox a chunk a transaction, and somebody looks when it is over.

Whatever dies, dies between two chunks: how many people have their row is written down with the rows themselves, and a
record is in one campaign once (`once_in_a_campaign`). Each skip has its row and its reason.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Count
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import bulk
from career_relay.candidates.bulk import any_of
from career_relay.notices import campaigns
from career_relay.notices.campaign_rules import complaints
from career_relay.notices.events import Event
from career_relay.notices.hours import next_open
from career_relay.notices.models import Campaign, Message
from career_relay.notices.personal import send_to_staff
from career_relay.notices.states import (
    DELIVERED,
    CampaignState,
    Channel,
    MessageState,
    PersonalKind,
    Skip,
    Stop,
    ensure_campaign_next,
)
from career_relay.notices.verdicts import Verdict, judge, said

C, S = CampaignState, MessageState
CHUNK = 1_000
LOOK_AGAIN = timedelta(seconds=20)
MOVING = (S.HELD, S.QUEUED, S.CLAIMED, S.SENDING)


class Next(Enum):
    """What is to be done after one step."""

    AT_ONCE = "at once"
    LATER = "later"
    NOTHING = "nothing"


# --- steps ------------------------------------------------------------------------------------------------------------


def tend(company_id: int, campaign_id: int) -> Next:
    """Work on a campaign until it only has to wait, each step a transaction. Safe to run twice, and beside itself."""
    while True:
        with acting_for(company_id):
            then = step(campaign_id, at=timezone.now())
        if then is not Next.AT_ONCE:
            return then


def step(campaign_id: int, *, at: datetime) -> Next:
    """Do the next thing: begin, put a chunk into the outbox, stop, or see whether it is over."""
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("company")
    campaign = rows.filter(pk=campaign_id).first()
    if campaign is None or campaign.state not in {C.SCHEDULED, C.RUNNING}:
        return Next.NOTHING
    if campaign.send_after and campaign.send_after > at and campaign.put_out == 0:
        return Next.NOTHING  # another job stands for that moment
    if campaign.state == C.SCHEDULED:
        return _begin(campaign)
    if campaign.put_out < len(campaign.people):
        _put_out(campaign, at)
        return Next.AT_ONCE
    return _look(campaign, at)


def _begin(campaign: Campaign) -> Next:
    ensure_campaign_next(campaign.state, C.RUNNING)
    campaign.state = C.RUNNING
    campaign.save(update_fields=["state"])
    record(Event.CAMPAIGN_STARTED, campaign, by=SYSTEM, people=len(campaign.people))
    return Next.AT_ONCE


def _put_out(campaign: Campaign, at: datetime) -> None:
    """Make the rows of the next people, each queued or skipped with its reason."""
    ids = campaign.people[campaign.put_out : campaign.put_out + CHUNK]
    judged = judge(
        ids,
        legal_class=campaign.legal_class,
        topic=campaign.topic,
        today=timezone.localdate(at),
        taken=_taken(campaign, ids),
        hold=True,
        channel=campaign.channel,
    )
    rows = list(_rows(campaign, judged, at))
    bulk.insert(rows)
    campaign.put_out += len(ids)
    campaign.save(update_fields=["put_out"])
    if going := [row.send_after for row in rows if row.state == S.QUEUED and row.send_after]:
        _wake_outbox(campaign, at=min(going))


def _taken(campaign: Campaign, ids: list[int]) -> set[str]:
    """The mailboxes of these people that a row of this campaign goes to already, under another record."""
    from career_relay.candidates.models import Candidate

    keys = list(Candidate.objects.filter(any_of("pk", ids, of=bulk.WHOLE)).values_list("email_key", flat=True))
    mine = Message.objects.filter(campaign=campaign).exclude(state=S.SKIPPED)
    found = mine.filter(any_of("candidate__email_key", [key for key in keys if key]))
    return set(found.values_list("candidate__email_key", flat=True))


def _rows(campaign: Campaign, judged: list[Verdict], at: datetime) -> Iterator[Message]:
    times = _times(campaign, at)
    for verdict in judged:
        yield bulk.fresh(
            Message,
            company_id=campaign.company_id,
            campaign_id=campaign.pk,
            candidate_id=verdict.candidate_id,
            person_id=verdict.person_id,
            legal_class=campaign.legal_class,
            channel=campaign.channel,
            language=campaign.language,
            template_key=campaign.template_key,
            template_version=campaign.template_version,
            state=S.SKIPPED if verdict.why else S.QUEUED,
            skip_reason=verdict.why,
            send_after=None if verdict.why else next(times),
            released_by_id=campaign.released_by_id,
            released_at=campaign.released_at,
            survey_wanted=False,
            batch=campaign.public_id,
        )


def _times(campaign: Campaign, at: datetime) -> Iterator[datetime]:
    """When each mail may leave: all from the first moment on, or so many a minute, and only while people are awake."""
    start = next_open(max(at, campaign.send_after or at))
    if not campaign.per_minute:
        while True:
            yield start
    gap = timedelta(minutes=1) / campaign.per_minute
    last = Message.objects.filter(campaign=campaign, state=S.QUEUED).order_by("-send_after").first()
    moment = next_open(max(start, last.send_after + gap)) if last and last.send_after else start
    while True:
        yield moment
        moment = next_open(moment + gap)


def _wake_outbox(campaign: Campaign, *, at: datetime) -> None:
    from career_relay.notices.line.tasks import deliver_line
    from career_relay.notices.tasks import deliver_company

    later(deliver_line if campaign.channel == Channel.LINE else deliver_company, at=at, company_id=campaign.company_id)


# --- looking ----------------------------------------------------------------------------------------------------------


def _look(campaign: Campaign, at: datetime) -> Next:
    """Stop it when too many complain; finish it when nothing moves any more."""
    now = complaints(at)
    if now.must_stop:
        campaigns.pause(campaign, by=SYSTEM, because=Stop.COMPLAINTS)
        _tell_everybody(campaign, now.count)
        return Next.NOTHING
    if Message.objects.filter(campaign=campaign, state__in=MOVING).exists():
        return Next.LATER
    ensure_campaign_next(campaign.state, C.DONE)
    campaign.state, campaign.finished_at = C.DONE, at
    campaign.save(update_fields=["state", "finished_at"])
    record(Event.CAMPAIGN_FINISHED, campaign, by=SYSTEM)
    return Next.NOTHING


def _tell_everybody(campaign: Campaign, count: int) -> None:
    """Whoever let it go, and whoever allowed it: in numbers, with a link."""
    facts = {"campaign": str(campaign.public_id), "count": count, "at": timezone.now().isoformat(timespec="minutes")}
    for user_id in {campaign.released_by_id, campaign.allowed_by_id} - {None}:
        send_to_staff(
            PersonalKind.STAFF_STOPPED,
            user_id=int(user_id or 0),
            company_id=campaign.company_id,
            subject_ref=campaign.pk,
            data=facts,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign has come, in people."""

    people: int
    accepted: int
    waiting: int  # queued, or not in the outbox yet
    skipped: int
    failed: int
    unknown: int
    cancelled: int
    reasons: list[tuple[Skip, int]]  # why people were left out, as the company reads it

    @property
    def done(self) -> int:
        return self.accepted + self.skipped + self.failed + self.unknown + self.cancelled

    @property
    def share(self) -> float:
        return self.done / self.people if self.people else 0.0


def progress(campaign: Campaign) -> Progress:
    """Count where each recipient stands."""
    rows = Message.objects.filter(campaign=campaign).order_by().values_list("state", "skip_reason")
    found = list(rows.annotate(n=Count("pk")))
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for state, why, n in found:
        states[state] += n
        if state == S.SKIPPED:
            reasons[said(why)] += n
    out = sum(states.values())
    not_out = max(len(campaign.people) - campaign.put_out, 0) if campaign.state != C.CANCELLED else 0
    return Progress(
        people=out + not_out,
        accepted=sum(states[one] for one in DELIVERED),
        waiting=sum(states[one] for one in MOVING) + not_out,
        skipped=states[S.SKIPPED],
        failed=states[S.FAILED],
        unknown=states[S.UNKNOWN],
        cancelled=states[S.CANCELLED],
        reasons=[(Skip(why), n) for why, n in reasons.most_common()],
    )
