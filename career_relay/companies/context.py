"""What every template may know about the network: its mode, its words, its licence."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from career_relay.companies.licences import ALLOWS, WORDS, Mode
from career_relay.companies.queries import current_mode, licence_in_use


class Network:
    """Read only where a template asks, so that pages that do not ask pay nothing."""

    def __init__(self) -> None:
        self.mode: Mode = current_mode()
        self.words = WORDS[self.mode]
        self.allows = {feature.value: True for feature in ALLOWS[self.mode]}
        self.licence = licence_in_use()


def network(request: HttpRequest) -> dict[str, Any]:
    lazy: Any = SimpleLazyObject(Network)
    return {
        "network": lazy,
        "product_name": settings.PRODUCT_NAME,
        "is_demo": settings.DEMO,
    }
