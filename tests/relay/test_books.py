"""The books of both sides, field by field (LEGAL §3.2, §3.3, §3.5), written by the workflow and locked."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import override

from career_relay.base.actors import Actor, ActorKind, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.consents.models import ConsentEntry, Provision, Receipt
from career_relay.consents.records import keep_until
from career_relay.relay import actions, books, ledgers, seekers, yearly
from career_relay.relay.models import Introduction, NetworkReport, Placement, SeekerCard
from career_relay.relay.models.books import Result
from career_relay.relay.states import Stage

pytestmark = pytest.mark.django_db
OPERATOR = Actor(ActorKind.OPERATOR, 1)


def line(relay) -> Placement:
    with company(relay.komorebi.pk):
        return Placement.objects.get()


def hire(relay, **more) -> None:
    relay.advance(Stage.INTERVIEWING)
    relay.advance(Stage.OFFERED)
    relay.advance(Stage.HIRED, starts_on=date(2027, 4, 1), **more)


def test_the_record_of_the_provider_says_what_the_law_wants(received):
    with person(received.kim):
        row, consent = Provision.objects.get(), ConsentEntry.objects.filter(purpose="share").latest("pk")

    komorebi, today = received.komorebi, timezone.localdate()
    assert row.consent_obtained
    assert (row.recipient_name, row.recipient_address, row.recipient_representative) == (
        komorebi.name, komorebi.address, komorebi.representative,
    )  # fmt: skip
    assert (row.person_name, row.items) == ("キム 美咲", ["contact", "history"])
    assert (row.basis, row.consent_id, row.package_hash) == ("27-1", consent.pk, consent.package_hash)
    assert (row.provider_name, row.licence_holder) == ("みなと商工会議所", "みなと商工会議所")
    assert (timezone.localdate(row.provided_at), row.keep_until) == (today, keep_until(today))


def test_the_record_of_the_receiver_says_what_the_law_wants(received):
    with company(received.komorebi.pk):
        row = Receipt.objects.get()
    with person(received.kim):
        given, consent = Provision.objects.get(), ConsentEntry.objects.filter(purpose="share").latest("pk")

    assert row.consent_obtained
    assert (row.provider_name, row.provider_address, row.provider_representative) == (
        given.provider_name, given.provider_address, given.provider_representative,
    )  # fmt: skip
    assert row.acquired_how
    assert (row.evidence, row.person_name, row.items) == (consent.hash, "キム 美咲", ["contact", "history"])
    assert (row.confirmed_by_id, bool(row.confirmed_how)) == (received.cleo.pk, True)
    assert row.keep_until == keep_until(timezone.localdate(row.received_at))


def test_a_hand_over_under_a_licence_begins_a_line_with_no_empty_field(received, mode3):
    row, komorebi = line(received), received.komorebi

    assert (row.employer_name, row.employer_address) == (komorebi.name, komorebi.address)
    assert row.employer_contact
    assert (row.headcount, row.workplace, bool(row.term), bool(row.wage)) == (
        received.position.headcount, received.position.place or received.position.prefecture, True, True,
    )  # fmt: skip
    assert received.position.title in row.occupation
    assert (row.seeker_name, row.seeker_wish) == ("キム 美咲", row.occupation)
    assert row.seeker_accepted_on == row.introduced_on == timezone.localdate()
    assert (row.licence_number, row.licence_holder) == (mode3.number, "みなと商工会議所")
    assert (row.result, row.decided_on) == (Result.OPEN, None)


def test_what_a_person_sends_themself_is_no_placement(relay):
    relay.send_self()
    relay.cool()

    with person(relay.kim):
        assert Placement.objects.count() == 0
        assert Provision.objects.get().basis == "on_behalf_of_person"


def test_a_hire_completes_the_line(received):
    hire(received, permanent=True)

    row, today = line(received), timezone.localdate()
    assert (row.result, row.decided_on, row.hired_on) == (Result.HIRED, today, date(2027, 4, 1))
    assert (row.permanent, row.no_poaching_until) == (True, date(2029, 4, 1))
    assert row.keep_until == keep_until(today)


@pytest.mark.parametrize(
    ("end", "wanted"), [("not_selected", Result.NOT_HIRED), ("withdraw", Result.WITHDRAWN), ("late", Result.RETURNED)]
)
def test_every_other_end_completes_it_too(relay, end, wanted):
    from career_relay.relay.deadlines import give_back

    relay.ask()
    relay.yes()
    relay.cool()
    relay.confirm()
    if end == "not_selected":
        relay.advance(Stage.NOT_SELECTED)
    elif end == "withdraw":
        with person(relay.kim):
            actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(relay.kim))
    else:
        with company(relay.komorebi.pk):
            Introduction.objects.update(reply_by=timezone.localdate() - timedelta(days=1))
            give_back(Introduction.objects.get().pk)

    assert (line(relay).result, line(relay).decided_on) == (wanted, timezone.localdate())


def test_no_line_is_erased_before_its_time(received):
    with company(received.komorebi.pk):
        with pytest.raises(DatabaseError, match="RETENTION_LOCK"), transaction.atomic():
            Placement.objects.all().delete()
        Placement.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
        Placement.objects.all().delete()

        assert Placement.objects.count() == 0


def test_another_company_sees_no_line_and_nobody_writes_as_the_operator(received, minato):
    with company(minato.pk):
        assert Placement.objects.count() == 0
    with operator():
        assert Placement.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Placement.objects.update(seeker_name="x")


def test_both_books_have_a_word_in_every_column(received):
    with person(received.kim):
        seekers.save_card(
            received.kim, address="東京都港区1-2-3", born_on=date(1990, 2, 1), by=person_actor(received.kim)
        )
    hire(received, permanent=True)

    with operator():
        [one] = books.lines(books.book())
        jobs, people = (ledgers.cells(one, ledgers.BOOKS[kind]) for kind in (ledgers.JOBS, ledgers.SEEKERS))
    assert one.is_whole
    assert [cell for cell in [*jobs, *people] if cell in ("", None)] == []
    assert people[:2] == ["キム 美咲", "東京都港区1-2-3"]


def test_a_company_never_reads_the_persons_card(received):
    with person(received.kim):
        seekers.save_card(
            received.kim, address="東京都港区1-2-3", born_on=date(1990, 2, 1), by=person_actor(received.kim)
        )

    with company(received.komorebi.pk), pytest.raises(RuntimeError):
        SeekerCard.objects.count()


@pytest.mark.parametrize(
    ("born", "code"),
    [(date(2010, 11, 24), "OUT_OF_SCOPE_PERSON"), (date(2030, 1, 1), "BIRTH_DATE"), (date(1800, 1, 1), "BIRTH_DATE")],
)
def test_who_cannot_be_introduced_is_refused(born, code):
    with pytest.raises(Refused) as refused:
        seekers.ensure_born(born, date(2026, 11, 23))

    assert refused.value.code == code


def test_sixteen_today_is_old_enough():
    seekers.ensure_born(date(2010, 11, 23), date(2026, 11, 23))


def test_whether_somebody_stayed_is_told_after_six_months(received):
    hire(received, permanent=True)
    with company(received.komorebi.pk):
        row, by = Introduction.objects.get(), user_actor(received.cleo.pk)
        with pytest.raises(Refused) as early:
            books.tell_stay(row, left_early=False, by=by)
        Placement.objects.update(hired_on=timezone.localdate() - timedelta(days=200))
        assert [one.pk for one in books.unfinished(books.book())] == [books.line_of(row.pk).pk]

        told = books.tell_stay(row, left_early=False, by=by)

        assert (early.value.code, told.left_early, told.left_told_on) == ("TOO_EARLY", False, timezone.localdate())
        assert list(books.unfinished(books.book())) == []


def test_there_is_nothing_to_tell_of_without_a_hire(received):
    with company(received.komorebi.pk), pytest.raises(Refused) as refused:
        books.tell_stay(Introduction.objects.get(), left_early=True, by=user_actor(received.cleo.pk))

    assert refused.value.code == "NO_PLACEMENT"


def test_the_yearly_figures_are_counted_once_from_the_first_of_june(received):
    with operator():
        before = yearly.take(date(2027, 5, 31), by=OPERATOR)
        first = yearly.take(date(2027, 6, 1), by=OPERATOR)
        again = yearly.take(date(2027, 8, 31), by=OPERATOR)

    assert (before, first.pk, first.counted_on) == (None, again.pk, date(2027, 6, 1))
    assert NetworkReport.objects.count() == 1
    assert set(first.counts) == set(yearly.LABELS)
    assert (first.counts["handed_over"], first.counts["people"]) == (1, 1)


def test_only_the_operator_counts(received):
    with company(received.komorebi.pk), pytest.raises(DatabaseError), transaction.atomic():
        yearly.count(date(2027, 6, 1))


def test_the_placement_report_counts_hires_by_their_day(received):
    hire(received, permanent=True)

    with operator():
        found = [number for _label, number in yearly.placements_of(yearly.business_year(date(2027, 4, 1)))]

    assert found == [0, 0, 0, 1, 1, 0, 1]


@pytest.mark.parametrize(
    ("kind", "wanted"), [("free_chamber", "none: no fee is taken"), ("paid_permit", "in the operator’s book of fees")]
)
def test_of_fees_the_book_says_only_what_its_licence_allows(received, mode3, kind, wanted):
    with operator(), override("en"):
        type(mode3).objects.filter(pk=mode3.pk).update(kind=kind)
        [one] = books.lines(books.book())
        cells = ledgers.cells(one, ledgers.BOOKS[ledgers.JOBS])

    assert wanted in cells
