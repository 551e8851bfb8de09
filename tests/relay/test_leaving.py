"""A company leaves, is suspended, or is kept off: its openings, its questions and its access end in that moment."""

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.companies import actions
from career_relay.companies.actions import SuspensionReason, resume_company, suspend_company
from career_relay.companies.joining import leave_network
from career_relay.companies.licences import Kind
from career_relay.companies.models import CircleMember, Licence
from career_relay.companies.separation import cut_off
from career_relay.consents.models import AccessGrant, ConsentNow, Provision
from career_relay.consents.states import Purpose
from career_relay.matching.openings import OpeningFilters
from career_relay.matching.pool import find_openings
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from career_relay.notices.states import PersonalKind
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.queries import talk_of, talks_of
from career_relay.relay.states import Stage
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CircleFactory, LicenceFactory
from tests.relay.test_path import what_komorebi_sees

pytestmark = pytest.mark.django_db


def leave(relay, _minato) -> None:
    with company(relay.komorebi.pk):
        leave_network(relay.komorebi, by=SYSTEM)


def suspend(relay, _minato) -> None:
    with operator():
        suspend_company(relay.komorebi, reason=SuspensionReason.COMPLAINT, by=SYSTEM)


def cut(relay, minato) -> None:
    with operator():
        cut_off(minato, relay.komorebi, by=SYSTEM)


@pytest.fixture
def known(minato, kim) -> None:
    """Minato has a record of Kim."""
    with company(minato.pk):
        CandidateFactory(person_id=kim)


@pytest.mark.parametrize("end", [leave, suspend, cut])
def test_a_question_that_waits_ends_at_once(relay, minato, known, end):
    relay.ask()
    with person(relay.kim):
        before = [talk.is_waiting for talk in talks_of(relay.kim)]

    end(relay, minato)

    with person(relay.kim):
        talk = talk_of(relay.kim, Introduction.objects.get().public_id)
        mail = PersonalMail.objects.get(kind=PersonalKind.ASKED)
        with pytest.raises(Gone):
            RENDERERS[PersonalKind.ASKED](mail)
    assert (before, talk.is_waiting, talk.has_ended) == ([True], False, True)
    with pytest.raises(Refused) as refusal:
        relay.yes()
    assert (refusal.value.code, relay.mine().stage, relay.mine().package_hash) == ("ASK_ENDED", Stage.ASKED, "")


@pytest.mark.parametrize("end", [leave, suspend])
def test_openings_are_gone_with_the_company(relay, minato, end):
    before = len(find_openings(OpeningFilters(), at=timezone.now()))

    end(relay, minato)

    assert (before, len(find_openings(OpeningFilters(), at=timezone.now()))) == (1, 0)


@pytest.mark.parametrize("end", [leave, suspend])
def test_a_yes_that_cools_off_hands_nothing_over(relay, minato, end):
    relay.ask()
    relay.yes()

    end(relay, minato)
    relay.cool()

    with person(relay.kim):
        assert (AccessGrant.objects.count(), Provision.objects.count()) == (0, 0)


def test_a_yes_stays_the_persons_own_when_others_are_cut_off(relay, minato, known):
    relay.ask()
    relay.yes()

    cut(relay, minato)
    relay.cool()

    assert relay.mine().stage == Stage.DISCLOSED


@pytest.mark.parametrize("end", [leave, suspend])
def test_what_was_received_can_be_read_no_more(received, minato, end):
    assert [one.name for one in what_komorebi_sees(received)] == ["キム 美咲"]

    end(received, minato)

    assert [(one.name, one.content) for one in what_komorebi_sees(received)] in ([], [("", None)])


def test_a_suspended_company_reads_again_once_it_resumes(received, minato, monkeypatch):
    suspend(received, minato)
    monkeypatch.setattr(actions, "ensure_admissible", lambda _company: None)
    with operator():
        resume_company(received.komorebi, by=SYSTEM)

    assert [one.name for one in what_komorebi_sees(received)] == ["キム 美咲"]


@pytest.mark.parametrize(("reached", "stays"), [(None, Stage.EXPIRED), (Stage.INTERVIEWING, Stage.INTERVIEWING)])
def test_leaving_ends_the_access_for_good_and_the_person_reads_why(received, minato, reached, stays):
    if reached:
        received.advance(reached)

    leave(received, minato)

    with person(received.kim):
        grant = AccessGrant.objects.get()
        held = ConsentNow.objects.filter(purpose=Purpose.SHARE).count()
        mail = PersonalMail.objects.filter(kind=PersonalKind.PROGRESS).latest("id")
        words = RENDERERS[PersonalKind.PROGRESS](mail)
    assert (received.mine().stage, grant.revoked_at is not None, grant.deletion_due_on is not None) == (
        stays, True, True,
    )  # fmt: skip
    assert (held, mail.data["what"]) == (0, "left")
    assert received.komorebi.name in words.text


def test_leaving_closes_questions_that_reach_nobody_any_more(relay, minato):
    relay.ask()

    leave(relay, minato)

    with company(relay.komorebi.pk):
        assert [one.state for one in Ask.objects.all()] == ["closed"]


# --- whose licence stands in the records --------------------------------------------------------------------------


def test_the_record_names_the_licence_of_the_act_and_not_a_stronger_one_elsewhere(relay, operator_company):
    chamber = CircleFactory()
    LicenceFactory(holder=operator_company, kind=Kind.PAID_PERMIT, circle=chamber, number="13-ユ-300001")
    covering = Licence.objects.get(circle=None)
    relay.ask()
    relay.yes()
    relay.cool()

    with person(relay.kim):
        provision = Provision.objects.get()
    assert (provision.licence_number, provision.licence_holder) == (covering.number, operator_company.name)


def test_a_hand_over_waits_while_no_licence_covers_the_receiver(relay, operator_company):
    relay.ask()
    relay.yes()
    Licence.objects.update(circle=CircleFactory())

    relay.cool()

    with person(relay.kim):
        assert (Provision.objects.count(), relay.mine().stage) == (0, Stage.ACCEPTED)
    CircleMember.objects.create(circle=Licence.objects.get().circle, company=relay.komorebi)
    relay.cool()
    assert relay.mine().stage == Stage.DISCLOSED
