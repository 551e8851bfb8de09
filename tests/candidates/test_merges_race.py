"""Two at once: merges of the same records, and a merge while a file comes in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.intake import lock, take_in
from career_relay.candidates.merges import merge_records, part_records
from career_relay.candidates.models import Application, Candidate, Merge
from career_relay.companies.models import Company
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(minato):
    with acting_for(minato.pk):
        found = [CandidateFactory(), CandidateFactory()]
        for candidate in found:
            ApplicationFactory(candidate=candidate)
    return found


def at_once(*acts) -> list:
    """Each in a thread with a connection of its own, started together."""
    gate = Barrier(len(acts))

    def one(act):
        try:
            gate.wait(timeout=20)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def merging(minato, kept, gone):
    def act():
        with acting_for(minato.pk):
            return merge_records(kept, gone, by=SYSTEM)

    return act


def test_of_two_merges_of_one_pair_one_happens_whichever_way_round(minato, pair):
    one, other = pair

    done = at_once(*(merging(minato, *way) for way in [(one, other), (other, one)] * 3))

    assert sorted(type(answer).__name__ for answer in done) == ["Merge", *["Refused"] * 5]
    with acting_for(minato.pk):
        assert (Candidate.objects.count(), Application.objects.count(), Merge.objects.count()) == (1, 2, 1)


def test_a_merge_taken_back_twice_at_once_is_taken_back_once(minato, pair):
    merge = merging(minato, *pair)()

    def parting():
        with acting_for(minato.pk):
            return part_records(merge, by=SYSTEM)

    done = at_once(*[parting] * 4)

    assert sorted(type(answer).__name__ for answer in done) == ["Candidate", *["Refused"] * 3]
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 2


def test_a_merge_waits_for_the_rows_that_are_coming_in(minato, pair):
    kept, gone = pair
    locked, go_on = Event(), Event()
    draft = CandidateDraft(
        name=gone.name, name_key=gone.name_folded, email=gone.email, email_key=gone.email_key,
        application=ApplicationDraft(position="新しい応募"),
    )  # fmt: skip

    def importing():
        with acting_for(minato.pk):
            company = Company.objects.get(pk=minato.pk)
            lock(company)
            locked.set()
            go_on.wait(timeout=5)
            return take_in(draft, company=company, by=SYSTEM)

    def merging_then():
        locked.wait(timeout=20)
        go_on.set()
        return merging(minato, kept, gone)()

    at_once(importing, merging_then)

    with acting_for(minato.pk):
        assert list(Candidate.objects.all()) == [kept]
        assert set(Application.objects.values_list("candidate_id", flat=True)) == {kept.pk}
        assert Application.objects.filter(position_title="新しい応募").count() == 1


def test_rows_that_come_in_after_a_merge_find_the_record_that_stayed(minato, pair):
    kept, gone = pair
    merging(minato, gone, kept)()
    draft = CandidateDraft(
        name=gone.name, name_key=gone.name_folded, email=gone.email, email_key=gone.email_key,
        application=ApplicationDraft(position="新しい応募"),
    )  # fmt: skip

    with acting_for(minato.pk):
        verdict = take_in(draft, company=minato, by=SYSTEM)

    assert verdict.candidate == gone
