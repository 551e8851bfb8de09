"""Who waits for whom. A person's choices are always locked before their introductions, as the ledger does."""

from django.db import connection


def hold_person(person_id: int) -> None:
    """Hold the lock of the person's ledger until the transaction ends."""
    _hold(f"ledger:{person_id}")


def hold_budget(company_id: int) -> None:
    """Hold the company's daily budget: of two questions at once, the second sees what the first took."""
    _hold(f"ask budget:{company_id}")


def _hold(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
