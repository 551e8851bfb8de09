"""The person's own profile, and beside it what a company would see of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.consents.models import Passport
from career_relay.consents.packages import contents_of, filled_items
from career_relay.consents.passport import current, prefill, save_passport, started
from career_relay.consents.queries import teaser_now
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.passport import PassportForm


@require_http_methods(["GET", "HEAD", "POST"])
def passport(request: PortalRequest) -> HttpResponse:
    """Edit and save. Prefilled from the person's own records the first time."""
    form = PassportForm(request.POST) if request.method == "POST" else PassportForm.of(started(request.person_id))
    if request.method == "POST" and form.is_valid():
        try:
            save_passport(request.person_id, by=request.actor, **form.fields_given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request)
    saved = current(request.person_id)
    page = {
        "form": form,
        "saved": saved,
        "sources": [] if saved else prefill(request.person_id).companies,
        **_preview(_typed(form) if form.is_bound else started(request.person_id)),
    }
    return render(request, "portal/me/passport.html", page)


def _saved(request: PortalRequest) -> HttpResponse:
    """On to the choice if it is still to be made, else back to where it is kept."""
    messages.success(request, _("Your profile is saved. Nobody can see it yet."))
    may_be_asked = Feature.ASK in ALLOWS[current_mode()]
    return redirect("portal:consent" if may_be_asked and not teaser_now(request.person_id) else "portal:mydata")


@require_POST
def preview(request: PortalRequest) -> HttpResponse:
    """What a company would see of what is typed now. Keeps nothing."""
    return render(request, "portal/me/_preview.html", _preview(_typed(PassportForm(request.POST))))


def _typed(form: PassportForm) -> Passport:
    """What is typed, as far as it can be read. Not saved."""
    form.is_valid()
    known = {field.name for field in Passport._meta.fields}
    return Passport(**{name: value for name, value in form.cleaned_data.items() if name in known})


def _preview(passport: Passport) -> dict[str, object]:
    contents = contents_of(passport)
    return {"preview": [(item, contents[item]) for item in filled_items(passport)]}
