import pytest

from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.grades import grades


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＴＯＥＩＣ 850点", ("toeic", 850)),
        ("TOEIC L&R スコア：720", ("toeic", 720)),
        ("日本語能力試験N1", ("jlpt", 5)),
        ("JLPT N2 合格", ("jlpt", 4)),
        ("日商簿記検定２級", ("boki", 3)),
        ("英検準1級", ("eiken", 6)),
        ("英語：ビジネスレベル", ("spoken", 3)),
        ("日常会話程度", ("spoken", 2)),
    ],
)
def test_levels_are_read(text, expected):
    assert [(grade.scale, grade.value) for grade in grades(folded(text))] == [expected]


def test_a_higher_certificate_counts_more():
    first, second = (grades(folded(text))[0].value for text in ("簿記1級", "簿記3級"))

    assert first > second
