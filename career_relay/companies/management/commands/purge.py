"""`career-relay purge`: what the night erases, now; or with --dry-run only how much it would be."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.companies import purge
from career_relay.companies.models import Company


class Command(BaseCommand):
    help = "Erase what is over: records, files, links, mails, old log entries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Print the counts by company and table; no name, no content."""
        told = night(dry=dry_run)
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else sentences(told))


def night(*, dry: bool) -> dict[str, Any]:
    """Walk everything once. Gives counts and troubles by company, and those of the network."""
    day = timezone.localdate()
    of_companies = {
        slug: _plain(purge.purge_company(pk, day, dry=dry))
        for pk, slug in Company.objects.order_by("pk").values_list("pk", "slug")
    }
    return {
        "day": day.isoformat(),
        "dry_run": dry,
        "companies": of_companies,
        "network": _plain(purge.purge_network(day, dry=dry)),
    }


def _plain(walked: purge.Night) -> dict[str, Any]:
    return {"counts": {key: n for key, n in walked.counts.items() if n}, "troubles": walked.troubles}


def sentences(told: dict[str, Any]) -> str:
    head = _("Would be erased on %(day)s:") if told["dry_run"] else _("Erased on %(day)s:")
    parts = {**told["companies"], _("network"): told["network"]}
    lines = [f"  {name}: {_counts(part['counts'])}" for name, part in parts.items() if part["counts"]]
    return "\n".join([head % {"day": told["day"]}, *(lines or [_("  nothing")])])


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{table} {n}" for table, n in counts.items())
