"""Keeping and erasing on its page: months, holds, what tonight erases; and the public page that follows from it."""

import re
from datetime import timedelta
from time import time

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate, LegalHold
from career_relay.candidates.rewinding import rewind
from career_relay.candidates.states import Stage
from career_relay.companies.models import Company, RetentionRule
from career_relay.companies.purge import purge_company
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory

PAGE = "/desk/settings/retention/"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def let_in(client, user):
    """Somebody who typed their password a moment ago."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def sure(client, ada):
    return let_in(client, ada)


def choose(client, key, **told):
    return client.post(reverse("desk:retention_choose", args=[key]), told)


def test_the_page_says_what_tonight_erases_and_who_is_next(sure, minato):
    with acting_for(minato.pk):
        CandidateFactory(name="もうすぐ 消える", purge_after=timezone.localdate() + timedelta(days=2))
        CandidateFactory(name="今夜 消える", purge_after=timezone.localdate() - timedelta(days=1))
        LegalHold.objects.create(
            reason="照会", until=timezone.localdate() + timedelta(days=9), candidate=CandidateFactory(name="残す 人")
        )

    text = sure.get(PAGE).content.decode()

    assert re.search(r'<b class="num">1</b>', text)
    assert "もうすぐ 消える" in text
    assert text.index("今夜 消える") < text.index("もうすぐ 消える")
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 3  # looking erases nothing


def test_past_nights_are_told_in_numbers(sure, minato):
    with acting_for(minato.pk):
        CandidateFactory(name="キム 秘密", purge_after=timezone.localdate() - timedelta(days=1))
    purge_company(minato.pk, timezone.localdate())

    text = sure.get(PAGE).content.decode()

    assert "キム 秘密" not in text
    assert "did not finish" not in text


def test_a_viewer_sees_the_table_and_no_names(client, minato):
    client.force_login(MembershipFactory(company=minato, role="viewer").user)
    with acting_for(minato.pk):
        CandidateFactory(name="キム 秘密")

    answer = client.get(PAGE)

    assert (answer.status_code, "キム 秘密" in answer.content.decode()) == (200, False)
    assert choose(client, "application", months=3).status_code == 403


def test_fewer_months_hold_at_once_and_the_records_follow(sure, minato):
    today = timezone.localdate()
    with acting_for(minato.pk):
        one = ApplicationFactory(stage=Stage.REJECTED, decided_at=timezone.now() - timedelta(days=100)).candidate
        Candidate.objects.update(
            created_at=timezone.now() - timedelta(days=120), purge_after=today + timedelta(days=80)
        )

    assert choose(sure, "application", months=3).status_code == 302
    assert rewind(minato.pk) == 1

    assert Company.objects.get(pk=minato.pk).retention_months == 3
    with acting_for(minato.pk):
        assert Candidate.objects.get(pk=one.pk).purge_after < today
    assert rewind(minato.pk) == 0


def test_more_months_wait_for_a_second_owner(sure, minato, client):
    assert choose(sure, "application", months=12).status_code == 422
    assert choose(sure, "application", months=12, why="研究職は選考が長いため").status_code == 302
    assert Company.objects.get(pk=minato.pk).retention_months == 6
    second = let_in(client, MembershipFactory(company=minato, role="owner").user)

    second.post(reverse("desk:retention_allow", args=["application"]))

    assert Company.objects.get(pk=minato.pk).retention_months == 12


@pytest.mark.parametrize(("key", "told", "status"), [
    ("application", {"months": "x"}, 422), ("application", {}, 422), ("application", {"months": "99"}, 422),
    ("provision", {"months": "1"}, 422), ("nothing", {"months": "1"}, 404), ("open", {"months": "-1"}, 422),
])  # fmt: skip
def test_bad_months_change_nothing(sure, minato, key, told, status):
    assert choose(sure, key, **told).status_code == status

    with acting_for(minato.pk):
        assert RetentionRule.objects.count() == 0


def test_without_the_password_nothing_is_chosen(ada_client, minato):
    assert "reauthenticate" in choose(ada_client, "application", months=3).url


def test_a_hold_is_made_agreed_to_and_ended(sure, minato, client):
    with acting_for(minato.pk):
        kim = CandidateFactory(name="キム 美咲")
    until = timezone.localdate() + timedelta(days=30)
    assert "キム 美咲" in sure.get(f"{PAGE}?hold={kim.public_id}").content.decode()
    sure.post(reverse("desk:retention_hold"), {"who": kim.public_id, "reason": "労働局の照会", "until": until})
    with acting_for(minato.pk):
        hold = LegalHold.objects.get()
    second = let_in(client, MembershipFactory(company=minato, role="owner").user)

    second.post(reverse("desk:retention_hold_allow", args=[hold.public_id]))
    second.post(reverse("desk:retention_hold_end", args=[hold.public_id]))

    with acting_for(minato.pk):
        hold.refresh_from_db()
    assert hold.candidate_id == kim.pk
    assert None not in (hold.allowed_at, hold.ended_at)


@pytest.mark.parametrize(("told", "status"), [
    ({}, 422), ({"reason": "x", "until": "2020-01-01"}, 422), ({"reason": " ", "until": "2999-01-01"}, 422),
    ({"who": "00000000-0000-4000-8000-000000000000", "reason": "x", "until": "2026-12-31"}, 404), ({"who": "x", "reason": "x", "until": "x"}, 422),
])  # fmt: skip
def test_a_bad_hold_is_refused(sure, minato, told, status):
    assert sure.post(reverse("desk:retention_hold"), told).status_code == status

    with acting_for(minato.pk):
        assert LegalHold.objects.count() == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_privacy_page_says_all_the_law_asks_for_from_the_settings(
    client, minato, operator_company, language, settings
):
    settings.HOSTING_COUNTRY = "SG"
    Company.objects.filter(pk=minato.pk).update(
        verified_at=timezone.now(), retention_months=4, contact_desk="採用課", purpose_third_party=True
    )
    client.cookies["lang"] = language

    text = client.get(reverse("portal:privacy_of", args=["minato"])).content.decode()

    minato.refresh_from_db()
    for fact in (minato.name, minato.address, minato.representative, "採用課", "SG"):
        assert fact in text
    assert len(re.findall(r"<h2", text)) >= 6
    assert ("4 months" if language == "en" else "4か月") in text
