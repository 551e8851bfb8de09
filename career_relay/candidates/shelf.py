"""What a check remembers of a long file, on disk: a hundred thousand records would not fit into the memory of a worker.

A check must know every row so far, because a later row may be about the same person; it needs few of them again.
"""

from __future__ import annotations

import os
import pickle
from tempfile import TemporaryFile
from typing import Any, Self

from django.db import models

from career_relay.candidates import bulk
from career_relay.candidates.identity import Held
from career_relay.candidates.models import Application, Candidate


class Shelf:
    """Records put away until a row speaks of them. The file has no name and goes with the process."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 — it lives as long as the check

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self._file.close()

    def put(self, held: Held) -> None:
        """Put a record away. Until it is fetched, nobody can look into it: asking raises AttributeError."""
        told = (_values(held.candidate), [_values(one) for one in held.applications], held.notes)
        held.place = self._file.seek(0, os.SEEK_END)
        pickle.dump(told, self._file, pickle.HIGHEST_PROTOCOL)
        del held.candidate, held.applications, held.notes, held.was, held.applications_were, held.dirty_applications

    def fetch(self, held: Held) -> None:
        if held.place is None:
            return
        self._file.seek(held.place)
        candidate, applications, held.notes = pickle.load(self._file)  # noqa: S301 — our own file, without a name
        held.candidate = _row(Candidate, candidate)
        held.applications = [_row(Application, one) for one in applications]
        held.dirty_applications, held.place = {}, None
        held.begin_row()


def _values(row: models.Model) -> dict[str, Any]:
    """What is not as it always is."""
    usual = bulk.constants(type(row))
    told = vars(row)
    return {name: told[name] for name in told if name != "_state" and told[name] is not usual.get(name, bulk)}


def _row(model: type[bulk.M], values: dict[str, Any]) -> bulk.M:
    row = bulk.fresh(model, **values)
    row._state.adding = row.pk is None
    return row
