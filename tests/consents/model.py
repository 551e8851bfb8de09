"""A second opinion on consent and introductions: who may see whom, in plain Python, with no database and no framework.

Written from PRODUCT (Words, A3, A12, D3, D4, E4–E8, E12), LEGAL (C-04 to C-17, T-03, J-05), RELIABILITY (4.4, 4.6, 6.7
to 6.9) and the lifecycle every company signs, before its author had read the code it judges; it imports nothing of it.

Time is minutes. People and companies are names. An act answers `YES` (must succeed), `NO` (must be refused, and nothing
may change) or `OPEN` (the documents leave it to the product). Only after a `YES` or a success does the caller `do` it.
"""

from dataclasses import dataclass, field

YES, NO, OPEN = "yes", "no", "open"
MINUTE, DAY = 1, 24 * 60
COOLING_OFF, LONGEST, HIDDEN_AFTER = 10 * MINUTE, 90 * DAY, 180 * DAY

LIFE = {  # CONVENTIONS 3, PRODUCT E6: a stage without a row is an end
    "proposed": {"asked", "withdrawn", "expired"},
    "asked": {"accepted", "declined", "expired", "withdrawn"},
    "accepted": {"disclosed", "asked", "withdrawn"},
    "disclosed": {"interviewing", "not_selected", "expired", "withdrawn"},
    "interviewing": {"offered", "not_selected", "withdrawn"},
    "offered": {"hired", "not_selected", "withdrawn"},
}
ENDS = {"hired", "declined", "expired", "withdrawn", "not_selected"}
SEEN = {"disclosed", "interviewing", "offered", "hired"}  # E7: names only from `disclosed`
OF_THE_PERSON = {"accepted", "declined", "withdrawn"}  # E5, C-06: nobody else's to do


@dataclass
class Baton:
    """One introduction: a person, a receiving company, how far it came."""

    person: str
    receiver: str
    stage: str = "proposed"
    accepted_at: int | None = None
    package: str = ""  # what the person saw when they said yes
    disclosed_at: int | None = None


@dataclass
class Entry:
    """One line of the ledger. Lines are added, never changed."""

    at: int
    person: str
    company: str
    purpose: str
    given: bool
    until: int = 0


@dataclass
class World:
    """Everything the promises speak of."""

    now: int = 0
    ledger: list[Entry] = field(default_factory=list)
    parent: dict[str, str] = field(default_factory=dict)  # company or group: the group above it
    unverified: set[str] = field(default_factory=set)
    blocked: set[tuple[str, str]] = field(default_factory=set)  # person, company or group
    employed: set[tuple[str, str]] = field(default_factory=set)
    applied: set[tuple[str, str]] = field(default_factory=set)
    paused: dict[str, int] = field(default_factory=dict)  # until when
    fresh: dict[str, int] = field(default_factory=dict)  # confirmed when
    erased: set[str] = field(default_factory=set)
    batons: dict[int, Baton] = field(default_factory=dict)

    # --- consent: C-04, C-14, T-03 --------------------------------------------------------------------------------

    def effective(self, person: str, company: str, purpose: str) -> bool:
        """The last word about this company and this purpose is a yes, and it has not run out. Nothing else counts."""
        said = [one for one in self.ledger if (one.person, one.company, one.purpose) == (person, company, purpose)]
        return bool(said) and said[-1].given and self.now < said[-1].until and person not in self.erased

    def give(self, person: str, company: str, purpose: str, until: int) -> None:
        self.ledger.append(Entry(self.now, person, company, purpose, True, until))

    def withdraw(self, person: str, company: str, purpose: str) -> None:
        """Reaches every introduction that hangs on it, at once, and no other purpose and no other company."""
        self.ledger.append(Entry(self.now, person, company, purpose, False))
        if purpose == "share":
            for baton in self.of(person, company):
                self._end(baton)

    # --- blocks and shields: E8, C-15, W1 -------------------------------------------------------------------------

    def house(self, company: str) -> set[str]:
        """A company, and every group above it."""
        found = {company}
        while company in self.parent:
            company = self.parent[company]
            found.add(company)
        return found

    def shielded(self, person: str, company: str) -> bool:
        """Blocked or the employer, itself or through any group in common; or a company already applied to."""
        house = self.house(company)
        kept_out = {other for who, other in self.blocked | self.employed if who == person}
        return any(house & self.house(other) for other in kept_out) or (person, company) in self.applied

    def may_show(self, person: str, company: str, purpose: str) -> bool:
        """RELIABILITY 6.1, read anew each time; a company without a verified domain sees nothing (4.7)."""
        allowed = self.effective(person, company, purpose) and not self.shielded(person, company)
        return allowed and company not in self.unverified

    def sees(self, company: str, person: str) -> bool | None:
        """Whether the company can read who this is. None: the selection is over, its copy has its own clock (T-03)."""
        batons = [one for one in self.of(person, company) if one.disclosed_at is not None]
        if not batons or not self.may_show(person, company, "share"):
            return False
        return True if any(one.stage in SEEN for one in batons) else None

    # --- introductions: E4 to E6 ----------------------------------------------------------------------------------

    def of(self, person: str, company: str | None = None) -> list[Baton]:
        return [b for b in self.batons.values() if b.person == person and company in (None, b.receiver)]

    def reachable(self, person: str, company: str) -> bool:
        """Whether this company's question may come to this person at all."""
        out = self.shielded(person, company) or company in self.unverified or person in self.erased
        resting = self.now < self.paused.get(person, 0)
        stale = self.now - self.fresh.get(person, 0) > HIDDEN_AFTER
        return not (out or resting or stale)

    def may_move(self, key: int, then: str, *, by: str) -> str:
        """Whether `by` (person, receiver, clock, origin) may bring this introduction to that stage now."""
        baton = self.batons[key]
        if then not in LIFE.get(baton.stage, set()) or baton.person in self.erased:
            return NO
        if then in OF_THE_PERSON or (baton.stage, then) == ("accepted", "asked"):
            if by != "person":
                return NO
        elif then == "asked" and not self.reachable(baton.person, baton.receiver):
            return NO
        if then == "accepted":
            return NO if self.shielded(baton.person, baton.receiver) or baton.receiver in self.unverified else YES
        if (baton.stage, then) == ("accepted", "asked"):
            return YES if self.now < (baton.accepted_at or 0) + COOLING_OFF else OPEN  # late, but nobody has seen it
        if then == "disclosed":
            return self._may_disclose(baton, by)
        if then in {"interviewing", "offered", "hired", "not_selected"}:
            if by != "receiver":
                return NO
            return YES if self.may_show(baton.person, baton.receiver, "share") else NO
        return YES

    def _may_disclose(self, baton: Baton, by: str) -> str:
        cooled = self.now >= (baton.accepted_at or 0) + COOLING_OFF
        return YES if by == "clock" and cooled and self.may_show(baton.person, baton.receiver, "share") else NO

    def move(self, key: int, then: str, *, package: str = "", until: int = 0) -> None:
        """It happened. A yes is a consent to this company, for what was seen, never longer than 90 days."""
        baton = self.batons[key]
        undone = (baton.stage, then) == ("accepted", "asked")
        baton.stage = then
        if then == "accepted":
            baton.accepted_at, baton.package = self.now, package
            self.give(baton.person, baton.receiver, "share", min(until, self.now + LONGEST))
        elif undone:
            baton.accepted_at = None
            self.ledger.append(Entry(self.now, baton.person, baton.receiver, "share", False))
        elif then == "disclosed":
            baton.disclosed_at = self.now

    def erase(self, person: str) -> None:
        """The person is forgotten; the lines of the ledger stay, under another name."""
        for baton in self.of(person):
            self._end(baton)
        self.erased.add(person)

    @staticmethod
    def _end(baton: Baton) -> None:
        if baton.stage not in ENDS:
            baton.stage = "withdrawn"
