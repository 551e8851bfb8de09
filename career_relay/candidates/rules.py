"""What may be done to a record now, and what may be written about a person."""

from datetime import date

from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import DECIDED, IN_PROGRESS, Reason, Stage

LONGEST_TEXT = 4_000


def ensure_fair(*texts: str) -> None:
    """Refuse words about matters that have no place in a selection (LEGAL F-01…F-05), naming the item."""
    for text in texts:
        if found := lint.check(text):
            raise Refused(found[0].message, code="FAIR_SELECTION")


def ensure_said(text: str) -> str:
    """The text without blanks around it. Raises Refused when nothing or too much is said."""
    said = text.strip()
    if not said:
        raise Refused(_("Write something first."))
    if len(said) > LONGEST_TEXT:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_TEXT:,}"})
    return said


def ensure_decision(decision: str, reason: str) -> None:
    if decision not in DECIDED:
        raise Refused(_("A decision is a no, a withdrawal or a hire."))
    if decision == Stage.REJECTED and reason not in Reason.values:
        raise Refused(_("Choose a reason. It stays inside the company."))


def is_open(application: Application) -> bool:
    return application.stage in IN_PROGRESS


def may_be_written_to(candidate: Candidate, at: date) -> bool:
    """Whether more than the notice itself may be sent: permission, not protected, not asked for quiet."""
    return candidate.state == "contact" and not is_protected(candidate, at) and not candidate.do_not_contact
