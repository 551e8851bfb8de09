"""What a correction may change in a record, in the form in which it is kept."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text.normalise import Malformed, fold_email, fold_name, normalise_phone
from career_relay.candidates.models import Candidate

CORRECTABLE: Final[tuple[str, ...]] = ("name", "kana", "email", "phone", "prefecture", "graduation_year")


def corrected(candidate: Candidate, told: Mapping[str, Any]) -> dict[str, Any]:
    """The values to write, with the keys people are compared by. raises Refused."""
    values = {name: told[name] for name in CORRECTABLE if name in told}
    if "name" in values:
        values["name_folded"] = fold_name(values["name"])
    if "email" in values:
        values["email_key"] = fold_email(values["email"]) if values["email"] else ""
        _ensure_own_address(candidate, values["email_key"])
    if "phone" in values:
        values["phone_key"] = _phone_key(values["phone"])
    return values


def _ensure_own_address(candidate: Candidate, key: str) -> None:
    if candidate.person_id and key != candidate.email_key:
        raise Refused(
            _("The person has proven this address and reads their results there. Only they can change it."),
            code="PROVEN_ADDRESS",
        )


def _phone_key(phone: str) -> str:
    """A number that cannot be read is kept as it was said, and compared with nothing."""
    try:
        return normalise_phone(phone) if phone else ""
    except Malformed:
        return ""
