"""Settings → Mail: through whom the company's mail leaves, and what its domain says."""

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.base.sealed import seal, unseal
from career_relay.base.tokens import same
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.senders import AddressForm, CodeForm, SmtpForm
from career_relay.desk.stepup import asks_again
from career_relay.notices import dns_words, domains, oauth, post, sender_limits, senders
from career_relay.notices.models import SenderAccount
from career_relay.notices.sender_states import SenderKind, SenderState
from career_relay.notices.sender_tries import mends_of
from career_relay.settings.services import MailService

BY_PERMISSION = (SenderKind.MICROSOFT, SenderKind.GOOGLE)
JOURNEY = "sender_journey"  # in the session: where the browser was sent, until it comes back
JOURNEY_SECONDS = 900
PATIENCE = timedelta(minutes=2)  # after that the page no longer asks by itself whether an answer has come


@require_GET
@needs(Permission.SEND_NOTICES)
def overview(request: DeskRequest) -> HttpResponse:
    """Through whom mail leaves, what is wrong with it, and what the DNS says."""
    return render(request, "desk/senders/page.html", _page(request))


@require_GET
@needs(Permission.SEND_NOTICES)
def now(request: DeskRequest) -> HttpResponse:
    """The part that changes while something is being tried; the page asks for it again."""
    return render(request, "desk/senders/_now.html", _page(request))


def _page(request: DeskRequest, **more: Any) -> dict[str, Any]:
    at = timezone.now()
    accounts = {one.kind: one for one in SenderAccount.objects.defer(*post.SECRETS)}
    check = domains.latest(request.company)
    return {
        "tab": "mail",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "ways": [_way(kind, accounts.get(kind)) for kind in SenderKind],
        "chosen": post.chosen(request.company),
        "sender": post.sender_of(request.company, settings.DEFAULT_FROM_EMAIL),
        "waiting": senders.waiting(at),
        "trouble": senders.trouble_of(request.company),
        "domain": domains.sender_domain(request.company),
        "check": check,
        "parts": dns_words.parts(check.domain, check.findings) if check else [],
        "code_form": CodeForm(),
        "is_moving": bool(check and check.asked_at and at - check.asked_at < PATIENCE)
        or any(one.state in {SenderState.TRYING, SenderState.LEAVING} for one in accounts.values()),
        **more,
    }


def _way(kind: SenderKind, account: SenderAccount | None) -> dict[str, Any]:
    """One way out as the page shows it."""
    service = settings.MAIL_SERVICES.get(kind)
    limits = sender_limits.limits_of(account or SenderAccount(kind=kind))
    wrong, mend = mends_of(account.problem) if account else ("", "")
    return {
        "kind": kind,
        "label": kind.label,
        "account": account,
        "by_permission": kind in BY_PERMISSION,
        "is_registered": service is None or service.is_registered,
        "limits": limits,
        "wrong": wrong,
        "mend": mend,
    }


# --- setting up ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
@asks_again()
def smtp(request: DeskRequest) -> HttpResponse:
    """The company's own mail server. The password is written here and never shown."""
    held = SenderAccount.objects.filter(kind=SenderKind.SMTP).defer(*post.SECRETS).first()
    form = SmtpForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        try:
            senders.save_smtp(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("password" if "password" in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved. We are trying it now."))
            return redirect("desk:senders")
    context = {"tab": "mail", "form": form, "is_new": held is None}
    return render(request, "desk/senders/smtp.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
@asks_again()
def connect(request: DeskRequest, kind: str) -> HttpResponse:
    """Ask for the address, then show the way to the service. The browser goes there by a link, not by us."""
    service, held = _service(kind), SenderAccount.objects.filter(kind=kind).defer(*post.SECRETS).first()
    form = AddressForm(request.POST or None, initial={"address": held.address if held else request.staff.email})
    context = {"tab": "mail", "form": form, "kind": SenderKind(kind), "service": service}
    if request.method == "POST" and not service.is_registered:
        form.add_error(None, _("The operator of this network has not registered with this service yet."))
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        start = oauth.start(service, address=address)
        request.session[JOURNEY] = {
            "kind": kind, "address": address, "state": start.state, "verifier": seal(start.verifier),
            "company": request.company.pk, "at": int(time.time()),
        }  # fmt: skip
        context |= {"url": start.url, "address": address}
    return render(request, "desk/senders/connect.html", context, status=422 if form.errors else 200)


def _service(kind: str) -> MailService:
    if kind not in BY_PERMISSION:
        raise Http404
    return oauth.service_of(kind)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def back(request: DeskRequest) -> HttpResponse:
    """The browser comes back from the service. A look changes nothing; the button takes the permission in."""
    told = request.POST if request.method == "POST" else request.GET
    journey, why = _journey(request, told.get("state", "")), ""
    if journey is None:
        why = _("This answer belongs to no question of yours, or it took too long. Begin again.")
    elif told.get("error"):
        why = _("The service did not give the permission. Nothing was changed.")
    elif not 0 < len(told.get("code", "")) < 4000 or "\x00" in told.get("code", ""):
        why = _("The answer of the service cannot be read. Begin again.")
    if request.method == "POST" and journey and not why:
        return _take_in(request, journey, told["code"])
    context = {"tab": "mail", "why": why, "journey": journey, "told": told, "label": _label(journey)}
    return render(request, "desk/senders/back.html", context, status=422 if why else 200)


def _label(journey: dict[str, Any] | None) -> str:
    return str(SenderKind(journey["kind"]).label) if journey else ""


def _journey(request: DeskRequest, state: str) -> dict[str, Any] | None:
    """Give what was remembered when the browser left, if this is its answer: same browser, same company, in time."""
    held: dict[str, Any] | None = request.session.get(JOURNEY)
    if not held or held["company"] != request.company.pk or time.time() - held["at"] > JOURNEY_SECONDS:
        return None
    return held if same(held["state"], state) else None


def _take_in(request: DeskRequest, journey: dict[str, Any], code: str) -> HttpResponse:
    del request.session[JOURNEY]  # one question, one answer
    kind, address, verifier = SenderKind(journey["kind"]), journey["address"], unseal(journey["verifier"])
    try:
        senders.save_grant(kind, address=address, code=code, verifier=verifier, by=request.actor)
        messages.success(request, _("Connected. We are trying it now."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:senders")


# --- one account --------------------------------------------------------------------------------------------------


def _account(kind: str) -> SenderAccount:
    return get_object_or_404(SenderAccount.objects.exclude(state=SenderState.LEAVING), kind=kind)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def prove(request: DeskRequest, kind: str) -> HttpResponse:
    """The code that came to the sender address."""
    account, form = _account(kind), CodeForm(request.POST)
    if form.is_valid():
        try:
            if senders.prove(account, form.cleaned_data["code"], by=request.actor):
                messages.success(
                    request, _("The address is proven. Now choose it, so that your mail leaves through it.")
                )
                return redirect("desk:senders")
            form.add_error("code", _("This is not the code we sent. Look at the newest mail."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "desk/senders/page.html", _page(request, code_form=form), status=422)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:senders")
def choose(request: DeskRequest) -> HttpResponse:
    """Through which account mail leaves from now on; `installation` is the one of the operator."""
    kind = request.POST.get("kind", "")
    account = None if kind == "installation" else _account(kind)
    return _done(request, lambda: senders.choose(account, company=request.company, by=request.actor), _("Chosen."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
def try_again(request: DeskRequest, kind: str) -> HttpResponse:
    account = _account(kind)
    return _done(request, lambda: senders.try_again(account, by=request.actor), _("We are trying it now."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
def test(request: DeskRequest, kind: str) -> HttpResponse:
    """A test mail to oneself through this account."""
    account, said = _account(kind), _("A test mail is on its way to %(address)s.") % {"address": request.staff.email}
    return _done(request, lambda: senders.send_test(account, user_id=request.staff.pk), said)


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again("desk:senders")
def forget(request: DeskRequest, kind: str) -> HttpResponse:
    account = _account(kind)
    return _done(
        request, lambda: senders.forget(account, by=request.actor), _("Removed, with its password and permission.")
    )


@require_POST
@needs(Permission.SEND_NOTICES)
def check(request: DeskRequest) -> HttpResponse:
    """Ask the DNS now. Whoever asks looks at the answer."""
    domains.ask_check(request.company, by=request.actor, looks=True)
    return redirect("desk:senders")


def _done(request: DeskRequest, act: Any, said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:senders")
