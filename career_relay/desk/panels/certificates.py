"""Of the candidate page: certificates handed over, and those that may be. What the person does with one is theirs."""

from dataclasses import dataclass
from typing import Any

from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Reached
from career_relay.companies.roles import Permission, may
from career_relay.consents.models import Certificate
from career_relay.desk.access import DeskRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One selection that reached the final interview, and the latest certificate of it."""

    application: Application
    certificate: Certificate | None

    @property
    def may_be_given(self) -> bool:
        return self.certificate is None or self.certificate.revoked_at is not None


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """One question, and only of somebody who came so far."""
    far = [one for one in candidate.applications.all() if one.reached == Reached.FINAL and one.decided_at]
    given = Certificate.objects.filter(candidate=candidate).order_by("id") if far else ()
    by_application = {one.application_id: one for one in given}
    return {
        "rows": [Row(one, by_application.get(one.pk)) for one in far],
        "may_give": may(request.membership.role, Permission.SEND_NOTICES),
    }
