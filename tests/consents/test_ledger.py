"""The ledger: lines are added, never changed; what holds is what they say."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.tenancy import person
from career_relay.consents import ledger
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
