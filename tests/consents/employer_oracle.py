"""A second opinion on employers: from whom the network hides a person, in plain Python, with no database.

Written from LEGAL C-15 and C-16, RELIABILITY §4.7 and rule 17, and PRODUCT E8, not from the rule it judges, and built
another way: houses are found by joining what hangs together, not by climbing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class House:
    """One company, as the public facts tell it."""

    number: str
    group: int | None = None
    domains: dict[str, bool] = field(default_factory=dict)  # domain → proven


@dataclass
class Someone:
    """One person: whom they named, where they say they work, which addresses are theirs, where they applied."""

    blocked: dict[int, bool] = field(default_factory=dict)  # company → with its whole group
    works_at: list[tuple[str, int | str]] = field(default_factory=list)  # ("member", id), ("number", n), ("domain", d)
    hosts: list[str] = field(default_factory=list)  # what stands after the @
    applied: set[int] = field(default_factory=set)


@dataclass
class World:
    companies: dict[int, House] = field(default_factory=dict)
    above: dict[int, int | None] = field(default_factory=dict)  # group → the group it lies below
    acts_for: set[tuple[int, int]] = field(default_factory=set)  # agency, client
    people: dict[int, Someone] = field(default_factory=dict)

    def visible(self, person: int) -> set[int]:
        """The companies that may learn of somebody who let everybody ask them."""
        shown = {one for one, house in self.companies.items() if any(house.domains.values())}
        return shown - self.people[person].applied - self.hidden_from(person)

    def hidden_from(self, person: int) -> set[int]:
        said = self.people[person]
        kin = self.kin()
        named = set(said.blocked)
        for company, with_group in said.blocked.items():
            named |= kin[company] if with_group else set()
        for company in self.employers(said):
            named |= kin[company]
        return self.with_agents(named)

    def employers(self, said: Someone) -> set[int]:
        """A member is one by its id, its number, or a domain that is the declared one, above it or below it."""
        found = {int(what) for how, what in said.works_at if how == "member"}
        numbers = {what for how, what in said.works_at if how == "number"}
        found |= {one for one, house in self.companies.items() if house.number in numbers}
        declared = [str(what) for how, what in said.works_at if how == "domain"]
        for one, house in self.companies.items():
            if any(is_under(mine, theirs) or is_under(theirs, mine) for mine in declared for theirs in house.domains):
                found.add(one)
            if any(is_under(host, theirs) for host in said.hosts for theirs in house.domains):
                found.add(one)
        return found

    def kin(self) -> dict[int, set[int]]:
        """For each company, all that hang together with it through groups; itself when it is in none."""
        neighbours: dict[str, set[str]] = defaultdict(set)
        for group, parent in self.above.items():
            if parent is not None:
                _join(neighbours, f"g{group}", f"g{parent}")
        for one, house in self.companies.items():
            if house.group is not None:
                _join(neighbours, f"c{one}", f"g{house.group}")
        whole: dict[int, set[int]] = {}
        for one in self.companies:
            if one not in whole:
                together = {int(name[1:]) for name in _reach(neighbours, f"c{one}") if name[0] == "c"}
                whole.update(dict.fromkeys(together, together))
        return whole

    def with_agents(self, named: set[int]) -> set[int]:
        """And whoever acts for one of them, through however many hands."""
        found = set(named)
        while more := {agency for agency, client in self.acts_for if client in found} - found:
            found |= more
        return found


def is_under(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _join(neighbours: dict[str, set[str]], one: str, other: str) -> None:
    neighbours[one].add(other)
    neighbours[other].add(one)


def _reach(neighbours: dict[str, set[str]], start: str) -> Iterable[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = neighbours[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return seen
