"""Texts for social networks with short links of our own, and how often they were followed (PRODUCT C5).

A person posts them; nothing here speaks to a network. A count is a number a day: no cookie, no address, nothing of
whoever followed the link is kept.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.positions.events import PositionEvent
from career_relay.positions.models import Position, ShareCount, ShareLink
from career_relay.positions.queries import on_careers_page

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # read aloud without mistakes
CODE_LENGTH = 8
CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")
# Programs that open every link of a post to draw its picture; whoever hides from this is counted, which is no harm.
ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|externalhit|facebookcatalog|embedly|whatsapp|telegram|skypeuri|curl|wget"
    r"|python|okhttp|go-http|java/|headless|monitor|scan|linkedin|hatena|line-poker",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one link was followed: in all, and lately."""

    link: ShareLink
    total: int
    last_week: int

    @property
    def address(self) -> str:
        return address_of(self.link)


def address_of(link: ShareLink) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:follow', args=[link.code])}"


@transaction.atomic
def make_links(position: Position, *, by: Actor) -> list[ShareLink]:
    """Give the position one short link for each network, making those that are missing. Raises Refused."""
    if not on_careers_page(timezone.localdate()).filter(pk=position.pk).exists():
        raise Refused(_("Show the position on the careers page first: a post has to lead somewhere."))
    Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    known = set(ShareLink.objects.filter(position=position).values_list("network", flat=True))
    missing = [one for one in ShareLink.Network.values if one not in known]
    for network in missing:
        ShareLink.objects.create(position=position, network=network, code=_new_code())
    if missing:
        record(PositionEvent.SHARED, position, by=by, networks=missing)
    return links_of(position)


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _n in range(CODE_LENGTH))


def links_of(position: Position) -> list[ShareLink]:
    order = ShareLink.Network.values
    return sorted(ShareLink.objects.filter(position=position), key=lambda one: order.index(one.network))


def tallies(position: Position, on: date) -> list[Tally]:
    """Give the links of a position with their counts."""
    rows = ShareCount.objects.filter(link__position=position)
    total = dict(rows.values_list("link_id").annotate(n=Sum("times")))
    week = dict(rows.filter(day__gt=on - timedelta(days=7)).values_list("link_id").annotate(n=Sum("times")))
    return [Tally(one, total.get(one.pk, 0), week.get(one.pk, 0)) for one in links_of(position)]


def is_reader(headers: Mapping[str, str]) -> bool:
    """Whether somebody looks, and not a program that draws a preview or loads ahead. Looked at, never kept."""
    ahead = f"{headers.get('Purpose', '')} {headers.get('Sec-Purpose', '')} {headers.get('X-Moz', '')}"
    agent = headers.get("User-Agent", "")
    return bool(agent) and not ROBOTS.search(agent) and "prefetch" not in ahead and "preview" not in ahead


def followed(code: str, *, counts: bool) -> str | None:
    """Give the page of ours a code leads to, and count one more if asked to. None for a code nobody made.

    A position that is no longer shown leads to the company's page; a company whose page is off, to the openings.
    """
    if not CODE.fullmatch(code):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT company_id, link_id FROM share_of(%s)", [code])
        found = cursor.fetchone()
    if found is None:
        return None
    with acting_for(found[0]):
        return _lead(found[1], counts=counts)


def _lead(link_id: int, *, counts: bool) -> str:
    link = ShareLink.objects.select_related("position", "company").get(pk=link_id)
    company: Company = link.company
    if not (company.careers_on and company.is_live):
        return reverse("portal:openings")
    if counts:
        _count(link)
    if not on_careers_page(timezone.localdate()).filter(pk=link.position_id).exists():
        return reverse("portal:careers", args=[company.slug])
    return reverse("portal:careers_position", args=[company.slug, link.position.public_id])


def _count(link: ShareLink) -> None:
    """One more for today, also when a hundred come at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO positions_sharecount (company_id, link_id, day, times) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (company_id, link_id, day) DO UPDATE SET times = positions_sharecount.times + 1",
            [link.company_id, link.pk, timezone.localdate()],
        )
