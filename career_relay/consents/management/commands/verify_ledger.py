"""`career-relay verify-ledger [--json]`: is the ledger of choices what it was when it was written?

1 when it is not, 2 when nobody could look.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from career_relay.consents.ledger import Flaw
from career_relay.consents.watching import Report, look_at_everything

OWNS = "SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'consents_consententry'"


class Command(BaseCommand):
    help = "Walk every chain of the ledger and compare it with the daily anchors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        _ensure_owner()
        report = look_at_everything()
        if options["json"]:
            self.stdout.write(json.dumps({"ok": report.is_whole, **asdict(report)}))
        else:
            self.stdout.writelines(f"{line}\n" for line in said(report))
        if not report.is_whole:
            raise CommandError(_("The ledger of choices does not hold."), returncode=1)


def _ensure_owner() -> None:
    """The wall hides other people's lines from the app: it would find nothing wrong because it finds nothing."""
    with connection.cursor() as cursor:
        cursor.execute(OWNS)
        found = cursor.fetchone()
    if not found or not found[0]:
        said = _("Only the owner of the tables may read every line: use career-relay verify-ledger.")
        raise CommandError(said, returncode=2)


def said(report: Report) -> Iterator[str]:
    """Tell the report line by line."""
    words = {
        Flaw.CHANGED: _("line {id}: it no longer says what it was sealed with"),
        Flaw.LINK: _("line {id}: the line before it is another one, or gone"),
        Flaw.PERSON: _("line {id}: it stands under somebody else’s name"),
    }
    yield _("{lines} lines in {chains} chains").format(lines=report.lines, chains=report.chains)
    for fault in report.faults:
        yield words[fault.flaw].format(id=fault.entry_id)
    for one in report.anchors:
        yield _("anchor of {day} ({scope}, row {row}): the ledger says something else").format(
            day=one.day, scope=one.scope or "?", row=one.row
        )
    for person_id in report.drifted:
        yield _("person {id}: what holds is not what the ledger says").format(id=person_id)
    if report.is_whole:
        yield _("Every line holds, and the anchors agree.")
