"""What a person asks about their own introductions. Each needs the person to be active."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents.passport import current
from career_relay.consents.queries import resting
from career_relay.matching.engine import Profile
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import newest, openings_of
from career_relay.matching.readings import opening_of, profile_of_passport
from career_relay.matching.reasons import Fit, read_fit, reasons_of
from career_relay.positions.states import State
from career_relay.relay.models import HireNews, Introduction
from career_relay.relay.states import ENDED, NEXT, Origin, Stage


@dataclass(frozen=True, slots=True)
class Talk:
    """One introduction as its person sees it: everything."""

    introduction: Introduction
    card: OpeningCard
    fit: Fit
    rests: bool = False  # the company takes part no more, or is kept off: its question waits for nobody

    @property
    def public_id(self) -> UUID:
        found: UUID = self.introduction.public_id
        return found

    @property
    def stage(self) -> str:
        return str(self.introduction.stage)

    @property
    def stage_label(self) -> str | Promise:
        return Stage(self.stage).label

    @property
    def is_own_idea(self) -> bool:
        return self.introduction.origin == Origin.SELF

    @property
    def is_waiting(self) -> bool:
        """A question that can still be answered."""
        due = self.introduction.answer_by
        in_time = due is None or due >= timezone.localdate()
        return self.stage == Stage.ASKED and self.card.state == State.OPEN and in_time and not self.rests

    @property
    def is_cooling(self) -> bool:
        return self.stage == Stage.ACCEPTED

    @property
    def has_ended(self) -> bool:
        return self.stage in ENDED or (self.stage == Stage.ASKED and not self.is_waiting)

    @property
    def may_withdraw(self) -> bool:
        return self.introduction.disclosed_at is not None and Stage.WITHDRAWN in NEXT.get(self.stage, ())


def talks_of(person_id: int) -> list[Talk]:
    """Give all introductions of the active person: those that wait first, then what runs, then what ended."""
    rows = list(Introduction.objects.filter(person_id=person_id).order_by("-id"))
    cards = openings_of(row.position_id for row in rows)
    away, me = _away(person_id, rows), _me(person_id)
    talks = [
        Talk(row, cards[row.position_id], _fit(row, cards[row.position_id], me), rests=row.company_id in away)
        for row in rows
        if row.position_id in cards
    ]
    return sorted(talks, key=_order)


def _fit(row: Introduction, card: OpeningCard, me: Profile | None) -> Fit:
    """Why it fits: while the question waits by the profile as it stands now, so that a correction shows at once."""
    if me is None or row.stage != Stage.ASKED:
        return read_fit(row.reasons)
    return Fit(reasons_of(me, opening_of(card)))


def _me(person_id: int) -> Profile | None:
    passport = current(person_id)
    return profile_of_passport(passport) if passport else None


def _away(person_id: int, rows: Iterable[Introduction]) -> set[int]:
    """Of the companies that ask, those whose questions rest."""
    return resting(person_id, {row.company_id for row in rows if row.stage == Stage.ASKED})


def _order(talk: Talk) -> tuple[int, date, datetime]:
    place = 0 if talk.is_cooling else 1 if talk.is_waiting else 3 if talk.has_ended else 2
    return place, talk.introduction.answer_by or date.max, talk.introduction.created_at


def talk_of(person_id: int, public_id: UUID | str) -> Talk | None:
    row = Introduction.objects.filter(person_id=person_id, public_id=public_id).first()
    card = openings_of([row.position_id]).get(row.position_id) if row else None
    if row is None or card is None:
        return None
    return Talk(row, card, _fit(row, card, _me(person_id)), rests=row.company_id in _away(person_id, [row]))


def running_for(person_id: int, position_id: int) -> Introduction | None:
    """Give the person's introduction to this opening that has not ended."""
    rows = Introduction.objects.filter(person_id=person_id, position_id=position_id).exclude(stage__in=ENDED)
    found: Introduction | None = rows.order_by("-id").first()
    return found


def where_next(introduction: Introduction, *, at: datetime, most: int = 3) -> list[OpeningCard]:
    """Give the newest openings elsewhere, in the one order everybody has (LEGAL M-02)."""
    known = set(Introduction.objects.filter(person_id=introduction.person_id).values_list("position_id", flat=True))
    found = newest(most * 4, at=at)
    return [one for one in found if one.company.id != introduction.company_id and one.id not in known][:most]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A company that once met the person, and may be told that they were hired."""

    candidate: Candidate
    company: Company
    was_told: bool


def whom_to_tell(introduction: Introduction) -> list[Acquaintance]:
    rows = list(
        Candidate.objects.filter(person_id=introduction.person_id)
        .exclude(company_id=introduction.company_id)
        .select_related("company")
        .defer("search")
    )
    told = set(HireNews.objects.filter(candidate__in=rows).values_list("candidate_id", flat=True))
    return [Acquaintance(row, row.company, row.pk in told) for row in rows]
