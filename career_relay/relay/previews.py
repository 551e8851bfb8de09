"""What exactly would be handed over: the same content and hash that are sealed later (LEGAL C-05)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.wording import yen
from career_relay.consents import packages
from career_relay.consents.models import Passport
from career_relay.consents.passport import current
from career_relay.consents.states import Item
from career_relay.matching.openings import OpeningCard
from career_relay.matching.readings import MAN
from career_relay.positions.models import Remote

_IN_ORDER = {Item.CONTACT: ("name", "email"), Item.HISTORY: ("headline", "history"), Item.LETTER: ("letter",)}


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One thing a person may hand over, and a taste of what it says."""

    item: Item
    taste: str

    @property
    def label(self) -> str | Promise:
        return self.item.label


@dataclass(frozen=True, slots=True)
class Preview:
    """The exact package, before it exists."""

    items: tuple[Item, ...]
    content: dict[str, Any]
    hash: str

    @property
    def parts(self) -> list[tuple[str | Promise, list[str]]]:
        return parts_of(self.content)


def choices_for(passport: Passport) -> list[ItemChoice]:
    """Give the items that have something to say, none chosen."""
    contents = packages.contents_of(passport)
    return [ItemChoice(item, " ".join(_lines(item, contents[item]))) for item in packages.filled_items(passport)]


def passport_of(person_id: int) -> Passport:
    if (passport := current(person_id)) is None:
        raise Refused(_("First look through your profile and save it: it is what you would hand over."))
    return passport


def preview(person_id: int, card: OpeningCard, items: Collection[str]) -> Preview:
    """Compose what one company would get. Raises Refused when the choice cannot be handed over."""
    passport, chosen = passport_of(person_id), packages.in_order(items)
    if Item.CONTACT not in chosen:
        raise Refused(_("Please choose at least name and e-mail: without them the company cannot answer you."))
    if empty := [item for item in chosen if item not in packages.filled_items(passport)]:
        raise Refused(_("Your profile has nothing under “{item}” yet.").format(item=empty[0].label))
    content = packages.compose(passport, chosen, recipient=card.company, position=card)
    return Preview(tuple(chosen), content, packages.hash_of(content))


def parts_of(content: dict[str, Any]) -> list[tuple[str | Promise, list[str]]]:
    """Give a package as labels with lines, as both sides read it."""
    return [(item.label, _lines(item, content["items"][item])) for item in Item if item in content["items"]]


def _lines(item: Item, said: dict[str, Any]) -> list[str]:
    if item is Item.SKILLS:
        return [_(", ").join(said["skills"])]
    if item is Item.WISHES:
        return _wishes(said)
    texts = (said[name] for name in _IN_ORDER[item] if said.get(name))
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _wishes(said: dict[str, Any]) -> list[str]:
    pay, (kinds, hours) = said.get("pay_min"), packages.terms_in_words(said)
    rows = (
        (_("Place"), _(", ").join(said.get("prefectures") or ())),
        (_("Remote work"), str(Remote(said["remote"]).label) if said.get("remote") else ""),
        (_("Annual pay"), _("from {pay}").format(pay=yen(pay * MAN)) if pay else ""),
        (_("Start"), said.get("start_from") or ""),
        (_("Kind of employment"), kinds),
        (_("Working time"), hours),
    )
    return [_("{label}: {text}").format(label=label, text=text) for label, text in rows if text]
