"""Anybody can complain and tell the harassment desk, signed in or not, and sees behind a link what became of it."""

import pytest
from django.urls import reverse

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company
from career_relay.companies import complaints, reports
from career_relay.companies.models import Complaint, HarassmentReport
from career_relay.portal.middleware import SESSION_KEY
from tests.factories.candidates import CandidateFactory

FORM = {"topic": "answer", "words": "三週間お返事がありません"}
REPORT = {"kind": "sexual", "words": "容姿について言われました", "wish": "ask"}


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def kept(at, model=Complaint):
    with company(at.pk):
        return list(model.objects.all())


def test_a_complaint_needs_no_sign_in_and_gives_a_link(client, minato, operator_company):
    answer = client.post(url("complain_of", "minato"), {**FORM, "to": ["company"]}, follow=True)

    [found] = kept(minato)
    link = url("complaint_status", "minato", found.public_id, complaints.code_of(found.public_id))
    assert link in answer.content.decode()
    assert (found.person_id, found.words) == (None, FORM["words"])
    page = client.get(link)
    assert (page.status_code, page["Referrer-Policy"]) == (200, "no-referrer")
    assert FORM["words"] not in page.content.decode()


def test_both_desks_get_a_row_of_their_own(client, minato, operator_company):
    client.post(url("complain_of", "minato"), {**FORM, "to": ["company", "operator"]})

    assert [one.about for one in kept(minato) + kept(operator_company)] == [minato, minato]


def test_only_the_operator_is_told_when_that_is_chosen(client, minato, operator_company):
    client.post(url("complain_of", "minato"), {**FORM, "to": ["operator"]})

    assert (kept(minato), len(kept(operator_company))) == ([], 1)


def test_without_an_operator_it_goes_to_the_company(client, minato):
    client.post(url("complain_of", "minato"), FORM)

    assert len(kept(minato)) == 1


def test_the_operator_can_be_told_about_nobody_in_particular(client, operator_company):
    client.post(url("complain"), FORM)

    assert [one.about for one in kept(operator_company)] == [None]


def test_without_an_operator_the_page_of_all_desks_is_shown(client, minato):
    assert client.get(url("complain")).status_code == 302


def test_who_is_signed_in_finds_it_among_their_own(client, minato, kim):
    session = client.session
    session[SESSION_KEY] = kim
    session.save()

    client.post(url("complain_of", "minato"), FORM)

    assert [one.person_id for one in kept(minato)] == [kim]


@pytest.mark.parametrize(
    "bad",
    [
        {"words": ""}, {"words": "あ" * 4_001}, {"topic": ""}, {"topic": "weather"}, {"reply_to": "nowhere"},
        {"to": ["police"]}, {"to": []},
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_not_lost(client, minato, operator_company, bad):
    answer = client.post(url("complain_of", "minato"), {**FORM, "to": ["company"], "name": "海野 葵", **bad})

    assert answer.status_code == 422
    assert "海野 葵" in answer.content.decode()
    assert kept(minato) == []


def test_too_many_from_one_place_are_put_off(client, minato):
    said = [client.post(url("complain_of", "minato"), FORM).status_code for _each in range(complaints.PER_NETWORK + 1)]

    assert said == [302] * complaints.PER_NETWORK + [429]


def test_a_wrong_code_and_a_wrong_id_look_alike(client, minato, komorebi):
    client.post(url("complain_of", "minato"), FORM)
    [found] = kept(minato)
    code = complaints.code_of(found.public_id)

    wrong = [
        client.get(url("complaint_status", "minato", found.public_id, "0" * 32)),
        client.get(url("complaint_status", "minato", "00000000-0000-4000-8000-000000000000", code)),
        client.get(url("complaint_status", "komorebi", found.public_id, code)),
        client.get(url("report_status", "minato", found.public_id, code)),
        client.get(url("complain_sent", "forged")),
    ]

    assert [one.status_code for one in wrong] == [404] * 5


def test_the_answer_appears_behind_the_link(client, minato, ben):
    client.post(url("complain_of", "minato"), FORM)
    [found] = kept(minato)
    with company(minato.pk):
        complaints.answer_complaint(found, "お待たせいたしました", by=user_actor(ben.pk))
        complaints.close_complaint(found, "社内だけの記録", by=user_actor(ben.pk))

    page = client.get(url("complaint_status", "minato", found.public_id, complaints.code_of(found.public_id)))

    assert "お待たせいたしました" in page.content.decode()
    assert "社内だけの記録" not in page.content.decode()


# --- the harassment desk -----------------------------------------------------------------------------------------------


def test_the_rules_are_read_by_anybody(client, minato):
    page = client.get(url("conduct", "minato")).content.decode()

    assert minato.conduct.policy in page
    assert minato.harassment_desk in page
    assert url("report", "minato") in page


def test_a_company_that_has_published_nothing_still_has_its_desk(client, minato):
    minato.conduct.delete()

    assert client.get(url("conduct", "minato")).status_code == 200
    assert client.get(url("report", "minato")).status_code == 200


def test_a_report_needs_no_name_and_its_answer_stands_behind_a_link(client, minato, ada):
    answer = client.post(url("report", "minato"), REPORT)
    [found] = kept(minato, HarassmentReport)
    with company(minato.pk):
        reports.answer_report(found, "お話を伺います", by=user_actor(ada.pk))

    page = client.get(answer.url).content.decode()

    assert "お話を伺います" in page
    assert REPORT["words"] not in page
    assert found.name == ""


@pytest.mark.parametrize(
    "bad", [{"words": ""}, {"kind": "gossip"}, {"wish": ""}, {"reply_to": "@"}, {"words": "あ" * 4_001}]
)
def test_a_report_that_cannot_be_sent_is_not_lost(client, minato, bad):
    answer = client.post(url("report", "minato"), {**REPORT, "when_where": "10月1日 本社", **bad})

    assert answer.status_code == 422
    assert "10月1日 本社" in answer.content.decode()
    assert kept(minato, HarassmentReport) == []


def test_a_report_is_on_no_page_of_the_candidate(ben_client, minato, client):
    with company(minato.pk):
        candidate = CandidateFactory(name="キム 美咲", email="kim@mail.example")
    client.post(url("report", "minato"), {**REPORT, "reply_to": "kim@mail.example", "name": "キム 美咲"})

    page = ben_client.get(reverse("desk:candidate", args=[candidate.public_id])).content.decode()

    assert "容姿" not in page


@pytest.mark.parametrize("name", ["complain_of", "conduct", "report"])
def test_a_company_nobody_knows_has_no_desk(client, db, name):
    assert client.get(url(name, "nobody")).status_code == 404
