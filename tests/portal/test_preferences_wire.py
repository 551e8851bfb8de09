"""A mailing over a real wire: what stands in it, what scanners may do to it, and a no that comes between queue and mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.notices import list_links, outbox, preferences
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Campaign, Message, PermissionProof, Preference, Suppression
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Topic, Way
from tests.factories.candidates import CandidateFactory
from tests.sink import smtp_sink  # noqa: F401 — a fixture

pytestmark = pytest.mark.django_db

BODY = "{{ candidate_name }} 様\n\n{{ company_name }}です。大阪に新しい拠点を開きました。\n\n採用ページ: http://testserver/openings/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def here(settings):
    settings.PUBLIC_URL = "http://testserver"


@pytest.fixture
def mailing(minato):
    """A newsletter on its way to `count` people, due now."""

    def make(count=1, **fields):
        with acting_for(minato.pk):
            campaign = Campaign.objects.create(
                name="秋のお便り",
                state=CampaignState.RUNNING,
                legal_class=LegalClass.NEWSLETTER,
                topic=Topic.NEWS,
                subject="秋のお便り",
                body=BODY,
            )
            for number in range(count):
                address = f"p{number}@post.example"
                given = {"email": address, "email_key": address, "state": "contact", "name": "松本 健", **fields}
                candidate = CandidateFactory(**given)
                Message.objects.create(
                    campaign=campaign,
                    candidate=candidate,
                    legal_class=campaign.legal_class,
                    state=MessageState.QUEUED,
                    send_after=timezone.now() - timedelta(seconds=1),
                )
        return campaign

    return make


def links_of(mail):
    """Every address in text and HTML."""
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return sorted({link.rstrip(".,)") for body in bodies for link in re.findall(r"http://testserver[^\s\"'<>]+", body)})


def stand(minato):
    """Everything a scanner could change."""
    with acting_for(minato.pk):
        return (
            sorted(Suppression.objects.values_list("address_hash", "scope")),
            sorted(Preference.objects.values_list("candidate_id", "how")),
            PermissionProof.objects.count(),
            AuditEvent.objects.count(),
            list(Candidate.objects.values_list("do_not_contact", "state", "updated_at")),
            list(Message.objects.values_list("state", "seen_at")),
        )


def states(minato):
    with acting_for(minato.pk):
        return sorted(Message.objects.values_list("state", "skip_reason"))


def test_a_mailing_carries_the_footer_the_headers_and_nothing_personal_in_its_links(smtp_sink, mailing, minato):  # noqa: F811
    mailing()

    deliver_company(minato.pk)

    [mail] = [one.message for one in smtp_sink.mails]
    stop = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = mail.get_body(("plain",)).get_content()
    assert stop in text
    assert minato.address in text
    assert stop in mail.get_body(("html",)).get_content()
    assert [link for link in links_of(mail) if "post.example" in link or "松本" in link or "@" in link] == []


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (compatible; LinkScanner/1.0)", "Mozilla/5.0 (iPhone) Mobile"])
def test_whatever_follows_every_link_changes_nothing(smtp_sink, mailing, minato, agent):  # noqa: F811
    mailing()
    deliver_company(minato.pk)
    [mail] = [one.message for one in smtp_sink.mails]
    before, scanner = stand(minato), Client(headers={"User-Agent": agent, "Sec-Purpose": "prefetch"})

    answers = []
    for link in [*links_of(mail), mail["List-Unsubscribe"].strip("<>")]:
        path = link.removeprefix("http://testserver")
        answers += [scanner.head(path).status_code, scanner.get(path, follow=True).status_code]

    assert len(answers) >= 8
    assert set(answers) == {200}
    assert stand(minato) == before


def test_a_tap_between_queue_and_mail_stops_the_mail(smtp_sink, mailing, minato):  # noqa: F811
    mailing(count=2)
    with acting_for(minato.pk):
        first = Message.objects.order_by("pk").first()

    Client().post(f"/u/{list_links.token_for(first)}", ONE_CLICK)
    deliver_company(minato.pk)

    assert [mail.recipients for mail in smtp_sink.mails] == [["p1@post.example"]]
    assert states(minato) == [("accepted", ""), ("skipped", "do_not_contact")]


def test_a_tap_after_the_claim_stops_the_mail_too(smtp_sink, mailing, minato, monkeypatch):  # noqa: F811
    mailing()
    claim = outbox.claim

    def then_tap(company_id, worker, **more):
        mine = claim(company_id, worker, **more)
        for message in Message.objects.filter(pk__in=mine):
            preferences.unsubscribe(message, how=Way.ONE_CLICK)
        return mine

    monkeypatch.setattr(outbox, "claim", then_tap)

    deliver_company(minato.pk)

    assert smtp_sink.mails == []
    assert [state for state, _why in states(minato)] == ["skipped"]


@pytest.mark.parametrize(
    ("topics", "frequency", "why"), [(["jobs"], "any", "topic"), (["news"], "monthly", "too_often")]
)
def test_a_choice_made_meanwhile_counts_at_the_moment_of_sending(smtp_sink, mailing, minato, topics, frequency, why):  # noqa: F811
    mailing()
    with acting_for(minato.pk):
        candidate = Candidate.objects.get()
        Message.objects.create(
            candidate=candidate, legal_class="job_info", state=MessageState.ACCEPTED, sent_at=timezone.now()
        )
        Preference.objects.create(candidate=candidate, topics=topics, frequency=frequency, how=Way.CENTRE)

    deliver_company(minato.pk)

    assert smtp_sink.mails == []
    assert ("skipped", why) in states(minato)


def test_the_link_of_the_mail_that_arrived_works(smtp_sink, mailing, minato):  # noqa: F811
    mailing()
    deliver_company(minato.pk)
    [mail] = [one.message for one in smtp_sink.mails]

    answer = Client(enforce_csrf_checks=True).post(
        mail["List-Unsubscribe"].strip("<>").removeprefix("http://testserver"),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert (answer.status_code, dict(answer.cookies), answer.has_header("Location")) == (200, {}, False)
    with acting_for(minato.pk):
        assert PermissionProof.objects.get().way == "one_click"
