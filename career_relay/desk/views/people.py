"""Records that may be one person: look at the pair, put it aside, put it together, take that back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import actions, merges, queries
from career_relay.candidates.corrections import CORRECTABLE
from career_relay.candidates.duplicates import pairs
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Merge
from career_relay.candidates.previews import preview
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.people import ChangeForm, CorrectionForm, MergeForm
from career_relay.desk.panels.people import words_of
from career_relay.desk.views.candidate import page as candidate_page

PAGE = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """One hint as the page shows it: both records with their last selection, and the reasons in words."""

    hint: DuplicateHint
    records: tuple[tuple[Candidate, Application | None], ...]
    reasons: tuple[str, ...]
    kept: Candidate
    gone: Candidate


@require_GET
@needs(Permission.SEE_CANDIDATES)
def doubles(request: DeskRequest) -> HttpResponse:
    """Pairs that may be one person, the likeliest first; or those that were put aside."""
    is_aside = request.GET.get("show") == "aside"
    page = Paginator(pairs(is_aside=is_aside), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": _pairs(list(page.object_list)),
        "is_aside": is_aside,
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
    }
    return render(request, "desk/candidate/doubles.html", context)


def _pairs(hints: list[DuplicateHint]) -> list[Pair]:
    ids = {pk for hint in hints for pk in (hint.first_id, hint.second_id)}
    latest = queries.latest_applications(ids)
    return [_pair(hint, latest) for hint in hints]


def _pair(hint: DuplicateHint, latest: dict[int, Application]) -> Pair:
    kept, gone = merges.kept_first(hint.first, hint.second)
    return Pair(
        hint=hint,
        records=tuple((one, latest.get(one.pk)) for one in (hint.first, hint.second)),
        reasons=tuple(words_of(hint.reasons)),
        kept=kept,
        gone=gone,
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def aside(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """These two are two people."""
    hint = get_object_or_404(DuplicateHint.objects.select_related("first"), public_id=public_id)
    actions.tell_apart(hint.first, hint.public_id, by=request.actor)
    messages.success(request, _("The pair was put aside. You find it under “put aside”."))
    return redirect("desk:doubles")


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def again(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Whether these two are two people is open again."""
    hint = get_object_or_404(DuplicateHint.objects.select_related("first"), public_id=public_id)
    actions.look_again(hint, by=request.actor)
    messages.success(request, _("The pair is to be looked at again."))
    return redirect("desk:doubles")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
def merge(request: DeskRequest, public_id: UUID, other_id: UUID) -> HttpResponse:
    """See what would happen to two records, and do it. The first of the address stays."""
    rows = Candidate.objects.select_related("owner", "company").defer("search")
    kept, gone = (get_object_or_404(rows, public_id=one) for one in (public_id, other_id))
    form = MergeForm(request.POST if request.method == "POST" else None)
    refusal = _("Choose one of the two values for each field.") if form.is_bound and not form.is_valid() else ""
    if request.method == "POST" and form.is_valid():
        try:
            merges.merge_records(kept, gone, by=request.actor, chosen=form.chosen())
        except Refused as no:
            refusal = str(no)
        else:
            messages.success(request, _("The records were put together. On this page you can take it back."))
            return redirect("desk:candidate", kept.public_id)
    chosen = form.chosen() if form.is_bound and form.is_valid() else {}
    shown = preview(kept, gone, chosen)
    context = {"it": shown, "reasons": words_of(list(shown.how.reasons)), "refusal": refusal or shown.why_not}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/candidate/merge.html", context, status=status)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def part(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take a merge back."""
    made = get_object_or_404(Merge.objects.select_related("kept", "company"), public_id=public_id)
    try:
        back = merges.part_records(made, by=request.actor)
    except Refused as no:
        messages.error(request, str(no))
    else:
        said = _("The records are two again: %(one)s and %(other)s.")
        messages.success(request, said % {"one": made.kept, "other": back})
    return redirect("desk:candidate", made.kept.public_id)


# --- somebody who came back ---------------------------------------------------------------------------------------


def _application(public_id: UUID) -> Application:
    rows = Application.objects.select_related("candidate__owner")
    found: Application = get_object_or_404(rows, public_id=public_id)
    return found


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def changed(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Write down what the candidate says has changed since the last time."""
    application = _application(public_id)
    form = ChangeForm(request.POST, prefix="change", about=application.candidate)
    if form.is_valid():
        try:
            actions.tell_whats_changed(application, form.cleaned_data["text"], by=request.actor)
        except Refused as no:
            form.add_error("text", str(no))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:candidate", application.candidate.public_id)
    return candidate_page(request, application.candidate, status=422, change_form=form)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def fast_track(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """On to the interview without document screening."""
    application = _application(public_id)
    try:
        actions.fast_track(application, by=request.actor)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("On to the interview. Agree on a day with the person."))
    return redirect("desk:candidate", application.candidate.public_id)


# --- corrections ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
def correct(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Put right what a file or a telephone got wrong."""
    candidate = get_object_or_404(Candidate.objects.select_related("owner").defer("search"), public_id=public_id)
    now = {name: getattr(candidate, name) for name in CORRECTABLE}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            changed_fields = actions.correct_record(candidate, form.cleaned_data, by=request.actor)
        except Refused as no:
            form.add_error("email" if no.code == "PROVEN_ADDRESS" else None, str(no))
        else:
            messages.success(request, _("Saved.") if changed_fields else _("Nothing was changed."))
            return redirect("desk:candidate", public_id)
    context = {"it": candidate, "form": form}
    return render(request, "desk/candidate/correct.html", context, status=422 if form.errors else 200)
