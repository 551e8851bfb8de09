import pytest

from career_relay.base.text import lint
from career_relay.base.text.literals import needed


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("本籍", {"本籍"}),
        ("本籍|戸籍", {"本籍", "戸籍"}),
        ("家(?:業|計)を?", {"家"}),
        ("(?<!押)しつけ", {"しつけ"}),
        ("[右左]派", {"派"}),
        ("(?:ネット|名前)で検索", {"で検索"}),
        (r"\d+歳", {"歳"}),
        ("(?:年齢)?が高い", {"が高い"}),
        ("(?:父|母){1,2}", {"父", "母"}),
        ("[右左]", {"右", "左"}),
    ],
)
def test_the_words_without_which_a_pattern_cannot_match(pattern, words):
    assert needed(pattern) == words


@pytest.mark.parametrize("pattern", [r"\d+", "(?:本籍|\\d+)", "(?:本籍)?", "[^あ]", "."])
def test_a_pattern_that_needs_no_word_has_to_be_tried(pattern):
    assert needed(pattern) is None


def test_a_pattern_that_matches_holds_one_of_its_words():
    hits = [text for kinds in lint.vectors(lint.FAIR).values() for text in kinds["hit"]]
    probes = [probe for rule in lint.load(lint.FAIR).rules for probe in rule.hits if probe.words]

    broken = [
        (probe.pattern.pattern, text)
        for text in map(lint.flatten, hits)
        for probe in probes
        if probe.pattern.search(text) and not any(word in text for word in probe.words)
    ]

    assert broken == []
    assert len(probes) > 100


def test_almost_nothing_of_fair_selection_has_to_be_tried_without_a_word():
    assert [probe for rule in lint.load(lint.FAIR).rules for probe in rule.hits if probe.words is None] == []
