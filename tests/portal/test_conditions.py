"""Openings by one's own conditions: readable before signing up, kept and told after."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company, operator, person
from career_relay.companies.licences import Kind
from career_relay.consents.models import CardLine, SavedConditions
from career_relay.portal.sessions import SESSION_KEY
from career_relay.relay import cards
from career_relay.relay.models import Introduction

pytestmark = pytest.mark.django_db
KEEP = {"name": "大阪の仕事", "rhythm": "daily", "prefecture": "大阪府"}


def mine(kim) -> list[SavedConditions]:
    with person(kim):
        return list(SavedConditions.objects.all())


def keep(client, **said):
    return client.post(reverse("portal:conditions_keep"), {**KEEP, **said})


def test_before_signing_up_openings_can_be_read_and_nothing_is_kept(client, position):
    page = client.get(reverse("portal:openings"), {"prefecture": "大阪府"})

    assert position.title in page.content.decode()
    assert reverse("portal:enter") in page.content.decode()
    assert client.get(reverse("portal:conditions")).status_code == 302


def test_conditions_of_the_page_are_kept_under_a_name(kims, kim, position):
    page = kims.get(reverse("portal:openings"), {"prefecture": "大阪府"}).content.decode()
    assert f"{reverse('portal:conditions_keep')}?prefecture=" in page

    answer = keep(kims)

    [saved] = mine(kim)
    assert answer.status_code == 302
    assert (saved.name, saved.rhythm, saved.conditions, saved.seen) == (
        "大阪の仕事",
        "daily",
        {"prefecture": "大阪府"},
        [position.pk],
    )
    assert "大阪の仕事" in kims.get(reverse("portal:conditions")).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "あ" * 61},
        {"rhythm": "hourly"},
        {"prefecture": "大阪"},
        {"pay_min": "-1"},
        {"prefecture": ""},
        {"role_family": "nobody knows"},
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(said, kims, kim, position):
    answer = keep(kims, q="営業", **said) if said != {"prefecture": ""} else keep(kims, **said)

    assert answer.status_code == 422
    assert mine(kim) == []
    if said != {"prefecture": ""}:
        assert 'value="営業"' in answer.content.decode()


def test_the_rhythm_can_be_changed_and_the_conditions_dropped(kims, kim, position):
    keep(kims)
    [saved] = mine(kim)

    kims.post(reverse("portal:conditions_rhythm", args=[saved.public_id]), {"rhythm": "weekly"})
    assert mine(kim)[0].rhythm == "weekly"
    kims.post(reverse("portal:conditions_rhythm", args=[saved.public_id]), {"rhythm": "always"})
    assert mine(kim)[0].rhythm == "weekly"
    kims.post(reverse("portal:conditions_drop", args=[saved.public_id]))
    assert mine(kim) == []


@pytest.mark.parametrize("door", ["conditions_rhythm", "conditions_drop"])
def test_conditions_of_somebody_else_are_not_there(door, kims, position):
    assert kims.post(reverse(f"portal:{door}", args=[uuid4()]), {"rhythm": "never"}).status_code == 404


def test_in_the_mode_of_the_own_pool_nothing_can_be_kept(kims, kim, position, mode3):
    mode3.delete()

    assert keep(kims).status_code == 302
    assert mine(kim) == []


# The promise


def test_kept_promises_are_counted_from_five_on(client, kims, relay, position, another_person):
    url = reverse("portal:opening", args=[position.public_id])
    people = [relay.kim, *(another_person(n) for n in range(4))]

    for n, one in enumerate(people):
        with person(one):
            Introduction.objects.create(
                company_id=position.company_id,
                person_id=one,
                position_id=position.pk,
                origin="self",
                stage="interviewing" if n else "not_selected",
                disclosed_at=timezone.now(),
                reply_by=timezone.localdate(),
                interviewing_at=timezone.now() if n else None,
                ended_at=None if n else timezone.now(),
            )
        shown = "5件中4件" in client.get(url, headers={"accept-language": "ja"}).content.decode()
        assert shown == (n == 4)  # who was promised a talk and turned down on paper is the one that was not kept


# The card


@pytest.fixture
def cards_on(mode3):
    mode3.kind = Kind.SEARCH
    mode3.save()
    with operator():
        cards.switch(on=True, by=SYSTEM)


CARD = {"role_family": "sales", "region": "関西", "years": "to_7"}


def test_a_person_stands_in_a_cell_only_by_their_own_choice(kims, kim, cards_on):
    kims.post(reverse("portal:card"), CARD)
    with person(kim):
        assert CardLine.objects.get().region == "関西"

    kims.post(reverse("portal:card_leave"))
    with person(kim):
        assert CardLine.objects.count() == 0


@pytest.mark.parametrize("said", [{"region": "大阪府"}, {"years": "5"}, {"role_family": "ceo of x"}])
def test_a_cell_off_the_grid_is_refused(said, kims, kim, cards_on):
    assert kims.post(reverse("portal:card"), {**CARD, **said}).status_code == 422
    with person(kim):
        assert CardLine.objects.count() == 0


def test_where_there_are_no_cards_there_is_no_such_page(kims, mode3):
    assert kims.post(reverse("portal:card"), CARD).status_code == 404


def test_a_company_reads_nothing_of_a_card_line(kims, kim, cards_on, komorebi):
    kims.post(reverse("portal:card"), CARD)

    with company(komorebi.pk):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM consents_cardline")
            assert cursor.fetchone() == (0,)


def test_the_session_of_nobody_keeps_nothing(client, position):
    assert SESSION_KEY not in client.session
    assert keep(client).status_code == 302
