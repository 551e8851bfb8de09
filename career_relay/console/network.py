"""How the network fares, in totals of five or more, asked of one reviewed function."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import get_language

from career_relay.base.text.places import PREFECTURES
from career_relay.matching.engine.roles import role_label, roles
from career_relay.relay.states import Stage

STEPS = (Stage.DISCLOSED, Stage.INTERVIEWING, Stage.OFFERED, Stage.HIRED)


@dataclass(frozen=True, slots=True)
class Balance:
    """People who look and openings that wait, of one kind. None: fewer than five, or none."""

    label: str
    people: int | None
    openings: int | None


@dataclass(frozen=True, slots=True)
class Health:
    """Totals only. A kind of which both sides are small is not named at all."""

    by_role: list[Balance]
    by_region: list[Balance]
    in_time: int | None
    late: int | None
    funnel: list[tuple[str, int | None]]

    @property
    def share_in_time(self) -> float | None:
        """Answers in time, in per cent. None unless both parts may be told: else one is found from the other."""
        if self.in_time is None or self.late is None:
            return None
        return 100 * self.in_time / (self.in_time + self.late)


def network_health(at: datetime) -> Health:
    """Give the health of the network at that moment. Needs `operator()`; for anybody else the database refuses."""
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, label, total FROM network_health(%s)", [at])
        for kind, label, total in cursor.fetchall():
            found[kind][label] = total
    return Health(
        by_role=[_named(one) for one in _balances(found["supply_role"], found["demand_role"])],
        by_region=_balances(named_places(found["supply_region"]), found["demand_region"]),
        in_time=found["reply"].get("in time"),
        late=found["reply"].get("late"),
        funnel=[(str(stage.label), found["funnel"].get(stage.value)) for stage in STEPS],
    )


def _balances(people: dict[str, int | None], openings: dict[str, int | None]) -> list[Balance]:
    rows = [Balance(label, people.get(label), openings.get(label)) for label in {*people, *openings} if label]
    shown = [one for one in rows if one.people is not None or one.openings is not None]
    return sorted(shown, key=lambda one: (-(one.people or 0), -(one.openings or 0), one.label))


def named_places(people: dict[str, int | None]) -> dict[str, int | None]:
    """People name prefectures by the number of JIS X 0401, positions by name: 13 → 東京都."""
    return {PREFECTURES[int(code) - 1] if code.isdigit() else code: total for code, total in people.items()}


def _named(one: Balance) -> Balance:
    label = role_label(one.label, get_language() or "en") if one.label in roles() else one.label
    return Balance(label, one.people, one.openings)
