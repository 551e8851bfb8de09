"""Of the candidate page: whether the person has linked LINE with us."""

from typing import Any

from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.notices.line import account, queries


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    return {
        "account": account.account_of(),
        "link": queries.link_of(candidate),
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
    }
