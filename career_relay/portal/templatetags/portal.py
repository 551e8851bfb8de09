"""Words for what packages hold: they are kept as short names and read as labels."""

from collections.abc import Mapping
from typing import Any

from django import template

from career_relay.base import wording
from career_relay.consents.packages import terms_in_words
from career_relay.consents.states import Item
from career_relay.matching.openings import MAN
from career_relay.positions.models import Remote

register = template.Library()


@register.simple_tag
def item_words(item: str) -> str:
    """The label of one item of a package."""
    return str(Item(item).label) if item in Item.values else item


@register.simple_tag
def remote_words(remote: str) -> str:
    return str(Remote(remote).label) if remote in Remote.values else remote


@register.simple_tag
def terms_words(said: Mapping[str, Any]) -> tuple[str, str]:
    """Kinds of employment and working time, as read."""
    return terms_in_words(said)


@register.filter
def bare(name: str) -> str:
    """A company's name without its legal form, for a drawing with little room."""
    return wording.LEGAL_FORM.sub("", name).strip() or name


@register.filter
def man(amount: int) -> str:
    """A number of 10,000 yen, as money."""
    return wording.yen(amount * MAN)
