"""The guard at the desk: what may not be kept while one types, exceptions and who decides them, the monthly report."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.accounts.models import User
from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.candidates import fairness
from career_relay.candidates.models import FairException
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.fair import DayInput

LONGEST: Final = 8_000
A_MINUTE: Final = 120  # questions of one person; somebody who types asks about twenty times


@sensitive_post_parameters("text")
@require_POST
@needs(Permission.SEE_CANDIDATES)
def check(request: DeskRequest) -> HttpResponse:
    """What may not be kept of a text that is being typed. Nothing of it is stored or logged."""
    if not _is_under_limit(f"fair-check:{request.membership.user_id}"):
        return HttpResponse(status=429)
    text = request.POST.get("text", "")[:LONGEST]
    as_question = request.POST.get("kind") == "question"
    found = lint.lint_question(text) if as_question else lint.check(text, flags=True)
    return render(request, "desk/fairness/_findings.html", {"findings": found[:5]})


def _is_under_limit(key: str) -> bool:
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) <= A_MINUTE
    except ValueError:  # the minute ended between the two lines
        return True


# --- exceptions ---------------------------------------------------------------------------------------------------


class ApprovalForm(forms.Form):
    expires_on = forms.DateField(
        label=gettext_lazy("May be kept until"), required=False, widget=DayInput(format="%Y-%m-%d")
    )


@require_GET
@needs(Permission.SEE_CANDIDATES)
def exceptions(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: DeskRequest, *, bound: ApprovalForm | None = None, of: UUID | None = None, status: int = 200
) -> HttpResponse:
    """The officer reads every text that waits; others see what they asked for themselves."""
    decides = fairness.may_decide(request.membership)
    rows = FairException.objects.select_related("candidate", "position", "asked_by", "decided_by")
    if not decides and not may(request.membership.role, Permission.SEE_REPORTS):
        rows = rows.filter(asked_by=request.membership.user_id)
    context: dict[str, Any] = {
        "tab": "fairness",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "decides": decides,
        "rows": [_row(request, one, decides, bound if one.public_id == of else None) for one in rows[:200]],
        "officers": fairness.officers(),
        "months": _months(),
        "kinds": fairness.Kind.choices,
        "officers_form": OfficersForm(request=request, initial={"users": fairness.officers()}),
    }
    return render(request, "desk/fairness/exceptions.html", context, status=status)


def _row(request: DeskRequest, one: FairException, decides: bool, bound: ApprovalForm | None) -> dict[str, Any]:
    mine = one.asked_by_id == request.membership.user_id
    is_waiting = one.state == FairException.State.WAITING
    return {
        "it": one,
        "items": [lint.item_of(code) for code in one.items],
        "text": one.text if decides or mine else "",
        "may_decide": decides and not mine and is_waiting,
        "is_own": mine and is_waiting,
        "may_keep": mine and one.state == FairException.State.APPROVED and bool(one.text),
        "form": bound or ApprovalForm(prefix=str(one.public_id), initial={"expires_on": one.wanted_until}),
    }


def _months() -> list[tuple[Any, list[tuple[str, list[int]]]]]:
    """The report: month → item → one number a kind."""
    kinds = [kind for kind, _label in fairness.Kind.choices]
    return [
        (month, [(lint.item_of(code), [counts.get(kind, 0) for kind in kinds]) for code, counts in items.items()])
        for month, items in fairness.months()
    ]


def _ensure_officer(request: DeskRequest, one: FairException) -> None:
    """403 for anybody but the officer, and for the officer's own request: it is not theirs to decide (F-03)."""
    if not fairness.may_decide(request.membership) or one.asked_by_id == request.membership.user_id:
        raise PermissionDenied


@require_POST
@needs(Permission.SEE_CANDIDATES)
def approve(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Let the words be kept until a day. Without that day: 422."""
    one = get_object_or_404(FairException, public_id=public_id)
    _ensure_officer(request, one)
    form = ApprovalForm(request.POST, prefix=str(public_id))
    if form.is_valid():
        try:
            fairness.approve(one, expires_on=form.cleaned_data["expires_on"], by=request.membership)
        except Refused as refusal:
            form.add_error("expires_on", str(refusal))
        else:
            messages.success(request, _("The exception was approved."))
            return redirect("desk:fairness")
    return _page(request, bound=form, of=public_id, status=422)


@require_POST
@needs(Permission.SEE_CANDIDATES)
def refuse(request: DeskRequest, public_id: UUID) -> HttpResponse:
    one = get_object_or_404(FairException, public_id=public_id)
    _ensure_officer(request, one)
    return _done(request, lambda: fairness.refuse(one, by=request.membership), _("Refused. The words were erased."))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def keep(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Save approved words as a note."""
    one = get_object_or_404(FairException, public_id=public_id, asked_by=request.membership.user_id)
    return _done(request, lambda: fairness.keep_as_note(one, by=request.actor), _("The note was added."))


def _done(request: DeskRequest, work: Callable[[], object], said: str) -> HttpResponse:
    try:
        work()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:fairness")


# --- the officer --------------------------------------------------------------------------------------------------


class OfficersForm(forms.Form):
    users = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Officers for fair selection"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(memberships__company=request.company, is_active=True).order_by("name")
        self.fields["users"].queryset = staff  # type: ignore[attr-defined]


@require_http_methods(["POST"])
@needs(Permission.MANAGE_COMPANY)
def officers(request: DeskRequest) -> HttpResponse:
    """Name who decides on exceptions."""
    form = OfficersForm(request.POST, request=request)
    if not form.is_valid():
        messages.error(request, _("Choose people of the staff."))
        return redirect("desk:fairness")
    users = form.cleaned_data["users"]
    return _done(
        request, lambda: fairness.name_officers(request.company, users, by=request.actor), _("The officers were named.")
    )
