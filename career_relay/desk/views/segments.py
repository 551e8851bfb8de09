"""Saved conditions: kept under a name, shared, renamed, put away and brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import segments
from career_relay.candidates.models import Segment
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import pool as conditions
from career_relay.desk.forms.pool_acts import SegmentForm
from career_relay.desk.selection import asked_of, back_to_list


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_CANDIDATES)
def save(request: DeskRequest) -> HttpResponse:
    """Keep the conditions of the list under a name."""
    told = request.POST if request.method == "POST" else request.GET
    asked = asked_of(request, told.get("query", "") or request.GET.urlencode())
    query, form = conditions.query_of(asked), SegmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = segments.save_segment(
                form.cleaned_data["name"],
                query,
                owner=request.staff,
                role=request.membership.role,
                is_shared=form.cleaned_data["is_shared"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” was saved.") % {"name": kept.name})
            return redirect(f"{reverse('desk:pool')}?{kept.query}")
    context = {
        "form": form,
        "query": query,
        "words": conditions.in_words(asked),
        "may_share": may(request.membership.role, Permission.EDIT_CANDIDATES),
        "back": f"{reverse('desk:pool')}?{query}",
    }
    return render(request, "desk/pool/segment_new.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: DeskRequest, refused: Segment | None = None, form: SegmentForm | None = None, *, status: int = 200
) -> HttpResponse:
    role = request.membership.role
    rows = []
    for one in segments.seen_by(request.staff.pk):
        asked = asked_of(request, one.query)
        first = {"name": one.name, "is_shared": one.is_shared}
        own = form if refused and one.pk == refused.pk else SegmentForm(initial=first, auto_id=f"{one.public_id}_%s")
        rows.append(
            {
                "it": one,
                "words": conditions.in_words(asked),
                "form": own,
                "may_change": segments.may_change(one, request.staff.pk, role),
            }
        )
    context = {
        "rows": rows,
        "put_away": segments.just_deleted(request.staff.pk, timezone.now()),
        "may_share": may(role, Permission.EDIT_CANDIDATES),
    }
    return render(request, "desk/pool/segments.html", context, status=status)


def _segment(request: DeskRequest, public_id: UUID) -> Segment:
    """A segment this user can see; somebody else's own is not found."""
    rows = Segment.objects.filter(pk__in=segments.seen_by(request.staff.pk).values("pk"))
    return get_object_or_404(rows, public_id=public_id)


@require_POST
@needs(Permission.SEE_CANDIDATES)
def change(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Rename it, share it, or keep it to oneself."""
    segment = _segment(request, public_id)
    form = SegmentForm(request.POST, auto_id=f"{segment.public_id}_%s")
    if form.is_valid():
        try:
            segments.change_segment(
                segment,
                form.cleaned_data["name"],
                is_shared=form.cleaned_data["is_shared"],
                user=request.staff,
                role=request.membership.role,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:segments")
    return _page(request, segment, form, status=422)


@require_POST
@needs(Permission.SEE_CANDIDATES)
def delete(request: DeskRequest, public_id: UUID) -> HttpResponse:
    segment = _segment(request, public_id)
    try:
        segments.delete_segment(segment, user=request.staff, role=request.membership.role)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back_to_list(request) if "query" in request.POST else "desk:segments")


@require_POST
@needs(Permission.SEE_CANDIDATES)
def bring_back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Undo a deletion of the last ten minutes."""
    segment = get_object_or_404(Segment, public_id=public_id)
    try:
        segment = segments.bring_back(segment, user=request.staff, role=request.membership.role)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:segments")
    messages.success(request, _("“%(name)s” is back.") % {"name": segment.name})
    return redirect(f"{reverse('desk:pool')}?{segment.query}")
