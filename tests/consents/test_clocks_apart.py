"""The clock of the program is slow, the one of the database is right: what has ended has ended (RELIABILITY 4.15, rule 22)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.consents import gates
from career_relay.consents.models import AccessGrant, ConsentNow, Package
from career_relay.consents.states import Purpose

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_choice_that_has_ended_by_the_clock_of_the_database_shows_nothing(relay, time_machine):
    with person(relay.kim):
        ConsentNow.objects.update(expires_at=timezone.now() - HOUR)

    time_machine.move_to(timezone.now() - 2 * HOUR, tick=False)

    assert gates.may_show(relay.kim, relay.komorebi.pk, Purpose.TEASER) is False
    with pytest.raises(Refused):
        gates.ensure_may_show(relay.kim, relay.komorebi.pk, Purpose.TEASER)


def test_a_clock_that_is_fast_ends_things_early_and_never_late(relay, time_machine):
    assert gates.may_show(relay.kim, relay.komorebi.pk, Purpose.TEASER) is True

    time_machine.move_to(timezone.now() + timedelta(days=91), tick=False)

    assert gates.may_show(relay.kim, relay.komorebi.pk, Purpose.TEASER) is False


def test_a_question_about_a_moment_is_answered_for_that_moment(relay):
    later = timezone.now() + timedelta(days=91)

    assert gates.may_show(relay.kim, relay.komorebi.pk, Purpose.TEASER, at=later) is False


def test_a_package_whose_time_is_over_is_not_in_the_receivers_rows(received, time_machine):
    with person(received.kim):
        AccessGrant.objects.update(until=timezone.now() - HOUR)

    time_machine.move_to(timezone.now() - 2 * HOUR, tick=False)

    with company(received.komorebi.pk):
        assert Package.objects.count() == 0
