"""What may be done to a record now, and what may be written about a person."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.candidates.models import Application, Candidate, FairException
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import DECIDED, IN_PROGRESS, Reason, Stage

LONGEST_TEXT = 4_000


class Unfair(Refused):
    """Words that may not be kept: `findings` says which, why, and what to write instead."""

    def __init__(self, findings: list[lint.Finding]) -> None:
        super().__init__(findings[0].message, code="FAIR_SELECTION")
        self.findings = findings


def ensure_fair(*texts: str, about: Candidate | None = None) -> None:
    """Refuse words about matters that have no place in a selection (LEGAL F-01…F-05), naming the item.

    about: whose record it is. Exactly the words an officer approved for them may be kept until the approval ends.
    """
    for text in texts:
        if (found := lint.check(text)) and not is_approved(text, about):
            raise Unfair(found)


def ensure_askable(*texts: str) -> None:
    """Refuse what may not be asked of or rated in a candidate (LEGAL F-02)."""
    for text in texts:
        if found := lint.lint_question(text):
            raise Unfair(found)


def fingerprint(text: str) -> str:
    """Tells the same words again, and is useless to anybody without our key."""
    return salted_hmac("fair-selection exception", lint.flatten(text).strip(), algorithm="sha256").hexdigest()


def is_approved(text: str, about: Candidate | None) -> bool:
    """Whether an officer approved exactly these words for this person, and the approval has not ended."""
    if about is None or not about.pk:
        return False
    approved = FairException.objects.filter(candidate=about, state=FairException.State.APPROVED)
    return approved.filter(fingerprint=fingerprint(text), expires_on__gte=timezone.localdate()).exists()


def fair_name(name: str) -> str:
    """The name of a file, or a bare one in its place when the name says what may not be kept."""
    return "file" + PurePath(name).suffix if lint.items_hit(name) else name


def words_of(texts: Iterable[str]) -> list[str]:
    """Short words typed by hand: without blanks around them, each once, none empty."""
    return list(dict.fromkeys(word for word in (" ".join(one.split())[:40] for one in texts) if word))


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
