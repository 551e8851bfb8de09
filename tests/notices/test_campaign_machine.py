"""Everything that can happen between a release and the last mail, in any order, beside a second opinion of the law.

Each step does one real thing: a person gives or takes back a consent, blocks the company, unsubscribes; staff snooze,
stop, offer, put records together, erase; a campaign is released, put out, paused, resumed, cancelled; the outbox claims
and sends into a sink in this process. The oracle below is written from PRODUCT A11, A12, B5, C1, C4 and LEGAL E-01 to E-06
and shares no code with what it judges. PRODUCT says of each: skipped, with that reason.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.parser import BytesHeaderParser
from email.policy import SMTP
from itertools import count

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person
from career_relay.candidates import erasure, merges
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import RecordState, SourceKind, Stage
from career_relay.consents import actions as consents
from career_relay.consents import ledger
from career_relay.consents.models import ConsentNow
from career_relay.consents.states import Act, Purpose
from career_relay.notices import campaign_runs, campaigns, outbox
from career_relay.notices.campaign_runs import Next
from career_relay.notices.delivery import Round
from career_relay.notices.models import Campaign, Message, Preference, Suppression
from career_relay.notices.smtp import Answer, Verdict
from career_relay.notices.states import CampaignState, MessageState, Scope, Skip
from career_relay.notices.suppression import address_hash
from tests.factories.campaigns import WORDS

C, S = CampaignState, MessageState
AT_LEAST, STEPS, EXAMPLES = 20_000, 25, 40
PEOPLE = 6
MAILBOXES = [f"p{n}@mail.example" for n in range(5)]
PLACES = [0, 1, 2, 3, 4, 4]  # the last two records share a mailbox
LINKED = (0, 1)  # two records of one human who proved both addresses
CHANGES = {  # what can be done with one record, and how
    "state": [("record", None), ("pool", None), ("contact", None), ("contact", None), ("contact", -1), ("contact", 0)],
    "protect": [None, None, None, -1, 0, 30],
    "snooze": [None, None, None, 0, 1],
    "stop_contact": [True, False, False, False],
    "select": [Stage.OFFERED, Stage.HIRED, Stage.SCREENING, *[Stage.REJECTED] * 4],
    "source": [True, False, False, False],
    "topics": [("news",), ("jobs",), ("news", "jobs"), ("news", "jobs"), (), None],
}

OFTEN = {"post": 6, "steer_or_begin": 4, "choose": 4, "put_together": 1, "come_or_go": 1}
VERBS = [*CHANGES, *CHANGES, *CHANGES, *(name for name, times in OFTEN.items() for _time in range(times))]
IN_ONE_GO = 8
SMALL = st.integers(0, PEOPLE - 1)
ACTS = st.lists(
    st.tuples(st.sampled_from(VERBS), SMALL, SMALL, st.integers(0, 11)), min_size=IN_ONE_GO, max_size=IN_ONE_GO
)


@dataclass
class Sink:
    """An office in this process: it takes every mail and remembers whose it was."""

    taken: list[tuple[str, str]] = field(default_factory=list)  # subject, address
    answers: list[Answer] = field(default_factory=list)

    def ready(self) -> None: ...
    def hang_up(self) -> None: ...

    def send(self, mail, *, sender, to) -> Answer:
        subject = BytesHeaderParser(policy=SMTP).parsebytes(bytes(mail))["Subject"]
        self.taken.append((str(subject), to))
        return self.answers.pop() if self.answers else Answer(Verdict.ACCEPTED)


def _day(days: int | None) -> date | None:
    return None if days is None else timezone.localdate() + timedelta(days=days)


@dataclass
class Known:
    """What the oracle knows of one record."""

    pk: int
    mailbox: str
    linked: bool
    state: str = "contact"
    until: date | None = None
    protected: date | None = None
    snoozed: date | None = None
    quiet: bool = False
    open_: bool = False
    unknown: bool = False
    topics: tuple[str, ...] | None = None  # None: never chose
    chosen_at: datetime | None = None


class Sending(RuleBasedStateMachine):
    company = None  # set by the test, with the rest of the cast
    kim = 0
    by = None
    steps = 0
    skips: dict[str, int] = {}
    sent = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.names = count(1)
        self.people: list[Known] = []
        self.consent = self.blocked = False
        self.shut: set[str] = set()
        self.claimed: list[int] = []
        self.campaign: int | None = None
        self.topic = "news"
        self.sink = Sink()
        self.heard: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @initialize(is_out=st.booleans())
    def meet(self, is_out) -> None:
        self._arrive([MAILBOXES[place] for place in PLACES], [n in LINKED for n in range(PEOPLE)])
        if is_out:
            self.release("news", at_once=True)

    def _arrive(self, mailboxes: list[str], linked: list[bool]) -> None:
        today = timezone.localdate()
        made = Candidate.objects.bulk_create(
            Candidate(
                company_id=self.company.pk,
                name="候補",
                email=mailbox,
                email_key=mailbox,
                person_id=self.kim if is_linked else None,
                state=RecordState.CONTACT,
                purge_after=today + timedelta(days=300),
            )
            for mailbox, is_linked in zip(mailboxes, linked, strict=True)
        )
        facts = {"stage": Stage.REJECTED, "source": SourceKind.OWN, "applied_on": today, "last_activity_on": today}
        Application.objects.bulk_create(
            Application(company_id=self.company.pk, candidate=one, position_title="営業", **facts) for one in made
        )
        self.people += [Known(one.pk, one.email, one.person_id is not None) for one in made]

    # --- what people and staff do -------------------------------------------------------------------------------------

    def _who(self, n: int) -> Known:
        return self.people[n % len(self.people)]

    def _set(self, who: Known, **columns) -> None:
        """One column of a record, as an act of the desk leaves it."""
        Candidate.objects.filter(pk=who.pk).update(**columns)

    @rule(acts=ACTS)
    def live(self, acts) -> None:
        """Some hours of everybody's life, act by act."""
        for act, n, m, how in acts:
            type(self).steps += 1
            if act in CHANGES:
                getattr(self, act)(self._who(n), CHANGES[act][how % len(CHANGES[act])])
            else:
                getattr(self, act)(n, m, how)

    def state(self, who: Known, told) -> None:
        state, days = told
        who.state, who.until = state, _day(days)
        self._set(who, state=who.state, state_until=who.until)

    def protect(self, who: Known, days) -> None:
        who.protected = _day(days)
        self._set(who, protected_until=who.protected)

    def snooze(self, who: Known, days) -> None:
        who.snoozed = _day(days)
        self._set(who, snoozed_until=who.snoozed)

    def stop_contact(self, who: Known, quiet) -> None:
        who.quiet = quiet
        self._set(who, do_not_contact=quiet, quiet_reason="電話で" if quiet else "")

    def select(self, who: Known, stage) -> None:
        Application.objects.filter(candidate_id=who.pk).update(stage=stage)
        who.open_ = stage != Stage.REJECTED

    def source(self, who: Known, unknown) -> None:
        Application.objects.filter(candidate_id=who.pk).update(source="unknown" if unknown else "own")
        who.unknown = unknown

    def topics(self, who: Known, topics) -> None:
        who.topics, who.chosen_at = topics, timezone.now()
        Preference.objects.filter(candidate_id=who.pk).delete()
        if topics is not None:
            Preference.objects.create(candidate_id=who.pk, topics=list(topics), how="me", changed_at=who.chosen_at)

    def choose(self, n, m, how) -> None:
        """What the person chooses, and what an address asks for."""
        act = ("give", "take", "block", "unblock", "unblock", "shut", "open", "open")[how % 8]
        if act == "give" and not self.consent:
            self.give_consent()
        elif act == "take" and self.consent:
            self.take_consent_back()
        elif act in {"block", "unblock"} and self.blocked != (act == "block"):
            self.block(act == "block")
        elif act == "shut":
            self.unsubscribe(self._who(n).mailbox, list(Scope)[m % 2])
        elif act == "open":
            self.subscribe_again(self._who(n).mailbox)

    def give_consent(self) -> None:
        with person(self.kim):
            ledger.append(self.kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=self.company)
        self.consent = True

    def take_consent_back(self) -> None:
        with person(self.kim):
            held = ConsentNow.objects.get(person_id=self.kim, purpose=Purpose.CONTACT)
            consents.withdraw(held, by=self.by)
        self.consent = False
        for who in self.people:  # who takes it back wants no news, on any address, on any topic
            if who.linked:
                who.quiet, who.topics, who.chosen_at = True, (), timezone.now()
                self.shut.add(who.mailbox)

    def block(self, on) -> None:
        with person(self.kim):
            if on:
                consents.block_company(self.kim, self.company, by=self.by)
            else:
                consents.unblock_company(self.kim, self.company, by=self.by)
        self.blocked = on

    def unsubscribe(self, mailbox, scope) -> None:
        Suppression.objects.get_or_create(
            address_hash=address_hash(mailbox), scope=scope, defaults={"reason": "unsubscribed"}
        )
        self.shut.add(mailbox)

    def subscribe_again(self, mailbox) -> None:
        Suppression.objects.filter(address_hash=address_hash(mailbox)).delete()
        self.shut.discard(mailbox)

    def put_together(self, n, m, _how) -> None:
        kept, gone = self._who(n), self._who(m)
        if len(self.people) < 5 or kept is gone or (gone.linked and not kept.linked):
            return
        waits = {S.QUEUED, S.CLAIMED}
        before = dict(Message.objects.filter(candidate_id=gone.pk, state__in=waits).values_list("pk", "campaign_id"))
        one, other = Candidate.objects.in_bulk([kept.pk, gone.pk]), gone.pk
        merges.merge_records(one[kept.pk], one[other], by=self.by)
        after = set(Message.objects.filter(pk__in=before).values_list("state", "skip_reason"))
        assert after <= {(S.SKIPPED, Skip.MERGED)}
        self.people.remove(gone)
        self._read_again(kept)

    def _read_again(self, who: Known) -> None:
        """What a merge makes of two records is judged elsewhere: here it is taken as it is."""
        now = Candidate.objects.get(pk=who.pk)
        who.state, who.until, who.quiet = now.state, now.state_until, now.do_not_contact
        who.protected, who.snoozed, who.linked = now.protected_until, now.snoozed_until, now.person_id is not None
        rows = list(Application.objects.filter(candidate_id=who.pk).values_list("stage", "source"))
        who.open_ = any(stage != Stage.REJECTED for stage, _source in rows)
        who.unknown = any(source == "unknown" for _stage, source in rows)
        wish = Preference.objects.filter(candidate_id=who.pk).first()
        who.topics = None if wish is None else tuple(wish.topics)
        who.chosen_at = wish.changed_at if wish else None
        who.mailbox = now.email_key

    def come_or_go(self, n, _m, _how) -> None:
        """A record is erased for good, or a new one comes in."""
        if len(self.people) < PEOPLE:
            self._arrive([f"n{next(self.names)}@mail.example"], [False])
            return
        who = self._who(n)
        erasure.erase(Candidate.objects.get(pk=who.pk), by=self.by)
        self.people.remove(who)

    # --- the campaign -------------------------------------------------------------------------------------------------

    def steer_or_begin(self, n, m, how) -> None:
        """One campaign at a time: the next begins when the last one is over."""
        act = ("go on", "go on", "go on", "pause", "resume", "resume", "resume", "cancel")[how % 8]
        if self.campaign is None:
            self.release(("news", "jobs")[n % 2], at_once=m % 3 > 0)
        elif act == "go on":
            self.put_out()
        else:
            self.steer(act)

    def release(self, topic, at_once) -> None:
        legal_class = "newsletter" if topic == "news" else "job_info"
        facts = {**WORDS, "topic": topic, "legal_class": legal_class, "subject": f"便り {next(self.names)}"}
        ids = [who.pk for who in self.people]
        campaign = campaigns.make_campaign("便り", by=self.by, **facts)
        if any(not self.why(who, topic) for who in self.people):
            campaigns.release(campaign, ids, by=self.by)
            self.campaign, self.topic = campaign.pk, topic
            if at_once:
                self.put_out()

    def put_out(self) -> None:
        before = {pk for (pk,) in Message.objects.filter(campaign=self.campaign).values_list("candidate_id")}
        while campaign_runs.step(self.campaign, at=timezone.now()) is Next.AT_ONCE:
            pass
        if not before:
            self._judge_new_rows(before)
        if Campaign.objects.filter(pk=self.campaign, state__in=[C.DONE, C.CANCELLED]).exists():
            self.campaign = None

    def _judge_new_rows(self, before: set[int]) -> None:
        """Everybody who is there has one row, and the row says what the oracle says."""
        rows = Message.objects.filter(campaign=self.campaign).exclude(candidate_id__in=before).order_by("pk")
        taken: set[str] = set()
        for row in rows:
            who = next(one for one in self.people if one.pk == row.candidate_id)
            reasons = self.why(who, self.topic) or ({Skip.DOUBLE} if who.mailbox in taken else set())
            fits = row.skip_reason in reasons if reasons else (row.state, row.skip_reason) == (S.QUEUED, "")
            assert fits, (row.state, row.skip_reason, reasons, who)
            if not reasons:
                taken.add(who.mailbox)

    def steer(self, verb) -> None:
        now = Campaign.objects.get(pk=self.campaign)
        able = {"pause": {C.SCHEDULED, C.RUNNING}, "resume": {C.PAUSED}, "cancel": {C.SCHEDULED, C.RUNNING, C.PAUSED}}
        if now.state in able[verb]:
            getattr(campaigns, verb)(now, by=self.by)

    def post(self, n, m, how) -> None:
        """The outbox: takes some mails, looks at what it took, or both at once."""
        act = ("claim", "send", "both")[how % 3]
        if act != "send" and self.campaign:
            self.claimed += outbox.claim(self.company.pk, "worker", most=1 + m % 3)
        if act != "claim" and self.claimed:
            self.send_claimed(late=n == 0)

    def send_claimed(self, late) -> None:
        """What was claimed is looked at once more, whatever happened since."""
        rows = {
            row.pk: (row.candidate_id, row.state, row.campaign)
            for row in Message.objects.filter(pk__in=self.claimed).select_related("campaign")
        }
        self.sink.answers = [Answer(Verdict.LATER, "later")] if late else []
        already = len(self.sink.taken)
        expected = {pk: self._expected(*facts) for pk, facts in rows.items()}
        Round(self.sink, self.company, "worker").send([pk for pk in self.claimed if pk in rows])
        for pk, state, why in Message.objects.filter(pk__in=rows).values_list("pk", "state", "skip_reason"):
            self._compare(expected[pk], state, why)
        self._listen(self.sink.taken[already:], late=late)
        self.claimed = []

    def _expected(self, candidate_id: int, state: str, campaign: Campaign) -> tuple[str, set[str]]:
        if state != S.CLAIMED:
            return state, set()  # merged away meanwhile: nobody's any more
        if campaign.state == C.CANCELLED:
            return S.CANCELLED, set()
        if campaign.state == C.PAUSED:
            return S.QUEUED, set()
        who = next(one for one in self.people if one.pk == candidate_id)
        reasons = self.why(who, campaign.topic)
        return (S.SKIPPED if reasons else S.SENDING), reasons

    def _compare(self, expected: tuple[str, set[str]], state: str, why: str) -> None:
        then, reasons = expected
        if then == S.SENDING:
            assert state in {S.ACCEPTED, S.QUEUED, S.CANCELLED}, (expected, state, why)
            type(self).sent += state == S.ACCEPTED
        elif then == S.SKIPPED and reasons:
            assert state == S.SKIPPED, (expected, state, why)
            assert why in reasons, (expected, state, why)
            type(self).skips[why] = type(self).skips.get(why, 0) + 1
        else:
            assert state in {then, S.CANCELLED}, (expected, state, why)

    def _listen(self, taken: list[tuple[str, str]], *, late: bool) -> None:
        """Nobody hears the same twice."""
        for n, one in enumerate(taken):
            assert one not in self.heard
            if not (late and n == 0):
                self.heard.add(one)

    # --- the oracle ---------------------------------------------------------------------------------------------------

    def kin(self, who: Known) -> list[Known]:
        """The records that are this human, as far as anybody can tell."""
        return [one for one in self.people if one is who or one.mailbox == who.mailbox or (one.linked and who.linked)]

    def why(self, who: Known, topic: str) -> set[str]:
        """Every reason that keeps a mail from somebody today; none: it goes."""
        today, kin, found = timezone.localdate(), self.kin(who), set()
        if any(one.protected and one.protected >= today for one in kin):
            found.add(Skip.PROTECTED)
        if any(one.quiet for one in kin):
            found |= {Skip.DO_NOT_CONTACT, Skip.CONSENT_GONE}
        if who.unknown:
            found.add(Skip.SOURCE_UNKNOWN)
        if who.linked and self.blocked:
            found.add(Skip.BLOCKED)
        own_word = who.state == "contact" and (who.until is None or who.until >= today)
        if not own_word and not (who.linked and self.consent and not self.blocked):
            found.add(Skip.NO_PERMISSION)
        if any(one.open_ for one in kin):
            found.add(Skip.OFFERED)
        if any(one.snoozed and one.snoozed > today for one in kin):
            found.add(Skip.SNOOZED)
        chose = [one for one in kin if one.topics is not None]
        if chose and topic not in max(chose, key=lambda one: one.chosen_at).topics:
            found.add(Skip.TOPIC)
        if who.mailbox in self.shut:
            found.add(Skip.SUPPRESSED)
        return found

    # --- what holds always --------------------------------------------------------------------------------------------

    @invariant()
    def every_skip_has_its_reason(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM notices_message WHERE (state = 'skipped') <> (skip_reason <> '')")
            assert cursor.fetchone() == (0,)


def test_whatever_happens_in_between_nobody_gets_what_they_may_not(minato, ben, kim, settings_of_speed):
    """At least twenty thousand steps, with mails that arrive and skips of many kinds among them."""
    Sending.company, Sending.kim, Sending.by = minato, kim, user_actor(ben.pk)
    Sending.steps, Sending.skips, Sending.sent = 0, {}, 0

    with acting_for(minato.pk):
        while Sending.steps < AT_LEAST:
            run_state_machine_as_test(Sending, settings=settings_of_speed)

    assert Sending.sent > 50
    assert {Skip.PROTECTED, Skip.OFFERED, Skip.NO_PERMISSION, Skip.BLOCKED} <= set(Sending.skips)


@pytest.fixture
def settings_of_speed(settings):
    settings.NOTICE_HOLD_SECONDS, settings.QUIET_HOURS = 0, False
    return PROFILE


PROFILE = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=(Phase.generate,),  # a failing run is short enough to read as it is
    suppress_health_check=list(HealthCheck),
)
