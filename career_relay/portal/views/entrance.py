"""The entrance: a company's door, the link in a notice, the code. GET only looks; none says whether we know somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.accounts import passkeys, people
from career_relay.accounts.models import CodeRequest
from career_relay.base.errors import Refused
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members
from career_relay.portal import challenges, entrance, line
from career_relay.portal.forms.entrance import AddressForm, CodeForm


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """A company's permanent entrance, in its name first."""
    company = get_object_or_404(live_members(), slug=slug)
    page = {"company": company, "door_url": door_url(company), "door": company.slug}
    return _ask_address(request, "portal/entrance/door.html", page, door=company.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The entrance of nobody in particular."""
    return _ask_address(request, "portal/entrance/enter.html", {})


def _ask_address(request: HttpRequest, template: str, page: dict[str, object], *, door: str = "") -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = entrance.send_code(form.cleaned_data["email"], door=door)
        entrance.remember_asked(request, code)
        entrance.remember_wanted(request)
        return redirect("portal:code", code.public_id)
    page = {**page, "form": form, "are_possible": passkeys.are_possible()}
    return render(request, template, page)


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask the device, to come in with a passkey: the same for everybody."""
    options, state = passkeys.begin_entering()
    challenges.remember(request, challenges.ENTER, state)
    return JsonResponse(options)


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Come in with a passkey, without typing an address. Whatever is wrong, the answer is the same."""
    came_by = live_members().filter(slug=request.POST.get("door", "")[:60]).first()
    try:
        person_id = passkeys.enter(challenges.answer_in(request), challenges.take(request, challenges.ENTER))
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:door", came_by.slug) if came_by else redirect("portal:enter")
    return _inside(request, person_id, came_by.slug if came_by else "")


@require_safe
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the secret in the address for a signed cookie, and go where the address has none."""
    response = redirect("portal:arrived")
    entrance.remember_arrival(response, entrance.link_of(token))
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest) -> HttpResponse:
    """Who wrote, and a button that sends a code to the address of record. Shows nothing else."""
    if application := entrance.result_of_link(request):
        return redirect("portal:result", application.public_id)
    found = entrance.arrival_of(request)
    if found is None:
        return render(request, "portal/entrance/expired.html")
    if not found.address:
        return redirect("portal:door", found.company.slug)
    if request.method == "POST":
        code = entrance.send_code(found.address, door=found.company.slug)
        entrance.remember_asked(request, code, shown=entrance.masked(found.address))
        return redirect("portal:code", code.public_id)
    page = {"company": found.company, "hint": entrance.masked(found.address)}
    return render(request, "portal/entrance/arrived.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Six digits open the person's own page. An id nobody made shows the same page and fails the same way."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person_id = people.prove_address(public_id, form.cleaned_data["code"], by_language=entrance.language())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return _opened(request, public_id, person_id)
    asked = entrance.asked_here(request, public_id)
    page = {
        "form": form,
        "public_id": public_id,
        "company": _company_of(asked),
        "address": entrance.shown_address(request, public_id),
    }
    return render(request, "portal/entrance/code.html", page)


def _opened(request: HttpRequest, public_id: UUID, person_id: int) -> HttpResponse:
    return _inside(request, person_id, CodeRequest.objects.get(public_id=public_id).door)


def _inside(request: HttpRequest, person_id: int, door: str) -> HttpResponse:
    """Start the session, and lead to the page they wanted or the answer of the company whose door it was, if any."""
    wanted = entrance.take_wanted(request)
    entrance.sign_in(request, person_id, door=door)
    if line.waiting(request):
        return redirect("portal:line_link")
    if wanted:
        return redirect(wanted)
    result = entrance.latest_result_at(person_id, door) if door else None
    return redirect("portal:result", result.public_id) if result else redirect("portal:home")


def _company_of(asked: CodeRequest | None) -> Company | None:
    return live_members().filter(slug=asked.door).first() if asked and asked.door else None


@require_POST
def again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a new code to the same address."""
    asked = entrance.asked_here(request, public_id)
    if asked is None:
        return redirect("portal:enter")
    new = entrance.send_code(asked.address, door=asked.door)
    entrance.remember_asked(request, new, shown=entrance.shown_address(request, public_id))
    return redirect(f"{reverse('portal:code', args=[new.public_id])}?again=1")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    entrance.sign_out(request)
    return redirect("portal:openings")
