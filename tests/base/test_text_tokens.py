from concurrent.futures import ThreadPoolExecutor

from career_relay.base.text.tokens import token_line, tokens


def test_words_are_the_shortest_units_without_particles_and_marks():
    assert tokens("法人営業の経験、（既存顧客）") == ["法人", "営業", "経験", "既存", "顧客"]


def test_words_are_folded_so_that_spellings_meet():
    assert tokens("髙橋 ｼｽﾃﾑ ＰＹＴＨＯＮ") == tokens("高橋 システム python")


def test_names_of_techniques_stay_whole():
    assert tokens("C++とC#、Node.js、.NET") == ["c++", "c#", "node.js", ".net"]


def test_a_very_long_text_is_read_in_pieces():
    assert len(tokens("営業。" * 20_000)) == 20_000
    assert len(tokens("営" * 25_000)) > 0


def test_an_empty_text_has_no_words():
    assert (tokens(""), token_line(" 、。")) == ([], "")


def test_threads_may_cut_at_the_same_time():
    with ThreadPoolExecutor(4) as pool:
        lines = list(pool.map(token_line, ["提案書作成の経験"] * 40))

    assert set(lines) == {"提案 書 作成 経験"}
