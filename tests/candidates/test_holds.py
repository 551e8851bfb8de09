"""What stays although its day has come, and who is asked before it goes (LEGAL §5, T-03)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.candidates import holds, pool_ends
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Candidate, LegalHold
from career_relay.companies import purge
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind, Scope
from career_relay.notices.suppression import suppress
from tests.factories.candidates import CandidateFactory


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def run(company, **more):
    return purge.purge_company(company.pk, timezone.localdate(), **more)


# --- a legal hold -------------------------------------------------------------------------------------------------------


def in_a_month():
    return timezone.localdate() + timedelta(days=30)


def test_a_hold_stops_the_night_and_everybody_else(at_minato, ada, ben):
    kim = CandidateFactory(purge_after=yesterday())
    hold = holds.ask_hold(kim, reason="労働局の照会", until=in_a_month(), by=user_actor(ada.pk))
    holds.allow_hold(hold, by=user_actor(ben.pk))

    assert run(at_minato).counts == {}
    with pytest.raises(Refused) as refusal:
        erase(kim, by=user_actor(ada.pk))
    holds.end_hold(hold, by=user_actor(ada.pk))

    assert refusal.value.code == "LEGAL_HOLD"
    assert run(at_minato).counts == {"candidates.candidate": 1}


def test_without_a_second_person_a_hold_ends_after_three_days(at_minato, ada):
    kim = CandidateFactory(purge_after=yesterday())
    holds.ask_hold(kim, reason="照会", until=in_a_month(), by=user_actor(ada.pk))
    assert run(at_minato, dry=True).counts == {}

    LegalHold.objects.update(asked_at=timezone.now() - timedelta(days=4))

    assert run(at_minato, dry=True).counts == {"candidates.candidate": 1}


def test_a_hold_of_the_whole_company_keeps_every_record(at_minato, ada):
    CandidateFactory.create_batch(2, purge_after=yesterday())
    holds.ask_hold(None, reason="訴訟", until=in_a_month(), by=user_actor(ada.pk))

    assert run(at_minato).counts == {}


def test_nobody_allows_their_own_hold(at_minato, ada):
    hold = holds.ask_hold(None, reason="訴訟", until=in_a_month(), by=user_actor(ada.pk))

    with pytest.raises(Refused) as refusal:
        holds.allow_hold(hold, by=user_actor(ada.pk))

    assert refusal.value.code == "SECOND_PERSON"


def test_who_is_alone_in_the_office_allows_their_own_hold_a_day_later(at_minato, ada):
    hold = holds.ask_hold(None, reason="訴訟", until=in_a_month(), by=user_actor(ada.pk))
    LegalHold.objects.update(asked_at=timezone.now() - timedelta(hours=25))

    assert holds.allow_hold(hold, by=user_actor(ada.pk)).allowed_by_id == ada.pk


@pytest.mark.parametrize(
    ("reason", "days", "code"), [(" ", 30, "REASON_REQUIRED"), ("訴訟", 0, "UNTIL"), ("訴訟", 400, "UNTIL")]
)
def test_a_hold_needs_a_reason_and_an_end(at_minato, ada, reason, days, code):
    with pytest.raises(Refused) as refusal:
        holds.ask_hold(None, reason=reason, until=timezone.localdate() + timedelta(days=days), by=user_actor(ada.pk))

    assert refusal.value.code == code
    assert LegalHold.objects.count() == 0


# --- a year in the pool (LEGAL T-03) -----------------------------------------------------------------------------------


def in_pool(days: int, **more) -> Candidate:
    until = timezone.localdate() + timedelta(days=days)
    return CandidateFactory(**{"state": "pool", "state_until": until, "email": "kim@mail.example", **more})


def test_whoever_s_permission_ends_within_a_month_is_asked_once(at_minato):
    kim = in_pool(30)
    in_pool(31)
    today = timezone.localdate()

    assert pool_ends.ask(today) == 1
    assert pool_ends.ask(today) == 0

    (mail,) = PersonalMail.objects.filter(kind=PersonalKind.POOL_ENDS)
    letter = personal._letter(mail)
    assert (mail.subject_ref, letter.to) == (kim.pk, "kim@mail.example")
    assert f"/go/{at_minato.slug}" in letter.text


@pytest.mark.parametrize("more", [
    {"do_not_contact": True}, {"email": ""}, {"state": "record"}, {"state_until": None},
    {"protected_until": timezone.localdate() + timedelta(days=300)},
])  # fmt: skip
def test_nobody_is_asked_who_may_not_be_written_to(at_minato, more):
    in_pool(10, **more)

    assert pool_ends.ask(timezone.localdate()) == 0


def test_an_address_on_the_list_gets_no_mail(at_minato):
    in_pool(10)
    suppress("kim@mail.example", scope=Scope.ALL, reason="complained")

    pool_ends.ask(timezone.localdate())

    assert PersonalMail.objects.filter(kind=PersonalKind.POOL_ENDS).count() == 0


def test_without_an_answer_the_record_goes_at_twelve_months(at_minato):
    over = in_pool(-1, purge_after=yesterday())
    kept = in_pool(0, purge_after=timezone.localdate())

    run(at_minato)

    assert set(Candidate.objects.values_list("pk", flat=True)) == {kept.pk}
    assert over.pk != kept.pk


@pytest.mark.parametrize(("days", "goes"), [(725, False), (740, True)])
def test_two_years_without_contact_end_every_permission(at_minato, days, goes):
    kim = in_pool(300, purge_after=timezone.localdate() + timedelta(days=300), state="contact")
    Candidate.objects.filter(pk=kim.pk).update(last_contact_at=timezone.now() - timedelta(days=days))

    run(at_minato)

    assert Candidate.objects.filter(pk=kim.pk).exists() is not goes
