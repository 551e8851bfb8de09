"""The wall between companies, asked of the database itself.

Proof that the guard can go red: drop one policy (`DROP POLICY wall ON candidates_note`) and
`test_every_table_of_a_company_or_a_person_has_a_policy` names the table; add a model with `company` and no `Wall`
operation and it does the same.
"""

import pytest
from django.db import DatabaseError, connection, transaction

from career_relay.base.tenancy import NobodyActive, company, person
from career_relay.candidates.models import Application, Candidate
from career_relay.embedded.doctor import SHARED_TABLES
from tests.factories.candidates import CandidateFactory

# Tables that name a company without being private to it, each with the reason.
PUBLIC = {
    "companies_brand": "colour and logo of a company: anybody sees them on its pages",
    "companies_membership": "read before a company is known: it decides which one is",
    "companies_circlemember": "who is in a circle is public within the network",
    "companies_companydomain": "a mail domain is public; asked of every viewer by `may_show`, and before a mail is sent",
    "companies_conductrules": "how a company meets people: it publishes that for anybody to read",
    "companies_promisefigures": "numbers of a page that anybody may read; nobody's row, and no row of the others is shown",
}
CROSSES_THE_WALL = {
    "answer_on_its_way",
    "answers_in_time",
    "applications_changed",
    "refresh_cards",
    "promises_kept",
    "due_alerts",
    "ask_room",
    "blocks_us",
    "certificate_shown",
    "due_line",
    "due_campaigns",
    "due_outbox",
    "due_people",
    "evaluations_changed",
    "fairness_cases",
    "find_candidates",
    "given_by_us",
    "how_others_stand",
    "forget_kept",
    "forget_in_ledger",
    "ledger_marks",
    "ledger_people",
    "kept_from_us",
    "link_person",
    "may_show",
    "network_health",
    "openings",
    "openings_in_reach",
    "keep_suggestions",
    "sweep_suggestions",
    "operator_totals",
    "pool_for",
    "search_candidates",
    "share_of",
    "stand_of_candidates",
    "tally_candidates",
    "whose_mail",
    "whose_passkey",
    "whose_change",
    "yearly_counts",
    "unlink_address",
    "other_page",
    "join_pages",
}


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_runs_as_the_app_role(db):
    assert rows(
        "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ) == [("cr_app", False, False, False)]


def test_the_app_owns_no_table(db):
    assert rows("SELECT tablename FROM pg_tables WHERE tableowner = 'cr_app'") == []


def test_every_table_of_a_company_or_a_person_has_a_policy(db):
    unwalled = rows(
        """SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
           WHERE a.attname IN ('company_id', 'person_id') AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
             AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))"""
    )

    assert {name for (name,) in unwalled} == set(PUBLIC) == set(SHARED_TABLES)  # the doctor says the same


def test_references_inside_a_company_are_composite(db):
    loose = rows(
        """SELECT k.conrelid::regclass::text, a.attname
           FROM pg_constraint k
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
           WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND a.attname NOT IN ('company_id', 'person_id')
             AND EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = k.conrelid AND x.attname = 'company_id' AND x.attnotnull)
             AND EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = k.confrelid AND x.attname = 'company_id' AND x.attnotnull)
             AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = k.conrelid
                             AND c.confrelid = k.confrelid AND cardinality(c.conkey) = 2 AND c.conkey[2] = k.conkey[1])"""
    )

    assert loose == []


def test_nothing_crosses_the_wall_but_the_reviewed_functions(db):
    found = rows(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proowner <> 10"
    )

    assert {name for (name,) in found} <= CROSSES_THE_WALL


def test_asking_without_a_company_raises(db):
    with pytest.raises(NobodyActive):
        Candidate.objects.all()


def test_the_database_refuses_when_nobody_is_active(minato):
    with company(minato.pk):
        CandidateFactory()

    with pytest.raises(DatabaseError, match="nobody is active"), transaction.atomic():
        rows("SELECT name FROM candidates_candidate")


def test_another_company_sees_nothing_even_in_raw_sql(minato, komorebi):
    with company(minato.pk):
        CandidateFactory(name="キム 美咲")

    with company(komorebi.pk):
        assert rows("SELECT name FROM candidates_candidate") == []
        assert Candidate.objects.count() == 0


def test_a_row_cannot_be_attached_to_another_companys(minato, komorebi):
    with company(minato.pk):
        kim = CandidateFactory()

    with pytest.raises(DatabaseError, match="same_company"), company(komorebi.pk):
        Application.objects.create(
            company_id=komorebi.pk, candidate_id=kim.pk, applied_on="2026-11-01", last_activity_on="2026-11-01"
        )
        rows("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_inner_block_hands_back_the_outer_company(minato, komorebi):
    with company(minato.pk):
        CandidateFactory()
        with company(komorebi.pk):
            assert Candidate.objects.count() == 0
        assert rows("SELECT count(*) FROM candidates_candidate") == [(1,)]


def test_a_person_sees_only_what_is_theirs(minato):
    with company(minato.pk):
        CandidateFactory()

    with person(987654):
        assert rows("SELECT count(*) FROM candidates_candidate") == [(0,)]
