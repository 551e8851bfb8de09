"""The rule of writing in SQL, and the one in Python: two definitions that must give one answer."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company, person
from career_relay.candidates import sources
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import IN_PROGRESS, RecordState, SourceKind, Stage
from career_relay.companies.models import Company, CompanyGroup
from career_relay.consents import actions, gates, ledger
from career_relay.consents.models import Block
from career_relay.consents.states import Act, Barrier, Purpose
from career_relay.notices.states import LegalClass, Skip
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import CompanyFactory

ADVERTISING = [one for one in LegalClass.values if one != LegalClass.NOTICE]


def why_not(candidate, legal_class="newsletter", topic="news", today=None) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT why_not(%s, %s, %s, %s)",
            [getattr(candidate, "pk", candidate), legal_class, topic, today or timezone.localdate()],
        )
        return cursor.fetchone()[0]


def free(**fields):
    """Somebody who may be written to, turned down once."""
    candidate = CandidateFactory(**{"state": RecordState.CONTACT, **fields})
    ApplicationFactory(candidate=candidate, stage=Stage.REJECTED)
    return candidate


def days(number: int):
    return timezone.localdate() + timedelta(days=number)


def test_whoever_gave_permission_may_be_written_to(at_minato):
    candidate = free()

    assert [why_not(candidate, one) for one in LegalClass.values] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"state": RecordState.RECORD}, Skip.NO_PERMISSION),
        ({"state": RecordState.POOL}, Skip.NO_PERMISSION),
        ({"state_until": -1}, Skip.NO_PERMISSION),
        ({"state_until": 0}, ""),
        ({"do_not_contact": True, "quiet_reason": "電話で断られた"}, Skip.DO_NOT_CONTACT),
        ({"do_not_contact": True}, Skip.DO_NOT_CONTACT),
        ({"protected_until": 0}, Skip.PROTECTED),
        ({"protected_until": -1}, ""),
        ({"snoozed_until": 1}, Skip.SNOOZED),
        ({"snoozed_until": 0}, ""),
        ({"email": "", "email_key": ""}, Skip.NO_ADDRESS),
        ({"email": "no address", "email_key": "no address"}, Skip.NO_ADDRESS),
    ],
)
def test_each_reason_has_its_day(at_minato, fields, why):
    dated = {name: days(value) if name.endswith("_until") else value for name, value in fields.items()}

    assert why_not(free(**dated)) == why


@pytest.mark.parametrize("stage", sorted({*IN_PROGRESS, Stage.HIRED}))
def test_a_selection_in_progress_and_a_colleague_are_left_alone(at_minato, stage):
    candidate = free()
    ApplicationFactory(candidate=candidate, stage=stage)

    assert why_not(candidate) == Skip.OFFERED


def test_an_unknown_source_is_asked_for_first(at_minato):
    candidate = free()
    ApplicationFactory(candidate=candidate, stage=Stage.REJECTED, source=SourceKind.UNKNOWN)

    assert why_not(candidate) == Skip.SOURCE_UNKNOWN


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"protected_until": timezone.localdate() + timedelta(days=9)}, Skip.PROTECTED),
        ({"do_not_contact": True}, Skip.DO_NOT_CONTACT),
        ({"snoozed_until": timezone.localdate() + timedelta(days=9)}, Skip.SNOOZED),
    ],
)
@pytest.mark.parametrize("by", ["mailbox", "person"])
def test_what_another_record_of_the_same_human_says_counts(minato, kim, fields, why, by):
    same = {"email_key": "one@mail.example"} if by == "mailbox" else {"person_id": kim}
    with company(minato.pk):
        candidate = free(**same)
        CandidateFactory(**same, **fields)

        assert why_not(candidate) == why


def test_an_empty_mailbox_makes_nobody_kin(at_minato):
    candidate = free(email="", email_key="")
    CandidateFactory(email="", email_key="", do_not_contact=True, protected_until=days(9))

    assert why_not(candidate) == Skip.NO_ADDRESS


def test_a_selection_under_another_record_counts(at_minato):
    candidate = free(email_key="one@mail.example")
    ApplicationFactory(candidate=CandidateFactory(email_key="one@mail.example"), stage=Stage.OFFERED)

    assert why_not(candidate) == Skip.OFFERED


def test_a_consent_lets_write_until_it_is_taken_back(minato, kim):
    with company(minato.pk):
        candidate = free(person_id=kim, state=RecordState.RECORD)
        before = why_not(candidate)
    with person(kim):
        entry = ledger.append(kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato)
    with company(minato.pk):
        given_ = why_not(candidate)
    with person(kim):
        actions.withdraw(entry, by=SYSTEM)
    with company(minato.pk):
        after = why_not(candidate)

    assert [before, given_, after] == [Skip.NO_PERMISSION, "", Skip.CONSENT_GONE]


def test_a_block_holds_even_where_an_import_said_yes(minato, kim):
    with company(minato.pk):
        candidate = free(person_id=kim)
    with person(kim):
        actions.block_company(kim, minato, by=SYSTEM)

    with company(minato.pk):
        assert why_not(candidate) == Skip.BLOCKED


@pytest.mark.parametrize(("with_group", "why"), [(True, Skip.BLOCKED), (False, "")])
def test_a_block_of_the_group_holds_when_it_was_meant(minato, kim, with_group, why):
    group = CompanyGroup.objects.create(name="ミナトグループ")
    Company.objects.filter(pk=minato.pk).update(group=group)
    with company(minato.pk):
        candidate = free(person_id=kim)
    with person(kim):
        actions.block_company(kim, CompanyFactory(group=group), with_group=with_group, by=SYSTEM)

    with company(minato.pk):
        assert why_not(candidate) == why


def test_a_record_that_is_gone_or_belongs_to_another_company_is_not_there(minato, komorebi):
    with company(komorebi.pk):
        theirs = free()

    with company(minato.pk):
        assert [why_not(theirs), why_not(0)] == [Skip.MERGED, Skip.MERGED]


def test_a_block_is_told_to_the_company_it_names_alone(minato, komorebi, kim):
    with person(kim):
        actions.block_company(kim, minato, by=SYSTEM)

    answers = []
    for one in (minato, komorebi):
        with company(one.pk), connection.cursor() as cursor:
            cursor.execute("SELECT blocks_us(%s)", [kim])
            answers.append(cursor.fetchone()[0])

    assert answers == [True, False]


# --- two definitions --------------------------------------------------------------------------------------------------

BARRIERS = {
    Barrier.PROTECTED: {Skip.PROTECTED},
    Barrier.SOURCE_UNKNOWN: {Skip.SOURCE_UNKNOWN},
    Barrier.NO_PERMISSION: {Skip.NO_PERMISSION, Skip.DO_NOT_CONTACT, Skip.CONSENT_GONE},
}
DAY = st.sampled_from([None, -1, 0, 1])
MAILBOX = st.sampled_from(["", "a@mail.example", "b@mail.example"])
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "email_key": MAILBOX,
            "linked": st.booleans(),
            "state": st.sampled_from(RecordState.values),
            "state_until": DAY,
            "protected_until": DAY,
            "snoozed_until": DAY,
            "do_not_contact": st.sampled_from([False, False, False, True]),
            "quiet_reason": st.sampled_from(["", "電話"]),
            "applications": st.lists(
                st.tuples(
                    st.sampled_from([Stage.REJECTED, Stage.REJECTED, Stage.WITHDRAWN, Stage.OFFERED, Stage.HIRED]),
                    st.sampled_from([SourceKind.OWN, SourceKind.OWN, SourceKind.AGENCY, SourceKind.UNKNOWN]),
                ),
                max_size=2,
            ),
        }
    ),
    min_size=1,
    max_size=4,
)


def _make(record: dict, kim: int) -> Candidate:
    facts = dict(record)
    applications, linked = facts.pop("applications"), facts.pop("linked")
    for name in ("state_until", "protected_until", "snoozed_until"):
        facts[name] = None if facts[name] is None else days(facts[name])
    candidate = CandidateFactory(**facts, email=facts["email_key"], person_id=kim if linked else None)
    for stage, source in applications:
        ApplicationFactory(candidate=candidate, stage=stage, source=source)
    return candidate


def _kin(candidate: Candidate, others: list[Candidate]) -> list[Candidate]:
    return [
        one
        for one in others
        if one == candidate
        or (candidate.email_key and one.email_key == candidate.email_key)
        or (candidate.person_id and one.person_id == candidate.person_id)
    ]


def _expected(candidate: Candidate, others: list[Candidate], legal_class: str, *, blocked: bool) -> set[str]:  # noqa: PLR0911 — one a rule, in their order
    """The rule once more, in Python: `may_write`, and what advertising asks besides."""
    today, kin = timezone.localdate(), _kin(candidate, others)
    if (barrier := gates.may_write(candidate, legal_class)) is not None and barrier != Barrier.NO_PERMISSION:
        return BARRIERS[barrier] | ({Skip.DO_NOT_CONTACT} if any(one.do_not_contact for one in kin) else set())
    if legal_class == LegalClass.NOTICE:
        return {""}
    if any(one.do_not_contact for one in kin):
        return {Skip.DO_NOT_CONTACT, Skip.CONSENT_GONE}
    if blocked and candidate.person_id:
        return {Skip.BLOCKED}
    if barrier == Barrier.NO_PERMISSION:
        return {Skip.NO_PERMISSION}
    stages = {one.stage for own in kin for one in own.applications.all()}
    if stages & {*IN_PROGRESS, Stage.HIRED}:
        return {Skip.OFFERED}
    if any(one.snoozed_until and one.snoozed_until > today for one in kin):
        return {Skip.SNOOZED}
    return {"" if candidate.email else Skip.NO_ADDRESS}


@given(RECORDS, st.booleans(), st.booleans(), st.sampled_from(LegalClass.values))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sql_and_python_give_one_answer(minato, kim, records, consents, blocked, legal_class):
    with person(kim):
        Block.objects.filter(person_id=kim).delete()
        ledger.append(kim, purpose=Purpose.CONTACT, act=Act.GIVEN if consents else Act.WITHDRAWN, recipient=minato)
        if blocked:
            actions.block_company(kim, minato, by=SYSTEM)
    with company(minato.pk):
        Application.objects.all().delete()
        Candidate.objects.all().delete()
        made = [_make(one, kim) for one in records]

        answers = [(why_not(one, legal_class), _expected(one, made, legal_class, blocked=blocked)) for one in made]

    assert [(said, allowed) for said, allowed in answers if said not in allowed] == []


@given(RECORDS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_a_list_calls_unreachable_is_never_written_to(minato, kim, records):
    with company(minato.pk):
        Application.objects.all().delete()
        Candidate.objects.all().delete()
        made = [_make(one, kim) for one in records]
        reachable = set(sources.reachable(Candidate.objects.all(), timezone.localdate()).values_list("pk", flat=True))

        written_to = {one.pk for one in made if why_not(one, "job_info") == ""}

    assert written_to - reachable == set()


def test_one_question_costs_little(at_minato):
    """A list of ten thousand is asked before a campaign is released: well under a millisecond each."""
    ids = [free().pk for _one in range(50)]

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE candidates_candidate, candidates_application")
        cursor.execute("SELECT why_not(id, 'newsletter', 'news', current_date) FROM unnest(%s::bigint[]) id", [ids])
        began = perf_counter()
        cursor.execute(
            "SELECT count(why_not(id, 'newsletter', 'news', current_date))"
            " FROM unnest(%s::bigint[]) id, generate_series(1, 20)",
            [ids],
        )

    assert (perf_counter() - began) / 1_000 < 0.001
