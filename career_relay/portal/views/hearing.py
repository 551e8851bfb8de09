"""Under /me/: what a person hears from each company that holds a record of them. Here it may also become more."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import contact, texts
from career_relay.consents.actions import How
from career_relay.notices import preferences
from career_relay.notices.preferences import Standing
from career_relay.notices.states import Way
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.forms.preferences import TOPICS, WishesForm

SCREEN = "portal:hear"


@dataclass(frozen=True, slots=True)
class Heard:
    """One company and what it may send."""

    company: Company
    candidate: Candidate
    standing: Standing

    @property
    def topics(self) -> list[str]:
        """The names of what may be sent, in the order of the form."""
        return [str(label) for value, label in TOPICS if value in self.standing.wishes.topics]


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """Every company that holds a record, with what was chosen."""
    return render(request, "portal/preferences/hearing.html", {"rows": _everywhere()})


def _everywhere() -> list[Heard]:
    newest: dict[int, Candidate] = {}
    for one in Candidate.objects.select_related("company").order_by("company__name", "-updated_at", "-pk"):
        newest.setdefault(one.company_id, one)
    return [_heard(one) for one in newest.values()]


def _heard(candidate: Candidate) -> Heard:
    with acting_for(candidate.company_id):
        return Heard(candidate.company, candidate, preferences.standing_of(candidate))


@require_http_methods(["GET", "HEAD", "POST"])
def hear(request: PortalRequest, slug: str) -> HttpResponse:
    """One company: topics, how often, when to talk again."""
    heard = _of(slug)
    if request.method != "POST":
        return _page(request, heard, WishesForm(wishes=heard.standing.wishes, may_grow=True))
    form = WishesForm(request.POST, wishes=heard.standing.wishes, may_grow=True)
    if not form.is_valid() or not _keep(request, heard, form):
        return _page(request, heard, form, status=422)
    messages.success(request, _("Your choice is kept. It holds from now on."))
    return redirect(SCREEN, slug)


def _of(slug: str) -> Heard:
    found = (
        Candidate.objects.select_related("company").filter(company__slug=slug).order_by("-updated_at", "-pk").first()
    )
    if found is None:
        raise Http404
    return _heard(found)


def _keep(request: PortalRequest, heard: Heard, form: WishesForm) -> bool:
    try:
        with acting_for(heard.company.pk):
            preferences.choose(
                heard.candidate,
                form.wishes(),
                person_id=request.person_id,
                words=contact.mail_words(heard.company, language()),
                how=_how(request),
                by=request.actor,
            )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _how(request: PortalRequest) -> How:
    return How(channel=SCREEN, device=device_of(request), language=language())


@require_POST
def nothing(request: PortalRequest, slug: str) -> HttpResponse:
    """No news and no invitations of this company any more."""
    heard = _of(slug)
    with acting_for(heard.company.pk):
        preferences.unsubscribe(heard.candidate, how=Way.ME, by=request.actor, screen=SCREEN)
    messages.success(
        request, _("%(company)s sends you no more news and no more invitations.") % {"company": heard.company.name}
    )
    return redirect(SCREEN, slug)


def _page(request: PortalRequest, heard: Heard, form: WishesForm, *, status: int = 200) -> HttpResponse:
    text = contact.mail_words(heard.company, language())
    page = {"it": heard, "company": heard.company, "form": form, "text": text, "law": texts.lines(text)}
    return render(request, "portal/preferences/hear.html", page, status=status)
