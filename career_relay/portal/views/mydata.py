"""Who may ask, who got what, what was chosen when; and each of it can be stopped, paused, taken along or erased."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import actions, leaving, queries, rights
from career_relay.consents.models import AccessGrant, ConsentEntry, ConsentNow, Provision
from career_relay.consents.passport import current
from career_relay.consents.states import Act, Item, Purpose
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.forms.mydata import BlockForm, PauseForm
from career_relay.relay.models import Introduction


@dataclass(frozen=True, slots=True)
class Handed:
    """One package as its person sees it: to whom, on which choice, whether it was opened, and until when it is read."""

    grant: AccessGrant
    chosen_at: datetime | None
    opened_at: datetime | None
    is_live: bool


def handed(person_id: int) -> list[Handed]:
    """Every package, newest first. A company opens nothing before it has confirmed receipt: that is when it did."""
    grants = list(queries.handed_over(person_id))
    chosen = dict(
        ConsentEntry.objects.filter(act=Act.GIVEN, purpose=Purpose.SHARE)
        .order_by("id")
        .values_list("package_hash", "at")
    )
    opened = dict(Introduction.objects.filter(receipt_at__isnull=False).values_list("package_id", "receipt_at"))
    now = timezone.now()
    return [
        Handed(
            one, chosen.get(one.package.hash), opened.get(one.package_id), one.revoked_at is None and one.until > now
        )
        for one in grants
    ]


@require_safe
def mydata(request: PortalRequest) -> HttpResponse:
    """The hub: who could see me now, who did, on which choice, what was sent; and the way to everything else."""
    me = request.person_id
    passport, held, asked = current(me), queries.teaser_now(me), list(rights.requests_shown())
    page = {
        "passport": passport,
        "is_paused": bool(passport and passport.paused_until and passport.paused_until >= timezone.localdate()),
        "held": held,
        "items": _labels(held),
        "askers": queries.who_may_ask(me),
        "shares": ConsentNow.objects.filter(purpose=Purpose.SHARE).select_related("recipient", "entry"),
        "handed": handed(me),
        "provisions": Provision.objects.order_by("-id"),
        "history": queries.history(me),
        "blocks": queries.blocks(me),
        "requests": asked,
        "waiting": sum(one.closed_at is None for one in asked),
        "pause": PauseForm(),
    }
    return render(request, "portal/me/mydata.html", page)


def _labels(held: list[ConsentNow]) -> list[str]:
    return [str(Item(item).label) for item in dict.fromkeys(item for now in held for item in now.items)]


def _how(request: PortalRequest) -> actions.How:
    return actions.How(channel="portal:mydata", device=device_of(request), language=language())


@require_POST
def withdraw(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One tap: this choice ends now, with everything that rests on it."""
    entry = get_object_or_404(ConsentEntry, public_id=public_id)
    if actions.withdraw(entry, by=request.actor, how=_how(request)):
        messages.success(request, _("It is taken back. It can no longer be used or read, from this moment on."))
    return redirect("portal:mydata")


@require_POST
def withdraw_all(request: PortalRequest) -> HttpResponse:
    actions.withdraw_all(request.person_id, by=request.actor, how=_how(request))
    messages.success(request, _("Everything is taken back. Companies that got something are asked to erase it."))
    return redirect("portal:mydata")


@require_POST
def erase_all(request: PortalRequest) -> HttpResponse:
    """Take everything back, empty the profile, and ask every company that keeps a record to erase it."""
    actions.withdraw_all(request.person_id, by=request.actor, how=_how(request))
    actions.empty_passport(request.person_id, by=request.actor)
    for candidate in Candidate.objects.filter(person_id=request.person_id):
        rights.ask_erasure(candidate, by=request.actor)
    leaving.ask_to_leave(request.person_id, by=request.actor)
    messages.success(request, _("Your profile is empty, and every company that keeps a record is asked to erase it."))
    return redirect("portal:leaving")


@require_POST
def pause(request: PortalRequest) -> HttpResponse:
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["until"][0]))
        return redirect("portal:mydata")
    return _try(request, lambda: actions.pause(request.person_id, until=form.cleaned_data["until"], by=request.actor))


@require_POST
def resume(request: PortalRequest) -> HttpResponse:
    return _try(request, lambda: actions.resume(request.person_id, by=request.actor))


@require_POST
def block(request: PortalRequest) -> HttpResponse:
    form = BlockForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        actions.block_company(request.person_id, given["company"], with_group=given["with_group"], by=request.actor)
        messages.success(
            request, _("%(company)s cannot ask you or see you. It is not told.") % {"company": given["company"].name}
        )
    return redirect("portal:mydata")


@require_POST
def unblock(request: PortalRequest, public_id: UUID) -> HttpResponse:
    company = get_object_or_404(Company, public_id=public_id)
    actions.unblock_company(request.person_id, company, by=request.actor)
    return redirect("portal:mydata")


def _try(request: PortalRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:mydata")
