"""What a person reads of what they wrote to a desk."""

from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.companies.models import Complaint

STAFF = "who of the staff worked on it is theirs"

tell(
    Complaint, "complaints", pgettext_lazy("my data", "Complaints"),
    "public_id company about topic words name reply_to language received_at due_on answer answered_at closed_at"
    " purge_after",
    person="person",
    withheld={
        "for_operator": "the desk it went to stands in `company`",
        "origin": "a mark to count by, forgotten after a day",
        "handled_by": STAFF,
        "outcome": "the desk’s note for itself; what it says to the person is the answer",
    },
)  # fmt: skip
