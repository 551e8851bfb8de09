import re

import pytest

from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.roles import closeness, major_of, role_label, role_of, roles
from career_relay.matching.engine.skills import skill_book
from career_relay.matching.engine.tables import parts, read_table

MIDDLE = {f"{number:03}" for number in range(1, 100)}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("バックエンドエンジニア（決済基盤）", "backend"),
        ("ｻｰﾊﾞｰｻｲﾄﾞエンジニア", "backend"),
        ("法人営業（関西）", "b2b_sales"),
        ("営業マン", "sales"),
        ("看護婦", "nurse"),
        ("准看護師", "assistant_nurse"),
        ("保母", "nursery"),
        ("スチュワーデス", "cabin"),
        ("Senior Software Developer", "fullstack"),
        ("経理課長", "accountant"),
        ("カスタマーサクセス", "customer_success"),
        ("【急募】ホテルフロント", "hotel"),
        ("shipment", None),
        ("宇宙飛行士", None),
        ("大型トラックドライバー", "truck_driver"),
        ("タクシー乗務員（未経験可）", "taxi_driver"),
        ("医師事務作業補助者", "medical_clerk"),
        ("歯科医院の受付", "receptionist"),
        ("社長秘書", "secretary"),
        ("労務担当（社労士事務所スタッフ）", "labor"),
        ("児童発達支援管理責任者", "service_manager"),
        ("溶接工・製缶工", "welder"),
        ("モデルルーム営業", "sales"),
        ("カーディーラー営業", "car_sales"),
        ("ホテルマン", "hotel"),
        ("潜水夫", None),
        ("銀行マン", "banker"),
        ("助産婦", "midwife"),
        ("Fisherman", "fisher"),
        ("Registered nurse (ICU)", "nurse"),
        ("Long-haul truck driver", "truck_driver"),
    ],
)
def test_a_title_names_a_role_family(title, role):
    assert role_of(title) == role


def test_the_table_is_well_formed():
    known, skills = roles(), skill_book().skills
    ids = [row["id"] for row in read_table("roles.tsv")]

    faults = [
        *(f"{one}: twice" for one in set(ids) if ids.count(one) > 1),
        *(f"{role.id}: no neighbour {near}" for role in known.values() for near in role.near if near not in known),
        *(f"{role.id}: near itself" for role in known.values() if role.id in role.near),
        *(f"{role.id}: no skill {skill}" for role in known.values() for skill in role.skills if skill not in skills),
        *(f"{role.id}: no label" for role in known.values() if not (role.ja and role.en)),
        *(f"{role.id}: nobody near" for role in known.values() if not role.near and role.id != "clergy"),
    ]

    assert faults == []
    assert len(known) >= 170


def test_every_name_of_a_family_names_it_and_no_other():
    rows = list(read_table("roles.tsv"))

    faults = [
        f"{name} of {row['id']} is read as {role_of(name)}"
        for row in rows
        for name in (row["ja"], row["en"], *parts(row["synonyms"]))
        if role_of(name) != row["id"]
    ]

    assert faults == []


def test_every_family_has_codes_of_the_ministry_and_every_class_has_a_family():
    codes = {code for role in roles().values() for code in role.codes}

    faults = [role.id for role in roles().values() if not role.codes]
    faults += [code for code in codes if not re.fullmatch(r"\d{3}(-\d{2})?", code) or code[:3] not in MIDDLE]

    assert faults == []
    assert MIDDLE - {code[:3] for code in codes} == set()


@pytest.mark.parametrize(
    ("code", "major"),
    [
        ("001-01", "01"),
        ("003", "01"),
        ("004-01", "02"),
        ("009-01", "02"),
        ("023", "04"),
        ("081-01", "12"),
        ("099-01", "15"),
    ],
)
def test_the_major_class_follows_from_the_number(code, major):
    assert major_of(code) == major


def test_gendered_names_lead_to_the_neutral_title():
    rows = list(read_table("gendered_titles.tsv"))

    faults = [row["gendered"] for row in rows if folded(row["gendered"]) != folded(row["neutral"])]
    faults += [f"{row['gendered']}: twice" for row in rows if [r["gendered"] for r in rows].count(row["gendered"]) > 1]

    assert faults == []


def test_closeness_is_one_for_the_same_and_holds_both_ways():
    assert closeness("nurse", "nurse") == 1.0
    assert closeness("backend", "mobile") == closeness("mobile", "backend") == 0.6
    assert closeness("backend", "qa") == 0.3
    assert closeness("backend", "nurse") == 0.0


def test_a_role_has_a_name_in_both_languages():
    assert (role_label("nurse", "ja"), role_label("nurse", "en")) == ("看護師", "Nurse")
