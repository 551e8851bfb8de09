"""One sign-in for several companies; each stays a tenant of its own."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company
from career_relay.companies.roles import Role
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(komorebi, ben):
    """Ben works for Komorebi too, as somebody who only looks."""
    return MembershipFactory(company=komorebi, role=Role.VIEWER, user=ben)


def change(client, where):
    return client.post(reverse("desk:house_change", args=[where.public_id]))


def test_one_changes_the_company_and_sees_only_its_people(minato, komorebi, both, ben_client):
    for where, name in ((minato, "港 太郎"), (komorebi, "木漏 花子")):
        with company(where.pk):
            CandidateFactory(name=name)

    change(ben_client, komorebi)

    page = ben_client.get(reverse("desk:pool")).content.decode()
    assert ("木漏 花子" in page, "港 太郎" in page) == (True, False)


def test_the_role_is_that_of_the_company(komorebi, both, ben_client):
    change(ben_client, komorebi)

    assert ben_client.get(reverse("desk:board")).status_code == 403


def test_nobody_changes_to_a_company_they_do_not_work_for(komorebi, ben_client, minato):
    assert change(ben_client, komorebi).status_code == 404
    assert "株式会社こもれび" not in ben_client.get(reverse("desk:houses")).content.decode()
    assert ben_client.get(reverse("desk:board")).status_code != 403


def test_a_look_changes_nothing(komorebi, both, ben_client):
    assert ben_client.get(reverse("desk:house_change", args=[komorebi.public_id])).status_code == 405
