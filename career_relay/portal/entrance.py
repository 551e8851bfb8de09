"""How somebody comes in: an address or a link, a code by mail, then a session that holds one number."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language

from career_relay.accounts import people
from career_relay.accounts.models import AddressChange, CodeRequest
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application
from career_relay.companies.models import Company
from career_relay.notices.links import entry_of
from career_relay.notices.models import EntryLink
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.portal import sessions

ASKED = "asked"  # session: what this browser may know of an address, by the code that went there
CAME_BY = "door"  # session: slug of the company whose door it was
WANTED = "wanted"  # session: the own page that a mail led to, before the code was asked for
ARRIVAL = "arrival"  # cookie: which link was opened, signed; it looks and does not open
ARRIVAL_SECONDS = 3600


def send_code(address: str, *, door: str = "") -> CodeRequest:
    """Ask for a code and queue its mail. Known and unknown addresses do the same work. Raises Malformed."""
    request = people.request_code(address, door=door, language=language())
    if people.is_to_be_sent(request):
        send_to_person(PersonalKind.CODE, code_request=request)
    return request


def send_change_codes(change: AddressChange) -> None:
    """Queue the mails with the codes of a change that wait: to an address of before, and to the new one."""
    for code in (change.old_code, change.new_code):
        if code is not None and people.is_to_be_sent(code):
            send_to_person(PersonalKind.CODE, code_request=code)


def send_proof(address: str) -> CodeRequest:
    """Ask somebody who is signed in to prove an address of theirs once more, and queue the mail."""
    request = people.request_code(address, language=language(), purpose=people.Purpose.AGAIN)
    if people.is_to_be_sent(request):
        send_to_person(PersonalKind.CODE, code_request=request)
    return request


def language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def sign_in(request: HttpRequest, person_id: int, *, door: str = "") -> None:
    """Start a session of its own for this person. Whatever the browser held of another person is gone."""
    sign_out(request)
    sessions.start(request, person_id)
    if door:
        request.session[CAME_BY] = door


def sign_out(request: HttpRequest) -> None:
    sessions.end(request)
    for key in (ASKED, CAME_BY, WANTED):
        request.session.pop(key, None)
    request.session.cycle_key()


def entrance_to(request: HttpRequest) -> str:
    """The address of the entrance, which knows the page somebody wanted to read."""
    door, wanted = reverse("portal:enter"), request.path
    is_page = request.method == "GET" and "HX-Request" not in request.headers and wanted != reverse("portal:home")
    return f"{door}?{urlencode({'next': wanted})}" if is_page else door


def remember_wanted(request: HttpRequest) -> None:
    """Keep the page that the address of the entrance names, if it is one of a person's own."""
    wanted = request.GET.get("next", "")
    request.session[WANTED] = wanted if is_own_page(wanted) else ""


def take_wanted(request: HttpRequest) -> str:
    return str(request.session.pop(WANTED, ""))


def is_own_page(path: str) -> bool:
    """Only what lies under /me/ of this server: no address of somebody else's making."""
    try:
        return path.startswith("/me/") and bool(resolve(path))
    except Resolver404:
        return False


def remember_asked(request: HttpRequest, code: CodeRequest, *, shown: str = "") -> None:
    """This browser asked for a code: in full where somebody typed the address, else by a hint (`shown`)."""
    request.session[ASKED] = {str(code.public_id): shown or code.address}


def shown_address(request: HttpRequest, public_id: UUID) -> str:
    """What this browser may know of the address a code went to; nothing if it did not ask for that code."""
    return str(request.session.get(ASKED, {}).get(str(public_id), ""))


def asked_here(request: HttpRequest, public_id: UUID) -> CodeRequest | None:
    """The request of a code if this browser made it. To any other, an id is as good as one nobody ever made."""
    if not shown_address(request, public_id):
        return None
    found: CodeRequest | None = CodeRequest.objects.filter(public_id=public_id).first()
    return found


def masked(address: str) -> str:
    """k•••@mail.example: enough to know one's own mailbox, not enough to learn an address."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a link from a notice leads to."""

    company: Company
    application_id: int
    address: str  # of record; never shown in full


def remember_arrival(response: HttpResponse, link: EntryLink | None) -> None:
    """Keep the opened link in a signed cookie, so that the browser sits on an address without its secret."""
    if link is None:
        response.delete_cookie(ARRIVAL, path="/r/")
        return
    response.set_cookie(
        ARRIVAL,
        signing.dumps(link.pk, salt=ARRIVAL),
        max_age=ARRIVAL_SECONDS,
        path="/r/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def link_of(token: str) -> EntryLink | None:
    return entry_of(token)


def arrival_of(request: HttpRequest) -> Arrival | None:
    """Give what the opened link leads to, or nothing: no link, an expired one and a foreign one look the same."""
    try:
        link_id = signing.loads(request.COOKIES.get(ARRIVAL, ""), salt=ARRIVAL, max_age=ARRIVAL_SECONDS)
    except signing.BadSignature:
        return None
    link = EntryLink.objects.filter(pk=link_id, expires_at__gt=timezone.now()).first()
    if link is None:
        return None
    with acting_for(link.company_ref):
        found = Application.objects.filter(pk=link.application_ref).select_related("candidate", "company").first()
        if found is None:
            return None
        return Arrival(found.company, found.pk, found.candidate.email_key or found.candidate.email)


def result_of_link(request: HttpRequest) -> Application | None:
    """The application behind the opened link, if this browser's person owns it."""
    person_id, arrival = sessions.person_of(request), arrival_of(request)
    if person_id is None or arrival is None:
        return None
    with acting_as(person_id):
        return Application.objects.filter(pk=arrival.application_id).first()


def latest_result_at(person_id: int, slug: str) -> Application | None:
    """The person's newest application at the company whose door they came by."""
    with acting_as(person_id):
        return Application.objects.filter(company__slug=slug).order_by("-applied_on", "-id").first()


def device_of(request: HttpRequest) -> str:
    """Phone or desktop: what the ledger keeps of the device, no more."""
    return "phone" if "Mobi" in request.headers.get("User-Agent", "") else "desktop"
