"""career-relay fairness [--company SLUG] [--json]: audit now, as every night does, and print the report that holds."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from career_relay.companies.models import Company
from career_relay.matching.audit import audit_company, audit_network
from career_relay.matching.fairness_words import lines_of, tables_of
from career_relay.matching.models import FairnessReport


class Command(BaseCommand):
    help = "Audit whether groups of people are treated alike: a company's own lists, or whom questions reach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", metavar="SLUG", help="default: the network")
        parser.add_argument("--language", default="ja", choices=["ja", "en"])
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        report = _audit(options["company"])
        if options["json"]:
            self.stdout.write(json.dumps({"day": report.day.isoformat(), **report.content}, ensure_ascii=False))
            return
        with translation.override(options["language"]):
            self.stdout.write("\n".join(lines_of(tables_of(report))))


def _audit(slug: str | None) -> FairnessReport:
    at = timezone.now()
    if slug is None:
        return audit_network(at=at)
    found = Company.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no company with the slug {slug!r}.", returncode=1)
    return audit_company(found.pk, at=at)
