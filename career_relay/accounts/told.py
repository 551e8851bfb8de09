"""What a person reads of their own page: addresses, keys and changes of them."""

from django.utils.translation import pgettext_lazy

from career_relay.accounts.models import AddressChange, Passkey, Person, VerifiedAddress
from career_relay.base.telling import tell

TO_KEEP = "a key: whoever reads it could use it"
OURS = "a mark of the program"

tell(
    Person, "page", pgettext_lazy("my data", "Your page"), "public_id language created_at last_seen_at", person="pk",
    withheld={"sign_in_round": OURS, "joined_to": "a page that was joined with this one is empty"},
)  # fmt: skip
tell(
    VerifiedAddress, "addresses", pgettext_lazy("my data", "Proven addresses"), "public_id address is_primary verified_at",
    person="person",
)  # fmt: skip
tell(
    Passkey, "passkeys", pgettext_lazy("my data", "Passkeys"), "public_id name added_at used_at", person="person",
    withheld={"credential_id": TO_KEEP, "credential": TO_KEEP, "sign_count": OURS},
)  # fmt: skip
tell(
    AddressChange, "address_changes", pgettext_lazy("my data", "Changes of addresses"),
    "public_id act address before told asked_at done_at undo_until undone_at", person="person",
    withheld={"old_code": OURS, "new_code": OURS, "undo_hash": TO_KEEP},
)  # fmt: skip
