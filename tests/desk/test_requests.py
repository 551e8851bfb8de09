"""A person asks for one of their rights; the company answers at its desk."""

import re

import pytest
from django.urls import reverse

from career_relay.base.actors import person_actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.consents import rights
from career_relay.consents.models import Correction, Package, RightsRequest
from career_relay.consents.rights import Asking
from career_relay.consents.states import Right
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
    decide = reverse("desk:candidate_request_decide", args=[request.public_id])
    told = {"item": "erasure", "decision": "kept", "ground": "o"}

    refused = ben_client.post(decide, {**told, "reason": " "})
    with company(minato.pk):
        assert (refused.status_code, RightsRequest.objects.get().closed_at) == (422, None)
    ben_client.post(decide, {**told, "reason": "係争中のため"})

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


def test_what_was_typed_stays_where_it_was_typed(asked, ben_client):
    decide = reverse("desk:candidate_request_decide", args=[asked[1].public_id])

    page = ben_client.post(decide, {"item": "erasure", "decision": "kept", "ground": "", "reason": "係争中のため"})

    assert page.status_code == 422
    assert "係争中のため</textarea>" in page.content.decode()


@pytest.fixture
def disclosure(asked, minato, kim):
    with person(kim):
        return rights.ask(minato, Asking(Right.DISCLOSE), by=person_actor(kim), person_id=kim)[0]


def test_a_no_to_several_at_once_is_forbidden(disclosure, ben_client):
    decide = reverse("desk:candidate_request_decide", args=[disclosure.public_id])

    answer = ben_client.post(decide, {"item": ["notes", "evaluations"], "decision": "business", "reason": "支障"})

    assert answer.status_code == 403


@pytest.mark.parametrize("said", [{}, {"item": "salary", "decision": "granted"}, {"item": "notes", "decision": "x"}])
def test_a_decision_that_makes_no_sense_is_refused(disclosure, ben_client, said):
    answer = ben_client.post(reverse("desk:candidate_request_decide", args=[disclosure.public_id]), said)

    assert answer.status_code in {403, 422}


def test_each_part_is_decided_and_the_answer_is_sent(disclosure, ben_client, kim):
    here = reverse("desk:candidate_request", args=[disclosure.public_id])
    page = ben_client.get(here).content.decode()
    items = re.findall(r'name="item" value="(\w+)"', page)

    ben_client.post(f"{here}decide/", {"item": "evaluations", "decision": "business", "reason": "選考の支障となるため"})
    early = ben_client.post(f"{here}answer/", {"words": "お待たせしました"})
    ben_client.post(f"{here}decide/", {"item": list(set(items) - {"evaluations"}), "decision": "granted"})
    ben_client.post(f"{here}note/", {"inquiry": "保管庫も確認", "fee": "0"})
    ben_client.post(f"{here}answer/", {"words": "お待たせしました"})

    assert early.status_code == 403
    with person(kim):
        found = RightsRequest.objects.get(pk=disclosure.pk)
        assert (found.outcome, found.inquiry) == ("お待たせしました", "保管庫も確認")


def test_a_fee_is_offered_only_where_the_law_allows_one(asked, disclosure, ben_client):
    pages = [
        ben_client.get(reverse("desk:candidate_request", args=[one.public_id])).content.decode()
        for one in (asked[1], disclosure)
    ]

    assert ['name="fee"' in page for page in pages] == [False, True]


def test_a_bad_fee_loses_nothing(disclosure, ben_client):
    here = reverse("desk:candidate_request_note", args=[disclosure.public_id])

    assert [ben_client.post(here, {"fee": bad}).status_code for bad in ("-1", "abc", "9" * 40)] == [422] * 3


def test_a_letter_is_written_down_and_its_clock_starts(asked, ben_client, minato):
    with company(minato.pk):
        here = reverse("desk:candidate_request_new", args=[Candidate.objects.get().public_id])
    form = {"kind": "stop", "asked_how": "post", "manner": "paper", "postal_address": "東京都港区1-1"}

    assert ben_client.get(here).status_code == 200
    assert ben_client.post(here, {**form, "kind": "dance"}).status_code == 422
    assert ben_client.post(here, {**form, "postal_address": ""}).status_code == 422
    ben_client.post(here, form)

    with company(minato.pk):
        assert RightsRequest.objects.filter(kind="stop", asked_how="post").count() == 1


def test_the_register_is_a_file_and_its_taking_is_written_down(asked, ben_client, minato):
    answer = ben_client.post(reverse("desk:candidate_register"))

    lines = answer.content.decode("utf-8-sig").splitlines()
    with company(minato.pk):
        assert AuditEvent.objects.filter(event="consents.register_exported").count() == 1
    assert len(lines) == 2
    assert "キム 美咲" in ben_client.get(reverse("desk:candidate_requests") + "?show=all").content.decode()


def test_a_correction_is_put_right_by_its_receiver(ben_client, minato, kim):
    with person(kim):
        package = Package.objects.create(
            person_id=kim, recipient=minato, position_id=1, items=["contact"], content={}, hash="0" * 64
        )
        told = Correction.objects.create(
            company=minato, person_id=kim, package=package, request_ref=1, detail="name", new_value="キム ミサキ"
        )

    page = ben_client.get(reverse("desk:candidate_corrections")).content.decode()
    ben_client.post(reverse("desk:candidate_correction_read", args=[told.public_id]))

    assert "キム ミサキ" in page
    with company(minato.pk):
        assert Correction.objects.get().acknowledged_at is not None
