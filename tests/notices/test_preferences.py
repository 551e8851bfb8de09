"""What a person wants to hear of, the proof of it, and the list of addresses that are left alone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates import erasure, intake, merges
from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Candidate, FormPermission, Submission
from career_relay.candidates.states import Stage
from career_relay.consents import contact, ledger
from career_relay.consents.actions import How, withdraw_all
from career_relay.consents.models import ConsentEntry
from career_relay.imports.shapes import CandidateDraft
from career_relay.notices import applicants, preferences, proofs, suppression
from career_relay.notices.events import Event
from career_relay.notices.models import Message, PermissionProof, Preference, Suppression
from career_relay.notices.obstacles import obstacles
from career_relay.notices.preferences import Talk, Wishes
from career_relay.notices.states import Frequency, LegalClass, MessageState, Scope, Topic, Way, Word
from career_relay.notices.suppression import address_hash, is_shut, suppress
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db

KIM = "kim@mail.example"


def record_of(**fields):
    return CandidateFactory(**{"email": KIM, "email_key": KIM, "state": "contact", **fields})


def why_not(candidate, topic="news", today=None):
    with connection.cursor() as cursor:
        cursor.execute("SELECT why_not(%s, 'newsletter', %s, %s)", [candidate.pk, topic, today or timezone.localdate()])
        return cursor.fetchone()[0]


def sent_to(candidate, *, at=None, legal_class=LegalClass.NEWSLETTER, state=MessageState.ACCEPTED):
    return Message.objects.create(
        candidate=candidate, legal_class=legal_class, state=state, sent_at=at or timezone.now(), subject="便り"
    )


def form_box(candidate):
    """The box of the careers form: mail about positions and applying again."""
    application = ApplicationFactory(candidate=candidate, stage=Stage.REJECTED)
    submission = Submission.objects.create(candidate=candidate, application=application, key=uuid4())
    return FormPermission.objects.create(
        candidate=candidate, submission=submission, box="guidance", version="2026-11", text="…", text_hash="f" * 64
    )


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "shut"), [(Scope.ALL, [True, True, True, True]), (Scope.ADVERTISING, [False, True, True, True])]
)
def test_how_far_a_suppression_reaches(at_minato, scope, shut):
    suppress("Kim@Mail.example ", scope=scope, reason="unsubscribed")

    assert [is_shut(KIM, kind) for kind in LegalClass.values] == shut


def test_the_list_holds_no_address(at_minato):
    suppress(KIM, scope=Scope.ALL, reason="bounced")

    row = Suppression.objects.values().get()
    assert [value for value in row.values() if "kim" in str(value).lower()] == []
    assert row["address_hash"] == address_hash(KIM)


def test_the_same_address_is_listed_once_and_keeps_its_first_reason(at_minato):
    first = suppress(KIM, scope=Scope.ADVERTISING, reason="complained")
    second = suppress(KIM, scope=Scope.ADVERTISING, reason="unsubscribed")

    assert (first, second, Suppression.objects.get().reason) == (True, False, "complained")


def test_nothing_is_listed_for_nobody(at_minato):
    assert (suppress("  ", scope=Scope.ALL, reason="bounced"), Suppression.objects.exists()) == (False, False)


def test_each_company_has_its_own_list(minato, komorebi):
    with acting_for(minato.pk):
        suppress(KIM, scope=Scope.ALL, reason="bounced")

    with acting_for(komorebi.pk):
        assert is_shut(KIM) is False


def test_the_receipt_of_an_application_reaches_whoever_wants_no_news(at_minato):
    application = ApplicationFactory(candidate=record_of(), stage=Stage.APPLIED)
    preferences.unsubscribe(application.candidate, how=Way.ONE_CLICK)

    assert applicants.send_receipt(application) is not None


def test_the_receipt_does_not_go_where_mails_come_back(at_minato):
    application = ApplicationFactory(candidate=record_of(), stage=Stage.APPLIED)
    suppress(KIM, scope=Scope.ALL, reason="bounced")

    assert applicants.send_receipt(application) is None


def test_an_import_never_lifts_a_no(at_minato):
    record = record_of(state="record", name="キム 美咲", name_folded="キム美咲")
    preferences.unsubscribe(record, how=Way.ONE_CLICK)
    draft = CandidateDraft(
        name="キム 美咲", name_key="キム美咲", email=KIM, email_key=KIM, state="contact",
        state_evidence="名刺交換", state_form="v9", state_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip

    taken = intake.take_in(draft, company=at_minato, by=SYSTEM).candidate

    assert taken.pk == record.pk
    assert (is_shut(KIM, LegalClass.NEWSLETTER), Candidate.objects.get().state) == (True, "record")
    assert why_not(record) == "do_not_contact"


def test_a_no_survives_the_erasure_and_a_new_import(at_minato):
    record = record_of()
    preferences.unsubscribe(record, how=Way.ONE_CLICK)
    erasure.erase(record, by=SYSTEM)

    again = record_of()

    assert is_shut(KIM, LegalClass.JOB_INFO) is True
    assert [one.words for one in obstacles(again)] == ["お知らせやご案内を希望されていません"]


def test_a_merge_keeps_the_no_of_either_record(at_minato):
    kept, gone = record_of(name_folded="キム美咲"), record_of(email="", email_key="", name_folded="キム美咲")
    preferences.unsubscribe(gone, how=Way.PHONE)

    merges.merge_records(kept, gone, by=SYSTEM)

    kept.refresh_from_db()
    assert (kept.do_not_contact, why_not(kept)) == (True, "do_not_contact")


# --- unsubscribing ----------------------------------------------------------------------------------------------------


def test_a_no_is_written_down_everywhere_once(at_minato):
    record = record_of()

    answers = [preferences.unsubscribe(record, how=Way.ONE_CLICK, screen="portal:stop") for _ in range(3)]

    assert answers == [True, False, False]
    [proof] = PermissionProof.objects.all()
    assert (proof.word, proof.way, proof.screen, proof.address_hash) == (
        "refused",
        "one_click",
        "portal:stop",
        address_hash(KIM),
    )
    assert AuditEvent.objects.filter(event=Event.UNSUBSCRIBED).count() == 1


def test_every_record_of_the_person_is_left_alone(minato, kim):
    with acting_for(minato.pk):
        first = record_of(person_id=kim)
        second = record_of(person_id=kim, email="kim.work@mail.example", email_key="kim.work@mail.example")

        preferences.unsubscribe(first, how=Way.CENTRE)

        assert [is_shut(one.email_key, "newsletter") for one in (first, second)] == [True, True]


def test_somebody_without_an_address_can_refuse_too(at_minato):
    record = record_of(email="", email_key="")

    assert preferences.unsubscribe(record, how=Way.PHONE) is True
    assert (Suppression.objects.exists(), Preference.objects.get().topics) == (False, [])
    assert preferences.unsubscribe(record, how=Way.PHONE) is False


# --- topics and frequency: two definitions, one answer ---------------------------------------------------------------


def test_without_a_choice_the_careers_form_allows_positions_only(at_minato):
    record = record_of()
    form_box(record)

    said = [why_not(record, topic) for topic in ("jobs", "news", "column")]

    assert said == ["", "topic", "topic"]
    assert preferences.standing_of(record).wishes.topics == {"jobs"}


def test_without_a_choice_a_permission_from_a_file_is_not_narrowed(at_minato):
    record = record_of()

    assert [why_not(record, topic) for topic in Topic.values] == ["", "", ""]
    assert preferences.standing_of(record).wishes.topics == set(Topic.values)


@given(topics=st.frozensets(st.sampled_from(Topic.values)), topic=st.sampled_from(Topic.values))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_only_chosen_topics_are_sent(at_minato, topics, topic):
    record = record_of()
    Preference.objects.create(candidate=record, topics=sorted(topics), how=Way.ME)

    assert why_not(record, topic) == ("" if topic in topics else "topic")
    assert preferences.standing_of(record).wishes.topics == topics
    Candidate.objects.all().delete()


def may_follow(last: date, today: date, frequency: str) -> bool:
    """The slow and obvious one: the same day of a later month has come."""
    months = {"any": 0, "monthly": 1, "quarterly": 3}[frequency]
    return frequency == "any" or not last > months_back(today, months)


def months_back(day: date, months: int) -> date:
    return months_later(day, -months)


@given(
    frequency=st.sampled_from(Frequency.values),
    today=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    gap=st.integers(0, 120),
)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_hears_more_often_than_chosen(at_minato, frequency, today, gap):
    last = today - timedelta(days=gap)
    record = record_of()
    Preference.objects.create(candidate=record, topics=["news"], frequency=frequency, how=Way.ME)
    noon = timezone.make_aware(timezone.datetime(last.year, last.month, last.day, 12))
    sent_to(record, at=noon)

    assert why_not(record, today=today) == ("" if may_follow(last, today, frequency) else "too_often")
    Candidate.objects.all().delete()


@pytest.mark.parametrize(
    ("legal_class", "state", "why"),
    [
        (LegalClass.NOTICE, MessageState.ACCEPTED, ""),
        (LegalClass.JOB_INFO, MessageState.ACCEPTED, "too_often"),
        (LegalClass.JOB_INFO, MessageState.UNKNOWN, "too_often"),
        (LegalClass.JOB_INFO, MessageState.SENDING, "too_often"),
        (LegalClass.JOB_INFO, MessageState.FAILED, ""),
        (LegalClass.JOB_INFO, MessageState.QUEUED, ""),
    ],
)
def test_what_counts_as_a_mail(at_minato, legal_class, state, why):
    record = record_of()
    Preference.objects.create(candidate=record, topics=["news"], frequency=Frequency.MONTHLY, how=Way.ME)
    sent_to(record, legal_class=legal_class, state=state)

    assert why_not(record) == why


def test_the_newest_word_of_the_human_counts(minato, kim):
    with acting_for(minato.pk):
        old = record_of(person_id=kim)
        new = record_of(person_id=kim, email="kim.work@mail.example", email_key="kim.work@mail.example")
        Preference.objects.create(
            candidate=old, topics=["news"], how=Way.ME, changed_at=timezone.now() - timedelta(days=9)
        )
        Preference.objects.create(candidate=new, topics=["jobs"], how=Way.ME)

        assert [why_not(one, "news") for one in (old, new)] == ["topic", "topic"]
        assert [preferences.standing_of(one).wishes.topics for one in (old, new)] == [{"jobs"}, {"jobs"}]


# --- talking again (C2) -----------------------------------------------------------------------------------------------


def talk_in(ahead, **more):
    return Talk(preferences.months(timezone.localdate())[ahead], **more)


def test_to_be_talked_to_again_is_a_snooze_and_an_entry_in_the_log(at_minato):
    record = record_of()

    preferences.talk_again(record, talk_in(2, family="backend"), by=SYSTEM)

    record.refresh_from_db()
    assert record.snoozed_until == preferences.months(timezone.localdate())[2]
    assert why_not(record, "jobs") == "snoozed"
    assert AuditEvent.objects.filter(event=Event.TALK_AGAIN).count() == 1


def test_a_day_the_company_set_itself_stays_when_the_wish_is_taken_back(at_minato):
    record = record_of()
    preferences.talk_again(record, talk_in(2), by=SYSTEM)
    own = timezone.localdate() + timedelta(days=300)
    Candidate.objects.update(snoozed_until=own)

    preferences.reduce(record, Wishes(frozenset({"jobs"})), screen="portal:choices")

    record.refresh_from_db()
    assert (record.snoozed_until, Preference.objects.get().talk_from) == (own, None)


@pytest.mark.parametrize("month", [date(2020, 1, 1), date(2099, 1, 1), date(2026, 1, 15)])
def test_only_the_next_twelve_months_can_be_named(at_minato, month):
    record = record_of()

    with pytest.raises(Refused):
        preferences.talk_again(record, Talk(month), by=SYSTEM)

    assert Preference.objects.exists() is False


def test_whom_nothing_may_be_sent_is_not_kept_for_later(at_minato):
    with pytest.raises(Refused):
        preferences.talk_again(record_of(state="record"), talk_in(2), by=SYSTEM)


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ({}, True),
        ({"talk_family": "b2b_sales"}, True),
        ({"talk_family": "backend"}, False),
        ({"talk_prefecture": "大阪府"}, True),
        ({"talk_prefecture": "東京都"}, False),
        ({"talk_family": "b2b_sales", "talk_prefecture": "東京都"}, False),
        ({"topics": ["news"]}, False),
        ({"talk_from": timezone.localdate() + timedelta(days=1)}, False),
    ],
)
def test_a_position_finds_who_waits_for_it(at_minato, wish, fits):
    position = PositionFactory(role_family="b2b_sales", prefecture="大阪府", remote="none")
    fields = {"topics": ["jobs"], "talk_from": timezone.localdate(), **wish}
    Preference.objects.create(candidate=record_of(), how=Way.ME, **fields)

    assert preferences.waiting_for(position, on=timezone.localdate()).count() == int(fits)


def test_a_position_without_a_place_suits_every_place(at_minato):
    position = PositionFactory(role_family="b2b_sales", prefecture="大阪府", remote="full")
    Preference.objects.create(
        candidate=record_of(), topics=["jobs"], talk_from=timezone.localdate(), talk_prefecture="沖縄県", how=Way.ME
    )

    assert preferences.waiting_for(position, on=timezone.localdate()).count() == 1


# --- up and down ------------------------------------------------------------------------------------------------------


@given(
    before=st.frozensets(st.sampled_from(Topic.values), min_size=1),
    often=st.sampled_from(Frequency.values),
    wanted=st.frozensets(st.sampled_from(Topic.values)),
    rarer=st.sampled_from(Frequency.values),
)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_whoever_holds_a_mail_can_never_make_it_more(at_minato, before, often, wanted, rarer):
    record = record_of()
    Preference.objects.create(candidate=record, topics=sorted(before), frequency=often, how=Way.ME)

    try:
        preferences.reduce(record, Wishes(wanted, frequency=rarer), screen="portal:choices")
    except Refused:
        assert wanted - before or preferences.RARER[rarer] < preferences.RARER[often]

    now = preferences.standing_of(Candidate.objects.get(pk=record.pk)).wishes
    assert now.topics <= before
    assert not now.topics or preferences.RARER[now.frequency] >= preferences.RARER[often]
    Candidate.objects.all().delete()
    Suppression.objects.all().delete()


def choose(record, kim, *topics, **more):
    return preferences.choose(
        Candidate.objects.select_related("company").get(pk=record.pk),
        Wishes(frozenset(topics), **more),
        person_id=kim,
        words=contact.mail_words(record.company, "ja"),
        how=How(channel="portal:hear", device="phone", language="ja"),
        by=person_actor(kim),
    )


def test_only_the_person_of_the_record_can_turn_something_on(minato, kim):
    with acting_for(minato.pk):
        record = record_of(state="record")

        with pytest.raises(Refused) as refusal:
            choose(record, kim, "news")

        assert (refusal.value.code, Preference.objects.exists()) == ("NOT_YOURS", False)


def test_an_agency_is_not_passed_by(minato, kim):
    """The ledger keeps the person's word; nothing is sent, and the record does not say more than before."""
    with acting_for(minato.pk):
        record = record_of(person_id=kim, state="record", protected_until=timezone.localdate() + timedelta(days=90))

        choose(record, kim, "jobs")

        record.refresh_from_db()
        assert (record.state, why_not(record, "jobs")) == ("record", "protected")
    with acting_as(kim):
        assert ConsentEntry.objects.filter(purpose="contact").count() == 1


def test_a_quiet_with_a_reason_of_the_company_stays(minato, kim):
    with acting_for(minato.pk):
        record = record_of(person_id=kim, state="record", do_not_contact=True, quiet_reason="本人の希望で電話のみ")

        choose(record, kim, "jobs")

        record.refresh_from_db()
        assert (record.do_not_contact, record.state, why_not(record, "jobs")) == (True, "record", "do_not_contact")


@given(steps=st.lists(st.sampled_from(["on", "less", "off", "tap", "withdraw"]), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_ledger_list_and_record_never_disagree(minato, kim, steps):
    """However often somebody changes their mind, the last word holds in every place where it is kept."""
    with acting_for(minato.pk):
        record = record_of(person_id=kim, state="record")
        wanted: set[str] = set()
        for step in steps:
            if step == "on":
                choose(record, kim, "news", "jobs")
                wanted = {"news", "jobs"}
            elif step == "less" and wanted:
                choose(record, kim, "jobs")
                wanted = {"jobs"}
            elif step == "off":
                choose(record, kim)
                wanted = set()
            elif step == "tap":
                preferences.unsubscribe(record, how=Way.ONE_CLICK)
                wanted = set()
            elif step == "withdraw":
                with acting_as(kim):
                    ended = withdraw_all(kim, by=person_actor(kim))
                wanted = set() if ended else wanted
            record = Candidate.objects.select_related("company").get(pk=record.pk)
            assert {topic for topic in Topic.values if why_not(record, topic) == ""} == wanted
            assert is_shut(KIM, LegalClass.NEWSLETTER) is False or wanted == set()
        with acting_as(kim):
            assert ledger.verify(kim) == []
        Candidate.objects.all().delete()
        Suppression.objects.all().delete()
    with acting_as(kim):
        withdraw_all(kim, by=person_actor(kim))


# --- the proof (E-04) -------------------------------------------------------------------------------------------------


def test_the_proof_stays_without_a_name_when_the_record_goes(minato, kim):
    with acting_for(minato.pk):
        record = record_of(person_id=kim, state="record")
        choose(record, kim, "news")
        last = timezone.now() - timedelta(days=3)
        sent_to(record, at=last)

        erasure.erase(record, by=SYSTEM)

        [proof] = PermissionProof.objects.values()
    assert (proof["word"], proof["way"], proof["candidate_id"]) == ("given", "me", None)
    assert (proof["last_sent_at"], proof["address_hash"]) == (last, address_hash(KIM))
    assert [value for value in proof.values() if "kim" in str(value).lower() or "キム" in str(value)] == []


def test_what_only_the_record_knew_becomes_a_proof_when_it_goes(at_minato):
    record = record_of()
    box = form_box(record)

    record.delete()

    [proof] = PermissionProof.objects.all()
    assert (proof.way, proof.text_version, proof.text_hash, proof.at) == ("form", "2026-11", "f" * 64, box.at)


def test_an_imported_permission_becomes_a_proof_when_the_record_goes(at_minato):
    record_of(state_since=date(2026, 4, 1)).delete()

    assert PermissionProof.objects.get().way == Way.IMPORT


def test_whoever_was_never_written_to_leaves_nothing_behind(at_minato):
    record_of(state="record").delete()

    assert PermissionProof.objects.exists() is False


def test_a_proof_is_not_given_up_before_three_years_have_passed(at_minato):
    record = record_of()
    last = timezone.now() - timedelta(days=10)
    sent_to(record, at=last)
    record.delete()
    proof = PermissionProof.objects.get()
    through = months_later(timezone.localdate(max(last, proof.at)), 36)

    with pytest.raises(Refused) as refusal:
        proofs.ensure_may_forget(proof, through)

    assert refusal.value.code == "PROOF_KEPT"
    assert (proofs.forget_old(through), PermissionProof.objects.count()) == (0, 1)
    proofs.ensure_may_forget(proof, through + timedelta(days=1))


def test_old_proofs_are_forgotten_and_the_list_is_not(at_minato):
    record = record_of()
    preferences.unsubscribe(record, how=Way.ONE_CLICK)
    record.delete()
    long_ago = timezone.now() - timedelta(days=4 * 366)
    PermissionProof.objects.update(at=long_ago, last_sent_at=long_ago)

    gone = proofs.forget_old(timezone.localdate())

    assert (gone, PermissionProof.objects.exists()) == (2, False)  # what came with the file, and the no
    assert is_shut(KIM, LegalClass.NEWSLETTER) is True


def test_the_proof_of_a_living_record_is_never_given_up(at_minato):
    record = record_of()
    proof = proofs.prove(record, Word.GIVEN, how=Way.ME)
    long_ago = timezone.now() - timedelta(days=4 * 366)
    PermissionProof.objects.update(at=long_ago)
    proof.refresh_from_db()

    with pytest.raises(Refused):
        proofs.ensure_may_forget(proof, timezone.localdate())

    assert (proofs.forget_old(timezone.localdate()), PermissionProof.objects.count()) == (0, 1)


# --- in words ---------------------------------------------------------------------------------------------------------


def test_everything_in_the_way_is_named_with_its_day(at_minato):
    record = record_of(state="record", snoozed_until=timezone.localdate() + timedelta(days=40))
    suppress(KIM, scope=Scope.ALL, reason="bounced")

    found = obstacles(record)

    assert len(found) == 3
    assert [(one.stops_all, one.since is not None) for one in found] == [(True, True), (False, False), (False, False)]


def test_nothing_is_in_the_way_of_whoever_agreed(at_minato):
    assert obstacles(record_of()) == []


def test_only_what_the_person_said_can_be_lifted(at_minato):
    for reason in ("unsubscribed", "complained"):
        suppress(f"{reason}@mail.example", scope=Scope.ADVERTISING, reason=reason)
    suppress("bounced@mail.example", scope=Scope.ALL, reason="bounced")

    lifted = [suppression.lift(f"{one}@mail.example") for one in ("unsubscribed", "complained", "bounced")]

    assert lifted == [True, True, False]
