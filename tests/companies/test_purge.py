"""What the night erases, what it must not, and who is asked before (LEGAL T-01 to T-03, P-04; RELIABILITY I12)."""

from datetime import timedelta

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay.accounts.models import CodeRequest
from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.erasure import registry
from career_relay.base.models import AuditEvent, Erasure
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate, ImportFault, ImportRun, Merge, Note, RunState
from career_relay.companies import purge
from career_relay.companies.models import PurgeReport
from career_relay.consents.models import AccessGrant, Package, Provision
from career_relay.notices.models import EntryLink, Incoming, Message, Suppression
from career_relay.notices.states import Came, Scope
from career_relay.notices.suppression import suppress
from career_relay.relay.models import Introduction
from tests.consents.town import as_owner
from tests.factories.candidates import ApplicationFactory, CandidateFactory

MARK = "ひとめでわかる印"


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def run(company, **more):
    return purge.purge_company(company.pk, timezone.localdate(), **more)


# --- the night ----------------------------------------------------------------------------------------------------------


def test_the_night_erases_what_is_over_and_counts_it(minato):
    with acting_for(minato.pk):
        gone = ApplicationFactory(candidate__purge_after=yesterday())
        kept = CandidateFactory(purge_after=timezone.localdate())
        Note.objects.create(candidate=gone.candidate, text="言葉")

    night = run(minato)

    assert night.counts["candidates.candidate"] == 1
    with acting_for(minato.pk):
        assert list(Candidate.objects.all()) == [kept]
        assert Note.objects.count() == 0
        report = PurgeReport.objects.get()
        assert (report.day, report.counts, report.total) == (timezone.localdate(), {"candidates.candidate": 1}, 1)
        assert report.finished_at is not None
    assert list(Erasure.objects.values_list("kind", flat=True)) == ["record"]


def test_a_dry_run_counts_the_same_and_erases_nothing(minato):
    with acting_for(minato.pk):
        CandidateFactory.create_batch(3, purge_after=yesterday())

    assert run(minato, dry=True).counts == {"candidates.candidate": 3}
    with acting_for(minato.pk):
        assert (Candidate.objects.count(), PurgeReport.objects.count()) == (3, 0)
    assert run(minato).counts == {"candidates.candidate": 3}


def test_the_night_of_one_company_touches_no_other(minato, komorebi):
    for one in (minato, komorebi):
        with acting_for(one.pk):
            CandidateFactory(purge_after=yesterday())

    run(minato)

    with acting_for(komorebi.pk):
        assert Candidate.objects.count() == 1


def test_killed_in_the_middle_the_next_start_goes_on_and_the_figures_agree(minato, monkeypatch):
    monkeypatch.setattr(purge, "BATCH", 2)
    with acting_for(minato.pk):
        CandidateFactory.create_batch(5, purge_after=yesterday())
    real, calls = purge._end, []

    def dies_the_second_time(*told):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*told)

    monkeypatch.setattr(purge, "_end", dies_the_second_time)
    with pytest.raises(KeyboardInterrupt):
        run(minato)
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 3
        assert PurgeReport.objects.get().counts == {"candidates.candidate": 2}

    run(minato)

    with acting_for(minato.pk):
        assert Candidate.objects.count() == 0
        assert PurgeReport.objects.get().counts == {"candidates.candidate": 5}


def test_an_imported_file_goes_after_a_month_with_what_could_not_be_read(minato):
    with acting_for(minato.pk):
        stored = default_storage.save(f"imports/{minato.pk}/aaa", ContentFile(MARK.encode()))
        done = ImportRun.objects.create(file_name="a.csv", stored=stored, state=RunState.DONE)
        ImportFault.objects.create(run=done, line=1, value=MARK, code="X", problem="x")
        never = ImportRun.objects.create(
            file_name="b.csv", stored=default_storage.save(f"imports/{minato.pk}/bbb", ContentFile(b"x"))
        )
        going = ImportRun.objects.create(
            file_name="c.csv",
            stored=default_storage.save(f"imports/{minato.pk}/ccc", ContentFile(b"x")),
            state=RunState.RUNNING,
        )
        ImportRun.objects.update(created_at=timezone.now() - timedelta(days=40))

    run(minato)

    with acting_for(minato.pk):
        assert ImportRun.objects.get(pk=done.pk).stored == ""
        assert (ImportFault.objects.count(), ImportRun.objects.filter(pk=never.pk).count()) == (0, 0)
        assert ImportRun.objects.get(pk=going.pk).stored == going.stored


def test_bytes_without_a_row_go_and_rows_without_bytes_are_named(minato, monkeypatch):
    monkeypatch.setattr(purge, "UNCLAIMED", timedelta(0))
    lost = default_storage.save(f"documents/{minato.pk}/orphan", ContentFile(b"x"))
    with acting_for(minato.pk):
        ImportRun.objects.create(file_name="a.csv", stored=f"imports/{minato.pk}/missing", state=RunState.DONE)

    night = run(minato)

    assert not default_storage.exists(lost)
    assert night.counts == {"candidates.document bytes": 1}
    assert night.troubles == [{"table": "candidates.importrun", "what": "bytes missing", "n": 1}]


def test_fresh_bytes_wait_for_their_row(minato):
    fresh = default_storage.save(f"documents/{minato.pk}/fresh", ContentFile(b"x"))

    run(minato)

    assert default_storage.exists(fresh)


# --- what the law keeps ---------------------------------------------------------------------------------------------------


def provision_kept_until(package, entry, day):
    with acting_as(package.person_id):
        return Provision.objects.create(
            provider_name="港", recipient_id=package.recipient_id, recipient_name="湊", recipient_address="東京",
            recipient_representative="長", person_name="海野", items=["contact"], basis="27-1", consent=entry,
            package=package, package_hash=package.hash, keep_until=day,
        )  # fmt: skip


def package_of(relay):
    for step in (relay.ask, relay.yes, relay.cool):
        step()
    with acting_as(relay.kim):
        return Package.objects.get(), Provision.objects.get().consent


def test_a_statutory_record_goes_the_day_after_its_last_day_and_not_before(relay):
    package, entry = package_of(relay)
    today = timezone.now().date()
    over = provision_kept_until(package, entry, today - timedelta(days=2))
    kept = provision_kept_until(package, entry, today)

    night = purge.purge_network(today)

    assert night.counts["consents.provision"] == 1
    with acting_as(relay.kim):
        left = set(Provision.objects.values_list("pk", flat=True))
    assert (over.pk in left, kept.pk in left) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_a_day_early_even_to_the_owner(relay):
    package, entry = package_of(relay)
    kept = provision_kept_until(package, entry, timezone.now().date())

    with pytest.raises(psycopg.Error, match="append-only"), as_owner() as owner:
        owner.execute("DELETE FROM consents_provision WHERE id = %s", [kept.pk])
    with pytest.raises(DatabaseError), transaction.atomic(), operator(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM consents_provision WHERE id = %s", [kept.pk])
    with pytest.raises(DatabaseError, match="not a table"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT forget_kept('accounts.user', 1)")


def test_the_log_goes_after_three_years(minato):
    with acting_for(minato.pk):
        record("t.new", minato, by=SYSTEM)
        old = AuditEvent._base_manager.create(
            company=minato,
            event="t.old",
            subject_type="x",
            actor_kind="system",
            at=timezone.now() - timedelta(days=1097),
        )

    purge.purge_network(timezone.localdate())

    with acting_for(minato.pk):
        assert AuditEvent.objects.filter(pk=old.pk).count() == 0
        assert AuditEvent.objects.filter(event="t.new").count() == 1


def test_a_copy_nobody_may_read_any_more_loses_its_content(relay):
    package, _entry = package_of(relay)
    with acting_as(relay.kim):
        Package.objects.update(purge_after=yesterday())
    purge.purge_network(timezone.localdate())
    with acting_as(relay.kim):
        assert "recipient" in Package.objects.get().content  # somebody may still read it
        AccessGrant.objects.update(until=timezone.now() - timedelta(minutes=1))

    night = purge.purge_network(timezone.localdate())

    assert night.counts["consents.package"] == 1
    with acting_as(relay.kim):
        left = Package.objects.get()
    assert (left.content["items"], left.hash) == ({}, package.hash)
    assert purge.purge_network(timezone.localdate()).counts["consents.package"] == 0


def test_a_question_nobody_answered_goes_after_a_month(relay):
    relay.ask()
    with acting_as(relay.kim):
        Introduction.objects.update(stage="expired", updated_at=timezone.now() - timedelta(days=31))

    night = purge.purge_network(timezone.localdate())

    assert night.counts["relay.introduction"] == 1


def test_codes_links_and_finished_jobs_go(db):
    old = timezone.now() - timedelta(days=5)
    CodeRequest.objects.create(address="kim@mail.example", expires_at=old)
    EntryLink.objects.create(token_hash="a" * 64, company_ref=1, application_ref=1, expires_at=old)
    EntryLink.objects.create(token_hash="b" * 64, company_ref=1, application_ref=1, expires_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
            " VALUES ('nightly', 'x', 'succeeded', '{}'), ('nightly', 'x', 'todo', '{}')"
        )
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '40 days'")

    night = purge.purge_network(timezone.localdate())

    assert {key: n for key, n in night.counts.items() if n} == {
        "accounts.coderequest": 1, "notices.entrylink": 1, "procrastinate.jobs": 1,
    }  # fmt: skip
    with operator():
        assert PurgeReport.objects.get(company=None).total == 3


# --- nothing is left ------------------------------------------------------------------------------------------------------


def places_with(mark: str) -> set[str]:
    """Every table of the database with this text in any column, past the wall."""
    found = set()
    with as_owner() as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (table,) in tables:
            if owner.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s LIMIT 1', [f"%{mark}%"]).fetchone():
                found.add(table)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_mark_of_a_person_is_nowhere_after_the_night(minato, ada):
    with acting_for(minato.pk):
        kim = CandidateFactory(
            name=MARK, email="mark@mail.example", history=MARK, details={"x": MARK}, purge_after=yesterday()
        )
        application = ApplicationFactory(candidate=kim, reason_details=MARK, strengths=MARK)
        Note.objects.create(candidate=kim, text=MARK)
        notice = Message.objects.create(candidate=kim, application=application, subject=MARK, body_text=MARK)
        Incoming.objects.create(
            candidate=kim, message=notice, kind=Came.REPLY, via="imap", text=MARK, whole=MARK, dedupe="1"
        )
        Merge.objects.create(
            kept=kim, gone_id=9, gone_public_id=kim.public_id, before={"name": MARK}, gone_name_folded=MARK
        )
        stored = default_storage.save(f"imports/{minato.pk}/m", ContentFile(MARK.encode()))
        file = ImportRun.objects.create(file_name="m.csv", stored=stored, state=RunState.DONE)
        file.imported.create(company=minato, line=1, candidate=kim, verdict="created", before={"x": MARK})
        ImportFault.objects.create(run=file, line=2, value=MARK, code="X", problem="x")
        suppress("mark@mail.example", scope=Scope.ALL, reason="erased")
    assert {"candidates_candidate", "candidates_merge", "notices_incoming"} <= places_with(MARK)

    run(minato)

    assert places_with(MARK) == set()
    assert places_with("mark@mail.example") == set()
    assert not default_storage.exists(stored)
    with acting_for(minato.pk):
        assert Suppression.objects.count() == 1  # the hash stays (LEGAL E-06)


def test_every_walked_table_can_be_asked_for_what_is_over(minato, kim):
    """No declaration names a field that is not there."""
    for one in registry.declared():
        if one.is_walked:
            scope = {"company": lambda: acting_for(minato.pk), "person": lambda: acting_as(kim), "network": operator}
            with scope[one.scope]():
                assert list(one.over(timezone.now() - timedelta(days=9_999))) == []
