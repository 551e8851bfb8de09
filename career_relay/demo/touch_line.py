"""LINE, short links and their counts in the demonstration: an account that speaks to nobody, some links, some weeks of posts."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.demo.data import SEED
from career_relay.notices.line.linking import user_hash
from career_relay.notices.models import LineAccount, LineLink, LineText
from career_relay.notices.states import LineState
from career_relay.positions.models import Position, ShareCount
from career_relay.positions.queries import on_careers_page
from career_relay.positions.sharing import make_links

WORDS = "先日はご案内をありがとうございました。来月でしたら、お話を伺えます。"
FRIENDS = 24
WEEKS = 5
PER_DAY = {"x": 9, "linkedin": 5, "facebook": 3, "instagram": 6, "note": 4, "line": 7}


def fill(companies: dict[str, Company]) -> None:
    """Minato has an account, two dozen people who linked it, and posts that were followed."""
    rng = Random(SEED + 5)  # noqa: S311 — the same network every time
    with acting_for(companies["minato"].pk):
        _account()
        _friends(rng)
        for position in on_careers_page(timezone.localdate())[:3]:
            _posts(position, rng)


def _account() -> None:
    LineAccount.objects.create(
        channel_id="2000000001",
        secret="demonstration",  # noqa: S106 — nothing it could open
        token="demonstration",  # noqa: S106
        state=LineState.DEMO,
        display_name="ミナトソフト採用（デモ）",
        basic_id="@demo-minato",
        quota=5_000,
        used=FRIENDS * 2,
    )


def _friends(rng: Random) -> None:
    now = timezone.now()
    people = Candidate.objects.exclude(person=None).filter(protected_until=None).order_by("id")[:FRIENDS]
    others = Candidate.objects.filter(state="contact", protected_until=None, person=None).order_by("id")[:FRIENDS]
    chosen = [*people, *others][:FRIENDS]
    LineLink.objects.bulk_create(
        LineLink(
            company_id=one.company_id,
            candidate=one,
            person_id=one.person_id,
            user=f"Udemo{one.pk}",
            user_hash=user_hash(f"Udemo{one.pk}"),
            linked_at=now - timedelta(days=rng.randrange(2, 200)),
        )
        for one in chosen
    )
    for one in chosen[:1]:
        LineText.objects.create(candidate=one, text=WORDS, written_at=now - timedelta(hours=20))


def _posts(position: Position, rng: Random) -> None:
    today = timezone.localdate()
    for link in make_links(position, by=SYSTEM):
        ShareCount.objects.bulk_create(
            ShareCount(company_id=link.company_id, link=link, day=today - timedelta(days=day), times=times)
            for day in range(WEEKS * 7)
            if (times := rng.randrange(PER_DAY[link.network] + 1))
        )
