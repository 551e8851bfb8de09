"""The file of an incident, from the first word to the letters, on its pages."""

from datetime import timedelta
from time import time

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.audit import record, signed_in_by
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Incident, IncidentPerson
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind
from tests.factories.candidates import CandidateFactory

HOME = "/desk/breach/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def sure(ada, ada_client):
    session = ada_client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(ada.pk)
    session.save()
    return ada_client


def facts(**more) -> dict:
    return {"title": "アカウントの乗っ取り", "kind": "access", "known_on": timezone.localdate(), "people": 1, **more}


@pytest.fixture
def opened(sure, minato) -> Incident:
    sure.post(f"{HOME}new/", facts())
    with acting_for(minato.pk):
        return Incident.objects.get()


def post(client, name: str, it: Incident, **told):
    return client.post(reverse(f"desk:breach_{name}", args=[it.public_id]), told)


def test_two_minutes_from_the_first_word_to_what_the_law_asks(sure, minato):
    assert sure.get(HOME).status_code == 200
    answer = sure.post(f"{HOME}new/", facts(), follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<form" in text
    with acting_for(minato.pk):
        assert Incident.objects.get().title in text
    assert "アカウントの乗っ取り" in sure.get(HOME).content.decode()


@pytest.mark.parametrize("wrong", [
    {"title": ""}, {"kind": "x"}, {"known_on": "2999-01-01"}, {"people": "-1"}, {"encrypted": "on"}, {"known_on": "x"},
])  # fmt: skip
def test_wrong_facts_are_answered_with_where(sure, minato, wrong):
    answer = sure.post(f"{HOME}new/", facts(**wrong))

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Incident.objects.count() == 0


def test_from_the_log_to_the_letters(sure, minato, ben, opened):
    with acting_for(minato.pk):
        kim, _lee = CandidateFactory(email="kim@mail.example"), CandidateFactory()
        with signed_in_by("stolen"):
            record("t.did", kim, by=user_actor(ben.pk))
        member = ben.memberships.get()
    now = timezone.localtime()
    window = {
        "member": member.pk,
        "since": now - timedelta(hours=1),
        "until": now + timedelta(hours=1),
        "scope": "acted",
    }

    looked = post(sure, "people", opened, **window, look="1")
    assert looked.status_code == 200
    with acting_for(minato.pk):
        assert IncidentPerson.objects.count() == 0
    post(sure, "people", opened, **window)
    post(sure, "report", opened, **{key: f"内容-{key}" for key in ("summary", "kinds", "cause", "secondary", "other")})
    assert "内容-cause" in sure.get(reverse("desk:breach_file", args=[opened.public_id])).content.decode()
    post(sure, "tell", opened)

    with acting_for(minato.pk):
        told = IncidentPerson.objects.get()
    assert (told.candidate_ref, told.told_at is not None) == (kim.pk, True)
    assert PersonalMail.objects.filter(kind=PersonalKind.BREACH).count() == 1


@pytest.mark.parametrize("wrong", [
    {}, {"since": "x", "until": "y", "scope": "acted"}, {"since": "2026-11-02T00:00", "until": "2026-11-01T00:00", "scope": "acted"},
    {"since": "2020-11-02T00:00", "until": "2026-11-01T00:00", "scope": "acted"}, {"since": "2026-11-01T00:00", "until": "2026-11-02T00:00", "scope": "z"},
    {"since": "2026-11-01T00:00", "until": "2026-11-02T00:00", "scope": "acted", "session": "' OR 1=1"},
])  # fmt: skip
def test_a_window_that_is_none_lists_nobody(sure, minato, opened, wrong):
    assert post(sure, "people", opened, **wrong).status_code == 422

    with acting_for(minato.pk):
        assert IncidentPerson.objects.count() == 0


def test_everybody_may_be_listed_and_taken_off_again(sure, minato, opened):
    with acting_for(minato.pk):
        CandidateFactory.create_batch(3)
    window = {"since": "2026-11-01T00:00", "until": "2026-11-02T00:00", "scope": "could"}

    post(sure, "people", opened, **window)
    with acting_for(minato.pk):
        assert IncidentPerson.objects.count() == 3
    post(sure, "drop", opened)

    with acting_for(minato.pk):
        assert IncidentPerson.objects.count() == 0


def test_the_report_leaves_as_json_and_pdf(sure, opened):
    told = sure.get(reverse("desk:breach_json", args=[opened.public_id]))
    paper = sure.get(reverse("desk:breach_pdf", args=[opened.public_id]))

    assert (len(told.json()["report"]), told.json()["reportable"]) == (9, True)
    assert (paper.content[:4], paper["Content-Type"], paper["Cache-Control"]) == (
        b"%PDF",
        "application/pdf",
        "no-store",
    )


def test_a_file_is_closed_after_its_report(sure, minato, opened):
    post(sure, "close", opened, outcome="終了")
    with acting_for(minato.pk):
        assert Incident.objects.get().closed_at is None
    post(sure, "facts", opened, **facts(first_report_on=timezone.localdate(), final_report_on=timezone.localdate()))
    assert post(sure, "close", opened, outcome="").status_code == 422

    post(sure, "close", opened, outcome="全員に通知した。")

    with acting_for(minato.pk):
        assert Incident.objects.get().outcome == "全員に通知した。"
    assert "全員に通知した。" in sure.get(HOME).content.decode()


def test_a_recruiter_finds_no_incidents(ben_client, minato):
    assert ben_client.get(HOME).status_code == 403
