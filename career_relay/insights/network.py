"""What the operator may know of the whole network: totals of five or more, asked of one reviewed function."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.utils.translation import get_language

from career_relay.matching.engine.roles import role_label, roles
from career_relay.relay.states import Stage


@dataclass(frozen=True, slots=True)
class Total:
    """A number, or None for fewer than five; none at all is fewer than five too."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class NetworkTotals:
    by_prefecture: tuple[Total, ...]
    by_role_family: tuple[Total, ...]
    by_stage: tuple[Total, ...]  # every stage, so that a missing one and a small one look alike
    passports: float | None
    days_to_reply: float | None


def network_totals(at: datetime) -> NetworkTotals:
    """Give the totals of the network. Needs `operator()`; for anybody else the database refuses."""
    found: dict[str, dict[str, float | None]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, label, total FROM operator_totals(%s)", [at])
        for kind, label, total in cursor.fetchall():
            found[kind][label] = None if total is None else float(total)
    return NetworkTotals(
        by_prefecture=_shown(found["prefecture"]),
        by_role_family=tuple(replace(total, label=_role(total.label)) for total in _shown(found["role_family"])),
        by_stage=tuple(Total(str(stage.label), found["stage"].get(stage)) for stage in Stage),
        passports=found["passports"].get(""),
        days_to_reply=found["days"].get(""),
    )


def _shown(totals: dict[str, float | None]) -> tuple[Total, ...]:
    """Give the parts of five or more; the rest are one line, so that their number says nothing either."""
    large = [Total(label, value) for label, value in totals.items() if value is not None]
    return (*large, Total("", None)) if len(large) < len(totals) else tuple(large)


def _role(key: str) -> str:
    return role_label(key, get_language() or "en") if key in roles() else key
