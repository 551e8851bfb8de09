"""What a person reads of what they handed in, and of the rows a file brought. Record and applications: `notices.told`."""

from typing import Any

from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.candidates.models import Document, FormPermission, ImportedRow, Submission

STAFF = "who of the staff worked on it is theirs"
OURS = "a mark of the program"
OWN_WORDS = ("name", "kana", "email", "phone", "prefecture", "track", "graduation_year", "skills", "history")

tell(
    Submission, "forms", pgettext_lazy("my data", "Forms you sent"),
    "public_id company application answers message whats_changed language created_at", record="candidate",
    withheld={"key": OURS, "left_out": "how many words were left out as unfit; they are not kept", "origin": OURS},
)  # fmt: skip
tell(
    FormPermission, "form_permissions", pgettext_lazy("my data", "What you ticked on forms"),
    "company submission box version text text_hash at", record="candidate",
)  # fmt: skip
tell(
    Document, "documents", pgettext_lazy("my data", "Documents you handed in"),
    "public_id company application kind file_name size sha256 media extracted created_at", record="candidate",
    withheld={
        "stored": OURS,
        "state": OURS,
        "problem": OURS,
        "taken": "which lines a recruiter took over; they stand in the record",
        "confirmed_at": STAFF,
        "confirmed_by": STAFF,
        "uploaded_by": STAFF,
    },
)  # fmt: skip


def earlier(row: ImportedRow) -> dict[str, Any]:
    """What the record said of the person before this row of a file changed it."""
    was = row.before.get("record", {})
    return {name: was[name] for name in OWN_WORDS if name in was}


tell(
    ImportedRow, "imported_rows", pgettext_lazy("my data", "Rows of files your record came from"), "company line verdict",
    record="candidate", more={"earlier": earlier},
    withheld={
        "run": "the file also holds other people",
        "fingerprint": OURS,
        "before": "its parts about the person are `earlier`; the rest undoes the import",
    },
)  # fmt: skip
