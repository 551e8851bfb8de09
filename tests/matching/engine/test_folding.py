import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine.folding import fold, folded

LETTERS = st.text(alphabet="aZ9 ０Ａａ　ｶﾞﾊﾟがか\u3099髙﨑㈱①看護婦営業マン。、\n-〜waitress", max_size=60)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ＪＡＶＡ", "java"),
        ("ﾌﾟﾛｸﾞﾗﾏｰ", "プログラマー"),
        ("か\u3099くせい", "がくせい"),
        ("髙島", "高島"),
        ("２０２１年４月〜", "2021年4月~"),
        ("看護婦", "看護師"),
        ("営業マン", "営業職"),
        ("Saleswoman", "salesperson"),
        ("助産婦と保健婦", "助産師と保健師"),
        ("ホテルマン", "ホテルスタッフ"),
        ("女性ドライバー", "ドライバー"),
        ("Fishermen", "fisher"),
        ("ｳｪｲﾄﾚｽ", "接客スタッフ"),
        ("オーダーメイドのメイド服", "オーダーメイドの客室係服"),
        ("髙﨑の藥劑師", "高崎の薬剤師"),
        ("齒科衞生", "歯科衛生"),
        ("圖書館・學藝員", "図書館・学芸員"),
        ("ﾊﾞﾘｱﾌﾘｰ／Ｂ to Ｂ", "バリアフリー/b to b"),
        ("㍻30年㈱", "平成30年(株)"),
        ("𠮷野家", "吉野家"),
    ],
)
def test_different_spellings_fold_to_one(written, expected):
    assert folded(written) == expected


def test_a_title_inside_a_longer_english_word_is_left_alone():
    assert folded("stewardship") == "stewardship"


def test_a_folded_title_knows_the_words_it_stands_for():
    source = "前職は看護婦です"

    found = fold(source)
    begin = found.lower.index("看護師")

    assert source[slice(*found.source_span(begin, begin + 3))] == "看護婦"


@given(LETTERS)
def test_every_folded_letter_stands_for_letters_of_the_source_in_order(source):
    found = fold(source)

    spans = [found.source_span(at, at + 1) for at in range(len(found.text))]

    assert len(found.lower) == len(found.text)
    assert all(0 <= begin < end <= len(source) for begin, end in spans)
    assert [begin for begin, _ in spans] == sorted(begin for begin, _ in spans)


@given(LETTERS)
def test_folding_twice_changes_nothing_more(source):
    once = folded(source)

    assert folded(once) == once
