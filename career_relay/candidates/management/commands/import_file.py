"""`career-relay import`: a file straight into a company's records, for scripts and nightly exports."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.models import ImportRun, RunState
from career_relay.companies.models import Company
from career_relay.imports.presets import all_presets

REFUSED, USAGE = 1, 2


class Command(BaseCommand):
    help = "Import candidates from a CSV, TSV, Excel or JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--preset", default="", metavar="NAME")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, file: Path, company: str, preset: str, dry_run: bool, **options: Any) -> None:
        if preset and preset not in all_presets():
            known = ", ".join(all_presets())
            raise CommandError(
                _("There is no preset “%(name)s”. Known: %(known)s") % {"name": preset, "known": known},
                returncode=USAGE,
            )
        found = Company.objects.filter(slug=company).first()
        if found is None:
            raise CommandError(_("There is no company “%(slug)s”.") % {"slug": company}, returncode=REFUSED)
        try:
            report = import_file(file, found, preset=preset, dry=dry_run)
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else sentence(report))


def import_file(path: Path, company: Company, *, preset: str, dry: bool) -> dict[str, Any]:
    """Check or take in a whole file, here and now. raises Refused, OSError."""
    with path.open("rb") as opened, acting_for(company.pk):
        run = runs.receive_file(File(opened), path.name, company=company, started_by=None, preset=preset)
        with runs.opened(run) as table:
            runs.choose_mapping(run, runs.mapping_of(run, table))
        runs.begin(run, dry=dry)
    runs.work(company.pk, run.pk)
    with acting_for(company.pk):
        run.refresh_from_db()
        report = told(run)
        if dry or run.state == RunState.FAILED:
            default_storage.delete(run.stored)
            run.delete()
    if run.state == RunState.FAILED:
        raise Refused(run.error)
    return report


def told(run: ImportRun) -> dict[str, Any]:
    faults = run.faults.filter(is_warning=False).values("line", "column", "value", "problem")
    return {
        "rows": run.rows,
        "created": run.created,
        "updated": run.updated,
        "unchanged": run.unchanged,
        "faulty": list(faults),
    }


def sentence(report: dict[str, Any]) -> str:
    faults = [f"  {one['line']}: {one['column']} “{one['value']}” {one['problem']}" for one in report["faulty"]]
    head = _("%(rows)s rows: %(created)s new, %(updated)s changed, %(unchanged)s known, %(faulty)s not imported")
    return "\n".join([head % {**report, "faulty": len({one["line"] for one in report["faulty"]})}, *faults])
