"""Papers a small office needs before it begins, filled in with its own facts (PRODUCT H7): `kit_files/*.yaml`.

Drafts to be read and changed by whoever signs them: the page says so. Each file has its vectors in the tests.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from career_relay.companies.models import Company
from career_relay.companies.terms import Section, sections

FOLDER = Path(__file__).parent / "kit_files"
TERMS = "terms"
GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, filled in."""

    key: str
    title: str
    lead: str
    sections: list[Section]


@cache
def files() -> dict[str, dict[str, Any]]:
    """Read the folder, in the order the files ask for."""
    found = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yaml")}
    return dict(sorted(found.items(), key=lambda one: int(one[1]["order"])))


def papers(company: Company, operator: Company | None, language: str) -> list[Paper]:
    """Give every paper that exists in the language; Japanese has all of them."""
    return [
        _filled(key, content, _facts(company, operator), language)
        for key, content in files().items()
        if language in content["title"]
    ]


def paper(key: str, company: Company, operator: Company | None, language: str) -> Paper | None:
    return next((one for one in papers(company, operator, language) if one.key == key), None)


def _facts(company: Company, operator: Company | None) -> dict[str, str]:
    blank = "＿＿＿＿＿＿"
    return {
        "product": settings.PRODUCT_NAME,
        "country": settings.HOSTING_COUNTRY or blank,
        "months": str(company.retention_months),
        "desk": company.contact_desk or blank,
        "operator": operator.name if operator else blank,
        "operator_address": operator.address if operator else blank,
        "operator_representative": operator.representative if operator else blank,
        "address": company.address or blank,
        "representative": company.representative or blank,
        "company": company.name,
    }


def _filled(key: str, content: dict[str, Any], facts: dict[str, str], language: str) -> Paper:
    said = [
        Section(_put(one["head"][language], facts), _put(one["text"][language], facts)) for one in content["sections"]
    ]
    if content.get("appends") == TERMS:
        said += sections(language)
    return Paper(key, content["title"][language], _put(content["lead"][language], facts), said)


def _put(text: str, facts: dict[str, str]) -> str:
    """Fill the gaps in one pass: what looks like a gap in a company's own words stays as it is written."""
    return GAP.sub(lambda found: facts[found[1]], text.strip())
