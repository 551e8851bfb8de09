"""What a no offers along: a reason leads to a path, which somebody may change or leave out (PRODUCT B1, B2).

The map is a data file with its own test vectors (PRODUCT H9): `defaults/remedies.yaml`. Conduct leads nowhere.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path as Place
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.clocks import months_later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import UNSAID, Path, Reason, Stage
from career_relay.companies.models import CircleMember
from career_relay.positions.queries import open_positions

FILE = Place(__file__).parent / "defaults" / "remedies.yaml"
PROPOSED = "proposed"  # in place of a path: whatever goes with the reason
FARTHEST = 24  # months: nobody knows what will be after that


@dataclass(frozen=True, slots=True)
class Telling:
    """What a person is told besides the result: whose kind words, and which path. Never the details."""

    reason_shared: str = ""  # "": the words of the reason itself; `UNSAID`: none
    path: str = ""
    on: date | None = None  # later: a day in the month to talk again


@cache
def remedies() -> dict[str, Any]:
    """Read the file. Raises ValueError for a reason that may offer nothing and does."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    if wrong := set(found["never"]) & set(found["paths"]):
        raise ValueError(f"{FILE.name} offers something for {sorted(wrong)}")
    return found


def proposed(reason: str, *, roles: int, circles: int, today: date) -> Telling:
    """Give the path that goes with a reason. Where it leads nowhere now, the day to apply again is left."""
    path = str(remedies()["paths"].get(reason, ""))
    if (path == Path.ROLES and not roles) or (path == Path.CIRCLE and not circles):
        path = Path.REAPPLY
    return Telling("", path, later_month(today) if path == Path.LATER else None)


def later_month(today: date) -> date:
    return months_later(today, int(remedies()["months"])).replace(day=1)


def proposal_for(application: Application, reason: str, today: date | None = None) -> Telling:
    """Give what to propose for this application, as the company's openings and circles now stand."""
    day = today or timezone.localdate()
    return proposed(reason, roles=other_roles(application), circles=circles_of(application), today=day)


def other_roles(application: Application) -> int:
    return open_positions().exclude(pk=application.position_id or 0).count()


def circles_of(application: Application) -> int:
    return CircleMember.objects.filter(company_id=application.company_id).count()


def ensure_telling(telling: Telling, reason: str, today: date) -> Telling:
    """Give the telling as it is kept. Raises Refused for a path with conduct, and for a month that makes no sense."""
    if telling.path not in {"", *Path.values} or telling.reason_shared not in {"", UNSAID, *Reason.values}:
        raise Refused(_("This cannot be offered with a no."))
    if telling.path and reason in remedies()["never"]:
        raise Refused(_("After conduct in the selection, nothing is offered along with the no."))
    if telling.path != Path.LATER:
        return Telling(telling.reason_shared, telling.path)
    month = (telling.on or later_month(today)).replace(day=1)
    if not today < month <= months_later(today, FARTHEST):
        raise Refused(_("Name a month from the next one on, within two years."))
    return Telling(telling.reason_shared, telling.path, month)


def settle(application: Application, telling: Telling) -> None:
    """Write a telling into an application that is about to be saved; a month to talk again becomes a snooze."""
    kept = ensure_telling(telling, application.reason, timezone.localdate())
    was = application.path_on
    application.reason_shared, application.path, application.path_on = kept.reason_shared, kept.path, kept.on
    _snooze(application.candidate, was, kept.on)


def _snooze(candidate: Candidate, was: date | None, until: date | None) -> None:
    """Wake the record in that month. Only a day that came from here is taken away again."""
    if until is None and (was is None or candidate.snoozed_until != was):
        return
    if candidate.snoozed_until != until:
        candidate.snoozed_until = until
        candidate.save(update_fields=["snoozed_until"])


@transaction.atomic
def change_telling(application: Application, telling: Telling, *, by: Actor) -> Application:
    """Say something else along with a no, or nothing. The decision and its reason stay. Raises Refused."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("candidate", "company")
    application = rows.get(pk=application.pk)
    if application.stage != Stage.REJECTED:
        raise Refused(_("Only a no has ways to go on."))
    before = telling_of(application)
    settle(application, telling)
    if telling_of(application) == before:
        return application
    application.save(update_fields=["reason_shared", "path", "path_on"])
    record(CandidateEvent.TOLD_ALONG, application, by=by, path=application.path, shared=application.reason_shared)
    return application


def telling_of(application: Application) -> Telling:
    return Telling(application.reason_shared, application.path, application.path_on)
