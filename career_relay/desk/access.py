"""Permission is data: each desk view names what it needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Permission, Role, may

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request whose company, membership and actor the middleware has set."""

    company: Company
    membership: Membership
    actor: Actor
    staff: User
    htmx: Any


DeskView = Callable[Concatenate[DeskRequest, P], HttpResponseBase]  # a long file is streamed


def needs(permission: Permission) -> Callable[[DeskView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Mark a desk view with the permission it needs. Without it the answer is 403."""

    def mark(view: DeskView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            desk = cast("DeskRequest", request)
            if not may(desk.membership.role, permission):
                raise PermissionDenied
            return view(desk, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the house test and the matrix
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)

    return mark


def needs_second_factor(user: object, membership: Membership) -> bool:
    """Owners outside the demo work with a second factor or not at all (LEGAL S-02)."""
    return settings.MFA_REQUIRED_FOR_OWNERS and membership.role == Role.OWNER and not is_mfa_enabled(cast("User", user))
