"""The person's own pages about their rights, and the hub of everything that is theirs."""

import json

import pytest
from django.urls import reverse

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.consents import rights_answers
from career_relay.consents.models import RightsItem, RightsRequest
from career_relay.consents.states import Decision, Right
from career_relay.portal.middleware import SESSION_KEY
from career_relay.portal.views.mydata import handed
from tests.factories.candidates import ApplicationFactory, CandidateFactory


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def record(minato, kim):
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim, name="キム 美咲", email="kim@mail.example")
        ApplicationFactory(candidate=candidate, person_id=kim)
    return candidate


@pytest.fixture
def kims(client, kim):
    session = client.session
    session[SESSION_KEY] = kim
    session.save()
    return client


def test_the_list_has_one_page_for_each_company_and_right(kims, record, minato):
    page = kims.get(url("requests")).content.decode()

    assert [one for one in Right.values if url("request_ask", "minato", one) not in page] == []
    assert minato.address in page
    assert {kims.get(url("request_ask", "minato", one)).status_code for one in Right.values} == {200}


def test_an_erasure_asks_for_no_fee_and_no_copy_of_a_document(kims, record):
    page = kims.get(url("request_ask", "minato", Right.ERASE)).content.decode()

    assert [word for word in ('name="fee"', 'type="file"', "手数料額") if word in page] == []


def test_a_request_is_kept_and_shown_with_its_day(kims, record, minato):
    answer = kims.post(
        url("request_ask", "minato", Right.DISCLOSE), {"manner": "pdf", "about": "面接の記録"}, follow=True
    )

    page = answer.content.decode()
    with company(minato.pk):
        [request] = RightsRequest.objects.all()
    assert (request.manner, request.about) == ("pdf", "面接の記録")
    assert request.number in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Right.DISCLOSE, {"manner": "paper"}),
        (Right.DISCLOSE, {"manner": "telegram"}),
        (Right.DISCLOSE, {}),
        (Right.CORRECT, {"detail": "name", "new_value": ""}),
        (Right.CORRECT, {"detail": "rank", "new_value": "x"}),
        (Right.ERASE, {"agent": "legal"}),
        (Right.ERASE, {"about": "あ" * 3_000}),
    ],
)
def test_what_cannot_be_sent_comes_back_as_it_was_typed(kims, record, minato, kind, said):
    answer = kims.post(url("request_ask", "minato", kind), said)

    assert answer.status_code == 422
    assert said.get("new_value", "") in answer.content.decode()
    with company(minato.pk):
        assert RightsRequest.objects.count() == 0


@pytest.mark.parametrize("path", [("komorebi", "erase"), ("minato", "forget"), ("nobody", "erase")])
def test_where_nothing_is_kept_there_is_no_page(kims, record, komorebi, path):
    assert kims.get(url("request_ask", *path)).status_code == 404


def test_the_answer_is_a_file_in_both_forms(kims, record, kim, minato, ben):
    kims.post(url("request_ask", "minato", Right.DISCLOSE), {"manner": "json"})
    with company(minato.pk):
        request = RightsRequest.objects.get()
        keys = [one.key for one in RightsItem.objects.filter(request=request)]
        rights_answers.decide_items(request, keys, Decision.GRANTED, by=user_actor(ben.pk))
        assert kims.get(url("request_json", request.public_id)).status_code == 404
        rights_answers.answer_request(request, by=user_actor(ben.pk))

    asked = kims.get(url("request_json", request.public_id))
    paper = kims.get(url("request_pdf", request.public_id))

    assert json.loads(asked.content)["items"][0]["content"]["name"] == "キム 美咲"
    assert paper.content.startswith(b"%PDF-")
    assert kims.get(url("request", request.public_id)).status_code == 200


def test_records_of_provision_need_nobody(kims, record):
    said = json.loads(kims.get(url("request_records")).content)

    assert said == {"format": "career-relay/records-of-provision/1", "records": []}


def test_the_hub_leads_everywhere_once(kims, record):
    page = kims.get(url("mydata")).content.decode()

    for name in ("requests", "shields", "passport", "signin", "hearing", "download", "complaints", "certificates"):
        assert page.count(f'href="{url(name)}"') == 1, name


def test_the_hub_says_who_opened_what_on_which_choice(client, received):
    session = client.session
    session[SESSION_KEY] = received.kim
    session.save()

    page = client.get(url("mydata")).content.decode()

    with person(received.kim):
        [one] = handed(received.kim)
    assert (one.is_live, one.opened_at is not None, one.chosen_at is not None) == (True, True, True)
    assert received.komorebi.name in page
