"""Settings → Complaints, the register of complaints, and reports that only keepers of the desk can open."""

import pytest
from django.urls import reverse

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company
from career_relay.companies import complaints, desks, reports
from career_relay.companies.models import Complaint, HarassmentReport, Membership
from career_relay.companies.roles import Role
from tests.factories.companies import MembershipFactory, UserFactory


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def report(minato):
    with company(minato.pk):
        return reports.report(minato, reports.Told("power", "怒鳴られました"), by=SYSTEM)


@pytest.fixture
def complaint(minato):
    with company(minato.pk):
        return complaints.complain(minato, complaints.Words("answer", "お返事がありません"), by=SYSTEM)


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def signed_in(client, minato, role):
    user = UserFactory(name=role)
    MembershipFactory(company=minato, role=role, user=user)
    client.force_login(user)
    return client


def test_an_owner_publishes_how_people_are_met(ada_client, minato):
    words = {**desks.proposal(), "place": "本社のみ", "desk": "社外窓口 03-0000-0000"}

    assert ada_client.get(url("desks")).status_code == 200
    refused = ada_client.post(url("desks_conduct"), {**words, "policy": ""})
    ada_client.post(url("desks_conduct"), words)

    assert (refused.status_code, desks.conduct_of(minato.pk).place) == (422, "本社のみ")
    assert "本社のみ" in refused.content.decode()


def test_words_that_are_too_long_are_refused(ada_client):
    words = {**desks.proposal(), "policy": "あ" * 3_001, "desk": "社外窓口"}

    assert ada_client.post(url("desks_conduct"), words).status_code == 422


@pytest.mark.parametrize("name", ["desks_conduct", "desks_keepers"])
def test_only_owners_change_the_desk(ben_client, name):
    assert ben_client.post(url(name), {}).status_code == 403


def test_an_owner_names_who_reads_reports(ada_client, minato):
    legal = MembershipFactory(company=minato, role=Role.VIEWER)
    rater = MembershipFactory(company=minato, role=Role.INTERVIEWER)

    ada_client.post(url("desks_keepers"), {"keeper": [legal.pk]})
    refused = ada_client.post(url("desks_keepers"), {"keeper": [rater.pk]})
    strange = ada_client.post(url("desks_keepers"), {"keeper": ["x", "9" * 30, legal.pk]})

    assert (refused.status_code, strange.status_code) == (422, 302)
    with company(minato.pk):
        assert desks.keepers(minato) == [legal]


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.RECRUITER, Role.VIEWER])
def test_a_report_does_not_exist_for_anybody_but_its_keepers(client, ada, minato, report, role):
    browser = signed_in(client, minato, role)

    answers = [browser.get(url("harassment")), browser.get(url("harassment_report", report.public_id))]
    answers += [browser.post(url(name, report.public_id), {"words": "x", "outcome": "x"}) for name in ACTS]

    assert [one.status_code for one in answers] == [404] * 4


ACTS = ("harassment_answer", "harassment_close")


def test_a_keeper_answers_and_closes(ada_client, minato, report):
    page = ada_client.get(url("harassment_report", report.public_id)).content.decode()
    empty = [ada_client.post(url(name, report.public_id), {"words": " ", "outcome": ""}).status_code for name in ACTS]
    ada_client.post(url("harassment_answer", report.public_id), {"words": "お話を伺います"})
    ada_client.post(url("harassment_close", report.public_id), {"outcome": "担当を替えました"})

    assert "怒鳴られました" in page
    assert empty == [422, 422]
    with company(minato.pk):
        found = HarassmentReport.objects.get()
        assert (found.answer, found.outcome) == ("お話を伺います", "担当を替えました")
    assert ada_client.get(url("harassment")).status_code == 200


def test_an_owner_who_is_not_a_keeper_sees_nothing(ada_client, ada, minato, report):
    legal = MembershipFactory(company=minato, role=Role.VIEWER)
    ada_client.post(url("desks_keepers"), {"keeper": [legal.pk]})

    assert ada_client.get(url("harassment_report", report.public_id)).status_code == 404
    assert Membership.objects.get(user=ada).role == Role.OWNER


def test_a_complaint_is_answered_closed_and_registered(ben_client, minato, complaint):
    here = url("complaint", complaint.public_id)

    page = ben_client.get(here).content.decode()
    empty = [
        ben_client.post(url(name, complaint.public_id), {}).status_code
        for name in ("complaint_answer", "complaint_close")
    ]
    ben_client.post(url("complaint_answer", complaint.public_id), {"words": "申し訳ございません"})
    ben_client.post(url("complaint_close", complaint.public_id), {"outcome": "当日お返事した"})

    assert "お返事がありません" in page
    assert empty == [422, 422]
    with company(minato.pk):
        assert Complaint.objects.get().closed_at is not None
    assert "当日お返事した" in ben_client.get(url("complaints_file")).content.decode()
    assert ben_client.get(url("complaints")).status_code == 200


def test_another_company_finds_no_complaint_and_no_report(client, cleo, complaint, report):
    client.force_login(cleo)

    found = [client.get(url("complaint", complaint.public_id)), client.get(url("harassment_report", report.public_id))]

    assert [one.status_code for one in found] == [404, 404]
