"""The file with all tables is what the migrations make."""

import psycopg
import pytest
from psycopg import sql

from career_relay.embedded import schema
from career_relay.embedded.postgres import cluster as cluster_of_tests
from career_relay.embedded.tables import made_by_migrations, text_of
from career_relay.settings.database import OWNER


@pytest.fixture
def empty():
    """An empty database of the owner on the tests' server."""
    name = "test_tables_of_one_file"
    server = cluster_of_tests()
    with psycopg.connect(server.conninfo(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield server.conninfo(OWNER, name)
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_the_file_belongs_to_the_migrations_that_are_here():
    assert schema.tables_belong(), "run `make tables` and commit career_relay/embedded/tables.sql"


def test_an_empty_database_gets_just_what_the_file_says(empty):
    schema.fill_if_empty(empty)

    assert text_of(empty) == schema.TABLES.read_text()


def test_a_database_that_has_a_table_is_left_to_the_migrations(empty):
    with psycopg.connect(empty) as owner:
        owner.execute("CREATE TABLE mine (id int)")

    schema.fill_if_empty(empty)

    with psycopg.connect(empty) as owner:
        assert owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [("mine",)]


def test_a_file_of_other_migrations_is_left_alone(empty, tmp_path, monkeypatch):
    old = tmp_path / "tables.sql"
    old.write_text("-- Written by `make tables` from the migrations of last week\nCREATE TABLE old (id int);\n")
    monkeypatch.setattr(schema, "TABLES", old)

    schema.fill_if_empty(empty)

    with psycopg.connect(empty) as owner:
        assert owner.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchall() == []


@pytest.mark.nightly
def test_the_migrations_one_after_another_make_the_very_same():
    assert made_by_migrations() == schema.TABLES.read_text()
