"""The terms of membership: one file a version, never changed once somebody agreed to it (PRODUCT E1, H9)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
TERMS_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Section:
    """One article: its head and what it says."""

    head: str
    text: str


@cache
def _file(version: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{version}.yaml").read_text("utf-8"))
    return found


def sections(language: str, version: str = TERMS_VERSION) -> list[Section]:
    """Give the articles in Japanese or English; Japanese is what counts."""
    chosen = language if language in {"ja", "en"} else "ja"
    return [Section(one["head"][chosen], one["text"][chosen].strip()) for one in _file(version)["articles"]]
