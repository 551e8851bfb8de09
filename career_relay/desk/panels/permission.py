"""Of the candidate page: what the person chose to hear of, and what keeps us from writing."""

from typing import Any

from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.matching.engine.roles import roles
from career_relay.notices import preferences, proofs
from career_relay.notices.models import PermissionProof
from career_relay.notices.obstacles import obstacles
from career_relay.notices.preferences import Talk
from career_relay.notices.states import Frequency, Topic

MOST = 10


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    standing = preferences.standing_of(candidate)
    wishes = standing.wishes
    return {
        "standing": standing,
        "topics": [Topic(one).label for one in Topic.values if one in wishes.topics],
        "frequency": Frequency(wishes.frequency).label,
        "chosen": standing.chosen,
        "family": _family(request, wishes.talk),
        "obstacles": obstacles(candidate, standing),
        "proofs": list(PermissionProof.objects.filter(candidate=candidate).order_by("-at", "-pk")[:MOST]),
        "last_sent": proofs.last_sending(candidate),
        "may_stop": may(request.membership.role, Permission.EDIT_CANDIDATES) and not standing.is_off,
    }


def _family(request: DeskRequest, talk: Talk | None) -> str:
    known = roles().get(talk.family) if talk else None
    return str(known.label((request.LANGUAGE_CODE or "ja")[:2])) if known else ""
