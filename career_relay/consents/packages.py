"""What exactly is handed over. The preview and the package are made by the same function, so their hashes agree."""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text.lint import items_hit
from career_relay.consents.models import Package, Passport
from career_relay.consents.models.passports import Employment
from career_relay.consents.states import Item

MAKE = 1  # of the layout below; part of the content, so of the hash


class Recipient(Protocol):
    """A company, or its public facts."""

    @property
    def id(self) -> int: ...
    @property
    def public_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def representative(self) -> str: ...
    @property
    def country(self) -> str: ...


class Opening(Protocol):
    """A position, or its public facts."""

    @property
    def id(self) -> int: ...
    @property
    def public_id(self) -> UUID: ...
    @property
    def title(self) -> str: ...


def contents_of(passport: Passport) -> dict[str, Any]:
    """Everything a package could hold, by item."""
    return {
        Item.CONTACT: {"name": passport.name, "email": passport.email},
        Item.HISTORY: {"headline": passport.headline, "history": passport.history},
        Item.SKILLS: {"skills": list(passport.skills)},
        Item.LETTER: {"letter": passport.letter},
        Item.WISHES: {
            "prefectures": list(passport.prefectures),
            "remote": passport.remote,
            "pay_min": passport.pay_min,
            "start_from": passport.start_from,
            **_terms_of(passport),
        },
    }


def _terms_of(passport: Passport) -> dict[str, Any]:
    """What is said of hours and kinds of work. What is not said is no part of the content, nor of its hash."""
    said = {name: getattr(passport, name) for name in ("employment", "weekly_hours", "working_time")}
    return {name: value for name, value in said.items() if value}


def terms_in_words(said: Mapping[str, Any]) -> tuple[str, str]:
    """Kinds of employment, and working time, of the wishes in a package: empty where nothing is said."""
    kinds = _(", ").join(str(Employment(one).label) for one in said.get("employment") or ())
    hours = _("up to {n} hours a week").format(n=said["weekly_hours"]) if said.get("weekly_hours") else ""
    return kinds, _(", ").join(filter(None, (hours, said.get("working_time") or "")))


def filled_items(passport: Passport) -> list[Item]:
    """The items the person has something to say under: only these can be chosen."""
    contents = contents_of(passport)
    return [item for item in Item if any(contents[item].values())]


def in_order(items: Iterable[str]) -> list[Item]:
    """The chosen items, each once, in the order of `Item`. Raises Refused for a name that is none."""
    chosen = set(items)
    if unknown := chosen - set(Item.values):
        raise Refused(_("“{item}” cannot be handed over.").format(item=min(unknown)), code="CONSENT_REQUIRED")
    return [item for item in Item if item in chosen]


def compose(passport: Passport, items: Collection[str], *, recipient: Recipient, position: Opening) -> dict[str, Any]:
    """Give the exact content for one recipient and one position. Holds no reason for a rejection (LEGAL C-11)."""
    contents = contents_of(passport)
    return {
        "make": MAKE,
        "recipient": {
            "id": str(recipient.public_id),
            "name": recipient.name,
            "address": recipient.address,
            "representative": recipient.representative,
            "country": recipient.country,
        },
        "position": {"id": str(position.public_id), "title": position.title},
        "items": {item.value: contents[item] for item in in_order(items)},
        "as_of": passport.as_of.isoformat(),
        "onward": False,
    }


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@transaction.atomic
def seal(
    passport: Passport, items: Collection[str], *, recipient: Recipient, position: Opening, expected_hash: str
) -> Package:
    """Write the package, if it is what the person saw. Needs the person to be active.

    Raises Refused: nothing chosen, something changed since the preview (LEGAL C-05), or words that may not travel.
    """
    chosen = in_order(items)
    if not chosen:
        raise Refused(_("Nothing was chosen to hand over."), code="CONSENT_REQUIRED")
    content = compose(passport, chosen, recipient=recipient, position=position)
    ensure_unchanged(content, expected_hash)
    ensure_fair(content)
    return Package.objects.create(
        person_id=passport.person_id,
        recipient_id=recipient.id,
        position_id=position.id,
        items=[item.value for item in chosen],
        content=content,
        hash=expected_hash,
    )


def ensure_unchanged(content: dict[str, Any], expected_hash: str) -> None:
    if hash_of(content) != expected_hash:
        raise Refused(
            _("What would be handed over has changed since you looked at it. Please look again."),
            code="PACKAGE_CHANGED",
        )


def ensure_fair(content: dict[str, Any]) -> None:
    """Words about protected matters do not travel, whoever wrote them (LEGAL C-10, F-03)."""
    written = json.dumps(content["items"], ensure_ascii=False)
    if hits := items_hit(written):
        raise Refused(
            _("The package has words about matters that may not be part of a selection. Please leave them out."),
            code=hits[0],
        )
