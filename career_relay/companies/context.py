"""What every template may know about the network: its mode, its words, its licence."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from career_relay.companies.licences import ALLOWS, WORDS, Mode, mode_of
from career_relay.companies.queries import network_licences, strongest


class Network:
    """Read only where a template asks, so that pages that do not ask pay nothing."""

    def __init__(self) -> None:
        licences, today = list(network_licences()), timezone.localdate()
        self.mode: Mode = mode_of(licences, on=today)
        self.words = WORDS[self.mode]
        self.allows = {feature.value: True for feature in ALLOWS[self.mode]}
        self.licence = strongest(licences, on=today)


def network(request: HttpRequest) -> dict[str, Any]:
    lazy: Any = SimpleLazyObject(Network)
    return {
        "network": lazy,
        "product_name": settings.PRODUCT_NAME,
        "is_demo": settings.DEMO,
    }
