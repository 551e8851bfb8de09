"""After a test that committed: empty the tables it wrote to, and only these.

Django truncates every table of the program: a second of work a test, for some thousand files that are made anew. Here the
superuser of the test's own server deletes from the few tables that have a page, with triggers and references asleep.
"""

from typing import Final

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from career_relay.embedded.postgres import SUPERUSER

KEPT: Final = ["django_migrations", "django_content_type", "auth_permission"]  # filled by migrate, not by tests
WRITTEN: Final = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND pg_relation_size(oid) > 0 AND relname <> ALL(%s)
"""


def empty_written_tables(*_case: object) -> None:
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], port=place["PORT"], user=SUPERUSER, dbname=place["NAME"]) as server:
        server.execute("SET session_replication_role = replica")
        for (table,) in server.execute(WRITTEN, [KEPT]).fetchall():
            server.execute(SQL("DELETE FROM {}").format(Identifier(table)))
