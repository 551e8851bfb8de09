"""What a console view gets."""

from typing import Any

from django.http import HttpRequest

from career_relay.base.actors import Actor


class ConsoleRequest(HttpRequest):
    """A request of the operator's staff."""

    actor: Actor
    htmx: Any
