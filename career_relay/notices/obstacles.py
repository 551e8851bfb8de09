"""What keeps a company from writing to one person, each with the day since when, in words (PRODUCT A11, A12, C4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.base.wording import day as written
from career_relay.candidates.models import Candidate
from career_relay.candidates.sources import Hindrance, hindrance
from career_relay.notices.models import Suppression
from career_relay.notices.preferences import Standing, standing_of
from career_relay.notices.states import Scope
from career_relay.notices.suppression import address_hash

WHY = {
    "unsubscribed": gettext_lazy("wants no news and no invitations"),
    "complained": gettext_lazy("reported one of our mails as spam"),
    "bounced": gettext_lazy("mails to this address come back"),
    "erased": gettext_lazy("the address was to be forgotten"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that is in the way. `stops_all`: results do not reach the person by mail either."""

    words: str
    since: datetime | date | None = None
    stops_all: bool = False


def obstacles(candidate: Candidate, standing: Standing | None = None) -> list[Obstacle]:
    """Give all that is in the way of a mail that advertises; none means that one may be sent."""
    standing = standing or standing_of(candidate)
    return [*_of_address(candidate), *_of_record(candidate), *_of_choice(candidate, standing)]


def _of_address(candidate: Candidate) -> Iterator[Obstacle]:
    address = candidate.email_key or candidate.email
    if not address:
        yield Obstacle(_("There is no mail address."), stops_all=True)
        return
    for row in Suppression.objects.filter(address_hash=address_hash(address)).order_by("created_at"):
        why = WHY.get(row.reason, WHY["unsubscribed"])
        yield Obstacle(str(why), row.created_at, stops_all=row.scope == Scope.ALL)


def _of_record(candidate: Candidate) -> Iterator[Obstacle]:
    today = timezone.localdate()
    why = hindrance(candidate, today)
    if why == Hindrance.PROTECTED:
        yield Obstacle(_("An agency protects this person: results go to the agency."))
    if candidate.do_not_contact and candidate.quiet_reason:
        yield Obstacle(_("“Do not contact”: {reason}").format(reason=candidate.quiet_reason))
    elif candidate.do_not_contact:
        yield Obstacle(_("“Do not contact” is set."))
    if why == Hindrance.SOURCE_UNKNOWN:
        yield Obstacle(_("Nobody has said where an application came from. Ask before the first contact."))
    if candidate.snoozed_until and candidate.snoozed_until > today:
        yield Obstacle(_("To be talked to again from {day}.").format(day=written(candidate.snoozed_until)))


def _of_choice(candidate: Candidate, standing: Standing) -> Iterator[Obstacle]:
    if not standing.is_permitted:
        yield Obstacle(_("Nobody has given us permission to write about anything but results."))
    elif not standing.is_off and not standing.wishes.topics:
        yield Obstacle(_("Has chosen to hear of nothing."))
