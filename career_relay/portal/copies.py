"""Taking a copy of one's own data: written down each time, and not more often than somebody would."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import Person
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.consents.events import Event
from career_relay.portal.exports.bundle import File, Part, files_of

PER_HOUR = 10
HOUR = timedelta(hours=1)


def take_copy(person_id: int, parts: Sequence[Part], *, by: Actor) -> list[File]:
    """Give the files of the active person and write down that they were taken.

    Raises Refused after ten copies within the hour (a stolen session is not a way to keep a machine busy), and where
    there is nothing of what was chosen.
    """
    me = Person.objects.select_for_update().get(pk=person_id)
    lately = AuditEvent.objects.filter(event=Event.COPY_TAKEN, person_id=person_id, at__gt=timezone.now() - HOUR)
    if lately.count() >= PER_HOUR:
        raise Refused(_("You took many copies within the hour. Please wait a little and try again."), code="TOO_MANY")
    files = list(files_of(parts))
    if not files:
        raise Refused(_("There is nothing yet of what you chose. Choose something else as well."), code="NOTHING")
    record(Event.COPY_TAKEN, me, by=by, parts=[str(one) for one in parts])
    return files
