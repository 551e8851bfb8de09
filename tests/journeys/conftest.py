"""The program inside the test: its pages by Django's client, its worker inline, a real mail server."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.test import Client

from career_relay.demo.browser import Browser, encoded
from career_relay.demo.pages import read
from career_relay.demo.story import Story, set_the_stage
from tests.sink import Sink, smtp_sink  # noqa: F401 — a fixture
from tests.worker import work

BASE = "http://testserver"


class ClientBrowser(Browser):
    """The visitor of the story, whose wire is Django's test client with its CSRF check on."""

    def __init__(self) -> None:
        super().__init__(BASE)
        self.client = Client(enforce_csrf_checks=True, headers={"accept-language": "ja"})

    def fetch(self, method, url, data):
        path = url.removeprefix(BASE).partition("#")[0]
        if data is None:
            answer = self.client.get(path, follow=True)
        else:
            body, kind = encoded(data)
            answer = self.client.post(path, body, content_type=kind, follow=True, headers={"referer": self.page.url})
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        content = answer.getvalue() if answer.streaming else answer.content
        return read(BASE + urlsplit(last)._replace(scheme="", netloc="").geturl(), answer.status_code, content)


@dataclass
class InProcess:
    """A world of the story without a server."""

    sink: Sink
    rounds: int = 0

    def browser(self) -> ClientBrowser:
        return ClientBrowser()

    def mails(self, to: str = "") -> list[dict[str, object]]:
        found = self.sink.to(to) if to else self.sink.mails
        return [
            {"to": one.recipients, "from": one.sender, "subject": one.subject, "text": one.body("plain")}
            for one in reversed(found)
        ]

    def let_time_pass(self) -> bool:
        """Let the worker do what is due; holds and cooling-off last one second here."""
        time.sleep(0.3)
        work()
        self.rounds += 1
        return self.rounds < 200


@pytest.fixture
def story(transactional_db, smtp_sink, settings) -> Story:  # noqa: F811 — the fixture imported above
    """The stage is set and nothing has happened yet."""
    settings.DEMO = True
    settings.MFA_REQUIRED_FOR_OWNERS = False
    settings.NOTICE_HOLD_SECONDS = settings.COOLING_OFF_SECONDS = 1
    settings.PUBLIC_URL = BASE
    set_the_stage()
    return Story(InProcess(smtp_sink))
