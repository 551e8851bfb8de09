"""How fast mail leaves for one domain: a beat that somebody set, and a rest that the domain's own server asked for."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from bench.load.door import Act, Door
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import RecordState
from career_relay.notices import tasks
from career_relay.notices.delivery import deliver_company, work_for
from career_relay.notices.models import Campaign, Message, Pace
from career_relay.notices.smtp import Unreachable
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Topic
from career_relay.settings.mail import Outbox, Smtp
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
S = MessageState


@pytest.fixture
def door(tmp_path, settings):
    opened = Door(tmp_path / "mail")
    settings.SMTP = Smtp(host="127.0.0.1", port=opened.start(), patience=2)
    settings.DATA_FOLDER = tmp_path
    yield opened
    opened.stop()


@pytest.fixture
def queued(minato):
    """Queue one mail of a running campaign for each domain named."""

    def make(*domains):
        with acting_for(minato.pk):
            campaign = Campaign.objects.create(
                name="秋", state=CampaignState.RUNNING, legal_class=LegalClass.NEWSLETTER, topic=Topic.NEWS,
                subject="お便り", body="お元気ですか。",
            )  # fmt: skip
            for number, domain in enumerate(domains):
                address = f"p{number}@{domain}"
                person = CandidateFactory(email=address, email_key=address, state=RecordState.CONTACT)
                Message.objects.create(
                    campaign=campaign, candidate=person, legal_class=campaign.legal_class, state=S.QUEUED,
                    send_after=timezone.now() - timedelta(seconds=len(domains) - number),
                )  # fmt: skip

    return make


def by_domain(minato, state):
    with acting_for(minato.pk):
        rows = Message.objects.filter(state=state).values_list("candidate__email", flat=True)
        return Counter(address.partition("@")[2] for address in rows)


def late(domain, words="451 4.7.500 server busy"):
    """Manners: whoever is at this domain is told to come later."""
    return lambda verb, talk: Act(words) if verb == "RCPT" and talk.to.endswith(f"@{domain}") else None


def rest_over(minato):
    with acting_for(minato.pk):
        Pace.objects.update(free_at=timezone.now() - timedelta(seconds=30))
        Message.objects.filter(state=S.QUEUED).update(send_after=timezone.now() - timedelta(seconds=1))


def test_without_a_limit_nothing_waits_and_nothing_is_noted(door, queued, minato):
    queued(*["a.example"] * 20)

    deliver_company(minato.pk)

    assert by_domain(minato, S.ACCEPTED) == {"a.example": 20}
    with acting_for(minato.pk):
        assert not Pace.objects.exists()


def test_a_beat_holds_one_domain_and_not_the_others(door, queued, minato, settings):
    settings.OUTBOX = Outbox(per_domain=60)
    queued(*["big.example"] * 20, *[f"d{number}.example" for number in range(10)])

    deliver_company(minato.pk)
    deliver_company(minato.pk)

    sent = by_domain(minato, S.ACCEPTED)
    assert 6 <= sent.pop("big.example") <= 9  # one a second, and six seconds ahead of the beat
    assert sum(sent.values()) == 10


def test_after_a_while_the_beat_goes_on_where_it_was(door, queued, minato, settings):
    settings.OUTBOX = Outbox(per_domain=60)
    queued(*["big.example"] * 12)
    deliver_company(minato.pk)

    rest_over(minato)
    deliver_company(minato.pk)

    assert by_domain(minato, S.ACCEPTED) == {"big.example": 12}
    assert by_domain(minato, S.QUEUED) == {}


def test_a_domain_that_asks_three_times_in_a_row_rests_and_others_go_on(door, queued, minato):
    queued(*["slow.example"] * 10, *["quick.example"] * 10)
    door.manners = late("slow.example")

    deliver_company(minato.pk)

    assert by_domain(minato, S.ACCEPTED) == {"quick.example": 10}
    with acting_for(minato.pk):
        tried = Message.objects.filter(candidate__email__endswith="@slow.example", attempts=1).count()
        assert Pace.objects.get().domain == "slow.example"
    assert tried == 3


def test_a_resting_domain_is_not_even_claimed(door, queued, minato):
    queued(*["slow.example"] * 5)
    with acting_for(minato.pk):
        Pace.objects.create(domain="slow.example", free_at=timezone.now() + timedelta(seconds=60), refusals=5)

    assert deliver_company(minato.pk) == 0


def test_one_mail_it_takes_ends_the_rest(door, queued, minato):
    queued(*["slow.example"] * 6)
    door.manners = late("slow.example")
    deliver_company(minato.pk)
    door.manners = lambda *_said: None

    rest_over(minato)
    deliver_company(minato.pk)

    assert by_domain(minato, S.ACCEPTED) == {"slow.example": 6}
    with acting_for(minato.pk):
        assert Pace.objects.get().refusals == 0


def test_greylisting_is_about_one_person_and_rests_nobody(door, queued, minato):
    queued(*["grey.example"] * 10)
    door.manners = late("grey.example", "451 4.7.1 Greylisted, see you in five minutes")

    deliver_company(minato.pk)

    with acting_for(minato.pk):
        assert Message.objects.filter(attempts=1, state=S.QUEUED).count() == 10
        assert not Pace.objects.exists()


def test_a_server_with_an_hourly_limit_gets_the_rest_later_and_nobody_pays_with_a_try(door, queued, minato):
    queued(*["a.example"] * 10)
    taken = Counter()

    def five_an_hour(verb, _talk):
        taken[verb] += 1
        return Act("421 4.7.0 five an hour", leave=True) if verb == "MAIL" and taken["MAIL"] > 5 else None

    door.manners = five_an_hour
    with pytest.raises(Unreachable):
        deliver_company(minato.pk)
    first = by_domain(minato, S.ACCEPTED)
    door.manners = lambda *_said: None
    rest_over(minato)
    deliver_company(minato.pk)

    assert first == {"a.example": 5}
    assert by_domain(minato, S.ACCEPTED) == {"a.example": 10}
    with acting_for(minato.pk):
        assert set(Message.objects.values_list("attempts", flat=True)) == {1}


def test_what_is_known_of_domains_is_forgotten_after_a_day(door, queued, minato):
    with acting_for(minato.pk):
        Pace.objects.create(domain="old.example", free_at=timezone.now() - timedelta(days=2))
        Pace.objects.create(domain="new.example", free_at=timezone.now() - timedelta(hours=2))

    deliver_company(minato.pk)

    with acting_for(minato.pk):
        assert list(Pace.objects.values_list("domain", flat=True)) == ["new.example"]


def jobs():
    return ProcrastinateJob.objects.filter(task_name="notices.deliver_company", status="todo")


def test_much_calls_one_more_worker_and_not_a_crowd(door, queued, minato, monkeypatch):
    monkeypatch.setattr("career_relay.notices.delivery.BATCH", 5)
    queued(*["a.example"] * 12)
    before = jobs().count()

    tasks.deliver_company.func(company_id=minato.pk)

    assert by_domain(minato, S.ACCEPTED) == {"a.example": 12}
    assert jobs().count() - before == 1


def test_a_slice_of_time_ends_between_two_batches(door, queued, minato, monkeypatch):
    monkeypatch.setattr("career_relay.notices.delivery.BATCH", 5)
    queued(*["a.example"] * 12)

    assert work_for(minato.pk, seconds=0, call_help=lambda: None) is True
    assert by_domain(minato, S.ACCEPTED) == {"a.example": 5}
