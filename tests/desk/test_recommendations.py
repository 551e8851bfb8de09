"""The letter at the desk: drafted, looked at, handed over, corrected, taken back; and nothing of what became of it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application
from career_relay.companies.roles import Role
from career_relay.consents import recommendations
from career_relay.consents.models import KeptLetter, Letter
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import MembershipFactory

FILLED = {
    "count": "3",
    "signed": "採用担当 佐藤",
    "skill_0": "順序立てた説明",
    "evidence_0": "難しい移行の経緯を順を追って話された。",
    "skill_1": "準備",
    "evidence_1": "資料を読み、質問を3つ用意されていた。",
}


@pytest.fixture
def ended(minato, kim) -> Application:
    with company(minato.pk):
        found = ApplicationFactory(
            candidate=CandidateFactory(person_id=kim, email="kim@mail.example"),
            person_id=kim, stage="rejected", decided_at=timezone.now(), good_for=["カスタマーサクセス"],
        )  # fmt: skip
        Message.objects.create(
            candidate=found.candidate, application=found, state=MessageState.ACCEPTED, body_text="結果です"
        )
        EvaluationFactory(application=found, strengths="順を追って話す")
    return found


def url(ended, name="letter"):
    return reverse(f"desk:{name}", args=[ended.public_id])


def hash_on(page) -> str:
    return re.search(r'name="letter_hash" value="(\w{64})"', page.content.decode())[1]


def handed(ben_client, ended):
    page = ben_client.post(url(ended), FILLED, follow=True)
    return ben_client.post(url(ended, "letter_hand"), {"letter_hash": hash_on(page)}, follow=True)


def test_a_letter_is_drafted_looked_at_and_handed_over(ben_client, ended, kim):
    page = handed(ben_client, ended)

    assert page.status_code == 200
    with person(kim):
        assert [line["skill"] for line in KeptLetter.objects.get().lines] == ["順序立てた説明", "準備"]


def test_the_page_begins_with_what_was_noted_as_good(ben_client, ended):
    page = ben_client.get(url(ended))
    used = ben_client.post(url(ended), {**FILLED, "act": "use", "points": ["0", "1", "99", "x"]})

    assert "カスタマーサクセス" in page.content.decode()
    assert re.search(r'name="skill_2"[^>]*value="カスタマーサクセス"', used.content.decode())
    assert "順を追って話す</textarea>" in used.content.decode()
    with company(ended.company_id):
        assert Letter.objects.count() == 0


def test_one_more_line_loses_nothing(ben_client, ended):
    page = ben_client.post(url(ended), {**FILLED, "skill_2": "傾聴", "act": "add"})

    assert 'name="skill_3"' in page.content.decode()
    assert "傾聴" in page.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"evidence_0": "残念ながら採用に至りませんでした"},
        {"evidence_0": "ほかの応募者より優れていた"},
        {"evidence_0": "父親の職業の話をされた"},
        {"evidence_0": ""},
        {"signed": ""},
        {"skill_0": "あ" * 61},
        {"count": "x"},
        {"count": "9" * 30, "evidence_1": ""},
    ],
)
def test_what_may_not_be_in_it_is_named_and_what_was_typed_stays(ben_client, ended, change):
    page = ben_client.post(url(ended), {**FILLED, **change})

    if change == {"count": "x"}:
        assert page.status_code == 302  # at least three lines are always read
    else:
        assert page.status_code == 422
        assert "資料を読み" in page.content.decode() or "evidence_1" in change
        with company(ended.company_id):
            assert Letter.objects.count() == 0


def test_what_changed_since_it_was_looked_at_is_not_handed_over(ben_client, ended, kim):
    first = ben_client.post(url(ended), FILLED, follow=True)
    ben_client.post(url(ended), {**FILLED, "skill_0": "説明"})

    page = ben_client.post(url(ended, "letter_hand"), {"letter_hash": hash_on(first)})

    assert page.status_code == 422
    with person(kim):
        assert KeptLetter.objects.count() == 0


def test_before_the_answer_there_is_no_letter(ben_client, ended, kim):
    with company(ended.company_id):
        Message.objects.update(state=MessageState.DRAFT)

    assert handed(ben_client, ended).status_code == 422
    with person(kim):
        assert KeptLetter.objects.count() == 0


def test_a_correction_is_shown_and_answered_by_a_new_version(ben_client, ended, kim):
    handed(ben_client, ended)
    with person(kim):
        recommendations.ask_correction(KeptLetter.objects.get(), "「3つ」は「4つ」です", by=person_actor(kim))

    asked = ben_client.get(url(ended)).content.decode()
    handed(ben_client, ended)

    assert "「3つ」は「4つ」です" in asked
    assert "資料を読み" in asked
    with person(kim):
        assert KeptLetter.objects.filter(state="new").count() == 2


def test_what_the_person_made_of_it_is_not_on_any_page(ben_client, ended, kim):
    handed(ben_client, ended)
    pages = (url(ended), reverse("desk:candidate", args=[ended.candidate.public_id]))
    before = [_plain(ben_client.get(one)) for one in pages]
    with person(kim):
        recommendations.accept(KeptLetter.objects.get(), by=person_actor(kim))

    assert [_plain(ben_client.get(one)) for one in pages] == before


def _plain(page) -> str:
    return re.sub(r"[A-Za-z0-9]{64}", "token", page.content.decode())


def test_it_is_taken_back_until_it_was_accepted(ben_client, ended, kim):
    handed(ben_client, ended)
    back = ben_client.post(url(ended, "letter_back"))
    handed(ben_client, ended)
    with person(kim):
        recommendations.accept(KeptLetter.objects.get(), by=person_actor(kim))

    late = ben_client.post(url(ended, "letter_back"))

    assert (back.status_code, late.status_code) == (302, 422)


def test_a_draft_is_thrown_away(ben_client, ended):
    ben_client.post(url(ended), FILLED)
    ben_client.post(url(ended, "letter_drop"))

    assert ben_client.post(url(ended, "letter_drop")).status_code == 404
    with company(ended.company_id):
        assert Letter.objects.count() == 0


@pytest.mark.parametrize("name", ["letter", "letter_hand", "letter_drop", "letter_back"])
def test_who_may_not_write_to_people_may_not_write_letters(client, minato, ended, name):
    client.force_login(MembershipFactory(company=minato, role=Role.INTERVIEWER).user)

    assert client.post(url(ended, name)).status_code == 403


def test_another_company_finds_nothing(client, cleo, settings, ended):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    assert client.get(url(ended)).status_code == 404
    assert client.post(url(ended), FILLED).status_code == 404
