"""What a person asks of a company: eight rights, two clocks, decisions item by item (LEGAL D-01 to D-07)."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application, Candidate
from career_relay.companies.models import Company
from career_relay.consents import corrections, ledger, register, rights, rights_answers, rights_clock
from career_relay.consents.models import AccessGrant, ConsentNow, Correction, Package, RightsItem, RightsRequest
from career_relay.consents.rights import Asking
from career_relay.consents.rights_contents import PROVIDED_KEYS, RECEIVED_KEYS
from career_relay.consents.rights_tasks import grant_due_erasure, tell_correction, watch_requests_of
from career_relay.consents.states import Act, Agent, AskedHow, Decision, Detail, Ground, Manner, Purpose, Right
from career_relay.notices import rights_mails
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone
from career_relay.portal.answers import lines_of, records
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import CompanyFactory, MembershipFactory
from tests.factories.people import prove

TODAY = timezone.localdate
G, KEPT = Decision.GRANTED, Decision.KEPT


@pytest.fixture
def record(minato, kim):
    """Kim's record at Minato: one selection that ended a month ago, with an evaluation."""
    return record_at(minato, kim, days=30)


def record_at(minato, kim, *, days):
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim, name="キム 美咲", email="kim@mail.example", phone="03-0000-0000")
        decided = timezone.now() - timedelta(days=days)
        application = ApplicationFactory(candidate=candidate, person_id=kim, stage="rejected", decided_at=decided)
        EvaluationFactory(application=application, comment="社内の所感")
    return candidate


@pytest.fixture
def by_ben(ben):
    return user_actor(ben.pk)


def ask(kim, whom, kind, **more) -> RightsRequest:
    with person(kim):
        return rights.ask(whom, Asking(kind, **more), by=person_actor(kim), person_id=kim)[0]


def decide(request, keys, decision, by, **more):
    with company(request.company_id):
        return rights_answers.decide_items(request, keys, decision, by=by, **more)


def mails(kind) -> int:
    return PersonalMail.objects.filter(kind=kind).count()


def handed_to(kim, receiver, items=("contact",)) -> AccessGrant:
    """A package that this company can read now."""
    with person(kim):
        package = Package.objects.create(
            person_id=kim,
            recipient=receiver,
            position_id=1,
            items=list(items),
            content={"items": {}},
            hash=f"{receiver.pk:064d}",
        )
        return AccessGrant.objects.create(
            company=receiver, person_id=kim, package=package, until=timezone.now() + timedelta(days=9)
        )


# --- D-01, D-03: the door and the clocks ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [one for one in Right if one != Right.CORRECT])
def test_every_right_has_a_door_with_both_clocks_and_its_items(record, kim, minato, kind):
    request = ask(kim, minato, kind)

    with company(minato.pk):
        request = RightsRequest.objects.get(pk=request.pk)
        assert (request.internal_due_on, request.due_on) == (TODAY() + timedelta(days=10), TODAY() + timedelta(days=14))
        assert RightsItem.objects.filter(request=request).exists()
    assert mails("request_received") == 1


def test_asking_twice_is_asking_once(record, kim, minato):
    first, second = (ask(kim, minato, Right.DISCLOSE) for _ in range(2))

    assert (first.pk, mails("request_received")) == (second.pk, 1)


def test_a_company_of_the_union_has_thirty_days(record, kim, minato):
    Company.objects.filter(pk=minato.pk).update(country="DE")

    request = ask(kim, Company.objects.get(pk=minato.pk), Right.DISCLOSE)

    assert request.due_on == TODAY() + timedelta(days=30)


def test_a_company_that_keeps_nothing_cannot_be_asked(kim, minato):
    with pytest.raises(Refused) as refusal:
        ask(kim, minato, Right.DISCLOSE)

    assert refusal.value.code == "CONSENT_NOT_BY_PERSON"


@pytest.mark.parametrize(
    "missing",
    [
        {"kind": Right.DISCLOSE, "manner": Manner.PAPER},
        {"kind": Right.DISCLOSE, "agent": Agent.LEGAL},
        {"kind": Right.CORRECT, "detail": Detail.NAME},
        {"kind": Right.CORRECT, "detail": "shoe_size", "new_value": "27"},
        {"kind": Right.ERASE, "about": "あ" * 2_001},
    ],
)
def test_what_is_missing_is_said(record, kim, minato, missing):
    with pytest.raises(Refused):
        ask(kim, minato, **missing)


def test_no_fee_can_be_kept_for_an_erasure(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.ERASE)

    with company(minato.pk):
        with pytest.raises(Refused):
            rights_answers.note_inquiry(request, fee=500, by=by_ben)
        with pytest.raises(IntegrityError), transaction.atomic():
            RightsRequest.objects.update(fee=500)
        assert RightsRequest.objects.get().fee is None


def test_taking_back_ends_what_stands_in_the_ledger_at_once(record, kim, minato):
    with person(kim):
        ledger.append(kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato)

    request = ask(kim, minato, Right.WITHDRAW)

    with person(kim):
        assert list(ConsentNow.objects.all()) == []
    assert request.closed_at is None


STEPS = {6: None, 7: "soon", 9: "soon", 10: "internal", 13: "internal", 14: "due", 20: "due"}


@pytest.mark.parametrize(("days", "step"), STEPS.items())
def test_the_clock_has_three_steps(record, kim, minato, days, step):
    request = ask(kim, minato, Right.DISCLOSE)

    assert rights_clock.step_of(request, TODAY() + timedelta(days=days)) == step


def test_the_last_day_is_told_to_the_owners_once(record, kim, minato, ada, ben):
    request = ask(kim, minato, Right.DISCLOSE)

    for days in (7, 10, 14, 14):
        watch_requests_of(company_id=minato.pk, day=(TODAY() + timedelta(days=days)).isoformat())

    told = PersonalMail.objects.filter(kind="staff_request").order_by("pk")
    assert [(one.data["step"], one.to_user.name) for one in told] == [
        ("soon", "Ada"), ("soon", "Ben"), ("internal", "Ada"), ("internal", "Ben"), ("due", "Ada"),
    ]  # fmt: skip
    with company(minato.pk):
        said = rights_mails.due(told.last())
        assert "代表者" in said.text or "representative" in said.text
        assert "キム" not in said.text + said.subject
        assert RightsRequest.objects.get(pk=request.pk).escalated_at is not None


# --- D-04: itemised, human, reasoned ---------------------------------------------------------------------------------


def test_a_no_without_a_reason_is_refused(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.DISCLOSE)

    with pytest.raises(Refused) as refusal:
        decide(request, ["evaluations"], Decision.BUSINESS, by_ben, reason="  ")

    assert refusal.value.code == "REASON_REQUIRED"


def test_a_no_to_several_at_once_is_refused(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.DISCLOSE)

    with pytest.raises(Refused) as refusal:
        decide(request, ["evaluations", "notes"], Decision.BUSINESS, by_ben, reason="業務に支障があります")

    assert refusal.value.code == "HUMAN_DECISION_REQUIRED"


@pytest.mark.parametrize("nobody", [SYSTEM, person_actor(1), user_actor(0)])
def test_no_machine_decides(record, kim, minato, nobody):
    request = ask(kim, minato, Right.DISCLOSE)

    with pytest.raises(Refused) as refusal:
        decide(request, ["record"], G, nobody)

    assert refusal.value.code == "HUMAN_DECISION_REQUIRED"


@pytest.mark.parametrize(("kind", "decision"), [(Right.WITHDRAW, KEPT), (Right.DISCLOSE, KEPT), (Right.ERASE, "maybe")])
def test_an_answer_that_the_right_does_not_know_is_refused(record, kim, minato, by_ben, kind, decision):
    request = ask(kim, minato, kind)
    [key, *_more] = rights.items_of(request)

    with pytest.raises(Refused):
        decide(request, [key], decision, by_ben, ground=Ground.LAW, reason="理由")


def test_an_item_that_is_none_is_refused(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.DISCLOSE)

    for keys in ([], ["salary"], ["record", "salary"]):
        with pytest.raises(Refused):
            decide(request, keys, G, by_ben)


def test_the_database_keeps_no_refusal_without_words(record, kim, minato):
    request = ask(kim, minato, Right.DISCLOSE)

    with company(minato.pk), pytest.raises(IntegrityError), transaction.atomic():
        RightsItem.objects.filter(request=request).update(decision=Decision.RIGHTS)


def test_an_answer_waits_for_every_item(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.DISCLOSE)
    decide(request, ["record"], G, by_ben)

    with company(minato.pk), pytest.raises(Refused):
        rights_answers.answer_request(request, by=by_ben)


def test_what_is_shown_is_whole_and_what_is_not_has_its_reason(record, kim, minato, by_ben, ben):
    request = ask(kim, minato, Right.DISCLOSE, manner=Manner.JSON)
    decide(request, ["evaluations"], Decision.BUSINESS, by_ben, reason="選考の公正さに著しい支障があるため")
    with company(minato.pk):
        rest = [one.key for one in RightsItem.objects.filter(request=request, decision="")]
    decide(request, rest, G, by_ben)

    with company(minato.pk):
        rights_answers.answer_request(request, by=by_ben)

    with person(kim):
        found = RightsRequest.objects.get(pk=request.pk)
        shown = {one["item"]: one for one in found.answer["items"]}
    assert shown["record"]["content"]["phone"] == "03-0000-0000"
    assert shown["evaluations"] == {
        "item": "evaluations", "label": shown["evaluations"]["label"], "decision": "business",
        "decision_label": shown["evaluations"]["decision_label"],
        "reason": "選考の公正さに著しい支障があるため", "content": None,
    }  # fmt: skip
    assert "社内の所感" not in json.dumps(found.answer, ensure_ascii=False)
    assert (found.decided_by, mails("request_answered")) == (ben, 1)
    assert (0, "name: キム 美咲") in list(lines_of(shown["record"]["content"]))


def test_evaluations_are_shown_when_somebody_decides_so(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.DISCLOSE)
    with company(minato.pk):
        decide(request, list(rights.items_of(request)), G, by_ben)
        answered = rights_answers.answer_request(request, by=by_ben)

    assert "社内の所感" in json.dumps(answered.answer, ensure_ascii=False)


def test_a_second_answer_is_refused(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.PURPOSE)
    decide(request, ["purpose"], G, by_ben)

    with pytest.raises(Refused):
        decide(request, ["purpose"], G, by_ben)


def test_an_agent_is_verified_before_anything_is_decided(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.STOP, agent=Agent.MANDATED, agent_name="代理 太郎")
    with pytest.raises(Refused):
        decide(request, ["use"], G, by_ben)

    with company(minato.pk):
        rights_answers.note_inquiry(request, agent_proof="委任状を確認", inquiry="電話で折り返し確認", by=by_ben)
    decide(request, ["use"], G, by_ben)

    with company(minato.pk):
        assert RightsRequest.objects.get().closed_at is not None


# --- D-05: the records ----------------------------------------------------------------------------------------------


def test_records_of_provision_show_the_items_of_the_law_and_nothing_more(received):
    """Everything the receiver's and the person's book say of one hand-over, key by key."""
    request = ask(received.kim, received.komorebi, Right.RECORDS)
    answered = decide(request, ["received"], G, user_actor(received.cleo.pk))

    with person(received.kim):
        assert [tuple(one) for one in records()] == [PROVIDED_KEYS]
    said = answered.answer["items"][0]["content"]
    assert [sorted(one) for one in said] == [sorted(RECEIVED_KEYS)]


# --- D-06: correction ------------------------------------------------------------------------------------------------


def correct(kim, minato, by, detail, new):
    request = ask(kim, minato, Right.CORRECT, detail=detail, old_value="以前", new_value=new)
    decide(request, ["correction"], G, by)
    return request


@pytest.mark.parametrize(
    ("detail", "new", "kept"),
    [
        (Detail.NAME, "キム ミサキ", "キム ミサキ"),
        (Detail.PHONE, "03-1111-1111", "03-1111-1111"),
        (Detail.GRADUATION, "2020", 2020),
        (Detail.HISTORY, "新しい経歴", "新しい経歴"),
        (Detail.SKILLS, "簿記、英語, 法務", ["簿記", "英語", "法務"]),
    ],
)
def test_a_correction_that_is_granted_stands_in_the_record(record, kim, minato, by_ben, detail, new, kept):
    correct(kim, minato, by_ben, detail, new)

    with company(minato.pk):
        assert getattr(Candidate.objects.get(), detail) == kept


@pytest.mark.parametrize(("detail", "new"), [(Detail.EMAIL, "thief@mail.example"), (Detail.GRADUATION, "昨年")])
def test_what_cannot_be_kept_is_refused_and_nothing_changes(record, kim, minato, by_ben, detail, new):
    with pytest.raises(Refused):
        correct(kim, minato, by_ben, detail, new)

    with company(minato.pk):
        assert (Candidate.objects.get().email, RightsRequest.objects.get().closed_at) == ("kim@mail.example", None)


def test_every_receiver_that_got_the_item_is_told_once_and_confirms(record, kim, minato, komorebi, by_ben, cleo):
    third, fourth = CompanyFactory(slug="third"), CompanyFactory(slug="fourth")
    for receiver in (komorebi, third):
        handed_to(kim, receiver)
    handed_to(kim, fourth, items=["skills"])
    request = correct(kim, minato, by_ben, Detail.NAME, "キム ミサキ")

    for _twice in range(2):
        tell_correction(person_id=kim, request_id=request.pk)

    with person(kim):
        told = Correction.objects.order_by("company_id")
        assert [(one.company, one.new_value) for one in told] == [(komorebi, "キム ミサキ"), (third, "キム ミサキ")]
    with company(komorebi.pk):
        [mine] = corrections.waiting()
        corrections.acknowledge(mine, by=user_actor(cleo.pk))
        assert list(corrections.waiting()) == []
    assert PersonalMail.objects.filter(kind="staff_correction", for_company=komorebi).count() == 1
    with company(minato.pk):
        assert list(Correction.objects.all()) == []


def test_an_access_that_has_ended_is_told_nothing(record, kim, minato, komorebi, by_ben):
    grant = handed_to(kim, komorebi)
    with person(kim):
        AccessGrant.objects.filter(pk=grant.pk).update(until=timezone.now())
    request = correct(kim, minato, by_ben, Detail.NAME, "キム ミサキ")

    with person(kim):
        assert corrections.tell_receivers(request.pk, by=SYSTEM) == []


# --- D-07: stop and erase ----------------------------------------------------------------------------------------------


def test_after_the_window_a_record_is_erased_with_no_hand(minato, kim):
    record_at(minato, kim, days=220)
    request = ask(kim, minato, Right.ERASE)

    grant_due_erasure(company_id=minato.pk, request_id=request.pk)

    with company(minato.pk):
        assert (Candidate.objects.count(), Application.objects.count()) == (0, 0)
        found = RightsRequest.objects.get()
        assert (found.closed_at is not None, found.decided_by, found.candidate) == (True, None, None)
    assert mails("request_answered") == 1


def test_before_the_window_ends_a_hand_is_needed(record, kim, minato):
    request = ask(kim, minato, Right.ERASE)

    grant_due_erasure(company_id=minato.pk, request_id=request.pk)

    with company(minato.pk):
        assert (Candidate.objects.count(), RightsRequest.objects.get().closed_at) == (1, None)


def test_a_request_that_waits_is_granted_when_its_window_ends(record, kim, minato):
    ask(kim, minato, Right.ERASE)
    with company(minato.pk):
        Application.objects.update(decided_at=timezone.now() - timedelta(days=220))

    watch_requests_of(company_id=minato.pk, day=TODAY().isoformat())

    with company(minato.pk):
        assert Candidate.objects.count() == 0


def test_a_selection_that_runs_is_no_window(minato, kim):
    candidate = record_at(minato, kim, days=300)
    with company(minato.pk):
        ApplicationFactory(candidate=candidate, person_id=kim)

        assert rights.window_end(candidate) is None


def test_no_company_puts_the_window_off_beyond_a_year(minato, kim):
    candidate = record_at(minato, kim, days=0)
    Company.objects.filter(pk=minato.pk).update(reapply_months=120)

    with company(minato.pk):
        end = rights.window_end(Candidate.objects.get(pk=candidate.pk))

    assert end is not None
    assert end <= TODAY() + timedelta(days=366)


@pytest.mark.parametrize("ground", ["", "ka", "convenience"])
def test_before_the_window_a_no_needs_one_of_the_five_grounds(record, kim, minato, by_ben, ground):
    request = ask(kim, minato, Right.ERASE)

    with pytest.raises(Refused) as refusal:
        decide(request, ["erasure"], KEPT, by_ben, ground=ground, reason="都合により")

    assert refusal.value.code == "REASON_REQUIRED"


@pytest.mark.parametrize("ground", Ground)
def test_each_of_the_five_grounds_keeps_the_record_with_its_words(record, kim, minato, by_ben, ground):
    request = ask(kim, minato, Right.ERASE)

    answered = decide(request, ["erasure"], KEPT, by_ben, ground=ground, reason="係争中のため")

    with company(minato.pk):
        assert (answered.outcome, Candidate.objects.count()) == ("係争中のため", 1)


def test_after_the_window_nobody_can_say_no(minato, kim, by_ben):
    record_at(minato, kim, days=220)
    request = ask(kim, minato, Right.ERASE)

    with pytest.raises(Refused):
        decide(request, ["erasure"], KEPT, by_ben, ground=Ground.CLAIM, reason="係争中のため")


def test_erasing_leaves_the_register_and_no_word_about_the_person(record, kim, minato, by_ben):
    correct(kim, minato, by_ben, Detail.PHONE, "03-1111-1111")
    request = ask(kim, minato, Right.ERASE, about="すべて消してください")

    decide(request, ["erasure"], G, by_ben)

    with company(minato.pk):
        rows = list(RightsRequest.objects.values_list("about", "old_value", "new_value", "candidate"))
    assert rows == [("", "", "", None)] * 2


def test_stopping_leaves_the_record_to_its_clock_and_writes_to_nobody(record, kim, minato, by_ben):
    with company(minato.pk):
        Candidate.objects.update(state="contact")
    request = ask(kim, minato, Right.STOP)

    decide(request, ["use"], G, by_ben)

    with company(minato.pk):
        found = Candidate.objects.get()
        assert (found.do_not_contact, found.state) == (True, "record")


def test_a_receiver_that_stops_can_no_longer_read(kim, komorebi, cleo):
    handed_to(kim, komorebi)
    request = ask(kim, komorebi, Right.STOP_SHARING)

    decide(request, ["sharing"], G, user_actor(cleo.pk))

    with person(kim):
        assert AccessGrant.objects.get().revoked_at is not None


# --- the register ------------------------------------------------------------------------------------------------------


def test_the_register_has_every_column_of_the_law(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.ERASE, about="面接の記録も")
    decide(request, ["erasure"], KEPT, by_ben, ground=Ground.CLAIM, reason="係争中のため")

    with company(minato.pk):
        [headings, row] = register.rows()

    assert (len(headings), len(row)) == (19, 19)
    assert (row[0], row[4], row[7], row[14], row[17]) == (request.number, "キム 美咲", "面接の記録も", "Ben", 0)
    assert "係争中のため" in row[13]


def test_a_request_by_post_is_written_down_and_waits_for_its_agent(record, kim, minato, by_ben):
    asking = Asking(Right.DISCLOSE, agent=Agent.LEGAL, agent_name="代理 太郎", asked_how=AskedHow.POST)
    with company(minato.pk):
        request = rights.note_request(Candidate.objects.get(), asking, by=by_ben)

        assert (request.asked_how, request.agent, request.due_on) == ("post", "legal", TODAY() + timedelta(days=14))


def test_what_was_disclosed_is_forgotten_after_ninety_days(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.PURPOSE)
    decide(request, ["purpose"], G, by_ben)
    with company(minato.pk):
        RightsRequest.objects.update(closed_at=timezone.now() - timedelta(days=91))

    watch_requests_of(company_id=minato.pk, day=TODAY().isoformat())

    with company(minato.pk):
        assert [(one.answer, one.outcome != "") for one in RightsRequest.objects.all()] == [(None, True)]


# --- mails, and the wall -------------------------------------------------------------------------------------------------


def test_both_mails_say_what_and_until_when_and_never_the_answer(record, kim, minato, by_ben):
    request = ask(kim, minato, Right.PURPOSE)
    with person(kim):
        got = PersonalMail.objects.get(kind="request_received")
        received = rights_mails.received(got)
        with pytest.raises(Gone):
            rights_mails.answered(got)
    decide(request, ["purpose"], G, by_ben)
    with person(kim):
        answered = rights_mails.answered(PersonalMail.objects.get(kind="request_answered"))

    assert request.number in received.text
    assert f"/me/requests/{request.public_id}/" in answered.text
    assert "選考" not in answered.text.replace("選考に", "")


def test_nobody_else_sees_a_request(record, kim, minato, komorebi):
    ask(kim, minato, Right.DISCLOSE)

    with company(komorebi.pk):
        assert (RightsRequest.objects.count(), RightsItem.objects.count()) == (0, 0)
    with person(prove("lee@mail.example")):
        assert (RightsRequest.objects.count(), RightsItem.objects.count()) == (0, 0)


def test_a_person_asks_whoever_keeps_something_of_them(record, kim, minato, komorebi, ben):
    handed_to(kim, komorebi)
    MembershipFactory(company=minato)

    with person(kim):
        assert {one.slug for one in rights.companies_asked(kim)} == {"minato", "komorebi"}
