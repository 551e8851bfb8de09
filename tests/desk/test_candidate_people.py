"""Pairs that may be one person, on the desk: looked at, put aside, put together, taken back."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.duplicates import suggest_doubles
from career_relay.candidates.models import Candidate, DuplicateHint, Merge
from tests.factories.candidates import ApplicationFactory, CandidateFactory

SHARED = {"phone": "090-0000-0001", "phone_key": "+819000000001"}


@pytest.fixture
def pair(minato):
    """Two records of Kim, with a hint."""
    with acting_for(minato.pk):
        older = CandidateFactory(name="キム 美咲", **SHARED)
        newer = CandidateFactory(name="キム 美咲", prefecture="大阪府", **SHARED)
        ApplicationFactory(candidate=older, position_title="経理")
        ApplicationFactory(candidate=newer)
        suggest_doubles(newer)
    return older, newer


def hint_of(minato) -> DuplicateHint:
    with acting_for(minato.pk):
        return DuplicateHint.objects.get()


def test_the_page_shows_both_records_and_why(ben_client, pair):
    page = ben_client.get(reverse("desk:doubles"))

    text = page.content.decode()
    assert page.status_code == 200
    assert text.count(str(pair[0].public_id)) >= 2
    assert "75" in text
    assert "東京都" in text
    assert "大阪府" in text


def test_a_pair_put_aside_can_be_looked_at_again(ben_client, pair, minato):
    hint = hint_of(minato)

    ben_client.post(reverse("desk:double_aside", args=[hint.public_id]))
    gone = ben_client.get(reverse("desk:doubles")).context["pairs"]
    aside = ben_client.get(reverse("desk:doubles"), {"show": "aside"}).context["pairs"]
    ben_client.post(reverse("desk:double_again", args=[hint.public_id]))

    assert (gone, [one.hint for one in aside]) == ([], [hint])
    assert [one.hint for one in ben_client.get(reverse("desk:doubles")).context["pairs"]] == [hint]


def test_put_together_and_taken_back_by_mouse(ben_client, pair, minato):
    older, newer = pair
    preview = ben_client.get(reverse("desk:merge", args=[newer.public_id, older.public_id]))
    assert preview.status_code == 200

    done = ben_client.post(
        reverse("desk:merge", args=[newer.public_id, older.public_id]), {"prefecture": "gone"}, follow=True
    )

    assert done.status_code == 200
    with acting_for(minato.pk):
        assert Candidate.objects.get().prefecture == "東京都"
        merge = Merge.objects.get()
    assert reverse("desk:merge_undo", args=[merge.public_id]) in done.content.decode()
    ben_client.post(reverse("desk:merge_undo", args=[merge.public_id]))
    with acting_for(minato.pk):
        assert set(Candidate.objects.values_list("pk", flat=True)) == {older.pk, newer.pk}


def test_the_old_address_leads_to_the_record_that_stayed(ben_client, pair):
    older, newer = pair
    ben_client.post(reverse("desk:merge", args=[newer.public_id, older.public_id]))

    answer = ben_client.get(reverse("desk:candidate", args=[older.public_id]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:candidate", args=[newer.public_id]))
