"""What was tried against the template language, and what it makes of honest words."""

import re

import pytest

from career_relay.base.errors import Refused
from career_relay.notices import rendering, wordings
from career_relay.notices.mime import first_address, is_address, message_id, one_line
from career_relay.notices.placeholders import ALL, LINK, samples
from career_relay.notices.rendering import Block, blocks, page, render


@pytest.mark.parametrize(
    "source",
    [
        "{% include 'other' %}",
        "{% render 'other' %}",
        "{% cycle 'a', 'b' %}",
        "{% tablerow i in (1..3) %}{% endtablerow %}",
        "{% increment n %}",
        "{% liquid assign a = 1 %}",
        "{{ 'x' | date: '%Y' }}",
        "{{ 'x' | url_encode }}",
        "{{ candidate_name.__class__ }}",
        "{{ candidate_name.__class__.__mro__ }}",
        "{{ nobody }}",
        "{{ open",
        "{% if candidate_name %}",
    ],
)
def test_what_is_not_allowed_is_refused(source):
    with pytest.raises(Refused):
        render(source, {"candidate_name": "三浦"})


def test_values_are_not_templates():
    assert render("{{ name }}", {"name": "{{ 7 | plus: 7 }}"}) == "{{ 7 | plus: 7 }}"


@pytest.mark.parametrize("language", wordings.LANGUAGES)
@pytest.mark.parametrize("key", wordings.keys())
def test_every_default_renders_with_the_samples(key, language):
    words = wordings.default(key, language)
    text = render(words.body, samples())

    assert "{" not in re.sub(r"\{\{ \w+_link \}\}", "", text)
    assert (LINK in text) == (words.purpose in {"result", "apology", "survey"})
    assert "2027年5月24日" in text
    assert render(words.subject, samples())


@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_every_reason_has_kind_words(language):
    from career_relay.candidates.states import Reason

    assert {reason: bool(wordings.reason_words(reason, language)) for reason in Reason} == dict.fromkeys(Reason, True)


def test_every_placeholder_has_a_sample():
    assert [one.name for one in ALL.values() if not one.sample] == []


def test_a_mail_is_cut_into_blocks():
    assert blocks("三浦 様\n\n本文\n二行目\n\nhttps://relay.example/r/x\n\n123456\n") == [
        Block("words", "三浦 様"),
        Block("words", "本文\n二行目"),
        Block("link", "https://relay.example/r/x"),
        Block("code", "123456"),
    ]


def test_the_place_of_the_link_is_a_link_before_there_is_one():
    assert [block.kind for block in blocks(f"本文\n\n{LINK}\n\n敬具")] == ["words", "link", "words"]


def test_html_in_words_stays_words():
    html = page(
        '<script>alert(1)</script>\n\nhttps://relay.example/r/x"onclick="x', language="ja", heading="<b>", button="<i>"
    )

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert '"onclick="' not in html
    assert "<i>" not in html


def test_the_language_of_the_page_is_the_mails():
    assert '<html lang="en"' in page("Hello", language="en", heading="Hello", button="Open")


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("kim@mail.example", True),
        ("kim@mail.example\n", False),
        ("kim@mail.example\r\nBcc: eve@else.example", False),
        ("kim@mail.example,eve@else.example", False),
        ("Kim <kim@mail.example>", False),
        ("キム@mail.example", False),
        ("", False),
    ],
)
def test_only_one_plain_address_is_an_address(value, good):
    assert is_address(value) == good


def test_a_name_cannot_become_a_header():
    assert one_line("キム\r\nBcc: eve@else.example\u2028x") == "キム Bcc: eve@else.example x"


def test_the_message_id_belongs_to_the_row():
    from uuid import UUID

    first, second = UUID(int=1), UUID(int=2)

    assert message_id(first) == message_id(first)
    assert message_id(first) != message_id(second)
    assert message_id(first).endswith("@relay.example>")


def test_a_contact_desk_may_be_a_sentence():
    assert first_address("採用窓口 saiyo@company.example（平日）") == "saiyo@company.example"
    assert first_address("お電話でどうぞ") == ""


def test_the_layout_of_ours_looks_at_no_clock(monkeypatch):
    monkeypatch.setattr(rendering, "MOST_SECONDS", -1.0)

    assert "一つ目" in page("一つ目\n\n二つ目", language="ja", heading="お知らせ", button="開く")


def test_a_moment_in_which_the_interpreter_tidies_up_costs_nobody_their_mail(monkeypatch):
    began = iter([10.0, 99.0])  # the first look is late, everything after it stands still
    monkeypatch.setattr(rendering, "thread_time", lambda: next(began, 10.0))

    assert render("{% for one in list %}{{ one }}{% endfor %}", {"list": ["春", "夏"]}) == "春夏"
