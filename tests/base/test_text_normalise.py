import pytest

from career_relay.base.text.normalise import (
    Malformed,
    digits_of,
    fold,
    fold_email,
    fold_kana,
    fold_name,
    normalise_email,
    normalise_phone,
    normalise_postal,
    squeeze,
    tidy,
)
from career_relay.base.text.places import PREFECTURES, prefecture_of
from career_relay.base.text.sentences import SENTENCES, why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋　直人", "高橋直人"),
        ("宮﨑 聡", "宮崎聡"),
        ("渡邊 裕子", "渡辺裕子"),
        ("渡邉 裕子", "渡辺 裕子"),
        ("齋藤", "斉藤"),
        ("𠮷岡 徹", "吉岡徹"),
        ("辻\U000e0100 徹", "辻徹"),
        ("みうら さおり", "ミウラ　サオリ"),
        ("ﾐｳﾗ ｻｵﾘ", "ミウラサオリ"),
        ("Anne-Marie O’Brien", "anne marie o'brien"),
        ("ローラ", "ロ-ラ"),
    ],
)
def test_names_written_in_two_ways_fold_to_one(one, other):
    assert fold_name(one) == fold_name(other)


def test_names_of_different_people_stay_apart():
    assert fold_name("堀内 真由") != fold_name("堀内 真由美")
    assert fold_name("境 徹") != fold_name("堺 徹")


def test_the_stored_form_keeps_the_kanji_and_widens_only_kana():
    assert tidy(" 髙橋　直人\u200b\r\nﾐﾅﾄ（株）① ") == "髙橋 直人\nミナト（株）①"
    assert squeeze("一行目\n  二行目") == "一行目 二行目"
    assert tidy("a\x00b") == "ab"


def test_the_search_form_is_narrow_and_lower_case():
    assert fold("ＡＢＣ ﾊﾝｶｸ  髙") == "abc ハンカク 高"
    assert fold_kana("ひらがな") == "ヒラガナ"
    assert digits_of("第１２回 3") == "123"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Saori.Miura@KiMail.Example", "Saori.Miura@kimail.example"),
        (" ｓａｏｒｉ＠ｋｉｍａｉｌ．ｅｘａｍｐｌｅ ", "saori@kimail.example"),
        ("三浦 沙織 <saori@kimail.example>", "saori@kimail.example"),
        ("mailto:saori@kimail.example", "saori@kimail.example"),
        ("dots..in.a.row.@docomo.example", "dots..in.a.row.@docomo.example"),
    ],
)
def test_an_address_is_narrowed_and_its_domain_lowered(given, kept):
    assert normalise_email(given) == kept


def test_two_addresses_are_compared_without_case():
    assert fold_email("SAORI@kimail.example") == fold_email("saori@KIMAIL.example")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("saori.kimail.example", "email_at"),
        ("saori@@kimail.example", "email_two_at"),
        ("@kimail.example", "email_local"),
        ("saori @kimail.example", "email_space"),
        ("saori@kimail,example", "email_comma"),
        ("沙織@kimail.example", "email_characters"),
        ("saori@kimail", "email_domain"),
        ("saori@kimail..example", "email_domain"),
        ("saori@-kimail.example", "email_domain"),
        ("saori@日本.example", "email_characters"),
        ("saori@" + "a" * 60 + ("." + "a" * 60) * 4, "email_long"),
    ],
)
def test_a_malformed_address_is_refused_with_the_reason(given, code):
    with pytest.raises(Malformed) as refusal:
        normalise_email(given)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("070-0000-1234", "+817000001234"),
        ("０７０－００００－１２３４", "+817000001234"),
        ("7000001234", "+817000001234"),  # a spreadsheet took the 0
        ("(03) 0000-1234", "+81300001234"),
        ("0300001234 内線12", "+81300001234"),
        ("+81 (0)70-0000-1234", "+817000001234"),
        ("0081 70 0000 1234", "+817000001234"),
        ("010 1 415 555 0100", "+14155550100"),
        ("+1 415 555 0100", "+14155550100"),
        ("0120-000-123", "+81120000123"),
    ],
)
def test_a_phone_number_has_one_form(given, number):
    assert normalise_phone(given) == number


@pytest.mark.parametrize(
    ("given", "code"), [("0312", "phone_length"), ("不明", "phone_characters"), ("+123", "phone_length")]
)
def test_what_is_no_phone_number_is_refused(given, code):
    with pytest.raises(Malformed) as refusal:
        normalise_phone(given)

    assert refusal.value.code == code


def test_a_postal_code_has_one_form():
    assert normalise_postal("〒３３０－０８４６") == "330-0846"
    with pytest.raises(Malformed):
        normalise_postal("330-084")


def test_a_prefecture_is_found_at_the_start_of_an_address():
    assert len(PREFECTURES) == 47
    assert prefecture_of("〒330-0846 埼玉県さいたま市") == "埼玉県"
    assert prefecture_of("東京") == "東京都"
    assert prefecture_of("京都府京都市") == "京都府"
    assert prefecture_of("さいたま市") == ""


def test_every_reason_has_a_sentence():
    assert why(Malformed("date_month")) == str(SENTENCES["date_month"])
    assert why(Malformed("unheard_of")) != ""
