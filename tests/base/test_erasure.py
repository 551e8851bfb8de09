"""The registry of clocks, and the journal that outlives the database (RELIABILITY rules 7 and 23)."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from career_relay.accounts.models import VerifiedAddress
from career_relay.base import journal
from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.erasure import Kept, NoPersonalData, Own, Registry, Scope, Through, registry
from career_relay.base.models import AuditEvent, Erasure
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Candidate, Export
from career_relay.consents import actions, leaving, ledger
from career_relay.consents.models import AccountClosing, ConsentNow, Passport
from career_relay.consents.replay import replay
from career_relay.consents.states import Act, Purpose
from tests.factories.candidates import CandidateFactory


@pytest.fixture(autouse=True)
def file(settings, tmp_path):
    settings.ERASURE_JOURNAL = str(tmp_path / "j" / "erasures.jsonl")
    return journal.journal()


def test_a_table_is_declared_once():
    mine = Registry()
    mine.declare(AuditEvent, clock=Own("at"))

    with pytest.raises(ValueError, match=r"base\.auditevent"):
        mine.declare(AuditEvent, clock=Own("at"))


@pytest.mark.parametrize(("label", "scope"), [
    ("candidates.candidate", Scope.COMPANY), ("consents.passport", Scope.PERSON), ("consents.package", Scope.PERSON),
    ("sessions.session", Scope.NETWORK), ("relay.introduction", Scope.PERSON),
])  # fmt: skip
def test_for_whom_the_night_acts(label, scope):
    assert registry.of(label).scope is scope


@pytest.mark.parametrize(("clock", "walked"), [
    (Own("at"), False), (Through("company"), False), (Kept("x"), False), (NoPersonalData(), False),
])  # fmt: skip
def test_an_append_only_table_is_not_walked(clock, walked):
    mine = Registry()
    mine.declare(AuditEvent, clock=clock)

    assert next(iter(mine._found.values())).is_walked is walked


def test_a_kept_row_cannot_be_over():
    mine = Registry()
    mine.declare(Export, clock=Kept("x"))

    with pytest.raises(TypeError, match=r"candidates\.export"):
        mine._found["candidates.export"].over(timezone.now())


# --- the journal ----------------------------------------------------------------------------------------------------


def erased(company) -> int:
    with acting_for(company.pk):
        kim = CandidateFactory()
        erase(kim, by=SYSTEM)
    return kim.pk


def test_a_line_holds_hashes_and_a_time(minato, file):
    pk = erased(minato)

    assert journal.flush() == 1
    (line,) = file.read_text().splitlines()
    told = json.loads(line)
    assert set(told) == {"kind", "who", "what", "at"}
    assert (told["kind"], told["who"]) == ("record", journal.record_key(minato.pk, pk))
    assert journal.flush() == 0
    assert Erasure.objects.get().written_at is not None


def test_what_was_rolled_back_is_not_in_the_journal(minato, file):
    with pytest.raises(RuntimeError), transaction.atomic():
        erased(minato)
        raise RuntimeError

    assert journal.flush() == 0
    assert not file.exists()


def test_a_file_that_cannot_be_written_keeps_its_line_for_later(minato, file, settings):
    erased(minato)
    right, settings.ERASURE_JOURNAL = settings.ERASURE_JOURNAL, "/proc/nowhere/erasures.jsonl"
    with pytest.raises(OSError, match="nowhere"):
        journal.flush()

    settings.ERASURE_JOURNAL = right

    assert journal.flush() == 1


def test_half_a_line_is_passed_over(file):
    file.parent.mkdir()
    good = {"kind": "record", "who": "a", "what": "", "at": "2026-11-23T00:00:00+00:00"}
    lines = [
        json.dumps(good),
        "{",
        "[]",
        json.dumps({**good, "kind": "else"}),
        json.dumps({**good, "at": "x"}),
        "\u3042",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")

    assert [one.who for one in journal.read(file)] == ["a"]


# --- after a restore ------------------------------------------------------------------------------------------------


def put_back(row: models.Model) -> None:
    """The row as the backup still has it."""
    row._state.adding = True
    row.save(force_insert=True)


def test_an_erased_record_of_a_backup_goes_again(minato, file):
    with acting_for(minato.pk):
        kim, lee = CandidateFactory(), CandidateFactory()
        was = Candidate.objects.get(pk=kim.pk)
        erase(kim, by=SYSTEM)
    journal.flush()
    with acting_for(minato.pk):
        put_back(was)

    done = replay(file)

    assert (done.records, done.refused) == (1, 0)
    with acting_for(minato.pk):
        assert list(Candidate.objects.all()) == [lee]
    assert replay(file).records == 0


def test_a_withdrawn_choice_of_a_backup_is_withdrawn_again_but_not_a_newer_one(kim, harbour, file):
    by = person_actor(kim)
    with acting_as(kim):
        given = ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)
        actions.withdraw(given, by=by)
    journal.flush()
    with acting_as(kim):
        Erasure.objects.update(at=timezone.now() - timedelta(hours=1))
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)
    assert replay(file).withdrawals == 0  # given anew after that

    with acting_as(kim):
        ConsentNow.objects.update(given_at=timezone.now() - timedelta(days=1))

    assert replay(file).withdrawals == 1
    with acting_as(kim):
        assert ConsentNow.objects.count() == 0


def test_a_person_who_left_leaves_again(kim, file):
    with acting_as(kim):
        address = VerifiedAddress.objects.get()
        leaving.forget_person(kim, by=person_actor(kim))
    journal.flush()
    with acting_as(kim):
        put_back(address)

    assert replay(file).people == 1
    with acting_as(kim):
        assert VerifiedAddress.objects.count() == 0
    assert replay(file).people == 0


def test_the_command_says_what_it_did(minato, file, capsys):
    erased(minato)
    journal.flush()

    call_command("replay_erasures", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told == {"lines": 1, "records": 0, "people": 0, "withdrawals": 0, "refused": 0}
    with pytest.raises(CommandError):
        call_command("replay_erasures", str(file.parent / "none"))


# --- leaving --------------------------------------------------------------------------------------------------------


def test_who_leaves_goes_the_next_night_with_everything_of_their_own(kim):
    by = person_actor(kim)
    with acting_as(kim):
        Passport.objects.create(person_id=kim, name="海野", email="kim@mail.example", as_of=timezone.localdate())
        leaving.ask_to_leave(kim, by=by)
        leaving.ask_to_leave(kim, by=by)
        assert list(leaving.leavings_over(timezone.now())) == []
        AccountClosing.objects.update(asked_at=timezone.now() - timedelta(days=2))

        ids = list(leaving.leavings_over(timezone.now()).values_list("pk", flat=True))
        assert leaving.leave_these(ids) == 1

        assert [model.objects.count() for model in (Passport, VerifiedAddress, AccountClosing)] == [0, 0, 0]
    assert list(Erasure.objects.values_list("kind", flat=True)) == ["person"]


def test_the_account_waits_for_answers_of_companies_but_not_for_ever(kim, minato):
    with acting_for(minato.pk):
        CandidateFactory(person_id=kim)
    with acting_as(kim):
        leaving.ask_to_leave(kim, by=person_actor(kim))
        AccountClosing.objects.update(asked_at=timezone.now() - timedelta(days=2))
        assert leaving.leavings_over(timezone.now()).count() == 0

        AccountClosing.objects.update(asked_at=timezone.now() - timedelta(days=31))
        (closing,) = leaving.leavings_over(timezone.now())
        leaving.leave_these([closing.pk])

    with acting_for(minato.pk):
        assert Candidate.objects.get().person_id is None


def test_somebody_may_change_their_mind(kim):
    with acting_as(kim):
        leaving.ask_to_leave(kim, by=person_actor(kim))

        leaving.stay_after_all(kim, by=person_actor(kim))

        assert AccountClosing.objects.count() == 0


def test_an_account_nobody_visits_is_told_first_and_a_visit_keeps_it(kim):
    from career_relay.accounts.models import Person

    now = timezone.now()
    with acting_as(kim):
        Person.objects.update(last_seen_at=now - timedelta(days=800))
        assert leaving.announce_end(list(leaving.silent_people(now).values_list("pk", flat=True))) == 0
        assert leaving.silent_people(now).count() == 0
        AccountClosing.objects.update(asked_at=now - timedelta(days=31))
        assert leaving.leavings_over(now).count() == 1

        Person.objects.update(last_seen_at=now)

        assert leaving.leavings_over(now).count() == 0
