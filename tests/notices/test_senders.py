"""A company's own way out: set up, proven, chosen, broken, mended; over real TLS to servers that check what real ones check."""

import pytest

from career_relay.base.tenancy import company as acting_for
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Message
from career_relay.notices.sender_states import Problem, SenderState
from career_relay.notices.states import MessageState
from tests.standins.world import ADDRESS, connected, in_use, saved

pytestmark = pytest.mark.django_db
S = SenderState


@pytest.fixture
def by_ada(ada):
    from career_relay.base.actors import user_actor

    return user_actor(ada.pk)


def row_of(message):
    with acting_for(message.company_id):
        return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize("mode", ["starttls", "tls"])
def test_an_own_server_is_tried_and_mails_a_code_to_the_address(mode, own_smtp, minato, by_ada):
    server = own_smtp(mode)

    account = saved(server, minato.pk, by=by_ada)

    (mail,) = server.to(ADDRESS)
    assert (account.state, account.problem) == (S.UNPROVEN, "")
    assert (mail.user, mail.sender) == (ADDRESS, ADDRESS)


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_service_is_connected_by_permission_and_mails_a_code(kind, mail_service, minato, by_ada):
    there = mail_service(kind)

    account = connected(there, minato.pk, by=by_ada)

    assert (account.state, account.problem) == (S.UNPROVEN, "")
    assert [one.user for one in there.mail.to(ADDRESS)] == [ADDRESS]
    assert there.oauth.told == []


def test_a_notice_leaves_through_the_companys_own_account(own_smtp, smtp_sink, released, minato, by_ada):
    server = own_smtp()
    in_use(saved(server, minato.pk, by=by_ada), by=by_ada)
    message = released()

    deliver_company(minato.pk)

    (mail,) = [one for one in server.taken if ADDRESS not in one.to]
    assert (row_of(message).state, smtp_sink.mails) == (MessageState.ACCEPTED, [])
    assert [one.addr_spec for one in mail.mail["From"].addresses] == [ADDRESS]
    assert mail.sender == ADDRESS


def test_a_wrong_password_is_said(own_smtp, minato, by_ada):
    account = saved(own_smtp(), minato.pk, by=by_ada, password="falsch")

    assert (account.state, account.problem) == (S.BROKEN, Problem.PASSWORD)
