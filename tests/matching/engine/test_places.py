import pytest

from career_relay.matching.engine.places import prefecture_of, prefectures, prefectures_in, same_region


def test_there_are_forty_seven():
    assert list(prefectures()) == [f"{number:02d}" for number in range(1, 48)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("東京都千代田区", "13"),
        ("京都市下京区", "26"),
        ("京都府", "26"),
        ("Osaka", "27"),
        ("札幌本社", "01"),
        ("横浜", "14"),
        ("福岡県北九州市（本社：東京都）", "40"),
        ("海外", None),
    ],
)
def test_an_address_names_a_prefecture(text, code):
    assert prefecture_of(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("東京・神奈川", {"13", "14"}),
        ("東京都", {"13"}),
        ("京都と東京", {"13", "26"}),
        ("首都圏", {"11", "12", "13", "14"}),
        ("四国", {"36", "37", "38", "39"}),
        ("どこでも", set()),
    ],
)
def test_a_list_of_places_names_several(text, codes):
    assert prefectures_in(text) == codes


def test_neighbours_share_a_region():
    assert same_region("13", "14")
    assert not same_region("13", "27")
