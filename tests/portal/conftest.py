"""Kim at the portal: a signed-in browser, an answer from Minato, a profile."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import company, person
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from career_relay.portal.middleware import SESSION_KEY
from tests.factories.candidates import ApplicationFactory
from tests.factories.people import PassportFactory, prove

BODY = """キム 美咲 様

慎重に検討を重ねた結果、今回はご期待に沿えない結果となりました。

順を追ってお話しくださり、状況がよく分かりました。

https://relay.example/r/secret

採用担当"""


def sign_in(client, person_id: int) -> None:
    session = client.session
    session[SESSION_KEY] = person_id
    session.save()


def plain(response) -> str:
    """The page without what is new in every answer."""
    text = response.content.decode()
    text = re.sub(r'value="[A-Za-z0-9]{64}"', 'value="token"', text)
    return re.sub(r'"X-CSRFToken": "[A-Za-z0-9]+"', '"X-CSRFToken": "token"', text)


@pytest.fixture
def kims(client, kim):
    """Kim's browser."""
    sign_in(client, kim)
    return client


@pytest.fixture
def application(kim, minato):
    """Kim's application at Minato, answered with a no by mail."""
    with company(minato.pk):
        found = ApplicationFactory(
            candidate__email_key="kim@mail.example",
            candidate__person_id=kim,
            person_id=kim,
            stage="rejected",
            reason="experience",
            reason_details="社内だけの理由",
            decided_at=timezone.now(),
            reapply_from=timezone.localdate() + timedelta(days=180),
        )
        Message.objects.create(
            candidate=found.candidate,
            application=found,
            person_id=kim,
            state=MessageState.ACCEPTED,
            sent_at=timezone.now(),
            body_text=BODY,
            personal_point="順を追ってお話しくださり、状況がよく分かりました。",
        )
    return found


@pytest.fixture
def profile(kim):
    with person(kim):
        return PassportFactory()


@pytest.fixture
def lee(db) -> int:
    """Somebody else."""
    return prove("lee@mail.example")
