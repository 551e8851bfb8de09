"""The whole path played headless: an export goes in at one company, and a person is hired by another."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, Protocol, TypeVar

from career_relay.demo.browser import Browser
from career_relay.demo.data import SEED
from career_relay.demo.network import build_network
from career_relay.demo.openings import build_positions
from career_relay.demo.pages import StepFailed
from career_relay.embedded.progress import say

NUMBERS: Final = ("imported", "faulty", "notices_sent", "opted_in", "asked", "introduced", "disclosed", "hired")
Mail = Mapping[str, Any]
T = TypeVar("T")


class World(Protocol):
    """What the story is played in: a started server, or the program inside a test."""

    def browser(self) -> Browser:
        """A visitor nobody knows yet."""

    def mails(self, to: str = "") -> list[Mail]:
        """Mails that arrived, newest first."""

    def let_time_pass(self) -> bool:
        """Give the worker its turn. False when patience has an end."""


@dataclass(slots=True)
class Story:
    """Who is on the stage, and what was observed so far."""

    world: World
    minato: Browser = field(init=False)
    komorebi: Browser = field(init=False)
    candidate: Browser = field(init=False)
    seen: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.minato, self.komorebi = self.world.browser(), self.world.browser()
        self.candidate = self.world.browser()

    def until(self, what: str, look: Callable[[], T | None]) -> T:
        """Look again and again until something is there. raises StepFailed when patience ends."""
        while not (found := look()):
            if not self.world.let_time_pass():
                raise StepFailed(f"waited in vain for {what}; seen so far: {self.seen}")
        return found

    def mail(self, to: str, *, containing: str, after: int = 0) -> Mail:
        """The newest mail to an address with these words in it, beyond the first `after` mails to them."""

        def look() -> Mail | None:
            found = self.world.mails(to)
            fresh = found[: len(found) - after]
            return next((one for one in fresh if containing in str(one["text"])), None)

        return self.until(f"a mail to {to} with “{containing}”", look)


Step = Callable[[Story], str]


def steps() -> tuple[Step, ...]:
    """Every step in order: first the desk that says no, then the candidate, then the desk that hires."""
    from career_relay.demo import story_desk as desk
    from career_relay.demo import story_portal as portal

    return (
        desk.sign_in_at_minato,
        desk.upload,
        desk.map_columns,
        desk.check,
        desk.run_import,
        desk.decide,
        desk.draft,
        desk.write,
        desk.release,
        desk.wait_for_mails,
        portal.follow_link,
        portal.enter_code,
        portal.read_result,
        portal.answer_survey,
        portal.read_openings,
        portal.write_passport,
        portal.consent,
        portal.get_receipt,
        portal.come_by_the_door,
        desk.ask,
        portal.get_question,
        portal.say_yes,
        desk.wait_for_introduction,
        desk.confirm_receipt,
        desk.begin_talks,
        desk.make_offer,
        desk.hire,
        portal.hear_of_the_hire,
        desk.read_figures,
    )


def tell(story: Story) -> dict[str, Any]:
    """Play every step, one line each, and give what was observed. raises StepFailed."""
    for number, step in enumerate(steps(), start=1):
        say(f"  {number:2}  {step(story)}")
    return summary(story)


def summary(story: Story) -> dict[str, Any]:
    missing = [name for name in NUMBERS if not story.seen.get(name)]
    if missing or "kpi" not in story.seen:
        raise StepFailed(f"never happened: {missing or 'kpi'}")
    return {name: story.seen[name] for name in (*NUMBERS, "kpi")}


# A started server


@dataclass(slots=True)
class Server:
    """The program as it runs for everybody, reached by HTTP alone."""

    url: str
    patience_seconds: float = 90.0
    waited: float = 0.0

    def browser(self) -> Browser:
        self.waited = 0.0
        return Browser(self.url)

    def mails(self, to: str = "") -> list[Mail]:
        page = Browser(self.url).open(f"/demo/mail/?format=json&to={to}")
        found: list[Mail] = json.loads(page.content)
        return found

    def let_time_pass(self) -> bool:
        time.sleep(0.5)
        self.waited += 0.5
        return self.waited < self.patience_seconds


def play(url: str) -> dict[str, Any]:
    """Invent the network, then play everything else through HTTP. raises StepFailed, which ends with 1."""
    set_the_stage()
    return tell(Story(Server(url)))


def set_the_stage() -> None:
    """Companies, staff, licence and positions: what exists before the story begins."""
    build_positions(build_network(), Random(SEED))  # noqa: S311 — the same every time
