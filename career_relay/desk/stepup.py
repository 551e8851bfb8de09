"""Step-up before danger: the password (or second factor) is asked once more within five minutes (LEGAL S-02)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from career_relay.desk.access import DeskRequest

P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def is_sure(request: DeskRequest) -> bool:
    """Whether this person has shown a moment ago that they are who they say."""
    return not is_reauthentication_required(request, app="desk")


def ask_again_link(back: str) -> str:
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"


def asks_again(back_to: str = "") -> Callable[[View[P]], View[P]]:
    """Ask who is there once more before the view. Afterwards the page `back_to` opens, or the one asked for.

    allauth's own decorator repeats a POST by calling the view itself, past the middleware that opens the company.
    """

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if is_sure(request):
                return view(request, *args, **kwargs)
            return redirect(ask_again_link(reverse(back_to) if back_to else request.get_full_path()))

        return cast("View[P]", guarded)

    return mark
