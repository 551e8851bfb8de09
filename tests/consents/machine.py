"""Everything that can happen between a question and a hire, in any order, beside a second opinion (RELIABILITY 4.4).

Two people, four companies. Each step is one real act of the service layer, with the stale row a page left open would
hand in: by the person, a company, the clock, the post, the operator; some twice, some cut off in the middle. `model.py`
says what may come of it, `town.py` does it. After each step: I3, I5, I6, I7, I11 of RELIABILITY 4.1.
"""

import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from career_relay.companies.models import Company
from career_relay.notices.states import PersonalKind
from tests.consents.model import COOLING_OFF, DAY, ENDS, HIDDEN_AFTER, LIFE, NO, OPEN, YES, Baton, World
from tests.consents.town import Town

MINUTE, LONG = 1, 91 * DAY
BATON = {  # verb: how often, to which stage, by whom
    "yes": (6, "accepted", "person"),
    "no": (4, "declined", "person"),
    "undo": (5, "asked", "person"),
    "step_back": (4, "withdrawn", "person"),
    "interviewing": (6, "interviewing", "receiver"),
    "offered": (6, "offered", "receiver"),
    "hired": (6, "hired", "receiver"),
    "not_selected": (6, "not_selected", "receiver"),
    "tick": (9, "", "clock"),
    "confirm": (6, "", "receiver"),
}
OTHERS = {
    "send_self": 3, "edit": 1, "let_ask": 1, "withdraw": 3, "withdraw_all": 1, "block": 2, "pause": 1, "let_write": 1,
    "ask": 1, "join": 3, "suspend": 3, "apply": 2, "forget": 1, "merge": 1, "jump": 14, "end_choices": 1, "post": 2, "onward": 20,
}  # fmt: skip
VERBS = [verb for verb, (often, *_to) in BATON.items() for _ in range(often)]
VERBS += [verb for verb, often in OTHERS.items() for _ in range(often)]
JUMPS = (MINUTE, 9, 11, 11, 11, 11, 12, DAY, 9 * DAY, LONG)
CUT_OFF, TWICE, PLAIN = 0, 1, 2  # `how`, of twenty
IN_ONE_GO = 10
ONWARD = {
    "asked": "yes",
    "accepted": "tick",
    "disclosed": "interviewing",
    "interviewing": "offered",
    "offered": "hired",
}


def some_acts(seed: int) -> list[tuple[str, int, int, int]]:
    """What happens in some hours. By dice: Hypothesis likes the simplest act so well that nobody would ever get far."""
    dice, acts = random.Random(seed), []
    for _act in range(IN_ONE_GO):
        n = dice.choice((0, 1, dice.randrange(12), dice.randrange(12)))  # some lives are fuller than others
        acts.append((dice.choice(VERBS), n, dice.randrange(12), dice.randrange(20)))
    return acts


ACTS = st.integers(0, 2**60).map(some_acts)


class Batons(RuleBasedStateMachine):
    """Set by the test: the town, the world as it begins, the clock."""

    town: Town
    world: World
    clock = None
    begin = None
    steps = 0
    taken: Counter = Counter()
    tried: Counter = Counter()
    posted: Counter = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.clock.move_to(self.begin, tick=False)
        self.town = replace(self.town, seen=dict(self.town.seen), hashes=dict(self.town.hashes))
        self.world = deepcopy(self.world)
        self.now = self.look()
        self.last_read: dict[int, dict] = {}
        self.reads = 0

    def teardown(self) -> None:
        whole = self.town.chains_are_whole()
        transaction.savepoint_rollback(self.savepoint)
        assert whole, "a chain is broken"

    @rule(acts=ACTS)
    def live(self, acts) -> None:
        """Some hours of everybody's life, act by act."""
        for verb, n, m, how in acts:
            type(self).steps += 1
            if verb in BATON:
                key = sorted(self.world.batons)[n % len(self.world.batons)]
                self.pass_on(verb, key, m, how)
            else:
                getattr(self, verb)(n, m, how)

    # --- looking --------------------------------------------------------------------------------------------------

    def look(self) -> dict:
        return self.town.picture()

    def do(self, act, *, how: int = PLAIN) -> bool:
        """One act; some twice, some cut off: then it never happened."""
        if how == CUT_OFF:
            cut = 2 + (7 * len(self.world.ledger) + 3 * len(self.now["mails"])) % 29  # after so many statements
            done = self.town.attempt(act, crash_at=cut)
            if not done:
                assert self.look() == self.now, "half an act was left behind"
                return False
        else:
            done = self.town.attempt(act)
        if done and how == TWICE:
            once = self.look()
            self.town.attempt(act)
            again = self.look()
            assert again == once, "the second click did something"
        self.now = self.look() if done else self.now
        return done

    def settle(self, *, person=None, company=None, loose=()) -> None:
        """Compare everything with the second opinion. `loose`: stages a baton of theirs may have come to by itself."""
        world, now = self.world, self.now
        for key, baton in world.batons.items():
            stage = now["stages"][str(key)]
            if stage != baton.stage:
                touched = person in {None, baton.person} and company in {None, baton.receiver}
                assert (touched, stage in loose, stage in LIFE[baton.stage]) == (True, True, True), (key, baton, stage)
                baton.stage, baton.due = stage, None
        assert self.held() == {tuple(one) for one in self.told_held()}, "what holds is not what was chosen"
        assert (now["split"], now["bare"], now["twice"], now["telling"]) == (0, 0, 0, 0), now
        self.readers_are_allowed()

    def held(self) -> set:
        world = self.world
        keys = {(one.person, one.purpose, one.scope) for one in world.ledger}
        return {key for key in keys if world.holds(*key)}

    def told_held(self) -> list:
        """What the product holds, in the words of the model."""
        found = []
        for person, purpose, recipient, circle, position in self.now["held"]:
            scope = (recipient, position) if purpose == "share" else ("circle", circle) if circle else recipient
            found.append((person, purpose, scope))
        return found

    def readers_are_allowed(self) -> None:
        """I7, in SQL: a package is there for whom it was handed to, until the last word is a no."""
        for company_id, people in self.now["readers"].items():
            for person in people:
                batons = [one for one in self.world.of(person, int(company_id)) if one.disclosed]
                said = [self.last_word(one) for one in batons]
                assert any(said), ("reads what was taken back", company_id, person)

    def last_word(self, baton: Baton) -> bool:
        lines = [e for e in self.world.ledger if (e.person, e.purpose, e.scope) == (baton.person, "share", baton.scope)]
        return bool(lines) and lines[-1].until is not None

    def read(self, company_id: int) -> None:
        """I7, by the windows: the board shows whom the second opinion says, and nobody else."""
        wanted = {person: self.world.sees(company_id, person) for person in self.town.people}
        self.reads += 1
        if wanted == self.last_read.get(company_id) and self.reads % 4:
            return  # nothing changed that this company could tell: looked at now and then all the same
        self.last_read[company_id] = wanted
        shown = self.town.desk(company_id)
        for person, sees in wanted.items():
            assert sees is None or sees == (person in shown), (company_id, person, sees, shown)

    def ask_the_rule(self, person: int, purpose: str = "") -> None:
        """I5: `may_show` and the second opinion say the same of everybody and everything."""
        rests = self.world.now <= self.world.paused.get(person, -1)
        purpose = purpose or ("teaser", "share")[len(self.world.ledger) % 2]
        if (rests and purpose != "contact") or self.on_the_day(person):
            return
        wanted = {one.pk: self.world.may_show(person, one.pk, purpose) for one in self.town.companies}
        shown = self.town.may_show(person, purpose)
        assert shown == wanted, (person, purpose, shown, wanted)

    def on_the_day(self, person: int) -> bool:
        """Whether it is the very day on which an old profile is hidden: days end at midnight, minutes do not."""
        return 0 <= self.world.age(person) - HIDDEN_AFTER + DAY < 2 * DAY

    # --- the baton ------------------------------------------------------------------------------------------------

    def pass_on(self, verb: str, key: int, m: int, how: int) -> None:
        if verb == "tick":
            self.tick(key, how)
        elif verb == "confirm":
            self.confirm(key, how)
        else:
            self.move(verb, key, m, how)

    def move(self, verb: str, key: int, m: int, how: int) -> None:
        """One verb that aims at one stage, whether the table allows it or not."""
        world, baton = self.world, self.world.batons[key]
        _often, then, by = BATON[verb]
        version = world.profile.get(baton.person, 0)
        package = max(version - (m == 0), 0)
        if verb == "undo" and baton.stage == "accepted" and self.town.seen[key].origin == "self":
            then = "withdrawn"  # there is no question to go back to
        act = self.act_of(verb, key, package)
        before = baton.stage
        said = world.may_move(key, then, by=by, package=package)
        type(self).tried[before, then] += 1
        done = self.do(act, how=how)
        if how == CUT_OFF and not done:
            return
        stage = self.now["stages"][str(key)]
        assert stage == {YES: then, NO: before}.get(said, stage), (verb, said, before, stage, *self.facts(key, package))
        assert stage in {before, then}
        if stage != before:
            type(self).taken[before, stage] += 1
            world.move(key, stage, package=package)
            self.renew_due(key)
            self.settle()
            self.read(baton.receiver)

    def facts(self, key: int, package: int = 0) -> tuple:
        """What a reader of a failure wants to know."""
        world, baton = self.world, self.world.batons[key]
        person, receiver = baton.person, baton.receiver
        kept_out, applied = world.kept_out(person, receiver), (person, receiver) in world.applied
        return baton, {"kept out": kept_out, "applied": applied, "shut": receiver in world.shut_out,
                       "profile": (package, world.profile.get(person, 0)), "now": world.now, "held": self.held()}  # fmt: skip

    def onward(self, n, m, how) -> None:
        """The next thing one would hope for, so that there are hires as well."""
        key = sorted(self.world.batons)[n % 2]
        baton = self.world.batons[key]
        if baton.stage == "disclosed" and not baton.confirmed:
            self.confirm(key, PLAIN)
        elif baton.stage in ONWARD:
            self.wait(COOLING_OFF + 1 if baton.stage == "accepted" else MINUTE)
            self.pass_on(ONWARD[baton.stage], key, m, how)

    def act_of(self, verb: str, key: int, package: int):
        town, baton = self.town, self.world.batons[key]
        if verb == "yes":
            seen = town.hash_of(baton.person, baton.position, package)
            return lambda: town.yes(key, seen)
        named = {"no": "answer_no", "undo": "undo_yes", "step_back": "withdraw_introduction"}
        if verb in named:
            return lambda: town.answer(named[verb], key)
        return lambda: town.advance(key, verb)

    def renew_due(self, key: int) -> None:
        """Deadlines are promises on a page: the machine takes the day that is written there."""
        due = self.now["dues"][str(key)]
        baton = self.world.batons[key]
        day = due["answer_by"] if baton.stage == "asked" else due["reply_by"] if baton.stage == "disclosed" else None
        baton.due = None if day is None else self.minute_of_end(day)

    def minute_of_end(self, day: str) -> int:
        last = timezone.datetime.fromisoformat(day).replace(tzinfo=timezone.get_default_timezone()) + timedelta(days=1)
        return ceil((last - self.begin).total_seconds() / 60) - 1  # the last one that is still of that day

    def tick(self, key: int, how: int) -> None:
        world, baton = self.world, self.world.batons[key]
        before = baton.stage
        then = "disclosed" if before == "accepted" else "expired"
        said = world.may_move(key, then, by="clock")
        for aim in ("disclosed", "expired"):  # the worker comes with every task, whatever stage it finds
            type(self).tried[before, aim] += 1
        if not self.do(lambda: self.town.tick(key, before), how=how):
            return
        stage = self.now["stages"][str(key)]
        if said != YES and before == "accepted" and world.now >= baton.accepted_at + COOLING_OFF:
            gone_back = {"accepted", "withdrawn", "asked"}  # what it rested on is gone
            assert stage in (gone_back | {then} if said == OPEN else gone_back), (said, stage, *self.facts(key))
        else:
            assert stage == {YES: then, NO: before}[said], (said, before, stage, baton)
        if stage == before:
            return
        type(self).taken[before, stage] += 1
        if stage == then:
            world.move(key, stage)
        else:
            baton.stage = stage
            self.follow_ledger(baton)
        self.renew_due(key)
        self.settle()
        self.read(baton.receiver)

    def follow_ledger(self, baton: Baton) -> None:
        if (baton.person, "share", baton.scope) not in self.told_held():
            self.world.take_back(baton.person, "share", baton.scope)

    def confirm(self, key: int, how: int) -> None:
        baton = self.world.batons[key]
        sees = self.world.sees(baton.receiver, baton.person)
        if self.do(lambda: self.town.confirm(key), how=how):
            assert baton.disclosed, "a receipt of nothing"
            assert baton.confirmed or sees is not False or not self.fresh(key), (key, baton)
            baton.confirmed = True
            self.read(baton.receiver)

    def fresh(self, key: int) -> bool:
        return self.now["dues"][str(key)]["receipt"] is None

    # --- people ---------------------------------------------------------------------------------------------------

    def who(self, n: int) -> int:
        return self.town.people[n % len(self.town.people)]

    def firm(self, n: int) -> Company:
        return self.town.companies[n % len(self.town.companies)]

    def send_self(self, n, m, how) -> None:
        person, position = self.who(n), sorted(self.town.positions)[m % len(self.town.positions)]
        receiver = self.town.positions[position].company_id
        world, version = self.world, self.world.profile.get(self.who(n), 0)
        running = [b for b in world.of(person, receiver) if b.position == position and b.stage not in OVER]
        seen = self.town.hash_of(person, position, version)
        if running or not self.do(lambda: self.town.send_self(person, position, seen), how=how):
            return
        assert not world.kept_out(person, receiver)
        assert (person, receiver) not in world.applied
        assert receiver not in world.shut_out
        for one in self.town.meet(person):
            world.batons[one.pk] = Baton(person, receiver, position)
            world.move(one.pk, "accepted", package=version)
            type(self).taken["proposed", "accepted"] += 1
        self.settle()
        self.read(receiver)

    def edit(self, n, m, how) -> None:
        person = self.who(n)
        version = self.world.profile.get(person, 0) + 1
        for position in self.town.positions:  # pages that are open now go on showing what they show
            self.town.hash_of(person, position, version - 1)
        if self.do(lambda: self.town.edit(person, version), how=how):
            self.world.profile[person], self.world.looked_through[person] = version, self.world.now
            self.settle()

    def let_ask(self, n, m, how) -> None:
        person, world, town = self.who(n), self.world, self.town
        circle = next(iter(world.circles))
        named = [] if m % 3 == 0 else [self.firm(m)]
        circles = [town.circle] if m % 3 == 0 else []
        if not self.do(lambda: town.let_ask(person, companies=named, circles=circles), how=PLAIN):
            return
        keep = {one.pk for one in named} | ({circle} if circles else set())
        for _who, purpose, scope in self.held():
            if _who == person and purpose == "teaser" and scope not in keep:
                world.take_back(person, "teaser", scope)
        for scope in keep:
            world.give(person, "teaser", scope, world.now + 60 * DAY)
        self.settle(person=person, loose={"withdrawn"})
        self.ask_the_rule(person)

    def withdraw(self, n, m, how) -> None:
        """One choice, by its line on the page."""
        mine = sorted(((w, p, s) for w, p, s in self.held() if w == self.who(n)), key=str)
        if not mine:
            return
        person, purpose, scope = mine[m % len(mine)]
        if self.do(lambda: self.town.withdraw(person, purpose, scope), how=how):
            self.world.take_back(person, purpose, scope)
            self.settle(person=person, loose={"withdrawn"} if purpose == "teaser" else ())
            self.ask_the_rule(person)
            self.read(scope[0] if purpose == "share" else self.firm(m).pk)

    def withdraw_all(self, n, m, how) -> None:
        person = self.who(n)
        if how < 14 or not self.do(lambda: self.town.withdraw_all(person), how=how):
            return
        for _who, purpose, scope in [one for one in self.held() if one[0] == person]:
            self.world.take_back(person, purpose, scope)
        self.settle(person=person, loose={"withdrawn"})
        for one in self.town.companies:
            self.read(one.pk)

    def block(self, n, m, how) -> None:
        person, other = self.who(n), self.firm(m)
        on = (person, other.pk) not in self.world.blocked and how % 3 > 0
        if self.do(lambda: self.town.block(person, other, on=on), how=how):
            (self.world.blocked.add if on else self.world.blocked.discard)((person, other.pk))
            self.settle(person=person, loose={"withdrawn"})
            self.ask_the_rule(person)
            self.read(other.pk)

    def pause(self, n, m, how) -> None:
        person, days = self.who(n), (None, None, 0, 3)[m % 4]
        if self.do(lambda: self.town.pause(person, days), how=how):
            self.world.paused.pop(person, None)
            if days is not None:
                day = timezone.localdate() + timedelta(days=days)
                self.world.paused[person] = self.minute_of_end(day.isoformat())
            self.settle()

    def let_write(self, n, m, how) -> None:
        person, other = self.who(n), self.firm(m)
        if self.do(lambda: self.town.let_write(person, other), how=PLAIN):
            self.world.give(person, "contact", other.pk, self.world.now + 365 * DAY)
            self.settle()
            self.ask_the_rule(person)

    # --- companies, the operator ----------------------------------------------------------------------------------

    def ask(self, n, m, how) -> None:
        """Ask whoever fits. It reaches whom the second opinion lets it reach, and nobody else."""
        position = sorted(self.town.positions)[m % len(self.town.positions)]
        receiver, world = self.town.positions[position].company_id, self.world
        if how < 14 or not self.do(lambda: self.town.ask(position), how=PLAIN):
            return
        for person in self.town.people:
            if self.on_the_day(person):
                continue
            may = world.may_ask(person, receiver)
            known = any(one.position == position for one in world.of(person, receiver))
            met = self.town.meet(person)
            assert may or not met, (person, receiver, "was asked")
            assert met or not may or known, (person, receiver, "was not asked")
            for one in met:
                world.batons[one.pk] = Baton(person, receiver, position, stage="asked")
                self.renew_due(one.pk)
        self.settle()

    def join(self, n, m, how) -> None:
        """A company comes under another roof, or leaves it."""
        firm, group = self.firm(n), [None, *self.town.groups][m % 3]
        Company.objects.filter(pk=firm.pk).update(group_id=group)
        self.world.parent.pop(firm.pk, None)
        if group:
            self.world.parent[firm.pk] = ("group", group)
        self.now = self.look()
        self.settle()
        for person in self.town.people:
            for purpose in ("teaser", "share"):
                self.ask_the_rule(person, purpose)
        self.read(firm.pk)

    def suspend(self, n, m, how) -> None:
        firm = self.firm(n)
        Company.objects.filter(pk=firm.pk).update(suspended_at=timezone.now() if m % 2 else None)
        (self.world.shut_out.add if m % 2 else self.world.shut_out.discard)(firm.pk)
        self.ask_the_rule(self.who(how))

    def apply(self, n, m, how) -> None:
        person, firm = self.who(n), self.firm(m)
        if how % 2 and firm.pk != self.town.record_at:
            address = self.town.addresses[person] if how % 4 == 1 else ""
            self.town.apply(person, firm.pk, address=address)
            self.world.applied.add((person, firm.pk))
            self.now = self.look()
            self.settle()
            self.ask_the_rule(person)

    def forget(self, n, m, how) -> None:
        """A company erases its own record. What the person chose is not the company's to erase."""
        records = list(self.now["records"])
        if not records or how % 3:
            return
        record, company_id, *_more = records[n % len(records)]
        if self.do(lambda: self.town.forget(record, company_id), how=PLAIN):
            left = self.now["records"]
            for person in self.town.people:
                if not any(one[1] == company_id and self.is_of(one, person) for one in left):
                    self.world.applied.discard((person, company_id))
            self.settle()
            self.ask_the_rule(self.who(m))

    def is_of(self, record, person: int) -> bool:
        _pk, _company, linked, address = record
        return linked == person or address == self.town.addresses[person]

    def merge(self, n, m, how) -> None:
        """Two records become one. Nobody has chosen anything by that."""
        mine = [one[0] for one in self.now["records"] if one[1] == self.town.record_at]
        if len(mine) < 2 or how % 2 == 0:
            return
        kept, gone = mine[n % len(mine)], mine[-1 if m % 4 else -2]  # the newest is most often the one too many
        if kept != gone and self.do(lambda: self.town.merge(kept, gone), how=PLAIN):
            self.settle()
            self.ask_the_rule(self.who(m))

    # --- the clock, the post --------------------------------------------------------------------------------------

    def jump(self, n, m, how) -> None:
        step = JUMPS[(n + m) % len(JUMPS)]
        if step == LONG and how < 15:
            step = 11
        if how == 19:
            ends = [e.until - self.world.now for e in self.world.ledger if e.until and e.until > self.world.now]
            step = min(ends, default=0) + 1
        self.wait(step)
        if step > DAY or how == 19:
            self.settle()
            self.ask_the_rule(self.who(m))
            self.read(self.firm(n).pk)

    def wait(self, minutes: int) -> None:
        self.world.now += minutes
        self.clock.move_to(self.begin + timedelta(minutes=self.world.now), tick=False)
        self.now = self.look()

    def end_choices(self, n, m, how) -> None:
        if self.do(lambda: self.town.end_choices(self.who(n)), how=how):
            self.settle(person=self.who(n), loose={"withdrawn"})

    def post(self, n, m, how) -> None:
        """I3: of each mail that leaves, what it says is true at that moment, and it goes where the person is now."""
        for mail_id in self.now["mails"][-1 - m % 2 :]:
            taken = self.town.post(mail_id)
            if taken is None:
                continue
            mail, to, text = taken
            type(self).posted[mail.kind] += 1
            if mail.to_user_id is None:
                assert to == self.town.addresses[mail.to_person_id]
            else:  # to staff: that something is there, and never who
                assert not any(address in text for address in self.town.addresses.values()), text
            if wanted := SAID.get(mail.kind):
                stage = self.world.batons[mail.subject_ref].stage
                assert stage in wanted, (mail.kind, stage)
        self.now = self.look()


OVER = ENDS - {"hired"}  # another one may follow
SAID = {
    PersonalKind.ASKED: {"asked"},
    PersonalKind.ACCEPTED: {"accepted"},
    PersonalKind.DISCLOSED: {"disclosed", "interviewing", "offered", "hired", "not_selected", "expired"},
    PersonalKind.STAFF_BATON: {"disclosed", "interviewing", "offered", "hired"},
}
