import pytest
from django.utils import translation

from career_relay.base.text import lint

VECTORS = [
    (pack, rule.code, kind, text)
    for pack in (lint.FAIR, lint.JOBAD)
    for rule in lint.load(pack).rules
    for kind in ("hit", "ok")
    for text in rule.vectors[kind]
]


def test_every_rule_brings_vectors_of_both_kinds():
    rules = [rule for pack in (lint.FAIR, lint.JOBAD) for rule in lint.load(pack).rules]

    assert len(rules) == 25
    assert [rule.code for rule in rules if not all(rule.vectors.values())] == []
    assert all(rule.items["ja"] and rule.items["en"] for rule in rules)


@pytest.mark.parametrize(("pack", "code", "kind", "text"), VECTORS)
def test_a_rule_keeps_to_its_vectors(pack, code, kind, text):
    assert (code in lint.items_hit(text, pack)) == (kind == "hit")


@pytest.mark.parametrize(
    ("pack", "text"), [(pack, text) for pack in (lint.FAIR, lint.JOBAD) for text in lint.load(pack).clean]
)
def test_plain_words_about_work_are_clean(pack, text):
    assert lint.check(text, pack) == []


def test_gaps_and_width_hide_nothing_and_the_quote_is_the_text_as_given():
    found = lint.check("ﾊﾟｿｺﾝに強い。家 族　構 成を聞いた")

    assert [(finding.code, finding.quote, finding.span) for finding in found] == [("FAIR-02", "家 族　構 成", (9, 16))]


def test_two_hits_of_one_rule_are_two_findings_and_an_overlap_is_one():
    assert [finding.quote for finding in lint.check("家族構成と、父の職業")] == ["家族構成", "父の職業"]
    assert [finding.quote for finding in lint.check("本籍の戸籍")] == ["本籍", "戸籍"]


def test_a_finding_names_the_item_in_the_language_of_the_reader():
    with translation.override("ja"):
        japanese = lint.check("愛読書は")[0].item
    with translation.override("en"):
        english = lint.check("愛読書は")[0].item

    assert (japanese, english) == ("購読新聞・愛読書", "newspapers and books read")
    assert lint.item_of("FAIR-02") != ""


def test_a_reason_by_law_takes_an_age_limit_back():
    assert lint.items_hit("35歳以下", lint.JOBAD) == ("JOB-AGE",)
    assert lint.items_hit("35歳以下（例外事由３号のイ）", lint.JOBAD) == ()


def test_fixed_overtime_is_judged_over_the_whole_posting():
    complete = "基本給230,000円\n固定残業代70,000円（30時間分）\n超過分は別途支給"

    assert lint.items_hit(complete, lint.JOBAD) == ()
    assert lint.items_hit(complete.replace("超過分は別途支給", ""), lint.JOBAD) == ("JOB-FIXOT",)


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("123456789018", True),
        ("123456789012", False),
        ("000000000000", False),
        ("12345678901", False),
        ("12345678901x", False),
    ],
)
def test_an_individual_number_has_a_check_digit(digits, valid):
    assert lint.is_my_number(digits) == valid


def test_an_individual_number_is_found_with_gaps_and_not_inside_a_longer_number():
    assert lint.items_hit("1234 5678 9018") == ("FAIR-MN",)
    assert lint.items_hit("受付 9123456789018 番") == ()
