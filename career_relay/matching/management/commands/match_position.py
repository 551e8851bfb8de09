"""Who of a company's own past applicants fits a position, with reasons: `career-relay match --position ID --json`."""

import json
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.matching.engine import Result
from career_relay.matching.queries import OwnMatch, first_matches
from career_relay.positions.models import Position

SIGNS = {Result.MET: "○", Result.PARTLY: "△", Result.NOT_FOUND: "−", Result.CONTRADICTS: "×"}


class Command(BaseCommand):
    help = "Rank the company's own past applicants for one position and explain each match."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--position", required=True, help="number or public id of the position")
        parser.add_argument("--top", type=int, default=300, help="how many at most (default 300)")
        parser.add_argument("--language", default="ja", choices=["ja", "en"])
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        company_id = company_of(options["position"])
        with acting_for(company_id), translation.override(options["language"]):
            position = Position.objects.get(**_key(options["position"]))
            found = [as_json(match) for match in first_matches(position, options["top"], at=timezone.now())]
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else as_text(found))


def company_of(position: str) -> int:
    """Give the company whose position this is. Raises CommandError when it is nobody's."""
    for member in Company.objects.order_by("id"):
        with acting_for(member.pk):
            if Position.objects.filter(**_key(position)).exists():
                return member.pk
    raise CommandError(f"There is no position {position}.")


def _key(position: str) -> dict[str, Any]:
    if position.isdigit():
        return {"pk": int(position)}
    with suppress(ValueError):
        return {"public_id": UUID(position)}
    raise CommandError(f"{position} is neither the number nor the public id of a position.")


def as_json(match: OwnMatch) -> dict[str, Any]:
    reasons = [
        {
            "requirement": one.requirement,
            "result": one.result,
            "quote": one.quote,
            "source": one.source,
            "ask": one.ask_sentence,
        }
        for one in match.fit.reasons
    ]
    return {"ref": str(match.candidate.public_id), "reasons": reasons}


def as_text(found: list[dict[str, Any]]) -> str:
    lines = []
    for rank, match in enumerate(found, 1):
        lines.append(f"{rank}. {match['ref']}")
        lines += [f"   {SIGNS[one['result']]} {one['requirement']}{_said(one)}" for one in match["reasons"]]
    return "\n".join(lines)


def _said(reason: dict[str, Any]) -> str:
    """Where it was read, letter for letter, else what is left to ask."""
    if reason["quote"]:
        return f"  — 「{reason['quote']}」 ({reason['source']})"
    return f"  → {reason['ask']}" if reason["ask"] else ""
