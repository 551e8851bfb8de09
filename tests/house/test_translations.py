"""Japanese and English from the first day: no phrase is left behind."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from career_relay.base import catalogue
from career_relay.base.phrases import Phrase

CODE = Path(__file__).parents[2] / "career_relay"
CATALOGUE = catalogue.join(catalogue.FRAGMENTS.glob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
# To a candidate these words are never said (and recruiters read them only in their own files).
NEVER = re.compile("不採用者|不合格者|落選|お祈り|人材データ|おすすめ|推奨|今すぐ応募")
PLACEMENT = re.compile("紹介|推薦|おすすめ")
LEVELS = {"debug", "info", "success", "warning", "error"}
SHOWN = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}


def test_every_phrase_has_its_japanese() -> None:
    assert catalogue.missing() == {}


def test_no_translation_is_empty() -> None:
    assert [phrase for phrase, said in CATALOGUE.items() if not said] == []


def test_placeholders_survive_translation() -> None:
    lost = [
        phrase
        for phrase, said in CATALOGUE.items()
        if set(PLACEHOLDER.findall(said)) != set(PLACEHOLDER.findall(phrase.plural or phrase.text))
    ]

    assert lost == []


def test_the_committed_catalogue_is_the_one_the_fragments_make() -> None:
    assert catalogue.stale() == []


def test_words_that_hurt_are_not_used() -> None:
    assert [said for said in CATALOGUE.values() if NEVER.search(said)] == []


def test_modes_without_a_placement_licence_do_not_speak_of_placement() -> None:
    said = [said for phrase, said in CATALOGUE.items() if phrase.context == "modes 0-2"]

    assert [one for one in said if PLACEMENT.search(one)] == []


def _is_bare(node: ast.AST | None) -> bool:
    """A literal with a letter in it that nobody marked."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.search(r"[^\W\d_]", node.value))


def _spoken(call: ast.Call) -> list[ast.expr]:
    """Give the arguments of a call that a person will read."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    shown = [keyword.value for keyword in call.keywords if keyword.arg in SHOWN]
    if name in {"Refused", "ValidationError"}:
        shown += call.args[:1]
    of_messages = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "messages"
    return shown + (call.args[1:2] if of_messages and name in LEVELS else [])


def bare_sentences(source: str) -> Iterator[int]:
    """Give the lines where code says something to a person without marking it for translation."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from (said.lineno for said in _spoken(node) if _is_bare(said))
        is_choices = isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases)
        if isinstance(node, ast.ClassDef) and is_choices:
            values = [line.value for line in node.body if isinstance(line, ast.Assign)]
            yield from (value.lineno for value in values if isinstance(value, ast.Tuple) and _is_bare(value.elts[-1]))


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('raise Refused("No.")', [1]),
        ('messages.error(request, f"{name} is gone")', [1]),
        ('forms.CharField(label="Name")', [1]),
        ('class S(TextChoices):\n    A = "a", "first"', [2]),
        ('raise Refused(_("No."))', []),
        ('log.error("%s", "plain words for the operator")', []),
        ('class S(TextChoices):\n    A = "a", _("first")', []),
    ],
)
def test_sentences_that_nobody_marked_are_found(source: str, lines: list[int]) -> None:
    assert list(bare_sentences(source)) == lines


def test_every_sentence_in_code_is_marked_for_translation() -> None:
    files = [file for file in CODE.rglob("*.py") if "migrations" not in file.parts]  # they keep the words of their day

    bare = {str(file.relative_to(CODE)): list(bare_sentences(file.read_text("utf-8"))) for file in files}

    assert {file: lines for file, lines in bare.items() if lines} == {}


def test_two_fragments_that_disagree_are_both_named(tmp_path: Path) -> None:
    (tmp_path / "desk.ja.po").write_text('msgid "Send"\nmsgstr "送る"\n', "utf-8")
    (tmp_path / "portal.ja.po").write_text('msgid "Send"\nmsgstr "送信"\n', "utf-8")

    with pytest.raises(catalogue.Conflict) as conflict:
        catalogue.join(tmp_path.glob("*.po"))

    assert str(conflict.value) == "desk.ja.po and portal.ja.po disagree about 'Send': '送る', '送信'."


def test_a_line_that_is_no_entry_is_named(tmp_path: Path) -> None:
    (tmp_path / "desk.ja.po").write_text('msgid "Send"\nmsgstr 送る\n', "utf-8")

    with pytest.raises(catalogue.Conflict) as conflict:
        catalogue.read(tmp_path / "desk.ja.po")

    assert str(conflict.value) == 'desk.ja.po:2: not a line of a catalogue (expected msgid "…" or msgstr "…").'


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    written = {
        Phrase('Two\nlines, a "quote" and a \\'): "二行\nの「引用」と\\",
        Phrase("Pool", context="record state"): "プール",
        Phrase("one place", plural="%(n)s places"): "%(n)sか所",
    }

    (tmp_path / "all.ja.po").write_text("\n".join(catalogue.entry(*one) for one in written.items()), "utf-8")

    assert catalogue.read(tmp_path / "all.ja.po") == written
