"""Openings as Atom (RFC 4287) and JSON Feed 1.1: only what the pages themselves say, nothing of anybody's.

An entry keeps its id for as long as the position lives. A feed that did not change says so (ETag, Last-Modified).
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _

from career_relay.companies.careers import careers_url
from career_relay.companies.models import Company
from career_relay.matching.openings import OpeningCard
from career_relay.portal.careers import name_of, positions_of
from career_relay.portal.posting import description_of
from career_relay.positions.models import Position
from career_relay.positions.queries import last_change

FRESH = "public, max-age=300"
MOST = 50
ATOM, JSON = "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8"
# What XML cannot hold (XML 1.0 §2.2); the database itself keeps out NUL and lone surrogates.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One opening."""

    id: str
    title: str
    link: str
    html: str
    author: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of openings, and where it is."""

    id: str
    title: str
    words: str
    home: str
    place: str
    author: str
    updated: datetime
    entries: list[Entry]

    @property
    def language(self) -> str:
        return (translation.get_language() or "ja")[:2]


def careers_feed(company: Company, place: str) -> Feed:
    """What the company's own careers page lists today. Needs the company to be active."""
    today, name = timezone.localdate(), clean(name_of(company))
    entries = [_of_position(company, one) for one in positions_of(today)[:MOST]]
    return Feed(
        id=f"urn:uuid:{company.public_id}",
        title=_("Openings at {company}").format(company=name),
        words=clean(company.careers_text),
        home=careers_url(company),
        place=place,
        author=name,
        updated=last_change(timezone.now()) or company.created_at,
        entries=sorted(entries, key=lambda one: (one.updated, one.id), reverse=True),
    )


def _of_position(company: Company, position: Position) -> Entry:
    return Entry(
        id=f"urn:uuid:{position.public_id}",
        title=clean(position.title),
        link=f"{careers_url(company)}{position.public_id}/",
        html=clean(description_of(position)),
        author=clean(name_of(company)),
        published=position.created_at,
        updated=position.updated_at,
        tags=_tags(position),
    )


def openings_feed(cards: list[OpeningCard], place: str, *, at: datetime) -> Feed:
    """The openings of the whole network that anybody may read, the newest first."""
    entries = [_of_card(one) for one in cards[:MOST]]
    product = str(settings.PRODUCT_NAME)
    return Feed(
        id=f"{settings.PUBLIC_URL}{reverse('portal:openings')}",
        title=_("Openings on {product}").format(product=product),
        words="",
        home=f"{settings.PUBLIC_URL}{reverse('portal:openings')}",
        place=place,
        author=product,
        updated=max((one.updated for one in entries), default=_start_of(timezone.localdate(at))),
        entries=entries,
    )


def _of_card(card: OpeningCard) -> Entry:
    day = _start_of(card.as_of or timezone.localdate())
    return Entry(
        id=f"urn:uuid:{card.public_id}",
        title=clean(card.title),
        link=f"{settings.PUBLIC_URL}{reverse('portal:opening', args=[card.public_id])}",
        html=clean(description_of(card)),
        author=clean(card.company.name),
        published=day,
        updated=day,
        tags=_tags(card),
    )


def _tags(it: Position | OpeningCard) -> tuple[str, ...]:
    return tuple(clean(one) for one in (it.prefecture,) if one)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)


# --- how it is written ------------------------------------------------------------------------------------------------


class _Atom(Atom1Feed):
    """Django's Atom, whose feed is as old as what it lists, also when it lists nothing."""

    def latest_post_date(self) -> datetime:
        return cast("datetime", self.feed["changed"])


def as_atom(feed: Feed) -> bytes:
    atom = _Atom(
        title=feed.title,
        link=feed.home,
        description=feed.words,
        subtitle=feed.words or None,
        language=feed.language,
        author_name=feed.author,
        feed_url=feed.place,
        feed_guid=feed.id,
        changed=feed.updated,
    )
    for one in feed.entries:
        atom.add_item(
            title=one.title,
            link=one.link,
            description=one.html,
            author_name=one.author,
            unique_id=one.id,
            pubdate=one.published,
            updateddate=one.updated,
            categories=one.tags,
        )
    return atom.writeString("utf-8").encode()


def as_json(feed: Feed) -> bytes:
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.place,
        "description": feed.words,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [_item(one) for one in feed.entries],
    }
    known = {name: value for name, value in said.items() if value or name == "items"}
    return json.dumps(known, ensure_ascii=False, indent=1).encode()


def _item(one: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": one.id,
        "url": one.link,
        "title": one.title,
        "content_html": one.html,
        "date_published": one.published.isoformat(timespec="seconds"),
        "date_modified": one.updated.isoformat(timespec="seconds"),
        "authors": [{"name": one.author}],
        "tags": list(one.tags),
    }
    return {name: value for name, value in said.items() if value or name == "content_html"}


def answer(request: HttpRequest, feed: Feed, *, as_atom_: bool) -> HttpResponse:
    """Give the feed, or 304 to whoever has it already."""
    body = as_atom(feed) if as_atom_ else as_json(feed)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=ATOM if as_atom_ else JSON)
    response.headers["ETag"] = etag
    moment = int(feed.updated.timestamp())
    response.headers["Last-Modified"] = http_date(moment)
    response.headers["Cache-Control"] = FRESH
    return cast("HttpResponse", get_conditional_response(request, etag, moment, response))
