"""Everything under /desk/ happens for one company, in one transaction."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from career_relay.accounts.models import User
from career_relay.base.actors import user_actor
from career_relay.base.audit import signed_in_by
from career_relay.base.tenancy import company
from career_relay.companies.models import Membership
from career_relay.desk.access import DeskRequest, needs_second_factor

SESSION_KEY = "company"


class DeskMiddleware:
    """Checks the membership anew at each request, then opens `company(id)` around the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/desk/"):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        membership = self.membership(request)
        if membership is None:
            return redirect("console:home" if request.user.is_operator else "account_logout")
        if needs_second_factor(request.user, membership):
            return redirect(reverse("mfa_activate_totp"))
        return self.open(request, membership)

    def membership(self, request: HttpRequest) -> Membership | None:
        user = cast("User", request.user)
        mine = Membership.objects.select_related("company").filter(user=user)
        chosen = Q(company_id=request.session.get(SESSION_KEY) or 0)
        found = mine.order_by(Case(When(chosen, then=0), default=1), "id").first()
        if found:
            found.user = user  # the session knows them already
        return found

    def open(self, request: HttpRequest, membership: Membership) -> HttpResponse:
        desk: DeskRequest = request  # type: ignore[assignment]  # the next lines make it one
        desk.membership, desk.company = membership, membership.company
        desk.actor, desk.staff = user_actor(membership.user_id), membership.user
        with company(membership.company_id), signed_in_by(request.session.session_key):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        return response
