import pytest
from django.utils import translation

from career_relay.base.text import lint

PACKS = (lint.FAIR, lint.JOBAD, lint.QUESTIONS)
VECTORS = [(pack, code, kind) for pack in PACKS for code, kinds in lint.vectors(pack).items() for kind in kinds]


def test_every_rule_brings_vectors_of_both_kinds():
    rules = [rule for pack in PACKS for rule in lint.load(pack).rules]

    assert len(rules) == 38
    assert [rule.code for rule in rules if not all(rule.vectors.values())] == []
    assert all(rule.items["ja"] and rule.items["en"] for rule in rules)


@pytest.mark.parametrize(("pack", "code", "kind"), VECTORS)
def test_a_rule_keeps_to_its_vectors(pack, code, kind):
    texts = lint.vectors(pack)[code][kind]

    assert texts
    assert [text for text in texts if (code in lint.items_hit(text, pack, flags=True)) != (kind == "hit")] == []


@pytest.mark.parametrize("code", lint.vectors(lint.FAIR))
def test_every_rule_of_fair_selection_has_forty_more_of_each_kind(code):
    rule = next(one for one in lint.load(lint.FAIR).rules if one.code == code)
    kinds = lint.vectors(lint.FAIR)[code]

    assert {kind: len(set(texts) - set(rule.vectors[kind])) >= 40 for kind, texts in kinds.items()} == {
        "hit": True,
        "ok": True,
    }


def test_no_near_miss_is_stopped_by_another_rule():
    stopped = {
        text: found
        for kinds in lint.vectors(lint.FAIR).values()
        for text in kinds["ok"]
        if (found := lint.items_hit(text))
    }

    assert stopped == {}


def test_every_rule_of_fair_selection_says_why_and_what_to_write_instead():
    for language in ("ja", "en"):
        with translation.override(language):
            assert [one.code for one in lint.load(lint.FAIR).rules if not (one.item and one.why and one.instead)] == []


def test_what_may_stand_for_a_reason_is_only_flagged():
    text = "時短勤務を希望"

    assert lint.check(text) == []
    assert lint.items_hit(text) == ()
    [found] = lint.check(text, flags=True)
    assert (found.code, found.level) == ("FAIR-W2", lint.FLAG)


def test_what_stops_a_text_comes_before_what_is_flagged():
    found = lint.check("42歳、父親は公務員", flags=True)

    assert [one.level for one in found] == [lint.BLOCK, lint.FLAG]


def test_work_and_the_person_in_one_note_are_told_apart():
    [found] = lint.check("宗教法人の経理を担当。宗教は何かと聞いた")

    assert (found.code, found.quote, found.span) == ("FAIR-05", "宗教", (11, 13))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("尊敬する人物は？", "FAIR-08"),
        ("ご家族について教えてください", "FAIR-02"),
        ("国籍", "FAIR-W1"),
        ("通勤時間", "FAIR-W4"),
        ("年齢", "FAIR-X2"),
    ],
)
def test_a_question_is_read_more_strictly_than_a_note(question, code):
    assert code in [one.code for one in lint.lint_question(question)]


@pytest.mark.parametrize(
    "question", ["これまでで最も難しかった案件を教えてください", "入社できる時期", "希望する勤務地"]
)
def test_a_question_about_work_may_be_asked(question):
    assert lint.lint_question(question) == []


def test_a_question_that_two_packs_stop_is_told_once_an_item():
    codes = [one.code for one in lint.lint_question("尊敬する人物は誰ですか")]

    assert codes == ["FAIR-08"]


@pytest.mark.parametrize(("pack", "text"), [(pack, text) for pack in PACKS for text in lint.load(pack).clean])
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
