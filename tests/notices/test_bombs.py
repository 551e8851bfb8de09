"""Sources that make much out of little: each ends within a second with a sentence, wherever a template is read."""

import time

import pytest

from career_relay.base.errors import Refused
from career_relay.notices import actions, composer, library, proofreading, trials, wordings
from career_relay.notices.models import Template
from career_relay.notices.rendering import parsed, render
from career_relay.notices.wordings import Wording

LOOP = "{% for i in (1..999) %}"
END = "{% endfor %}"
BOMBS = {
    "a long range joined": "{{ (1..30000000) | join }}",
    "a long range joined and measured": "{{ (1..30000000) | join: ',' | size }}",
    "a range beyond the machine": "{{ (1..1000000000000000000000) | size }}",
    "a long loop": "{% for i in (1..99999999) %}x{% endfor %}",
    "a number without end": f"{{{{ {'9' * 400} }}}}",
    "a float without end": "{{ 1e999999999 }}",
    "loops in loops": f"{LOOP}{LOOP}xxxxxxxx{END}{END}",
    "small loops in loops": "{% for i in (1..31) %}{% for j in (1..31) %}"
    + "{{ 'a' | replace: 'a', '' }}" * 300
    + END
    + END,
    "loops one after another, with filters": f"{LOOP}{{{{ i | append: '' | strip | strip | strip | truncate: 0, '' }}}}{END}"
    * 130,
    "loops that print nothing": f"{LOOP}{{{{ '' }}}}{END}" * 400,
    "loops of conditions": f"{LOOP}{{% if i == 5 and i == 6 or i == 7 %}}{{% endif %}}{END}" * 100,
    "doubling": "{% assign a = 'xxxxxxxxxx' %}" + "{% assign a = a | append: a %}" * 60 + "{{ a }}",
    "doubling by capture": "{% capture a %}xxxxxxxxxx{% endcapture %}"
    + "{% capture a %}{{ a }}{{ a }}{% endcapture %}" * 60
    + "{{ a }}",
    "doubling in a loop": f"{{% assign a = 'x' %}}{LOOP}{{% assign a = a | prepend: a %}}{END}",
    "replacing": "{% capture a %}" + "x" * 9000 + "{% endcapture %}{{ a | replace: 'x', a | replace: 'x', a }}",
    "splitting and joining": "{% capture a %}"
    + "x," * 4500
    + "{% endcapture %}"
    + LOOP
    + "{{ a | split: ',' | join: '' | replace: 'x', '' }}"
    + END,
    "growing by splitting": f"{{% assign a = 'a,a' | split: ',' %}}{LOOP}"
    f"{{% assign a = a | join: ',' | append: ',b,b' | split: ',' %}}{END}{{{{ a | size }}}}",
    "nesting": "{% if true %}" * 700 + "{% endif %}" * 700,
    "nesting within the limit of marks": "{% if true %}" * 190 + "{% endif %}" * 190,
    "brackets in brackets": "{{ a" + "[a" * 4000 + "]" * 4000 + " }}",
    "parentheses": "{% if " + "(" * 3000 + "true" + ")" * 3000 + " %}{% endif %}",
    "a path without end": "{{ a" + ".a" * 9000 + " }}",
    "marks that open and never close": "{{" * 9000,
    "tags that never close": "{% if x %}" * 1800,
    "braces": "{" * 19_990,
    "quotes": "{{ " + "'" * 9001 + " }}",
    "blanks": "{% " + " " * 19_000 + " %}",
    "many variables": "".join(f"{{% assign a{n} = 'xxxxxxxxxxxxxxx' %}}" for n in range(390)),
    "length": "x" * 20_001,
    "a truncation to a huge length": "{{ 'x' | truncate: 99999999999, 'y' }}",
}


@pytest.fixture
def quick():
    """What happens in the test takes less than a second of the processor, whoever else is at work on it."""
    began = time.thread_time()
    yield
    assert time.thread_time() - began < 1


@pytest.mark.parametrize("name", BOMBS)
def test_reading_ends_with_a_sentence(quick, name):
    parsed.cache_clear()

    with pytest.raises(Refused) as refusal:
        render(BOMBS[name], {"a": "x"})

    assert str(refusal.value).endswith(("。", "."))


@pytest.mark.parametrize("name", BOMBS)
def test_saving_refuses_and_keeps_nothing(at_minato, by_ben, quick, name):
    with pytest.raises(Refused):
        library.save_template(
            "document", "ja", library.Draft("題", "件名", f"{BOMBS[name]}\n\n{{{{ result_link }}}}"), by=by_ben
        )

    assert Template.objects.count() == 0


@pytest.mark.parametrize("name", BOMBS)
def test_the_preview_and_the_test_mail_refuse(at_minato, quick, name):
    draft = library.Draft("題", "件名", BOMBS[name])

    with pytest.raises(Refused):
        trials.shown(Wording("document", "ja", "題", "件名", BOMBS[name], "result", "notice"), "usual", at_minato)

    assert [check.key for check in proofreading.checks("document", "ja", draft)] == ["refused"]


@pytest.mark.parametrize("name", BOMBS)
def test_what_stands_in_the_database_all_the_same_is_never_sent(at_minato, by_ben, decided, quick, name):
    Template.objects.create(
        key="after_interview", language="ja", purpose="result", legal_class="notice", title="題", subject="件名",
        body=BOMBS[name],
    )  # fmt: skip

    with pytest.raises(Refused):
        actions.draft_notice(decided(), by=by_ben)


@pytest.mark.parametrize("key", wordings.keys())
def test_an_honest_template_takes_a_moment_only(key):
    words = wordings.default(key, "ja")
    parsed.cache_clear()
    began = time.thread_time()

    for _many in range(20):
        composer.try_template(words.subject, words.body)

    assert time.thread_time() - began < 1


@pytest.mark.parametrize("source", ["{ 単独 } の括弧", "100 % です", "%" * 19_990, "{ { x } }", "「｛」"])
def test_signs_that_only_look_like_marks_are_words(source):
    assert render(source, {}) == source
