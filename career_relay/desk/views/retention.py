"""Keeping and erasing: how long what is kept, what tonight erases, legal holds, and what past nights erased."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.erasure import Own, Scope, registry
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.candidates import holds
from career_relay.candidates.models import Candidate, LegalHold
from career_relay.companies import retention
from career_relay.companies.models import Company, PurgeReport
from career_relay.companies.roles import Permission, may
from career_relay.companies.second_person import is_alone
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.retention import HoldForm, MonthsForm
from career_relay.desk.stepup import ask_again_link, asks_again, is_sure

SOONEST, REPORTS = 20, 14
HOME = "desk:retention"
NAMES: dict[str, str | Promise] = {
    "candidates.candidate": gettext_lazy("Records of people, with all that belongs to them"),
    "candidates.importrun": gettext_lazy("Imported files"),
    "candidates.export": gettext_lazy("Lists that were taken out"),
    "consents.accessgrant": gettext_lazy("Access to profiles that were handed over"),
    "consents.rightsrequest": gettext_lazy("Answered requests of people"),
    "notices.permissionproof": gettext_lazy("Proofs about mails"),
    "companies.incident": gettext_lazy("Files of incidents"),
    "candidates.document bytes": gettext_lazy("Files without a record"),
}
OTHERS = gettext_lazy("Codes, links, log lines and the like")


@dataclass(frozen=True, slots=True)
class Count:
    label: str | Promise
    n: int


@require_safe
@needs(Permission.SEE_CANDIDATES)
def page(request: DeskRequest) -> HttpResponse:
    """Everything about keeping on one page; `?hold=` names a record for the form of a legal hold."""
    who = _asked_for(request)
    return _page(request, HoldForm(initial={"who": who.public_id if who else None}), who=who)


def _asked_for(request: DeskRequest) -> Candidate | None:
    try:
        wanted = UUID(request.GET.get("hold", ""))
    except ValueError:
        return None
    return Candidate.objects.filter(public_id=wanted).first()


def _page(
    request: DeskRequest,
    hold_form: HoldForm,
    *,
    who: Candidate | None = None,
    wrong: tuple[str, MonthsForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    role, today = request.membership.role, timezone.localdate()
    context: dict[str, Any] = {
        "tab": "retention",
        "may_manage": may(role, Permission.MANAGE_COMPANY),
        "lines": retention.lines_of(request.company, request.staff.pk),
        "alone": is_alone(request.company.pk, request.staff.pk, Permission.MANAGE_COMPANY),
        "wrong_key": wrong[0] if wrong else "",
        "wrong": wrong[1] if wrong else None,
        "tonight": _named(tonight()),
        "soonest": _soonest() if may(role, Permission.EDIT_CANDIDATES) else [],
        "holds": LegalHold.objects.filter(ended_at=None, until__gte=today).select_related("candidate", "asked_by"),
        "counting": set(holds.holding().values_list("pk", flat=True)),
        "hold_form": hold_form,
        "who": who,
        "reports": [(one, _named(one.counts)) for one in PurgeReport.objects.all()[:REPORTS]],
        "is_sure": is_sure(request),
        "unlock": ask_again_link(request.path),
    }
    return render(request, "desk/retention/page.html", context, status=status)


def tonight() -> dict[str, int]:
    """How many rows of each table tonight's walk would end for the active company."""
    night, found = timezone.now(), {}
    company = Company.objects.get(pk=current_company())
    for one in registry.declared():
        if one.is_walked and one.scope is Scope.COMPANY:
            rule = one.clock.rule if isinstance(one.clock, Own) else ""
            if count := one.over(retention.limit_of(company, rule, night)).count():
                found[one.label] = count
    return found


def _named(counts: dict[str, int]) -> list[Count]:
    """Counts by what people call it; the small things together."""
    named = [Count(NAMES[key], n) for key, n in counts.items() if key in NAMES]
    rest = sum(n for key, n in counts.items() if key not in NAMES)
    return [*named, Count(OTHERS, rest)] if rest else named


def _soonest() -> Iterable[Candidate]:
    rows = holds.free(Candidate.objects.only("public_id", "name", "purge_after", "state"))
    return rows.order_by("purge_after", "pk")[:SOONEST]


# --- months -----------------------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again(HOME)
def choose(request: DeskRequest, key: str) -> HttpResponse:
    """Less at once, more when a second person has agreed."""
    form = MonthsForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            row = retention.choose_months(request.company, key, told["months"], why=told["why"], by=request.actor)
        except Refused as refusal:
            form.add_error("why" if refusal.code == "REASON_REQUIRED" else "months", str(refusal))
        else:
            waits = row.wanted is not None
            messages.success(
                request, _("Another owner has to agree. Until then nothing changes.") if waits else _("Saved.")
            )
            return redirect(HOME)
    if key not in retention.RULES:
        raise Http404
    return _page(request, HoldForm(), wrong=(key, form), status=422)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again(HOME)
def allow(request: DeskRequest, key: str) -> HttpResponse:
    return _try(request, lambda: retention.allow_months(request.company, key, by=request.actor), _("You agreed."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
def drop(request: DeskRequest, key: str) -> HttpResponse:
    return _try(request, lambda: retention.drop_wish(request.company, key, by=request.actor), _("Nothing changes."))


# --- holds ------------------------------------------------------------------------------------------------------------


@require_http_methods(["POST"])
@needs(Permission.MANAGE_COMPANY)
def hold(request: DeskRequest) -> HttpResponse:
    """Keep a record although its day has come. Another person has to agree within three days."""
    form = HoldForm(request.POST)
    who = None
    if form.is_valid():
        told = form.cleaned_data
        who = get_object_or_404(Candidate.objects, public_id=told["who"]) if told["who"] else None
        try:
            holds.ask_hold(who, reason=told["reason"], until=told["until"], by=request.actor)
        except Refused as refusal:
            form.add_error("until" if refusal.code == "UNTIL" else "reason", str(refusal))
        else:
            messages.success(request, _("It is kept from now on. Another owner has to agree within three days."))
            return redirect(HOME)
    return _page(request, form, who=who, status=422)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def hold_allow(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(LegalHold.objects, public_id=public_id)
    return _try(request, lambda: holds.allow_hold(found, by=request.actor), _("You agreed."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again(HOME)
def hold_end(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(LegalHold.objects, public_id=public_id)
    return _try(request, lambda: holds.end_hold(found, by=request.actor), _("The record's own clock counts again."))


def _try(request: DeskRequest, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(HOME)
