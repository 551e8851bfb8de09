"""The part of the candidate page about mails: what the person chose, what is in the way, and a no told by phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.notices import preferences
from career_relay.notices.models import PermissionProof, Preference
from career_relay.notices.preferences import Talk
from career_relay.notices.states import LegalClass, Way
from career_relay.notices.suppression import is_shut
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db

KIM = "kim@mail.example"


@pytest.fixture
def record(minato):
    with acting_for(minato.pk):
        return CandidateFactory(email=KIM, email_key=KIM, state="contact")


def page_of(client, record):
    answer = client.get(reverse("desk:candidate", args=[record.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def opt_out(client, record, **data):
    return client.post(f"/desk/candidates/{record.public_id}/opt-out", data)


def test_what_the_person_chose_is_told_in_words(ben_client, record, minato):
    with acting_for(minato.pk):
        month = preferences.months(timezone.localdate())[4]
        Preference.objects.create(
            candidate=record, topics=["news", "jobs"], frequency="monthly", phone_first=True, how=Way.ME,
            talk_from=month, talk_family="b2b_sales", talk_prefecture="大阪府", talk_words="週4日の仕事",
        )  # fmt: skip

    page = page_of(ben_client, record)

    for words in (
        "事業ニュース、求人",
        "月に1回まで",
        f"{month.year}年{month.month}月",
        "大阪府",
        "週4日の仕事",
        "先に電話を希望",
    ):
        assert words in page


def test_a_no_told_by_phone_counts_like_a_tap(ben_client, record, minato, ben):
    answer = opt_out(ben_client, record, how="phone")

    assert answer.status_code == 302
    with acting_for(minato.pk):
        proof = PermissionProof.objects.get()
        assert is_shut(KIM, LegalClass.NEWSLETTER) is True
    assert (proof.way, proof.word) == ("phone", "refused")
    page = page_of(ben_client, record)
    assert "お知らせやご案内を希望されていません" in page
    assert "担当者へのお申し出" in page
    assert "opt-out" not in page


@pytest.mark.parametrize("data", [{}, {"how": "pigeon"}, {"how": "あ" * 500}])
def test_a_no_is_never_lost_to_a_typo(ben_client, record, minato, data):
    opt_out(ben_client, record, **data)

    with acting_for(minato.pk):
        assert is_shut(KIM, LegalClass.NEWSLETTER) is True


def test_the_second_time_says_that_it_was_known(ben_client, record, minato):
    for _ in range(2):
        opt_out(ben_client, record, how="reply")

    with acting_for(minato.pk):
        assert PermissionProof.objects.count() == 1


def test_what_the_person_does_stands_in_the_timeline(ben_client, record, minato):
    with acting_for(minato.pk):
        month = preferences.months(timezone.localdate())[1]
        preferences.talk_again(record, Talk(month), by=preferences.SYSTEM)
        preferences.unsubscribe(record, how=Way.ONE_CLICK)

    page = page_of(ben_client, record)

    assert f"{month.year}年{month.month}月にもう一度お話ししたいとのことです" in page
    assert "お知らせやご案内を希望されない旨を受けました（メールの配信停止ボタン）" in page


def test_another_company_cannot_note_anything(client, cleo, record, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    assert opt_out(client, record, how="phone").status_code == 404
    with acting_for(minato.pk):
        assert PermissionProof.objects.exists() is False


def test_a_viewer_sees_and_does_not_act(ben_client, ben, record, minato):
    Membership.objects.filter(user=ben).update(role=Role.VIEWER)

    assert "opt-out" not in page_of(ben_client, record)
    assert opt_out(ben_client, record, how="phone").status_code == 403


def test_looking_is_no_way_to_note_it(ben_client, record):
    assert ben_client.get(f"/desk/candidates/{record.public_id}/opt-out").status_code == 405


def test_the_page_costs_the_same_with_many_proofs(ben_client, record, minato, django_assert_max_num_queries):
    with acting_for(minato.pk):
        for _ in range(12):
            PermissionProof.objects.create(candidate=record, word="given", way=Way.ME)

    with django_assert_max_num_queries(90):
        page = page_of(ben_client, record)

    assert page.count("ご本人のページ（番号で確認済み）") == 10
