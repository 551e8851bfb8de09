"""What allows a state: the row's own words, or a form an owner vouches for while it was in use."""

from dataclasses import replace
from datetime import date

import pytest

from career_relay.imports.drafts import draft_rows
from career_relay.imports.evidence import Evidence, hash_of
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import open_table
from tests.imports.files import csv_of

TODAY = date(2026, 11, 23)
HEADS = "氏名,応募日,連絡許可,同意書の版,同意日,許可期限"
FORM = Evidence("応募フォーム", "v3", date(2026, 1, 1), date(2026, 6, 30), hash_of("残します"), "")


def read(row: str, evidence: Evidence | None = None):
    table = open_table(csv_of(HEADS, row), "x.csv")
    (result,) = draft_rows(table, replace(suggest_for(table), evidence=evidence), today=TODAY)
    return result


def state(row: str, evidence: Evidence | None = None) -> str:
    return read(row, evidence).draft.state


def test_a_form_is_evidence_for_rows_that_say_yes_without_any():
    draft = read("三浦,2026/03/05,連絡可,,,", FORM).draft

    assert (draft.state, draft.state_form, draft.state_on) == ("contact", "応募フォーム v3", date(2026, 3, 5))
    assert draft.state_evidence == f"sha256:{FORM.text_hash[:12]}"


def test_without_it_the_same_row_is_a_record_and_says_why():
    result = read("三浦,2026/03/05,連絡可,,,")

    assert (result.draft.state, [one.code for one in result.warnings]) == ("record", ["NO_EVIDENCE"])


@pytest.mark.parametrize("day", ["2025/12/31", "2026/07/01", ""])
def test_a_form_counts_only_for_the_days_it_was_in_use(day):
    assert state(f"三浦,{day},連絡可,,,", FORM) == "record"


@pytest.mark.parametrize("day", ["2026/01/01", "2026/06/30"])
def test_its_first_and_last_day_count(day):
    assert state(f"三浦,{day},連絡可,,,", FORM) == "contact"


def test_a_form_still_in_use_has_no_last_day():
    assert state("三浦,2026/11/01,プール登録,,,", replace(FORM, until=None)) == "pool"


@pytest.mark.parametrize("form", ["v3", "Ｖ３", "応募フォーム v3"])
def test_a_row_that_names_the_form_gets_its_hash_too(form):
    assert FORM.mark in read(f"三浦,2026/03/05,連絡可,{form},2026/03/05,", FORM).draft.state_evidence


def test_a_row_that_names_another_form_stands_on_its_own():
    draft = read("三浦,2026/03/05,連絡可,v2,2026/03/04,", FORM).draft

    assert (draft.state, draft.state_form, draft.state_evidence) == ("contact", "v2", "")


def test_a_row_that_names_another_form_without_a_day_is_a_record():
    assert state("三浦,2026/03/05,連絡可,v2,,", FORM) == "record"


@pytest.mark.parametrize("allows", ["pool", "contact"])
def test_a_form_may_allow_something_to_everybody_who_used_it(allows):
    assert state("三浦,2026/03/05,,,,", replace(FORM, allows=allows)) == allows
    assert state("三浦,2026/08/05,,,,", replace(FORM, allows=allows)) == "record"


@pytest.mark.parametrize("said", ["連絡不可", "記録", "他社共有に同意"])
def test_what_the_row_says_goes_before_what_the_form_allows_everybody(said):
    draft = read(f"三浦,2026/03/05,{said},,,", replace(FORM, allows="contact")).draft

    assert (draft.state, draft.do_not_contact) == ("record", said == "連絡不可")


def test_a_permission_that_has_ended_is_none():
    result = read("三浦,2026/03/05,連絡可,v3,2026/03/05,2026/11/22", FORM)

    assert (result.draft.state, result.draft.state_until) == ("record", None)
    assert [one.code for one in result.warnings] == ["PERMISSION_ENDED"]


def test_a_permission_that_ends_later_is_kept_with_its_day():
    draft = read("三浦,2026/03/05,連絡可,v3,2026/03/05,2026/11/23", FORM).draft

    assert (draft.state, draft.state_until) == ("contact", date(2026, 11, 23))


def test_evidence_is_stored_and_comes_back():
    assert Evidence.of(FORM.as_dict()) == FORM
    assert Evidence.of(replace(FORM, until=None).as_dict()).until is None
    assert Evidence.of({}) is None
    assert Evidence.of(None) is None
