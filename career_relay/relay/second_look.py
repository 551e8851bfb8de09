"""The second look: beside the button, a yes needs two digits typed that stand on the page (RELIABILITY rule 9).

A program that follows links and sends forms off sends no digits. They belong to one person, one opening, one package and
one wording: whoever was shown something else was shown other digits, or has to look again.
"""

from unicodedata import normalize
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.tokens import keyed_hash, same
from career_relay.consents.models import ConsentText

TYPED = "code+digits"  # how the person was verified, as the ledger says it


def digits_for(person_id: int, opening_id: UUID, package_hash: str, text: ConsentText) -> str:
    """Give the two digits to show."""
    seen = f"{person_id}:{opening_id}:{package_hash}:{text.hash}"
    return f"{int(keyed_hash('second look', seen)[:12], 16) % 100:02d}"


def ensure_same_words(text: ConsentText, text_hash: str) -> None:
    """Raise Refused when the page showed another wording than the one that would be written down (LEGAL C-04)."""
    if not same(text.hash, text_hash):
        raise Refused(_("The wording has changed since you looked at it. Please read it again."), code="TEXT_CHANGED")


def ensure_typed(typed: str, wanted: str) -> None:
    """Raise Refused unless the digits were typed, in whatever width."""
    if not same(normalize("NFKC", typed).strip(), wanted):
        raise Refused(_("Please type the two digits shown beside the field."), code="SECOND_LOOK_REQUIRED")
