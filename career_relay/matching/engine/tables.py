"""The engine's data files: lines of cells parted by tabs; `#` begins a comment line."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files
from typing import Any

_DATA = files(__package__) / "data"


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table as dictionaries, by the headings of its first line."""
    lines = [line for line in _read(name).splitlines() if line and not line.startswith("# ")]
    headings = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(headings, line.split("\t"), strict=True))


def read_json(name: str) -> Any:
    return json.loads(_read(name))


def parts(cell: str, separator: str | None = "|") -> tuple[str, ...]:
    return tuple(part for part in cell.split(separator) if part)


def fingerprint(*names: str) -> str:
    """Changes when one of these files does; stored analyses carry it."""
    digest = blake2b(digest_size=6)
    for name in names:
        digest.update(_read(name).encode())
    return digest.hexdigest()


def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")
