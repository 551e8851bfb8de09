"""Questions a person asks about their own choices. Each needs the person to be active."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from career_relay.base.text.normalise import fold
from career_relay.candidates.models import Candidate
from career_relay.companies.models import CircleMember, Company, CompanyDomain
from career_relay.companies.queries import live_members
from career_relay.companies.separation import cut_off_from
from career_relay.consents.models import AccessGrant, Block, ConsentEntry, ConsentNow
from career_relay.consents.shields import shut_out
from career_relay.consents.states import Purpose

MOST_NAMES = 8
# Where a package may go: Japan, and the countries designated under APPI Art. 28 (EEA, UK); LEGAL C-16.
NEAR = frozenset({
    "JP", "GB", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


def teaser_now(person_id: int, *, at: datetime | None = None) -> list[ConsentNow]:
    """The choices to be asked that hold now."""
    return list(
        ConsentNow.objects.filter(person_id=person_id, purpose=Purpose.TEASER)
        .filter(Q(expires_at=None) | Q(expires_at__gt=at or timezone.now()))
        .select_related("circle", "recipient")
        .order_by("id")
    )


def blocks(person_id: int) -> models.QuerySet[Block]:
    found: models.QuerySet[Block] = (
        Block.objects.filter(person_id=person_id)
        .select_related("company_blocked", "company_blocked__group")
        .order_by("company_blocked__name")
    )
    return found


def history(person_id: int) -> models.QuerySet[ConsentEntry]:
    """Every line of the ledger, newest first."""
    found: models.QuerySet[ConsentEntry] = (
        ConsentEntry.objects.filter(person_id=person_id).select_related("recipient", "circle").order_by("-id")
    )
    return found


def handed_over(person_id: int) -> models.QuerySet[AccessGrant]:
    """Every package that was sent, newest first, with its recipient and until when it can be read."""
    found: models.QuerySet[AccessGrant] = (
        AccessGrant.objects.filter(person_id=person_id).select_related("company", "package").order_by("-id")
    )
    return found


def who_may_ask(person_id: int, *, at: datetime | None = None) -> list[Company]:
    """The companies that may ask this person now, worked out from the person's own rows in Python.

    Shares nothing with `may_show.sql`, so that each can check the other (RELIABILITY rule 25).
    """
    from career_relay.consents.passport import current, is_hidden, is_paused

    at = at or timezone.now()
    passport = current(person_id)
    if passport and (is_paused(passport, at=at) or is_hidden(passport, at=at)):
        return []
    held = teaser_now(person_id, at=at)
    circles = [now.circle_id for now in held if now.circle_id]
    named = {now.recipient_id for now in held if now.recipient_id}
    named |= set(CircleMember.objects.filter(circle__in=circles).values_list("company_id", flat=True))
    own = set(Candidate.objects.filter(person_id=person_id).values_list("company_id", flat=True))
    proven = set(CompanyDomain.objects.filter(verified_at__isnull=False).values_list("company_id", flat=True))
    allowed = (named & proven) - own - shut_out(person_id) - cut_off_from(own)
    return [one for one in live_members().filter(pk__in=allowed) if one.country in NEAR]


def resting(person_id: int, companies: Iterable[int]) -> set[int]:
    """Which of these companies have no question to this person at this moment, whatever they asked before.

    They left or are suspended, or are cut off from a company that has a record of the person (PRODUCT E1).
    """
    wanted = set(companies)
    if not wanted:
        return set()
    live = set(live_members().filter(pk__in=wanted).values_list("pk", flat=True))
    own = Candidate.objects.filter(person_id=person_id).values_list("company_id", flat=True)
    return (wanted - live) | (wanted & cut_off_from(own))


def companies_named(words: str) -> list[Company]:
    """Member companies whose name has these words: to be put on a block list. Width and case do not matter."""
    wanted = fold(words)
    if not wanted:
        return []
    return [
        one
        for one in Company.objects.filter(kind=Company.Kind.MEMBER).select_related("group").order_by("name")
        if wanted in fold(one.name) or wanted in fold(one.name_en)
    ][:MOST_NAMES]
