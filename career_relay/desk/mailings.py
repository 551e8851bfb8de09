"""What the desk says about mailings: how far each came, whom to tell of a new position, who asked to be talked to now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from career_relay.candidates.models import Candidate
from career_relay.candidates.sources import may_contact_directly, reachable
from career_relay.matching.queries import OwnMatch, first_matches
from career_relay.notices import preferences
from career_relay.notices.models import Campaign, Message, Preference
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Skip, Topic
from career_relay.notices.verdicts import judge, said
from career_relay.positions.models import Position
from career_relay.positions.states import State

S = MessageState
NEW_FOR = timedelta(days=30)
SUGGESTED = 30
MOST = 6
ASKED_FIRST = 5


# --- the list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One mailing of the list, in people."""

    it: Campaign
    people: int
    accepted: int
    left_out: int
    done: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.people) if self.people else 0


def lines(found: Sequence[Campaign]) -> list[Line]:
    """Count for one page of the list at once."""
    rows = Message.objects.filter(campaign__in=[one.pk for one in found]).order_by().values_list("campaign", "state")
    counts: dict[int, dict[str, int]] = {}
    for pk, state, n in rows.annotate(n=Count("pk")):
        counts.setdefault(pk, {})[state] = n
    sizes = dict(Campaign.objects.filter(pk__in=[one.pk for one in found]).values_list("pk", "people__len"))
    return [_line(one, counts.get(one.pk, {}), sizes.get(one.pk) or 0) for one in found]


def waiting_for(user_id: int) -> list[Campaign]:
    """Give what a colleague wants to send and this user may allow."""
    rows = Campaign.objects.filter(state=CampaignState.WAITING).exclude(released_by_id=user_id).defer("people")
    return list(rows.order_by("released_at")[:MOST])


def _line(campaign: Campaign, counts: dict[str, int], chosen: int) -> Line:
    out = sum(counts.values())
    moving = sum(counts.get(one, 0) for one in (S.HELD, S.QUEUED, S.CLAIMED, S.SENDING))
    is_over = campaign.state in {CampaignState.DONE, CampaignState.CANCELLED}
    people = out if is_over else max(out, chosen)
    return Line(campaign, people, counts.get(S.ACCEPTED, 0), counts.get(S.SKIPPED, 0), out - moving)


# --- a new position ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A past candidate who may fit, and why they may not be written to; nothing when they may."""

    match: OwnMatch
    why: str

    @property
    def why_label(self) -> Any:
        return Skip(self.why).label if self.why else ""


def suggestions(position: Position, at: datetime, *, only: Sequence[UUID] | None = None) -> list[Suggestion]:
    """Give past candidates for a position with the reasons: those who may be written to first, each heap by fit.

    in: `only` narrows down to those somebody ticked; whoever is not suggested is not among them.
    """
    found = first_matches(position, SUGGESTED, at=at)
    told = {
        row.candidate_id: said(row.why)
        for row in judge(
            [one.candidate.pk for one in found],
            legal_class=LegalClass.JOB_INFO,
            topic=Topic.JOBS,
            today=timezone.localdate(at),
        )
    }
    rows = [Suggestion(one, told[one.candidate.pk]) for one in found if one.candidate.pk in told]
    chosen = rows if only is None else [one for one in rows if one.match.candidate.public_id in set(only)]
    return sorted(chosen, key=lambda one: (bool(one.why), one.match.rank))


def openings_to_tell(at: datetime) -> list[Position]:
    """Give newly opened positions nobody was written to about, while there is somebody who may be."""
    told = Campaign.objects.filter(position=OuterRef("pk")).exclude(state=CampaignState.CANCELLED)
    rows = Position.objects.filter(state=State.OPEN, updated_at__gte=at - NEW_FOR).exclude(Exists(told))
    found = list(rows.only("public_id", "title").order_by("-updated_at", "-pk")[:MOST])
    return found if found and _somebody_may_hear(timezone.localdate(at)) else []


def _somebody_may_hear(on: date) -> bool:
    """Whether anybody may be written to; the verdict of each is asked when somebody looks. Nearly always one of the
    newest may, and to ask about them alone costs a tenth of a question about everybody."""
    rows = Candidate.objects.filter(state="contact", is_open=False).exclude(snoozed_until__gt=on)
    newest = rows.prefetch_related("applications").order_by("-updated_at", "-pk")[:ASKED_FIRST]
    return any(may_contact_directly(one, on) for one in newest) or reachable(rows, on).exists()


# --- when to talk again -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody who asked to be talked to about now, with a position that answers what they named."""

    candidate: Candidate
    wish: Preference
    position: Position


def talks_due(on: date, *, most: int = MOST) -> list[Talk]:
    """Give who is due, each with the newest open position of theirs; whoever may not be written to is not among them."""
    found: dict[int, Talk] = {}
    if not Preference.objects.filter(talk_from__lte=on).exists():
        return []
    for position in Position.objects.filter(state=State.OPEN).order_by("-updated_at", "-pk")[:50]:
        rows = preferences.waiting_for(position, on=on).exclude(pk__in=found).select_related("preference")
        rows = rows.exclude(_told_about(position))
        for candidate in rows[:most]:
            found[candidate.pk] = Talk(candidate, candidate.preference, position)
    ids = list(found)
    judged = judge(ids, legal_class=LegalClass.JOB_INFO, topic=Topic.JOBS, today=on) if ids else []
    return [found[row.candidate_id] for row in judged if not row.why][:most]


def _told_about(position: Position) -> Q:
    """Whom a mailing about this position went to already."""
    mine = Message.objects.filter(candidate=OuterRef("pk"), campaign__position=position)
    return Q(Exists(mine))
