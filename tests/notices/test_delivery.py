"""From release to the mail server, over a real wire and a real database."""

import pytest

from career_relay.base.tenancy import company as acting_for
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState

pytestmark = pytest.mark.django_db(transaction=True)


def state_of(message):
    with acting_for(message.company_id):
        return Message.objects.get(pk=message.pk).state


def test_a_released_notice_arrives_once(smtp_sink, released, minato):
    message = released()

    assert deliver_company(minato.pk) == 1
    assert deliver_company(minato.pk) == 0

    assert state_of(message) == MessageState.ACCEPTED
    assert [mail.message["Subject"] for mail in smtp_sink.mails] == ["選考結果のご連絡（株式会社ミナトソフト）"]
