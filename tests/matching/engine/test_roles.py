import pytest

from career_relay.matching.engine.roles import closeness, role_label, role_of, roles
from career_relay.matching.engine.skills import skill_book


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
    ],
)
def test_a_title_names_a_role_family(title, role):
    assert role_of(title) == role


def test_the_table_is_well_formed():
    known = roles()

    assert all(near in known for role in known.values() for near in role.near)
    assert all(skill in skill_book().skills for role in known.values() for skill in role.skills)
    assert all(role_of(role.ja) == role.id for role in known.values() if "・" not in role.ja)


def test_closeness_is_one_for_the_same_and_holds_both_ways():
    assert closeness("nurse", "nurse") == 1.0
    assert closeness("backend", "mobile") == closeness("mobile", "backend") == 0.6
    assert closeness("backend", "qa") == 0.3
    assert closeness("backend", "nurse") == 0.0


def test_a_role_has_a_name_in_both_languages():
    assert (role_label("nurse", "ja"), role_label("nurse", "en")) == ("看護師", "Nurse")
