"""`career-relay verify-ledger`: whoever changes a line in the database, even its owner, is found by the line's number."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from career_relay.base.tenancy import person
from career_relay.consents import anchors, ledger, watching
from career_relay.consents.states import Act, Purpose
from career_relay.settings.database import APP, OWNER
from tests.conftest import log_in_as
from tests.consents.town import as_owner
from tests.factories.people import prove

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lines(kim, harbour, settings, tmp_path):
    """Two lines of Kim and one of Lee, anchored."""
    settings.DATA_FOLDER, lee = tmp_path, prove("lee@mail.example")
    written = []
    for who, act in ((kim, Act.GIVEN), (kim, Act.WITHDRAWN), (lee, Act.GIVEN)):
        with person(who):
            written.append(ledger.append(who, purpose=Purpose.TEASER, act=act, circle=harbour))
    anchors.anchor(timezone.localdate(written[-1].at))
    return written


def verify(*flags: str) -> tuple[int, str]:
    """Run it as the owner, as the command does."""
    said = StringIO()
    log_in_as(OWNER)
    try:
        call_command("verify_ledger", *flags, stdout=said)
    except CommandError as refusal:
        return refusal.returncode, said.getvalue()
    finally:
        log_in_as(APP)
    return 0, said.getvalue()


def tamper(sql: str, *values: object) -> None:
    with as_owner() as owner:
        owner.execute("ALTER TABLE consents_consententry DISABLE TRIGGER append_only")
        owner.execute(sql, values)
        owner.execute("ALTER TABLE consents_consententry ENABLE TRIGGER append_only")


def test_a_whole_ledger_is_said_to_be_whole(lines):
    code, said = verify("--json")

    assert (code, json.loads(said)) == (
        0, {"ok": True, "lines": 3, "chains": 2, "faults": [], "anchors": [], "drifted": []},
    )  # fmt: skip


def test_even_the_owner_changes_nothing_by_accident(lines):
    with as_owner() as owner, pytest.raises(Exception, match="append-only"):
        owner.execute("UPDATE consents_consententry SET act = 'given'")
    with as_owner() as owner, pytest.raises(Exception, match="append-only"):
        owner.execute("DELETE FROM consents_consententry")


def test_a_changed_line_is_named(lines):
    tamper("UPDATE consents_consententry SET items = '{letter}' WHERE id = %s", lines[0].pk)

    code, said = verify("--json")

    found = json.loads(said)
    assert (code, found["ok"], found["faults"]) == (1, False, [{"flaw": "changed", "entry_id": lines[0].pk}])
    assert found["anchors"] == []  # the hash itself was left as it was


def test_a_line_taken_out_is_found_at_the_next_and_by_the_anchor(lines):
    tamper("DELETE FROM consents_consententry WHERE id = %s", lines[1].pk)

    code, said = verify("--json")

    found = json.loads(said)
    assert (code, found["faults"]) == (1, [])  # it was the last of its chain: only the anchor knows
    assert [one["scope"] for one in found["anchors"]] == ["all"]
    assert found["drifted"] == [lines[0].person_id]


def test_a_forgotten_persons_line_is_looked_at_as_well(lines, kim):
    with person(kim):
        ledger.pseudonymise(kim)
    assert verify()[0] == 0
    tamper("UPDATE consents_consententry SET at = at - interval '1 year' WHERE id = %s", lines[1].pk)

    code, said = verify("--json")

    assert (code, [one["entry_id"] for one in json.loads(said)["faults"]]) == (1, [lines[1].pk])


def test_it_says_in_words_what_is_wrong(lines, settings):
    tamper("UPDATE consents_consententry SET previous_hash = 'x' WHERE id = %s", lines[2].pk)
    with as_owner() as owner:
        owner.execute("DELETE FROM consents_consentnow")

    code, said = verify()

    assert code == 1
    assert said.count(str(lines[2].pk)) >= 2  # it says something else, and nothing stands before it
    assert len(said.splitlines()) == 4


def test_the_app_is_told_that_it_cannot_look(lines):
    with pytest.raises(CommandError) as refusal:
        call_command("verify_ledger", stdout=StringIO())

    assert refusal.value.returncode == 2


def test_the_app_cannot_walk_other_peoples_chains(lines):
    with pytest.raises(Exception, match="nobody is active"):
        watching.look_at_everything()
