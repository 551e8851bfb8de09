"""The door: a company's permanent link, for mails, letters and other systems, with its QR code and texts to paste.

The texts are data files, one for each place, in `texts/door-*.yaml`, each with its own test vectors (PRODUCT H9).
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import yaml
from django.conf import settings
from django.urls import reverse

from career_relay.companies.models import Company

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("ja", "en")
PRINTED = 24  # dots of the picture for each of the code: 3 cm at 300 dpi and more


def door_url(company: Company) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:door', args=[company.slug])}"


@dataclass(frozen=True, slots=True)
class DoorText:
    """One text around a door, for one place, filled in."""

    key: str
    icon: str
    name: str
    where: str
    text: str


def texts_for(company: Company, language: str) -> list[DoorText]:
    """Give every text in one language, the door of the company filled in."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    name = company.name_en if chosen == "en" and company.name_en else company.name
    return [_text(key, facts, chosen, name, door_url(company)) for key, facts in files().items()]


def _text(key: str, facts: dict[str, Any], language: str, company: str, door: str) -> DoorText:
    text = filled(facts["text"][language], company=company, door=door)
    return DoorText(key, facts["icon"], facts["name"][language], facts["where"][language], text)


def filled(text: str, *, company: str, door: str) -> str:
    """Put the address and the name in. The name comes last: what looks like a gap in it stays as it is written."""
    return text.strip().replace("{door}", door).replace("{company}", company)


@cache
def files() -> dict[str, dict[str, Any]]:
    """Read the folder, in the order the files ask for."""
    found = {path.stem.removeprefix("door-"): _read(path) for path in FOLDER.glob("door-*.yaml")}
    return dict(sorted(found.items(), key=lambda one: int(one[1]["order"])))


def _read(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return facts


def qr_svg(url: str) -> bytes:
    """Draw the code as lines, for print of any size. The white around it belongs to it."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", scale=4, border=4, light="#fff", xmldecl=True)
    return out.getvalue()


def qr_png(url: str) -> bytes:
    """Draw the code as dots, for programs that take no lines."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="png", scale=PRINTED, border=4)
    return out.getvalue()
