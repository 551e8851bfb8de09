import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine.analysis import Analysis, analyse, key_of
from career_relay.matching.engine.types import Source

CAREER = """2018年4月〜2021年3月　ミナトソフト
・決済APIの設計と運用（Go、PostgreSQL）
・新人教育

資格：普通自動車免許（取得予定）"""


def states(text):
    return {span.skill: span.state for span in analyse(text).skills}


def years(text):
    return {span.skill: span.years for span in analyse(text).skills}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goは5年、Javaは未経験です", {"it.go": "has", "it.java": "lacks"}),
        ("Javaの経験はありませんが、Goは使えます", {"it.java": "lacks", "it.go": "has"}),
        ("英語は話せません。中国語は話せます。", {"lang.en": "lacks", "lang.zh": "has"}),
        ("No experience with Java, but Python daily.", {"it.java": "lacks", "it.python": "has"}),
        ("Rustを独学中", {"it.rust": "learning"}),
        ("宅建（取得予定）、簿記2級", {"lic.takken": "learning", "lic.boki": "has"}),
        ("溶接の未経験者への指導", {"mfg.welding": "has", "biz.training": "has"}),
    ],
)
def test_having_learning_and_lacking_are_told_apart(text, expected):
    assert states(text) == expected


def test_years_belong_to_the_skill_of_their_clause():
    assert years("Goを3年、Java（1年）、Rubyも少し") == {"it.go": 3.0, "it.java": 1.0, "it.ruby": None}


def test_one_length_is_for_everything_its_sentence_names():
    assert years("GoとPostgreSQLを5年") == {"it.go": 5.0, "it.postgresql": 5.0}


def test_the_dates_of_a_job_hold_for_the_lines_below_until_an_empty_one():
    lines = analyse(CAREER).sentences

    assert [line.period is not None for line in lines] == [True, True, True, False]


def test_lacking_a_skill_is_not_lacking_what_it_implies():
    spans = analyse("MySQLは未経験です").spans_of

    assert list(spans) == ["it.mysql"]


def test_a_sentence_said_twice_counts_once():
    once, twice = analyse("Goで開発。"), analyse("Goで開発。\nGoで開発。")

    assert twice.counts == once.counts


def test_an_analysis_survives_storage():
    found = analyse(CAREER)

    assert Analysis.from_json(json.loads(json.dumps(found.to_json()))) == found


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_its_spans_lie_inside(text):
    found = analyse(text)

    spans = [(span.begin, span.end) for span in (*found.skills, *found.grades, *found.sentences)]
    assert all(0 <= begin < end <= len(text) for begin, end in spans)


def test_a_stored_analysis_is_used_only_for_its_own_text():
    stored = analyse("Goを5年")

    assert Source("career", "Goを5年", stored=stored).analysis is stored
    assert Source("career", "Goを6年", stored=stored).analysis.key == key_of("Goを6年")


def test_an_analysis_of_an_older_shape_is_read_again():
    older = Analysis.from_json({"key": "0-abc-def", "lines": []})

    assert Source("career", "Goを5年", stored=older).analysis.skills == analyse("Goを5年").skills
