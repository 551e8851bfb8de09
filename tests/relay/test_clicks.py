"""Eight people press the same button at the same moment: exactly one effect, however often it is tried (RELIABILITY §4)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import Actor, ActorKind, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, operator, person
from career_relay.notices import chat
from career_relay.notices.models import ChatHook
from career_relay.relay import actions, books, interviews, seekers, talks, yearly
from career_relay.relay.deadlines import expire, give_back
from career_relay.relay.models import Ask, AskSpending, HireNews, InterviewOffer, Introduction, NetworkReport, Placement
from tests.baton import ITEMS, Relay
from tests.factories.candidates import CandidateFactory
from tests.relay.test_interviews import day, times

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS, ROUNDS, MANY = 8, 20, 300


@dataclass
class Button:
    """What puts things in place, what is pressed, and the event that says that it had its effect."""

    name: str
    event: str
    set_up: Callable[[Relay], None]
    press: Callable[[Relay], object]


def at_stage(stage: str, **more) -> Callable[[Relay], None]:
    def put(relay: Relay) -> None:
        with person(relay.kim):
            handed = {"disclosed_at": timezone.now(), "receipt_at": timezone.now()} | more
            Introduction.objects.update(stage=stage, ended_at=None, **handed)
        with company(relay.komorebi.pk):
            Placement.objects.update(result="open", decided_on=None, left_told_on=None, left_early=None)

    return put


def of_company(act: Callable[..., object], *args, **more) -> Callable[[Relay], object]:
    def press(relay: Relay) -> object:
        with company(relay.komorebi.pk):
            return act(Introduction.objects.get(), *args, by=user_actor(relay.cleo.pk), **more)

    return press


def of_person(act: Callable[..., object], **more) -> Callable[[Relay], object]:
    def press(relay: Relay) -> object:
        with person(relay.kim):
            return act(Introduction.objects.get(), by=person_actor(relay.kim), **more)

    return press


def a_yes(relay: Relay) -> object:
    with person(relay.kim):
        row = Introduction.objects.get()
        return actions.answer_yes(row, items=ITEMS, package_hash=relay.seen, by=person_actor(relay.kim))


def asked(relay: Relay) -> None:
    """Back before the yes: what was handed over is another story."""
    at_stage("asked", disclosed_at=None, answer_by=timezone.localdate() + timedelta(days=3))(relay)


def accepted(relay: Relay) -> None:
    asked(relay)
    a_yes(relay)


def overdue(stage: str) -> Callable[[Relay], None]:
    return at_stage(stage, answer_by=date(2026, 1, 5), reply_by=date(2026, 1, 5))


def by_worker(work: Callable[[int], None], *, as_company: bool) -> Callable[[Relay], object]:
    def press(relay: Relay) -> object:
        with company(relay.komorebi.pk) if as_company else person(relay.kim):
            return work(Introduction.objects.get().pk)

    return press


def no_offer(relay: Relay) -> None:
    at_stage("interviewing")(relay)
    with company(relay.komorebi.pk):
        InterviewOffer.objects.all().delete()


def open_offer(relay: Relay) -> None:
    no_offer(relay)
    of_company(interviews.offer_times, times(day(3), day(4)))(relay)


def agreed_offer(relay: Relay) -> None:
    open_offer(relay)
    on_offer(interviews.take_time, day(3))(relay)


def on_offer(act: Callable[..., object], *args) -> Callable[[Relay], object]:
    def press(relay: Relay) -> object:
        with person(relay.kim):
            offer = InterviewOffer.objects.select_related("introduction").get()
            return act(offer, *args, by=person_actor(relay.kim))

    return press


new_form = at_stage("interviewing")  # each round has a key of its own


def message(writes: Callable[..., object]) -> Callable[[Relay], object]:
    return lambda relay: writes(talks.write_message, words="よろしくお願いします。", form_key=relay.key)(relay)


def a_hire(relay: Relay) -> None:
    at_stage("offered")(relay)
    of_company(actions.advance_introduction, "hired", starts_on=date(2026, 1, 5), permanent=True)(relay)


def nobody_told(relay: Relay) -> None:
    at_stage("hired")(relay)
    with person(relay.kim):
        HireNews.objects.all().delete()


def tell(relay: Relay) -> object:
    with person(relay.kim):
        row, whom = Introduction.objects.get(), relay.met
        return actions.tell_hire(row, whom, words="4月から働きます。", by=person_actor(relay.kim))


def save_card(relay: Relay) -> object:
    with person(relay.kim):
        return seekers.save_card(relay.kim, address=relay.key.hex, born_on=date(1990, 1, 1), by=person_actor(relay.kim))


def no_room(relay: Relay) -> None:
    with company(relay.komorebi.pk):
        ChatHook.objects.all().delete()


def add_room(relay: Relay) -> object:
    with company(relay.komorebi.pk):
        address = "https://hooks.slack.com/services/T000/B000/secret"
        return chat.add_room(kind="slack", label="採用", address=address, token="", by=user_actor(relay.cleo.pk))


def a_room(relay: Relay) -> None:
    no_room(relay)
    add_room(relay)


def drop_room(relay: Relay) -> object:
    with company(relay.komorebi.pk):
        for room in chat.rooms():
            chat.drop_room(room, by=user_actor(relay.cleo.pk))


def not_counted(_relay: Relay) -> None:
    NetworkReport.objects.all().delete()


def take_count(_relay: Relay) -> object:
    with operator():
        return yearly.take(date(2027, 6, 1), by=Actor(ActorKind.OPERATOR, 1))


def may_ask_again(relay: Relay) -> None:
    """The day's budget is whole again, and what was asked before was no click of this moment."""
    with company(relay.komorebi.pk):
        AskSpending.objects.update(spent=0)
        Ask.objects.update(created_at=timezone.now() - timedelta(minutes=5))


def ask(relay: Relay) -> object:
    day = timezone.localdate() + timedelta(days=7)
    with company(relay.komorebi.pk):
        return actions.ask_people(relay.position, 5, due_on=day, by=user_actor(relay.cleo.pk))


def all_ended(relay: Relay) -> None:
    with person(relay.kim):
        Introduction.objects.update(stage="declined", ended_at=timezone.now())


def asked_anew(relay: Relay) -> None:
    all_ended(relay)
    with person(relay.kim):
        Introduction.objects.create(
            company=relay.komorebi, person_id=relay.kim, position=relay.position, origin="ask", stage="asked"
        )


def put_off(relay: Relay) -> object:
    with person(relay.kim):
        return actions.answer_later(Introduction.objects.get(stage="asked"), by=person_actor(relay.kim))


def send_self(relay: Relay) -> object:
    with person(relay.kim):
        return actions.send_self(
            relay.position.public_id,
            person_id=relay.kim,
            items=ITEMS,
            package_hash=relay.seen,
            by=person_actor(relay.kim),
        )


move = actions.advance_introduction
BUTTONS = [
    Button("ask", "relay.people_asked", may_ask_again, ask),
    Button(
        "receipt",
        "relay.receipt_confirmed",
        at_stage("disclosed", receipt_at=None),
        of_company(actions.confirm_receipt),
    ),
    Button("yes", "relay.said_yes", asked, a_yes),
    Button("undo", "relay.yes_undone", accepted, of_person(actions.undo_yes)),
    Button("no", "relay.said_no", asked, of_person(actions.answer_no)),
    Button("interviewing", "relay.interviewing", at_stage("disclosed"), of_company(move, "interviewing")),
    Button("offered", "relay.offered", at_stage("interviewing"), of_company(move, "offered")),
    Button("hired", "relay.hired", at_stage("offered"), of_company(move, "hired", starts_on=date(2027, 4, 1))),
    Button("not selected", "relay.not_selected", at_stage("disclosed"), of_company(move, "not_selected")),
    Button("message of the company", "relay.written", new_form, message(of_company)),
    Button("message of the person", "relay.written", new_form, message(of_person)),
    Button("offer times", "relay.times_offered", no_offer, of_company(interviews.offer_times, times(day(3), day(4)))),
    Button("take a time", "relay.time_taken", open_offer, on_offer(interviews.take_time, day(3))),
    Button("none fits", "relay.times_refused", open_offer, on_offer(interviews.refuse_times, "")),
    Button("cancel", "relay.time_cancelled", agreed_offer, on_offer(interviews.cancel_offer)),
    Button("tell of the hire", "relay.hire_told", nobody_told, tell),
    Button("stayed", "relay.stay_told", a_hire, of_company(books.tell_stay, left_early=False)),
    Button("save the card", "relay.card_saved", new_form, save_card),
    Button("add a room", "notices.chat_added", no_room, add_room),
    Button("drop a room", "notices.chat_dropped", a_room, drop_room),
    Button("count the year", "relay.counted", not_counted, take_count),
    Button("no answer in time", "relay.expired", overdue("asked"), by_worker(expire, as_company=False)),
    Button("back to the person", "relay.returned", overdue("disclosed"), by_worker(give_back, as_company=True)),
    # from here on nothing is handed over any more, or there is more than one
    Button("withdraw", "relay.withdrawn", at_stage("interviewing"), of_person(actions.withdraw_introduction)),
    Button("later", "relay.put_off", asked_anew, put_off),
    Button("send oneself", "relay.sent_self", all_ended, send_self),
]


class Crowd:
    """Eight threads, each with a connection of its own, that press at the same moment."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(CLICKS)
        self.gate = threading.Barrier(CLICKS)

    def press(self, act: Callable[[], object]) -> list[BaseException]:
        """Let all press once. Gives what went wrong; a refusal is an answer."""
        found = list(self.threads.map(self._one, [act] * CLICKS))
        return [fault for fault in found if fault is not None]

    def _one(self, act: Callable[[], object]) -> BaseException | None:
        self.gate.wait(timeout=60)
        try:
            act()
        except Refused:
            return None
        except BaseException as fault:  # noqa: BLE001 — it has to reach the test, not the thread
            return fault
        return None

    def go_home(self) -> None:
        self.press(lambda: connection.close())  # noqa: PLW0108 — each its own: looked up in its thread
        self.threads.shutdown()


@pytest.fixture
def crowd():
    made = Crowd()
    yield made
    made.go_home()


@pytest.fixture
def relay_met(received, minato) -> Relay:
    """A baton that may be anywhere, and a company that once met the person."""
    with company(minato.pk):
        received.met = CandidateFactory(person_id=received.kim)
    with person(received.kim):
        received.seen = received.hash()
    return received


def written(event: str) -> int:
    """How often it was written down, by whomever."""
    with operator():
        return AuditEvent.objects.filter(event=event).count()


def effects(button: Button, relay: Relay, crowd: Crowd, rounds: int) -> tuple[int, list[BaseException]]:
    """How often the button had its effect in so many rounds of eight clicks, and what went wrong."""
    faults: list[BaseException] = []
    before = written(button.event)
    for _round in range(rounds):
        relay.key = uuid4()
        button.set_up(relay)
        faults += crowd.press(lambda: button.press(relay))
    return written(button.event) - before, faults


def test_eight_clicks_are_one_effect(relay_met, crowd):
    """All buttons in one test: they share what has to be in place, and eight open connections."""
    found = {button.name: effects(button, relay_met, crowd, ROUNDS) for button in BUTTONS}

    assert found == {button.name: (ROUNDS, []) for button in BUTTONS}


@pytest.mark.nightly
@pytest.mark.parametrize("button", BUTTONS, ids=[one.name for one in BUTTONS])
def test_eight_clicks_are_one_effect_three_hundred_times(button, relay_met, crowd):
    assert effects(button, relay_met, crowd, MANY) == (MANY, [])
