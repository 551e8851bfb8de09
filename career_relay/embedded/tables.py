"""Writes `tables.sql`: what all migrations, one after another, make of an empty database. `make tables` calls it."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from career_relay.embedded import schema
from career_relay.embedded.postgres import cluster, ensure_database

NOISE: Final = re.compile(r"^(--.*|\\(un)?restrict .*|SET transaction_timeout = 0;)\n", re.MULTILINE)
CAST_LIST: Final = re.compile(r"\(ARRAY\[([^]]*)\]\)::text\[\]")


def made_by_migrations() -> str:
    """The file as it should be, by way of a server of its own that lives for this."""
    with tempfile.TemporaryDirectory(prefix="career-relay-tables-") as folder:
        Path(folder).chmod(0o755)  # the server's user must pass when we are root
        outside = {"DATABASE_URL", "DATABASE_OWNER_URL", "CR_CLUSTER", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in outside}
        done = subprocess.run(
            [sys.executable, "-m", "career_relay.embedded.tables", "--print"],
            env=kept | {"CAREER_RELAY_DATA": folder},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return done.stdout


def print_them() -> None:
    """Migrate the empty database of this environment and write what came of it to stdout."""
    ensure_database()
    schema.run_migrations()
    sys.stdout.write(text_of(schema.owner_conninfo()))


def text_of(conninfo: str) -> str:
    """What a database that was only ever migrated has, as statements for an empty one; reached as its owner."""
    wanted = ("--schema-only", "--no-owner", "--no-comments", "--exclude-extension=*")
    dump = cluster().command("pg_dump", *wanted, "--dbname", conninfo)
    said = subprocess.run(dump, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
    plain = re.sub(r"\n{3,}", "\n\n", NOISE.sub("", said)).strip()
    # a cast of a list becomes a list of casts when PostgreSQL reads its own text: the same, so say it in the second way
    plain = CAST_LIST.sub(lambda found: f"ARRAY[{', '.join(f'({one})::text' for one in found[1].split(', '))}]", plain)
    with psycopg.connect(conninfo) as connection:
        ran = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        rows = sql.SQL(",\n").join(sql.SQL("({}, {}, now())").format(app, name) for app, name in ran)
        insert = sql.SQL("INSERT INTO public.django_migrations (app, name, applied) VALUES\n{};\n").format(rows)
        return f"{schema.tables_head()}\n\n{plain}\n\n{insert.as_string(connection)}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        print_them()
    else:
        schema.TABLES.write_text(made_by_migrations())
