"""The words of notices: a company's own template, else ours from `defaults/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from career_relay.candidates.models import Application
from career_relay.candidates.states import SILVER, Reached, Reason, Stage
from career_relay.notices.models import Template

FOLDER = Path(__file__).parent / "defaults"
AGENCY = "agency"
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
    return Wording(key, language, row["title"], row["subject"], row["body"])


def find(key: str, language: str) -> Wording:
    """Give the active company's own words for `key`, else ours. Raises KeyError."""
    own = Template.objects.filter(key=key, language=language).first()
    if own is None:
        return default(key, language)
    return Wording(own.key, own.language, own.title, own.subject, own.body, own.version, is_default=False)


def all_of(language: str) -> list[Wording]:
    """Give every template to choose from: ours, with the company's own in their place, then the company's others."""
    own = {row.key: row for row in Template.objects.filter(language=language)}
    names = [*keys(), *sorted(set(own) - set(keys()))]
    return [find(key, language) for key in names]


def script(language: str) -> str:
    """Give what to say on the phone, with the same placeholders as a notice."""
    return str(_read(f"phone.{language if language in LANGUAGES else 'ja'}")["body"])


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
    words: dict[str, str] = _read(f"reasons.{language if language in LANGUAGES else 'ja'}")
    return words.get(reason, words["other"])
