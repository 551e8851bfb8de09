"""The books of placement in the console: to read, to keep as a file, and the yearly figures."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import operator
from career_relay.relay import yearly
from career_relay.relay.models import NetworkReport
from tests.factories.companies import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dees(client):
    client.force_login(UserFactory(name="Dee", email="dee@chamber.example", is_operator=True))
    return client


@pytest.mark.parametrize(("kind", "columns"), [("jobs", 22), ("seekers", 18)])
def test_a_book_is_read_and_kept_as_a_file(received, dees, kind, columns):
    page = dees.get(reverse("console:ledger", args=[kind])).content.decode()
    kept = dees.post(reverse("console:ledger_file", args=[kind])).content.decode("utf-8-sig")

    [heads, row] = list(csv.reader(StringIO(kept)))
    assert (len(heads), len(row), "" in row) == (columns, columns, False)
    assert "キム 美咲" in page
    assert "キム 美咲" in row
    with operator():
        assert AuditEvent.objects.filter(event="companies.book_exported", data__book=kind).count() == 1


def test_there_are_two_books(dees):
    assert dees.get(reverse("console:ledger", args=["fees"])).status_code == 404
    assert dees.post(reverse("console:ledger_file", args=["fees"])).status_code == 404


def test_a_line_that_waits_for_the_person_is_said(received, dees):
    page = dees.get(reverse("console:ledger", args=["seekers"])).content.decode()

    assert "is-warn" in page


def test_the_figures_are_counted_by_the_button_and_kept(received, dees, monkeypatch):
    monkeypatch.setattr(yearly, "day_of", lambda year: yearly.date(year, 1, 1))
    place = reverse("console:figures")
    assert reverse("console:figures_take") in dees.get(place).content.decode()

    dees.post(reverse("console:figures_take"))
    dees.post(reverse("console:figures_take"))

    assert NetworkReport.objects.count() == 1
    assert reverse("console:figures_take") not in dees.get(place).content.decode()
    kept = dees.post(reverse("console:figures_file")).content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(kept)))) == 1 + len(yearly.LABELS)


def test_nobody_else_reads_the_books(received, client, cleo, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    assert client.get(reverse("console:ledger", args=["jobs"])).status_code == 404
    assert client.get(reverse("console:figures")).status_code == 404


@pytest.mark.parametrize("name", ["jobs", "seekers", None])
def test_without_the_licence_no_title_says_placement(dees, name):
    place = reverse("console:ledger", args=[name]) if name else reverse("console:figures")

    page = dees.get(place, headers={"accept-language": "ja"}).content.decode()

    assert "職業紹介" not in page
