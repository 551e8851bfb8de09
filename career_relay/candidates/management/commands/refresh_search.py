"""`manage.py refresh_search`: read the words of records anew, for after an update that reads words differently."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import texts
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company


class Command(BaseCommand):
    help = "Read the words of all records anew. Safe to stop and to start again; lists go on working meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", default="", metavar="SLUG")

    def handle(self, *args: Any, company: str, **options: Any) -> None:
        found = Company.objects.filter(slug=company) if company else Company.objects.all()
        if not found:
            raise CommandError(_("There is no company “%(slug)s”.") % {"slug": company})
        for one in found:
            self.stdout.write(f"{one.slug}: {refresh_all(one.pk)}")


def refresh_all(company_id: int) -> int:
    """Read every record of a company, chunk by chunk, each in a transaction of its own. Gives how many."""
    with acting_for(company_id):
        ids = list(Candidate.objects.order_by("id").values_list("pk", flat=True))
    for start in range(0, len(ids), texts.CHUNK):
        with acting_for(company_id):
            chosen = Candidate.objects.select_for_update(of=("self",)).filter(pk__in=ids[start : start + texts.CHUNK])
            texts.write(list(chosen.defer("search").order_by("id")), longest=texts.ENDLESS)
    return len(ids)
