"""What a portal view gets."""

from typing import Any

from django.http import HttpRequest

from career_relay.base.actors import Actor


class PortalRequest(HttpRequest):
    """A request of a person who has proven an address."""

    person_id: int
    actor: Actor
    htmx: Any
