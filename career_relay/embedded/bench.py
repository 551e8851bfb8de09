"""Run the measurements in `bench/`: one file each, with a `run()` that returns its rows."""

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from career_relay.embedded import locations
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.postgres import ensure_database
from career_relay.embedded.progress import step
from career_relay.embedded.schema import migrate_if_needed
from career_relay.embedded.words import translate as _


def run(name: str | None, *, as_json: bool) -> int:
    """Run one measurement or all; print rows of name, n, p50, p95 and baseline."""
    chosen = _chosen(name)
    ensure_database()
    migrate_if_needed()
    sys.path.insert(0, os.fspath(locations.PROJECT))
    import django

    django.setup()
    rows: list[dict[str, Any]] = []
    for file in chosen:
        with step(_("Measuring {name}").format(name=file.stem)):
            rows += _load(file).run()
    sys.stdout.write(json.dumps(rows) + "\n" if as_json else _table(rows))
    return 0


def _chosen(name: str | None) -> list[Path]:
    files = {file.stem: file for file in sorted((locations.PROJECT / "bench").glob("[a-z]*.py"))}
    if name is None:
        return list(files.values())
    if name not in files:
        text = _("There is no measurement “{name}”. There are: {names}.")
        raise CannotRun(text.format(name=name, names=", ".join(files) or "–"))
    return [files[name]]


def _load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _table(rows: list[dict[str, Any]]) -> str:
    heads = ("name", "n", "p50_ms", "p95_ms", "baseline")
    lines = [heads, *(tuple(str(row.get(head, "")) for head in heads) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )
