"""The same network with fewer people who may be asked: for a curve of what a comparison costs as the network grows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.apps import apps

from bench.load.fill import MARK, mark_of
from bench.load.owner import Owner, owner


def projections() -> list[str]:
    """The tables that hold one row a person for the engine."""
    models = apps.get_app_config("matching").get_models()
    return [one._meta.db_table for one in models if one._meta.pk.column == "person_id"]


@contextmanager
def put_aside() -> Iterator[None]:
    """Keep everybody's projections aside, and put them back at the end. Cut off, the load database is made anew."""
    with owner(autocommit=True) as to:
        mark = mark_of(to)
        _mark(to, "")
        for table in projections():
            to.execute(f"DROP TABLE IF EXISTS aside_{table}".encode())
            to.execute(f"CREATE TABLE aside_{table} AS TABLE {table}".encode())
            to.execute(f"CREATE INDEX ON aside_{table} (person_id)".encode())
    try:
        yield
    finally:
        with owner(autocommit=True) as to:
            _bring(to, None)
            for table in projections():
                to.execute(f"DROP TABLE aside_{table}".encode())
            _mark(to, f"{MARK}{mark}")


def bring(count: int) -> int:
    """Let the first `count` people be there and nobody else. Gives how many there are."""
    with owner(autocommit=True) as to:
        return _bring(to, count)


def _bring(to: Owner, count: int | None) -> int:
    among = "" if count is None else f"WHERE person_id IN (SELECT id FROM accounts_person ORDER BY id LIMIT {count})"
    there = 0
    for table in projections():
        to.execute(f"TRUNCATE {table}".encode())
        there = to.execute(f"INSERT INTO {table} SELECT * FROM aside_{table} {among}".encode()).rowcount
        to.execute(f"VACUUM ANALYZE {table}".encode())
    return there


def _mark(to: Owner, said: str) -> None:
    to.execute(f"COMMENT ON TABLE candidates_candidate IS '{said}'".encode())


def points(people: int) -> Sequence[int]:
    """Sizes of the curve: a twentieth, a quarter, half, all. For 200,000 people: 10, 50, 100 and 200 thousand."""
    return sorted({max(people // share, 1) for share in (20, 4, 2, 1)})
