"""A choice ends by itself; two weeks before, the person hears of it; it goes on only by a new word."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Candidate
from career_relay.consents import actions, contact, keeping, ledger, renewal
from career_relay.consents.expiry import end, tell
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.signals import consent_ending
from career_relay.consents.states import Act, Purpose
from tests.factories.candidates import CandidateFactory
from tests.factories.people import PassportFactory


def in_days(days):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def record(kim, minato):
    with company(minato.pk):
        return CandidateFactory(person_id=kim, state="record")


@pytest.fixture
def held(as_kim, harbour):
    """Kim may be asked by the harbour for three more weeks."""
    PassportFactory()
    [entry] = actions.give_teaser(
        as_kim, items=["contact", "skills"], until=in_days(21), by=person_actor(as_kim), circles=[harbour]
    )
    return entry


@pytest.fixture
def told():
    heard = []

    def note(entry, **_more):
        heard.append(entry.pk)

    consent_ending.connect(note, weak=False, dispatch_uid="test-ending")
    yield heard
    consent_ending.disconnect(dispatch_uid="test-ending")


def jobs(name: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
        return cursor.fetchall()


def keep(kim, minato, days=90, **more):
    words = keeping.keep_words(minato, "ja")
    return keeping.give_keep(
        kim, minato, until=in_days(days), words=words, by=person_actor(kim), how=actions.How(), **more
    )


def renew(kim, entry, days):
    return renewal.renew(entry, until=in_days(days), by=person_actor(kim))


# --- the word before the end ------------------------------------------------------------------------------------------


def test_the_word_is_queued_two_weeks_before_the_end_and_holds_ids_only(held, as_kim):
    [(args, at)] = jobs("consents.tell_ending")

    assert at == held.expires_at - timedelta(days=14)
    assert '"person_id"' in str(args).replace("'", '"')
    assert "mail.example" not in str(args)


def test_what_is_shorter_than_two_weeks_is_not_announced(as_kim, harbour):
    PassportFactory()

    actions.give_teaser(as_kim, items=["contact"], until=in_days(10), by=person_actor(as_kim), circles=[harbour])

    assert jobs("consents.tell_ending") == []
    assert len(jobs("consents.end_consent")) == 1


def test_only_what_still_holds_is_announced(held, as_kim, told):
    tell(held.pk)
    newer = renew(as_kim, held, 60)
    tell(held.pk)
    actions.withdraw(newer, by=person_actor(as_kim))
    tell(newer.pk)
    tell(10**9)

    assert told == [held.pk]


def test_saying_it_prolongs_nothing(held, as_kim, told):
    tell(held.pk)

    assert [(now.entry_id, now.expires_at) for now in ConsentNow.objects.all()] == [(held.pk, held.expires_at)]
    assert ConsentEntry.objects.count() == 1


# --- the new word -----------------------------------------------------------------------------------------------------


def test_renewing_is_a_line_of_its_own_with_the_same_scope(held, as_kim):
    new = renew(as_kim, held, 90)

    assert (new.circle_id, new.items, new.purpose) == (held.circle_id, held.items, held.purpose)
    assert [one.act for one in ledger.lines_of(as_kim)] == ["given", "given"]
    assert [now.entry_id for now in ConsentNow.objects.all()] == [new.pk]
    assert ledger.verify(as_kim) == []


def test_the_old_end_no_longer_ends_it(held, as_kim, time_machine):
    new = renew(as_kim, held, 90)

    time_machine.move_to(timezone.now() + timedelta(days=22))
    end(held.pk, by=SYSTEM)

    assert [now.entry_id for now in ConsentNow.objects.all()] == [new.pk]


@pytest.mark.parametrize("days", [-1, 0, 20, 367, 4000])
def test_an_end_that_does_not_fit_is_refused(held, as_kim, days):
    with pytest.raises(Refused):
        renew(as_kim, held, days)

    assert ConsentEntry.objects.count() == 1


def test_what_ended_is_not_renewed_but_chosen_anew(held, as_kim, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=22))

    with pytest.raises(Refused) as refusal:
        renew(as_kim, held, 60)

    assert refusal.value.code == "CONSENT_REQUIRED"


def test_what_was_taken_back_is_not_renewed(held, as_kim):
    actions.withdraw(held, by=person_actor(as_kim))

    with pytest.raises(Refused):
        renew(as_kim, held, 60)

    assert ConsentNow.objects.count() == 0


def test_a_hand_over_is_never_prolonged(as_kim, komorebi):
    share = ledger.append(
        as_kim, purpose=Purpose.SHARE, act=Act.GIVEN, recipient=komorebi, expires_at=in_days(20), package_hash="0" * 64
    )

    with pytest.raises(Refused, match="."):
        renew(as_kim, share, 90)

    assert ConsentEntry.objects.count() == 1


def test_somebody_elses_choice_cannot_be_renewed(held, kim):
    with person(kim + 1), pytest.raises(Refused):
        renew(kim + 1, held, 60)


def test_items_that_are_empty_by_now_are_not_renewed(held, as_kim):
    from career_relay.consents.models import Passport

    Passport.objects.update(skills=[])

    with pytest.raises(Refused):
        renew(as_kim, held, 60)


def test_keeping_is_renewed_with_todays_wording(kim, minato, record):
    with person(kim):
        old = keep(kim, minato, days=30)
        minato.address = "東京都港区海岸9-9-9"
        minato.save()
        old.refresh_from_db()

        new = renew(kim, ConsentEntry.objects.get(pk=old.pk), 120)

        assert (new.purpose, new.recipient_id) == (Purpose.KEEP, minato.pk)
        assert new.text_hash != old.text_hash
        assert new.text_hash == keeping.keep_words(minato, "ja").hash


def test_a_permission_to_write_is_renewed(kim, minato, record):
    with person(kim):
        words = contact.mail_words(minato, "ja")
        old = contact.allow_writing(
            kim, minato, words=words, by=person_actor(kim), how=actions.How(), until=in_days(20)
        )

        new = renew(kim, old, 365)

        assert [now.entry_id for now in ConsentNow.objects.filter(purpose=Purpose.CONTACT)] == [new.pk]
        assert new.text_hash == words.hash


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_a_company_without_a_record_has_nothing_to_keep(as_kim, minato):
    with pytest.raises(Refused) as refusal:
        keep(as_kim, minato)

    assert (refusal.value.code, ConsentEntry.objects.count()) == ("CONSENT_REQUIRED", 0)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_keeping_needs_an_end_within_a_year(kim, minato, record, days):
    with person(kim), pytest.raises(Refused):
        keep(kim, minato, days=days)


def test_keeping_reaches_the_record_and_its_clock(kim, minato, record):
    with person(kim):
        entry = keep(kim, minato, days=300)

    with company(minato.pk):
        mine = Candidate.objects.get()
        day = timezone.localdate(entry.expires_at)
        assert (mine.state, mine.state_until, mine.purge_after) == ("pool", day, day)
        assert entry.text_hash[:12] in mine.state_evidence


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_wording_of_keeping_says_all_there_is_to_say(minato, language):
    said = keeping.keep_words(minato, language).body.splitlines()

    assert len(said) == 11
    assert all("｜" in line and "{" not in line for line in said)
    assert str(minato.retention_months) in "".join(said)
