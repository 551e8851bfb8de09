"""The words of notices: a company's own template, else ours from `defaults/`."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from career_relay.candidates.models import Application
from career_relay.candidates.states import SILVER, UNSAID, Reached, Reason, Stage
from career_relay.notices.models import Template

FOLDER = Path(__file__).parent / "defaults"
AGENCY = "agency"
APOLOGY = "unreject_apology"
AGENCY_APOLOGY = "agency_apology"
TO_AGENCY = frozenset({AGENCY, AGENCY_APOLOGY})
LANGUAGES = ("ja", "en")
BY_REACHED = {
    Reached.DOCUMENT: "document",
    Reached.FIRST: "after_interview",
    Reached.SECOND: "after_interview",
    Reached.FINAL: "after_final",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One template as it is used: subject and text with placeholders."""

    key: str
    language: str
    title: str
    subject: str
    body: str
    purpose: str
    legal_class: str  # LEGAL E-01: what may be sent to whom follows from it
    topic: str = ""  # what somebody has to have asked for, unless it is a notice
    version: int = 1
    is_default: bool = True


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


@cache
def keys() -> tuple[str, ...]:
    return tuple(_read("order"))


@cache
def default(key: str, language: str) -> Wording:
    """Give our own words. Raises KeyError for a key nobody wrote."""
    if key not in keys():
        raise KeyError(key)
    row = _read(f"{key}.{language}")
    head = {name: row.get(name, "") for name in ("title", "subject", "body", "purpose", "legal_class", "topic")}
    return Wording(key, language, **head)


def find(key: str, language: str) -> Wording:
    """Give the active company's own words for `key`, else ours. Raises KeyError."""
    own = Template.objects.filter(key=key, language=language).first()
    if own is None:
        return default(key, language)
    return of_row(own)


def of_row(own: Template) -> Wording:
    head = (own.title, own.subject, own.body, own.purpose, own.legal_class, own.topic, own.version)
    return Wording(own.key, own.language, *head, is_default=False)


def all_of(language: str, *, purposes: Collection[str] = ()) -> list[Wording]:
    """Give the templates to choose from: ours, with the company's own in their place, then the company's others.

    in: `purposes` leaves out what is used for something else; none leaves out nothing.
    """
    own = {row.key: of_row(row) for row in Template.objects.filter(language=language).order_by("title", "key")}
    found = [own.get(key) or default(key, language) for key in keys()]
    found += [words for key, words in own.items() if key not in keys()]
    return [words for words in found if not purposes or words.purpose in purposes]


def title_of(words: Wording) -> str:
    """Give our own titles in the language of the screen; a company's own stay as it wrote them."""
    screen = (get_language() or "ja")[:2]
    ours = words.is_default and screen in LANGUAGES
    return default(words.key, screen).title if ours else words.title


def is_ours(key: str) -> bool:
    """Whether we wrote words for this key: deleting the company's brings them back."""
    return key in keys()


def script(language: str, *, is_apology: bool = False) -> str:
    """Give what to say on the phone, with the same placeholders as a notice."""
    name = "phone_apology" if is_apology else "phone"
    return str(_read(f"{name}.{language if language in LANGUAGES else 'ja'}")["body"])


def propose(application: Application) -> str:
    """Give the key of the template that fits how far they came and why it ended."""
    if application.stage == Stage.WITHDRAWN:
        return "withdrawal_thanks"
    if application.reason == Reason.FILLED:
        return "position_closed"
    candidate = application.candidate
    if candidate.is_silver or SILVER & {tag.lower() for tag in candidate.tags}:
        return "silver_medal"
    return BY_REACHED[Reached(application.reached)]


def reason_words(reason: str, language: str) -> str:
    """Give the kind sentence that stands for a reason. The internal reason and its details are never shown."""
    if reason == UNSAID:
        return ""
    words: dict[str, str] = _read(f"reasons.{language if language in LANGUAGES else 'ja'}")
    return words.get(reason, words["other"])
