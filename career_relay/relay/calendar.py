"""A meeting as a calendar entry (RFC 5545). It says when and where; whom one meets stands on the page."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from career_relay.relay.models import InterviewOffer
from career_relay.relay.models.talks import OfferState

WIDTH = 75  # octets of one line
STATUS = {OfferState.AGREED: "CONFIRMED", OfferState.CANCELLED: "CANCELLED"}


def entry(offer: InterviewOffer, *, title: str, url: str, now: datetime) -> str:
    """Give the text of the .ics file for one side. in: an offer of which a time was taken, perhaps cancelled since."""
    if offer.starts_at is None:
        raise ValueError(f"{offer} has no time")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Career Relay//interview//JA",
        f"METHOD:{'CANCEL' if offer.state == OfferState.CANCELLED else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{offer.public_id}@{urlsplit(settings.PUBLIC_URL).hostname or 'relay'}",
        f"SEQUENCE:{offer.revision}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(offer.starts_at)}",
        f"DTEND:{_moment(offer.starts_at + timedelta(minutes=offer.minutes))}",
        f"SUMMARY:{_text(title)}",
        f"LOCATION:{_text(offer.place)}",
        f"DESCRIPTION:{_text(url)}",
        f"STATUS:{STATUS.get(OfferState(offer.state), 'TENTATIVE')}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def calendar_response(text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """Backslash, semicolon, comma and line ends are marks of the format."""
    plain = "\n".join(value.splitlines())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Break after at most 75 octets, never inside a character; a continuation begins with a space."""
    parts, part = [], ""
    for mark in line:
        if len(f"{part}{mark}".encode()) > WIDTH:
            parts.append(part)
            part = " "
        part += mark
    return [*parts, part]
