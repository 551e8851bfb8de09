import pytest
from django.utils import translation

from career_relay.matching.engine import Ask, Code, Result
from career_relay.matching.engine.features import FEATURES
from career_relay.matching.explanations import (
    _ASKS,
    CONDITIONS,
    REASONS,
    RESULTS,
    ask_sentence,
    reason_label,
    role_name,
    skill_name,
    source_label,
)

SAMPLES = {
    "requirement": "Go 3年以上",
    "skill": "it.go",
    "near": "it.java",
    "skills": "it.go it.aws",
    "have": 1.5,
    "wanted": 3.0,
}


@pytest.mark.parametrize("key", list(_ASKS))
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_question_is_a_whole_sentence(key, language):
    with translation.override(language):
        sentence = ask_sentence(Ask(key, SAMPLES))

    assert sentence.endswith((".", "。"))
    assert "{" not in sentence


def test_years_and_skills_are_said_in_words():
    with translation.override("en"):
        assert ask_sentence(Ask("years", {"have": 0.5, "wanted": 1.0})) == (
            "6 months can be read from the record; asked for: 1 year. Please ask about the rest."
        )
        assert ask_sentence(Ask("part", {"skills": "it.go fin.tax"})) == (
            "Nothing was found about: Go, Tax. Please ask."
        )


def test_every_answer_of_the_engine_has_words():
    assert set(RESULTS) == set(Result)
    assert set(CONDITIONS) == set(Code)
    assert set(REASONS) >= set(FEATURES)


def test_names_follow_the_language():
    with translation.override("ja"):
        assert (skill_name("fin.tax"), role_name("nurse")) == ("税務", "看護師")
    with translation.override("en"):
        assert (skill_name("fin.tax"), role_name("nurse")) == ("Tax", "Nurse")
        assert (source_label("career"), reason_label("must")) == ("Career history", "Must-haves")
