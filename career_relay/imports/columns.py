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
    Column("name", pgettext_lazy("column", "Name"), "person", limit=100),
    Column("family_name", pgettext_lazy("column", "Family name"), "person", limit=50),
    Column("given_name", pgettext_lazy("column", "Given name"), "person", limit=50),
    Column("kana", pgettext_lazy("column", "Name in kana"), "person", limit=100),
    Column("family_kana", pgettext_lazy("column", "Family name in kana"), "person", limit=50),
    Column("given_kana", pgettext_lazy("column", "Given name in kana"), "person", limit=50),
    Column("email", pgettext_lazy("column", "E-mail"), "person", shape=_EMAIL, limit=254),
    Column("other_email", pgettext_lazy("column", "Second e-mail"), "person", shape=_EMAIL, limit=254),
    Column("phone", pgettext_lazy("column", "Phone"), "person", shape=_PHONE, limit=40),
    Column("other_phone", pgettext_lazy("column", "Second phone"), "person", shape=_PHONE, limit=40),
    Column("postal_code", pgettext_lazy("column", "Postal code"), "person", shape=_POSTAL, limit=10),
    Column("prefecture", pgettext_lazy("column", "Prefecture"), "person", limit=200),
    Column("address", pgettext_lazy("column", "Address"), "person", joins=True, limit=200),
    Column(
        "birth_date",
        pgettext_lazy("column", "Birth date (for the age of 16 and to tell people apart; not kept)"),
        "person",
        shape=_DATE,
    ),
    Column("external_id", pgettext_lazy("column", "Candidate ID in your system"), "person", limit=80),
    Column("application_id", pgettext_lazy("column", "Application ID in your system"), "application", limit=80),
    Column("position", pgettext_lazy("column", "Position applied for"), "application", limit=120),
    Column("track", pgettext_lazy("column", "New graduate, mid-career or part-time"), "application"),
    Column("graduation_year", pgettext_lazy("column", "Graduation year"), "application"),
    Column("applied_on", pgettext_lazy("column", "Applied on"), "application", shape=_DATE),
    Column("stage", pgettext_lazy("column", "Stage reached"), "application"),
    Column("status", pgettext_lazy("column", "Status (stage and result in one)"), "application"),
    Column("outcome", pgettext_lazy("column", "Result"), "application"),
    Column("decided_on", pgettext_lazy("column", "Result fixed on"), "application", shape=_DATE),
    Column("hired_on", pgettext_lazy("column", "Joined on"), "application", shape=_DATE),
    Column("reason", pgettext_lazy("column", "Internal reason for the result"), "application", joins=True, limit=2000),
    Column("score", pgettext_lazy("column", "Score"), "application", joins=True),
    Column("scorecards", pgettext_lazy("column", "Scorecards (as JSON)"), "application", limit=100_000),
    Column("source", pgettext_lazy("column", "Source"), "source"),
    Column("source_name", pgettext_lazy("column", "Source in detail"), "source", limit=100),
    Column("agency_firm", pgettext_lazy("column", "Agency firm"), "source", limit=100),
    Column("introduced_on", pgettext_lazy("column", "Introduced by the agency on"), "source", shape=_DATE),
    Column("protected_until", pgettext_lazy("column", "Protected until"), "source", shape=_DATE),
    Column("skills", pgettext_lazy("column", "Skills"), "profile", joins=True, limit=4000),
    Column("qualifications", pgettext_lazy("column", "Qualifications"), "profile", joins=True, limit=4000),
    Column("work_history", pgettext_lazy("column", "Work history"), "profile", joins=True, limit=20_000),
    Column("summary", pgettext_lazy("column", "Summary"), "profile", joins=True, limit=20_000),
    Column("current_company", pgettext_lazy("column", "Current employer"), "profile", limit=100),
    Column("education", pgettext_lazy("column", "Education"), "profile", joins=True, limit=2000),
    Column("tags", pgettext_lazy("column", "Tags"), "profile", joins=True, limit=2000),
    Column("note", pgettext_lazy("column", "Note"), "profile", joins=True, limit=20_000),
    Column("state", pgettext_lazy("column", "State of the record"), "state"),
    Column("state_evidence", pgettext_lazy("column", "Evidence for the state"), "state", joins=True, limit=200),
    Column("state_form", pgettext_lazy("column", "Version of the form"), "state", limit=60),
    Column("state_on", pgettext_lazy("column", "Agreed on"), "state", shape=_DATE),
    Column("state_until", pgettext_lazy("column", "Permission ends on"), "state", shape=_DATE),
    Column("confidential", pgettext_lazy("column", "Marked as confidential"), "state"),
    Column("private_note", pgettext_lazy("column", "Notes only some could read there (never taken in)"), "state"),
    Column("gone", pgettext_lazy("column", "Deleted or anonymised there"), "state", joins=True),
    Column("may_keep", pgettext_lazy("column", "May be kept"), "state"),
    Column("kept_until", pgettext_lazy("column", "May be kept until"), "state", shape=_DATE),
    Column("last_contact_on", pgettext_lazy("column", "Last contact on"), "state", shape=_DATE),
)
BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}
GROUPS: Final[Mapping[str, Label]] = {
    "person": pgettext_lazy("column", "Person"),
    "application": pgettext_lazy("column", "Application"),
    "source": pgettext_lazy("column", "Where it came from"),
    "profile": pgettext_lazy("column", "Profile and notes"),
    "state": pgettext_lazy("column", "Record and evidence"),
}
DATES: Final = (
    "applied_on",
    "decided_on",
    "hired_on",
    "introduced_on",
    "protected_until",
    "state_on",
    "state_until",
    "kept_until",
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
