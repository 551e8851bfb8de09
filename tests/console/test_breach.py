"""The operator's incidents, and the word to each company they concern (LEGAL B-04)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import operator
from career_relay.companies.models import Incident, IncidentNotice, PurgeReport
from tests.console.test_console import otto, otto_client  # noqa: F401 — the operator's staff
from tests.factories.companies import CompanyFactory, MembershipFactory

HOME = "/console/breach/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def facts(**more) -> dict:
    return {"title": "保存先への侵入", "kind": "access", "known_on": timezone.localdate(), "people": 10, **more}


@pytest.fixture
def opened(otto_client) -> Incident:  # noqa: F811
    otto_client.post(f"{HOME}new/", facts())
    with operator():
        return Incident.objects.get()


def post(client, name: str, it: Incident, **told):
    return client.post(reverse(f"console:breach_{name}", args=[it.public_id]), told)


def test_three_companies_are_told_and_each_reads_it_at_its_desk(otto_client, opened, client):  # noqa: F811
    firms = [CompanyFactory(verified_at=timezone.now()) for _ in range(3)]
    owner = MembershipFactory(company=firms[0], role="owner").user
    post(otto_client, "report", opened, summary="保存先に侵入された")

    post(otto_client, "pass_on", opened, companies=[one.pk for one in firms])

    with operator():
        notices = list(IncidentNotice.objects.all())
    assert {one.company_id for one in notices} == {one.pk for one in firms}
    text = otto_client.get(reverse("console:breach_file", args=[opened.public_id])).content.decode()
    assert all(one.name in text for one in firms)
    client.force_login(owner)
    page = client.get("/desk/breach/").content.decode()
    assert "保存先に侵入された" in page
    mine = next(one for one in notices if one.company_id == firms[0].pk)
    client.post(reverse("desk:breach_seen", args=[mine.public_id]))
    assert client.get(reverse("desk:breach_take", args=[mine.public_id])).status_code == 200
    answer = client.post(reverse("desk:breach_take", args=[mine.public_id]), facts())
    assert answer.status_code == 302


@pytest.mark.parametrize("wrong", [{"title": ""}, {"known_on": "2999-01-01"}, {"encrypted": "on", "evidence": "はい"}])
def test_wrong_facts_are_refused(otto_client, wrong):  # noqa: F811
    assert otto_client.post(f"{HOME}new/", facts(**wrong)).status_code == 422


def test_nobody_is_told_by_a_form_without_companies(otto_client, opened):  # noqa: F811
    assert post(otto_client, "pass_on", opened).status_code == 422
    assert post(otto_client, "pass_on", opened, companies=["999999"]).status_code == 422


def test_a_file_is_changed_read_and_closed(otto_client, opened):  # noqa: F811
    day = timezone.localdate()
    assert post(otto_client, "facts", opened, **facts(known_on="x")).status_code == 422
    post(otto_client, "facts", opened, **facts(first_report_on=day, final_report_on=day))
    assert post(otto_client, "close", opened, outcome="").status_code == 422
    post(otto_client, "close", opened, outcome="鍵を替えた。")

    with operator():
        assert Incident.objects.get().closed_at is not None
    for name in ("json", "pdf"):
        assert otto_client.get(reverse(f"console:breach_{name}", args=[opened.public_id])).status_code == 200


def test_the_register_says_which_nights_need_a_look(otto_client, minato):  # noqa: F811
    with operator():
        PurgeReport.objects.create(company=None, day=timezone.localdate(), counts={"sessions.session": 7})

    text = otto_client.get(HOME).content.decode()

    assert "7" in text
    assert otto_client.get(HOME).status_code == 200


def test_a_file_of_a_company_is_not_found(otto_client):  # noqa: F811
    url = reverse("console:breach_file", args=["00000000-0000-4000-8000-000000000000"])

    assert otto_client.get(url).status_code == 404
