"""Every phrase that code and templates want translated, found without the gettext programs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

PYTHON, TEMPLATES = (".py",), (".html", ".txt")

# Where each function keeps (context, text, plural) among its arguments.
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL = re.compile(r"""\b(n?p?gettext|_)\(\s*((?:u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*)?)+)""")


class Phrase(NamedTuple):
    """What gettext looks up. Context tells two Japanese words for one English one apart."""

    text: str
    context: str = ""
    plural: str = ""


def _kind(name: str) -> str:
    """`gettext_lazy`, `gettext_noop` and `_` are all `gettext`."""
    return "gettext" if name == "_" else name.removesuffix("_lazy").removesuffix("_noop")


def _phrase(kind: str, constants: list[str]) -> Phrase:
    context, text, plural = PLACES[kind]
    return Phrase(
        constants[text],
        "" if context is None else constants[context],
        "" if plural is None else constants[plural],
    )


def _constants(arguments: list[ast.expr]) -> list[str]:
    """Give the leading literal strings; a number or a variable ends them."""
    found: list[str] = []
    for argument in arguments:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        found.append(argument.value)
    return found


def in_python(source: str) -> Iterator[tuple[int, Phrase]]:
    """Give line and phrase of each marked literal. A marked variable is somebody else's phrase."""
    tree = ast.parse(source)
    aliases = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        kind = _kind(aliases.get(called, called))
        constants = _constants(node.args)
        if kind in PLACES and len(constants) > max(place or 0 for place in PLACES[kind]):
            yield node.lineno, _phrase(kind, constants)


def in_template(source: str) -> Iterator[tuple[int, Phrase]]:
    """Give line and phrase of each `translate`, `blocktranslate` and `_("…")`."""
    calls = templatize(source)
    for call in CALL.finditer(calls):
        literals = ast.literal_eval(f"[{call[2]}]")
        yield calls.count("\n", 0, call.start()) + 1, _phrase(_kind(call[1]), literals)


def in_project(root: Path) -> dict[Phrase, list[str]]:
    """Give each phrase with the places (`file:line`) that use it."""
    found: dict[Phrase, list[str]] = {}
    for file in sorted(file for top in ("career_relay", "templates") for file in (root / top).rglob("*")):
        if file.suffix in PYTHON:
            phrases = in_python(file.read_text("utf-8"))
        elif file.suffix in TEMPLATES and "templates" in file.parts:
            phrases = in_template(file.read_text("utf-8"))
        else:
            continue
        for line, phrase in phrases:
            found.setdefault(phrase, []).append(f"{file.relative_to(root).as_posix()}:{line}")
    return found
