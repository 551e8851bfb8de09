"""What a person asks of a company that keeps something of them: the door, the clocks, what waits (LEGAL D-01, D-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.signals import record_erased
from career_relay.companies.models import Company
from career_relay.consents import actions
from career_relay.consents.events import Event
from career_relay.consents.models import AccessGrant, ConsentNow, RightsItem, RightsRequest
from career_relay.consents.queries import NEAR
from career_relay.consents.rights_contents import items_of
from career_relay.consents.rights_tasks import grant_due_erasure
from career_relay.consents.signals import request_asked
from career_relay.consents.states import Agent, AskedHow, Detail, Manner, Right

INTERNAL_DAYS = 10
DUE_DAYS = 14  # LEGAL D-03
DUE_DAYS_EU = 30
SHOWN_DAYS = 90  # an answer stays on the person's page that long
LONGEST_WINDOW = 12  # months: no company can put off the right to be forgotten for longer
LONGEST = {"about": 2_000, "old_value": 2_000, "new_value": 2_000, "postal_address": 300, "agent_name": 100}


@dataclass(frozen=True, slots=True)
class Asking:
    """One request as it was filled in."""

    kind: Right
    about: str = ""
    manner: Manner = Manner.JSON
    postal_address: str = ""
    agent: str = ""
    agent_name: str = ""
    detail: str = ""
    old_value: str = ""
    new_value: str = ""
    asked_how: AskedHow = AskedHow.PORTAL


# --- asking -------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(company: Company, asking: Asking, *, by: Actor, person_id: int) -> list[RightsRequest]:
    """Ask a company that keeps a record, or got a package, of the active person. The same question twice is one.

    Several records at one company make several requests. Raises Refused: it keeps nothing under a proven address, or
    something is missing.
    """
    ensure_whole(asking)
    records = list(Candidate.objects.filter(person_id=person_id, company=company).order_by("-id"))
    if not records and not AccessGrant.objects.filter(person_id=person_id, company=company).exists():
        raise Refused(_("This company keeps nothing under an address you have proven."), code="CONSENT_NOT_BY_PERSON")
    if asking.kind == Right.WITHDRAW:
        _take_back(person_id, company, by=by)
    whose: list[Candidate | None] = [*records] or [None]
    return [_keep(company, one, asking, by=by, person_id=person_id) for one in whose]


@transaction.atomic
def ask_erasure(candidate: Candidate, *, by: Actor) -> RightsRequest:
    """Ask the company to erase its record of this person. Asking twice is asking once. Needs the person active."""
    if candidate.person_id is None:
        raise Refused(_("This record belongs to nobody who has proven an address."), code="CONSENT_NOT_BY_PERSON")
    company = Company.objects.get(pk=candidate.company_id)
    return _keep(company, candidate, Asking(Right.ERASE), by=by, person_id=candidate.person_id)


@transaction.atomic
def note_request(candidate: Candidate, asking: Asking, *, by: Actor) -> RightsRequest:
    """Write down a request that came by post, by phone or through an agent. Its clock starts today (LEGAL D-01)."""
    ensure_whole(asking)
    company = Company.objects.get(pk=candidate.company_id)
    return _keep(company, candidate, asking, by=by, person_id=candidate.person_id)


def ensure_whole(asking: Asking) -> None:
    """Raise Refused with what is missing. Nothing more than needed is asked for."""
    if asking.manner == Manner.PAPER and not asking.postal_address.strip():
        raise Refused(_("Write the address the paper is to be sent to."))
    if asking.agent and not asking.agent_name.strip():
        raise Refused(_("Write the name of whoever asks in the person’s name."))
    if asking.kind == Right.CORRECT and not (asking.detail in Detail.values and asking.new_value.strip()):
        raise Refused(_("Choose what is wrong, and write how it should read."))
    for name, most in LONGEST.items():
        if len(getattr(asking, name)) > most:
            raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{most:,}"})


def _take_back(person_id: int, company: Company, *, by: Actor) -> None:
    """A consent that stands in the ledger ends now; the company's own papers follow when it answers."""
    for now in ConsentNow.objects.filter(person_id=person_id, recipient=company):
        actions.withdraw(now, by=by, how=actions.How(channel="portal:requests"))


def _keep(
    company: Company, candidate: Candidate | None, asking: Asking, *, by: Actor, person_id: int | None
) -> RightsRequest:
    same = {"company": company, "candidate": candidate, "kind": asking.kind, "detail": asking.detail}
    mine = RightsRequest.objects.filter(closed_at=None, **same)
    if known := mine.filter(person=person_id).first():
        return known
    request = RightsRequest.objects.create(**same, **_facts(asking), **_clocks(company), person_id=person_id)
    for key in items_of(request):
        RightsItem.objects.create(company=company, request=request, person_id=person_id, key=key)
    event = Event.ERASURE_ASKED if asking.kind == Right.ERASE else Event.REQUEST_ASKED
    record(event, request, by=by, right=asking.kind, candidate=candidate.pk if candidate else None)
    request_asked.send(sender=RightsRequest, request=request)
    if asking.kind == Right.ERASE and asking.asked_how == AskedHow.PORTAL and not asking.agent:
        later(grant_due_erasure, company_id=company.pk, request_id=request.pk)
    return request


def _facts(asking: Asking) -> dict[str, Any]:
    names = ("about", "postal_address", "agent_name", "old_value", "new_value")
    said = {name: getattr(asking, name).strip() for name in names}
    agent = asking.agent if asking.agent in Agent.values else ""
    return {**said, "manner": asking.manner, "agent": agent, "asked_how": asking.asked_how}


def _clocks(company: Company) -> dict[str, date]:
    today = timezone.localdate()
    days = DUE_DAYS_EU if company.country in NEAR - {"JP"} else DUE_DAYS
    return {"internal_due_on": today + timedelta(days=INTERNAL_DAYS), "due_on": today + timedelta(days=days)}


# --- looking ------------------------------------------------------------------------------------------------------


def open_requests() -> models.QuerySet[RightsRequest]:
    """What the active company still has to answer, the most urgent first; for a person, what they wait for."""
    found: models.QuerySet[RightsRequest] = RightsRequest.objects.filter(closed_at=None).select_related(
        "candidate", "company"
    )
    return found


def requests_shown() -> models.QuerySet[RightsRequest]:
    """What the active person asked for: what they wait for, and what was answered lately. The newest first."""
    lately = timezone.now() - timedelta(days=SHOWN_DAYS)
    found: models.QuerySet[RightsRequest] = RightsRequest.objects.filter(
        models.Q(closed_at=None) | models.Q(closed_at__gt=lately)
    )
    return found.select_related("company").order_by(F("closed_at").desc(nulls_first=True), "-id")


def companies_asked(person_id: int) -> list[Company]:
    """The companies the active person can ask: each keeps a record of them, or got a package."""
    kept = set(Candidate.objects.filter(person_id=person_id).values_list("company_id", flat=True))
    kept |= set(AccessGrant.objects.filter(person_id=person_id).values_list("company_id", flat=True))
    return list(Company.objects.filter(pk__in=kept).order_by("name"))


def window_end(candidate: Candidate) -> date | None:
    """The last day of the time after the result in which applying again is looked at together with the old record.

    None while a selection runs, and for a record without any: then only a person decides (LEGAL D-07).
    """
    decided = list(Application.objects.filter(candidate=candidate).values_list("decided_at", flat=True))
    if not decided or None in decided:
        return None
    months = min(candidate.company.reapply_months, LONGEST_WINDOW)
    return max(months_later(timezone.localdate(one), months) for one in decided if one)


def window_has_passed(candidate: Candidate | None, *, on: date) -> bool:
    end = window_end(candidate) if candidate else None
    return end is not None and end <= on


def told(request: RightsRequest) -> Mapping[str, RightsItem]:
    return {one.key: one for one in request.items.all()}


# --- forgetting ---------------------------------------------------------------------------------------------------


@receiver(record_erased)
def keep_no_words(candidate: Candidate, **_more: Any) -> None:
    """The record goes: of its requests stays what was asked when and what was answered, and no word about the person."""
    rows = RightsRequest.objects.filter(candidate=candidate)
    rows.update(about="", old_value="", new_value="", postal_address="", agent_name="", agent_proof="", inquiry="")
