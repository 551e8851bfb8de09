"""Every table has a clock, and none can be left out (LEGAL T-01).

Proof that it can go red: a model without a line in its app's `erasure.py` is named by the first test; a clock column that
allows NULL by the second; a parent that may be empty, or does not cascade, by the third.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

import career_relay
from career_relay.base.erasure import Declared, NoPersonalData, Own, Through, registry
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.retention import RULES
from tests.factories.candidates import CandidateFactory


def column_is_required(model: type[models.Model], name: str) -> bool:
    column = model._meta.get_field(name).column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attnotnull FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
            [model._meta.db_table, column],
        )
        (required,) = cursor.fetchone()
    return bool(required)


def declared_as(kind: type) -> list[Declared]:
    return [one for one in registry.declared() if isinstance(one.clock, kind)]


def test_every_table_of_the_program_has_a_clock():
    tables = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    known = {one.label for one in registry.declared()}

    assert tables - known == set()


def test_no_clock_of_a_row_can_be_left_out(db):
    empty = [
        f"{one.label}.{one.clock.field}"
        for one in declared_as(Own)
        if not column_is_required(one.model, one.clock.field)
    ]

    assert empty == []


def test_what_goes_with_another_row_always_has_one_and_goes_with_it(db):
    loose = [
        one.label
        for one in declared_as(Through)
        if not column_is_required(one.model, one.clock.parent)
        or one.model._meta.get_field(one.clock.parent).remote_field.on_delete is not models.CASCADE
    ]

    assert loose == []


def test_a_row_goes_through_one_that_has_a_clock_itself():
    nowhere = [
        one.label
        for one in declared_as(Through)
        if isinstance(
            registry.of(one.model._meta.get_field(one.clock.parent).related_model._meta.label_lower).clock,
            NoPersonalData,
        )
    ]

    assert nowhere == []


def test_every_rule_a_clock_names_is_in_the_table():
    named = {one.clock.rule for one in declared_as(Own) if one.clock.rule}

    assert named - set(RULES) == set()


def test_what_a_person_may_not_read_has_a_reason():
    silent = [
        one.label
        for one in registry.personal()
        if not one.person_may_read and not one.why and not isinstance(one.clock, Through)
    ]
    known = {"accounts.user", "sessions.session"}

    assert {one for one in silent if registry.of(one).clock.__class__.__name__ == "Own"} - known == set()


def test_a_record_without_a_clock_is_refused_by_the_database(minato):
    with acting_for(minato.pk):
        kim = CandidateFactory()
        with pytest.raises(IntegrityError, match="purge_after"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE candidates_candidate SET purge_after = NULL WHERE id = %s", [kim.pk])


def test_a_day_in_sql_begins_at_midnight_in_japan():
    """A session speaks UTC: `current_date` is yesterday until nine in the morning, and the night works before that."""
    asks_utc = re.compile(r"\bcurrent_date\b|\bnow\(\)::date\b", re.IGNORECASE)

    found = [
        str(path)
        for path in Path(career_relay.__file__).parent.glob("*/sql/*.sql")
        if asks_utc.search(path.read_text())
    ]

    assert found == []
