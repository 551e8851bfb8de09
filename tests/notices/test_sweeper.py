"""What nobody else would notice is woken, once, by ids alone."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from career_relay.accounts.models import CodeRequest
from career_relay.base.tenancy import company as acting_for
from career_relay.notices import campaigns
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import MessageState, PersonalKind
from career_relay.notices.sweeper import sweep
from tests.factories.campaigns import newsletter, reachable

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def plain():
    """A connection as the supervisor has one: cr_app, nobody active, and no jobs left of other tests."""
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], user="cr_app", dbname=place["NAME"], autocommit=True) as plain:
        forget_jobs(plain)
        yield plain


def forget_jobs(plain):
    plain.execute("DELETE FROM procrastinate_jobs")


def jobs(plain):
    return plain.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id").fetchall()


def test_a_due_notice_without_a_job_is_woken_once(plain, released, minato):
    released()
    forget_jobs(plain)

    assert (sweep(plain), sweep(plain)) == (1, 0)

    assert jobs(plain) == [("notices.deliver_company", {"company_id": minato.pk})]


def test_a_notice_that_is_still_held_is_left_alone(plain, settings, released, minato):
    message = released()
    forget_jobs(plain)
    with acting_for(minato.pk):
        Message.objects.filter(pk=message.pk).update(send_after=timezone.now() + timedelta(minutes=5))

    assert sweep(plain) == 0


@pytest.mark.parametrize(
    ("state", "seconds", "woken"),
    [
        (MessageState.CLAIMED, 59, 0),
        (MessageState.CLAIMED, 62, 1),
        (MessageState.SENDING, 110, 0),
        (MessageState.SENDING, 122, 1),
        (MessageState.UNKNOWN, 9999, 0),
        (MessageState.ACCEPTED, 9999, 0),
    ],
)
def test_what_a_dead_worker_left_is_woken_after_its_time(plain, released, minato, state, seconds, woken):
    message = released()
    forget_jobs(plain)
    then = timezone.now() - timedelta(seconds=seconds)
    with acting_for(minato.pk):
        Message.objects.filter(pk=message.pk).update(state=state, claimed_at=then)

    assert sweep(plain) == woken


def test_a_personal_mail_whose_job_is_gone_is_woken(plain):
    request = CodeRequest.objects.create(address="kim@mail.example", expires_at=timezone.now() + timedelta(minutes=9))
    mail = send_to_person(PersonalKind.CODE, code_request=request)
    forget_jobs(plain)
    assert sweep(plain) == 0  # its own job may be on the way

    PersonalMail.objects.update(created_at=timezone.now() - timedelta(seconds=20))

    assert (sweep(plain), sweep(plain)) == (1, 0)
    assert jobs(plain) == [("notices.deliver_personal", {"mail_id": mail.pk})]


def test_the_function_gives_ids_of_companies_and_nothing_else(plain, released, minato):
    released()

    assert plain.execute("SELECT * FROM due_outbox()").fetchall() == [(minato.pk,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        plain.execute("SELECT subject FROM notices_message")


def test_a_campaign_whose_worker_died_is_looked_after_once(plain, minato, by_ben, settings):
    settings.NOTICE_HOLD_SECONDS, settings.QUIET_HOURS = 0, False
    with acting_for(minato.pk):
        campaign = campaigns.release(newsletter(by_ben), [reachable().pk], by=by_ben)
        paused = campaigns.release(newsletter(by_ben), [reachable().pk], by=by_ben)
        campaigns.pause(paused, by=by_ben)
    forget_jobs(plain)

    woken = [sweep(plain), sweep(plain)]

    assert woken == [1, 0]
    assert jobs(plain) == [("notices.tend_campaign", {"company_id": minato.pk, "campaign_id": campaign.pk})]
