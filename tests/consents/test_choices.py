"""Giving, taking back, ending; and what rests on a choice goes with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.consents import actions, ledger, packages, passport, records, rights, rights_answers, texts
from career_relay.consents.expiry import end
from career_relay.consents.gates import may_show
from career_relay.consents.models import (
    AccessGrant,
    ConsentEntry,
    ConsentNow,
    ConsentText,
    Package,
    Passport,
    Provision,
    Receipt,
)
from career_relay.consents.signals import consent_given, consent_withdrawn, passport_changed
from career_relay.consents.states import Act, Basis, Purpose
from tests.factories.candidates import CandidateFactory
from tests.factories.people import PassportFactory
from tests.factories.positions import PositionFactory


@pytest.fixture
def heard():
    """What the rooms to the right are told."""
    told = []

    def note(sender, signal, **said):
        told.append((signal, said))

    for one in (consent_given, consent_withdrawn, passport_changed):
        one.connect(note, weak=False, dispatch_uid=f"test-{id(one)}")
    yield told
    for one in (consent_given, consent_withdrawn, passport_changed):
        one.disconnect(note, dispatch_uid=f"test-{id(one)}")


def in_days(days):
    return timezone.now() + timedelta(days=days)


def give(kim, *, items=("contact", "skills"), days=90, **scope):
    return actions.give_teaser(kim, items=items, until=in_days(days), by=person_actor(kim), **scope)


@pytest.mark.parametrize(
    ("items", "days", "scoped", "why"),
    [
        ((), 90, True, "at least one thing"),
        (("contact",), 90, False, "at least one circle"),
        (("contact",), 0, True, "within one year"),
        (("contact",), 400, True, "within one year"),
        (("letter",), 90, True, "nothing under"),
        (("reasons",), 90, True, "cannot be handed over"),
    ],
)
def test_an_incomplete_choice_is_none(as_kim, harbour, settings, items, days, scoped, why):
    settings.LANGUAGE_CODE = "en"
    PassportFactory()

    with pytest.raises(Refused) as refusal:
        give(as_kim, items=items, days=days, circles=[harbour] if scoped else [])

    assert ConsentEntry.objects.count() == 0
    assert refusal.value.why


def test_without_a_profile_there_is_nothing_to_choose(as_kim, harbour):
    with pytest.raises(Refused):
        give(as_kim, circles=[harbour])


def test_a_choice_names_the_words_it_was_made_on(as_kim, harbour):
    PassportFactory()

    [entry] = give(as_kim, circles=[harbour])

    text = ConsentText.objects.get()
    assert (entry.text_version, entry.text_hash, entry.language) == (text.version, text.hash, "ja")
    assert (text.body, entry.items) == (texts.shown(Purpose.TEASER, "ja").body, ["contact", "skills"])


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("purpose", [Purpose.TEASER, Purpose.SHARE])
def test_the_wording_has_all_thirteen_items(db, operator_company, language, purpose):
    said = texts.lines(texts.shown(purpose, language))

    assert len(said) == 13
    assert all(label and sentence and "{" not in sentence for label, sentence in said)


def test_choosing_anew_takes_back_what_is_not_named(as_kim, harbour, komorebi, minato):
    PassportFactory()
    give(as_kim, circles=[harbour], companies=[minato])

    give(as_kim, companies=[komorebi])

    assert [now.recipient_id for now in ConsentNow.objects.all()] == [komorebi.pk]
    assert [one.act for one in ledger.lines_of(as_kim)] == ["given", "given", "withdrawn", "withdrawn", "given"]
    assert ledger.verify(as_kim) == []


def test_taking_back_is_heard_at_once_and_only_once(as_kim, harbour, komorebi, heard):
    PassportFactory()
    [entry] = give(as_kim, circles=[harbour])

    ended = actions.withdraw(entry, by=person_actor(as_kim))

    assert actions.withdraw(entry, by=person_actor(as_kim)) is None
    assert may_show(as_kim, komorebi.pk, Purpose.TEASER) is False
    assert [(signal, said["entry"].pk) for signal, said in heard] == [
        (consent_given, entry.pk),
        (consent_withdrawn, ended.pk),
    ]


def test_a_choice_that_reached_its_end_is_written_down_once(as_kim, harbour, heard):
    entry = ledger.append(as_kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, expires_at=in_days(-1))

    end(entry.pk, by=SYSTEM)
    end(entry.pk, by=SYSTEM)

    assert [one.act for one in ledger.lines_of(as_kim)] == ["given", "expired"]
    assert [signal for signal, _said in heard] == [consent_withdrawn]


def test_a_choice_that_was_renewed_does_not_end_at_its_old_end(as_kim, harbour):
    PassportFactory()
    [old] = give(as_kim, circles=[harbour], days=1)
    [new] = give(as_kim, circles=[harbour], days=30)

    end(old.pk, by=SYSTEM)

    assert [now.entry_id for now in ConsentNow.objects.all()] == [new.pk]


def sealed(kim, komorebi, items=("contact", "history")):
    """A package of Kim's for a position of Komorebi, with its consent."""
    with company(komorebi.pk):
        position = PositionFactory()
    mine = PassportFactory()
    content = packages.compose(mine, items, recipient=komorebi, position=position)
    digest = packages.hash_of(content)
    package = packages.seal(mine, items, recipient=komorebi, position=position, expected_hash=digest)
    consent = ledger.append(
        kim,
        purpose=Purpose.SHARE,
        act=Act.GIVEN,
        recipient=komorebi,
        position_ref=position.pk,
        items=package.items,
        package_hash=digest,
    )
    return package, consent


def test_what_was_seen_is_what_is_sent(as_kim, komorebi, operator_company):
    package, _consent = sealed(as_kim, komorebi)

    assert packages.hash_of(package.content) == package.hash
    assert list(package.content["items"]) == ["contact", "history"]
    assert package.content["onward"] is False


def test_one_changed_character_is_another_package(as_kim, komorebi):
    package, _consent = sealed(as_kim, komorebi)
    mine = Passport.objects.get()
    mine.history += "。"

    with pytest.raises(Refused) as refusal:
        packages.seal(
            mine, package.items, recipient=komorebi, position=package_position(package), expected_hash=package.hash
        )

    assert refusal.value.code == "PACKAGE_CHANGED"


def package_position(package):
    with company(package.recipient_id):
        return PositionFactory._meta.model.objects.get(pk=package.position_id)


def test_words_about_protected_matters_do_not_travel(as_kim, komorebi):
    with company(komorebi.pk):
        position = PositionFactory()
    mine = PassportFactory(history="父親の職業は漁師です。")
    digest = packages.hash_of(packages.compose(mine, ["history"], recipient=komorebi, position=position))

    with pytest.raises(Refused) as refusal:
        packages.seal(mine, ["history"], recipient=komorebi, position=position, expected_hash=digest)

    assert refusal.value.code.startswith("FAIR")
    assert Package.objects.count() == 0


def test_a_grant_writes_the_providers_record(as_kim, komorebi, mode3):
    package, consent = sealed(as_kim, komorebi)

    grant = records.provide(package, consent=consent, basis=Basis.CONSENT, by=person_actor(as_kim))

    written = Provision.objects.get()
    assert (written.provider_name, written.recipient_name) == (mode3.holder.name, komorebi.name)
    assert (written.person_name, written.items) == ("キム 美咲", package.items)
    assert (written.licence_number, written.consent_id) == (mode3.number, consent.pk)
    assert grant.declaration["evidence"] == consent.hash


def test_who_sends_themself_is_the_provider(as_kim, komorebi, operator_company):
    package, consent = sealed(as_kim, komorebi)

    records.provide(package, consent=consent, basis=Basis.ON_BEHALF, by=person_actor(as_kim))

    assert Provision.objects.get().provider_name == "キム 美咲"


def test_a_consent_for_another_company_grants_nothing(as_kim, komorebi, minato, mode3):
    package, _consent = sealed(as_kim, komorebi)
    other = ledger.append(as_kim, purpose=Purpose.SHARE, act=Act.GIVEN, recipient=minato, package_hash=package.hash)

    with pytest.raises(Refused) as refusal:
        records.provide(package, consent=other, basis=Basis.CONSENT, by=person_actor(as_kim))

    assert refusal.value.code == "CONSENT_REQUIRED"
    assert Provision.objects.count() == 0


def test_the_receiver_writes_its_own_record_once(kim, komorebi, cleo, mode3):
    with person(kim):
        package, consent = sealed(kim, komorebi)
        grant = records.provide(package, consent=consent, basis=Basis.CONSENT, by=person_actor(kim))

    with company(komorebi.pk):
        first = records.confirm_receipt(grant, by=user_actor(cleo.pk))
        second = records.confirm_receipt(grant, by=user_actor(cleo.pk))

        assert first.pk == second.pk
        assert (first.provider_name, first.evidence) == (mode3.holder.name, consent.hash)


def test_a_withdrawal_leaves_no_reader(kim, komorebi, cleo, mode3):
    with person(kim):
        package, consent = sealed(kim, komorebi)
        grant = records.provide(package, consent=consent, basis=Basis.CONSENT, by=person_actor(kim))
    with company(komorebi.pk):
        readable = Package.objects.count()

    with person(kim):
        actions.withdraw(consent, by=person_actor(kim))

    with company(komorebi.pk):
        assert (readable, Package.objects.count()) == (1, 0)
        after = AccessGrant.objects.get()
        assert after.deletion_due_on == timezone.localdate() + timedelta(days=14)
        with pytest.raises(Refused):
            records.confirm_receipt(grant, by=user_actor(cleo.pk))
        assert Receipt.objects.count() == 0


def test_taking_everything_back_leaves_nothing_held(as_kim, harbour, komorebi, minato):
    PassportFactory()
    give(as_kim, circles=[harbour], companies=[minato])

    actions.withdraw_all(as_kim, by=person_actor(as_kim))

    assert ConsentNow.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2026-11-22", "2029-11-23"), ("2028-02-28", "2031-03-01"), ("2027-12-31", "2031-01-01")],
)
def test_records_are_kept_three_years_and_a_day(day, kept):
    from datetime import date

    assert records.keep_until(date.fromisoformat(day)) == date.fromisoformat(kept)


def test_a_profile_is_filled_from_the_records_the_person_owns(kim, minato, komorebi):
    with company(minato.pk):
        CandidateFactory(person_id=kim, name="キム 美咲", skills=["法人営業"], history="一つ目", prefecture="東京都")
        CandidateFactory(name="別の人", skills=["経理"])
    with company(komorebi.pk):
        CandidateFactory(
            person_id=kim, name="キム 美咲", skills=["英語", "法人営業"], history="二つ目", prefecture="大阪府"
        )

    with person(kim):
        known = passport.prefill(kim)

    assert known.skills == ["英語", "法人営業"]
    assert (known.history, known.prefectures, known.email) == ("二つ目\n\n一つ目", ["大阪府"], "kim@mail.example")


def test_saving_a_profile_is_heard_and_refuses_what_may_not_be_asked(as_kim, heard):
    saved = passport.save_passport(as_kim, by=person_actor(as_kim), name="キム 美咲", email="kim@mail.example")

    with pytest.raises(Refused):
        passport.save_passport(as_kim, by=person_actor(as_kim), history="支持政党は秘密です。尊敬する人物は父です。")

    assert [said["passport"].pk for _signal, said in heard] == [saved.pk]
    assert Passport.objects.get().history == ""


def test_asking_for_erasure_twice_is_one_task_with_a_clock(kim, minato, ada):
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim)

    with person(kim):
        requests = [rights.ask_erasure(candidate, by=person_actor(kim)) for _ in range(2)]

    with company(minato.pk):
        [task] = rights.open_requests()
        assert {one.pk for one in requests} == {task.pk}
        assert task.due_on == timezone.localdate() + timedelta(days=14)
        rights_answers.grant_erasure(task, by=user_actor(ada.pk))
        assert list(rights.open_requests()) == []


def test_another_company_does_not_see_the_task(kim, minato, komorebi):
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim)
    with person(kim):
        rights.ask_erasure(candidate, by=person_actor(kim))

    with company(komorebi.pk):
        assert list(rights.open_requests()) == []
