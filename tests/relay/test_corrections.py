"""What a person is shown is what the comparison went by; they put it right, and the next comparison goes by that."""

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Candidate
from career_relay.candidates.search import refresh
from career_relay.candidates.states import Stage
from career_relay.consents.passport import save_passport
from career_relay.consents.states import Detail, Right
from career_relay.matching.pool import pick_for_ask
from career_relay.matching.queries import matches_in_own_pool
from tests.baton import HISTORY
from tests.consents.test_rights import G, ask, decide
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory
from tests.portal.conftest import sign_in

pytestmark = pytest.mark.django_db


def picked(relay) -> list[int]:
    with company(relay.komorebi.pk):
        return [one.person_id for one in pick_for_ask(relay.position, 9, at=timezone.now())]


def write(person_id, history):
    with person(person_id):
        save_passport(person_id, by=person_actor(person_id), history=history)


def test_a_corrected_profile_is_ranked_anew_at_the_next_question(relay, another_person):
    other = another_person(1)
    write(relay.kim, "法人営業を1年。")
    write(other, "法人営業を5年担当。提案書の作成。")
    assert picked(relay) == [other, relay.kim]

    write(relay.kim, HISTORY)

    assert picked(relay) == [relay.kim, other]


def test_the_person_sees_what_was_and_what_was_not_found_and_the_correction_shows_at_once(relay, client):
    write(relay.kim, "法人営業を5年担当。")
    relay.ask()
    sign_in(client, relay.kim)
    there = reverse("portal:ask", args=[relay.mine().public_id])

    before = client.get(there).content.decode()
    write(relay.kim, HISTORY)
    after = client.get(there).content.decode()

    missing = "プロフィールに書かれていないこと"
    assert (missing in before, "提案書の作成" in before, reverse("portal:passport") in before) == (True, True, True)
    assert "既存顧客との関係づくりを続けました" not in before
    assert (missing in after, "既存顧客との関係づくり" in after) == (False, True)


def test_a_correction_the_company_grants_ranks_its_own_record_anew(minato, ben, kim):
    with company(minato.pk):
        position = PositionFactory()
        other = CandidateFactory(name="営業の人", history="法人営業を5年担当。提案書の作成。", skills=[])
        mine = CandidateFactory(
            name="直す人", history="経理を3年。", skills=[], person_id=kim, email="kim@mail.example"
        )
        for one in (other, mine):
            ApplicationFactory(candidate=one, stage=Stage.REJECTED)
            refresh(one)
        assert first(position) == other

    request = ask(kim, minato, Right.CORRECT, detail=Detail.HISTORY, old_value="経理を3年。", new_value=HISTORY)
    decide(request, ["correction"], G, user_actor(ben.pk))

    with company(minato.pk):
        assert first(position) == Candidate.objects.get(person_id=kim)


def first(position):
    return matches_in_own_pool(position, at=timezone.now())[0].candidate
