"""The sample export, to the row: what the story, the demo and the README promise of it."""

from collections import Counter
from datetime import date

import pytest

from career_relay.demo.export_file import FILE as SAMPLE
from career_relay.demo.export_file import as_bytes, build
from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import open_table

FAULTY = [
    (20, "氏名", "", "NO_IDENTITY"),
    (37, "メールアドレス", "hirano@post.example,", "MALFORMED_EMAIL"),
    (63, "応募日", "2026/02/30", "IMPOSSIBLE_DATE"),
    (107, "氏名", "", "NO_IDENTITY"),
    (133, "メールアドレス", "kubota@mail,example", "MALFORMED_EMAIL"),
    (150, "判定結果入力日", "令和8年13月2日", "IMPOSSIBLE_DATE"),
    (191, "氏名", "", "NO_IDENTITY"),
    (217, "メールアドレス", "imamura.mail.example", "MALFORMED_EMAIL"),
    (242, "応募日", "2026/11/31", "IMPOSSIBLE_DATE"),
    (287, "応募日", "２０２６／０４／３１", "IMPOSSIBLE_DATE"),
    (297, "氏名", "", "NO_IDENTITY"),
    (328, "メールアドレス", "sudo @inbox.example", "MALFORMED_EMAIL"),
    (395, "メールアドレス", "yano@@post.example", "MALFORMED_EMAIL"),
    (414, "判定結果入力日", "R8.2.29", "IMPOSSIBLE_DATE"),
    (450, "氏名", "", "NO_IDENTITY"),
    (483, "メールアドレス", "@kimail.example", "MALFORMED_EMAIL"),
    (542, "応募日", "2026年6月31日", "IMPOSSIBLE_DATE"),
    (591, "氏名", "", "NO_IDENTITY"),
    (634, "メールアドレス", "shibata@mail", "MALFORMED_EMAIL"),
    (665, "同意日", "2026/00/10", "IMPOSSIBLE_DATE"),
]


@pytest.fixture(scope="module")
def table():
    return open_table(SAMPLE)


@pytest.fixture(scope="module")
def results(table):
    return list(draft_rows(table, suggest_for(table), today=date(2026, 11, 23)))


@pytest.fixture(scope="module")
def drafts(results):
    return [result.draft for result in results if result.draft]


def test_the_file_is_what_its_script_writes():
    assert SAMPLE.read_bytes() == as_bytes(build())


def test_it_is_a_cp932_file_of_300_rows(table):
    assert (table.encoding, table.delimiter, table.newline, table.total) == ("cp932", ",", "\r\n", 300)


def test_every_heading_finds_its_field(table):
    mapping = suggest_for(table)

    assert mapping.preset == "hrmos"
    assert [(match.heading, match.never) for match in mapping.columns if not match.target] == [("性別", "sex")]
    assert {match.state for match in mapping.columns} == {"ok", "skip"}


def test_twenty_rows_are_faulty_each_with_one_fault(results):
    found = [(fault.line, fault.column, fault.value, fault.code) for result in results for fault in result.faults]

    assert len(results) == 300
    assert found == FAULTY


def test_the_good_rows_are_269_people(drafts):
    people: list[set] = []
    for draft in drafts:
        keys = {("id", draft.external_id), ("address", draft.email_key, draft.name_key)}
        if not any(keys & known for known in people):
            people.append(keys)

    assert (len(drafts), len(people)) == (280, 269)


def test_addresses_shared_by_two_names_stay_two_people(drafts):
    names = {}
    for draft in drafts:
        names.setdefault(draft.email_key, set()).add(draft.name_key)

    assert sum(len(found) - 1 for found in names.values()) == 3


def test_the_mix_is_the_one_the_readme_names(drafts):
    applications = [draft.application for draft in drafts]

    assert Counter(each.outcome for each in applications) == {
        "withdrawn": 30,
        "rejected": 199,
        "hired": 8,
        "in_progress": 43,
    }
    assert Counter(draft.track for draft in drafts) == {"mid_career": 195, "new_graduate": 85}
    assert Counter(draft.state for draft in drafts) == {"record": 177, "pool": 65, "contact": 38}
    introduced = [each for each in applications if each.source in {"agency", "dispatch"}]
    assert len(introduced) == 46
    assert all(each.agency_firm and each.introduced_on for each in introduced)


def test_all_days_lie_in_the_year_before_the_demonstration(drafts):
    days = [day for draft in drafts for day in (draft.application.applied_on, draft.application.decided_on) if day]

    assert date(2025, 12, 1) <= min(days)
    assert max(days) < date(2026, 11, 23)


def test_what_may_not_be_kept_is_left_out_and_named(results):
    codes = Counter(warning.code for result in results for warning in result.warnings)

    assert codes == {"NO_EVIDENCE": 8, "LEFT_OUT_FAIR": 5}  # one cell speaks of two items
    assert [result.line for result in results if "公務員" in repr(result.draft)] == []


def test_nobody_in_it_could_be_real(drafts):
    assert [draft.email for draft in drafts if not draft.email.endswith(".example")] == []
    assert [draft.phone_key for draft in drafts if draft.phone_key and draft.phone_key[5:9] != "0000"] == []


def test_saori_miura_waits_for_an_answer(results):
    (result,) = [each for each in results if each.draft and each.draft.email == "saori.miura@kimail.example"]
    draft = result.draft

    assert (result.line, draft.name, draft.kana, draft.track, draft.state) == (
        51,
        "三浦 沙織",
        "ミウラ サオリ",
        "mid_career",
        "record",
    )
    assert draft.skills == ("法人営業", "既存顧客", "新規開拓", "提案書作成")
    assert (draft.application.position, draft.application.stage, draft.application.reached) == (
        "法人営業",
        "interviewing",
        "first",
    )
    assert (draft.application.outcome, draft.application.source, draft.application.agency_firm) == (
        "in_progress",
        "own",
        "",
    )
    assert "新規開拓" in draft.summary
