"""The wall itself, asked in SQL by the role the program runs as: aimed at Minato's rows while Komorebi is active.

What this cannot show: code of the program that runs for a company may call `may_show` and `pool_for` about its own
open positions, and learn there who would be asked. Both are needed to ask people at all; no view calls either, the only
caller is the task that asks (`relay/asks.reach`), and its result is never read back (`tests/house/test_silence.py`).
The same holds for the post to persons, the codes, the links and the queue: workers move them for nobody in particular,
so they have no owner for a policy to compare, and no view of the desk reads them (the last test here).
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay import console, desk
from career_relay.base.tenancy import NOBODY, _active, company, operator, person

pytestmark = pytest.mark.django_db

# Tables that name a company or a person and are open by design; each has its reason in test_walls.PUBLIC.
OPEN = {"companies_membership", "companies_circlemember"}
OWNERS = ("company_id", "person_id", "recipient_id")


def tables() -> Iterator[tuple[str, str]]:
    """Every table that has an owner, with the column that says whose a row is."""
    for model in apps.get_models():
        columns = {one.column for one in model._meta.concrete_fields}
        owner = next((one for one in OWNERS if one in columns), None)
        if owner and model._meta.db_table not in OPEN:
            yield model._meta.db_table, owner


def ask(sql: str, values: list[object] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def effect(sql: str, values: list[object] | None = None) -> int:
    """Rows it gave or changed; none when the database refused."""
    try:
        with transaction.atomic():
            return (
                len(found) if (found := ask(sql, values)) and not sql.startswith(("UPDATE", "DELETE")) else found[0][0]
            )
    except (DatabaseError, IndexError):
        return 0


def rows_of(whose: AbstractContextManager[None]) -> dict[str, list[int]]:
    """The ids that exist for somebody, by table."""
    with whose:
        return {
            name: [pk for (pk,) in ask(f'SELECT {key(name)} FROM "{name}" ORDER BY 1 LIMIT 5')] for name, _o in tables()
        }


def key(table: str) -> str:
    return next(one._meta.pk.column for one in apps.get_models() if one._meta.db_table == table)


@pytest.mark.parametrize(("mine", "theirs"), [("komorebi", "minato"), ("lee", "kim"), ("minato", "kim")])
def test_nothing_aimed_at_others_rows_has_an_effect(mine, theirs, world):
    relay = world.relay
    for step in (relay.ask, relay.yes, relay.cool):
        step()
    scopes = {
        "minato": lambda: company(world.minato.pk), "komorebi": lambda: company(world.komorebi.pk),
        "kim": lambda: person(world.kim), "lee": lambda: person(world.lee),
    }  # fmt: skip
    own, others = rows_of(scopes[mine]()), rows_of(scopes[theirs]())
    done, aimed = {}, 0

    with scopes[mine]():
        for table, owner in tables():
            for pk in set(others[table]) - set(own[table]):
                aimed += 1
                for sql in (
                    f'SELECT 1 FROM "{table}" WHERE {key(table)} = %s',
                    f'UPDATE "{table}" SET {owner} = {owner} WHERE {key(table)} = %s',
                    f'DELETE FROM "{table}" WHERE {key(table)} = %s',
                ):
                    if effect(sql, [pk]):
                        done[table] = sql

    assert done == {}
    assert aimed > 10


@pytest.mark.parametrize("asked_and", [[], ["yes"]])
def test_before_the_disclosure_no_table_holds_kim_for_the_company_that_asks(asked_and, world):
    world.relay.ask()
    for step in asked_and:
        getattr(world.relay, step)()

    with company(world.komorebi.pk):
        for table in ("relay_introduction", "consents_package", "consents_accessgrant", "consents_passport",
                      "consents_consentnow", "consents_block", "matching_matchingprofile", "matching_matchfilter",
                      "matching_matchvector"):  # fmt: skip
            assert ask(f"SELECT count(*) FROM {table}") == [(0,)], table


# Writing a row in another's name: the log of what happened is the one table that takes it, and it holds no words.
TAKES_FROM_ALL = {"base_auditevent"}


def test_no_row_is_written_in_anothers_name(world):
    """Copy one's own row into the other's name: refused by the policy, not by chance of a missing column."""
    taken = set()
    with company(world.komorebi.pk):
        for table, owner in tables():
            if owner != "company_id" or not ask(f'SELECT 1 FROM "{table}" LIMIT 1'):
                continue
            columns = [c for (c,) in ask("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                                         " AND NOT attisdropped AND attname NOT IN ('id', 'company_id', 'public_id')"
                                         " AND attgenerated = ''", [table])]  # fmt: skip
            names = ", ".join(f'"{one}"' for one in columns)
            with_id = (
                ", public_id"
                if ask("SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'public_id'", [table])
                else ""
            )
            value = ", gen_random_uuid()" if with_id else ""
            sql = f'INSERT INTO "{table}" (company_id{with_id}, {names}) SELECT %s{value}, {names} FROM "{table}" LIMIT 1 RETURNING 1'
            if effect(sql, [world.minato.pk]):
                taken.add(table)

    assert taken <= TAKES_FROM_ALL


def test_a_row_of_another_cannot_be_taken_over(world):
    with company(world.minato.pk):
        (pk,) = ask("SELECT id FROM candidates_candidate LIMIT 1")[0]

    with company(world.komorebi.pk):
        assert effect("UPDATE candidates_candidate SET company_id = %s WHERE id = %s", [world.komorebi.pk, pk]) == 0
        mine = ask("SELECT id FROM candidates_candidate LIMIT 1")[0][0]
        assert effect("UPDATE candidates_candidate SET company_id = %s WHERE id = %s", [world.minato.pk, mine]) == 0


@pytest.mark.parametrize("sql", [
    "ALTER TABLE candidates_candidate DISABLE ROW LEVEL SECURITY",
    "DROP POLICY wall ON candidates_candidate",
    "SET ROLE cr_owner",
    "SET SESSION AUTHORIZATION cr_owner",
    "CREATE FUNCTION peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "COPY candidates_candidate TO PROGRAM 'cat'",
    "UPDATE consents_consententry SET purpose = 'share'",
    "DELETE FROM base_auditevent",
    "ALTER FUNCTION may_show(bigint, bigint, text, timestamptz) SECURITY INVOKER",
])  # fmt: skip
def test_the_app_role_cannot_take_the_wall_down(sql, komorebi):
    with pytest.raises(DatabaseError), company(komorebi.pk), transaction.atomic():
        ask(sql)


# The functions that cross the wall, called by the wrong one.

POOL = "SELECT person_id FROM pool_for(%s, now(), NULL, '{}', '{}', '{}', NULL, 100)"


def test_pool_for_answers_only_about_ones_own_open_positions(world):
    position = world.relay.position.pk
    with company(world.komorebi.pk):
        assert ask(POOL, [position]) == [(world.kim,)]  # not green because it is always empty
    with company(world.minato.pk):
        assert ask(POOL, [position]) == []
    with company(world.komorebi.pk):
        ask("UPDATE positions_position SET state = 'closed' WHERE id = %s", [position])
        assert ask(POOL, [position]) == []


@pytest.mark.parametrize("who", ["kim", "operator"])
def test_pool_for_gives_a_person_and_the_operator_nobody(who, world):
    with person(world.kim) if who == "kim" else operator():
        assert ask(POOL, [world.relay.position.pk]) == []


@pytest.mark.parametrize("sql", [
    POOL,
    "SELECT answer_on_its_way()",
    "SELECT * FROM operator_totals(now())",
])  # fmt: skip
def test_with_nobody_active_the_functions_refuse(sql, world):
    world.relay.ask()
    values = [world.relay.position.pk] if "%s" in sql else []

    with pytest.raises(DatabaseError, match="nobody is active"), _active(NOBODY):
        ask(sql, values)


@pytest.mark.parametrize("who", ["komorebi", "kim"])
def test_totals_of_the_network_are_the_operators_alone(who, world):
    scope = company(world.komorebi.pk) if who == "komorebi" else person(world.kim)
    with pytest.raises(DatabaseError, match="only the operator"), scope:
        ask("SELECT * FROM operator_totals(now())")


def test_link_person_gives_nobody_an_unproven_address(world):
    for scope in (company(world.komorebi.pk), person(world.lee), operator(), _active(NOBODY)):
        with pytest.raises(DatabaseError, match="not proven"), scope:
            ask("SELECT link_person('umino@mail.example')")


def test_an_answer_on_its_way_is_seen_by_the_one_who_asked(world):
    world.relay.ask()
    world.relay.yes()

    with company(world.komorebi.pk):
        assert ask("SELECT answer_on_its_way(clock_timestamp() - interval '1 day')") == []  # not yet released
        assert ask("SELECT answer_on_its_way(clock_timestamp())") == [(world.relay.position.pk,)]
    for scope in (company(world.minato.pk), person(world.kim), operator()):
        with scope:
            assert ask("SELECT answer_on_its_way(clock_timestamp())") == []


SEARCHED = (
    "SELECT search_candidates('umi')",
    """SELECT unnest(ids) FROM find_candidates('{"words": "umi", "today": "2026-11-23"}', 'recent', 0, 25, 100)""",
    """SELECT unnest(ids) FROM find_candidates('{"today": "2026-11-23"}', 'name', 0, 25, 100)""",
    """SELECT n FROM tally_candidates('{"words": "umi", "today": "2026-11-23"}') WHERE facet = 'state'""",
)


@pytest.mark.parametrize("question", SEARCHED)
def test_search_stays_with_the_company(world, question):
    with company(world.minato.pk):
        ask("UPDATE candidates_candidate SET search = to_tsvector('simple', 'umi')")
        assert ask(question)
    with company(world.komorebi.pk):
        assert not set(ask(question)) & {(pk,) for pk in world_ids(world)}
    for scope in (person(world.kim), operator()):
        with scope:
            assert ask(question) == []
    with pytest.raises(DatabaseError, match="nobody is active"), _active(NOBODY):
        ask(question)


def world_ids(world) -> list[int]:
    with company(world.minato.pk):
        return [pk for (pk,) in ask("SELECT id FROM candidates_candidate")]


def test_the_wall_of_a_search_is_not_the_company_that_words_carry(world):
    """Whoever names another company's word still gets only their own records."""
    told = """SELECT unnest(ids) FROM find_candidates('{"words": "''%s.umi''", "today": "2026-11-23"}', 'recent', 0, 9, 9)"""
    with company(world.minato.pk):
        ask(
            "UPDATE candidates_candidate SET search = array_to_tsvector(ARRAY[company_id || '.umi', %s])",
            [f"{world.komorebi.pk}.umi"],
        )
    with company(world.komorebi.pk):
        assert ask(told % world.minato.pk) == []


FINDING = "SELECT unnest(ids) FROM find_candidates(%s, 'recent', 0, 9, 9)"
CONDITION = """{"today": "2026-11-23", "where": [{"of": "%s", "is": ["%s"], "not": false, "facet": true}]}"""


def test_values_of_conditions_cannot_leave_their_quotation(world):
    with company(world.minato.pk):
        assert ask(FINDING, [CONDITION % ("state", "x') OR true --")]) == []


@pytest.mark.parametrize("name", ["1=1", "", "id"])
def test_a_condition_nobody_knows_is_refused(world, name):
    with pytest.raises(DatabaseError, match="unknown condition"), company(world.minato.pk):
        ask(FINDING, [CONDITION % (name, "x")])


OPENINGS = "SELECT facts ->> 'id' FROM openings(current_date, true, NULL, NULL, '{}', '{}', 'new', 100, 0)"


def test_openings_hold_nothing_that_is_not_published(world):
    """Whoever asks, however: drafts and positions of companies that were not admitted are never among them."""
    for scope in (company(world.minato.pk), person(world.lee), operator(), _active(NOBODY)):
        with scope:
            assert [int(pk) for (pk,) in ask(OPENINGS)] == [world.relay.position.pk]


def test_may_show_says_no_about_everybody_who_did_not_choose_it(world):
    """Yes is said about Kim to Komorebi alone. A caller may pass any viewer: the answer is one bit about two ids, needs
    both, and no view hands it on; see the top of this file."""
    now = timezone.now()
    viewers = {"komorebi": world.komorebi.pk, "minato": world.minato.pk}
    said = {name: ask("SELECT may_show(%s, %s, 'teaser', %s)", [world.kim, pk, now]) for name, pk in viewers.items()}

    assert said == {"komorebi": [(True,)], "minato": [(False,)]}
    assert ask("SELECT may_show(%s, %s, 'teaser', %s)", [world.lee, world.komorebi.pk, now]) == [(False,)]
    assert ask("SELECT may_show(%s, %s, 'share', %s)", [world.kim, world.komorebi.pk, now]) == [(False,)]


def test_the_functions_are_for_the_app_alone(world):
    """Nobody but the app's role may call them."""
    assert (
        ask(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proowner <> 10"
            " AND (proacl IS NULL OR proacl::text ~ '[{,]=X')"
        )
        == []
    )


def test_the_desk_reads_none_of_the_tables_without_a_wall():
    """Post to persons, codes, links and jobs: how many there are would say how many were asked."""
    unwalled = re.compile(
        r"\b(PersonalMail|CodeRequest|EntryLink|ProcrastinateJob|procrastinate_jobs|pick_for_ask|pool_for)\b"
    )
    rooms = [Path(desk.__file__).parent, Path(console.__file__).parent]

    assert [str(file) for room in rooms for file in room.rglob("*.py") if unwalled.search(file.read_text())] == []
