"""career-relay kpi --company SLUG [--json]"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from career_relay.base.tenancy import company
from career_relay.companies.models import Company
from career_relay.insights.queries import Figure, figures, last_year


class Command(BaseCommand):
    help = "Print the figures of one company for the last twelve months."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Company.objects.filter(slug=options["company"]).first()
        if found is None:
            raise CommandError(f"There is no company with the slug {options['company']!r}.", returncode=1)
        at = timezone.now()
        with company(found.pk):
            rows = figures(last_year(at), at=at)
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in rows], ensure_ascii=False))
        else:
            self.stdout.writelines(line(row) for row in rows)


def line(row: Figure) -> str:
    value = "–" if row.value is None else f"{row.value:.3g}"
    return f"{row.key:24} {value:>8}  n={row.n}{'' if row.mature else '  (immature)'}\n"
