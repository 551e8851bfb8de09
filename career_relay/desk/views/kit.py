"""Settings, papers: what a small office hands around before it begins, with its own facts, to print (PRODUCT H7)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from career_relay.companies import kit
from career_relay.companies.queries import network_operator
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs


def _language(request: DeskRequest) -> str:
    wanted = request.GET.get("in") or get_language() or ""
    return wanted if wanted in {"ja", "en"} else "ja"


@require_safe
@needs(Permission.SEE_CANDIDATES)
def papers(request: DeskRequest) -> HttpResponse:
    operator = network_operator()
    rows = [(one, kit.papers(request.company, operator, one)) for one in ("ja", "en")]
    return render(request, "desk/network/kit.html", {"tab": "kit", "rows": rows})


@require_safe
@needs(Permission.SEE_CANDIDATES)
def paper(request: DeskRequest, key: str) -> HttpResponse:
    """One paper as a page that prints well."""
    found = kit.paper(key, request.company, network_operator(), _language(request))
    if found is None:
        raise Http404
    return render(request, "desk/network/paper.html", {"tab": "kit", "paper": found})
