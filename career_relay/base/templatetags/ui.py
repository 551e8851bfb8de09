"""The small marks every screen shares: `{% load ui %}`. What they look like is in `static/career-relay.css`."""

import re
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import segno
from django import template
from django.conf import settings
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
)
from django.template.defaulttags import querystring
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from career_relay.base import wording

register = template.Library()

for written in (
    wording.day,
    wording.day_short,
    wording.month,
    wording.weekday,
    wording.moment,
    wording.clock,
    wording.called,
    wording.number,
    wording.initial,
    wording.yen,
):
    register.filter(written)
register.simple_tag(wording.yen_range)
register.simple_tag(querystring, name="qs", takes_context=True)

ICONS = Path(__file__).parent.parent / "icons"


@cache
def _drawing(name: str) -> SafeString:
    """The lines inside one lucide file."""
    file = ICONS / f"{name}.svg"
    if not file.is_file():
        message = f"There is no icon {name!r} in career_relay/base/icons."
        raise template.TemplateSyntaxError(message)
    found = re.search(r"<svg[^>]*>(.*?)</svg>", file.read_text("utf-8"), re.DOTALL)
    inner = found.group(1) if found else ""
    return mark_safe(re.sub(r"\s+", " ", inner).strip())


@register.simple_tag
def icon(name: str, cls: str = "", label: str = "") -> SafeString:
    """An inline lucide icon: decoration, unless it has a label."""
    if not label:
        return _decoration(name, cls)
    return _svg(name, cls, format_html('role="img" aria-label="{}"', label))


@lru_cache(maxsize=1_024)  # a list of people shows the same few dozens again and again
def _decoration(name: str, cls: str) -> SafeString:
    return _svg(name, cls, mark_safe('aria-hidden="true"'))


def _svg(name: str, cls: str, described: SafeString) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        f"icon {cls}".strip(),
        described,
        _drawing(name),
    )


@register.simple_tag
def logo() -> SafeString:
    """Two runners and the baton between them."""
    return mark_safe(
        '<svg class="logo" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">'
        '<circle cx="8" cy="22.5" r="4.75" fill="none" stroke="var(--primary)" stroke-width="3"/>'
        '<circle cx="24" cy="9.5" r="6" fill="var(--primary)"/>'
        '<path d="M13 18.5 18 14.4" stroke="var(--baton)" stroke-width="3.5" stroke-linecap="round"/></svg>'
    )


@register.simple_tag
def product() -> str:
    """The name of the product as this operator calls it."""
    return _(settings.PRODUCT_NAME)


class Mark(NamedTuple):
    """How one state of a record looks on every screen."""

    badge: str
    icon: str
    words: Any


# What the company itself may do with a record; never a person's relay consent, which no company sees.
RECORD: dict[str, Mark] = {
    "record": Mark("badge--line", "archive", pgettext_lazy("record state", "Record")),
    "pool": Mark("badge--info", "bookmark", pgettext_lazy("record state", "Pool")),
    "contact": Mark("badge--ok", "mail-check", pgettext_lazy("record state", "May be written to")),
}


def _until(value: date | str) -> SafeString:
    """`2027/05/24まで`, or nothing."""
    if not value:
        return SafeString("")
    day = value if isinstance(value, str) else wording.day_short(value)
    return format_html('<span class="num">{}</span>', pgettext("limit", "until %(day)s") % {"day": day})


@register.simple_tag
def record(state: str, until: date | str = "") -> SafeString:
    """The badge of `record`, `pool` or `contact`."""
    mark = RECORD[state]
    return format_html(
        '<span class="badge {}" data-record="{}">{}{}{}</span>',
        mark.badge,
        state,
        icon(mark.icon),
        mark.words,
        _until(until),
    )


@register.simple_tag
def protect(until: date | str, firm: str = "", long: bool = False) -> SafeString:
    """Somebody else brought this person: no contact of the company's own until the date."""
    firm = firm or _("Agency")
    words = _("Not to be approached: through %(firm)s") if long else _("Protected (%(firm)s)")
    return format_html(
        '<span class="badge badge--warn" data-protected>{}<span>{} {}</span></span>',
        icon("shield"),
        words % {"firm": firm},
        _until(until) if long else "",
    )


@register.simple_tag
def score(value: float, of: int = 5, words: bool = True) -> SafeString:
    """Filled steps with the number beside them, and a sentence for readers."""
    half = 0.5
    steps = ("on" if value >= step else "half" if value >= step - half else "" for step in range(1, of + 1))
    return format_html(
        '<span class="score"><span class="pips" aria-hidden="true">{}</span>{}<span class="sr-only">{}</span></span>',
        format_html_join("", '<i class="{}"></i>', ((step,) for step in steps)),
        format_html('<span class="num" aria-hidden="true">{}</span>', value) if words else "",
        _("%(value)s out of %(of)s") % {"value": value, "of": of},
    )


@register.simple_tag
def qr(url: str, title: str = "") -> SafeString:
    """A QR code of the address, drawn in the page so that nothing is fetched and nothing is logged."""
    title = title or _("QR code of this link")
    drawing = segno.make(url, error="m", micro=False).svg_inline(omitsize=True, svgclass="c-qr", light="#fff", border=4)
    named = format_html('<svg role="img" aria-label="{}" ', title)
    return mark_safe(drawing.replace("<svg ", named, 1))


def _kind(bound: BoundField) -> str:
    """Which of the four shapes of `_form_field.html` fits the widget."""
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "select" if isinstance(widget, Select) and not widget.allow_multiple_selected else "input"


def _described_by(bound: BoundField, hint: str) -> str:
    hints = [f"{bound.auto_id}_hint"] if hint else []
    return " ".join([*hints, f"{bound.auto_id}_error"] if bound.errors else hints)


@register.inclusion_tag("_form_field.html")
def field(bound: BoundField, hint: str = "", optional: bool = False, **attrs: Any) -> dict[str, Any]:
    """One form field in the design's markup: label, control, hint, error.

    `{% field form.email autocomplete="email" %}`; attribute names may use `_` for `-`.
    """
    hint, kind = hint or str(bound.help_text), _kind(bound)
    given = {name.replace("_", "-"): value for name, value in attrs.items()}
    if kind in {"input", "select"}:
        given["class"] = f"input {given.get('class', '')}".strip()
        if isinstance(bound.field.widget, FileInput):
            given["class"] += " input--file"
    if described := _described_by(bound, hint):
        given["aria-describedby"] = described
    return {
        "field": bound,
        "kind": kind,
        "hint": hint,
        "optional": optional,
        "widget": bound.as_widget(attrs=given),
    }
