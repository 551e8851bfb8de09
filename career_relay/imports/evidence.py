"""What allows a state: the words of each row, or one form an owner vouches for (PRODUCT A12, LEGAL C-02).

Without evidence a person comes in as ``record``: searchable, and never written to for anything but an answer.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from career_relay.base.text.normalise import fold, squeeze

_SHORT: Final = 12  # of the hash: enough to find the text again


@dataclass(frozen=True, slots=True)
class Evidence:
    """A form as applicants saw it, for as long as it was in use. ``allows`` is what it gives everybody who used it."""

    form: str
    version: str
    since: date
    until: date | None
    text_hash: str
    allows: str = ""  # pool, contact, or nothing: then the file has to say it row by row

    @property
    def name(self) -> str:
        return f"{self.form} {self.version}"

    @property
    def mark(self) -> str:
        return f"sha256:{self.text_hash[:_SHORT]}"

    def covers(self, day: date | None) -> bool:
        return day is not None and self.since <= day and (self.until is None or day <= self.until)

    def is_named(self, form: str) -> bool:
        """Whether a row names this form: by its version, or by its whole name."""
        return bool(form) and fold(squeeze(form)) in {fold(self.version), fold(self.name)}

    def as_dict(self) -> dict[str, Any]:
        days = {"since": self.since.isoformat(), "until": self.until.isoformat() if self.until else ""}
        told = {"form": self.form, "version": self.version, "text_hash": self.text_hash, "allows": self.allows}
        return {**told, **days}

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Self | None:
        if not stored:
            return None
        until = date.fromisoformat(stored["until"]) if stored["until"] else None
        days = {"since": date.fromisoformat(stored["since"]), "until": until}
        return cls(**{**stored, **days})


def hash_of(text: str) -> str:
    """The hash of a text as applicants saw it: spaces and line ends do not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
