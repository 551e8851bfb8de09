"""Run the measurements in `bench/`: one file each, with a `run(sizes)` that returns its rows.

They have a data folder of their own, with a server of its own and the usual settings: neither a demonstration nor
real data is touched, and what is measured is what somebody gets who starts the program.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from career_relay.embedded import locations
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.postgres import DATABASE, OWNER, Cluster, ensure
from career_relay.embedded.progress import step
from career_relay.embedded.schema import migrate_if_needed
from career_relay.embedded.words import translate as _

if TYPE_CHECKING:
    from bench.load.sizes import Sizes

NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "SMTP_URL", "CAREER_RELAY_DEMO", "CAREER_RELAY_DEBUG", "PUBLIC_URL")


def run(name: str | None, *, as_json: bool, **size: bool) -> int:
    """Run one measurement or all; print rows of name, n, p50, p95 and baseline. `size` is what `sizes.chosen` takes."""
    chosen = _chosen(name)
    _move_out()
    sys.path.insert(0, os.fspath(locations.PROJECT))
    server = ensure()
    sizes = _prepare(server, size, chosen)
    rows: list[dict[str, Any]] = []
    for file in chosen:
        with step(_("Measuring {name}").format(name=file.stem)):
            rows += _load(file).run(sizes)
    sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n" if as_json else _table(rows))
    return 0


def _chosen(name: str | None) -> list[Path]:
    files = {file.stem: file for file in sorted((locations.PROJECT / "bench").glob("[a-z]*.py"))}
    if name is None:
        return list(files.values())
    if name not in files:
        text = _("There is no measurement “{name}”. There are: {names}.")
        raise CannotRun(text.format(name=name, names=", ".join(files) or "–"))
    return [files[name]]


def _move_out() -> None:
    """Work in `bench/` below the data folder, without anything that was set for the program there."""
    os.environ["CAREER_RELAY_DATA"] = os.fspath(locations.data_folder() / "bench")
    for one in NOT_OURS:
        os.environ.pop(one, None)


def _prepare(server: Cluster, size: dict[str, bool], files: list[Path]) -> "Sizes":
    """Make the load database, unless this very one is there. One that differs, or was cut off, is made anew.

    A measurement that runs alone may have sizes of its own (`sizes_for`).
    """
    migrate_if_needed()
    import django

    django.setup()
    from bench.load import fill, sizes

    own = getattr(_load(files[0]), "sizes_for", None) if len(files) == 1 else None
    chosen: Sizes = (own or sizes.chosen)(**size)
    with psycopg.connect(server.urls()["owner"]) as owner:
        is_there = fill.mark_of(owner) == fill.fingerprint(chosen)
        is_new = owner.execute("SELECT NOT EXISTS (SELECT FROM companies_company)").fetchone() == (True,)
    if not is_there and not is_new:
        _empty(server)
        migrate_if_needed()
    fill.prepared(chosen)  # does nothing when it is there
    return chosen


def _empty(server: Cluster) -> None:
    """Append-only tables cannot be cleared, so the database goes."""
    name = sql.Identifier(DATABASE)
    with psycopg.connect(server.conninfo(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        owner.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _table(rows: list[dict[str, Any]]) -> str:
    columns = ("name", "n", "p50_ms", "p95_ms", "baseline", "ratio", "processor_ms", "per_second", "memory_mb")
    more = dict.fromkeys(key for row in rows for key in row if key not in {*columns, "baseline_is"})
    heads = (*columns, *more, "baseline_is")
    lines = [heads, *(tuple(_cell(row.get(head)) for head in heads) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _cell(value: object) -> str:
    return "" if value is None else str(value)
