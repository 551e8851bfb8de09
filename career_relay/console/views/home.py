"""The overview: what the network may do now, how it fares, and who waits."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from career_relay.companies.calendar import due_dates
from career_relay.companies.joining import queue
from career_relay.companies.models import Company
from career_relay.companies.queries import current_mode, live_members, network_operator
from career_relay.companies.rules import admission_checks
from career_relay.console.access import ConsoleRequest, page
from career_relay.console.tables import allowed_by_mode, licence_lines, words_by_mode
from career_relay.insights.network import network_totals


@require_GET
def home(request: ConsoleRequest) -> HttpResponse:
    at = timezone.now()
    today, mode = timezone.localdate(at), current_mode()
    lines, totals = licence_lines(today), network_totals(at)
    return page(
        request,
        "console/home.html",
        "home",
        mode=mode,
        table=allowed_by_mode(mode),
        mode_words=words_by_mode(mode),
        totals=totals,
        openings=[(_("by prefecture"), totals.by_prefecture), (_("by role family"), totals.by_role_family)],
        members=live_members().count(),
        waiting=[(company, admission_checks(company)) for company in waiting_companies()],
        lines=lines,
        urgent=[line for line in lines if line.urgency],
        desk=network_operator(),
        late=[one for one in due_dates(today) if one.state == "late"],
    )


def waiting_companies() -> list[Company]:
    """Requests to answer: not those that were sent back, declined or left."""
    return [one.company for one in queue()]
