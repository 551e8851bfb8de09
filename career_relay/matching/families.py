"""Kinds of work to choose from, shelf by shelf: in one list of three hundred nobody finds theirs."""

from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from career_relay.matching.engine.roles import roles

SHELVES: dict[str, str | Promise] = {
    "it": pgettext_lazy("kinds of work", "IT"),
    "sales": pgettext_lazy("kinds of work", "Sales and customers"),
    "marketing": pgettext_lazy("kinds of work", "Marketing"),
    "planning": pgettext_lazy("kinds of work", "Planning"),
    "hr": pgettext_lazy("kinds of work", "Personnel"),
    "finance": pgettext_lazy("kinds of work", "Money"),
    "legal": pgettext_lazy("kinds of work", "Law"),
    "office": pgettext_lazy("kinds of work", "Office"),
    "creative": pgettext_lazy("kinds of work", "Design and media"),
    "manufacturing": pgettext_lazy("kinds of work", "Making and machines"),
    "construction": pgettext_lazy("kinds of work", "Building"),
    "logistics": pgettext_lazy("kinds of work", "Transport and storage"),
    "medical": pgettext_lazy("kinds of work", "Medicine"),
    "care": pgettext_lazy("kinds of work", "Care and welfare"),
    "education": pgettext_lazy("kinds of work", "Teaching and children"),
    "retail": pgettext_lazy("kinds of work", "Shops"),
    "hospitality": pgettext_lazy("kinds of work", "Food, hotels and travel"),
    "service": pgettext_lazy("kinds of work", "Services"),
    "agriculture": pgettext_lazy("kinds of work", "Farming, fishing and forests"),
    "public": pgettext_lazy("kinds of work", "Public service and safety"),
}


def family_choices() -> list[tuple[str, Any]]:
    """Give every role family under its shelf, [(shelf, [(id, name)])], as a form wants choices; by name on a shelf."""
    language = get_language() or "ja"
    places = list(SHELVES)
    known = sorted(roles().values(), key=lambda one: (places.index(one.group), one.label(language)))
    return [
        (str(SHELVES[shelf]), [(one.id, one.label(language)) for one in on_it])
        for shelf, on_it in groupby(known, key=lambda one: one.group)
    ]
