"""A second opinion on consent and introductions: who may see whom, in plain Python, with no database and no framework.

Written from PRODUCT (Words, A3, A12, D3, D4, E4–E8, E12), LEGAL (C-04 to C-17, P-02, T-03, J-05), RELIABILITY (4.4, 4.6,
6.1, 6.7 to 6.9) and the lifecycle of CONVENTIONS 3, before its author had read the code it judges. It imports nothing of
it. Later it was only made finer: a yes is for one position (RELIABILITY 6.8), a circle is a list of companies.

Time is minutes; people, companies and circles are whatever can be a key. To "may this happen?" it says `YES` (it must),
`NO` (it must not, and nothing changes) or `OPEN` (the documents leave it to the product).
"""

from collections.abc import Hashable as Key
from dataclasses import dataclass, field

YES, NO, OPEN = "yes", "no", "open"
DAY = 24 * 60
COOLING_OFF, LONGEST, HIDDEN_AFTER = 10, 90 * DAY, 180 * DAY

LIFE = {  # PRODUCT E6: a stage without a row is an end; who sends themself says yes at once (E5)
    "proposed": {"asked", "accepted", "withdrawn", "expired"},
    "asked": {"accepted", "declined", "expired", "withdrawn"},
    "accepted": {"disclosed", "asked", "withdrawn"},
    "disclosed": {"interviewing", "not_selected", "expired", "withdrawn"},
    "interviewing": {"offered", "not_selected", "withdrawn"},
    "offered": {"hired", "not_selected", "withdrawn"},
}
ENDS = {"hired", "declined", "expired", "withdrawn", "not_selected"}
SEEN = {"disclosed", "interviewing", "offered", "hired"}  # E7: names only from `disclosed`
OF_THE_PERSON = {"accepted", "declined", "withdrawn"}  # E5, C-06: nobody else's to do
OF_THE_RECEIVER = {"interviewing", "offered", "hired", "not_selected"}


@dataclass
class Baton:
    """One introduction: a person, a receiving company, its position, how far it came."""

    person: Key
    receiver: Key
    position: Key
    stage: str = "proposed"
    due: int | None = None  # whoever's turn it is answers until then; what was promised on the page
    accepted_at: int = 0
    package: int = 0  # what the person saw when they said yes
    disclosed: bool = False
    confirmed: bool = False

    @property
    def scope(self) -> Key:
        return (self.receiver, self.position)


@dataclass
class Entry:
    """One line of the ledger. Lines are added, never changed."""

    person: Key
    purpose: str
    scope: Key  # a company or a circle; for `share` a company and its position
    until: int | None  # None: taken back


@dataclass
class World:
    """Everything the promises speak of."""

    now: int = 0
    ledger: list[Entry] = field(default_factory=list)
    circles: dict[Key, set[Key]] = field(default_factory=dict)
    parent: dict[Key, Key] = field(default_factory=dict)  # company or group: the group above it
    shut_out: set[Key] = field(default_factory=set)  # not admitted, suspended, domain not verified
    blocked: set[tuple[Key, Key]] = field(default_factory=set)  # person, company
    employed: set[tuple[Key, Key]] = field(default_factory=set)
    applied: set[tuple[Key, Key]] = field(default_factory=set)
    paused: dict[Key, int] = field(default_factory=dict)  # until when
    looked_through: dict[Key, int] = field(default_factory=dict)  # the profile: when
    profile: dict[Key, int] = field(default_factory=dict)  # which version
    batons: dict[Key, Baton] = field(default_factory=dict)

    # --- consent: C-04, C-14, T-03 --------------------------------------------------------------------------------

    def holds(self, person: Key, purpose: str, scope: Key) -> bool:
        """The last word for exactly this purpose and scope is a yes that has not run out. Nothing else counts."""
        said = [one for one in self.ledger if (one.person, one.purpose, one.scope) == (person, purpose, scope)]
        return bool(said) and said[-1].until is not None and self.now < said[-1].until

    def effective(self, person: Key, company: Key, purpose: str) -> bool:
        """Named itself, by a circle for `teaser` alone, for one of its positions for `share` alone."""
        if purpose == "share":
            scopes: list[Key] = [one.scope for one in self.of(person, company)]
        else:
            in_them = [circle for circle, members in self.circles.items() if company in members]
            scopes = [company, *(in_them if purpose == "teaser" else [])]
        return any(self.holds(person, purpose, scope) for scope in scopes)

    def give(self, person: Key, purpose: str, scope: Key, until: int) -> None:
        self.ledger.append(Entry(person, purpose, scope, until))

    def take_back(self, person: Key, purpose: str, scope: Key) -> None:
        """At once, for every introduction that rests on it, and for no other purpose, company or position."""
        self.ledger.append(Entry(person, purpose, scope, None))
        for baton in self.of(person) if purpose == "share" else []:
            if baton.scope == scope and baton.stage not in ENDS | {"proposed", "asked"}:
                baton.stage = "withdrawn"

    # --- blocks and shields: E8, C-15, W1 -------------------------------------------------------------------------

    def house(self, company: Key) -> set[Key]:
        """A company, and every group above it."""
        found = {company}
        while company in self.parent:
            company = self.parent[company]
            found.add(company)
        return found

    def kept_out(self, person: Key, company: Key) -> bool:
        """Blocked, or the employer: itself, or through any group in common."""
        house = self.house(company)
        return any(who == person and house & self.house(other) for who, other in self.blocked | self.employed)

    def may_show(self, person: Key, company: Key, purpose: str) -> bool:
        """RELIABILITY 6.1, worked out anew each time it is asked; a company shut out sees nothing (4.7)."""
        away = self.kept_out(person, company) or company in self.shut_out
        away |= purpose != "contact" and (person, company) in self.applied
        away |= purpose == "teaser" and self.age(person) > HIDDEN_AFTER  # J-05
        return self.effective(person, company, purpose) and not away

    def age(self, person: Key) -> int:
        """For how long nobody has looked the profile through."""
        return self.now - self.looked_through.get(person, 0)

    def sees(self, company: Key, person: Key) -> bool | None:
        """Whether the company can read who this is. None: it has an own record, or its copy has its own clock (T-03)."""
        batons = [b for b in self.of(person, company) if b.disclosed and self.holds(person, "share", b.scope)]
        if not batons or self.kept_out(person, company) or company in self.shut_out:
            return False
        own = (person, company) in self.applied or self.now <= self.paused.get(person, -1)
        return True if not own and any(b.stage in SEEN and b.confirmed for b in batons) else None

    # --- introductions: E4 to E6 ----------------------------------------------------------------------------------

    def of(self, person: Key, company: Key = None) -> list[Baton]:
        return [b for b in self.batons.values() if b.person == person and company in {None, b.receiver}]

    def may_ask(self, person: Key, company: Key) -> bool:
        """Whether this company's question may come to this person at all."""
        rests = self.now <= self.paused.get(person, -1)
        return self.may_show(person, company, "teaser") and not rests

    def may_move(self, key: Key, then: str, *, by: str, package: int = 0) -> str:
        """Whether `by` (person, receiver, clock) brings this introduction to that stage now."""
        baton = self.batons[key]
        late = baton.due is not None and self.now > baton.due
        turning_back = (baton.stage, then) == ("accepted", "asked")
        whose = "person" if then in OF_THE_PERSON or turning_back else "clock"
        if then not in LIFE.get(baton.stage, set()) or by != ("receiver" if then in OF_THE_RECEIVER else whose):
            return NO
        if turning_back:  # late, but nobody has seen it
            return YES if self.now < baton.accepted_at + COOLING_OFF else OPEN
        if then in OF_THE_RECEIVER:
            return self._may_go_on(baton)
        judged = {"accepted": self._may_accept, "disclosed": self._may_disclose, "expired": lambda *_: (NO, YES)[late]}
        return judged[then](baton, package, late) if then in judged else YES

    def _may_accept(self, baton: Baton, package: int, late: bool) -> str:
        shield = self.kept_out(baton.person, baton.receiver) or (baton.person, baton.receiver) in self.applied
        if shield or baton.receiver in self.shut_out or package != self.profile.get(baton.person, 0):
            return NO
        return OPEN if late or self.now <= self.paused.get(baton.person, -1) else YES

    def _may_disclose(self, baton: Baton, _package: int, _late: bool) -> str:
        """C-05, E6: cooled off, still allowed, and still what was seen."""
        cooled = self.now >= baton.accepted_at + COOLING_OFF
        allowed = self.may_show(baton.person, baton.receiver, "share")
        allowed &= self.holds(baton.person, "share", baton.scope)
        if not cooled or not allowed or baton.package != self.profile.get(baton.person, 0):
            return NO
        return OPEN if self.now <= self.paused.get(baton.person, -1) else YES

    def _may_go_on(self, baton: Baton) -> str:
        shown = self.may_show(baton.person, baton.receiver, "share") and self.holds(baton.person, "share", baton.scope)
        return YES if shown and baton.confirmed else OPEN

    def move(self, key: Key, then: str, *, package: int = 0) -> None:
        """It happened. A yes is a consent for this position, to what was seen, for 90 days at most."""
        baton = self.batons[key]
        before, baton.stage, baton.due = baton.stage, then, None
        if then == "accepted":
            baton.accepted_at, baton.package = self.now, package
            self.give(baton.person, "share", baton.scope, self.now + LONGEST)
        elif then == "disclosed":
            baton.disclosed = True
        elif before == "accepted" or (before == "disclosed" and then == "expired"):
            self.take_back(baton.person, "share", baton.scope)  # undone, or returned: nothing rests on it any more
        elif then == "withdrawn" and baton.disclosed:
            self.take_back(baton.person, "share", baton.scope)
