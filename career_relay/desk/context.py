"""What the desk's frame shows on every page: where we are, and how much waits."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from career_relay.companies.models import Company
from career_relay.desk.access import DeskRequest
from career_relay.notices import senders
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage

PLACES = {  # the first word of a route's name → the item of the menu
    "home": "home",
    "pool": "pool",
    "candidate": "pool",
    "notice": "notices",
    "notices": "notices",
    "match": "match",
    "ask": "match",
    "campaign": "campaigns",
    "campaigns": "campaigns",
    "board": "board",
    "introduction": "board",
    "pipeline": "pipeline",
    "position": "positions",
    "positions": "positions",
    "report": "report",
    "import": "imports",
    "imports": "imports",
    "settings": "settings",
    "sender": "settings",
    "senders": "settings",
}


class Nav:
    """Counts are asked for only by the template that shows them."""

    def __init__(self, route: str, company: Company) -> None:
        self.company = company
        self.current = PLACES.get(route.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0], "")

    @property
    def notices(self) -> int:
        return int(Message.objects.filter(state=MessageState.DRAFT).count())

    @property
    def mail_advice(self) -> str:
        """What somebody who is about to send a result should know about the company's sender."""
        return senders.advice_of(self.company, at=timezone.now())

    @property
    def received(self) -> int:
        return int(Introduction.objects.filter(stage=Stage.DISCLOSED, receipt_at__isnull=True).count())


def nav(request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "membership"):
        return {}
    match = request.resolver_match
    company = cast("DeskRequest", request).company
    return {"nav": SimpleLazyObject(lambda: Nav((match.url_name if match else "") or "", company))}
