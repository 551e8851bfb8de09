"""Where somebody came from: kind, detail and firm, so that nobody an agency introduced goes unprotected."""

from datetime import date

import pytest

from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.presets import all_presets, read_value
from career_relay.imports.readers import open_table
from tests.imports.files import csv_of

HERP = ("求人媒体", "自社サイト", "社員紹介", "エージェント", "求人媒体(スカウト)", "その他")


def source(raw: str, *, detail: str = "", firm: str = "") -> tuple[str, str, str]:
    table = open_table(csv_of("氏名,応募経路,応募経路詳細,紹介会社", f'三浦,"{raw}","{detail}","{firm}"'), "x.csv")
    (result,) = draft_rows(table, suggest_for(table), today=date(2026, 11, 23))
    application = result.draft.application
    return application.source, application.source_name, application.agency_firm


@pytest.mark.parametrize(
    ("raw", "firm"),
    [
        ("紹介予定派遣（株式会社ブリッジ人材）", "株式会社ブリッジ人材"),
        ("エージェント：中央キャリア", "中央キャリア"),
        ("人材紹介/株式会社あおい", "株式会社あおい"),
        ("株式会社ブリッジ人材", "株式会社ブリッジ人材"),
        ("Bridge Recruiting Agency", "Bridge Recruiting Agency"),
        ("エージェント", ""),
        ("人材紹介会社", ""),
        ("紹介会社（エージェント）", "紹介会社(エージェント)"),
    ],
)
def test_the_firm_is_found_beside_or_in_the_source(raw, firm):
    kind, _name, found = source(raw)

    assert (kind in {"agency", "dispatch"}, found.replace("（", "(").replace("）", ")")) == (True, firm)


def test_a_detail_names_the_firm_before_the_source_does():
    assert source("エージェント（担当者経由）", detail="株式会社ブリッジ人材")[2] == "株式会社ブリッジ人材"


def test_a_firm_of_its_own_column_goes_before_everything():
    assert source("エージェント：中央キャリア", detail="x", firm="株式会社ブリッジ人材")[2] == "株式会社ブリッジ人材"


@pytest.mark.parametrize("raw", ["求人媒体", "社員紹介（田中さん）", "自社サイト", "どこか（株式会社）"])
def test_only_agencies_have_a_firm(raw):
    assert source(raw)[2] == ""


@pytest.mark.parametrize("raw", HERP)
def test_every_source_of_herp_is_known(raw):
    assert read_value("source", raw, "herp") == all_presets()["herp"].values["source"][raw.lower()]


@pytest.mark.parametrize(
    "raw",
    [
        "マイナビエージェント", "リクルートエージェント", "dodaエージェント", "type転職エージェント", "ビズリーチ（ヘッドハンター経由）", "人材バンク",
        "ヘッドハンティング", "紹介予定派遣", "スタッフ派遣",
    ],
)  # fmt: skip
def test_no_agency_is_taken_for_a_medium(raw):
    assert read_value("source", raw) in {"agency", "dispatch"}


@pytest.mark.parametrize("raw", ["イベント", "その他", "不明", "HRMOS", "ジョブカン", "Salesforce"])
def test_what_says_nothing_is_unknown(raw):
    assert read_value("source", raw, "wantedly") == "unknown"


def test_every_lever_origin_is_known():
    assert {
        raw: read_value("source", raw, "lever")
        for raw in ("agency", "applied", "internal", "referred", "sourced", "university")
    } == {
        "agency": "agency",
        "applied": "own",
        "internal": "referral",
        "referred": "referral",
        "sourced": "media",
        "university": "school",
    }
