"""What a console view gets, and the second look before danger."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from career_relay.accounts.models import User
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.tenancy import operator, viewer

P = ParamSpec("P")


class ConsoleRequest(HttpRequest):
    """A request of the operator's staff."""

    actor: Actor
    htmx: Any


ConsoleView = Callable[Concatenate[ConsoleRequest, P], HttpResponse]


def as_operator(request: HttpRequest) -> ConsoleRequest:
    """Make it a console request. Raises Http404 for anybody but the operator's staff."""
    user = request.user
    if not isinstance(user, User) or not user.is_operator:
        raise Http404
    console = cast("ConsoleRequest", request)
    console.actor = Actor(ActorKind.OPERATOR, user.pk)
    return console


def steps_up(view: ConsoleView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask for the password or the second factor again before a dangerous act.

    allauth keeps a POST back and calls the view itself once the person has proven who they are. That call comes past
    our middleware, so the console is opened here when it is not open yet.
    """

    @wraps(view)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        console = as_operator(request)
        if viewer().operator:
            return view(console, *args, **kwargs)
        with operator():
            return view(console, *args, **kwargs)

    guarded: Callable[Concatenate[HttpRequest, P], HttpResponse] = reauthentication_required(inside)
    return guarded


def page(request: HttpRequest, template: str, here: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a page of the console; `here` is the line of the menu it belongs to."""
    return render(request, template, {"nav": {"current": here}, **context}, status=status)
