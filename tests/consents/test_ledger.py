"""The ledger: lines are added, never changed; what holds is what they say."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, person
from career_relay.consents import ledger, watching
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Purpose
from tests.factories.companies import CircleFactory, CompanyFactory


def teaser(kim, circle, act=Act.GIVEN, **line):
    return ledger.append(kim, purpose=Purpose.TEASER, act=act, circle=circle, **line)


def test_each_line_is_sealed_with_the_one_before(as_kim, harbour):
    lines = [teaser(as_kim, harbour), teaser(as_kim, harbour, Act.WITHDRAWN), teaser(as_kim, harbour)]

    assert [one.previous_hash for one in lines] == ["", lines[0].hash, lines[1].hash]
    assert ledger.verify(as_kim) == []


def test_a_line_that_was_changed_is_named(as_kim, harbour):
    teaser(as_kim, harbour, items=["history"])
    changed = teaser(as_kim, harbour, Act.WITHDRAWN)
    teaser(as_kim, harbour, items=["skills"])
    lines = ledger.lines_of(as_kim)

    lines[1].act = Act.GIVEN

    assert ledger.broken_links(lines) == [changed.pk]


def test_a_line_that_was_taken_out_is_noticed_at_the_next(as_kim, harbour):
    lines = [teaser(as_kim, harbour) for _ in range(3)]

    assert ledger.broken_links([lines[0], lines[2]]) == [lines[2].pk]


def test_a_line_of_somebody_else_does_not_fit(as_kim, harbour):
    first = teaser(as_kim, harbour)

    first.person_id += 1

    assert ledger.broken_links([first]) == [first.pk]


@pytest.mark.parametrize(
    "change", ["UPDATE consents_consententry SET act = 'given'", "DELETE FROM consents_consententry"]
)
def test_the_database_refuses_to_change_a_line(as_kim, harbour, change):
    teaser(as_kim, harbour)

    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentEntry.objects.raw(change)._fetch_all()


def test_giving_twice_holds_once_with_the_newest_items(as_kim, harbour):
    teaser(as_kim, harbour, items=["history"])
    newest = teaser(as_kim, harbour, items=["skills"])

    assert [(now.items, now.entry_id) for now in ConsentNow.objects.all()] == [(["skills"], newest.pk)]


def test_withdrawing_one_purpose_leaves_the_other(as_kim, harbour, minato):
    teaser(as_kim, harbour)
    ledger.append(as_kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato)

    teaser(as_kim, harbour, Act.WITHDRAWN)

    assert [now.purpose for now in ConsentNow.objects.all()] == ["contact"]


def test_another_person_reads_no_line(kim, harbour):
    with person(kim):
        teaser(kim, harbour)

    with person(kim + 1):
        assert ConsentEntry.objects.count() == 0


def test_a_projection_that_drifted_is_noticed_and_mended(as_kim, harbour):
    entry = teaser(as_kim, harbour)
    ConsentNow.objects.all().delete()

    assert ledger.rebuild(as_kim) is True
    assert [now.entry_id for now in ConsentNow.objects.all()] == [entry.pk]
    assert ledger.rebuild(as_kim) is False


acts = st.lists(
    st.tuples(
        st.sampled_from([Purpose.TEASER, Purpose.CONTACT, Purpose.SHARE]),
        st.sampled_from(list(Act)),
        st.integers(0, 2),  # which scope
        st.sampled_from([None, 7]),  # which position
        st.lists(st.sampled_from(["contact", "history", "skills"]), unique=True),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_is_written_the_projection_is_the_fold_of_the_ledger(kim, acts):
    with person(kim), transaction.atomic():
        scopes = [{"recipient": CompanyFactory()}, {"recipient": CompanyFactory()}, {"circle": CircleFactory()}]
        for purpose, act, scope, position, items in acts:
            until = timezone.now() + timedelta(days=1)
            ledger.append(
                kim, purpose=purpose, act=act, position_ref=position, items=items, expires_at=until, **scopes[scope]
            )

        held = {(now.purpose, now.recipient_id, now.circle_id, now.position_ref) for now in ConsentNow.objects.all()}
        last = {}
        for one in ledger.lines_of(kim):
            last[one.purpose, one.recipient_id, one.circle_id, one.position_ref] = one.act
        assert held == {key for key, act in last.items() if act == Act.GIVEN}
        assert ledger.rebuild(kim) is False
        assert ledger.verify(kim) == []
        transaction.set_rollback(True)


# --- who was forgotten ------------------------------------------------------------------------------------------------


def raw(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def test_the_app_has_no_right_to_change_a_line(db):
    rights = ("UPDATE", "DELETE")

    held = [raw("SELECT has_table_privilege('cr_app', 'consents_consententry', %s)", one)[0][0] for one in rights]

    assert held == [False, False]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consents_consententry SET person_id = NULL",
        "UPDATE consents_consententry SET subject = ''",
        "INSERT INTO consents_consententry (person_id) VALUES (NULL)",
        "ALTER TABLE consents_consententry DISABLE TRIGGER append_only",
        "DROP TRIGGER append_only ON consents_consententry",
        "SELECT forget_in_ledger() FROM consents_consentnow WHERE false; SET ROLE cr_owner",
    ],
)
def test_nobody_gets_around_it_in_raw_sql(as_kim, harbour, change):
    teaser(as_kim, harbour)

    with pytest.raises(DatabaseError), transaction.atomic():
        raw(change)

    assert ledger.verify(as_kim) == []


def test_a_pseudonym_names_nobody_and_is_the_same_for_one_person(as_kim, harbour):
    lines = [teaser(as_kim, harbour), teaser(as_kim, harbour, Act.WITHDRAWN)]

    assert {one.subject for one in lines} == {ledger.pseudonym_of(as_kim)}
    assert ledger.pseudonym_of(as_kim) != ledger.pseudonym_of(as_kim + 1)
    assert str(as_kim) not in {lines[0].subject, lines[0].hash}


def test_who_is_forgotten_leaves_the_proof_behind(as_kim, harbour):
    lines = [teaser(as_kim, harbour), teaser(as_kim, harbour, Act.WITHDRAWN)]

    assert ledger.pseudonymise(as_kim) == 2
    assert ledger.pseudonymise(as_kim) == 0  # twice is once

    assert ConsentEntry.objects.count() == 0
    for line in lines:  # what the owner of the tables reads now
        line.person_id = None
    assert ledger.faults_of(lines) == []


def test_nobody_is_forgotten_while_a_choice_holds(as_kim, harbour):
    teaser(as_kim, harbour)

    with pytest.raises(DatabaseError, match="still held"), transaction.atomic():
        ledger.pseudonymise(as_kim)

    assert ConsentEntry.objects.count() == 1


def test_a_company_forgets_nobody(kim, minato, harbour):
    with person(kim):
        teaser(kim, harbour)

    with pytest.raises(DatabaseError, match="only the person"), company(minato.pk), transaction.atomic():
        raw("SELECT forget_in_ledger()")


def test_who_comes_back_begins_a_new_chain(as_kim, harbour):
    old = [teaser(as_kim, harbour), teaser(as_kim, harbour, Act.WITHDRAWN)]
    ledger.pseudonymise(as_kim)
    new = teaser(as_kim, harbour)

    for line in old:
        line.person_id = None

    assert new.previous_hash == ""
    assert ledger.faults_of([*old, new]) == []


def test_a_line_under_another_name_is_named_as_such(as_kim, harbour):
    first = teaser(as_kim, harbour)

    first.person_id += 1

    assert ledger.faults_of([first]) == [ledger.Fault(ledger.Flaw.PERSON, first.pk)]


def test_an_earlier_key_still_knows_its_people(as_kim, harbour, settings):
    first = teaser(as_kim, harbour)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 4

    second = teaser(as_kim, harbour, Act.WITHDRAWN)

    assert second.subject == first.subject
    assert ledger.verify(as_kim) == []


def test_a_lost_key_is_told(as_kim, harbour, settings):
    first = teaser(as_kim, harbour)

    settings.SECRET_KEY = "another key " * 4

    assert ledger.verify(as_kim) == [ledger.Fault(ledger.Flaw.PERSON, first.pk)]


def alarms() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event__startswith="consents.ledger"))


# --- the nightly look -------------------------------------------------------------------------------------------------


def test_the_night_finds_nothing_where_nothing_is_wrong(kim, harbour):
    with person(kim):
        teaser(kim, harbour)

    assert watching.watch(watching.people_after(0)) == 0
    assert watching.people_after(kim) == []


def test_what_drifted_is_mended_and_told(kim, harbour):
    with person(kim):
        teaser(kim, harbour)
        ConsentNow.objects.all().delete()

    assert watching.watch([kim]) == 1

    with person(kim):
        assert ConsentNow.objects.count() == 1
        assert [one.event for one in alarms()] == ["consents.ledger_drifted"]


def test_a_broken_chain_is_told_and_left_alone(kim, harbour, monkeypatch):
    with person(kim):
        line = teaser(kim, harbour)
    monkeypatch.setattr(ledger, "seal_of", lambda _entry: "0" * 64)

    assert watching.watch([kim]) == 1

    with person(kim):
        [told] = alarms()
        assert (told.event, told.data) == ("consents.ledger_broken", {"lines": [line.pk]})
        assert ConsentEntry.objects.count() == 1
