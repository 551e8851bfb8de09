"""Of the candidate page: pools, medal, reminders, quiet and the day to talk again."""

from typing import Any

from django.utils import timezone

from career_relay.candidates import pools, reminders
from career_relay.candidates.models import Candidate, Pool
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.pool_acts import DayForm, QuietForm, RemindForm


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    today = timezone.localdate()
    mine = pools.pools_of(candidate)
    hurdle = pools.why_not_pool(candidate, pools.guarded([candidate.pk], today))
    found: dict[str, Any] = {
        "pools": mine,
        "reminders": list(reminders.open_reminders(candidate)),
        "hurdle": hurdle.label if hurdle else "",
        "today": today,
    }
    if may(request.membership.role, Permission.EDIT_CANDIDATES):
        found |= {
            "other_pools": list(Pool.objects.exclude(pk__in=[one.pk for one in mine])),
            "snooze_form": DayForm(prefix="snooze"),
            "remind_form": RemindForm(prefix="remind", company=request.company, initial={"user": request.staff.pk}),
            "quiet_form": QuietForm(company=request.company),
        }
    return found
