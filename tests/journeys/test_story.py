"""The story itself: what it does when a page does not offer what a step needs."""

import pytest

from career_relay.cli import main
from career_relay.demo.pages import StepFailed, read
from career_relay.demo.story import Story, summary
from career_relay.embedded import demonstration

PAGE = """<form action="/save/" id="f"><input type="hidden" name="csrfmiddlewaretoken" value="t">
<input name="name" value="Kim"><input type="checkbox" name="items" value="a"><input type="checkbox" name="items" value="b" checked>
<select name="why"><option value="">-</option><option value="x" selected>X</option></select>
<textarea name="words">
Hello</textarea><button name="go" value="save">Save</button></form>
<button form="f" name="go" value="next" disabled>Next</button><p role="alert">Please <b>choose</b></p>"""


def page():
    return read("http://testserver/here", 200, PAGE.encode())


def test_a_form_sends_what_stands_in_it():
    form = page().form("/save/")

    assert form.filled({"name": "Lee"}, button=("go", "save")) == [
        ("csrfmiddlewaretoken", "t"),
        ("items", "b"),
        ("why", "x"),
        ("words", "Hello"),
        ("name", "Lee"),
        ("go", "save"),
    ]


@pytest.mark.parametrize(
    ("given", "button"),
    [
        ({"age": "5"}, ("go", "save")),
        ({"why": "y"}, ("go", "save")),
        ({"items": ["c"]}, ("go", "save")),
        ({}, ("go", "next")),
        ({}, ("go", "delete")),
    ],
)
def test_what_the_page_does_not_offer_cannot_be_sent(given, button):
    with pytest.raises(StepFailed):
        page().form("/save/").filled(given, button=button)


def test_a_missing_form_is_told_with_the_words_of_the_page():
    with pytest.raises(StepFailed, match="Please choose"):
        page().form("/other/")


class Nowhere:
    def browser(self):
        return None


def test_without_every_number_there_is_no_result():
    story = Story(Nowhere())
    story.seen = {"imported": 280, "faulty": 20, "kpi": {}}

    with pytest.raises(StepFailed, match="notices_sent"):
        summary(story)


def test_a_step_that_fails_ends_with_one_and_a_sentence(monkeypatch, tmp_path, capsys):
    def fail():
        raise StepFailed("the door is shut")

    monkeypatch.setenv("CAREER_RELAY_DATA", str(tmp_path))
    monkeypatch.setattr(demonstration, "_play", fail)

    assert main(["demo", "--story"]) == 1
    assert capsys.readouterr().err == "the door is shut\n"
