"""When a company may join the network (PRODUCT E1)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.companies.verification import has_valid_check_digit


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before a company joins. `mend` says what to do while it is not met."""

    name: str | Promise
    is_met: bool
    mend: str | Promise
    code: str = ""


def admission_checks(company: Company) -> list[Check]:
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
            _("mail domain, proven by a member of staff"),
            _has_staff_at(company),
            _("Nobody of the staff signs in with an address of this domain yet."),
        ),
        Check(
            _("contact desk and harassment desk"),
            bool(company.contact_desk and company.harassment_desk),
            _("Candidates must be able to reach both. A shared desk is fine."),
            code="DESK_MISSING",
        ),
    ]


def _has_staff_at(company: Company) -> bool:
    return bool(company.domain) and company.memberships.filter(user__email__iendswith=f"@{company.domain}").exists()


def ensure_admissible(company: Company) -> None:
    """Raise Refused with what is still missing."""
    unmet = [check for check in admission_checks(company) if not check.is_met]
    if unmet:
        raise Refused(" ".join(str(check.mend) for check in unmet), code=unmet[0].code)
