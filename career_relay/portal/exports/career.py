"""The profile as a career in parts: what the forms and JSON Resume need, read from the person's own words.

Nothing is asked anew. What cannot be told apart stays together as the person wrote it, and what is not known stays empty.
"""

from dataclasses import dataclass

from career_relay.candidates.models import Candidate
from career_relay.candidates.resumes.extraction import extract
from career_relay.candidates.resumes.shapes import Extracted
from career_relay.consents.models import Passport
from career_relay.consents.passport import current

HEADING = "職務経歴\n"


@dataclass(frozen=True, slots=True)
class Career:
    """One profile, its history read once, and what the newest record adds to the head of a form."""

    profile: Passport
    read: Extracted
    kana: str = ""
    phone: str = ""
    postal_code: str = ""
    address: str = ""

    @property
    def loose(self) -> str:
        """The history as it was written, where no employer could be told apart."""
        return "" if self.read.jobs else self.profile.history.strip()


def career_of(person_id: int) -> Career | None:
    """Give the career of the active person, or None while there is no profile."""
    profile = current(person_id)
    if profile is None:
        return None
    newest = Candidate.objects.order_by("-updated_at", "-id").first()
    details = newest.details if newest else {}
    return Career(
        profile=profile,
        read=extract(HEADING + profile.history),
        kana=newest.kana if newest else "",
        phone=newest.phone if newest else "",
        postal_code=str(details.get("postal_code", "")),
        address=str(details.get("address", "")),
    )
