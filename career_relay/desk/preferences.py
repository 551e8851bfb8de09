"""How somebody likes their lists in this company: which columns, and how close the rows stand."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.companies.models import Membership

COLUMNS: Final[dict[str, str | Promise]] = {
    "position": _("Position and time"),
    "source": _("Came through"),
    "score": _("Score"),
    "state": _("State of the record"),
    "contact": _("Selection and last contact"),
    "place": _("prefecture"),
    "skills": _("Skills"),
    "tags": _("Tags"),
    "pools": _("Pools"),
    "owner": _("In charge"),
    "snoozed": _("Talk again on"),
    "erased": _("Erased on"),
}
USUAL: Final = ("position", "source", "score", "state", "contact")
DENSITIES: Final[dict[str, str | Promise]] = {
    "normal": pgettext_lazy("density", "normal"),
    "compact": pgettext_lazy("density", "close"),
}


def columns_of(membership: Membership, wanted: Iterable[str] = ()) -> tuple[str, ...]:
    """The columns of the list: those of the address, else those this user chose, else the usual ones."""
    for names in (tuple(wanted), _kept(membership).get("columns", ()), USUAL):
        if found := tuple(name for name in COLUMNS if name in set(names)):
            return found
    return USUAL


def density_of(membership: Membership) -> str:
    found = _kept(membership).get("density")
    return found if found in DENSITIES else "normal"


def keep(membership: Membership, **values: Any) -> None:
    """Remember these for the next time."""
    membership.preferences = {**membership.preferences, "pool": {**_kept(membership), **values}}
    membership.save(update_fields=["preferences"])


def _kept(membership: Membership) -> dict[str, Any]:
    found = membership.preferences.get("pool", {})
    return found if isinstance(found, dict) else {}
