"""The comparison of all openings of the network: how far it is; start, stop, resume. Counts of openings, never of people."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.console.access import ConsoleRequest, page
from career_relay.matching import rematch
from career_relay.matching.models import Rematch, RunState

SHOWN = 10
STILL = timedelta(minutes=2)
CONFLICT, FORBIDDEN, CROOKED = 409, 403, 422


@require_safe
def walk(request: ConsoleRequest) -> HttpResponse:
    return _answer(request)


@require_safe
def progress(request: ConsoleRequest) -> HttpResponse:
    """How far it is, for the page that is open."""
    return render(request, "console/_rematch.html", _standing())


@require_POST
def act(request: ConsoleRequest) -> HttpResponse:
    """Start, stop or resume. What cannot be done now answers with a sentence, and nothing has changed."""
    wanted, run = request.POST.get("act"), rematch.newest()
    try:
        if wanted == "start":
            rematch.start(by=request.actor)
        elif wanted not in {"stop", "resume"}:
            return _answer(request, why=_("Choose start, stop or resume."), status=CROOKED)
        elif run is None:
            return _answer(request, why=_("No comparison has been started yet."), status=CONFLICT)
        elif wanted == "stop":
            rematch.stop(run, by=request.actor)
        else:
            rematch.resume(run, by=request.actor)
    except Refused as refusal:
        return _answer(request, why=str(refusal), status=FORBIDDEN if refusal.code else CONFLICT)
    messages.success(
        request,
        _("Done. You can close this page; the work goes on.")
        if wanted != "stop"
        else _("The comparison of all openings was stopped."),
    )
    return redirect("console:rematch")


def _answer(request: ConsoleRequest, *, why: str = "", status: int = 200) -> HttpResponse:
    earlier = Rematch.objects.all()[1 : SHOWN + 1]
    return page(request, "console/rematch.html", "rematch", status=status, why=why, earlier=earlier, **_standing())


def _standing() -> dict[str, object]:
    run = rematch.newest()
    told: dict[str, object] = {"run": run, "is_allowed": Feature.RANKING in ALLOWS[current_mode()]}
    if run is not None:
        is_running = run.state == RunState.RUNNING
        late = is_running and run.moved_at < timezone.now() - STILL and not rematch.is_worked_on(run)
        told |= {"percent": run.percent, "is_running": is_running, "stands_still": late}
    return told
