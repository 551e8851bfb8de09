"""Home: what to do today, then quiet figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from career_relay.candidates import runs
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.figure_words import say
from career_relay.desk.today import sections
from career_relay.insights import queries as insights
from career_relay.insights.metrics import BY_KEY
from career_relay.insights.periods import Span, period_of
from career_relay.relay import window

IN_THE_STRIP = ("time_to_notice", "on_time_rate", "reapply_rate", "referral_hires", "satisfaction")


@require_GET
@needs(Permission.SEE_CANDIDATES)
def today(request: DeskRequest) -> HttpResponse:
    at = timezone.now()
    role = request.membership.role
    relays = Feature.OPENINGS in ALLOWS[current_mode(timezone.localdate(at))]
    found = sections(role, at=at, relays=relays, user_id=request.staff.pk)
    context = {
        "sections": found,
        "total": sum(one.count for one in found),
        "now": at,
        "news": window.hire_news(at=at)[:3] if relays and may(role, Permission.RECEIVE) else [],
        "may_import": may(role, Permission.IMPORT),
        "going": runs.going() if may(role, Permission.IMPORT) else [],
        "may_send": may(role, Permission.SEND_NOTICES),
        "may_report": may(role, Permission.SEE_REPORTS),
    }
    return render(request, "desk/home/page.html", context)


@require_GET
@needs(Permission.SEE_REPORTS)
def figures(request: DeskRequest) -> HttpResponse:
    """The strip of figures, asked for after the page is there: counting a year takes a moment."""
    at = timezone.now()
    relays = Feature.OPENINGS in ALLOWS[current_mode(timezone.localdate(at))]
    period = period_of(Span.YEAR, at=at)
    wanted = [key for key in IN_THE_STRIP if relays or not BY_KEY[key].relay]
    strip = [say(figure) for figure in insights.some(wanted, period, at=at)]
    return render(request, "desk/home/_figures.html", {"strip": strip})
