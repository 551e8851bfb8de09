"""The Japanese of every phrase: `python -m career_relay.base.catalogue`, or `make messages`.

Each area keeps its own `locale/fragments/<area>.ja.po`. This joins them into `django.po`, compiles
`django.mo`, and with `--missing career_relay/desk` lists what nobody has translated yet, ready to paste into a fragment.
Plain Python, because the gettext programs may not be there when the project is installed.
"""

import argparse
import ast
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from career_relay.base.phrases import Phrase, in_project

ROOT = Path(__file__).resolve().parents[2]
FRAGMENTS = ROOT / "locale" / "fragments"
PO = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
HEADER = (
    "Project-Id-Version: career-relay\n"
    "Language: ja\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)
MAGIC = 0x950412DE
FIELDS = {
    "msgctxt": "context",
    "msgid": "text",
    "msgid_plural": "plural",
    "msgstr": "said",
    "msgstr[0]": "said",
}


class Conflict(Exception):  # noqa: N818 two fragments disagree: nothing went wrong in the program
    """A fragment cannot be read, or two of them translate one phrase differently."""


def _lines(file: Path) -> Iterator[tuple[int, str, str]]:
    """Give line number, keyword and string; a continued string has no keyword."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, quote, rest = line.partition('"')
        if not quote or not rest.rstrip().endswith('"') or word.strip() not in {"", *FIELDS}:
            message = f'{file.name}:{number}: not a line of a catalogue (expected msgid "…" or msgstr "…").'
            raise Conflict(message)
        yield number, word.strip(), ast.literal_eval(quote + rest.rstrip())


def read(file: Path) -> dict[Phrase, str]:
    """Give the phrases of one fragment. Raises Conflict with file and line."""
    entries: list[dict[str, str]] = []
    field = ""
    for number, word, string in _lines(file):
        if word == "msgctxt" or (word == "msgid" and field != "context"):
            entries.append({})
        if not entries:
            message = f"{file.name}:{number}: a fragment begins with msgctxt or msgid."
            raise Conflict(message)
        field = FIELDS.get(word, field)
        entries[-1][field] = entries[-1].get(field, "") + string
    found: dict[Phrase, str] = {}
    for entry in entries:
        phrase = Phrase(entry.get("text", ""), entry.get("context", ""), entry.get("plural", ""))
        if found.setdefault(phrase, entry.get("said", "")) != entry.get("said", ""):
            message = f"{file.name} translates {phrase.text!r} twice, and differently."
            raise Conflict(message)
    return found


def join(files: Iterable[Path]) -> dict[Phrase, str]:
    """Give one catalogue. Raises Conflict naming both files when they disagree about a phrase."""
    joined: dict[Phrase, str] = {}
    first: dict[Phrase, str] = {}
    for file in sorted(files):
        for phrase, said in read(file).items():
            if joined.setdefault(phrase, said) != said:
                message = (
                    f"{first[phrase]} and {file.name} disagree about {phrase.text!r}: {joined[phrase]!r}, {said!r}."
                )
                raise Conflict(message)
            first.setdefault(phrase, file.name)
    return joined


def _quoted(keyword: str, string: str) -> str:
    escaped = string.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [f'"{line}"' for line in escaped.replace("\n", "\\n\n").splitlines()] or ['""']
    return f"{keyword} {lines[0]}\n" if len(lines) == 1 else "\n".join([f'{keyword} ""', *lines, ""])


def entry(phrase: Phrase, said: str) -> str:
    """Write one entry as a fragment has it."""
    return "".join(
        [
            _quoted("msgctxt", phrase.context) if phrase.context else "",
            _quoted("msgid", phrase.text),
            _quoted("msgid_plural", phrase.plural) if phrase.plural else "",
            _quoted("msgstr[0]" if phrase.plural else "msgstr", said),
        ]
    )


def po(catalogue: dict[Phrase, str]) -> str:
    """Write the catalogue as gettext text, in an order that does not depend on the fragments."""
    head = "# Made from locale/fragments by `make messages`. Change the fragments, not this file.\n"
    entries = [entry(phrase, said) for phrase, said in sorted(catalogue.items())]
    return "\n".join([head + entry(Phrase(""), HEADER), *entries])


def mo(catalogue: dict[Phrase, str]) -> bytes:
    """Compile the catalogue as gettext's binary: a header, two tables of lengths and places, then the strings."""
    pairs = {"": HEADER}
    for phrase, said in catalogue.items():
        key = f"{phrase.context}\x04{phrase.text}" if phrase.context else phrase.text
        pairs[f"{key}\x00{phrase.plural}" if phrase.plural else key] = said
    ordered = sorted((key.encode(), said.encode()) for key, said in pairs.items())
    keys, values = zip(*ordered, strict=True)
    tables = 7 * 4
    place = tables + 16 * len(ordered)
    index: list[int] = []
    for string in (*keys, *values):
        index += [len(string), place]
        place += len(string) + 1
    head = struct.pack("<7I", MAGIC, 0, len(ordered), tables, tables + 8 * len(ordered), 0, 0)
    return head + struct.pack(f"<{len(index)}I", *index) + b"".join(string + b"\x00" for string in (*keys, *values))


def missing() -> dict[Phrase, list[str]]:
    """Give the phrases of the project that have no Japanese, with the places that use them."""
    known = {phrase for phrase, said in join(FRAGMENTS.glob("*.po")).items() if said}
    return {phrase: places for phrase, places in in_project(ROOT).items() if phrase not in known}


def files() -> dict[Path, bytes]:
    """Give both files as the fragments want them."""
    catalogue = join(FRAGMENTS.glob("*.po"))
    return {PO: po(catalogue).encode(), MO: mo(catalogue)}


def stale() -> list[Path]:
    """Give the files that no longer say what the fragments say."""
    return [file for file, wanted in files().items() if not file.is_file() or file.read_bytes() != wanted]


def build() -> None:
    """Write both files."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    for file, wanted in files().items():
        file.write_bytes(wanted)


def _list_missing(under: str) -> None:
    for phrase, places in missing().items():
        if any(place.startswith(under) for place in places):
            sys.stdout.write("".join(f"#: {place}\n" for place in places) + entry(phrase, "") + "\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m career_relay.base.catalogue", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not up to date")
    parser.add_argument("--missing", metavar="PATH", help="list phrases used below this path that have no Japanese")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.missing is not None:
            _list_missing(chosen.missing)
        elif not chosen.check:
            build()
        elif old := stale():
            sys.stderr.write(f"Not up to date: {', '.join(file.name for file in old)}. Run `make messages`.\n")
            return 1
    except Conflict as conflict:
        sys.stderr.write(f"{conflict}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
