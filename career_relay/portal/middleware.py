"""Under /me/ somebody looks at their own things; everywhere else nobody needs to be anybody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import person

SESSION_KEY = "person"


class PortalMiddleware:
    """Opens `person(id)` around every page of a signed-in person; without one, /me/ leads to the entrance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/me/"):
            return self.get_response(request)
        person_id = request.session.get(SESSION_KEY)
        if person_id is None:
            return redirect("portal:enter")
        request.person_id = person_id  # type: ignore[attr-defined]  # see portal/access
        request.actor = person_actor(person_id)  # type: ignore[attr-defined]
        with person(person_id):
            return self.get_response(request)
