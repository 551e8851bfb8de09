"""Handing a certificate out, taking it, showing it, and ending it. The company acts first, the person decides."""

import secrets
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.sources import is_protected
from career_relay.candidates.states import Reached
from career_relay.companies.models import Company
from career_relay.consents.certificates import credential, keys, queries
from career_relay.consents.certificates.bits import SIZE
from career_relay.consents.certificates.queries import Mine
from career_relay.consents.events import Event
from career_relay.consents.models import Certificate, EndedNumber, HeldCertificate
from career_relay.consents.signals import certificate_issued, certificate_issuing, certificate_revoked

MOST_STRENGTHS: Final = 5
LONGEST_REASON: Final = 300


# --- the company --------------------------------------------------------------------------------------------------


@transaction.atomic
def issue_certificate(application: Application, *, strengths: Iterable[str], family: str, by: Actor) -> Certificate:
    """Hand a certificate to the person of an application. Nothing is public before they take it.

    in: strengths out of `queries.strengths_of`. raises Refused.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=application.pk)
    ensure_may_issue(application)
    wanted = _ensure_known(application, strengths)
    made = Certificate.objects.create(
        candidate=application.candidate,
        application=application,
        number=_free_number(application.company_id),
        name=application.candidate.name,
        month=queries.month_of(application),
        family=" ".join(family.split())[:40],
        strengths=wanted,
        language=(translation.get_language() or "ja")[:2],
    )
    record(Event.CERTIFICATE_ISSUED, made, by=by, application=application.pk, strengths=len(wanted))
    certificate_issued.send(Certificate, certificate=made)
    return made


def ensure_may_issue(application: Application) -> None:
    """raises Refused, with the reason a recruiter can act on."""
    if application.reached != Reached.FINAL:
        raise Refused(_("This certificate is for those who reached the final interview."))
    if application.decided_at is None:
        raise Refused(_("The selection goes on. Hand it over once the result is fixed."))
    if is_protected(application.candidate, timezone.localdate()):
        raise Refused(_("This person came through an agency: hand it over when the protection has ended."))
    if Certificate.objects.filter(application=application, revoked_at=None).exists():
        raise Refused(_("A certificate of this selection was handed over already."))
    certificate_issuing.send(Certificate, application=application)


def _ensure_known(application: Application, strengths: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(strengths))
    if len(wanted) > MOST_STRENGTHS:
        raise Refused(_("Choose at most %(n)s strengths: fewer say more.") % {"n": MOST_STRENGTHS})
    if not set(wanted) <= set(queries.strengths_of(application)):
        raise Refused(_("Choose from what stands on the scorecards of this selection."))
    ensure_fair(*wanted)
    return wanted


def _free_number(company_id: int) -> int:
    """Draw a place in the status list that nobody has: neighbours in the list say nothing about each other."""
    taken = set(Certificate.objects.filter(company_id=company_id).values_list("number", flat=True))
    if len(taken) >= SIZE:
        raise Refused(_("The status list of this company is full. Please tell the operator."))
    while (number := secrets.randbelow(SIZE)) in taken:
        pass
    return number


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: Actor) -> Certificate:
    """Take a certificate back: from now on every check says so. The person reads the reason. Twice is once."""
    said = " ".join(reason.split())
    if not said:
        raise Refused(_("Write why: the person reads it."), code="REASON_REQUIRED")
    if len(said) > LONGEST_REASON:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": LONGEST_REASON})
    ensure_fair(said)
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.revoked_at is None:
        certificate.revoked_at, certificate.revoked_reason = timezone.now(), said
        certificate.save(update_fields=["revoked_at", "revoked_reason"])
        _end(certificate.company_id, certificate.number)
        record(Event.CERTIFICATE_REVOKED, certificate, by=by)
        certificate_revoked.send(Certificate, certificate=certificate)
    return certificate


def _end(issuer_id: int, number: int) -> None:
    EndedNumber.objects.get_or_create(issuer_id=issuer_id, number=number)


def empty_with_the_record(candidate: Candidate) -> None:
    """The record goes: what the company stated goes with it. The number stays, and so does what the person keeps."""
    Certificate.objects.filter(candidate=candidate).update(
        candidate=None, application=None, name="", month=None, family="", strengths=[], revoked_reason=""
    )


# --- the person ---------------------------------------------------------------------------------------------------


@transaction.atomic
def keep_certificate(mine: Mine, *, by: Actor, is_shown: bool = False, shows_name: bool = False) -> HeldCertificate:
    """Take a certificate: it is signed now. Public only if the person says so. Needs the person active. Twice is once."""
    if mine.held is not None:
        return mine.held
    certificate = _ensure_offered(mine)
    held = HeldCertificate(
        issuer=mine.issuer,
        certificate_ref=certificate.pk,
        number=certificate.number,
        state=HeldCertificate.State.KEPT,
        name=certificate.name,
        month=certificate.month,
        family=certificate.family,
        strengths=certificate.strengths,
        language=certificate.language,
        issued_at=certificate.issued_at,
        is_shown=is_shown,
        shows_name=shows_name,
    )
    held.credential = _signed(held)
    held.save()
    record(Event.CERTIFICATE_KEPT, held, by=by, shown=is_shown, named=shows_name)
    return held


def _ensure_offered(mine: Mine) -> Certificate:
    if mine.certificate.revoked_at is not None:
        raise Refused(_("The company has taken this certificate back."))
    if mine.certificate.month is None:
        raise Refused(_("The record this certificate was about has been erased."))
    return mine.certificate


@transaction.atomic
def decline_certificate(mine: Mine, *, by: Actor) -> None:
    """Say no. The company is not told. Needs the person active."""
    if mine.held is not None:
        raise Refused(_("You have decided about this certificate already."))
    row = HeldCertificate.objects.create(
        issuer=mine.issuer,
        certificate_ref=mine.certificate.pk,
        number=mine.certificate.number,
        state=HeldCertificate.State.DECLINED,
        issued_at=mine.certificate.issued_at,
    )
    record(Event.CERTIFICATE_DECLINED, row, by=by)


@transaction.atomic
def show_certificate(held: HeldCertificate, *, is_shown: bool, shows_name: bool, by: Actor) -> HeldCertificate:
    """Open or close the public page, with or without the name. A file handed out earlier stays as it was."""
    held = _kept(held)
    if (held.is_shown, held.shows_name) == (is_shown, shows_name):
        return held
    renamed = held.shows_name != shows_name
    held.is_shown, held.shows_name = is_shown, shows_name
    if renamed:
        held.credential = _signed(held)
    held.save(update_fields=["is_shown", "shows_name", "credential"])
    record(Event.CERTIFICATE_SHOWN if is_shown else Event.CERTIFICATE_HIDDEN, held, by=by, named=shows_name)
    return held


@transaction.atomic
def give_up_certificate(held: HeldCertificate, *, by: Actor) -> None:
    """Delete it for good: nothing of it is kept, and files handed out no longer count."""
    held = _kept(held)
    _end(held.issuer_id, held.number)
    HeldCertificate.objects.filter(pk=held.pk).update(
        state=HeldCertificate.State.DECLINED, credential="", name="", month=None, family="", strengths=[],
        is_shown=False, shows_name=False,
    )  # fmt: skip
    record(Event.CERTIFICATE_GIVEN_UP, held, by=by)


def forget_certificates(person_id: int) -> int:
    """Erase what a person kept, when everything of theirs is erased. Files handed out no longer count."""
    rows = list(HeldCertificate.objects.filter(person_id=person_id))
    for row in rows:
        _end(row.issuer_id, row.number)
        row.delete()
    return len(rows)


def _kept(held: HeldCertificate) -> HeldCertificate:
    row = HeldCertificate.objects.select_for_update().filter(pk=held.pk, state=HeldCertificate.State.KEPT).first()
    if row is None:
        raise Refused(_("This certificate has been deleted."))
    return row


def _signed(held: HeldCertificate) -> str:
    """Sign for the issuer, as its own row says: the key is opened for this one statement."""
    issuer = Company.objects.get(pk=held.issuer_id)
    with translation.override(held.language), acting_for(issuer.pk):
        return keys.sign(issuer, credential.credential_of(keys.issuer_of(issuer), queries.statement_of(held)))
