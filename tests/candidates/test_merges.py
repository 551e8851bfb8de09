"""Two records of one person: put together, and taken apart as if nothing had happened."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from career_relay.accounts.models import Person
from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import actions, moving
from career_relay.candidates.merges import heir_of, merge_records, part_records
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Evaluation, Merge, Note
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory

TODAY = timezone.localdate()


def whole(model) -> list:
    """Every row of a table as PostgreSQL tells it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t) FROM "{model._meta.db_table}" t ORDER BY t.id')
        return [json.loads(one) if isinstance(one, str) else one for (one,) in cursor.fetchall()]


def everything() -> dict:
    """All rows of every table that a record or an application has to do with, but for the log and the merges."""
    told = {Candidate, *(link.model for link in (*moving.links_to(Candidate), *moving.links_to(Application)))}
    return {one._meta.label: whole(one) for one in told - {Merge}}


@pytest.fixture
def by(ada):
    return user_actor(ada.pk)


@pytest.fixture
def pair(at_minato):
    """Two records of Kim."""
    kept = CandidateFactory(name="キム 美咲", phone="090-0000-0001", phone_key="+819000000001")
    gone = CandidateFactory(name="金 美咲", name_folded="金美咲", phone="090-0000-0002", phone_key="+819000000002")
    ApplicationFactory(candidate=kept)
    ApplicationFactory(candidate=gone, position_title="経理")
    return kept, gone


def test_everything_of_both_is_in_the_record_that_stays(pair, by):
    kept, gone = pair
    actions.add_note(gone, "電話の声が明るい", by=by)
    EvaluationFactory(application=gone.applications.get())

    merge_records(kept, gone, by=by)

    assert list(Candidate.objects.all()) == [kept]
    assert sorted(kept.applications.values_list("position_title", flat=True)) == ["法人営業（関西）", "経理"]
    assert Note.objects.get().candidate == kept
    assert Evaluation.objects.get().application.candidate == kept


def test_taking_it_back_restores_both_to_the_letter(pair, by):
    kept, gone = pair
    actions.add_note(gone, "電話の声が明るい", by=by)
    actions.set_tags(gone, ["Go", "関西"], by=by)
    was = everything()
    merge = merge_records(kept, gone, by=by)

    back = part_records(merge, by=by)

    assert everything() == was
    assert (back.pk, back.public_id) == (gone.pk, gone.public_id)


def test_the_kept_value_stands_unless_another_is_chosen_or_it_is_blank(pair, by):
    kept, gone = pair
    Candidate.objects.filter(pk=kept.pk).update(kana="", prefecture="大阪府")
    Candidate.objects.filter(pk=gone.pk).update(kana="きむ みさき", prefecture="東京都")

    merge_records(kept, gone, by=by, chosen={"name": "gone"})

    kept.refresh_from_db()
    assert (kept.name, kept.name_folded, kept.kana, kept.prefecture) == ("金 美咲", "金美咲", "きむ みさき", "大阪府")


def test_an_address_and_a_number_that_were_not_chosen_stand_beside(pair, by):
    kept, gone = pair

    merge_records(kept, gone, by=by, chosen={"email": "gone"})

    was = kept.email
    kept.refresh_from_db()
    assert (kept.email, kept.email_key) == (gone.email, gone.email_key)
    assert (kept.details["other_email"], kept.details["other_phone"]) == (was, "090-0000-0002")


def test_the_words_of_both_find_the_record(pair, by):
    kept, gone = pair
    actions.set_tags(gone, ["溶接"], by=by)

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert "溶接" in kept.tags
    assert "経理" in kept.search
