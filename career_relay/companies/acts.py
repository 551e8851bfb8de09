"""Whose licence an act uses (LEGAL §1 note f, M-01): asked for each act anew, so that an expiry stops the next one.

The operator acts when people are asked or ranked, so its licences count; one that covers a circle only, as a chamber's
covers its members, covers the positions of companies in that circle. A member's own licence covers nothing here: a
company that pushes people itself is refused (LEGAL §10, question 7).
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.companies.licences import ALLOWS, GIVES, Feature, ensure_allowed, in_force, mode_of
from career_relay.companies.models import CircleMember, Company, Licence
from career_relay.companies.queries import network_licences


def licence_for(feature: Feature, company: Company, *, on: date | None = None) -> Licence:
    """Give the licence that an act for this company rests on that day, the one that allows most.

    Raises Refused: the feature's code when no licence in force allows it, OUT_OF_SCOPE_JOB when none covers the company.
    """
    day = on or timezone.localdate()
    ensure_allowed(feature, mode_of(network_licences(), on=day))
    found = covering(feature, company.pk, on=day)
    if found is None:
        raise Refused(
            _(
                "The operator’s licence covers companies of certain circles only, and yours is in none of them. "
                "Ask the operator, or come into one of its circles."
            ),
            code="OUT_OF_SCOPE_JOB",
        )
    return found


def covering(feature: Feature, company_id: int, *, on: date | None = None) -> Licence | None:
    """Give the licence an act for this company would rest on that day, the one that allows most; None without any."""
    day = on or timezone.localdate()
    allowing = [one for one in network_licences() if in_force(one, day) and feature in ALLOWS[GIVES[one.kind]]]
    circles = set(CircleMember.objects.filter(company=company_id).values_list("circle_id", flat=True))
    found = (one for one in allowing if one.circle_id is None or one.circle_id in circles)
    return max(found, key=lambda one: GIVES[one.kind], default=None)
