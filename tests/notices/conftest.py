from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Reason, Stage
from career_relay.notices import actions
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Message
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.sink import smtp_sink  # noqa: F401 — a fixture


@pytest.fixture
def by_ben(ben):
    return user_actor(ben.pk)


@pytest.fixture
def decided():
    """Make an application that was answered with a no. Needs an active company."""

    def make(*, candidate=None, **fields):
        person = candidate or CandidateFactory(name=fields.pop("name", "キム 美咲"))
        rejected = {"stage": Stage.REJECTED, "reason": Reason.EXPERIENCE, "reason_details": "内部のメモ: 年収が高い"}
        today = timezone.localdate()
        return ApplicationFactory(
            candidate=person,
            **{"decided_at": timezone.now(), "reapply_from": today + timedelta(days=180), **rejected, **fields},
        )

    return make


@pytest.fixture
def released(settings, minato, ben, by_ben, decided):
    """Release one notice, due at once, committed. Gives the message."""
    settings.NOTICE_HOLD_SECONDS = 0

    def make(**fields):
        with acting_for(minato.pk):
            draft = actions.draft_notice(decided(**fields), by=by_ben, personal_point=fields.pop("point", ""))
            actions.check_message(draft, by=by_ben)
            (message,) = actions.release([draft], by=by_ben)
            return message

    return make


@pytest.fixture
def sent(smtp_sink, released, minato):  # noqa: F811
    """A notice to Kim that the mail server took."""

    def make(**fields):
        message = released(**fields)
        deliver_company(minato.pk)
        with acting_for(minato.pk):
            return Message.objects.select_related("candidate").get(pk=message.pk)

    return make
