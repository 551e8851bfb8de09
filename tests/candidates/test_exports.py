"""Lists as files: a reason always, another person above a hundred, one day, and nobody but whoever asked."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import columns, exports
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Candidate, Export
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.worker import failed_jobs, work

REASON = "春の採用の準備"


@pytest.fixture
def people(at_minato) -> list[int]:
    return [CandidateFactory(name=f"キム {n:03}").pk for n in range(3)]


def ask(people, user, company, **told) -> Export:
    names = told.pop("names", ["name", "place"])
    told = {"reason": REASON, "form": "csv", "query": "state=contact", **told}
    return exports.ask_for_export(people, names, user=user, company=company, **told)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


# --- at once ------------------------------------------------------------------------------------------------------


def test_a_short_list_holds_the_chosen_columns_in_order_and_who_took_it(people, ben, minato):
    content = exports.take_file(
        people[::-1], ["place", "name"], reason=f" {REASON}\n", form="csv", user=ben, company=minato
    )

    head, *rows, mark = lines(content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(head) == 3
    assert [row[:2] for row in rows] == [[f"キム {n:03}", "東京都"] for n in (2, 1, 0)]
    assert len(mark) == 1
    assert all(word in mark[0] for word in ("Ben", minato.name, REASON))
    [event] = log_of(minato)
    who = people[::-1]  # ids: after a breach one asks who was in the file
    assert event.data == {"rows": 3, "columns": ["name", "place"], "reason": REASON, "people": who}


def test_the_workbook_holds_the_same_as_text(people, ben, minato):
    content = exports.take_file(people, ["name", "erased"], reason=REASON, form="xlsx", user=ben, company=minato)

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:4]] == ["キム 000", "キム 001", "キム 002"]
    assert rows[1][1] == localdate() + timedelta(days=180)
    assert REASON in rows[-1][0]


@pytest.mark.parametrize("name", ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_no_cell_becomes_a_formula(at_minato, ben, minato, name):
    kim = CandidateFactory(name=name)

    content = exports.take_file([kim.pk], ["name"], reason=f"={REASON}", form="csv", user=ben, company=minato)

    assert lines(content)[1][0].startswith("'")
    book = exports.take_file([kim.pk], ["name"], reason="=1", form="xlsx", user=ben, company=minato)
    assert b"<f>" not in ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml")


def test_whoever_an_agency_protects_is_marked_whatever_the_columns(at_minato, ben, minato):
    free = CandidateFactory(name="空")
    guarded = CandidateFactory(name="守", email_key="kim@mail.example", protected_until=localdate() + timedelta(9))
    same = CandidateFactory(name="同", email_key="kim@mail.example")

    content = exports.take_file(
        [free.pk, guarded.pk, same.pk], ["name"], reason=REASON, form="csv", user=ben, company=minato
    )

    flags = [row[1] for row in lines(content)[1:-1]]
    assert [bool(flag) for flag in flags] == [False, True, True]


def test_every_column_can_be_written(at_minato, ben, minato, ada):
    kim = CandidateFactory(owner=ada, tags=["春"], snoozed_until=localdate(), is_silver=True)
    ApplicationFactory(candidate=kim)

    content = exports.take_file([kim.pk], list(columns.COLUMNS), reason=REASON, form="csv", user=ben, company=minato)

    head, row, _mark = lines(content)
    assert len(head) == len(row) == len(columns.COLUMNS) + 1
    assert {"Ada", "春", "法人営業（関西）"} <= set(row)


@pytest.mark.parametrize("reason", ["", "   ", "\n", "家族構成の一覧"])
def test_no_file_without_a_reason_that_may_be_written(people, ben, minato, reason):
    with pytest.raises(Refused):
        exports.take_file(people, ["name"], reason=reason, form="csv", user=ben, company=minato)

    assert AuditEvent.objects.count() == 0


def test_a_hundred_rows_leave_at_once_and_a_hundred_and_one_do_not(people, ben, ada, minato):
    hundred = people[:1] * 100

    exports.take_file(hundred, ["name"], reason=REASON, form="csv", user=ben, company=minato)
    with pytest.raises(Refused) as refusal:
        exports.take_file([*hundred, people[1]], ["name"], reason=REASON, form="csv", user=ben, company=minato)

    assert refusal.value.code == "S-03"
    assert log_of(minato).count() == 1


# --- with another person's word -----------------------------------------------------------------------------------


def test_only_another_owner_allows(people, ada, ben, minato):
    export = ask(people, ada, minato) if exports.approvers(minato, ada.pk) else None
    assert export is None  # ada is the only owner: nobody else could say yes
    other = MembershipFactory(company=minato, role=Role.OWNER, user=UserFactory(name="Dan")).user
    export = ask(people, ada, minato)

    for user, role in ((ada, Role.OWNER), (ben, Role.RECRUITER)):
        with pytest.raises(Refused) as refusal:
            exports.allow_export(export, user=user, role=role)
        assert refusal.value.code == "S-03"
    allowed = exports.allow_export(export, user=other, role=Role.OWNER)

    assert (allowed.state, allowed.decided_by) == (Export.State.BUILDING, other)
    with pytest.raises(Refused):
        exports.allow_export(export, user=other, role=Role.OWNER)


def test_an_only_owner_is_told_what_to_do(people, ada, minato):
    with pytest.raises(Refused):
        ask(people, ada, minato)

    assert Export.objects.count() == 0


def test_an_approver_who_left_is_none(people, ada, ben, minato):
    assert exports.approvers(minato, ben.pk) == [ada]
    Membership.objects.filter(user=ada).delete()

    assert exports.approvers(minato, ben.pk) == []


def test_what_waits_is_seen_by_owners_and_never_ones_own(people, ada, ben, minato):
    MembershipFactory(company=minato, role=Role.OWNER, user=UserFactory(name="Dan"))
    bens, adas = ask(people, ben, minato), ask(people, ada, minato)

    assert list(exports.waiting_for(ada.pk, Role.OWNER)) == [bens]
    assert list(exports.waiting_for(ben.pk, Role.RECRUITER)) == []
    assert adas in exports.waiting_for(ben.pk, Role.OWNER)


def test_a_no_needs_a_reason_and_forgets_the_people(people, ada, ben, minato):
    export = ask(people, ben, minato)
    with pytest.raises(Refused):
        exports.refuse_export(export, "  ", user=ada, role=Role.OWNER)

    refused = exports.refuse_export(export, "目的が広すぎます", user=ada, role=Role.OWNER)

    assert (refused.state, refused.refusal, refused.people) == (Export.State.REFUSED, "目的が広すぎます", [])
    with pytest.raises(Refused):
        exports.allow_export(export, user=ada, role=Role.OWNER)


@pytest.fixture
def ready(people, ada, ben, minato) -> Export:
    export = ask(people, ben, minato)
    exports.allow_export(export, user=ada, role=Role.OWNER)
    exports.write_file(export.pk)
    return Export.objects.get()


def test_the_file_is_written_once_and_fetched_by_whoever_asked(ready, ada, ben):
    exports.write_file(ready.pk)
    assert Export.objects.get().stored == ready.stored

    content = exports.fetch_file(ready, user=ben)

    assert [row[0] for row in lines(content)[1:-1]] == ["キム 000", "キム 001", "キム 002"]
    with pytest.raises(Refused) as refusal:
        exports.fetch_file(ready, user=ada)
    assert refusal.value.code == "S-03"


def test_nothing_is_fetched_before_it_is_allowed_nor_after_a_day(people, ben, ada, minato, ready):
    waiting = ask(people, ben, minato)
    with pytest.raises(Refused) as refusal:
        exports.fetch_file(waiting, user=ben)
    assert refusal.value.code == "S-03"

    with pytest.raises(Refused):
        exports.fetch_file(ready, user=ben, at=timezone.now() + exports.KEPT_FOR + timedelta(minutes=1))


def test_each_step_is_written_down_with_figures_and_the_reason_but_no_names(ready, ben):
    exports.fetch_file(ready, user=ben)

    events = {event.event: event.data for event in log_of(ready)}
    facts = {"rows": 3, "columns": ["name", "place"], "reason": REASON}
    assert events["candidates.export_asked"] == facts
    assert events["candidates.export_allowed"] == {"rows": 3}
    assert events["candidates.exported"] == {**facts, "people": ready.people}
    assert "キム" not in str(events)


def test_people_who_came_later_are_not_in_a_file_that_was_allowed_before(people, ada, ben, minato):
    export = ask(people, ben, minato)
    exports.allow_export(export, user=ada, role=Role.OWNER)
    CandidateFactory(name="あとから")
    Candidate.objects.get(pk=people[0]).delete()

    exports.write_file(export.pk)

    content = exports.fetch_file(Export.objects.get(), user=ben)
    assert [row[0] for row in lines(content)[1:-1]] == ["キム 001", "キム 002"]


@pytest.mark.django_db(transaction=True)
def test_the_queue_writes_and_erases_the_file(minato, ada, ben):
    with acting_for(minato.pk):
        export = ask([CandidateFactory().pk], ben, minato)
        exports.allow_export(export, user=ada, role=Role.OWNER)
    work()
    with acting_for(minato.pk):
        export.refresh_from_db()
        stored = export.stored
        assert export.state == Export.State.READY
        assert default_storage.exists(stored)

    with acting_for(minato.pk):
        exports.erase_file(export)

    with acting_for(minato.pk):
        export.refresh_from_db()
    assert (export.state, export.stored, export.people) == (Export.State.ERASED, "", [])
    assert not default_storage.exists(stored)
    assert failed_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_with_a_person_who_is_erased(minato, ada, ben):
    with acting_for(minato.pk):
        kim, other = CandidateFactory(), CandidateFactory()
        held = [ask([one.pk], ben, minato) for one in (kim, other)]
        for export in held:
            exports.allow_export(export, user=ada, role=Role.OWNER)
            exports.write_file(export.pk)
        stored = [Export.objects.get(pk=export.pk).stored for export in held]

    with acting_for(minato.pk):
        erase(kim, by=user_actor(ada.pk))

    assert [default_storage.exists(name) for name in stored] == [False, True]
    with acting_for(minato.pk):
        assert [Export.objects.get(pk=one.pk).state for one in held] == [Export.State.ERASED, Export.State.READY]
