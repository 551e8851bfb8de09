"""Breaches by the letter of the law (LEGAL B-01 to B-04, §3.4, §6.2)."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM, Actor, ActorKind, user_actor
from career_relay.base.audit import record, signed_in_by
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.candidates import touched
from career_relay.candidates.models import Note
from career_relay.companies import incidents
from career_relay.companies.incident_paper import pdf_of
from career_relay.companies.models import Incident, IncidentNotice, IncidentPerson
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import CompanyFactory, MembershipFactory

NOW = timezone.now
OTTO = Actor(ActorKind.OPERATOR, None)
FACTS = {"title": "宛先違い", "kind": "missent", "known_on": date(2026, 11, 20), "people": 1}
EVIDENCE = "AES-256で暗号化。鍵は別のサーバーにあり、持ち出されていないことを記録で確認した。"


def incident(**more) -> Incident:
    return Incident(**{**FACTS, **more})


# --- B-01 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("facts", "classes", "reportable"), [
    ({"people": 1, "kind": "access"}, ["unlawful"], True),
    ({"people": 1_000, "kind": "missent"}, [], False),
    ({"people": 1_001, "kind": "missent"}, ["many"], True),
    ({"people": 1, "sensitive": True}, ["sensitive"], True),
    ({"people": 1, "financial": True}, ["financial"], True),
    ({"people": 1, "unlawful": True}, ["unlawful"], True),
    ({"people": 1, "kind": "malware"}, ["unlawful"], True),
    ({"people": 1, "kind": "insider"}, ["unlawful"], True),
    ({"people": 5_000, "kind": "access", "sensitive": True, "financial": True}, ["sensitive", "financial", "unlawful", "many"], True),
    ({"people": 0, "kind": "loss"}, [], False),
    ({"people": 5_000, "encrypted": True, "evidence": ""}, ["many"], True),
    ({"people": 5_000, "encrypted": True, "evidence": "暗号化済み"}, ["many"], True),
    ({"people": 5_000, "encrypted": True, "evidence": EVIDENCE}, ["many"], False),
    ({"people": 5_000, "encrypted": False, "evidence": EVIDENCE}, ["many"], True),
])  # fmt: skip
def test_the_four_classes(facts, classes, reportable):
    found = incidents.triage(incident(**facts))

    assert ([one.value for one in found.classes], found.is_reportable) == (classes, reportable)


# --- B-02 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("known", "first", "full", "full_unlawful"), [
    ("2026-11-22", ("2026-11-24", "2026-11-26"), "2026-12-21", "2027-01-20"),
    ("2026-12-01", ("2026-12-03", "2026-12-05"), "2027-01-04", "2027-01-29"),
    ("2026-12-05", ("2026-12-07", "2026-12-09"), "2027-01-04", "2027-02-02"),
    ("2026-11-30", ("2026-12-02", "2026-12-04"), "2027-01-04", "2027-01-28"),
    ("2026-11-29", ("2026-12-01", "2026-12-03"), "2026-12-28", "2027-01-27"),
])  # fmt: skip
def test_the_days_of_the_law(known, first, full, full_unlawful):
    day = date.fromisoformat(known)

    usual, worse = incidents.clocks_of(day), incidents.clocks_of(day, unlawful=True)

    assert (usual.first_from.isoformat(), usual.first_to.isoformat()) == first
    assert (usual.full_by.isoformat(), worse.full_by.isoformat()) == (full, full_unlawful)
    assert (usual.days, worse.days) == (30, 60)


def test_an_unlawful_aim_beside_others_gives_the_longer_clock():
    assert incidents.clocks(incident(kind="access", people=9_999)).days == 60


# --- the file -------------------------------------------------------------------------------------------------------


def opened(**more) -> Incident:
    return incidents.open_incident({**FACTS, **more}, by=SYSTEM)


@pytest.mark.parametrize(("facts", "code"), [
    ({"known_on": date(2999, 1, 1)}, "known_on"), ({"encrypted": True, "evidence": "はい"}, "evidence"),
])  # fmt: skip
def test_what_cannot_be_is_refused(at_minato, facts, code):
    with pytest.raises(Refused) as refusal:
        opened(**facts)

    assert (refusal.value.code, Incident.objects.count()) == (code, 0)


def test_the_report_has_nine_items_and_says_what_is_not_known(at_minato):
    it = incidents.write_report(opened(), {"summary": "送信先を誤った", "stranger": "x"}, by=SYSTEM)

    told = incidents.file_of(it)["report"]

    assert list(told) == list(incidents.NINE)
    assert len(told) == 9
    assert (told["summary"], told["people"]) == ("送信先を誤った", "1")
    assert json.dumps(incidents.file_of(it), ensure_ascii=False)
    assert pdf_of(it).startswith(b"%PDF")


def test_the_letter_has_five_items_and_no_other(at_minato):
    it = incidents.write_report(opened(), {key: f"内容-{key}" for key in incidents.NINE}, by=SYSTEM)

    text = incidents.letter_of(it).text

    assert [key for key in incidents.NINE if f"内容-{key}" in text] == list(incidents.FIVE)


def test_a_file_closes_with_an_outcome_and_after_the_report(at_minato):
    it = opened(kind="access")
    for words, code in ((" ", "REASON_REQUIRED"), ("済み", "REPORT_DUE")):
        with pytest.raises(Refused) as refusal:
            incidents.close_incident(it, words, by=SYSTEM)
        assert refusal.value.code == code

    incidents.change_facts(it, {"final_report_on": date(2026, 12, 1)}, by=SYSTEM)
    incidents.close_incident(it, "全員に通知し、再発防止を行った。", by=SYSTEM)

    assert Incident.objects.get().closed_at is not None
    with pytest.raises(Refused):
        incidents.write_report(it, {}, by=SYSTEM)


def test_a_company_sees_its_own_incidents_and_the_operator_none_of_them(minato, komorebi):
    with acting_for(minato.pk):
        opened()

    with acting_for(komorebi.pk):
        assert Incident.objects.count() == 0
    with operator():
        assert Incident.objects.count() == 0


# --- B-03: whom it touched ----------------------------------------------------------------------------------------------


def log(subject, at, *, by, session="", **data):
    with signed_in_by(session):
        event = record("t.did", subject, by=by, **data)
    row = AuditEvent._base_manager.filter(pk=event.pk)
    return AuditEvent._base_manager.create(
        **{
            **row.values(
                "company_id", "event", "subject_type", "subject_id", "actor_kind", "actor_id", "data", "session"
            ).get(),
            "at": at,
        }
    )


def test_the_log_gives_exactly_the_people_of_actor_window_and_session(at_minato, ada, ben):
    noon = NOW() - timedelta(days=3)
    people = [CandidateFactory() for _ in range(8)]
    application = ApplicationFactory(candidate=people[1])
    note = Note.objects.create(candidate=people[2], text="言葉")
    thief, owner = user_actor(ben.pk), user_actor(ada.pk)
    log(people[0], noon, by=thief, session="stolen")
    log(application, noon + timedelta(minutes=1), by=thief, session="stolen")
    log(note, noon + timedelta(minutes=2), by=thief, session="stolen")
    log(at_minato, noon + timedelta(minutes=3), by=thief, session="stolen", people=[people[3].pk, people[4].pk])
    log(at_minato, noon + timedelta(minutes=3), by=thief, session="stolen", candidate=people[5].pk)
    log(people[6], noon, by=thief, session="own")  # the real owner of the account
    log(people[7], noon, by=owner, session="stolen2")  # somebody else
    log(people[7], noon - timedelta(hours=2), by=thief, session="stolen")  # before the window
    window = touched.Window(noon, noon + timedelta(hours=1), ben.pk)

    signs = touched.sign_ins(window)
    stolen = max(signs, key=lambda one: one.last).session
    found = touched.acted_on(touched.Window(window.since, window.until, ben.pk, stolen))

    assert len(signs) == 2
    assert found == {one.pk for one in people[:6]}
    assert touched.acted_on(window) == {one.pk for one in people[:7]}
    assert touched.could_open() == {one.pk for one in people}


def test_the_end_of_a_window_is_not_in_it(at_minato, ben):
    noon, kim = NOW() - timedelta(days=3), CandidateFactory()
    log(kim, noon, by=user_actor(ben.pk))

    assert touched.acted_on(touched.Window(noon - timedelta(hours=1), noon)) == set()
    assert touched.acted_on(touched.Window(noon, noon + timedelta(seconds=1))) == {kim.pk}


def test_everybody_on_the_list_is_told_once_and_after_the_letter_is_written(at_minato):
    it, kim, lee = opened(), CandidateFactory(email="kim@mail.example"), CandidateFactory()
    assert incidents.list_people(it, [kim.pk, lee.pk, kim.pk], why="log", by=SYSTEM) == 2
    assert incidents.list_people(it, [kim.pk], why="log", by=SYSTEM) == 0
    with pytest.raises(Refused) as refusal:
        incidents.tell_people(it, by=SYSTEM)
    assert refusal.value.code == "summary"
    incidents.write_report(it, {key: f"内容-{key}" for key in incidents.NINE}, by=SYSTEM)

    assert incidents.tell_people(it, by=SYSTEM) == 2
    assert incidents.tell_people(it, by=SYSTEM) == 0

    mails = PersonalMail.objects.filter(kind=PersonalKind.BREACH)
    assert mails.count() == 2
    letter = personal._letter(mails.order_by("pk")[0])
    assert (letter.to, "内容-summary" in letter.text, "内容-people" in letter.text) == ("kim@mail.example", True, False)


def test_who_was_told_stays_on_the_list(at_minato):
    it, kim, lee = opened(), CandidateFactory(), CandidateFactory()
    incidents.list_people(it, [kim.pk, lee.pk], why="log", by=SYSTEM)
    IncidentPerson.objects.filter(candidate_ref=kim.pk).update(told_at=NOW())

    assert incidents.drop_people(it, by=SYSTEM) == 1
    assert IncidentPerson.objects.get().candidate_ref == kim.pk


# --- B-04: the operator tells companies ---------------------------------------------------------------------------------


def test_an_incident_of_three_companies_gives_three_notices_with_their_time(minato, komorebi, operator_company):
    third = CompanyFactory()
    owners = [MembershipFactory(company=one, role="owner") for one in (minato, komorebi, third)]
    with operator():
        it = incidents.open_incident({**FACTS, "kind": "access"}, by=OTTO)
        told = incidents.pass_on(it, [minato, komorebi, third], by=OTTO)
        again = incidents.pass_on(it, [minato], by=OTTO)

        notices = list(IncidentNotice.objects.order_by("company_id"))

    assert (len(told), again) == (3, [])
    assert [one.company_id for one in notices] == sorted(one.pk for one in (minato, komorebi, third))
    assert all(abs(NOW() - one.sent_at) < timedelta(minutes=1) for one in notices)
    assert incidents.pass_on_by(it) == FACTS["known_on"] + timedelta(days=2)
    mails = PersonalMail.objects.filter(kind=PersonalKind.STAFF_BREACH)
    assert {one.to_user_id for one in mails} == {one.user_id for one in owners}
    assert "宛先違い" not in personal._letter(mails[0]).text  # what happened stands behind the sign-in


def test_a_company_reads_its_own_notice_and_opens_its_file_from_it(minato, komorebi, operator_company):
    with operator():
        incidents.pass_on(incidents.open_incident(FACTS, by=OTTO), [minato], by=OTTO)
    with acting_for(komorebi.pk):
        assert IncidentNotice.objects.count() == 0

    with acting_for(minato.pk):
        notice = IncidentNotice.objects.get()
        incidents.see_notice(notice)
        mine = incidents.open_incident(FACTS, by=SYSTEM, notice=notice)
        notice.refresh_from_db()

    assert (mine.company_id, mine.from_notice) == (minato.pk, notice.public_id)
    assert None not in (notice.seen_at, notice.taken_at)
    assert set(notice.known["report"]) == set(incidents.NINE)
