"""The certificate at the desk: what it may say, when it may be handed over, taken back; and nothing of what became of it."""

from time import time

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application
from career_relay.companies.roles import Role
from career_relay.consents.certificates import actions, queries
from career_relay.consents.models import Certificate, CertificateKey
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import MembershipFactory
from tests.portal.conftest import plain

RATED = [
    {"criterion": "課題の整理", "score": 5, "behaviour": "順を追って話した"},
    {"criterion": "英語", "score": 2, "behaviour": "通訳を頼んだ"},
]
TOLD = {"family": "b2b_sales", "strengths": ["課題の整理"]}


@pytest.fixture
def final(minato, kim) -> Application:
    """Kim reached the final interview at Minato, and has her answer."""
    with company(minato.pk):
        found = ApplicationFactory(
            candidate=CandidateFactory(person_id=kim, email="kim@mail.example"), person_id=kim, stage="rejected",
            reached="final", decided_at=timezone.now(), reason_details="社内だけの理由", position_title="法人営業",
        )  # fmt: skip
        Message.objects.create(
            candidate=found.candidate, application=found, state=MessageState.ACCEPTED, body_text="結果です"
        )
        EvaluationFactory(application=found, criteria=RATED)
    return found


@pytest.fixture
def given(ben_client, final) -> Certificate:
    ben_client.post(write(final), TOLD)
    return certificates(final)[0]


def write(final) -> str:
    return reverse("desk:certificate_write", args=[final.public_id])


def page(given) -> str:
    return reverse("desk:certificate", args=[given.public_id])


def certificates(final) -> list[Certificate]:
    with company(final.company_id):
        return list(Certificate.objects.order_by("id"))


def text_of(response) -> str:
    return response.content.decode()


def test_a_certificate_is_chosen_from_the_scorecards_and_handed_over(ben_client, final):
    form = text_of(ben_client.get(write(final)))
    answer = ben_client.post(write(final), TOLD, follow=True)

    assert ("課題の整理" in form, "英語" in form, "社内だけの理由" in form) == (True, False, False)
    assert 'value="b2b_sales" selected' in form
    assert [(one.family, one.strengths) for one in certificates(final)] == [("法人営業", ["課題の整理"])]
    assert "にお渡し済み" in text_of(answer)


@pytest.mark.parametrize(
    "told",
    [
        {"strengths": ["英語"]},
        {"strengths": ["<script>"]},
        {"family": "astronaut"},
        {"family": "x" * 5000, "strengths": ["y" * 5000]},
    ],
)
def test_what_was_not_offered_is_refused_and_said(ben_client, final, told):
    answer = ben_client.post(write(final), told)

    assert (answer.status_code, certificates(final)) == (422, [])
    assert "<script>" not in text_of(answer).replace("<script src", "")


def test_while_the_answer_has_not_gone_out_the_page_says_so(ben_client, final):
    with company(final.company_id):
        Message.objects.update(state=MessageState.HELD)

    form, answer = ben_client.get(write(final)), ben_client.post(write(final), TOLD)

    assert "先に選考結果をお知らせください" in text_of(form)
    assert (answer.status_code, certificates(final)) == (422, [])


def test_one_selection_has_one_certificate(ben_client, given, final):
    answer = ben_client.post(write(final), TOLD)

    assert (answer.status_code, len(certificates(final))) == (422, 1)
    assert "すでにお渡ししています" in text_of(answer)


def test_the_page_is_the_same_whatever_the_person_did(ben_client, given, kim):
    def looks() -> str:
        return plain(ben_client.get(page(given)))

    ben_client.get(page(given))  # where the word of thanks is read
    before = looks()
    with person(kim):
        held = actions.keep_certificate(queries.mine(kim)[0], by=person_actor(kim), is_shown=True)
    kept = looks()
    with person(kim):
        actions.give_up_certificate(held, by=person_actor(kim))

    assert before == kept == looks()


def test_it_is_taken_back_with_a_reason(ben_client, given, final):
    revoke = reverse("desk:certificate_revoke", args=[given.public_id])

    empty = ben_client.post(revoke, {"reason": " "})
    unfair = ben_client.post(revoke, {"reason": "ご家族の病気のため"})
    done = ben_client.post(revoke, {"reason": "別の方と取り違えました"}, follow=True)

    assert (empty.status_code, unfair.status_code) == (422, 422)
    assert "ご家族の病気のため" in text_of(unfair)
    assert "取り消し済み" in text_of(done)
    assert certificates(final)[0].revoked_reason == "別の方と取り違えました"


def test_after_one_was_taken_back_another_may_be_handed_over(ben_client, given, final):
    ben_client.post(reverse("desk:certificate_revoke", args=[given.public_id]), {"reason": "月の誤り"})

    ben_client.post(write(final), TOLD)

    assert [bool(one.revoked_at) for one in certificates(final)] == [True, False]


def test_a_viewer_reads_and_does_no_more(client, minato, given, final):
    viewer = MembershipFactory(company=minato, role=Role.VIEWER).user
    client.force_login(viewer)
    revoke = reverse("desk:certificate_revoke", args=[given.public_id])

    seen = client.get(page(given))

    assert (seen.status_code, revoke in text_of(seen)) == (200, False)
    assert [client.post(one, {"reason": "x"}).status_code for one in (revoke, write(final))] == [403, 403]


def test_another_company_finds_nothing(settings, client, cleo, given, final):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    answers = {client.get(one).status_code for one in (page(given), write(final))}

    assert answers == {404}


def test_the_candidate_page_leads_there(ben_client, final):
    found = text_of(ben_client.get(reverse("desk:candidate", args=[final.candidate.public_id])))

    assert write(final) in found


@pytest.fixture
def sure(settings, ada, client):
    """Ada, who typed her password a moment ago."""
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(ada)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(ada.pk)
    session.save()
    return client


def test_the_keys_page_never_shows_a_private_half_and_a_new_key_leaves_the_old_one_listed(sure, minato):
    rotate = reverse("desk:certificate_rotate")

    empty = text_of(sure.get(reverse("desk:certificate_keys")))
    sure.post(rotate)
    with company(minato.pk):
        private = CertificateKey.objects.get().private
    first = text_of(sure.get(reverse("desk:certificate_keys")))
    last = text_of(sure.post(rotate, follow=True))

    assert "最初の鍵が作られます" in empty
    assert (private in first, private in last) == (False, False)
    assert (first.count("<code>"), last.count("<code>")) == (1, 2)


def test_a_new_key_asks_who_is_there_first(settings, ada_client, minato):
    settings.MFA_REQUIRED_FOR_OWNERS = False

    answer = ada_client.post(reverse("desk:certificate_rotate"))

    assert "reauthenticate" in answer.url
    with company(minato.pk):
        assert CertificateKey.objects.count() == 0
