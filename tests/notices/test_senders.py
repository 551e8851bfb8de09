"""A company's own way out: set up, proven, chosen, broken, mended; over real TLS to servers that check what real ones check."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base import outbound
from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.notices import oauth, post, sender_limits, sender_tasks, sender_tries, sender_trouble, senders
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import DomainCheck, Message, SenderAccount
from career_relay.notices.oauth import Trouble
from career_relay.notices.post import AccountOffice
from career_relay.notices.sender_lines import problem_with
from career_relay.notices.sender_states import NEXT, Problem, SenderKind, SenderState, ensure_next
from career_relay.notices.smtp import Unreachable
from career_relay.notices.states import MessageState
from tests.standins.tls import NOW, Authority
from tests.standins.world import ADDRESS, PASSWORD, connected, fresh, in_use, saved
from tests.worker import failed_jobs, work

pytestmark = pytest.mark.django_db
S = SenderState


@pytest.fixture
def by_ada(ada):
    return user_actor(ada.pk)


def row_of(message):
    with acting_for(message.company_id):
        return Message.objects.get(pk=message.pk)


def change(account, **facts):
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk).update(**facts)
    return fresh(account)


def events_of(account):
    with acting_for(account.company_id):
        return [one.event for one in log_of(account)]


def to_people(server):
    """What was taken for people: not the code."""
    return [one for one in server.taken if ADDRESS not in one.to]


def deliver(company_id):
    """As the worker does: a server that is away is waited for."""
    try:
        return deliver_company(company_id)
    except Unreachable as away:
        return str(away)


# --- setting up ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["starttls", "tls"])
def test_an_own_server_is_tried_and_mails_a_code_to_the_address(mode, own_smtp, minato, by_ada):
    server = own_smtp(mode)

    account = saved(server, minato.pk, by=by_ada)

    (mail,) = server.to(ADDRESS)
    assert (account.state, account.problem) == (S.UNPROVEN, "")
    assert (mail.user, mail.sender) == (ADDRESS, ADDRESS)
    assert senders.code_of(account) in mail.mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_service_is_connected_by_permission_and_mails_a_code(kind, mail_service, minato, by_ada):
    there = mail_service(kind)

    account = connected(there, minato.pk, by=by_ada)

    assert (account.state, account.problem) == (S.UNPROVEN, "")
    assert [one.user for one in there.mail.to(ADDRESS)] == [ADDRESS]
    assert there.oauth.told == []
    assert (account.grant_code, account.grant_verifier) == ("", "")


def test_a_try_that_runs_twice_sends_the_code_once(own_smtp, minato, by_ada):
    server = own_smtp()
    account = saved(server, minato.pk, by=by_ada)

    sender_tries.try_out(minato.pk, account.pk)

    assert len(server.taken) == 1


def test_only_the_newest_code_proves_the_address(own_smtp, minato, by_ada):
    account = saved(own_smtp(), minato.pk, by=by_ada)
    old = senders.code_of(account)
    with acting_for(minato.pk):
        senders.try_again(account, by=by_ada)
    sender_tries.try_out(minato.pk, account.pk)

    with acting_for(minato.pk):
        assert senders.prove(account, old, by=by_ada) is None
        assert senders.prove(account, senders.code_of(fresh(account)), by=by_ada) is not None


def test_a_new_password_for_a_proven_address_needs_no_new_code(own_smtp, minato, by_ada):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.passwords[ADDRESS] = "neu-und-lang"

    account = saved(server, minato.pk, by=by_ada, password="neu-und-lang")

    assert (account.state, account.is_chosen, len(server.taken)) == (S.READY, True, 1)


def test_another_address_has_to_be_proven_anew_and_mail_waits_meanwhile(own_smtp, released, minato, by_ada):
    server = own_smtp(passwords={ADDRESS: PASSWORD}, may_send_as={ADDRESS: {"jinji@minato.example"}})
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    message = released()

    account = saved(server, minato.pk, by=by_ada, address="jinji@minato.example", user=ADDRESS)
    deliver(minato.pk)

    assert (account.state, row_of(message).state) == (S.UNPROVEN, MessageState.HELD)
    assert to_people(server) == [one for one in server.taken if "jinji@minato.example" in one.to]


# --- what the other side refuses ----------------------------------------------------------------------------------


def test_a_wrong_password_is_said(own_smtp, minato, by_ada):
    account = saved(own_smtp(), minato.pk, by=by_ada, password="falsch")

    assert (account.state, account.problem) == (S.BROKEN, Problem.PASSWORD)


@pytest.mark.parametrize("mode", ["starttls", "tls"])
@pytest.mark.parametrize("wrong", ["name", "stranger", "ended"])
def test_a_server_that_cannot_prove_its_name_hears_no_password(
    mode, wrong, own_smtp, authority, tmp_path, minato, by_ada
):
    proof = {
        "name": lambda: authority.proof("mail.elsewhere.example"),
        "stranger": lambda: Authority(tmp_path, "Stranger").proof("localhost"),
        "ended": lambda: authority.proof("localhost", until=NOW),
    }[wrong]()
    server = own_smtp(mode, proof=proof)

    account = saved(server, minato.pk, by=by_ada)

    assert (account.state, account.problem, server.heard) == (S.BROKEN, Problem.CERTIFICATE, [])


def test_a_server_without_encryption_hears_no_password(own_smtp, minato, by_ada):
    """Somebody in between may have struck STARTTLS from the greeting."""
    server = own_smtp("plain")

    account = saved(server, minato.pk, by=by_ada)

    assert (account.state, account.problem, server.heard) == (S.BROKEN, Problem.NO_TLS, [])


def test_a_plain_server_at_a_tls_port_hears_no_password(own_smtp, minato, by_ada, monkeypatch):
    monkeypatch.setattr("career_relay.notices.sender_lines.TIMEOUT", 3)
    server = own_smtp("plain")

    account = saved(server, minato.pk, by=by_ada, security="tls")

    assert (account.state, account.problem, server.heard) == (S.BROKEN, Problem.NO_TLS, [])


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_service_whose_mail_server_cannot_prove_its_name_hears_no_token(
    kind, mail_service, authority, minato, by_ada
):
    there = mail_service(kind)
    there.mail.context = authority.proof("elsewhere.example").context()

    account = connected(there, minato.pk, by=by_ada)

    assert (account.problem, there.mail.heard) == (Problem.CERTIFICATE, [])


@pytest.mark.parametrize(
    ("host", "problem"),
    [("127.0.0.1", Problem.FORBIDDEN), ("169.254.169.254", Problem.FORBIDDEN), ("2130706433", Problem.FORBIDDEN),
     ("nobody.invalid", Problem.NAME)],
)  # fmt: skip
def test_a_host_inside_the_network_is_not_asked(host, problem, own_smtp, minato, by_ada):
    server = own_smtp()

    account = saved(server, minato.pk, by=by_ada, host=host, port=587)

    assert (account.state, account.problem, server.heard) == (S.BROKEN, problem, [])


def test_a_port_that_is_no_mail_servers_is_not_knocked_at(monkeypatch, minato, by_ada, own_smtp):
    knocked = []
    monkeypatch.setattr(outbound, "connect", lambda *told, **more: knocked.append(told))

    account = saved(own_smtp(), minato.pk, by=by_ada, host="mail.minato.example", port=22)

    assert (account.problem, knocked) == (Problem.FORBIDDEN, [])


def test_an_address_the_account_may_not_use_is_said(own_smtp, minato, by_ada):
    account = saved(own_smtp(), minato.pk, by=by_ada, address="chef@minato.example", user=ADDRESS)

    assert (account.state, account.problem) == (S.BROKEN, Problem.NOT_OURS)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant",
            Problem.LOGIN_OFF,
        ),
        ("535 5.7.8 Username and Password not accepted", Problem.PASSWORD),
        ("454 4.7.0 Temporary authentication failure", Problem.AWAY),
    ],
)
def test_what_a_server_says_at_the_door_is_understood(said, problem, own_smtp, minato, by_ada):
    account = saved(own_smtp(at_login=said), minato.pk, by=by_ada)

    assert (account.problem, said in account.problem_said) == (problem, True)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("550 5.4.5 Daily user sending limit exceeded", Problem.LIMIT),
        ("554 5.2.252 SendAsDenied; a@b.example not allowed to send as c@b.example", Problem.NOT_OURS),
        ("553 5.7.1 <a@b.example>: Sender address rejected: not owned by user c", Problem.NOT_OURS),
        ("550 5.1.8 Access denied, bad outbound sender", Problem.BLOCKED),
        ("550 5.7.501 Access denied, spam abuse detected", Problem.BLOCKED),
        ("530 5.7.57 Client not authenticated to send mail", Problem.PASSWORD),
        ("550 5.1.1 The email account that you tried to reach does not exist", None),
        ("550 5.2.1 The email account that you tried to reach is disabled", None),
        ("552 5.2.2 The recipient's mailbox is over quota", None),
        ("554 5.7.1 Message rejected as spam", None),
        ("451 4.7.1 Greylisted, try again", None),
        ("550 5.1.81 other", None),
    ],
)
def test_what_speaks_of_the_account_and_what_of_one_mail(said, problem):
    assert problem_with(said) == problem


# --- permission ---------------------------------------------------------------------------------------------------


def test_an_unticked_box_is_said(mail_service, minato, by_ada):
    there = mail_service("google")
    there.oauth.unticked = True

    account = connected(there, minato.pk, by=by_ada)

    assert (account.state, account.problem, there.mail.heard) == (S.BROKEN, Problem.SCOPE, [])


@pytest.mark.parametrize(
    ("fault", "problem"),
    [("500", Problem.AWAY), ("503", Problem.AWAY), ("nonsense", Problem.AWAY), ("302", Problem.AWAY)],
)
def test_a_service_that_fails_is_waited_for(fault, problem, mail_service, minato, by_ada):
    there = mail_service("google")
    there.oauth.failing = fault

    account = connected(there, minato.pk, by=by_ada)

    assert (account.state, account.problem) == (S.BROKEN, problem)


def begun(there):
    start = oauth.start(oauth.service_of(there.kind), address=ADDRESS)
    return start, there.visit(start.url)["code"]


def exchanged(there, code, verifier):
    try:
        oauth.exchange(oauth.service_of(there.kind), code=code, verifier=verifier)
    except Trouble as trouble:
        return trouble.problem
    return "tokens"


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_code_counts_once_and_only_with_its_verifier(kind, mail_service):
    there = mail_service(kind)
    start, code = begun(there)

    assert exchanged(there, code, "w" * 64) == Problem.REVOKED
    assert exchanged(there, code, start.verifier) == "tokens"
    assert exchanged(there, code, start.verifier) == Problem.REVOKED
    assert exchanged(there, "made-up", start.verifier) == Problem.REVOKED


def test_a_code_that_waited_too_long_is_refused(mail_service):
    there = mail_service("google")
    there.oauth.code_life = -1
    start, code = begun(there)

    assert exchanged(there, code, start.verifier) == Problem.REVOKED


def test_a_wrong_client_secret_is_the_operators_to_mend(mail_service, settings):
    there = mail_service("google")
    start, code = begun(there)
    there.oauth.client_secret = "another"

    assert exchanged(there, code, start.verifier) == Problem.APP


def test_an_address_that_is_not_registered_never_gets_the_browser_back(mail_service, settings):
    import requests

    there = mail_service("microsoft")
    settings.PUBLIC_URL = "https://thief.example"
    start = oauth.start(oauth.service_of(there.kind), address=ADDRESS)

    answer = requests.get(start.url, verify=there.trust, allow_redirects=False, timeout=10)

    assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_two_questions_never_share_state_or_verifier(mail_service):
    there = mail_service("google")
    starts = [oauth.start(oauth.service_of(there.kind), address=ADDRESS) for _time in range(20)]

    assert len({one.state for one in starts}) == len({one.verifier for one in starts}) == 20
    assert all(one.verifier not in one.url for one in starts)


# --- sending ------------------------------------------------------------------------------------------------------


def test_a_notice_leaves_through_the_companys_own_account(own_smtp, smtp_sink, released, minato, by_ada):
    server = own_smtp()
    in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    message = released()

    deliver_company(minato.pk)

    (mail,) = to_people(server)
    assert (row_of(message).state, smtp_sink.mails) == (MessageState.ACCEPTED, [])
    assert [one.addr_spec for one in mail.mail["From"].addresses] == [ADDRESS]
    assert mail.sender == ADDRESS


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_notice_leaves_through_a_connected_service(kind, mail_service, smtp_sink, released, minato, by_ada):
    there = mail_service(kind)
    in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    messages = [released(name=f"人{n}") for n in range(3)]

    deliver_company(minato.pk)

    assert [row_of(one).state for one in messages] == [MessageState.ACCEPTED] * 3
    assert ([one.user for one in to_people(there.mail)], smtp_sink.mails) == ([ADDRESS] * 3, [])
    assert [ok for _user, ok in there.mail.logins] == [True, True]  # once for the code, once for three mails


def test_another_company_still_sends_through_the_installation(
    own_smtp, smtp_sink, released, decided, minato, komorebi, cleo, by_ada, settings
):
    from career_relay.notices import actions

    server = own_smtp()
    in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    released()
    with acting_for(komorebi.pk):
        draft = actions.draft_notice(decided(), by=user_actor(cleo.pk))
        actions.check_message(draft, by=user_actor(cleo.pk))
        actions.release([draft], by=user_actor(cleo.pk))

    deliver_company(minato.pk)
    deliver_company(komorebi.pk)

    assert (len(to_people(server)), len(smtp_sink.mails)) == (1, 1)
    assert "komorebi.example" in smtp_sink.mails[0].sender


def test_without_a_choice_mail_leaves_through_the_installation(own_smtp, smtp_sink, released, minato, by_ada):
    server = own_smtp()
    account = saved(server, minato.pk, by=by_ada)
    with acting_for(minato.pk):
        senders.prove(account, senders.code_of(account), by=by_ada)
    released()

    deliver_company(minato.pk)

    assert (to_people(server), len(smtp_sink.mails)) == ([], 1)


def test_the_preview_shows_the_sender_that_is_used(own_smtp, minato, by_ada):
    with acting_for(minato.pk):
        before = post.sender_of(Company.objects.get(pk=minato.pk), "relay@career-relay.example")
    in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)

    with acting_for(minato.pk):
        assert before == minato.sender_address
        assert post.sender_of(Company.objects.get(pk=minato.pk), "x@y.example") == ADDRESS


def test_the_sender_is_asked_once_for_a_batch(own_smtp, minato, by_ada, django_assert_num_queries):
    in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    with acting_for(minato.pk):
        company = Company.objects.get(pk=minato.pk)
        with django_assert_num_queries(1):
            assert {post.sender_of(company, "") for _mail in range(50)} == {ADDRESS}


def test_an_address_that_is_refused_fails_alone(own_smtp, released, minato, by_ada):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.answer = "550 5.1.1 no such user"
    message = released()

    deliver_company(minato.pk)

    assert (row_of(message).state, fresh(account).state) == (MessageState.FAILED, S.READY)


# --- broken: mail waits, is shown, and leaves no other way --------------------------------------------------------


def test_a_changed_password_stops_the_account_and_mail_waits(own_smtp, smtp_sink, released, minato, by_ada):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.passwords[ADDRESS] = "changed elsewhere"
    messages = [released(name=f"人{n}") for n in range(3)]

    answers = [deliver(minato.pk) for _time in range(3)]

    assert answers == [Problem.PASSWORD] * 3
    assert {row_of(one).state for one in messages} == {MessageState.HELD}
    assert (to_people(server), smtp_sink.mails) == ([], [])
    assert (fresh(account).state, fresh(account).problem) == (S.BROKEN, Problem.PASSWORD)
    with acting_for(minato.pk):
        assert senders.waiting(timezone.now()) == 3
        assert senders.stopped().pk == account.pk


def test_a_stopped_account_does_not_knock_again(own_smtp, released, minato, by_ada):
    server = own_smtp()
    in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.passwords.clear()
    released()
    deliver(minato.pk)
    knocked = len(server.logins)

    for _time in range(5):
        deliver(minato.pk)

    assert len(server.logins) == knocked


def test_mended_the_same_mails_leave(own_smtp, released, minato, by_ada):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.passwords[ADDRESS] = "neu-und-lang"
    message = released()
    deliver(minato.pk)

    saved(server, minato.pk, by=by_ada, password="neu-und-lang")
    deliver(minato.pk)

    assert (row_of(message).state, len(to_people(server))) == (MessageState.ACCEPTED, 1)
    assert (fresh(account).state, fresh(account).problem) == (S.READY, "")


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_withdrawn_permission_stops_the_account(kind, mail_service, smtp_sink, released, minato, by_ada):
    there = mail_service(kind)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    there.oauth.withdraw()
    message = released()

    assert deliver(minato.pk) == Problem.REVOKED

    assert (row_of(message).state, smtp_sink.mails, to_people(there.mail)) == (MessageState.HELD, [], [])
    assert (fresh(account).state, fresh(account).problem) == (S.BROKEN, Problem.REVOKED)
    assert events_of(account)[-1] == "notices.sender_broken"


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_connected_again_without_a_code_the_mails_leave(kind, mail_service, released, minato, by_ada):
    there = mail_service(kind)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    there.oauth.withdraw()
    message = released()
    deliver(minato.pk)

    connected(there, minato.pk, by=by_ada)
    deliver(minato.pk)

    assert (fresh(account).state, row_of(message).state) == (S.READY, MessageState.ACCEPTED)


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_token_is_renewed_before_it_ends_and_the_new_one_kept(kind, mail_service, released, minato, by_ada):
    there = mail_service(kind)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    before = change(account, token_until=timezone.now() + timedelta(minutes=4))
    message = released()

    deliver(minato.pk)

    after = fresh(account)
    assert row_of(message).state == MessageState.ACCEPTED
    assert (after.access_token != before.access_token, after.renewing_until) == (True, None)
    assert (after.refresh_token != before.refresh_token) is (kind == "microsoft")
    assert after.token_until > timezone.now() + timedelta(minutes=50)


def test_a_token_that_ended_early_is_renewed_once(mail_service, released, minato, by_ada):
    there = mail_service("microsoft")
    in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    there.oauth.forget_access()
    message = released()

    deliver(minato.pk)

    assert row_of(message).state == MessageState.ACCEPTED
    assert [asked.get("grant_type") for place, asked in there.oauth.seen if place == "token"] == [
        "authorization_code",
        "refresh_token",
    ]


def test_two_workers_do_not_renew_at_once(mail_service, minato, by_ada):
    """A rotated token that comes twice looks stolen, and the service ends the whole permission."""
    there = mail_service("microsoft")
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    account = change(account, renewing_until=timezone.now() + timedelta(seconds=20))

    with pytest.raises(Unreachable):
        sender_trouble.renew(account)

    stale = change(account, renewing_until=None)
    sender_trouble.renew(fresh(account))
    sender_trouble.renew(stale)
    assert [asked["grant_type"] for place, asked in there.oauth.seen if place == "token"].count("refresh_token") == 1
    assert there.oauth.told == []


def test_a_worker_that_died_while_renewing_holds_nobody_up(mail_service, minato, by_ada):
    there = mail_service("google")
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    account = change(account, renewing_until=timezone.now() - timedelta(seconds=1))

    assert sender_trouble.renew(account).renewing_until is None


def test_a_service_that_is_away_delays_and_does_not_stop(mail_service, released, minato, by_ada):
    there = mail_service("google")
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    change(account, token_until=timezone.now())
    there.oauth.failing = "503"
    message = released()

    assert deliver(minato.pk) == Problem.AWAY
    assert (fresh(account).state, fresh(account).problem) == (S.READY, Problem.AWAY)

    there.oauth.failing = ""
    deliver(minato.pk)
    assert (row_of(message).state, fresh(account).problem) == (MessageState.ACCEPTED, "")


@pytest.mark.parametrize(
    ("said", "problem", "state"),
    [
        ("554 5.2.252 SendAsDenied; not allowed to send as", Problem.NOT_OURS, S.BROKEN),
        ("550 5.1.8 Access denied, bad outbound sender", Problem.BLOCKED, S.BROKEN),
        ("550 5.4.5 Daily user sending limit exceeded", Problem.LIMIT, S.READY),
    ],
)
def test_a_no_about_the_account_never_fails_a_mail(said, problem, state, own_smtp, released, minato, by_ada):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.answer = said
    messages = [released(name=f"人{n}") for n in range(3)]

    deliver(minato.pk)
    for _time in range(3):
        deliver(minato.pk)

    assert {row_of(one).state for one in messages} <= {MessageState.HELD, MessageState.QUEUED}
    assert (fresh(account).state, fresh(account).problem) == (state, problem)


def test_a_secret_nobody_can_open_any_more_is_asked_for_anew(own_smtp, released, minato, by_ada, settings):
    account = in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    message = released()
    settings.SECRET_KEY = "an entirely different key of thirty-two letters"

    assert deliver(minato.pk) == Problem.SEALED

    assert (fresh(account).state, row_of(message).state) == (S.BROKEN, MessageState.HELD)


def test_after_a_change_of_key_the_old_one_still_opens(own_smtp, released, minato, by_ada, settings):
    in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    message = released()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "an entirely different key of thirty-two letters"

    deliver(minato.pk)

    assert row_of(message).state == MessageState.ACCEPTED


# --- limits -------------------------------------------------------------------------------------------------------


def test_the_limits_are_those_the_services_publish(settings):
    found = {kind: (one.per_minute, one.per_day) for kind, one in settings.MAIL_SERVICES.items()}

    assert found == {"microsoft": (30, 10_000), "google": (0, 2_000)}


def test_a_minutes_mails_are_used_up_and_the_rest_wait(mail_service, released, minato, by_ada):
    there = mail_service("microsoft", per_minute=3, per_day=100)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    messages = [released(name=f"人{n}") for n in range(4)]

    assert deliver(minato.pk) == Problem.LIMIT

    states = sorted(row_of(one).state for one in messages)
    assert states.count(MessageState.ACCEPTED) == 2  # the code was the first of three
    assert set(states) == {MessageState.ACCEPTED, MessageState.QUEUED}
    assert (fresh(account).problem, fresh(account).minute_sent) == ("", 3)


def test_when_the_minute_is_over_the_rest_leave(mail_service, released, minato, by_ada):
    there = mail_service("microsoft", per_minute=1, per_day=100)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    message = released()
    assert deliver(minato.pk) == Problem.LIMIT

    change(account, minute_from=timezone.now() - timedelta(seconds=61))
    deliver(minato.pk)

    assert row_of(message).state == MessageState.ACCEPTED


def test_a_days_mails_that_are_used_up_are_said(mail_service, released, minato, by_ada):
    there = mail_service("google", per_day=1)
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    message = released()

    assert deliver(minato.pk) == Problem.LIMIT

    assert (fresh(account).state, fresh(account).problem, row_of(message).state) == (
        S.READY, Problem.LIMIT, MessageState.HELD,
    )  # fmt: skip


def test_an_account_rests_after_the_service_has_said_enough(own_smtp, minato, by_ada):
    account = in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    now = timezone.now()
    said = {"problem": Problem.LIMIT, "problem_said": "550 5.4.5"}

    assert sender_limits.left_now(change(account, **said, problem_at=now)) == 0
    assert sender_limits.left_now(change(account, **said, problem_at=now - timedelta(minutes=16))) > 0


@pytest.mark.parametrize(("count", "hindered"), [(1, False), (9, False), (10, True)])
def test_many_leave_room_for_results(mail_service, minato, by_ada, count, hindered):
    there = mail_service("google", per_day=10)
    in_use(connected(there, minato.pk, by=by_ada), by=by_ada)

    with acting_for(minato.pk):
        why = senders.hindrance_for_many(Company.objects.get(pk=minato.pk), count, timezone.now())

    assert bool(why) is hindered


# --- tests to oneself, and leaving --------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "ok"), [("", True), ("550 5.7.1 no", False)])
def test_a_test_mail_goes_to_oneself_through_the_account(own_smtp, minato, by_ada, ada, answer, ok):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    server.answer = answer

    sender_tries.send_test(minato.pk, account.pk, ada.pk)

    assert ([one.to for one in to_people(server)], fresh(account).tested_ok) == ([[ada.email]] if ok else [], ok)


def test_a_test_mail_goes_to_nobody_elsewhere(own_smtp, minato, by_ada, cleo):
    server = own_smtp()
    account = in_use(saved(server, minato.pk, by=by_ada), by=by_ada)

    sender_tries.send_test(minato.pk, account.pk, cleo.pk)

    assert to_people(server) == []


@pytest.mark.parametrize("away", [False, True])
def test_a_removed_account_is_gone_and_google_is_told(mail_service, minato, by_ada, away):
    there = mail_service("google")
    account = connected(there, minato.pk, by=by_ada)
    with acting_for(minato.pk):
        senders.forget(account, by=by_ada)
    there.oauth.failing = "503" if away else ""

    sender_tries.give_back(minato.pk, account.pk)
    sender_tries.give_back(minato.pk, account.pk)

    with acting_for(minato.pk):
        assert SenderAccount.objects.count() == 0
    assert [grant.is_over for grant in there.oauth.grants.values()] == [not away]


def test_an_account_that_is_gone_in_the_middle_of_a_batch_stops_it(own_smtp, minato, by_ada):
    account = in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    office = AccountOffice(account)
    with acting_for(minato.pk):
        SenderAccount.objects.all().delete()

    with pytest.raises(Unreachable):
        office.ready()


def test_one_company_has_one_chosen_sender(own_smtp, mail_service, minato, by_ada):
    first = in_use(saved(own_smtp(), minato.pk, by=by_ada), by=by_ada)
    second = in_use(connected(mail_service("google"), minato.pk, by=by_ada), by=by_ada)

    assert (fresh(first).is_chosen, fresh(second).is_chosen) == (False, True)
    assert events_of(second)[-1] == "notices.sender_chosen"


@pytest.mark.parametrize("now", list(SenderState))
@pytest.mark.parametrize("then", list(SenderState))
def test_only_the_moves_of_the_table_are_made(now, then):
    if then in NEXT.get(now, frozenset()):
        ensure_next(now, then)
    else:
        with pytest.raises(Refused):
            ensure_next(now, then)


def test_nothing_secret_is_logged_while_sending(mail_service, own_smtp, released, minato, by_ada, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the server of the test
    there = mail_service("microsoft")
    account = in_use(connected(there, minato.pk, by=by_ada), by=by_ada)
    account = change(account, token_until=timezone.now())
    released()
    deliver(minato.pk)
    server = own_smtp()
    saved(server, minato.pk, by=by_ada)

    secrets = [*there.mail.heard, *server.heard, account.refresh_token, fresh(account).refresh_token,
               there.oauth.client_secret, *there.oauth.grants]  # fmt: skip
    ours = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith(("mail.log", "asyncio")))
    assert [one for one in secrets if one in ours] == []


def test_a_candidate_elsewhere_never_shows_up(minato, komorebi, own_smtp, by_ada):
    saved(own_smtp(), minato.pk, by=by_ada)

    with acting_for(komorebi.pk):
        assert (SenderAccount.objects.count(), Candidate.objects.count()) == (0, 0)
        assert SenderKind.SMTP not in {one.kind for one in SenderAccount.objects.all()}


# --- as the worker does it ----------------------------------------------------------------------------------------

threads = pytest.mark.django_db(transaction=True)


@threads
def test_the_worker_tries_checks_and_sends(own_smtp, dns_server, smtp_sink, released, minato, ada, by_ada):
    server = own_smtp()
    told = {"address": ADDRESS, "user": "", "host": "localhost", "port": server.port, "security": "starttls",
            "selectors": "", "password": PASSWORD}  # fmt: skip
    with acting_for(minato.pk):
        account = senders.save_smtp(by=by_ada, **told)

    work()
    assert fresh(account).state == S.UNPROVEN

    in_use(fresh(account), by=by_ada)
    with acting_for(minato.pk):
        senders.send_test(fresh(account), user_id=ada.pk)
    message = released()
    work()

    assert (row_of(message).state, smtp_sink.mails) == (MessageState.ACCEPTED, [])
    assert [one.to for one in server.taken][:2] == [[ADDRESS], [ada.email]]
    assert fresh(account).tested_ok is True
    with acting_for(minato.pk):
        assert DomainCheck.objects.get(domain="minato.example").checked_at is not None
    assert failed_jobs() == []


@threads
def test_every_night_the_known_domains_are_asked_again(dns_server, minato, komorebi, by_ada):
    with acting_for(minato.pk):
        check = DomainCheck.objects.create(domain="minato.example", checked_at=timezone.now() - timedelta(days=1))

    sender_tasks.check_domains(0)
    for company in (minato, komorebi):
        sender_tasks.check_domain_of_company(company_id=company.pk)
        sender_tasks.check_domain_of_company(company_id=company.pk)

    with acting_for(minato.pk):
        again = DomainCheck.objects.get(pk=check.pk)
    assert (again.checked_at > check.checked_at, {one for one, *_rest in dns_server.asked} >= {"minato.example"}) == (
        True,
        True,
    )


@threads
def test_a_removed_account_is_removed_by_the_worker(mail_service, minato, by_ada):
    there = mail_service("google")
    account = connected(there, minato.pk, by=by_ada)
    with acting_for(minato.pk):
        senders.forget(account, by=by_ada)

    work()

    with acting_for(minato.pk):
        assert SenderAccount.objects.count() == 0
    assert ([one.is_over for one in there.oauth.grants.values()], failed_jobs()) == ([True], [])
