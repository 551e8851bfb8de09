"""After a restore: what was erased or taken back since the backup goes again (RELIABILITY T-DR-3).

The journal knows keyed hashes. Whose they are is found by making the hash of every record and person that is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection

from career_relay.accounts.models import VerifiedAddress
from career_relay.base import journal
from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import actions, leaving
from career_relay.consents.models import AccountClosing, ConsentNow, Passport

AT_ONCE = 5_000
Kind = journal.Kind


@dataclass(slots=True)
class Done:
    """What the replay did, and what refused."""

    lines: int = 0
    records: int = 0
    people: int = 0
    withdrawals: int = 0
    refused: int = 0


@dataclass(slots=True)
class Told:
    """The journal, sorted by what is asked of it."""

    records: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    choices: dict[str, dict[str, datetime]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def everybody(self) -> set[str]:
        return self.people | set(self.choices)


def replay(path: Path) -> Done:
    """Erase and withdraw again what the journal says. Safe to run twice. Raises OSError."""
    done = Done()
    told = _sorted(path, done)
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        for candidate_id in _records(company_id, told.records):
            _erase_again(company_id, candidate_id, done)
    for person_id in _people(told.everybody):
        with acting_as(person_id):
            done.withdrawals += _withdraw_again(person_id, told)
            if journal.person_key(person_id) in told.people and _is_there(person_id):
                leaving.forget_person(person_id, by=SYSTEM)
                done.people += 1
    return done


def _sorted(path: Path, done: Done) -> Told:
    told = Told()
    for line in journal.read(path):
        done.lines += 1
        if line.kind == Kind.RECORD:
            told.records.add(line.who)
        elif line.kind == Kind.PERSON:
            told.people.add(line.who)
        else:
            told.choices[line.who][line.what] = line.at
    return told


def _records(company_id: int, erased: set[str]) -> list[int]:
    with acting_for(company_id):
        ids = Candidate.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)
        return [pk for pk in ids if erased and journal.record_key(company_id, pk) in erased]


def _erase_again(company_id: int, candidate_id: int, done: Done) -> None:
    try:
        with acting_for(company_id):
            erase(Candidate.objects.get(pk=candidate_id), by=SYSTEM)
        done.records += 1
    except Refused:  # a legal hold came first
        done.refused += 1


def _people(wanted: set[str]) -> Iterator[int]:
    """Which of all people are named. Nobody can list them, so every number up to the last one given is tried."""
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM accounts_person_id_seq")
        (last,) = cursor.fetchone()
    for person_id in range(1, last + 1):
        if journal.person_key(person_id) in wanted:
            yield person_id


def _is_there(person_id: int) -> bool:
    models = (VerifiedAddress, Passport, AccountClosing)
    return any(model.objects.filter(person_id=person_id).exists() for model in models)


def _withdraw_again(person_id: int, told: Told) -> int:
    """Take back what was taken back after it was given; a choice given anew later stays."""
    ended = told.choices.get(journal.person_key(person_id), {})
    again = [
        now
        for now in ConsentNow.objects.filter(person_id=person_id)
        if (at := ended.get(leaving.choice_of(now))) is not None and at > now.given_at
    ]
    return sum(actions.withdraw(now, by=SYSTEM) is not None for now in again)
