"""Whom somebody ticked in the list, and the way back to it."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from career_relay.candidates import queries
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.queries import Conditions
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms import pool as forms

MOST_TICKED = 300
MOST_OF_ALL = 20_000


def asked_of(request: DeskRequest, query: str | None = None) -> Conditions:
    """What the address of the page asks, or a query kept from it; notes are searched for who may read them."""
    data = request.GET if query is None else QueryDict(query.replace("\x00", ""))
    return forms.conditions(
        data,
        today=timezone.localdate(),
        user_id=request.staff.pk,
        may_read_notes=may(request.membership.role, Permission.EDIT_CANDIDATES),
    )


def ticked(request: DeskRequest) -> list[int]:
    """The people ticked one by one, or everybody who answers the conditions, in the order of the list."""
    if request.POST.get("all"):
        return list(queries.ids(asked_of(request, request.POST.get("query", "")))[: MOST_OF_ALL + 1])
    wanted = uuids(request.POST.getlist("person")[:MOST_TICKED])
    rows = Candidate.objects.filter(public_id__in=wanted).order_by("kana", "id")
    return list(rows.values_list("pk", flat=True))


def uuids(texts: list[str]) -> list[UUID]:
    """The ids among these texts; what is no id is passed over."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def back_to_list(request: DeskRequest) -> str:
    """The list as it was asked for."""
    query = request.POST.get("query", "").replace("\x00", "")
    return reverse("desk:pool") + (f"?{query}" if query else "")


def notices_for(applications: list[Application]) -> str:
    """Where the notices of these results are written; the list of notices when there is no such page."""
    ids = [("application", str(one.public_id)) for one in applications]
    for name, query in (("desk:notice_new", f"?{urlencode(ids)}"), ("desk:notices", ""), ("desk:pool", "")):
        try:
            return reverse(name) + query
        except NoReverseMatch:
            continue
    return "/desk/"
