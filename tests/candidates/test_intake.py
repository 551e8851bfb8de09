"""One way in: who a draft is, and what it may change."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.text.normalise import fold_email, fold_name
from career_relay.candidates.duplicates import birth_key
from career_relay.candidates.intake import CREATED, UNCHANGED, UPDATED, take_in
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Evaluation, Note
from career_relay.candidates.sources import may_contact_directly
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft, Mark, ScorecardDraft
from tests.factories.candidates import CandidateFactory
from tests.factories.positions import PositionFactory

SALES = ApplicationDraft(
    position="法人営業",
    applied_on=date(2026, 9, 1),
    step="interview_1",
    outcome="rejected",
    decided_on=date(2026, 10, 1),
)


def draft(name: str = "キム 美咲", email: str = "Kim@mail.example", **fields) -> CandidateDraft:
    return CandidateDraft(
        name=name, name_key=fold_name(name), email=email, email_key=fold_email(email) if email else "",
        **{"application": SALES, **fields},
    )  # fmt: skip


def taken(told: CandidateDraft, company):
    return take_in(told, company=company, by=SYSTEM)


def test_the_same_address_and_folded_name_are_the_same_candidate(at_minato):
    first = taken(draft("髙橋 直人", "naoto@mail.example"), at_minato)

    again = taken(draft("高橋　直人", "NAOTO@mail.example"), at_minato)

    assert (first.outcome, again.outcome) == (CREATED, UNCHANGED)
    assert Candidate.objects.get().name == "髙橋 直人"
    assert Application.objects.count() == 1


def test_the_same_source_id_is_the_same_candidate_whatever_else_changed(at_minato):
    taken(draft(external_id="C1"), at_minato)

    again = taken(draft("キム 改姓", "new@mail.example", external_id="C1"), at_minato)

    kim = Candidate.objects.get()
    assert again.outcome == UPDATED
    assert (kim.name, kim.email_key) == ("キム 改姓", "new@mail.example")


def test_the_same_address_with_another_name_is_somebody_else_and_a_hint(at_minato):
    first = taken(draft("キム 美咲"), at_minato).candidate

    second = taken(draft("キム 次郎"), at_minato).candidate

    hint = DuplicateHint.objects.get()
    assert Candidate.objects.count() == 2
    assert (hint.first, hint.second, hint.reasons) == (first, second, ["email"])


def test_people_without_address_are_one_only_for_the_same_selection(at_minato):
    taken(draft(email=""), at_minato)

    same = taken(draft(email="", application=replace(SALES, step="interview_final")), at_minato)
    other = taken(draft(email="", application=replace(SALES, position="経理")), at_minato)

    assert (same.outcome, other.outcome) == (UPDATED, CREATED)


def test_a_second_application_joins_the_record_and_is_a_reapplication(at_minato):
    taken(draft(), at_minato)

    again = taken(draft(application=ApplicationDraft(position="経理", applied_on=date(2026, 11, 2))), at_minato)

    assert again.outcome == UPDATED
    assert Candidate.objects.count() == 1
    assert list(Application.objects.order_by("applied_on").values_list("is_reapplication", flat=True)) == [False, True]


def test_an_older_row_fills_blanks_and_overwrites_nothing(at_minato):
    taken(draft(phone="090-0000-0001", phone_key="+819000000001"), at_minato)

    older = replace(SALES, position="経理", applied_on=date(2024, 1, 5))
    taken(draft(phone="090-0000-0002", phone_key="+819000000002", kana="きむ", application=older), at_minato)

    kim = Candidate.objects.get()
    assert (kim.phone_key, kim.kana) == ("+819000000001", "きむ")


def test_history_comes_with_its_result_reason_and_dates(at_minato):
    position = PositionFactory(title="法人営業")

    application = taken(draft(application=replace(SALES, reason="ほかの方の経験を優先")), at_minato).application

    application.refresh_from_db()
    assert (application.stage, application.reached, application.position) == ("rejected", "first", position)
    assert timezone.localdate(application.decided_at) == date(2026, 10, 1)
    assert application.reapply_from == date(2027, 4, 1)
    assert application.reason_details == "ほかの方の経験を優先"


def test_an_older_export_never_takes_a_result_back(at_minato):
    application = taken(draft(), at_minato).application

    taken(draft(application=replace(SALES, step="screening", outcome="in_progress", decided_on=None)), at_minato)

    application.refresh_from_db()
    assert (application.stage, application.reached) == ("rejected", "first")


def test_an_agency_protects_for_twelve_months_and_an_import_never_shortens_it(at_minato):
    told = replace(SALES, source="agency", agency_firm="ブリッジ人材", introduced_on=date(2026, 8, 31))
    kim = taken(draft(application=told), at_minato).candidate
    assert (kim.protected_until, kim.protected_by) == (date(2027, 8, 31), "ブリッジ人材")

    taken(draft(application=replace(told, protected_until=date(2026, 9, 1))), at_minato)

    kim.refresh_from_db()
    assert kim.protected_until == date(2027, 8, 31)
    assert not may_contact_directly(kim, date(2027, 8, 31))
    assert may_contact_directly(kim, date(2027, 9, 1))


def test_a_state_needs_evidence_that_is_newer_than_what_is_known(at_minato):
    agreed = {"state": "contact", "state_form": "v3", "state_on": date(2026, 9, 1)}
    kim = taken(draft(**agreed), at_minato).candidate
    assert (kim.state, kim.state_until) == ("contact", date(2027, 9, 1))
    assert "v3" in kim.state_evidence

    Candidate.objects.update(state="record", state_since=date(2026, 10, 1))  # taken back by the person since
    taken(draft(kana="きむ", **agreed), at_minato)

    kim.refresh_from_db()
    assert kim.state == "record"


def test_an_import_never_lifts_do_not_contact(at_minato):
    kim = taken(draft(do_not_contact=True), at_minato).candidate

    taken(draft(state="contact", state_form="v3", state_on=date(2026, 11, 1)), at_minato)

    kim.refresh_from_db()
    assert (kim.do_not_contact, kim.state) == (True, "record")


@pytest.mark.parametrize(
    ("decided", "state", "expected"),
    [
        (date(2026, 10, 1), {}, date(2027, 4, 1)),
        (date(2026, 10, 1), {"state": "pool", "state_form": "v1", "state_on": date(2026, 9, 1)}, date(2027, 9, 1)),
    ],
)
def test_the_day_of_erasure_follows_the_result_and_the_permission(at_minato, time_machine, decided, state, expected):
    time_machine.move_to("2026-11-23T03:00:00Z")

    kim = taken(draft(application=replace(SALES, decided_on=decided), **state), at_minato).candidate

    assert kim.purge_after == expected


def test_an_old_record_has_thirty_days_before_it_is_erased(at_minato):
    old = replace(SALES, applied_on=date(2020, 1, 1), decided_on=date(2020, 2, 1))

    kim = taken(draft(application=old), at_minato).candidate

    assert kim.purge_after == timezone.localdate() + timedelta(days=30)


def test_a_note_comes_once_and_the_log_has_no_words_of_it(at_minato):
    taken(draft(note="書類の字が読みやすい"), at_minato)

    kim = taken(draft(note="書類の字が読みやすい", kana="きむ"), at_minato).candidate

    assert Note.objects.count() == 1
    assert all("書類" not in str(event.data) for event in log_of(kim))


def test_nobody_of_another_company_is_recognised(minato, komorebi):
    from career_relay.base.tenancy import company as acting_for

    with acting_for(komorebi.pk):
        CandidateFactory(email="kim@mail.example", email_key="kim@mail.example", external_id="C1")

    with acting_for(minato.pk):
        assert taken(draft(external_id="C1"), minato).outcome == CREATED


@pytest.mark.parametrize("word", ["シルバーメダル", "Silver Medal", "ｓｉｌｖｅｒ"])
def test_a_tag_for_almost_hired_is_a_silver_medal(at_minato, word):
    kim = taken(draft(tags=(word, "営業")), at_minato).candidate

    assert (kim.is_silver, kim.tags) == (True, [word, "営業"])


def test_another_tag_is_no_medal_and_a_withdrawn_medal_does_not_come_back(at_minato):
    kim = taken(draft(tags=("silverware",)), at_minato).candidate
    assert not kim.is_silver
    taken(draft(tags=("silver",)), at_minato)
    Candidate.objects.update(is_silver=False)  # somebody withdrew it

    taken(draft(tags=("silver",), kana="きむ"), at_minato)

    kim.refresh_from_db()
    assert (kim.is_silver, kim.kana) == (False, "きむ")


def test_a_birth_date_leaves_a_key_and_nothing_else(at_minato):
    kim = taken(draft(born_on=date(1990, 5, 7)), at_minato).candidate

    kim.refresh_from_db()
    assert kim.birth_key == birth_key(date(1990, 5, 7), at_minato.pk)
    assert "1990" not in str({**vars(kim), "created_at": "", "_state": ""})


def test_a_birth_date_that_comes_later_is_taken_and_another_one_changes_nothing(at_minato):
    kim = taken(draft(), at_minato).candidate

    later = taken(draft(born_on=date(1990, 5, 7)), at_minato)
    wrong = taken(draft(born_on=date(1991, 5, 7)), at_minato)

    kim.refresh_from_db()
    assert (later.outcome, wrong.outcome) == (UPDATED, UNCHANGED)
    assert kim.birth_key == birth_key(date(1990, 5, 7), at_minato.pk)


def test_a_permission_ends_when_the_file_says_and_after_a_year_at_the_latest(at_minato):
    agreed = {"state": "pool", "state_form": "v3", "state_on": date(2026, 9, 1)}

    short = taken(draft(**agreed, state_until=date(2026, 12, 31)), at_minato).candidate
    long = taken(draft("モリ 悠", "mori@mail.example", **agreed, state_until=date(2030, 1, 1)), at_minato).candidate

    assert (short.state_until, long.state_until) == (date(2026, 12, 31), date(2027, 9, 1))


def test_scorecards_become_evaluations_once(at_minato):
    card = ScorecardDraft(
        reviewer="青木 遥", marks=(Mark("論理", 4, "要点から話した"), Mark("協調", 3), Mark("英語")), comment="二次へ"
    )
    told = draft(application=replace(SALES, scorecards=(card,)))

    taken(told, at_minato)
    taken(replace(told, kana="きむ"), at_minato)

    judged = Evaluation.objects.get()
    assert (judged.reviewer_name, judged.score, judged.comment) == ("青木 遥", Decimal("3.5"), "二次へ")
    assert judged.criteria == [
        {"criterion": "論理", "score": 4, "behaviour": "要点から話した"},
        {"criterion": "協調", "score": 3, "behaviour": ""},
    ]


def test_what_the_file_said_in_other_words_is_kept_beside_ours(at_minato):
    taken(draft(told=(("電話", "０９０（１２３４）５６７８"),)), at_minato)

    kim = taken(draft(told=(("応募日", "令和8年9月1日"),)), at_minato).candidate

    assert kim.details["told"] == {"電話": "０９０（１２３４）５６７８", "応募日": "令和8年9月1日"}


def test_the_place_of_a_new_record_in_lists_needs_no_second_write(at_minato):
    told = replace(SALES, source="agency", agency_firm="ブリッジ人材", step="interview_final")

    kim = taken(draft(application=told), at_minato).candidate
    written = (kim.sources, kim.steps, kim.is_open)

    kim.refresh_from_db()
    assert (kim.sources, kim.steps, kim.is_open) == written == (4, 8, False)


# --- what an import never does ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["pool", "contact"])
@pytest.mark.parametrize(
    "already", [{}, {"do_not_contact": True}, {"state": "record", "state_since": date(2026, 10, 1)}]
)
def test_a_file_never_lifts_quiet_or_a_withdrawal_however_often_it_comes(at_minato, already, state):
    kim = taken(draft(), at_minato).candidate
    Candidate.objects.update(**already)
    agreed = {"state": state, "state_form": "v3", "state_on": date(2026, 9, 1), "state_evidence": "応募フォーム"}

    for kana in ("", "きむ", "きむ みさき"):
        taken(draft(kana=kana, **agreed), at_minato)

    kim.refresh_from_db()
    assert kim.do_not_contact == already.get("do_not_contact", False)
    assert kim.state == ("record" if already else state)


def test_a_file_never_takes_a_protection_away_by_naming_another_source(at_minato):
    introduced = replace(SALES, source="agency", agency_firm="ブリッジ人材", introduced_on=date(2026, 8, 31))
    kim = taken(draft(application=introduced), at_minato).candidate
    until = kim.protected_until

    taken(draft(application=replace(SALES, source="own", source_name="自社サイト")), at_minato)
    taken(draft(application=replace(SALES, position="経理", applied_on=date(2026, 11, 1), source="own")), at_minato)

    kim.refresh_from_db()
    assert (kim.protected_until, kim.protected_by) == (until, "ブリッジ人材")


def test_a_file_has_no_words_for_a_consent_to_be_shown():
    """And the records cannot reach the consents: `lint-imports` keeps them to the right."""
    words = {one.name for one in (*fields(CandidateDraft), *fields(ApplicationDraft))}

    assert not [word for word in words if "teaser" in word or "share" in word or "consent" in word]
