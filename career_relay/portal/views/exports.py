"""The page to take everything along, and the files themselves. Choosing shows; only the button makes and writes it down."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from career_relay.base.errors import Refused
from career_relay.consents.passport import current
from career_relay.portal.access import PortalRequest
from career_relay.portal.copies import take_copy
from career_relay.portal.exports.bundle import File, zipped
from career_relay.portal.forms.exports import TakeForm


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: PortalRequest) -> HttpResponseBase:
    """Choose, and get it at once: one file as it is, several in one archive."""
    has_profile = current(request.person_id) is not None
    form = TakeForm(request.POST if request.method == "POST" else None, has_profile=has_profile)
    if request.method == "POST" and form.is_valid():
        try:
            return _handed(take_copy(request.person_id, form.chosen, by=request.actor))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    page = {"form": form, "has_profile": has_profile}
    return render(request, "portal/exports/take.html", page, status=422 if form.errors else 200)


def _handed(files: list[File]) -> HttpResponseBase:
    if len(files) == 1 and "/" not in files[0].name:
        return _file(HttpResponse(files[0].content, content_type=files[0].media), files[0].name)
    name = f"my-data-{timezone.localdate():%Y%m%d}.zip"
    return _file(FileResponse(zipped(files), content_type="application/zip"), name)


def _file(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
