"""What some people chose to hear of from the company one signs in to, when they want to talk again, and who said no."""

from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState, Stage
from career_relay.companies.models import Company
from career_relay.consents import contact
from career_relay.consents.actions import How
from career_relay.demo.cast import MAYU, RYO
from career_relay.notices import preferences
from career_relay.notices.preferences import Talk, Wishes
from career_relay.notices.states import Frequency, Topic, Way

T = Topic


def fill(companies: dict[str, Company]) -> None:
    """Fill in the wishes. Needs people with a proven address to be there."""
    minato = companies["minato"]
    Company.objects.filter(pk=minato.pk).update(news_on=True)
    with acting_for(minato.pk):
        known = Candidate.objects.filter(person__isnull=False, do_not_contact=False, applications__stage=Stage.REJECTED)
        others = known.exclude(email__in=[MAYU, RYO]).select_related("company").distinct()
        people = list(others.order_by("-pk")[:8])
        for candidate, wishes in zip(people[3:], _wishes(), strict=False):
            _choose(candidate, wishes)
        _say_no()


def _wishes() -> list[Wishes]:
    ahead = preferences.months(timezone.localdate())
    return [
        Wishes(frozenset({T.NEWS, T.JOBS, T.COLUMN})),
        Wishes(frozenset({T.NEWS}), frequency=Frequency.QUARTERLY),
        Wishes(
            frozenset({T.JOBS}),
            frequency=Frequency.MONTHLY,
            phone_first=True,
            talk=Talk(ahead[3], family="b2b_sales", prefecture="大阪府", words="小さなチームを率いる仕事なら、ぜひ"),
        ),
    ]


def _choose(candidate: Candidate, wishes: Wishes) -> None:
    person_id = candidate.person_id or 0
    preferences.choose(
        candidate,
        wishes,
        person_id=person_id,
        words=contact.mail_words(candidate.company, "ja"),
        how=How(channel="portal:hear", device="phone", language="ja"),
        by=person_actor(person_id),
    )


def _say_no() -> None:
    """One tapped the button of the mail program, one told us on the phone."""
    free = Candidate.objects.filter(person=None, state=RecordState.CONTACT, do_not_contact=False)
    asked = free.exclude(email__in=[MAYU, RYO]).order_by("pk")[:2]
    for candidate, way in zip(asked, (Way.ONE_CLICK, Way.PHONE), strict=False):
        preferences.unsubscribe(candidate, how=way)
