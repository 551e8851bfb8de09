"""What a template was before: who changed what and when, and how to have it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.templates import is_known
from career_relay.notices import library, wordings
from career_relay.notices.comparing import compare


@require_GET
@needs(Permission.EDIT_TEMPLATES)
def history(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Show the versions and, between any two of them, what changed: `?before=` and `?after=`."""
    _ensure_known(key, language)
    versions = library.versions(key, language)
    if not versions:
        raise Http404
    after = _chosen(versions, request.GET.get("after", ""), versions[0])
    older = [one for one in versions if one.version < after.version]
    before = _chosen(versions, request.GET.get("before", ""), (older or [after])[0])
    context = {
        "key": key,
        "language": language,
        "title": wordings.title_of(wordings.Wording(key, language, after.title, "", "", "", "", is_default=False)),
        "versions": versions,
        "before": before,
        "after": after,
        "parts": [
            (_("Title"), compare(before.title, after.title)),
            (_("Subject"), compare(before.subject, after.subject)),
            (_("Text"), compare(before.body, after.body)),
        ],
    }
    return render(request, "desk/templates/history.html", context)


def _ensure_known(key: str, language: str) -> None:
    if language not in wordings.LANGUAGES or not (is_known(key) or library.history(key, language).exists()):
        raise Http404


def _chosen(versions: list[library.Version], wanted: str, otherwise: library.Version) -> library.Version:
    return next((one for one in versions if str(one.version) == wanted), otherwise)


@require_POST
@needs(Permission.EDIT_TEMPLATES)
def restore(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Use an older version again, as a new one."""
    _ensure_known(key, language)
    wanted = request.POST.get("version", "")
    try:
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 7 else 0
        saved = library.restore_version(key, language, number, by=request.actor)
        messages.success(request, _("Saved as version {n}.").format(n=saved.version))
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:template_history", key, language)
    return redirect("desk:template", key, language)


@require_POST
@needs(Permission.EDIT_TEMPLATES)
def delete(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Delete the company's words: ours come back, where there are any."""
    _ensure_known(key, language)
    library.restore_default(key, language, by=request.actor)
    if wordings.is_ours(key):
        messages.success(request, _("The default words are used again. Your versions are kept."))
        return redirect("desk:template", key, language)
    messages.success(request, _("The template was deleted. Drafts that use it keep their words."))
    return redirect("desk:templates")
