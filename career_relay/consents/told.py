"""What a person reads of their choices, their profile, what was handed over, links, letters, notebook and certificates."""

from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.consents import models as rows
from career_relay.consents.rights_contents import LABELS
from career_relay.consents.states import Item

STAFF = "who of the staff worked on it is theirs"
OURS = "a mark of the program"
ITEMS = {"items": dict(Item.choices)}

# choices and shields
tell(
    rows.ConsentEntry, "consents", pgettext_lazy("my data", "Your choices, line by line"),
    "public_id purpose act recipient circle items package_hash text_version text_hash language verified_how channel"
    " device expires_at at previous_hash hash",
    person="person", meaning=ITEMS,
    withheld={"subject": "the pseudonym the line stands under once you are forgotten", "position_ref": OURS},
)  # fmt: skip
tell(
    rows.Passport, "profile", pgettext_lazy("my data", "Your profile"),
    "public_id name email headline history skills prefectures remote pay_min start_from employment weekly_hours"
    " working_time letter paused_until as_of updated_at",
    person="person",
)  # fmt: skip
tell(
    rows.Block, "blocks", pgettext_lazy("my data", "Companies that never see you"), "company_blocked with_group created_at",
    person="person",
)  # fmt: skip
tell(
    rows.Employer, "employers", pgettext_lazy("my data", "Where you said you work"),
    "public_id member corporate_number domain created_at", person="person",
)  # fmt: skip
tell(
    rows.SavedConditions, "conditions", pgettext_lazy("my data", "Conditions for openings"),
    "public_id name conditions rhythm told_until created_at", person="person",
    withheld={"seen": "which openings were there when last looked"},
)  # fmt: skip
tell(
    rows.CardLine, "card", pgettext_lazy("my data", "Your place on the cards"), "role_family region years chosen_at",
    person="person",
)  # fmt: skip
tell(rows.AccountClosing, "leaving", pgettext_lazy("my data", "Leaving"), "asked_at of_itself", person="person")

# what was handed over
tell(
    rows.Package, "packages", pgettext_lazy("my data", "What was sent"),
    "public_id recipient items content hash onward purge_after created_at", person="person", meaning=ITEMS,
    withheld={"position": "named with the introduction it belongs to"},
)  # fmt: skip
tell(
    rows.AccessGrant, "access", pgettext_lazy("my data", "Who may read what was sent"),
    "public_id company package granted_at until revoked_at deletion_due_on deletion_confirmed_at declaration",
    person="person", withheld={"deletion_confirmed_by": STAFF},
)  # fmt: skip
tell(
    rows.Provision, "provisions", pgettext_lazy("my data", "Records of provision"),
    "consent_obtained provider_name provider_address provider_representative recipient_name recipient_address"
    " recipient_representative person_name items basis consent package package_hash licence_number licence_holder"
    " provided_at keep_until",
    person="person", meaning=ITEMS, withheld={"recipient": "named as it was called then"},
)  # fmt: skip

# rights
tell(
    rows.RightsRequest, "requests", pgettext_lazy("my data", "Requests to companies"),
    "public_id company kind asked_at asked_how about detail old_value new_value manner postal_address agent agent_name"
    " internal_due_on due_on fee closed_at outcome answer purge_after",
    person="person", record="candidate", by_company=False, more={"number": lambda row: row.number},
    withheld={
        "agent_proof": "how the company made sure of the agent is its note",
        "escalated_at": "a warning within the company",
        "inquiry": "the company’s note for its register; what it says to the person is the answer",
        "decided_by": STAFF,
    },
)  # fmt: skip
tell(
    rows.RightsItem, "request_items", pgettext_lazy("my data", "Decisions on requests"),
    "request key decision ground reason decided_at", person="person", record="request__candidate", by_company=False,
    meaning={"key": LABELS}, withheld={"decided_by": STAFF},
)  # fmt: skip
tell(
    rows.Correction, "corrections", pgettext_lazy("my data", "Corrections passed on"),
    "public_id company package detail old_value new_value told_at acknowledged_at purge_after", person="person",
    withheld={"request_ref": OURS, "acknowledged_by": STAFF},
)  # fmt: skip

# links
tell(
    rows.Share, "links", pgettext_lazy("my data", "Links you handed out"),
    "public_id title to_name pieces content hash made_at until stopped_at purge_after", person="person",
)  # fmt: skip
tell(
    rows.ShareView,
    "link_views",
    pgettext_lazy("my data", "When links were read"),
    "share at device is_own",
    person="person",
)
tell(
    rows.ShareAnswer, "link_answers", pgettext_lazy("my data", "Answers to links"),
    "public_id share name organisation address words at", person="person",
)  # fmt: skip
tell(
    rows.ShareRecord, "link_records", pgettext_lazy("my data", "Records of links"),
    "provider_name operator_name recipient_name to_anybody person_name items basis share_hash provided_at until"
    " keep_until",
    person="person", withheld={"share_ref": OURS},
)  # fmt: skip

# what the person was given and wrote
tell(
    rows.KeptLetter, "letters", pgettext_lazy("my data", "Letters given to you"),
    "public_id about company_name position_title version lines dropped signed hash state asked_words asked_at handed_at"
    " decided_at",
    person="person", withheld={"letter_ref": OURS, "series": OURS},
)  # fmt: skip
tell(
    rows.NotebookPage, "notebook_pages", pgettext_lazy("my data", "Notebook: answers you kept"),
    "public_id about company_name position_title applied_on told_on words promised_on reapply_from kept_at",
    person="person", withheld={"series": OURS},
)  # fmt: skip
tell(
    rows.NotebookNote, "notebook_notes", pgettext_lazy("my data", "Notebook: your notes"),
    "public_id about company_name text created_at updated_at", person="person",
)  # fmt: skip
tell(
    rows.HeldCertificate, "certificates", pgettext_lazy("my data", "Certificates"),
    "public_id issuer number state credential name month family strengths language shows_name is_shown issued_at"
    " decided_at",
    person="person", withheld={"subject_id": "a number that stands inside the credential", "certificate_ref": OURS},
)  # fmt: skip
