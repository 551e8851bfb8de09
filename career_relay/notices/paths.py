"""What a no offers, in words: the sentence of the mail, and the sentence of the person's own page (PRODUCT B1)."""

from functools import cache
from pathlib import Path as Place
from typing import Any

import yaml
from django.urls import reverse
from django.utils.translation import override

from career_relay.base import wording
from career_relay.candidates.models import Application
from career_relay.candidates.states import Path, Stage
from career_relay.companies.careers import careers_url
from career_relay.companies.models import Company

FOLDER = Place(__file__).parent / "defaults"
MONTHS = {"ja": "{0.year}年{0.month}月", "en": "{0:%B} {0.year}"}


@cache
def sentences(language: str) -> dict[str, dict[str, str]]:
    found: Any = yaml.safe_load((FOLDER / f"paths.{language}.yaml").read_text("utf-8"))
    return dict(found)


def mail_words(application: Application | None, company: Company, language: str) -> str:
    """Give the sentence for the mail: it advertises nothing, so most paths have none."""
    return _words("mail", application, company, language)


def page_words(application: Application | None, company: Company, language: str) -> str:
    """Give the sentence for the person's own page."""
    return _words("page", application, company, language)


def page_link(application: Application, company: Company) -> str:
    """Give where the page leads to for this path, or nothing."""
    if application.path == Path.LATER:
        return reverse("portal:hear", args=[company.slug])
    return careers_url(company) if application.path == Path.ROLES and company.careers_on else ""


def _words(where: str, application: Application | None, company: Company, language: str) -> str:
    if application is None or application.stage != Stage.REJECTED:
        return ""
    words = sentences(language if language in MONTHS else "ja").get(application.path, {}).get(where, "")
    with override(language):
        facts = {"company": company.name, "month": _month(application, language)}
        facts["reapply"] = wording.day(application.reapply_from)
    return words.format(**facts) if all(facts[name] for name in facts if f"{{{name}}}" in words) else ""


def _month(application: Application, language: str) -> str:
    day = application.path_on
    return MONTHS.get(language, MONTHS["ja"]).format(day) if day else ""
