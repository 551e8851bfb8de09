"""Under /me/ somebody looks at their own things; everywhere else nobody needs to be anybody."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from career_relay.base.actors import person_actor
from career_relay.base.audit import signed_in_by
from career_relay.base.tenancy import person
from career_relay.portal.entrance import entrance_to
from career_relay.portal.sessions import SESSION_KEY, person_of

__all__ = ["SESSION_KEY", "PortalMiddleware"]


class PortalMiddleware:
    """Opens `person(id)` around every page of a signed-in person; without one, /me/ leads to the entrance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/me/"):
            return self.get_response(request)
        was_inside = SESSION_KEY in request.session
        person_id = person_of(request)
        if person_id is None:
            if was_inside:
                messages.info(request, _("You were signed out, for your safety. Please come in again."))
            return redirect(entrance_to(request))
        request.person_id = person_id  # type: ignore[attr-defined]  # see portal/access
        request.actor = person_actor(person_id)  # type: ignore[attr-defined]
        with person(person_id), signed_in_by(request.session.session_key):
            return self.get_response(request)
