"""The door's link, code, card and texts. Each file of texts brings its own vectors."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from career_relay.base.text.lint import JOBAD, check
from career_relay.companies import doors
from career_relay.companies.door_card import card_pdf

PLACES = ["hrmos", "herp", "talentio", "greenhouse", "mail", "letter", "phone"]
NEVER = ("不採用", "不合格", "落選", "お祈り", "紹介", "推薦", "おすすめ", "reject")


def test_there_is_a_text_for_each_place_in_this_order():
    assert list(doors.files()) == PLACES


@pytest.mark.parametrize("place", PLACES)
def test_a_text_says_what_its_vectors_ask_for(place):
    facts = doors.files()[place]

    for vector in facts["vectors"]:
        text = doors.filled(facts["text"][vector["language"]], company=vector["company"], door=vector["door"])
        assert [said for said in vector["says"] if said not in text] == []
        assert text.count(vector["door"]) == 1
        assert "{company}" not in text
    assert {vector["language"] for vector in facts["vectors"]} == set(doors.LANGUAGES)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", doors.LANGUAGES)
def test_a_text_has_two_gaps_and_no_word_that_hurts(place, language):
    facts = doors.files()[place]

    said = " ".join(facts[part][language] for part in ("name", "where", "text"))
    assert set(re.findall(r"\{\w+\}", said)) == {"{company}", "{door}"}
    assert [word for word in NEVER if word in said.lower()] == []
    assert check(facts["text"][language], JOBAD) == []
    assert any("ぁ" <= letter <= "ヶ" for letter in said) == (language == "ja")


def test_texts_are_filled_with_the_name_in_their_language(minato):
    minato.name_en = "Minato Soft"

    ja, en = (doors.texts_for(minato, language)[0].text for language in doors.LANGUAGES)

    assert "株式会社ミナトソフト" in ja
    assert ("Minato Soft" in en, "株式会社" in en) == (True, False)
    assert all("https://relay.example/go/minato" in text for text in (ja, en))


def test_a_language_nobody_wrote_falls_back_to_japanese(minato):
    assert doors.texts_for(minato, "fr") == doors.texts_for(minato, "ja")


def test_the_code_is_drawn_as_lines_and_as_dots():
    svg, png = doors.qr_svg("https://relay.example/go/minato"), doors.qr_png("https://relay.example/go/minato")

    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 — drawn by us a line above
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 700


@pytest.mark.parametrize("name", ["株式会社ミナトソフト", "<b>&", "長" * 120])
def test_the_card_is_one_a6_page_in_the_companys_name(minato, name):
    minato.name = name

    pages = PdfReader(BytesIO(card_pdf(minato, "ja"))).pages

    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [298, 420]
    assert "https://relay.example/go/minato" in pages[0].extract_text()
