"""The papers to begin with carry the company's own facts, and nothing is left open that we know."""

import pytest

from career_relay.companies import kit
from tests.factories.companies import CompanyFactory

KEYS = ["ringi", "security", "privacy", "processing", "terms"]


def test_japanese_has_every_paper_and_english_those_for_candidates(minato, operator_company):
    assert [one.key for one in kit.papers(minato, operator_company, "ja")] == KEYS
    assert [one.key for one in kit.papers(minato, operator_company, "en")] == ["privacy", "terms"]


@pytest.mark.parametrize("key", KEYS)
def test_each_paper_is_filled_in(minato, operator_company, key):
    paper = kit.paper(key, minato, operator_company, "ja")

    assert paper is not None
    whole = paper.lead + "".join(one.head + one.text for one in paper.sections)
    assert ("{" in whole, "みなと商工会議所" in whole, len(paper.sections) >= 5) == (False, True, True)


def test_the_facts_are_those_of_the_company(minato, operator_company):
    paper = kit.paper("privacy", minato, operator_company, "ja")

    assert paper is not None
    assert "株式会社ミナトソフト（東京都港区海岸1-0-0、代表者 湊 一郎）" in paper.lead
    assert "選考の終了後6か月" in paper.sections[3].text


def test_a_name_that_looks_like_a_gap_stays_as_it_is_written(operator_company):
    company = CompanyFactory(name="{operator} 社")

    paper = kit.paper("ringi", company, operator_company, "ja")

    assert paper is not None
    assert paper.lead.startswith("{operator} 社 における")


def test_without_an_operator_its_line_is_left_to_fill_in(minato):
    paper = kit.paper("processing", minato, None, "ja")

    assert paper is not None
    assert "＿＿＿＿＿＿" in paper.lead


def test_a_paper_nobody_knows_is_none(minato):
    assert kit.paper("../secrets", minato, None, "ja") is None
