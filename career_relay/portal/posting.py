"""An opening as structured data: schema.org JobPosting, for search engines. Only what the page itself says."""

import json
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from career_relay.base.text.places import prefecture_of
from career_relay.companies.careers import careers_url
from career_relay.companies.models import Company
from career_relay.portal.careers import items_of, lines
from career_relay.positions.models import Position, Remote, Track
from career_relay.positions.statutory import is_fixed_term

if TYPE_CHECKING:
    from career_relay.matching.openings import OpeningCard

_POSTCODE = re.compile(r"〒?\s*(\d{3}-\d{4})")
_TOWN = re.compile(r"^(?:[^\d\s]{1,6}?郡[^\d\s]{1,6}?[町村]|[^\d\s]{1,8}?市(?:[^\d\s]{1,4}区)?|[^\d\s]{1,6}?[区町村])")
# A data block may hold neither the end of its own element nor of a comment, and no line separators of JavaScript.
_UNSAFE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def job_posting(company: Company, position: Position, *, url: str) -> dict[str, Any]:
    """Give the properties search engines require, and of the others those that are known."""
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": position.title,
        "description": description_of(position),
        "identifier": {"@type": "PropertyValue", "name": company.name, "value": str(position.public_id)},
        "datePosted": (position.as_of or timezone.localdate(position.created_at)).isoformat(),
        "validThrough": _end_of(position.careers_until),
        "employmentType": _employment(position),
        "hiringOrganization": _organization(company),
        "jobLocation": _place(company, position),
        "baseSalary": _salary(position),
        "totalJobOpenings": position.headcount,
        "directApply": True,
        "responsibilities": position.duties,
        "qualifications": "\n".join(lines(position.must)),
        "workHours": position.hours,
        "industry": company.industry,
        "url": url,
    }
    if position.remote == Remote.FULL:
        told["jobLocationType"] = "TELECOMMUTE"
        told["applicantLocationRequirements"] = {"@type": "Country", "name": "JP"}
    return {name: value for name, value in told.items() if value is not None and str(value).strip()}


def script(data: dict[str, Any]) -> SafeString:
    """Give the data block. A browser does not run it, so the policy that forbids inline scripts has nothing to forbid."""
    said = json.dumps(data, ensure_ascii=False).translate(_UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(said))


def description_of(position: "Position | OpeningCard") -> str:
    """The opening in the few elements of HTML that search engines and feed readers know."""
    parts = [f"<p>{escape(line)}</p>" for line in lines(position.summary)]
    parts += [_list(wanted) for wanted in (lines(position.must), lines(position.nice)) if wanted]
    parts += [f"<p>{escape(label)}: {escape(text)}</p>" for label, text in items_of(position)]
    return "".join(parts)


def _list(wanted: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in wanted) + "</ul>"


def _employment(position: Position) -> str:
    if position.track == Track.PART_TIME:
        return "PART_TIME"
    return "TEMPORARY" if is_fixed_term(position) else "FULL_TIME"


def _organization(company: Company) -> dict[str, str]:
    known = {"@type": "Organization", "name": company.name, "sameAs": careers_url(company), "address": company.address}
    return {name: value for name, value in known.items() if value}


def _place(company: Company, position: Position) -> dict[str, Any]:
    """Where the work is. Town and postcode only where an address says them: none is guessed from a branch's name."""
    region = position.prefecture or company.prefecture
    told = next((one for one in (position.place, company.address) if region and prefecture_of(one) == region), "")
    address = {
        "@type": "PostalAddress",
        "addressCountry": company.country,
        "addressRegion": region,
        "addressLocality": _town(told, region),
        "postalCode": found[1] if (found := _POSTCODE.search(told)) else "",
        "streetAddress": position.place,
    }
    return {"@type": "Place", "address": {name: value for name, value in address.items() if value}}


def _town(address: str, region: str) -> str:
    """The city, ward, town or village that follows the prefecture in an address."""
    _before, found, rest = address.partition(region)
    town = _TOWN.match(rest.strip()) if found else None
    return town[0] if town else ""


def _salary(position: Position) -> dict[str, Any] | None:
    pair = {"minValue": position.pay_low, "maxValue": position.pay_high}
    known = {name: value for name, value in pair.items() if value is not None}
    if not known:
        return None
    return {
        "@type": "MonetaryAmount",
        "currency": "JPY",
        "value": {"@type": "QuantitativeValue", **known, "unitText": "YEAR"},
    }


def _end_of(day: date | None) -> str:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59))).isoformat() if day else ""
