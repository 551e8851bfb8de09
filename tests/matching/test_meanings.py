"""Vectors come later, and nobody waits for them."""

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.consents.passport import save_passport
from career_relay.matching.meanings import write_meaning
from career_relay.matching.models import MatchVector
from career_relay.matching.pool import pick_for_ask

pytestmark = pytest.mark.django_db


def test_the_task_writes_one_vector_a_person_and_a_new_text_takes_it_back(relay):
    with person(relay.kim):
        assert MatchVector.objects.get().meaning is None
        write_meaning(relay.kim)
        assert len(MatchVector.objects.get().meaning) == 384

        save_passport(relay.kim, by=person_actor(relay.kim), pay_min=400)
        save_passport(relay.kim, by=person_actor(relay.kim), history="経理を3年。")
        assert MatchVector.objects.get().meaning is None


@pytest.mark.parametrize("embedded", [False, True])
def test_who_fits_is_found_with_and_without_a_vector(embedded, relay):
    if embedded:
        with person(relay.kim):
            write_meaning(relay.kim)

    with company(relay.komorebi.pk):
        assert [one.person_id for one in pick_for_ask(relay.position, 5, at=timezone.now())] == [relay.kim]


def test_a_person_without_a_projection_needs_no_vector(as_kim):
    write_meaning(as_kim)
