"""Introductions follow the choices they rest on, in the same transaction. Also brings in the words of our mails."""

from typing import Any

from django.dispatch import receiver

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import CircleMember, Company
from career_relay.companies.signals import left_network
from career_relay.consents import deletions
from career_relay.consents.actions import revoke
from career_relay.consents.models import AccessGrant, ConsentEntry, ConsentNow
from career_relay.consents.shields import shut_out
from career_relay.consents.signals import block_changed, consent_withdrawn
from career_relay.consents.states import Act, Purpose
from career_relay.relay import alerts, edits, mails, staff_mails  # noqa: F401 — offer their words, and listen
from career_relay.relay.actions import mark_withdrawn
from career_relay.relay.deadlines import give_all_back
from career_relay.relay.models import Introduction
from career_relay.relay.states import BEFORE_YES, WITH_RECEIVER, Stage

RESTS_ON_SHARE = frozenset({Stage.ACCEPTED, *WITH_RECEIVER})


@receiver(consent_withdrawn, dispatch_uid="relay.consent_withdrawn")
def consent_was_withdrawn(entry: ConsentEntry, person_id: int, purpose: str, **_more: Any) -> None:
    """A choice that merely reached its end stops nothing that runs: only access ends, by the grant's own date."""
    if purpose == Purpose.SHARE and entry.act == Act.WITHDRAWN:
        theirs = Introduction.objects.filter(person_id=person_id, company_id=entry.recipient_id or 0)
        resting = theirs.filter(position_id=entry.position_ref or 0, stage__in=RESTS_ON_SHARE)
        _withdraw(list(resting), person_id)
    elif purpose == Purpose.SHARE:
        _ask_to_erase(entry, person_id)
    elif purpose == Purpose.TEASER:
        asked = list(Introduction.objects.filter(person_id=person_id, stage__in=BEFORE_YES))
        allowed = _may_still_ask(person_id)
        _withdraw([one for one in asked if one.company_id not in allowed], person_id)


def _ask_to_erase(entry: ConsentEntry, person_id: int) -> None:
    """Its time is over: the receiver erases its copy, unless the person joined it."""
    ended = AccessGrant.objects.filter(
        person_id=person_id, company_id=entry.recipient_id or 0, package__hash=entry.package_hash, revoked_at=None
    )
    joined = Introduction.objects.filter(person_id=person_id, stage=Stage.HIRED, package__isnull=False)
    for grant in ended.exclude(package__in=joined.values_list("package", flat=True)):
        deletions.ask(grant, by=SYSTEM)


@receiver(block_changed, dispatch_uid="relay.block_changed")
def block_was_changed(person_id: int, **_more: Any) -> None:
    """A company that may never see the person stops seeing them now."""
    blocked = shut_out(person_id)
    seen = Introduction.objects.filter(
        person_id=person_id, company_id__in=blocked, stage__in=BEFORE_YES | RESTS_ON_SHARE
    )
    ended = list(seen)
    _withdraw(ended, person_id)
    by = person_actor(person_id)
    for grant in AccessGrant.objects.filter(package__in=[one.package_id for one in ended], revoked_at=None):
        revoke(grant, by=by)


@receiver(left_network, dispatch_uid="relay.left_network")
def company_left(company: Company, **_more: Any) -> None:
    """Its questions and what it was handed are over in this transaction (PRODUCT E1)."""
    with acting_for(company.pk):
        give_all_back()


def _withdraw(introductions: list[Introduction], person_id: int) -> None:
    for one in introductions:
        mark_withdrawn(one, by=person_actor(person_id))


def _may_still_ask(person_id: int) -> set[int]:
    """Give the companies named by what is still held, itself or through a circle."""
    held = list(ConsentNow.objects.filter(person_id=person_id, purpose=Purpose.TEASER))
    circles = [now.circle_id for now in held if now.circle_id]
    members = CircleMember.objects.filter(circle__in=circles).values_list("company_id", flat=True)
    return {now.recipient_id for now in held if now.recipient_id} | set(members)
