"""The fields an import can fill, and the ones it never fills.

Each column knows its label, whether several headings may feed it, and what its values look like.
There is no column for a consent to show somebody to other companies: an import cannot give one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise
_EMAIL: Final = re.compile(r"[^@\s]+[@＠][^@\s]+\.[^@\s]+")
_PHONE: Final = re.compile(r"[+\d０-９(（][\d０-９\-ー－()（）\s]{8,18}")
_DATE: Final = re.compile(r"(?:[12１２][\d０-９]{3}|令和|平成|昭和|[RHS]).{0,3}[/年.\-].*[\d０-９].*")
_POSTAL: Final = re.compile(r"〒?\s*[\d０-９]{3}[-－ー][\d０-９]{4}")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a draft. ``limit`` is the longest text kept."""

    key: str
    label: Label
    group: str
    joins: bool = False  # several headings may feed it
    shape: re.Pattern[str] | None = None  # most values look like this
    limit: int = 200


COLUMNS: Final[tuple[Column, ...]] = (
    Column("name", _("Name"), "person", limit=100),
    Column("family_name", _("Family name"), "person", limit=50),
    Column("given_name", _("Given name"), "person", limit=50),
    Column("kana", _("Name in kana"), "person", limit=100),
    Column("family_kana", _("Family name in kana"), "person", limit=50),
    Column("given_kana", _("Given name in kana"), "person", limit=50),
    Column("email", _("E-mail"), "person", shape=_EMAIL, limit=254),
    Column("other_email", _("Second e-mail"), "person", shape=_EMAIL, limit=254),
    Column("phone", _("Phone"), "person", shape=_PHONE, limit=40),
    Column("other_phone", _("Second phone"), "person", shape=_PHONE, limit=40),
    Column("postal_code", _("Postal code"), "person", shape=_POSTAL, limit=10),
    Column("prefecture", _("Prefecture"), "person", limit=200),
    Column("address", _("Address"), "person", joins=True, limit=200),
    Column("birth_date", _("Birth date (only to check the age of 16, then dropped)"), "person", shape=_DATE),
    Column("external_id", _("Candidate ID in your system"), "person", limit=80),
    Column("application_id", _("Application ID in your system"), "application", limit=80),
    Column("position", _("Position applied for"), "application", limit=120),
    Column("track", _("New graduate, mid-career or part-time"), "application"),
    Column("graduation_year", _("Graduation year"), "application"),
    Column("applied_on", _("Applied on"), "application", shape=_DATE),
    Column("stage", _("Stage reached"), "application"),
    Column("status", _("Status (stage and result in one)"), "application"),
    Column("outcome", pgettext_lazy("application", "Result"), "application"),
    Column("decided_on", _("Result fixed on"), "application", shape=_DATE),
    Column("hired_on", _("Joined on"), "application", shape=_DATE),
    Column("reason", _("Internal reason for the result"), "application", limit=2000),
    Column("score", _("Score"), "application", joins=True),
    Column("source", _("Source"), "source"),
    Column("source_name", _("Source in detail"), "source", limit=100),
    Column("agency_firm", _("Agency firm"), "source", limit=100),
    Column("introduced_on", _("Introduced by the agency on"), "source", shape=_DATE),
    Column("protected_until", _("Protected until"), "source", shape=_DATE),
    Column("skills", _("Skills"), "profile", joins=True, limit=4000),
    Column("qualifications", _("Qualifications"), "profile", joins=True, limit=4000),
    Column("work_history", _("Work history"), "profile", joins=True, limit=20_000),
    Column("summary", _("Summary"), "profile", joins=True, limit=20_000),
    Column("current_company", _("Current employer"), "profile", limit=100),
    Column("education", _("Education"), "profile", joins=True, limit=2000),
    Column("tags", _("Tags"), "profile", joins=True, limit=2000),
    Column("note", _("Note"), "profile", joins=True, limit=20_000),
    Column("state", _("State of the record"), "state"),
    Column("state_evidence", _("Evidence for the state"), "state", joins=True, limit=200),
    Column("state_form", _("Version of the form"), "state", limit=60),
    Column("state_on", _("Agreed on"), "state", shape=_DATE),
    Column("last_contact_on", _("Last contact on"), "state", shape=_DATE),
)
BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}
GROUPS: Final[Mapping[str, Label]] = {
    "person": _("Person"),
    "application": _("Application"),
    "source": _("Where it came from"),
    "profile": _("Profile and notes"),
    "state": _("Record and evidence"),
}
DATES: Final = (
    "applied_on",
    "decided_on",
    "hired_on",
    "introduced_on",
    "protected_until",
    "state_on",
    "last_contact_on",
)

# What is never imported, and why. Law: 職安法5条の5 and its guideline, 公正な採用選考, 番号法.
NEVER: Final[Mapping[str, Label]] = {
    "family": _("Not imported: family, spouse and dependants have no place in selection."),
    "sex": _("Not imported: sex is not used in selection."),
    "origin": _("Not imported: origin, domicile and nationality have no place in selection."),
    "photo": _("Not imported: photographs are never needed."),
    "belief": _("Not imported: beliefs, politics and union membership have no place in selection."),
    "health": _("Not imported: health and disability are specially protected."),
    "age": _("Not imported: age is not used in selection."),
    "living": _("Not imported: housing, commute and means have no place in selection."),
    "my_number": _("Not imported: the Individual Number may not be kept for selection."),
    "share": _("Not imported: only the candidate can let another company see them."),
    "social": _("Not imported: social-network accounts are not looked up."),
}
