"""By what a figure can be taken apart, and how a part is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.accounts.models import User
from career_relay.candidates.states import Reached, SourceKind
from career_relay.insights.entries.shapes import TELLS, US
from career_relay.insights.metrics import BY_KEY
from career_relay.notices.models import Template
from career_relay.positions.models import Position

RELAY = "relay"  # a part of its own: whoever came through the relay


class By(StrEnum):
    TEMPLATE = "template"
    STAGE = "stage"
    POSITION = "position"
    TEAM = "team"
    PARTNER = "partner"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Slice:
    """One part: applications told with this wording, of this position, in the charge of this colleague …"""

    by: str
    value: str


# `e` is an entry. What belongs to no part has the empty name.
EXPRESSIONS: dict[str, str] = {
    By.TEMPLATE: f"""coalesce((
        SELECT m.template_key FROM notices_message m
        WHERE m.company_id = {US} AND m.application_id = e.application AND {TELLS} ORDER BY m.id LIMIT 1), '')""",
    By.STAGE: "coalesce(a.reached, '')",
    By.POSITION: "coalesce(a.position_id, i.position_id)::text",
    By.TEAM: "c.owner_id::text",
    By.PARTNER: f"""CASE WHEN i.id IS NOT NULL THEN '{RELAY}'
        WHEN a.source IN ('agency', 'dispatch') THEN coalesce(nullif(a.source_detail, ''), '') ELSE '' END""",
    By.SOURCE: f"CASE WHEN i.id IS NOT NULL THEN '{RELAY}' ELSE a.source END",
}
JOINS = f"""
LEFT JOIN candidates_application a ON a.id = e.application AND a.company_id = {US}
LEFT JOIN candidates_candidate c ON c.id = a.candidate_id AND c.company_id = {US}
LEFT JOIN relay_introduction i ON i.id = e.introduction AND i.company_id = {US}
"""


def can_be_split(key: str, by: str) -> bool:
    """Answers of people are kept in fives of one wording: no other part of them is ever told (LEGAL A-07)."""
    return by == By.TEMPLATE or not BY_KEY[key].from_candidates


def names(by: str, values: Iterable[str]) -> dict[str, str]:
    """Give the name on the screen of each part; the empty one is called "not known"."""
    wanted = {value for value in values if value}
    known = _NAMES[By(by)](wanted)
    return {value: known.get(value, value) for value in wanted} | {"": pgettext("part of a figure", "not known")}


def _ids(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values]


def _positions(values: Iterable[str]) -> dict[str, str]:
    return {str(pk): title for pk, title in Position.objects.filter(pk__in=_ids(values)).values_list("pk", "title")}


def _colleagues(values: Iterable[str]) -> dict[str, str]:
    return {str(pk): name for pk, name in User.objects.filter(pk__in=_ids(values)).values_list("pk", "name")}


def _wordings(values: Iterable[str]) -> dict[str, str]:
    return dict(Template.objects.filter(key__in=values).values_list("key", "title"))


def _stages(values: Iterable[str]) -> dict[str, str]:
    return {value: str(label) for value, label in Reached.choices}


def _sources(values: Iterable[str]) -> dict[str, str]:
    return {value: str(label) for value, label in SourceKind.choices} | _partners(values)


def _partners(values: Iterable[str]) -> dict[str, str]:
    return {RELAY: _("Career relay")}


_NAMES = {
    By.TEMPLATE: _wordings,
    By.STAGE: _stages,
    By.POSITION: _positions,
    By.TEAM: _colleagues,
    By.PARTNER: _partners,
    By.SOURCE: _sources,
}
