"""What every template keeps to, whoever wrote it."""

import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from career_relay.base.templatetags.ui import ICONS
from career_relay.console import mailsink_urls

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for top in ("templates", "career_relay")
    for file in (ROOT / top).rglob("*.html")
    if "templates" in file.relative_to(ROOT).parts
)

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
TWO_WORDS = re.compile(r"[A-Za-z]{2,}[ ,’']+[A-Za-z]{2,}")
READ_ALOUD = {"aria-label", "alt", "placeholder", "title", "data-confirm", "data-copied", "hx-confirm"}
SHOWN = {"action", "heading", "hint", "label", "lead", "phone", "text", "title", "unit", "words"}
ICON = re.compile(r"""\{% icon "([^"]+)"|\b(?:icon|symbol|action_icon)="([a-z0-9-]+)\"""")
ALLOWED = "{# untranslated: "  # with the reason, on the line it excuses


def _source(file: Path) -> str:
    return file.read_text("utf-8")


def faults(of: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """Give what a check finds in each template that has something to find."""
    found = {file.relative_to(ROOT).as_posix(): list(of(file)) for file in FILES}
    return {name: every for name, every in found.items() if every}


def _is_language(token: Token) -> bool:
    return token.contents.split()[0] in {"translate", "trans", "blocktranslate", "blocktrans"}


def _without_tags(source: str) -> str:
    """Give the HTML with each Django tag blanked and each translated block left out, line for line."""
    kept, inside = [], False
    for token in Lexer(source).tokenize():
        ends = token.token_type == TokenType.BLOCK and token.contents.startswith("endblocktrans")
        if token.token_type == TokenType.BLOCK and token.contents.startswith("blocktrans"):
            inside = True
        plain = token.token_type == TokenType.TEXT and not inside
        kept.append(token.contents if plain else "\n" * token.contents.count("\n"))
        inside = inside and not ends
    return "".join(kept)


class Words(HTMLParser):
    """Collects what a person would read or hear, with its line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        self.silent = tag in {"script", "style"}
        self.found += [(self.getpos()[0], named[name]) for name in READ_ALOUD & named.keys()]
        if tag == "meta":
            self.found = [one for one in self.found if one[1] != named.get("content")]

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found += [(self.getpos()[0] + n, line) for n, line in enumerate(data.split("\n"))]


def _strings_in_tags(source: str) -> Iterator[tuple[int, str]]:
    """Give literal strings that tags and filters would show, outside `translate` and `_()`.

    A name=value counts when the name is one that is shown; without a name, when it begins like a sentence.
    """
    for token in Lexer(source).tokenize():
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR} or _is_language(token):
            continue
        bare = re.sub(r"""_\((".*?"|'.*?')\)""", "", token.contents)
        for name, literal in re.findall(r"""(?:\b(\w+)=)?["']([^"']*)["']""", bare):
            if name in SHOWN or JAPANESE.search(literal) or (not name and literal[:1].isupper()):
                yield token.lineno, literal


def untranslated(source: str) -> list[str]:
    """Give `line: words` for everything a person reads that has not been marked for translation."""
    lines = source.split("\n")
    read = [*Words(_without_tags(source)).found, *_strings_in_tags(source)]
    return [
        f"{line}: {words.strip()}"
        for line, words in sorted(read)
        if (JAPANESE.search(words) or TWO_WORDS.search(words)) and ALLOWED not in lines[line - 1]
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>ようこそ</p>", ["1: ようこそ"]),
        ("<p>\nGood morning</p>", ["2: Good morning"]),
        ('<input aria-label="Your name">', ["1: Your name"]),
        ('{% include "_empty.html" with title="No one yet" %}', ["1: No one yet"]),
        ('{{ name|default:"Not yet" }}', ["1: Not yet"]),
        ('{% include "_language.html" with class="btn btn--wide" %}', []),
        ('<p>{% translate "Good morning" %}</p>', []),
        ("{% blocktranslate %}Good {{ name }} morning{% endblocktranslate %}", []),
        ('{% include "_empty.html" with title=_("No one yet") %}', []),
        ("{# Good morning to the reader of this file #}", []),
        ("<b>日本語</b>{# untranslated: a language is named in itself #}", []),
    ],
)
def test_words_that_nobody_marked_are_found(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


def test_every_word_is_marked_for_translation() -> None:
    assert faults(lambda file: untranslated(_source(file))) == {}


def test_every_template_loads() -> None:
    names = [
        "/".join(parts[parts.index("templates") + 1 :]) for parts in (one.relative_to(ROOT).parts for one in FILES)
    ]

    assert [get_template(name).template.name for name in names] == names


def test_every_icon_is_shipped() -> None:
    def missing(file: Path) -> set[str]:
        named = {one or other for one, other in ICON.findall(_source(file))}
        return {name for name in named if not (ICONS / f"{name}.svg").is_file()}

    assert faults(missing) == {}


def test_scripts_come_from_files() -> None:
    """The content security policy would stop them anyway; here it is seen before a browser does."""

    def inside(file: Path) -> Iterator[object]:
        tags = Words(_without_tags(_source(file))).tags
        yield from (tag for tag, given in tags if tag == "script" and "src" not in given)
        yield from (name for _, given in tags for name in given if name.startswith(("on", "hx-on")))
        yield from (given for _, given in tags if given.get("href", "").startswith("javascript:"))

    assert faults(inside) == {}


def test_looks_live_in_the_stylesheet() -> None:
    def inside(file: Path) -> Iterator[object]:
        tags = Words(_source(file)).tags
        yield from (tag for tag, _ in tags if tag == "style")
        yield from (given["style"] for _, given in tags if given.get("style", "").strip("; ").count(";") > 1)

    assert faults(inside) == {}


# Opened from a mail without any session: the secret in the address is the proof, and it can only make mail less.
BY_LINK = {
    f"templates/portal/{name}.html"
    for name in ("preferences/choices", "preferences/stop", "shares/shared", "shares/cover")
}


def test_every_form_that_acts_carries_its_token() -> None:
    def bare(file: Path) -> list[str]:
        forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", _source(file), re.DOTALL | re.IGNORECASE)
        return [form[:80] for form in forms if "{% csrf_token %}" not in form]

    assert faults(bare).keys() - BY_LINK == set()


def _names(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from _names(pattern.url_patterns, space)
        elif pattern.name:
            yield before + pattern.name


def test_every_link_leads_somewhere() -> None:
    """`{% url … as x %}` hides a missing page, so that a menu never breaks; this is what notices."""
    only_in_the_demo = set(_names(mailsink_urls.urlpatterns, "mailsink:"))
    known = set(_names(get_resolver().url_patterns)) | only_in_the_demo

    def nowhere(file: Path) -> set[str]:
        named = set(re.findall(r"""\{% url ["']([^"']+)["']|\bto="([^"]+)\"""", _source(file)))
        return {one or other for one, other in named} - known

    assert faults(nowhere) == {}
