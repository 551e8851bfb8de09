"""The statutory records of a provision (LEGAL §3.2) and of its receipt (§3.3), written by the workflow."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.acts import covering
from career_relay.companies.licences import Feature
from career_relay.companies.queries import network_operator
from career_relay.consents.events import Event
from career_relay.consents.models import AccessGrant, ConsentEntry, Package, Provision, Receipt
from career_relay.consents.states import Basis

GRANT_DAYS = 90  # LEGAL T-03; the wording in texts/ says so too
YEARS_KEPT = 3  # LEGAL P-04, and a day
RESTS_ON = {Basis.CONSENT: Feature.ASK, Basis.ON_BEHALF: Feature.SELF_SENDING}  # whose licence the record names


@dataclass(frozen=True, slots=True)
class Provider:
    """Who hands over: the operator of the network, or the person themself."""

    name: str
    address: str = ""
    representative: str = ""


def provider_of(package: Package, basis: Basis) -> Provider:
    if basis is Basis.ON_BEHALF:
        return Provider(_person_name(package))
    operator = network_operator()
    if operator is None:
        raise Refused(_("Without an operator nobody can hand this over."), code="LICENCE_EVIDENCE_REQUIRED")
    return Provider(operator.name, operator.address, operator.representative)


@transaction.atomic
def provide(
    package: Package, *, consent: ConsentEntry, basis: Basis, by: Actor, at: datetime | None = None
) -> AccessGrant:
    """Grant the recipient access, and write the provision record in the same breath (LEGAL C-07, P-01).

    at: only to retell history; the present otherwise.

    Needs the person to be active. The receiver reads nothing before it has confirmed the declaration (P-02).
    """
    if consent.package_hash != package.hash or consent.recipient_id != package.recipient_id:
        raise Refused(_("The consent is for another package or another company."), code="CONSENT_REQUIRED")
    at = at or timezone.now()
    provision = write_provision(package, consent=consent, basis=basis, at=at)
    grant = AccessGrant.objects.create(
        company_id=package.recipient_id,
        person_id=package.person_id,
        package=package,
        granted_at=at,
        until=min(at + timedelta(days=GRANT_DAYS), consent.expires_at or datetime.max.replace(tzinfo=UTC)),
        declaration=declaration_of(provision, consent),
    )
    record(Event.PROVIDED, grant, by=by, company=package.recipient_id, items=package.items)
    return grant


def write_provision(package: Package, *, consent: ConsentEntry, basis: Basis, at: datetime) -> Provision:
    """Write the provider's record of one provision. Old records keep what was true on the day (P-06)."""
    provider, recipient = provider_of(package, basis), package.recipient
    licence = covering(RESTS_ON[basis], recipient.pk, on=timezone.localdate(at))
    return Provision.objects.create(
        person_id=package.person_id,
        provider_name=provider.name,
        provider_address=provider.address,
        provider_representative=provider.representative,
        recipient=recipient,
        recipient_name=recipient.name,
        recipient_address=recipient.address,
        recipient_representative=recipient.representative,
        person_name=_person_name(package),
        items=package.items,
        basis=basis,
        consent=consent,
        package=package,
        package_hash=package.hash,
        licence_number=licence.number if licence else "",
        licence_holder=licence.holder.name if licence else "",
        provided_at=at,
        keep_until=keep_until(timezone.localdate(at)),
    )


def declaration_of(provision: Provision, consent: ConsentEntry) -> dict[str, str | list[str]]:
    """What the provider declares to the receiver: who it is, how it came by the data, and the proof."""
    with override(consent.language or "ja"):
        how = (
            _("The person sent it themself, through the network.")
            if provision.basis == Basis.ON_BEHALF
            else _("From the person, who chose these items and this company in the network.")
        )
    return {
        "provider_name": provision.provider_name,
        "provider_address": provision.provider_address,
        "provider_representative": provision.provider_representative,
        "acquired_how": how,
        "evidence": consent.hash,
        "person_name": provision.person_name,
        "items": list(provision.items),
    }


@transaction.atomic
def confirm_receipt(grant: AccessGrant, *, by: Actor, at: datetime | None = None) -> Receipt:
    """Write the receiver's record: it has read the declaration and may now read the package. Twice gives the same.

    at: only to retell history; the present otherwise.

    Needs the receiving company to be active, and a user of it who confirms.
    """
    grant = AccessGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at is not None or grant.until <= timezone.now():
        raise Refused(_("Access has ended: the person withdrew it, or its time is over."), code="CONSENT_REQUIRED")
    if found := Receipt.objects.filter(package_id=grant.package_id).first():
        return found
    receipt = Receipt(
        package_id=grant.package_id,
        confirmed_how=_("Declaration of the provider read on screen"),
        confirmed_by=_confirmer(by),
        received_at=at or timezone.now(),
        keep_until=keep_until(timezone.localdate(at)),
        **grant.declaration,
    )
    receipt.save(force_insert=True)
    record(Event.RECEIPT_CONFIRMED, receipt, by=by, grant=grant.pk)
    return receipt


def keep_until(day: date) -> date:
    """Three years and a day later."""
    later = day + timedelta(days=1)
    try:
        return later.replace(year=later.year + YEARS_KEPT)
    except ValueError:  # 29 February
        return later.replace(year=later.year + YEARS_KEPT, month=3, day=1)


def _person_name(package: Package) -> str:
    """The name as it travels; where the person left it out, what the record needs to tell people apart."""
    contact = package.content["items"].get("contact", {})
    return str(contact.get("name") or _("Person {number}").format(number=package.person_id))


def _confirmer(by: Actor) -> User:
    found: User = get_user_model().objects.get(pk=by.id or 0)
    return found
