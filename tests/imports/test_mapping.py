import pytest

from career_relay.base.errors import Refused
from career_relay.imports import presets
from career_relay.imports.columns import COLUMNS
from career_relay.imports.mapping import ensure_usable, fingerprint, likeness, suggest


def test_no_field_exists_for_what_selection_may_not_ask():
    keys = {column.key for column in COLUMNS}

    assert (
        keys
        & {
            "sex",
            "gender",
            "family",
            "spouse",
            "dependants",
            "photo",
            "nationality",
            "age",
            "religion",
            "teaser",
            "share",
        }
        == set()
    )


def test_a_heading_that_is_only_alike_is_a_guess_to_look_at():
    match = suggest(["応募者氏名（本名）"]).columns[0]

    assert (match.target, match.state, match.how) == ("name", "check", "similar")


def test_a_heading_nobody_knows_is_left_for_a_person():
    match = suggest(["ぷるぷる度"]).columns[0]

    assert (match.target, match.state) == ("", "todo")


def test_values_tell_an_address_under_an_unknown_heading():
    match = suggest(["宛先"], [["a@b.example"], ["c@d.example"], [""]]).columns[0]

    assert (match.target, match.how, match.state) == ("email", "shape", "check")


def test_values_that_look_otherwise_take_a_guess_back():
    match = suggest(["連絡先メアドレス"], [["有"], ["無"]]).columns[0]

    assert match.target == ""


def test_addresses_of_other_people_are_not_the_candidates():
    matches = suggest(["面接官メールアドレス", "担当者氏名", "氏名"], [["x@y.example", "森田", "三浦"]]).columns

    assert [match.target for match in matches] == ["", "", "name"]


def test_two_headings_for_one_field_leave_the_surer_one():
    matches = suggest(["氏名（表示用）", "氏名"]).columns

    assert [(match.heading, match.target) for match in matches] == [("氏名（表示用）", ""), ("氏名", "name")]


def test_joining_fields_take_all_their_headings():
    mapping = suggest(["備考", "面接メモ"])

    assert mapping.places("note") == (0, 1)


def test_application_ids_tell_people_apart_when_nothing_else_does():
    assert suggest(["応募ID", "氏名"]).columns[0].target == "external_id"
    assert [match.target for match in suggest(["応募ID", "候補者ID"]).columns] == ["application_id", "external_id"]


def test_a_saved_mapping_comes_back_and_wins():
    first = (
        suggest(["氏名", "ぷるぷる度", "備考"])
        .with_target(1, "score")
        .with_target(2, "")
        .with_value("stage", "三次元", "interview_3")
    )
    again = suggest(["備考", "ぷるぷる度", "氏名"], saved=first.as_dict())

    assert [(match.target, match.how) for match in again.columns] == [
        ("", "saved"),
        ("score", "saved"),
        ("name", "saved"),
    ]
    assert again.read("stage", " 三次元 ") == "interview_3"
    assert fingerprint(["備考", "氏名"]) == fingerprint(["氏名", "備考 "])


def test_what_is_never_imported_cannot_be_chosen():
    mapping = suggest(["性別", "氏名"])

    with pytest.raises(Refused) as refusal:
        mapping.with_target(0, "note")

    assert refusal.value.code == "NEVER_IMPORTED"
    assert mapping.columns[0].never == "sex"


def test_a_field_that_does_not_exist_cannot_be_chosen():
    with pytest.raises(Refused) as refusal:
        suggest(["氏名"]).with_target(0, "share")

    assert refusal.value.code == "NO_FIELD"


def test_an_import_that_names_nobody_is_refused():
    with pytest.raises(Refused) as refusal:
        ensure_usable(suggest(["備考", "スキル"]))

    assert refusal.value.code == "NOBODY_NAMED"
    ensure_usable(suggest(["姓", "名"]))


def test_one_field_twice_is_refused():
    with pytest.raises(Refused) as refusal:
        ensure_usable(suggest(["氏名", "ぷるぷる"]).with_target(1, "name"))

    assert refusal.value.code == "FIELD_TWICE"


def test_likeness_is_one_only_for_equal_texts():
    assert likeness("氏名", "氏名") == 1.0
    assert 0.5 < likeness("メールアドレス", "メルアドレス") < 1.0
    assert likeness("あ", "い") == 0.0


def test_a_preset_nobody_wrote_is_refused_with_the_names_there_are():
    with pytest.raises(Refused) as refusal:
        suggest(["氏名"], preset="unheard-of")

    assert refusal.value.code == "NO_PRESET"
    assert "hrmos" in str(refusal.value)
    assert presets.find("hrmos").title["ja"] == "HRMOS採用"
