"""career-relay kpi --company SLUG [--json | --recount]"""

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from career_relay.base.tenancy import company
from career_relay.companies.models import Company
from career_relay.insights.facts import make
from career_relay.insights.queries import Figure, figures, last_year


class Command(BaseCommand):
    help = "Print the figures of one company for the last twelve months."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--recount", action="store_true", help="make the daily facts anew and say what differed")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Company.objects.filter(slug=options["company"]).first()
        if found is None:
            raise CommandError(f"There is no company with the slug {options['company']!r}.", returncode=1)
        at = timezone.now()
        if options["recount"]:
            self.recount(found.pk, timezone.localdate(at) - timedelta(days=1))
            return
        with company(found.pk):
            rows = figures(last_year(at), at=at)
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in rows], ensure_ascii=False))
        else:
            self.stdout.writelines(line(row) for row in rows)

    def recount(self, company_id: int, yesterday: date) -> None:
        """Say how many facts were not what the events say; they are right afterwards."""
        with company(company_id):
            wrong = make(yesterday)
        self.stdout.writelines(f"{key:24} {n:>8} facts put right\n" for key, n in wrong.items())
        self.stdout.write(f"{sum(wrong.values())} differences up to {yesterday}\n")


def line(row: Figure) -> str:
    value = "–" if row.value is None else f"{row.value:.3g}"
    return f"{row.key:24} {value:>8}  n={row.n}{'' if row.mature else '  (immature)'}\n"
