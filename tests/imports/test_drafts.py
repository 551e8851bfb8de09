from datetime import date

import pytest

from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import open_table
from tests.imports.files import csv_of, sheet

TODAY = date(2026, 11, 23)


def results(headings: str, *rows: str):
    table = open_table(csv_of(headings, *rows), "x.csv")
    return list(draft_rows(table, suggest_for(table), today=TODAY))


def draft(headings: str, row: str):
    (result,) = results(headings, row)
    assert result.faults == ()
    return result.draft


def application(headings: str, row: str):
    return draft(headings, row).application


def faults(headings: str, row: str):
    (result,) = results(headings, row)
    assert (result.draft is None) == bool(result.faults)
    return [(fault.column, fault.value, fault.code) for fault in result.faults]


def warnings(headings: str, row: str):
    (result,) = results(headings, row)
    return [(warning.column, warning.code) for warning in result.warnings]


def test_a_row_becomes_a_person_with_an_application():
    found = draft(
        "候補者ID,姓,名,セイ,メイ,メールアドレス,電話番号,都道府県,求人名,採用区分,応募日,選考ステップ,選考結果,結果確定日,スキル",
        "7,髙橋,直人,ﾀｶﾊｼ,ﾅｵﾄ,Naoto@KIMAIL.example,０７０−００００−１２３４,東京,SRE,中途,2026/3/5,最終面接,不合格,R8.4.1,Go、SQL、go",
    )

    assert (found.external_id, found.name, found.kana, found.name_key) == (
        "7",
        "髙橋 直人",
        "タカハシ ナオト",
        "高橋直人",
    )
    assert (found.email, found.email_key) == ("Naoto@kimail.example", "naoto@kimail.example")
    assert (found.phone, found.phone_key, found.prefecture) == ("070-0000-1234", "+817000001234", "東京都")
    assert (found.track, found.skills, found.state) == ("mid_career", ("Go", "SQL"), "record")
    assert (found.application.stage, found.application.reached, found.application.decided_on) == (
        "rejected",
        "final",
        date(2026, 4, 1),
    )


def test_a_row_without_anything_about_an_application_has_none():
    assert application("氏名,備考", "三浦,よい") is None


def test_neither_name_nor_address_is_a_fault_and_either_is_enough():
    assert faults("氏名,メール,備考", "-,なし,よい") == [("氏名", "", "NO_IDENTITY")]
    assert draft("氏名,メール", "三浦,").name == "三浦"
    assert draft("氏名,メール", ",a@b.example").email == "a@b.example"


@pytest.mark.parametrize("address", ["hirano@post", "hirano@@post.example", "ひらの@post.example", "hirano"])
def test_a_malformed_address_is_a_fault_even_beside_a_name(address):
    assert faults("氏名,メールアドレス", f"平野,{address}") == [("メールアドレス", address, "MALFORMED_EMAIL")]


@pytest.mark.parametrize("heading", ["応募日", "結果確定日", "紹介日", "最終連絡日", "同意日", "入社日", "保護期限"])
@pytest.mark.parametrize("written", ["2026/02/30", "令和8年13月2日", "来月", "2026/03"])
def test_an_impossible_date_is_a_fault_in_every_column_of_dates(heading, written):
    assert faults(f"氏名,{heading}", f"三浦,{written}") == [(heading, written, "IMPOSSIBLE_DATE")]


def test_every_fault_of_a_row_is_named_and_the_others_go_on():
    bad, good = results("氏名,メール,応募日", "三浦,x,2026/02/30", "平野,a@b.example,2026/02/28")

    assert [fault.code for fault in bad.faults] == ["MALFORMED_EMAIL", "IMPOSSIBLE_DATE"]
    assert (bad.line, good.line, good.draft.name) == (2, 3, "平野")


def test_too_many_cells_are_a_fault_and_too_few_are_blank():
    assert faults("氏名,メール", "三浦,a@b.example,余り") == [("", "", "TOO_MANY_CELLS")]
    assert draft("氏名,メール,備考", "三浦,,,,").name == "三浦"
    assert draft("氏名,メール,備考", "三浦").note == ""


@pytest.mark.parametrize(
    ("born", "code"), [("2010/11/24", ["OUT_OF_SCOPE_AGE"]), ("2010/11/23", []), ("平成22年11月23日", [])]
)
def test_sixteen_is_reached_on_the_birthday(born, code):
    assert [found[2] for found in faults("氏名,生年月日", f"三浦,{born}")] == code


def test_a_birth_date_is_not_kept_and_half_a_date_is_no_fault():
    found = draft("氏名,生年月日", "三浦,1990/01/02")

    assert "1990" not in repr(found)
    assert warnings("氏名,生年月日", "三浦,1990年") == [("生年月日", "LEFT_OUT_BIRTH")]
    assert [found[2] for found in faults("氏名,生年月日", "三浦,1990/02/30")] == ["IMPOSSIBLE_DATE"]


@pytest.mark.parametrize(
    ("track", "education", "refused"),
    [
        ("新卒", "みなと高等学校 卒業見込み", True),
        ("新卒", "みなと大学附属高校", True),
        ("新卒", "みなと高校、東信大学 卒業見込み", False),
        ("新卒", "みなと工業高等専門学校", False),
        ("高卒新卒", "", True),
        ("中途", "みなと高等学校 卒業", False),
    ],
)
def test_new_graduates_of_schools_below_college_are_out_of_scope(track, education, refused):
    assert [
        "OUT_OF_SCOPE_SCHOOL" in found for found in faults("氏名,採用区分,最終学歴", f'三浦,{track},"{education}"')
    ] == [True] * refused


def test_a_year_still_to_come_makes_a_new_graduate():
    assert (draft("氏名,卒業予定年月", "三浦,2027年3月").track, draft("氏名,卒業年月", "三浦,2015年3月").track) == (
        "new_graduate",
        "",
    )
    assert warnings("氏名,卒業予定年月", "三浦,いつか") == [("卒業予定年月", "LEFT_OUT_YEAR")]


@pytest.mark.parametrize(
    ("status", "result", "expected"),
    [
        ("一次面接", "不合格", ("rejected", "first")),
        ("一次面接 不合格", "", ("rejected", "first")),
        ("2次NG", "", ("rejected", "second")),
        ("書類選考", "選考中", ("screening", "document")),
        ("最終面接", "合格", ("interviewing", "final")),
        ("内定", "内定承諾", ("hired", "final")),
        ("内定辞退", "合格", ("withdrawn", "final")),
        ("", "不合格", ("rejected", "document")),
        ("カジュアル面談", "", ("applied", "document")),
    ],
)
def test_stage_and_result_are_read_from_both_columns(status, result, expected):
    found = application("氏名,選考ステータス,選考結果", f"三浦,{status},{result}")

    assert (found.stage, found.reached) == expected


def test_words_nobody_knows_are_named_and_do_not_keep_the_row_out():
    assert warnings("氏名,選考段階,選考結果,応募経路,採用区分", "三浦,ひみつ,なぞ,どこか,だれか") == [
        ("採用区分", "UNKNOWN_TRACK"),
        ("選考段階", "UNKNOWN_STAGE"),
        ("選考結果", "UNKNOWN_OUTCOME"),
        ("応募経路", "UNKNOWN_SOURCE"),
    ]
    assert application("氏名,応募経路", "三浦,どこか").source == "unknown"


def test_a_named_agency_protects_whatever_the_source_says():
    own = application("氏名,応募経路,紹介会社,紹介日", "三浦,自社サイト,株式会社ブリッジ人材,2026/09/01")
    bare = application("氏名,紹介会社", "三浦,株式会社ブリッジ人材")
    temp = application("氏名,応募経路,紹介会社", "三浦,紹介予定派遣,スタッフ中央株式会社")

    assert (own.source, own.agency_firm, own.introduced_on) == ("agency", "株式会社ブリッジ人材", date(2026, 9, 1))
    assert (bare.source, temp.source) == ("agency", "dispatch")
    assert warnings("氏名,応募経路,紹介会社", "三浦,自社サイト,株式会社ブリッジ人材") == [
        ("応募経路", "SOURCE_CONFLICT")
    ]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("三浦,連絡可,様式v3,2026/03/31", "contact"),
        ("三浦,プール登録,様式v3,2026/03/31", "pool"),
        ("三浦,連絡可,様式v3,", "record"),
        ("三浦,連絡可,,", "record"),
        ("三浦,,様式v3,2026/03/31", "record"),
        ("三浦,他社共有に同意,様式v3,2026/03/31", "record"),
        ("三浦,連絡不可,様式v3,2026/03/31", "record"),
    ],
)
def test_a_state_needs_its_evidence_and_never_reaches_further_than_contact(row, state):
    assert draft("氏名,連絡許可,同意書の版,同意日", row.replace("同意書の版", "")).state == state


def test_do_not_contact_is_carried_and_missing_evidence_is_named():
    assert draft("氏名,連絡許可", "三浦,連絡不可").do_not_contact is True
    assert warnings("氏名,連絡許可", "三浦,連絡可") == [("連絡許可", "NO_EVIDENCE")]


def test_a_note_that_may_not_be_kept_is_left_out_without_being_quoted():
    (result,) = results("氏名,備考", "三浦,父親の職業は公務員とのこと")

    assert (result.draft.note, [warning.value for warning in result.warnings]) == ("", [""])
    assert "公務員" not in repr(result.draft) + repr(result.warnings)
    assert result.warnings[0].code == "LEFT_OUT_FAIR"


def test_a_persons_own_account_loses_only_the_sentence():
    found = draft("氏名,職務要約,スキル", "三浦,営業を8年担当。母子家庭で育った。提案が得意。,SQL、愛読書")

    assert (found.summary, found.skills) == ("営業を8年担当。提案が得意。", ("SQL",))


def test_sex_and_family_never_reach_a_draft():
    found = draft("氏名,性別,配偶者,扶養家族,顔写真,本籍", "三浦,女性です,配偶者あり,二名,face.png,別の県")

    assert [word for word in ("女性です", "配偶者あり", "二名", "face.png", "別の県") if word in repr(found)] == []


def test_second_addresses_and_odd_numbers_are_remarks():
    found = draft("氏名,メール", "三浦,a@b.example; c@d.example")

    assert (found.email, found.other_email) == ("a@b.example", "c@d.example")
    assert warnings("氏名,電話番号,郵便番号,メールアドレス2", "三浦,03-12,12,x") == [
        ("メールアドレス2", "LEFT_OUT_EMAIL"),
        ("電話番号", "LEFT_OUT_PHONE"),
        ("郵便番号", "LEFT_OUT_POSTAL"),
    ]


def test_text_beyond_its_limit_is_shortened_and_says_so():
    found = draft("氏名,求人名", f"三浦,{'あ' * 200}")

    assert (len(found.application.position), found.application.position[-1]) == (120, "…")
    assert warnings("氏名,求人名", f"三浦,{'あ' * 200}") == [("求人名", "SHORTENED")]


def test_a_workbook_may_count_its_days():
    table = open_table(sheet(("氏名", "応募日", "電話番号"), ("三浦", "46086", "7000001234")), "x.xlsx")
    (result,) = draft_rows(table, suggest_for(table), today=TODAY)

    assert (result.draft.application.applied_on, result.draft.phone) == (date(2026, 3, 5), "07000001234")


def test_the_verdict_is_the_same_every_time():
    table = open_table(csv_of("氏名,メール", "三浦,x", "平野,a@b.example"), "x.csv")
    mapping = suggest_for(table)

    assert list(draft_rows(table, mapping, today=TODAY)) == list(draft_rows(table, mapping, today=TODAY))
