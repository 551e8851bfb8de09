"""How a person comes in: their addresses, their passkeys, their sessions. Each change is proven, told, and can be undone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.accounts import addresses, passkeys, people
from career_relay.accounts.models import AddressChange, CodeRequest, Passkey, Person, VerifiedAddress
from career_relay.accounts.rules import FRESH, SESSION_IDLE, SESSION_WHOLE
from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from career_relay.notices.page_mails import tell_all
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.portal import challenges, entrance, mydata, sessions
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.entrance import AddressForm, CodeForm
from career_relay.portal.forms.signin import ChangeForm, NameForm


@require_safe
def signin(request: PortalRequest) -> HttpResponse:
    return _page(request, AddressForm())


def _page(request: PortalRequest, form: AddressForm, *, status: int = 200) -> HttpResponse:
    page = {
        "form": form,
        "addresses": addresses.mine(),
        "passkeys": passkeys.mine(),
        "are_possible": passkeys.are_possible(),
        "is_fresh": sessions.is_fresh(request),
        "naming": NameForm(),
        "earlier": Person.objects.filter(joined_to_id=request.person_id).order_by("pk"),
        "idle": SESSION_IDLE.total_seconds() // 3600,
        "whole": SESSION_WHOLE.total_seconds() // 3600,
        "fresh": FRESH.total_seconds() // 60,
    }
    return render(request, "portal/signin/page.html", page, status=status)


# --- addresses ----------------------------------------------------------------------------------------------------


@require_POST
def add_address(request: PortalRequest) -> HttpResponse:
    """Begin to add an address: two codes go out. The page is the same whoever the address belongs to."""
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            change = addresses.ask_address(request.person_id, form.cleaned_data["email"], language=entrance.language())
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            entrance.send_change_codes(change)
            return redirect("portal:signin_change", change.public_id)
    return _page(request, form, status=422)


def _change(public_id: UUID) -> AddressChange:
    if (found := addresses.change_of(public_id)) is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Both codes on one page, each kept when it was right; then the address is on the page, or a question follows."""
    found = _change(public_id)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            for name, why in addresses.prove(found, form.cleaned_data).items():
                form.add_error(name, why)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        if form.is_valid():
            return _proven(request, found)
        found = _change(public_id)
    return _codes(request, found, form)


def _codes(request: PortalRequest, found: AddressChange, form: ChangeForm) -> HttpResponse:
    is_over = found.done_at is not None or found.old_code is None or found.new_code is None
    page = {
        "it": found,
        "form": form,
        "old_address": found.old_code.address if found.old_code else "",
        "asks_old": bool(found.old_code and not found.old_code.used_at),
        "asks_new": bool(found.new_code and not found.new_code.used_at),
        "asks_to_join": not is_over and addresses.is_proven(found),
        "is_over": is_over,
    }
    return render(request, "portal/signin/change.html", page, status=422 if form.errors else 200)


def _proven(request: PortalRequest, found: AddressChange) -> HttpResponse:
    """Both codes were right. An address that opens another page asks whether to join; nothing happens by itself."""
    try:
        added = addresses.add_address(found, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:signin")
    if added is None:
        return redirect("portal:signin_change", found.public_id)
    _told(request, added, _("The address was added."))
    return redirect("portal:signin")


def _told(request: PortalRequest, change: AddressChange, words: str) -> None:
    """Tell every address of it, and let other browsers come in anew."""
    tell_all(change)
    sessions.stay(request, addresses.sign_out_everywhere(request.person_id, by=request.actor))
    messages.success(request, words)


@require_POST
def change_again(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Send the codes that did not come back once more."""
    try:
        entrance.send_change_codes(addresses.ask_codes_again(_change(public_id), language=entrance.language()))
        messages.success(request, _("New codes are on their way."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:signin_change", public_id)


@require_POST
def join(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Join the other page that this address opens. Both were proven a moment ago; the page said what ends."""
    try:
        joined = addresses.join_pages(_change(public_id), by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        _told(request, joined, _("The two pages are one now."))
    return redirect("portal:signin")


def _address(public_id: UUID) -> VerifiedAddress:
    return get_object_or_404(VerifiedAddress.objects.all(), public_id=public_id)


@require_POST
def make_primary(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Write to this address from now on."""
    if (made := addresses.make_primary(_address(public_id), by=request.actor)) is not None:
        tell_all(made)
        messages.success(request, _("Mails go to this address from now on."))
    return redirect("portal:signin")


@require_POST
def remove_address(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Take an address away; never the last one."""
    try:
        removed = addresses.remove_address(_address(public_id), by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        _told(request, removed, _("The address was taken away. For ten minutes it can take that back."))
    return redirect("portal:signin")


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a notice: take a change of addresses back. Looking changes nothing."""
    owner = addresses.whose_change(token)
    if owner is not None and request.method == "POST":
        with person(owner):
            owner = _undone(request, token, owner)
    if owner is None:
        response = render(request, "portal/entrance/expired.html")
    else:
        response = render(request, "portal/signin/undo.html", {"is_done": request.method == "POST"})
    response["Referrer-Policy"] = "no-referrer"
    return response


def _undone(request: HttpRequest, token: str, owner: int) -> int | None:
    try:
        addresses.undo_change(token, by=person_actor(owner))
    except Refused:
        return None
    return owner


# --- proving oneself once more --------------------------------------------------------------------------------------


@require_POST
def ask_proof(request: PortalRequest) -> HttpResponse:
    """Send a code to the main address, before something that opens the page by itself later."""
    code = entrance.send_proof(addresses.mine()[0].address)
    return redirect("portal:signin_proof", code.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The code from that mail. An id of somebody else shows the same page and fails the same way."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _prove(public_id, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            sessions.prove_now(request)
            return redirect("portal:signin")
    page = {"form": form, "public_id": public_id}
    return render(request, "portal/signin/proof.html", page, status=422 if form.errors else 200)


def _prove(public_id: UUID, code: str) -> None:
    """Use the code up if it went to an address of the active person. Raises Refused."""
    held = VerifiedAddress.objects.values("address")
    if not CodeRequest.objects.filter(public_id=public_id, address__in=held).exists():
        raise Refused(people.USED_UP)
    people.use_code(public_id, code, purpose=people.Purpose.AGAIN)


# --- passkeys -----------------------------------------------------------------------------------------------------


@require_POST
def passkey_options(request: PortalRequest) -> HttpResponse:
    """What the browser is to ask the device, to add a passkey."""
    try:
        _ensure_fresh(request)
        options, state = passkeys.begin_adding(request.person_id)
    except Refused as refusal:
        return JsonResponse({"why": str(refusal)}, status=403)
    challenges.remember(request, challenges.ADD, state)
    return JsonResponse(options)


def _ensure_fresh(request: PortalRequest) -> None:
    if not passkeys.are_possible() or not sessions.is_fresh(request):
        raise Refused(_("Please prove an address once more, then add the passkey."))


@require_POST
def add_passkey(request: PortalRequest) -> HttpResponse:
    name: Any = request.POST.get("name", "")
    state = challenges.take(request, challenges.ADD)
    try:
        _ensure_fresh(request)
        key = passkeys.add_passkey(request.person_id, challenges.answer_in(request), state, name=name, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        send_to_person(PersonalKind.PASSKEY_ADDED, person_id=request.person_id, subject_ref=key.pk)
        messages.success(request, _("The passkey was added. Next time it opens your page without a code."))
    return redirect("portal:signin")


def _passkey(public_id: UUID) -> Passkey:
    return get_object_or_404(Passkey.objects.all(), public_id=public_id)


@require_POST
def rename_passkey(request: PortalRequest, public_id: UUID) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        passkeys.rename_passkey(_passkey(public_id), form.cleaned_data["name"], by=request.actor)
        messages.success(request, _("Saved."))
    return redirect("portal:signin")


@require_POST
def remove_passkey(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Take a passkey away. Whoever came in with it is signed out, wherever they are."""
    passkeys.remove_passkey(_passkey(public_id), by=request.actor)
    sessions.stay(request, addresses.sign_out_everywhere(request.person_id, by=request.actor))
    messages.success(request, _("The passkey was taken away, and every other device is signed out."))
    return redirect("portal:signin")


# --- sessions and earlier pages -------------------------------------------------------------------------------------


@require_POST
def everywhere(request: PortalRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    addresses.sign_out_everywhere(request.person_id, by=request.actor)
    entrance.sign_out(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("portal:enter")


@require_POST
def earlier(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What a page that was joined to this one held, as one file: choices, packages and records stay as they were."""
    gone = get_object_or_404(Person, public_id=public_id, joined_to_id=request.person_id)
    with person(gone.pk):
        held = mydata.everything()
    answer = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="my-earlier-page-{timezone.localdate():%Y%m%d}.json"'
    return answer
