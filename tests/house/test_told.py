"""A person's copy is complete: every column of every readable table is told, or says why not (LEGAL D-02).

A new table fails `test_every_readable_table_is_told` until somebody decides; a new column the test after it. What was
decided is then proven with a marker in every free column of a row of Kim's at two companies, and of Lee's at one of them.
"""

import json
from pathlib import Path

import pytest
from django.utils import translation

from career_relay.base import telling
from career_relay.base.erasure import registry
from career_relay.base.tenancy import person
from career_relay.candidates.models import Candidate
from career_relay.portal.exports import my_data_paper
from career_relay.portal.exports.labels import FOR_MACHINES, LABELS
from career_relay.portal.exports.schema import schema
from career_relay.portal.mydata import everything
from tests.factories.people import prove
from tests.house.markers import Mark, Planter
from tests.schemas import faults

PUBLISHED = Path(__file__).parents[2] / "docs" / "formats" / "my-data.schema.json"
TOLD = {one.model._meta.label_lower: one for one in telling.tables()}


def test_every_readable_table_is_told():
    readable = {one.label for one in registry.personal() if one.person_may_read}

    assert set(TOLD) == readable


def test_every_table_that_is_not_readable_says_why():
    silent = [one.label for one in registry.personal() if not one.person_may_read and not str(one.why).strip()]

    assert silent == []


@pytest.mark.parametrize("label", sorted(TOLD))
def test_every_column_is_told_or_says_why_not(label):
    table = TOLD[label]
    columns = {one.name for one in table.model._meta.concrete_fields}

    assert table.undecided() == set()
    assert set(table.columns) | set(table.withheld) <= columns
    assert set(table.columns) & set(table.withheld) == set()
    assert all(table.withheld.values())
    assert table.person or table.record


def test_every_key_has_a_name_on_paper():
    names = {name for table in telling.tables() for name in table.names}

    assert names - set(LABELS) == FOR_MACHINES
    assert set(LABELS) - names == set()


@pytest.fixture
def planted(minato, komorebi, ada, kim) -> list[Mark]:
    """Kim is known at two companies, Lee at one of them."""
    planter = Planter(ada)
    for who, human, where in (
        ("kim", kim, minato),
        ("kim", kim, komorebi),
        ("lee", prove("lee@mail.example"), minato),
    ):
        planter.plant(who, human, where)
    return planter.marks


def missing(marks: list[Mark], text: str) -> list[str]:
    return [f"{one.where} at {one.company}" for one in marks if one.word not in text]


def found(marks: list[Mark], text: str) -> list[str]:
    return [f"{one.who}: {one.where}" for one in marks if one.word in text]


def test_every_marker_of_the_person_is_in_their_copy_and_nobody_elses(planted, kim, minato):
    mine = [one for one in planted if one.who == "kim"]

    with person(kim):
        copy = everything()
        records = dict(Candidate.objects.values_list("company_id", "pk"))
        with translation.override("ja"):
            pdf = my_data_paper.pdf_of(copy)
    text = json.dumps(copy, ensure_ascii=False)

    assert len(mine) > 200
    assert [key for key, rows in copy["data"].items() if not rows] == []
    assert missing([one for one in mine if one.is_told], text) == []
    assert found([one for one in mine if not one.is_told], text) == []
    assert found([one for one in planted if one.who == "lee"], text) == []
    assert faults(copy, json.loads(PUBLISHED.read_text("utf-8"))) == []
    assert "/r/secret" not in text
    assert pdf.startswith(b"%PDF-")
    _a_company_tells_its_own_record_alone(planted, records[minato.pk], minato.pk)


def _a_company_tells_its_own_record_alone(planted: list[Mark], candidate: int, owner: int) -> None:
    answers = {one.model._meta.label_lower for one in telling.tables() if one.record and one.by_company}

    text = json.dumps(telling.without_keys(telling.of_record(candidate, owner)), ensure_ascii=False)

    own = [one for one in planted if one.who == "kim" and one.company == owner and one.is_told]
    own = [one for one in own if one.where.rpartition(".")[0] in answers]
    assert len(own) > 40
    assert missing(own, text) == []
    assert found([one for one in planted if one not in own], text) == []


def test_the_published_schema_is_the_one_the_tables_make():
    """After a change: `manage.py shell -c "…json.dumps(schema(), ensure_ascii=False, indent=2)"` into `docs/formats/`."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()
