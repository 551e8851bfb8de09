"""Two records of one person: put together, and taken apart as if nothing had happened."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone, translation

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import actions, moving
from career_relay.candidates.erasure import erase
from career_relay.candidates.intake import take_in
from career_relay.candidates.merges import heir_of, merge_records, part_records
from career_relay.candidates.models import Application, Candidate, Evaluation, ImportedRow, ImportRun, Merge, Note
from career_relay.candidates.undo import undo_run, what_depends
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.notices.delivery import address_hash
from career_relay.notices.models import Message, Suppression
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.people import prove

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


# --- never more than each of the two might -------------------------------------------------------------------------

MORE_CAREFUL = [
    # kept, gone → state
    ("contact", "contact", "contact"),
    ("contact", "pool", "pool"),
    ("contact", "record", "record"),
    ("pool", "contact", "pool"),
    ("pool", "record", "record"),
    ("record", "contact", "record"),
    ("record", "record", "record"),
]


def set_on(candidate: Candidate, **fields) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(**fields)


@pytest.mark.parametrize(("kept_state", "gone_state", "expected"), MORE_CAREFUL)
def test_of_two_states_the_more_careful_one_counts_with_its_own_evidence(pair, by, kept_state, gone_state, expected):
    kept, gone = pair
    set_on(kept, state=kept_state, state_evidence="用紙 第1版" if kept_state != "record" else "")
    set_on(gone, state=gone_state, state_evidence="用紙 第2版" if gone_state != "record" else "")

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert kept.state == expected
    assert bool(kept.state_evidence) == (expected != "record")
    if kept_state != gone_state:
        whose = "用紙 第1版" if kept_state == expected else "用紙 第2版"
        assert kept.state_evidence == (whose if expected != "record" else "")


def test_of_two_permissions_the_earlier_end_counts(pair, by):
    kept, gone = pair
    set_on(kept, state="contact", state_evidence="用紙 第1版", state_until=TODAY + timedelta(days=300))
    set_on(gone, state="contact", state_evidence="用紙 第2版", state_until=TODAY + timedelta(days=100))

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert (kept.state_evidence, kept.state_until) == ("用紙 第1版", TODAY + timedelta(days=100))


@pytest.mark.parametrize("who", ["kept", "gone"])
def test_quiet_that_either_asked_for_stays(pair, by, who):
    kept, gone = pair
    set_on(kept if who == "kept" else gone, do_not_contact=True)

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert kept.do_not_contact is True


@pytest.mark.parametrize("who", ["kept", "gone"])
def test_an_address_that_must_not_be_written_to_silences_the_person(pair, by, who):
    kept, gone = pair
    Suppression.objects.create(
        address_hash=address_hash((kept if who == "kept" else gone).email_key), reason="unsubscribed"
    )

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert kept.do_not_contact is True


@pytest.mark.parametrize(("kept_days", "gone_days", "firm"), [(30, 60, "B社"), (60, 30, "A社"), (None, 30, "B社")])
def test_the_longer_protection_counts(pair, by, kept_days, gone_days, firm):
    kept, gone = pair
    set_on(
        kept, protected_until=kept_days and TODAY + timedelta(days=kept_days), protected_by="A社" if kept_days else ""
    )
    set_on(gone, protected_until=TODAY + timedelta(days=gone_days), protected_by="B社")

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert (kept.protected_until, kept.protected_by) == (TODAY + timedelta(days=max(kept_days or 0, gone_days)), firm)


def test_the_earlier_erasure_counts_when_no_selection_has_its_own_clock(at_minato, by):
    kept = CandidateFactory(purge_after=TODAY + timedelta(days=90))
    gone = CandidateFactory(purge_after=TODAY + timedelta(days=40))

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert kept.purge_after == TODAY + timedelta(days=40)


def test_a_selection_that_goes_on_is_not_erased_under_way(pair, by):
    kept, gone = pair
    set_on(gone, purge_after=TODAY + timedelta(days=3))

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert kept.purge_after > TODAY + timedelta(days=300)


def test_an_end_of_the_later_days_and_a_medal_stay(pair, by):
    kept, gone = pair
    set_on(kept, snoozed_until=TODAY + timedelta(days=10))
    set_on(gone, snoozed_until=TODAY + timedelta(days=20), is_silver=True)

    merge_records(kept, gone, by=by)

    kept.refresh_from_db()
    assert (kept.snoozed_until, kept.is_silver) == (TODAY + timedelta(days=20), True)


# --- when the answer is no -----------------------------------------------------------------------------------------


def linked(candidate: Candidate) -> None:
    """The person opened the page of this record."""
    prove(candidate.email)


def test_records_of_two_accounts_are_never_put_together(pair, by):
    kept, gone = pair
    linked(kept)
    linked(gone)

    with pytest.raises(Refused, match="different people|別"):
        merge_records(kept, gone, by=by)

    assert Candidate.objects.count() == 2


def test_the_record_whose_page_was_opened_is_the_one_that_stays(pair, by):
    kept, gone = pair
    linked(gone)

    with pytest.raises(Refused):
        merge_records(kept, gone, by=by)
    merge_records(gone, kept, by=by)

    assert list(Candidate.objects.all()) == [gone]


def test_a_proven_address_cannot_be_chosen_away(pair, by):
    kept, gone = pair
    linked(kept)
    was = kept.email

    merge_records(kept, gone, by=by, chosen={"email": "gone"})

    kept.refresh_from_db()
    assert kept.email == was


def test_a_record_is_not_put_together_with_itself(pair, by):
    with pytest.raises(Refused):
        merge_records(pair[0], pair[0], by=by)


def test_a_record_that_is_gone_already_cannot_go_again(pair, by):
    kept, gone = pair
    merge_records(kept, gone, by=by)

    with pytest.raises(Refused):
        merge_records(kept, gone, by=by)

    assert Merge.objects.count() == 1


def test_a_notice_on_its_way_is_waited_for(pair, by):
    kept, gone = pair
    application = gone.applications.get()
    Message.objects.create(candidate=gone, application=application, state="held", subject="選考の結果")

    with pytest.raises(Refused):
        merge_records(kept, gone, by=by)


# --- taking it back --------------------------------------------------------------------------------------------------


def test_what_came_since_stays_with_the_record_that_stayed(pair, by):
    kept, gone = pair
    merge = merge_records(kept, gone, by=by)
    actions.add_note(kept, "後から書いたメモ", by=by)
    actions.set_tags(Candidate.objects.get(), ["後から"], by=by)

    part_records(merge, by=by)

    kept.refresh_from_db()
    assert Note.objects.get().candidate == kept
    assert kept.tags == ["後から"]


def test_what_is_about_an_application_of_the_other_goes_with_it(pair, by):
    kept, gone = pair
    theirs = gone.applications.get()
    merge = merge_records(kept, gone, by=by)
    Message.objects.create(candidate=kept, application=theirs, state="draft", subject="下書き")

    back = part_records(merge, by=by)

    assert Message.objects.get().candidate == back


def test_a_notice_that_went_out_since_keeps_the_records_one(pair, by):
    kept, gone = pair
    theirs = gone.applications.get()
    merge = merge_records(kept, gone, by=by)
    later = timezone.now() + timedelta(minutes=1)
    Message.objects.create(candidate=kept, application=theirs, state="accepted", subject="結果", created_at=later)

    with pytest.raises(Refused):
        part_records(merge, by=by)

    assert Candidate.objects.count() == 1


def test_a_chosen_value_that_was_corrected_since_stands_in_the_way_and_is_named(pair, by):
    kept, gone = pair
    merge = merge_records(kept, gone, by=by, chosen={"name": "gone"})
    set_on(kept, name="金 美咲子", name_folded="金美咲子")

    with translation.override("en"), pytest.raises(Refused, match="name"):
        part_records(merge, by=by)


def test_quiet_asked_for_in_between_is_kept_by_both(pair, by):
    kept, gone = pair
    set_on(kept, state="contact", state_evidence="用紙 第1版")
    set_on(gone, state="contact", state_evidence="用紙 第2版")
    merge = merge_records(kept, gone, by=by)
    set_on(kept, do_not_contact=True, state="record", state_evidence="")

    back = part_records(merge, by=by)

    kept.refresh_from_db()
    assert [(one.do_not_contact, one.state) for one in (kept, back)] == [(True, "record"), (True, "record")]


def test_a_protection_set_in_between_is_kept_by_both(pair, by):
    kept, gone = pair
    merge = merge_records(kept, gone, by=by)
    set_on(kept, protected_until=TODAY + timedelta(days=50), protected_by="ブリッジ人材")

    back = part_records(merge, by=by)

    kept.refresh_from_db()
    assert [one.protected_by for one in (kept, back)] == ["ブリッジ人材", "ブリッジ人材"]


def test_the_later_of_two_merges_is_taken_back_first(at_minato, by):
    one, two, three = (CandidateFactory(name=f"キム {n}") for n in range(3))
    was = everything()
    first = merge_records(two, one, by=by)
    second = merge_records(three, two, by=by)
    first.refresh_from_db()

    with pytest.raises(Refused):
        part_records(first, by=by)
    part_records(second, by=by)
    part_records(first, by=by)

    assert everything() == was


def test_it_is_taken_back_once(pair, by):
    merge = merge_records(*pair, by=by)
    part_records(merge, by=by)

    with pytest.raises(Refused):
        part_records(merge, by=by)


def test_nothing_of_the_other_record_is_left_in_a_merge_that_was_taken_back(pair, by):
    merge = merge_records(*pair, by=by)

    part_records(merge, by=by)

    assert Merge.objects.get().before == {}


def test_a_colleague_who_left_in_between_is_no_obstacle(pair, by, ben):
    kept, gone = pair
    actions.set_owner(gone, ben, by=by)
    gone.refresh_from_db()
    merge = merge_records(kept, gone, by=by)
    merge.before["gone"]["owner_id"] = ben.pk + 9_999  # as after the account was deleted
    merge.save(update_fields=["before"])

    back = part_records(merge, by=by)

    assert back.owner is None


# --- traces ----------------------------------------------------------------------------------------------------------


def test_both_acts_are_in_the_log(pair, by):
    kept, gone = pair
    merge = merge_records(kept, gone, by=by)
    back = part_records(merge, by=by)

    assert [one.event for one in log_of(kept)] == ["candidates.records_merged", "candidates.records_parted"]
    assert log_of(back).last().event == "candidates.records_parted"


def test_an_old_address_leads_to_the_last_record(at_minato, by):
    one, two, three = (CandidateFactory() for _n in range(3))
    merge_records(two, one, by=by)
    second = merge_records(three, two, by=by)

    assert (heir_of(one.public_id), heir_of(two.public_id)) == (three, three)
    part_records(second, by=by)
    assert (heir_of(one.public_id), heir_of(two.public_id)) == (two, None)


def test_erasing_the_record_erases_what_the_merge_remembers(pair, by):
    kept, gone = pair
    set_on(gone, name="消える しるし", history="消える しるし")
    actions.add_note(gone, "消える しるし", by=by)
    merge_records(kept, Candidate.objects.get(pk=gone.pk), by=by)

    erase(Candidate.objects.get(), by=by)

    assert Merge.objects.count() == 0
    assert marker_in_any_table("消える しるし") == []


def marker_in_any_table(marker: str) -> list[str]:
    """The tables of the project in which a text still stands."""
    found = []
    for model in apps.get_models():
        if model._meta.managed and model.__module__.startswith("career_relay"):
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT count(*) FROM "{model._meta.db_table}" t WHERE t::text LIKE %s', [f"%{marker}%"]
                )
                if cursor.fetchone()[0]:
                    found.append(model._meta.label)
    return found


# --- files that still speak of the record that went ------------------------------------------------------------------


def row_of(record: Candidate, **fields) -> CandidateDraft:
    told = {"name": record.name, "name_key": record.name_folded, "email": record.email, "email_key": record.email_key}
    return CandidateDraft(**{**told, "application": ApplicationDraft(position="新しい応募"), **fields})


@pytest.mark.parametrize("fields", [{}, {"external_id": "C-2", "email": "", "email_key": ""}])
def test_a_row_about_the_record_that_went_is_about_the_one_that_stayed(pair, by, at_minato, fields):
    kept, gone = pair
    set_on(gone, external_id="C-2")
    gone.refresh_from_db()
    set_on(kept, external_id="C-1")
    merge_records(kept, gone, by=by)

    verdict = take_in(row_of(gone, **fields), company=at_minato, by=by)

    assert (verdict.candidate, Candidate.objects.count()) == (kept, 1)
    assert kept.applications.filter(position_title="新しい応募").exists()


def test_after_it_was_taken_back_a_row_finds_the_record_itself(pair, by, at_minato):
    kept, gone = pair
    part_records(merge_records(kept, gone, by=by), by=by)

    verdict = take_in(row_of(gone), company=at_minato, by=by)

    assert verdict.candidate == gone


def test_the_same_address_under_another_name_is_still_somebody_else(pair, by, at_minato):
    kept, gone = pair
    merge_records(kept, gone, by=by)

    verdict = take_in(row_of(gone, name="森 直人", name_key="森直人"), company=at_minato, by=by)

    assert verdict.candidate != kept


def test_an_import_is_not_undone_under_a_merge(pair, by):
    kept, gone = pair
    run = ImportRun.objects.create(file_name="応募者.csv", stored="x", state="done", started_at=timezone.now())
    ImportedRow.objects.create(run=run, line=2, candidate=gone, verdict="created")
    run.finished_at = timezone.now() + timedelta(minutes=1)
    run.save()
    before = str(what_depends(run))

    merge_records(kept, gone, by=by)

    assert (before, bool(what_depends(run))) == ("", True)
    with pytest.raises(Refused):
        undo_run(run, by=by)
