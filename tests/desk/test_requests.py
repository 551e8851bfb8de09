"""A person asks to be forgotten; the company answers at its desk."""

import pytest
from django.urls import reverse

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.consents import rights
from career_relay.consents.models import RightsRequest
from career_relay.notices.models import Message
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.people import prove


@pytest.fixture
def asked(minato):
    """Kim has a record with an application and an evaluation at Ada's company, and asks for its erasure."""
    with company(minato.pk):
        candidate = CandidateFactory(name="キム 美咲", email="kim@mail.example", email_key="kim@mail.example")
        EvaluationFactory(application=ApplicationFactory(candidate=candidate))
    kim = prove("kim@mail.example")
    with person(kim):
        request = rights.ask_erasure(Candidate.objects.get(), by=person_actor(kim))
    return kim, request


def left(minato) -> tuple[int, ...]:
    with company(minato.pk):
        return tuple(model.objects.count() for model in (Candidate, Application, Evaluation, Message))


def test_a_request_stands_on_the_first_page_until_it_is_answered(asked, ben_client):
    page = ben_client.get(reverse("desk:home")).content.decode()

    assert "キム 美咲" in page
    assert reverse("desk:candidate_requests") in page


def test_erasing_leaves_nothing_of_the_record_and_tells_the_person(asked, ben_client, minato):
    kim, request = asked

    ben_client.post(reverse("desk:candidate_request_erase", args=[request.public_id]))

    assert left(minato) == (0, 0, 0, 0)
    with person(kim):
        assert [one.outcome != "" for one in rights.requests_shown()] == [True]


def test_keeping_needs_a_reason_that_the_person_reads(asked, ben_client, minato):
    kim, request = asked
    keep = reverse("desk:candidate_request_keep", args=[request.public_id])

    ben_client.post(keep, {"reason": " "})
    with company(minato.pk):
        assert RightsRequest.objects.get().closed_at is None
    ben_client.post(keep, {"reason": "係争中のため"})

    assert left(minato)[:2] == (1, 1)
    with person(kim):
        assert [one.outcome for one in rights.requests_shown()] == ["係争中のため"]


def test_another_company_cannot_answer(asked, client, cleo, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    answer = client.post(reverse("desk:candidate_request_erase", args=[asked[1].public_id]))

    assert answer.status_code == 404
    assert left(minato)[:2] == (1, 1)


def test_a_second_click_erases_nothing_more(asked, ben_client, minato):
    url = reverse("desk:candidate_request_erase", args=[asked[1].public_id])

    answers = [ben_client.post(url).status_code for _ in range(2)]

    assert answers == [302, 302]
