"""`career-relay rematch [--resume] [--json]`: compare all openings of the network with whom they could reach, here and now.

The same walk as the one of the night and of the operator's page, but in this process. Interrupted, it is stopped, and
`--resume` goes on where it was.
"""

import json
import sys
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import operator
from career_relay.matching import rematch
from career_relay.matching.models import Rematch, RunState

EVERY_SECONDS = 5.0


class Command(BaseCommand):
    help = "Compare all openings of the network with whom they could reach."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", action="store_true", help="go on with the newest one instead of a new start")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        with operator():
            run = self._resumed() if options["resume"] else rematch.start(by=SYSTEM, queued=False)
        began, before = monotonic(), run.done
        try:
            self._walk(run)
        except KeyboardInterrupt:
            with operator():
                rematch.stop(run, by=SYSTEM)
            raise
        run = _now(run)
        told = {
            "state": run.state,
            "why_stopped": run.why_stopped,
            "done": run.done,
            "total": run.total,
            "per_second": round((run.done - before) / max(monotonic() - began, 0.001), 2),
        }
        self.stdout.write(json.dumps(told) if options["json"] else sentence(run))

    def _resumed(self) -> Rematch:
        run = rematch.newest()
        if run is None:
            raise CommandError(_("There is no comparison to resume."))
        return rematch.resume(run, by=SYSTEM, queued=False)

    def _walk(self, run: Rematch) -> None:
        said = monotonic()
        while rematch.work(run.pk):
            if monotonic() - said > EVERY_SECONDS:
                said, run = monotonic(), _now(run)
                sys.stderr.write(f"  {run.done:,} / {run.total:,}\n")


def _now(run: Rematch) -> Rematch:
    with operator():
        found: Rematch = Rematch.objects.get(pk=run.pk)
    return found


def sentence(run: Rematch) -> str:
    if run.state == RunState.STOPPED:
        return f"{run.get_state_display()}: {run.get_why_stopped_display()} {run.done} / {run.total}"
    return f"{run.get_state_display()}: {run.done} / {run.total}"
