"""Everything under /console/ is for the operator's staff, who see public facts and books, never candidates."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from career_relay.base.audit import signed_in_by
from career_relay.base.tenancy import operator
from career_relay.console.access import as_operator


class ConsoleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/console/"):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        console = as_operator(request)
        with operator(), signed_in_by(request.session.session_key):
            return self.get_response(console)
