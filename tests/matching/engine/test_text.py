import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine.text import sentences, tokens


def test_words_are_normalised_and_particles_dropped():
    assert tokens("顧客を管理するツールの設計") == ["顧客", "管理", "ツール", "設計"]


def test_english_words_lose_case_plural_and_filler():
    assert tokens("Managed the payment APIs of 3 Companies") == ["managed", "payment", "api", "companie"]


@pytest.mark.parametrize(
    "who",
    [
        "山田花子と申します。",
        "氏名：佐藤 一郎　性別：男",
        "女性、32歳。",
        "早稲田大学政治経済学部卒業。",
        "昭和60年4月生まれ。",
        "日本人です。",
        "Name: Hanako Yamada",
        "株式会社ミナトソフトにて、",
    ],
)
def test_who_somebody_is_leaves_no_words(who):
    assert [word for word in tokens(who) if word != "申す"] == []


def test_sentences_come_without_bullets_and_blanks():
    text = "・設計。\n　● 運用 \n\nBuilt it. Ran it."

    assert [text[begin:end] for begin, end in sentences(text)] == ["設計。", "運用", "Built it.", "Ran it."]


@given(st.text(alphabet="設計を。！?\n\r ・ab. C", max_size=80))
def test_sentences_are_apart_and_lose_only_marks_and_blanks(text):
    spans = list(sentences(text))

    kept = "".join(text[begin:end] for begin, end in spans)
    assert all(end <= begin for (_, end), (begin, _) in zip(spans, spans[1:], strict=False))
    assert [letter for letter in kept if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


def test_a_text_longer_than_the_tokenizer_takes_is_read_whole():
    assert len(tokens("設計" * 30_000)) == 60_000 // 2


def test_two_threads_read_at_once():
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(tokens("経理と労務" * 200))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [["経理", "労務"] * 200] * 4
