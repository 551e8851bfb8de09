"""The links under a mail and the pages behind them: looking changes nothing, one tap stops, nobody learns who is known."""

import pytest
from django.test import Client

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.consents import gates
from career_relay.notices import list_links
from career_relay.notices.events import Event
from career_relay.notices.models import Message, PermissionProof, Preference, Suppression
from career_relay.notices.states import LegalClass, MessageState, Scope
from career_relay.notices.suppression import is_shut
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
UNKNOWN = "A" * 22
BAD = [UNKNOWN, "x", "あ" * 22, "A" * 500, "..", "' OR 1=1 --"]


def mail_to(company, **fields):
    """An advertising mail that was sent to somebody who may be written to."""
    with acting_for(company.pk):
        candidate = CandidateFactory(**{"state": "contact", **fields})
        return Message.objects.create(
            candidate=candidate,
            person_id=candidate.person_id,
            legal_class=LegalClass.JOB_INFO,
            state=MessageState.ACCEPTED,
            subject="新しい求人のご案内",
            body_text="ご案内します。",
        )


@pytest.fixture
def mail(minato):
    return mail_to(minato, email="kim@mail.example", email_key="kim@mail.example")


@pytest.fixture
def program():
    """A mail program: no cookie, no page before, and forged requests are not let through elsewhere."""
    return Client(enforce_csrf_checks=True)


def state_of(company):
    """Everything one of these links could change."""
    with acting_for(company.pk):
        return (
            list(Suppression.objects.values_list("address_hash", "scope", "reason")),
            list(Preference.objects.values_list("candidate_id", "topics", "how")),
            PermissionProof.objects.count(),
            AuditEvent.objects.count(),
        )


def stop(program, message, data=ONE_CLICK):
    return program.post(f"/u/{list_links.token_for(message)}", data)


# --- one tap --------------------------------------------------------------------------------------------------------


def test_one_click_stops_without_a_cookie_a_sign_in_or_a_second_page(program, mail, minato):
    answer = stop(program, mail)

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    with acting_for(minato.pk):
        assert Suppression.objects.get().scope == Scope.ADVERTISING
        assert Preference.objects.get(candidate=mail.candidate).topics == []
        assert AuditEvent.objects.filter(event=Event.UNSUBSCRIBED).count() == 1


def test_one_click_is_taken_as_multipart_too(program, mail, minato):
    answer = program.post(f"/u/{list_links.token_for(mail)}", ONE_CLICK)  # the test client's usual form is multipart

    assert answer.request["CONTENT_TYPE"].startswith("multipart/form-data")
    assert state_of(minato)[0] != []


def test_one_click_is_taken_as_a_plain_form(program, mail, minato):
    program.post(
        f"/u/{list_links.token_for(mail)}",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert state_of(minato)[0] != []


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_link_changes_nothing(program, mail, minato, method):
    before = state_of(minato)

    answer = getattr(program, method)(f"/u/{list_links.token_for(mail)}", headers={"Purpose": "prefetch"})

    assert (answer.status_code, state_of(minato), dict(answer.cookies)) == (200, before, {})


@pytest.mark.parametrize(
    "data", [{}, {"List-Unsubscribe": "yes"}, {"list-unsubscribe": "One-Click"}, {"x": "あ" * 5000}]
)
def test_a_post_that_does_not_say_so_stops_nothing(program, mail, minato, data):
    before = state_of(minato)

    answer = stop(program, mail, data)

    assert (answer.status_code, state_of(minato)) == (422, before)


def test_the_second_tap_says_the_same_and_changes_nothing(program, mail, minato):
    first = stop(program, mail)
    before = state_of(minato)

    second = stop(program, mail)

    assert (second.status_code, second.content, state_of(minato)) == (200, first.content, before)


@pytest.mark.parametrize("token", BAD)
def test_an_unknown_token_is_answered_like_a_known_one(program, mail, minato, token):
    before = state_of(minato)

    looked, tapped = program.get(f"/u/{token}"), program.post(f"/u/{token}", ONE_CLICK)

    known = program.get(f"/u/{list_links.token_for(mail)}")
    assert (looked.status_code, looked.content) == (
        200,
        known.content.replace(list_links.token_for(mail).encode(), token.encode()),
    )
    assert (tapped.status_code, state_of(minato)) == (200, before)
    assert tapped.content == stop(program, mail).content


def test_the_token_of_an_erased_record_is_answered_like_any_other(program, mail, minato):
    answer = stop(program, mail)
    with acting_for(minato.pk):
        mail.candidate.delete()

    assert stop(program, mail).content == answer.content


def test_a_tap_stops_only_the_company_that_wrote(program, mail, minato, komorebi):
    other = mail_to(komorebi, email="kim@mail.example", email_key="kim@mail.example")

    stop(program, mail)

    assert (state_of(minato)[0] != [], state_of(komorebi)[0]) == (True, [])
    with acting_for(komorebi.pk):
        assert is_shut(other.candidate.email_key, LegalClass.JOB_INFO) is False


def test_a_suspended_company_is_left_all_the_same(program, mail, minato):
    from django.utils import timezone

    minato.suspended_at = timezone.now()
    minato.save(update_fields=["suspended_at"])

    stop(program, mail)

    assert state_of(minato)[0] != []


def test_results_still_reach_whoever_wants_no_news(program, mail, minato):
    stop(program, mail)

    with acting_for(minato.pk):
        shut = [is_shut("kim@mail.example", kind) for kind in (LegalClass.NOTICE, LegalClass.JOB_INFO)]
    assert shut == [False, True]


def test_a_tap_takes_the_consent_back_too(program, kim, minato):
    from career_relay.consents import ledger, texts
    from career_relay.consents.states import Act, Purpose

    mail = mail_to(minato, email="kim@mail.example", email_key="kim@mail.example", person_id=kim, state="record")
    with acting_as(kim):
        ledger.append(
            kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato, text=texts.kept(Purpose.TEASER, "ja")
        )
    assert gates.may_show(kim, minato.pk, Purpose.CONTACT) is True

    stop(program, mail)

    assert gates.may_show(kim, minato.pk, Purpose.CONTACT) is False
    with acting_as(kim):
        assert ledger.verify(kim) == []


def test_only_two_ways_of_asking_are_known(program, mail, minato):
    before = state_of(minato)

    answers = [
        getattr(program, way)(f"/u/{list_links.token_for(mail)}").status_code for way in ("put", "delete", "patch")
    ]

    assert (answers, state_of(minato)) == ([405, 405, 405], before)
