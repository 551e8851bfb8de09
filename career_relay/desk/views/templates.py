"""Templates: the list, the editor with what becomes of the words, and a test mail to oneself."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import queries as records
from career_relay.candidates.models import Candidate
from career_relay.candidates.reasons import share_of_other
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.notices import LANGUAGE_NAMES
from career_relay.desk.forms.templates import (
    MEANINGS,
    NewTemplateForm,
    TemplateForm,
    draft_of,
    initial_of,
    is_known,
)
from career_relay.notices import composer, library, proofreading, queries, releases, samples, trials, wordings
from career_relay.notices.models import Message, TemplateVersion
from career_relay.notices.placeholders import ALL, Trust
from career_relay.notices.states import LegalClass, TemplatePurpose
from career_relay.notices.wordings import Wording

MOST_FOUND = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One template of the list, in each language it is written in."""

    key: str
    title: str
    legal_class: str
    class_name: str
    written: list[tuple[str, Wording, TemplateVersion | None]]  # language, words, who saved them last
    helpful: queries.Helpfulness | None


@require_GET
@needs(Permission.EDIT_TEMPLATES)
def index(request: DeskRequest) -> HttpResponse:
    """Show every template by what it is used for."""
    context = {
        "groups": _groups(),
        "other": share_of_other(),
        "eyes": releases.second_pair_from(request.company),
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
    }
    return render(request, "desk/templates/index.html", context)


def _groups() -> list[tuple[str, list[Row]]]:
    found: dict[str, dict[str, list[Wording]]] = {purpose: {} for purpose in TemplatePurpose.values}
    for language in wordings.LANGUAGES:
        for words in wordings.all_of(language):
            found[words.purpose or TemplatePurpose.RESULT].setdefault(words.key, []).append(words)
    saved = library.last_saved()
    rows = {
        purpose: [_row(key, written, saved) for key, written in by_key.items()] for purpose, by_key in found.items()
    }
    return [(str(TemplatePurpose(purpose).label), listed) for purpose, listed in rows.items() if listed]


def _row(key: str, written: list[Wording], saved: dict[tuple[str, str], TemplateVersion]) -> Row:
    first = written[0]
    names = dict(LANGUAGE_NAMES)
    return Row(
        key,
        wordings.title_of(first),
        first.legal_class,
        str(LegalClass(first.legal_class).label),
        [
            (str(names[one.language]), one, None if one.is_default else saved.get((key, one.language)))
            for one in written
        ],
        queries.helpfulness(key),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_TEMPLATES)
def new(request: DeskRequest) -> HttpResponse:
    """A template of the company's own, beside ours. It is kept only when it says what it is for."""
    form = NewTemplateForm(request.POST or None, initial={"language": "ja", "purpose": TemplatePurpose.RESULT})
    if request.method == "POST" and form.is_valid():
        key, language = f"own_{uuid4().hex[:12]}", form.cleaned_data["language"]
        try:
            library.save_template(key, language, form.draft(), by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The template was saved."))
            return redirect("desk:template", key, language)
    context = {"form": form, "palette": _palette(), "meanings": list(MEANINGS.items())}
    return render(request, "desk/templates/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_TEMPLATES)
def edit(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Show one template to change; POST keeps the words as a new version."""
    words = _found(key, language)
    is_ours = wordings.is_ours(key)
    form = TemplateForm(request.POST or None, initial=initial_of(words), is_ours=is_ours)
    if request.method == "POST" and form.is_valid():
        try:
            saved = library.save_template(key, language, form.draft(), by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved as version {n}.").format(n=saved.version))
            return redirect("desk:template", key, language)
    context = {
        "words": words,
        "form": form,
        "is_ours": is_ours,
        "title": wordings.title_of(words),
        "palette": _palette(),
        "class_name": LegalClass(words.legal_class).label,
        "meaning": MEANINGS[words.legal_class],
        "languages": [(code, name) for code, name in LANGUAGE_NAMES if code == language or _is_written(key, code)],
        "versions": library.history(key, language).count(),
        "helpful": queries.helpfulness(key),
        **_shown(request, words, draft_of(form.data or initial_of(words))),
    }
    return render(request, "desk/templates/edit.html", context, status=422 if form.errors else 200)


def _found(key: str, language: str) -> Wording:
    """Give the words in use; in a language the company has not written its own in, empty ones. Raises Http404."""
    if language not in wordings.LANGUAGES or not is_known(key):
        raise Http404
    try:
        return wordings.find(key, language)
    except KeyError:
        other = next(wordings.find(key, one) for one in wordings.LANGUAGES if one != language)
        return Wording(key, language, "", "", "", other.purpose, other.legal_class, other.topic, 0, is_default=False)


def _is_written(key: str, language: str) -> bool:
    try:
        wordings.find(key, language)
    except KeyError:
        return not wordings.is_ours(key)
    return True


def _palette() -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    """Give the placeholders by whose words they are: what to insert, its name, a sample, whether it may be empty."""
    rows: dict[Trust, list[tuple[str, str, str, bool]]] = {Trust.OURS: [], Trust.THEIRS: []}
    for one in ALL.values():
        sample = "" if one.sample.startswith("{{") else one.sample
        rows[one.trust].append((f"{{{{ {one.name} }}}}", str(one.label), sample, one.may_be_empty))
    return [
        (_("Written by the company or by us"), rows[Trust.OURS]),
        (_("Typed by others: kept to one line"), rows[Trust.THEIRS]),
    ]


def _shown(request: DeskRequest, words: Wording, draft: library.Draft) -> dict[str, object]:
    """What the preview and the remarks beside the text need: for one of three samples, or for somebody of the pool."""
    who = request.POST.get("who", "") or "usual"
    sought = request.POST.get("find", "").strip()[:100]
    kept = library.completed(words.key, draft)
    trying = trials.wording_of(words.key, words.language, kept)
    checks = proofreading.checks(words.key, words.language, draft)
    try:
        message = _message(request, trying, who)
        view = composer.preview(message, request.company)
    except Refused:
        view = None  # the remarks say why
    return {
        "words": words,
        "checks": checks,
        "preview": view,
        "who": who,
        "samples": samples.SAMPLES,
        "sought": sought,
        "people": _people(sought),
    }


def _message(request: DeskRequest, words: Wording, who: str) -> Message:
    person = None if who in samples.KEYS else _person(who)
    if person is None:
        return trials.shown(words, who, request.company)
    message = samples.message_to(words, person, request.company)
    message.subject, message.body_text = composer.write(message, request.company, words)
    return message


def _person(public_id: str) -> Candidate | None:
    try:
        return Candidate.objects.filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None


def _people(sought: str) -> list[Candidate]:
    if not sought:
        return []
    return records.records(records.ids(records.Conditions(q=sought), counted=False)[:MOST_FOUND])


@require_POST
@needs(Permission.EDIT_TEMPLATES)
def preview(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Show what the words in the form would become. Changes nothing."""
    words = _found(key, language)
    return render(request, "desk/templates/_live.html", _shown(request, words, draft_of(request.POST)))


@require_POST
@needs(Permission.EDIT_TEMPLATES)
def test(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Send the words in the form to oneself, for an invented person. Nothing is saved, nothing typed is lost."""
    words = _found(key, language)
    who = request.POST.get("who", "")
    try:
        trials.send_test(
            key,
            language,
            draft_of(request.POST),
            sample=who if who in samples.KEYS else "usual",
            user_id=request.staff.pk,
            company_id=request.company.pk,
        )
        said = _("A test mail is on its way to {address}.").format(address=request.staff.email)
    except Refused as refusal:
        said = str(refusal)
    context = {**_shown(request, words, draft_of(request.POST)), "said": said}
    return render(request, "desk/templates/_live.html", context)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def eyes(request: DeskRequest) -> HttpResponse:
    """Set from how many people on a second person has to look before a release."""
    try:
        releases.set_second_pair_from(request.company, request.POST.get("from", ""), by=request.actor)
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:templates")
