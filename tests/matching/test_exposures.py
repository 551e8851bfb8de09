"""The log of what was shown: complete from the first page, unchangeable, and without the person once they are erased."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import NobodyActive, company, person
from career_relay.candidates.erasure import erase
from career_relay.companies.retention import RULES
from career_relay.matching.engine import load_weights
from career_relay.matching.exposures import log_exposures, log_picks, log_rows
from career_relay.matching.models import Exposure, Pick
from career_relay.matching.pool import Picked
from career_relay.matching.queries import EVERYBODY, OwnFilters, matches_in_own_pool
from tests.factories.positions import PositionFactory
from tests.matching.test_own_pool import past

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(at_minato):
    return PositionFactory()


def show(position, viewer, filters=EVERYBODY):
    page = matches_in_own_pool(position, at=timezone.now(), filters=filters)
    log_exposures(position, page, filters, viewer_id=viewer.pk)


def test_a_page_shown_is_one_batch_of_rows_and_looking_at_its_head_is_none(
    minato, ben, ben_client, django_assert_num_queries
):
    with company(minato.pk):
        position = PositionFactory()
        for name in ("営業の人", "経理の人"):
            past(name)
    address = reverse("desk:match", args=[position.public_id])

    ben_client.head(address)
    with company(minato.pk):
        assert Exposure.objects.count() == 0
    ben_client.get(address)

    with company(minato.pk):
        rows = Exposure.objects.order_by("rank")
        assert [(row.rank, row.out_of, row.listing, row.viewer_id) for row in rows] == [
            (1, 2, "all", ben.pk),
            (2, 2, "all", ben.pk),
        ]
        found = matches_in_own_pool(position, at=timezone.now())
        with django_assert_num_queries(1):
            log_exposures(position, found, EVERYBODY, viewer_id=ben.pk)


def test_a_row_tells_features_results_and_version_and_no_words_of_the_record(position, ada):
    past("営業の人")

    show(position, ada)

    row = Exposure.objects.get()
    assert row.weights == load_weights().version
    assert set(row.features) <= set(load_weights().features)
    assert row.score == pytest.approx(sum(row.features.values()), abs=0.001)
    assert row.results == [["met", "career"], ["met", "career"], ["met", "career"]]


@pytest.mark.parametrize(
    ("filters", "name"), [(OwnFilters(contact_only=True), "contact"), (OwnFilters(dismissed=True), "aside")]
)
def test_the_log_says_which_list_it_was(filters, name):
    assert filters.name == name


def test_an_erased_record_leaves_its_rows_without_the_person(position, ada):
    candidate = past("営業の人")
    show(position, ada)

    erase(candidate, by=SYSTEM)

    row = Exposure.objects.get()
    assert (row.candidate_id, row.rank, "営業の人" in str(vars(row))) == (None, 1, False)


@pytest.mark.parametrize("change", ["UPDATE matching_exposure SET rank = 9", "DELETE FROM matching_exposure"])
def test_a_row_cannot_be_rewritten_nor_go_within_six_months(change, position, ada):
    past("営業の人")
    show(position, ada)

    with pytest.raises(DatabaseError, match="what a list showed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Exposure.objects.get().rank == 1


def test_after_three_years_it_goes(position):
    Exposure.objects.create(
        company_id=position.company_id, position=position, rank=1, score=0, weights="hand-1",
        shown_at=timezone.now() - timedelta(days=3 * 366 + 1),
    )  # fmt: skip

    assert (RULES["log"].months, RULES["log"].is_fixed) == (36, True)
    assert Exposure.objects.all().delete()[0] == 1


def test_the_file_of_the_log_names_nobody(position, ada):
    candidate = past("営業の人")
    show(position, ada)

    [line] = log_rows(timezone.now() - timedelta(days=1))

    said = [str(value) for value in line]
    assert position.title in said
    assert {candidate.name, str(candidate.public_id), candidate.email} & set(said) == set()
    assert len(line) == 8 + 4 + len(load_weights().features)


def test_who_was_compared_for_a_question_is_the_persons_to_read_and_not_the_companys(position, kim, minato, komorebi):
    asked, left = Picked(kim, [], 2.5, {"must": 2.5}), Picked(kim + 1, [], 1.0, {"must": 1.0})

    log_picks(position, [asked, left], [asked])

    for owner in (minato, komorebi):
        with company(owner.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM matching_pick")
            assert cursor.fetchone() == (0,)
    with company(minato.pk), pytest.raises(NobodyActive):
        Pick.objects.count()
    with person(kim):
        row = Pick.objects.get()
        assert (row.rank, row.score, row.asked, row.features) == (1, 2.5, True, {"must": 2.5})


def test_nobody_compared_is_nothing_written(position, kim):
    log_picks(position, [], [])

    with person(kim):
        assert Pick.objects.count() == 0
