"""Of the candidate page: where the person came from and whom an agency protects."""

from typing import Any

from django.utils import timezone

from career_relay.candidates.agencies import Terms
from career_relay.candidates.models import Candidate
from career_relay.candidates.sources import Hindrance, hindrance
from career_relay.candidates.states import PROTECTING, SourceKind
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.agencies import ProtectionForm, SourceForm


def panel(_request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    today = timezone.localdate()
    applications = list(candidate.applications.all())
    terms = Terms.now() if any(one.source in PROTECTING for one in applications) else Terms()
    return {
        "rows": [
            {
                "it": one,
                "is_unknown": one.source == SourceKind.UNKNOWN,
                "is_agencys": one.source in PROTECTING,
                "contract": terms.contract(one.source_detail, one.introduced_on or one.applied_on),
                "source_form": SourceForm(auto_id=f"source_{one.pk}_%s"),
                "protection_form": ProtectionForm(
                    initial={"until": one.protected_until}, auto_id=f"protection_{one.pk}_%s"
                ),
            }
            for one in applications
        ],
        "is_shared": hindrance(candidate, today) == Hindrance.PROTECTED
        and not (candidate.protected_until and candidate.protected_until >= today),
        "today": today,
    }
