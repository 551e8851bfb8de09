"""When a company may join the network (PRODUCT E1)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.companies.graph import staff_signs_in_at
from career_relay.companies.models import Company, CompanyDomain, Joining
from career_relay.companies.models.joining import CONFIRMED_FOR
from career_relay.companies.terms import TERMS_VERSION
from career_relay.companies.verification import has_valid_check_digit


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before a company joins. `mend` says what to do while it is not met."""

    name: str | Promise
    is_met: bool
    mend: str | Promise
    code: str = ""


def admission_checks(company: Company) -> list[Check]:
    """Everything that is looked at. Needs the company or the operator active."""
    joining = Joining.objects.filter(company=company).first()
    return [
        Check(
            _("corporate number and its check digit"),
            has_valid_check_digit(company.corporate_number),
            _("The check digit does not fit. Please compare the number with the public register."),
        ),
        Check(
            _("name, address and representative"),
            all((company.name, company.address, company.representative)),
            _("The provider must be named to every receiver. Please ask the company for what is missing."),
        ),
        Check(
            _("mail domain, proven"),
            has_proof_of(company, company.domain),
            _("Nobody of the staff signs in with an address of this domain yet, and it was not proven by DNS or mail."),
        ),
        Check(
            _("contact desk and harassment desk"),
            bool(company.contact_desk and company.harassment_desk),
            _("Candidates must be able to reach both. A shared desk is fine."),
            code="DESK_MISSING",
        ),
        Check(
            _("terms of membership"),
            joining is not None and joining.terms_version == TERMS_VERSION,
            _("The company has not agreed to the present terms. Ask it to send its request again."),
        ),
        Check(
            _("check for ties to organised crime"),
            joining is not None and _is_fresh(joining.screened_on),
            _("Please check the company and write down the day and the way. It holds for a year."),
        ),
    ]


def has_proof_of(company: Company, domain: str) -> bool:
    """Somebody of the staff signs in with an address of the domain, or it was proven by a record or a code."""
    if not domain:
        return False
    return (
        staff_signs_in_at(company, domain)
        or CompanyDomain.objects.filter(company=company, domain=domain, verified_at__isnull=False).exists()
    )


def _is_fresh(on: date | None) -> bool:
    return on is not None and on >= timezone.localdate() - CONFIRMED_FOR


def ensure_confirmed(company: Company) -> None:
    """Raise Refused while a company has left its yearly confirmation open (LEGAL P-06)."""
    joining = Joining.objects.filter(company=company).first()
    left = joining.days_to_confirm(timezone.localdate()) if joining else None
    if left is not None and left < 0:
        raise Refused(_("The company has to confirm its facts first, under Settings, Network."))


def ensure_admissible(company: Company) -> None:
    """Raise Refused with what is still missing."""
    unmet = [check for check in admission_checks(company) if not check.is_met]
    if unmet:
        raise Refused(" ".join(str(check.mend) for check in unmet), code=unmet[0].code)
