"""Putting data right: in the record that was asked about, and at everybody who got it since (LEGAL D-06)."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.base.tenancy import person as acting_as
from career_relay.base.text.normalise import fold_email
from career_relay.candidates import actions as candidates
from career_relay.candidates import search
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.consents.events import Event
from career_relay.consents.models import AccessGrant, Correction, RightsRequest
from career_relay.consents.rights_tasks import tell_correction
from career_relay.consents.signals import correction_told
from career_relay.consents.states import Detail, Item

# Under which item of a package a corrected detail travelled. What nobody got is told to nobody: that would be a provision.
TRAVELS: dict[str, str] = {
    Detail.NAME: Item.CONTACT,
    Detail.EMAIL: Item.CONTACT,
    Detail.SKILLS: Item.SKILLS,
    Detail.HISTORY: Item.HISTORY,
    Detail.PREFECTURE: Item.WISHES,
}
BY_HAND = (Detail.OTHER,)  # staff put it right themselves, and say so


def correct(request: RightsRequest, *, by: Actor) -> None:
    """Write the new value into the record, and have the receivers told. Needs the company active.

    Raises Refused for an address the person has not proven: their results would go to somebody else.
    """
    if request.candidate is not None and request.detail not in BY_HAND:
        _write(request.candidate, request.detail, request.new_value, by=by)
    if request.person_id and request.detail in TRAVELS:
        later(tell_correction, person_id=request.person_id, request_id=request.pk)


def _write(candidate: Candidate, detail: str, value: str, *, by: Actor) -> None:
    match detail:
        case Detail.EMAIL:
            _write_address(candidate, value, by=by)
        case Detail.SKILLS:
            _save(
                candidate, by, skills=[one.strip()[:60] for one in value.replace("、", ",").split(",") if one.strip()]
            )
        case Detail.HISTORY:
            _save(candidate, by, history=value)
        case Detail.GRADUATION:
            candidates.correct_record(candidate, {detail: _year(value)}, by=by)
        case _:
            candidates.correct_record(candidate, {detail: _bounded(detail, value)}, by=by)


def _bounded(detail: str, value: str) -> str:
    most = Candidate._meta.get_field(detail).max_length or 0  # type: ignore[union-attr]  # only plain fields
    return " ".join(value.split())[:most]


def _year(value: str) -> int:
    if not (value.strip().isdecimal() and 1950 <= int(value) <= 2100):
        raise Refused(_("Please write the year in four digits."))
    return int(value)


def _write_address(candidate: Candidate, value: str, *, by: Actor) -> None:
    key = fold_email(value)
    if candidate.person_id and key not in _proven(candidate):
        raise Refused(
            _("The person has not proven this address yet. Ask them to add it on their page first."),
            code="PROVEN_ADDRESS",
        )
    _save(candidate, by, email=value.strip(), email_key=key)


def _proven(candidate: Candidate) -> list[str]:
    with acting_as(candidate.person_id or 0):
        return list(VerifiedAddress.objects.values_list("address", flat=True))


def _save(candidate: Candidate, by: Actor, **values: Any) -> None:
    row = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "updated_at"])
    record(CandidateEvent.CORRECTED, row, by=by, fields=list(values))
    search.refresh(row)


@transaction.atomic
def put_aside(candidate: Candidate, *, by: Actor) -> None:
    """Use the record for nothing any more: no mails, no pool. Its own clock ends it."""
    candidates.stop_contact(candidate, by=by, reason=_("The person asked for it."))
    rows = Candidate.objects.filter(pk=candidate.pk)
    rows.update(state=RecordState.RECORD, state_evidence="", state_since=None, state_until=None)


# --- the receivers ------------------------------------------------------------------------------------------------


@transaction.atomic
def tell_receivers(request_id: int, *, by: Actor) -> list[Correction]:
    """One notice for each company that can read the item now. Needs the person active; twice tells once."""
    request = RightsRequest.objects.get(pk=request_id)
    item = TRAVELS.get(request.detail, "")
    now = timezone.now()
    grants = AccessGrant.objects.filter(revoked_at=None, until__gt=now, package__items__contains=[item])
    others = grants.exclude(company_id=request.company_id).order_by("id")
    return [told for grant in others if (told := _tell(grant, request, by=by))]


def _tell(grant: AccessGrant, request: RightsRequest, *, by: Actor) -> Correction | None:
    correction, made = Correction.objects.get_or_create(
        company_id=grant.company_id,
        package_id=grant.package_id,
        request_ref=request.pk,
        defaults={
            "person_id": grant.person_id,
            "detail": request.detail,
            "old_value": request.old_value,
            "new_value": request.new_value,
        },
    )
    if not made:
        return None
    record(Event.CORRECTION_TOLD, correction, by=by, company=grant.company_id)
    correction_told.send(sender=Correction, correction=correction)
    return correction


def waiting() -> models.QuerySet[Correction]:
    """What the active company has still to put right in its copies."""
    found: models.QuerySet[Correction] = Correction.objects.filter(acknowledged_at=None)
    return found


@transaction.atomic
def acknowledge(correction: Correction, *, by: Actor) -> Correction:
    """Say that the own copy was put right. The person reads it. Twice changes nothing."""
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.acknowledged_at is None:
        correction.acknowledged_at = timezone.now()
        correction.acknowledged_by = get_user_model().objects.filter(pk=by.id or 0).first()
        correction.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record(Event.CORRECTION_READ, correction, by=by)
    return correction
