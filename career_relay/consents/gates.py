"""May this person be shown to that company, may that company write? Asked here and nowhere else.

The rule itself is `sql/may_show.sql`; lists, matches, asks, disclosure and mail all go through it.
"""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.candidates.sources import Hindrance, hindrance, is_guarded
from career_relay.candidates.states import RecordState
from career_relay.consents.queries import NEAR
from career_relay.consents.states import Barrier, Purpose

HINDERED = {
    Hindrance.PROTECTED: Barrier.PROTECTED,
    Hindrance.SOURCE_UNKNOWN: Barrier.SOURCE_UNKNOWN,
    Hindrance.DO_NOT_CONTACT: Barrier.NO_PERMISSION,
}


def may_show(person_id: int, viewer_id: int, purpose: Purpose, *, at: datetime | None = None) -> bool:
    """Whether the company may learn of the person for this purpose at that moment.

    at: the present when left out, by our clock or the database's, whichever is further: one that is slow opens nothing.
    """
    asked: list[int | str | datetime | None] = [person_id, viewer_id, purpose.value, at, timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT may_show(%s, %s, %s, coalesce(%s, greatest(%s, clock_timestamp())))", asked)
        return bool(cursor.fetchone()[0])


def ensure_may_show(person_id: int, viewer_id: int, purpose: Purpose, *, at: datetime | None = None) -> None:
    """Raise Refused unless the person's effective choice allows it."""
    if not may_show(person_id, viewer_id, purpose, at=at):
        code = "TEASER_SCOPE_REQUIRED" if purpose is Purpose.TEASER else "CONSENT_REQUIRED"
        raise Refused(_("The person has not chosen this, or no longer does. Nothing is handed over."), code=code)


def ensure_near(country: str) -> None:
    """Raise Refused for a company abroad: handing over there would need a consent of its own that we do not offer (C-16)."""
    if country not in NEAR:
        raise Refused(
            _("This company is outside Japan, the EU and the UK. Nothing can be handed there with this consent."),
            code="ART28_SCOPE_REQUIRED",
        )


def may_write(candidate: Candidate, legal_class: str, *, at: datetime | None = None) -> Barrier | None:
    """Why the candidate's company may not write this kind of mail; None when it may (LEGAL E-01, E-03, A11).

    A notice always goes out, though to the agency while the candidate is protected. The person's latest word
    (`do_not_contact`, set by a withdrawal) wins over whatever an import said. Suppression is checked at sending.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    if legal_class == "notice":
        return Barrier.PROTECTED if is_guarded(candidate, today) else None
    if (why := hindrance(candidate, today)) is not None:
        return HINDERED[why]
    if candidate.state == RecordState.CONTACT and (candidate.state_until is None or candidate.state_until >= today):
        return None
    if candidate.person_id and may_show(candidate.person_id, candidate.company_id, Purpose.CONTACT, at=at):
        return None
    return Barrier.NO_PERMISSION
