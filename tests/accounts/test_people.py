"""Codes: one address, ten minutes, five tries, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay.accounts import people
from career_relay.accounts.models import CodeRequest, VerifiedAddress
from career_relay.base.audit import AuditEvent
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.base.text.normalise import Malformed
from career_relay.candidates.models import Application, Candidate
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import prove


def refused(request: CodeRequest, code: str) -> str:
    with pytest.raises(Refused) as refusal:
        people.prove_address(request.public_id, code)
    return str(refusal.value.why)


def test_the_right_code_opens_once(db):
    request = people.request_code("Kim@Mail.example")

    person_id = people.prove_address(request.public_id, people.code_of(request))

    assert refused(request, people.code_of(request)) == str(people.USED_UP)
    with person(person_id):
        assert [one.address for one in VerifiedAddress.objects.all()] == ["kim@mail.example"]


def test_a_code_typed_in_full_width_is_the_same_code(db):
    request = people.request_code("kim@mail.example")
    wide = people.code_of(request).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})

    assert people.prove_address(request.public_id, wide) > 0


def test_five_wrong_tries_use_a_code_up(db):
    request = people.request_code("kim@mail.example")

    answers = [refused(request, "not it") for _ in range(5)]

    assert answers == [str(people.WRONG)] * 5
    assert refused(request, people.code_of(request)) == str(people.USED_UP)


@pytest.mark.parametrize("nothing", ["", " ", "None", "０"])
def test_an_empty_code_is_a_wrong_code(db, nothing):
    assert refused(people.request_code("kim@mail.example"), nothing) == str(people.WRONG)


def test_a_code_ends_after_ten_minutes(db):
    request = people.request_code("kim@mail.example")
    CodeRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert refused(request, people.code_of(request)) == str(people.USED_UP)


def test_an_id_nobody_made_is_refused_in_the_same_words(db):
    with pytest.raises(Refused) as refusal:
        people.prove_address(uuid4(), "123456")

    assert str(refusal.value.why) == str(people.USED_UP)


def test_the_code_of_one_request_does_not_open_another(db):
    first, second = (people.request_code("kim@mail.example") for _ in range(2))

    assert refused(second, people.code_of(first)) == str(people.WRONG)


def test_six_codes_in_an_hour_are_five(db):
    requests = [people.request_code("kim@mail.example") for _ in range(6)]

    assert [people.is_to_be_sent(one) for one in requests] == [True] * 5 + [False]
    assert refused(requests[-1], people.code_of(requests[-1])) == str(people.USED_UP)


def test_the_limit_is_for_one_address(db):
    for _ in range(6):
        people.request_code("kim@mail.example")

    assert people.is_to_be_sent(people.request_code("lee@mail.example")) is True


def test_what_is_no_address_is_not_written_down(db):
    with pytest.raises(Malformed):
        people.request_code("kim at mail")

    assert CodeRequest.objects.count() == 0


def test_proving_an_address_gives_a_person_their_own_rows_in_every_company(minato, komorebi):
    for one in (minato, komorebi):
        with company(one.pk):
            ApplicationFactory(candidate__email="Kim@Mail.Example", candidate__email_key="kim@mail.example")
            ApplicationFactory(candidate__email_key="lee@mail.example")

    kim = prove("kim@mail.example")

    with person(kim):
        assert {one.company_id for one in Candidate.objects.all()} == {minato.pk, komorebi.pk}
        assert {one.company_id for one in Application.objects.all()} == {minato.pk, komorebi.pk}
        assert Candidate.objects.exclude(email_key="kim@mail.example").count() == 0


def test_proving_twice_finds_the_same_person_and_what_came_since(minato):
    first = prove("kim@mail.example")
    with company(minato.pk):
        CandidateFactory(email_key="kim@mail.example")

    second = prove("KIM@mail.example")

    assert first == second
    with person(first):
        assert Candidate.objects.count() == 1


def test_proving_is_written_down_for_the_person(kim):
    with person(kim):
        assert [one.event for one in AuditEvent.objects.all()] == ["accounts.address_proven"]


def test_an_address_nobody_proved_cannot_be_linked(db):
    people.request_code("kim@mail.example")

    with pytest.raises(DatabaseError, match="not proven"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT link_person('kim@mail.example')")
