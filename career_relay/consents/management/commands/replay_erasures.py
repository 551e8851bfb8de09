"""`career-relay replay-erasures`: after a backup was put back, before anything is sent."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from career_relay.base.journal import journal
from career_relay.consents.replay import replay


class Command(BaseCommand):
    help = "Erase and withdraw again what the journal of erasures names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        path = file or journal()
        try:
            done = asdict(replay(path))
        except OSError as problem:
            raise CommandError(
                _("The journal %(file)s cannot be read: %(why)s") % {"file": path, "why": problem.strerror}
            ) from problem
        said = _("%(lines)s lines: %(records)s records erased, %(people)s people, %(withdrawals)s choices taken back.")
        self.stdout.write(json.dumps(done) if options["json"] else said % done)
