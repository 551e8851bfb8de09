"""A validator of our own for JobPosting, Atom and JSON Feed: what the published rules say, and nothing of our code."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import yaml

RULES = Path(__file__).parent / "rules" / "jobposting.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@cache
def rules() -> dict[str, Any]:
    return yaml.safe_load(RULES.read_text("utf-8"))


def faults_of_posting(data: Any) -> list[str]:
    """Everything that is wrong with a posting: missing, of the wrong kind, or unknown."""
    found = (
        []
        if isinstance(data, dict) and data.get("@context") in {"https://schema.org", "https://schema.org/"}
        else ["@context"]
    )
    found += _faults(data, "JobPosting", "JobPosting")
    return [*found, *_conditions(data if isinstance(data, dict) else {})]


def wishes_of_posting(data: dict[str, Any]) -> list[str]:
    """What is recommended and not there."""
    return [name for name in rules()["types"]["JobPosting"]["want"] if name not in data]


def _conditions(data: dict[str, Any]) -> Iterator[str]:
    """What holds between properties."""
    if data.get("jobLocationType") == "TELECOMMUTE":
        if "applicantLocationRequirements" not in data and "jobLocation" not in data:
            yield "work from anywhere needs applicantLocationRequirements"
    elif "jobLocation" not in data:
        yield "jobLocation is missing"
    if data.get("description") == data.get("title"):
        yield "the description is only the title"
    span = data.get("baseSalary", {}).get("value", {}) if isinstance(data.get("baseSalary"), dict) else {}
    if span.get("minValue", 0) > span.get("maxValue", float("inf")):
        yield "minValue is more than maxValue"
    if str(data.get("validThrough", "9")) < str(data.get("datePosted", "0")):
        yield "it ends before it begins"


def _faults(it: Any, kind: str, where: str) -> Iterator[str]:
    rule = rules()["types"][kind]
    if not isinstance(it, dict) or it.get("@type") != kind:
        yield f"{where}: not a {kind}"
        return
    yield from (f"{where}.{name}: missing" for name in rule.get("need", ()) if it.get(name) in (None, "", [], {}))
    if rule.get("one_of") and not any(name in it for name in rule["one_of"]):
        yield f"{where}: one of {rule['one_of']} is missing"
    for name, value in it.items():
        if name.startswith("@"):
            continue
        if name not in rule["properties"]:
            yield f"{where}.{name}: unknown"
        else:
            yield from _value(value, rule["properties"][name], f"{where}.{name}")


def _value(value: Any, rule: dict[str, Any], where: str) -> Iterator[str]:
    kind = rule["kind"]
    if kind in rules()["types"]:
        yield from _faults(value, kind, where)
    elif not CHECKS[kind](value, rule):
        yield f"{where}: {value!r} is no {kind}"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        if tag not in rules()["html"] or attrs:
            self.bad.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.bad.append("comment")


def is_plain_html(text: Any) -> bool:
    """Only the few elements without attributes, each closed."""
    if not isinstance(text, str):
        return False
    parser = _Elements()
    parser.feed(text)
    parser.close()
    return not parser.bad and not parser.open


def _is_text(value: Any, rule: dict[str, Any]) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= rule.get("most", 100_000)


def _is_date(value: Any, _rule: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_moment(value: Any, _rule: Any) -> bool:
    return isinstance(value, str) and bool(RFC3339.fullmatch(value)) and bool(datetime.fromisoformat(value))


def is_address(value: Any, _rule: Any = None) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else urlsplit("")
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in str(value)


CHECKS = {
    "text": _is_text,
    "html": lambda value, rule: is_plain_html(value) and len(value) >= rule.get("least", 0),
    "date": _is_date,
    "moment": _is_moment,
    "choice": lambda value, rule: value in rule["of"],
    "number": lambda value, rule: (
        isinstance(value, int) and not isinstance(value, bool) and value >= rule.get("least", 0)
    ),
    "flag": lambda value, _rule: isinstance(value, bool),
    "address": is_address,
    "country": lambda value, _rule: isinstance(value, str) and bool(re.fullmatch("[A-Z]{2}", value)),
}


# --- Atom: RFC 4287 ---------------------------------------------------------------------------------------------------


def faults_of_atom(body: bytes) -> list[str]:
    """What RFC 4287 says must be, and is not."""
    root = ET.fromstring(body)
    found = [] if root.tag == f"{ATOM}feed" else [f"root {root.tag}"]
    found += _head_of(root)
    entries = root.findall(f"{ATOM}entry")
    ids = [_text(one, "id") for one in entries]
    found += ["two entries with one id"] if len(ids) != len(set(ids)) else []
    for entry in entries:
        found += _entry(entry)
    return found


def _head_of(root: ET.Element) -> list[str]:
    found = [
        f"feed.{name}: {len(many)}"
        for name in ("id", "title", "updated")
        if len(many := root.findall(f"{ATOM}{name}")) != 1
    ]
    own = [one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == "self"]
    found += [] if len(own) == 1 and is_address(own[0]) else [f"feed.link self: {own}"]
    found += [] if root.findall(f"{ATOM}author/{ATOM}name") else ["feed.author"]
    return found + _moments(root)


def _entry(entry: ET.Element) -> list[str]:
    found = [f"entry.{name}" for name in ("id", "title", "updated") if len(entry.findall(f"{ATOM}{name}")) != 1]
    links = [one.get("href") for one in entry.findall(f"{ATOM}link") if one.get("rel", "alternate") == "alternate"]
    found += [] if len(links) == 1 and is_address(links[0]) else [f"entry.link: {links}"]
    found += [] if re.fullmatch(r"urn:uuid:[0-9a-f-]{36}|https?://.+", _text(entry, "id")) else ["entry.id is no IRI"]
    said = entry.find(f"{ATOM}summary")
    kind = "" if said is None else said.get("type", "text")
    found += [] if kind in {"text", "html"} else [f"entry.summary: {kind}"]
    found += ["entry.summary is no plain HTML"] if kind == "html" and not is_plain_html(said.text or "") else []
    return found + _moments(entry)


def _moments(it: ET.Element) -> list[str]:
    wrong = [
        one.text
        for name in ("updated", "published")
        for one in it.findall(f"{ATOM}{name}")
        if not RFC3339.fullmatch(one.text or "")
    ]
    return [f"no RFC 3339 moment: {one}" for one in wrong]


def _text(it: ET.Element, name: str) -> str:
    return it.findtext(f"{ATOM}{name}") or ""


# --- JSON Feed 1.1 ----------------------------------------------------------------------------------------------------

FEED = {"version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
        "authors", "language", "expired", "hubs", "items"}  # fmt: skip
ITEM = {"id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
        "date_published", "date_modified", "authors", "tags", "language", "attachments"}  # fmt: skip


def faults_of_json_feed(data: Any) -> list[str]:
    """What https://www.jsonfeed.org/version/1.1/ says must be, and is not."""
    if not isinstance(data, dict):
        return ["not an object"]
    found = [f"unknown: {name}" for name in data if name not in FEED and not name.startswith("_")]
    found += [] if data.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    found += [] if isinstance(data.get("title"), str) and data["title"] else ["title"]
    found += [name for name in ("home_page_url", "feed_url") if name in data and not is_address(data[name])]
    found += [] if LANGUAGE.fullmatch(data.get("language", "ja")) else ["language"]
    found += _authors(data)
    items = data.get("items")
    if not isinstance(items, list):
        return [*found, "items"]
    ids = [one.get("id") for one in items]
    found += ["two items with one id"] if len(ids) != len(set(ids)) else []
    return found + [fault for one in items for fault in _item(one)]


def _authors(it: dict[str, Any]) -> list[str]:
    told = it.get("authors", [])
    fine = isinstance(told, list) and all(
        isinstance(one, dict) and set(one) & {"name", "url", "avatar"} for one in told
    )
    return [] if fine else ["authors"]


def _item(it: dict[str, Any]) -> list[str]:
    found = [f"item unknown: {name}" for name in it if name not in ITEM and not name.startswith("_")]
    found += [] if isinstance(it.get("id"), str) and it["id"] else ["item.id"]
    found += [] if isinstance(it.get("content_html", it.get("content_text")), str) else ["item without content"]
    found += [f"item.{name}" for name in ("url", "external_url") if name in it and not is_address(it[name])]
    found += [
        f"item.{name}" for name in ("date_published", "date_modified") if name in it and not RFC3339.fullmatch(it[name])
    ]
    found += [] if all(isinstance(one, str) for one in it.get("tags", [])) else ["item.tags"]
    return found + _authors(it)
