"""A position for social networks: ready texts, a short link for each place, and how often it was followed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.careers import careers_url
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.positions import posts, sharing
from career_relay.positions.models import Position, ShareLink
from career_relay.positions.queries import on_careers_page


@require_safe
@needs(Permission.SEE_CANDIDATES)
def share(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The texts in the language asked for, with the links that were made; without any, where they will lead."""
    position = get_object_or_404(Position.objects, public_id=public_id)
    asked = request.GET.get("text", "")
    language = asked if asked in posts.LANGUAGES else (get_language() or "ja")[:2]
    tallies = {one.link.network: one for one in sharing.tallies(position, timezone.localdate())}
    page = f"{careers_url(request.company)}{position.public_id}/"
    rows = [
        (
            posts.post_for(
                network,
                request.company,
                position,
                tallies[network].address if network in tallies else page,
                language=language,
            ),
            tallies.get(network),
        )
        for network in ShareLink.Network.values
    ]
    context = {
        "position": position,
        "rows": rows,
        "has_links": bool(tallies),
        "language": language,
        "is_shown": on_careers_page(timezone.localdate()).filter(pk=position.pk).exists(),
        "page_is_on": request.company.careers_on,
        "may_edit": may(request.membership.role, Permission.EDIT_POSITIONS),
        "total": sum(one.total for one in tallies.values()),
    }
    return render(request, "desk/positions/share.html", context)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def make_links(request: DeskRequest, public_id: UUID) -> HttpResponse:
    position = get_object_or_404(Position.objects, public_id=public_id)
    try:
        sharing.make_links(position, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The short links are made. Each place has its own."))
    return redirect("desk:position_share", public_id)
