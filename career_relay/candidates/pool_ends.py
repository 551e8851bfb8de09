"""A place in a talent pool lasts a year: after eleven months the person is asked, once, whether to stay (LEGAL T-03).

Who says nothing is erased when the permission ends and no selection keeps the record.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate
from career_relay.candidates.signals import pool_ending
from career_relay.candidates.sources import is_guarded
from career_relay.candidates.states import RecordState

AHEAD = timedelta(days=30)
AT_ONCE = 500


@transaction.atomic
def ask(today: date) -> int:
    """Ask whoever's permission ends within a month and who was not asked about this one. Gives how many.

    Nobody is written to who asked for quiet, or whom an agency introduced.
    """
    unasked = Q(pool_asked_on=None) | Q(pool_asked_on__lt=F("state_until") - AHEAD)
    rows = Candidate.objects.select_for_update(of=("self",)).filter(
        unasked,
        state=RecordState.POOL,
        state_until__range=(today, today + AHEAD),
        do_not_contact=False,
    )
    asked = [one for one in rows.exclude(email="").order_by("pk")[:AT_ONCE] if not is_guarded(one, today)]
    for one in asked:
        one.pool_asked_on = today
        one.save(update_fields=["pool_asked_on"])
        pool_ending.send(sender=Candidate, candidate=one)
        record(CandidateEvent.POOL_RENEWAL_ASKED, one, by=SYSTEM)
    return len(asked)
