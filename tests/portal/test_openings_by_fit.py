"""Openings in the order of what the reader's own profile says: theirs alone, complete, with quotes, and only in modes 3-4."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.licences import Kind
from career_relay.companies.models import Licence
from career_relay.consents.actions import withdraw_all
from career_relay.matching.suggestions import suggest_openings
from career_relay.positions.models import PositionCircle
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db
COOK = "調理師"
OPENINGS = "/openings/"
OFFERED = 'href="?sort=fit"'


@pytest.fixture
def cook(relay, harbour):
    """A newer opening that asks for something else."""
    with company(relay.komorebi.pk):
        it = PositionFactory(title=COOK, role_family="cook", summary="", duties="", must="調理師免許", nice="")
        PositionCircle.objects.create(position=it, circle=harbour)
    return it


def read(client, **conditions) -> str:
    return client.get(OPENINGS, {"sort": "fit", **conditions}).content.decode()


@pytest.mark.parametrize("kept", [False, True])
def test_what_asks_for_what_the_reader_has_comes_first_with_their_own_words_and_nothing_is_left_out(
    kept, kims, relay, cook
):
    if kept:
        with person(relay.kim):
            suggest_openings(relay.kim)

    page, plain = read(kims), read(kims, sort="newest")

    assert page.index(relay.position.title) < page.index(COOK)
    assert plain.index(COOK) < plain.index(relay.position.title)
    assert "法人営業を5年担当" in page
    assert "調理師免許" in page
    assert "%" not in page.split("<main")[1].split("</main")[0].replace("%E", "")


def test_the_order_is_offered_to_whom_it_is_for_and_to_nobody_else(client, kims, relay, cook):
    assert OFFERED in kims.get(OPENINGS).content.decode()
    with person(relay.kim):
        withdraw_all(relay.kim, by=person_actor(relay.kim))
    assert OFFERED not in kims.get(OPENINGS).content.decode()
    assert "法人営業を5年担当" not in read(kims)

    client.logout()
    page = read(client)
    assert OFFERED not in page
    assert page.index(COOK) < page.index(relay.position.title)


@pytest.mark.parametrize("kind", [Kind.INFORMATION, Kind.SEARCH])
def test_in_modes_1_and_2_there_is_no_such_order(kind, kims, relay, mode3):
    Licence.objects.filter(pk=mode3.pk).update(kind=kind)

    assert OFFERED not in kims.get(OPENINGS).content.decode()
    assert kims.get(OPENINGS, {"sort": "fit"}).status_code == 403


def test_an_opening_filled_meanwhile_is_gone_from_the_list(kims, relay, cook):
    with person(relay.kim):
        suggest_openings(relay.kim)
    with company(relay.komorebi.pk):
        relay.position.listed_until = timezone.localdate() - timedelta(days=1)
        relay.position.save()

    page = read(kims)

    assert relay.position.title not in page
    assert COOK in page
