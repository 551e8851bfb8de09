"""A real Chromium before the running program: its worker inline, a real mail server, and an ear on the console."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PageGoingOn
from playwright.sync_api import TimeoutError as WaitedInVain

from tests.sink import Sink, smtp_sink  # noqa: F401 — a fixture
from tests.worker import work

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = (1440, 900), (390, 844)
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("Chromium is not installed: apt install chromium fonts-noto-cjk")
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@dataclass
class Stage:
    """What a journey needs: visitors, their mail, and the passing of time."""

    url: str
    sink: Sink
    browser: Browser
    heard: list[str] = field(default_factory=list)

    def visitor(self, size: tuple[int, int], locale: str = "ja-JP", *, scripts: bool = True) -> Page:
        """Somebody with cookies of their own, who says aloud what their console says."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda said: self.heard.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda fault: self.heard.append(f"{page.url}: {fault}"))
        return page

    def until(self, look: Callable[[], str]) -> str:
        """Let the worker work until something is there."""
        for _ in range(40):
            if found := self._seen(look):
                return found
            time.sleep(0.3)
            work()
        raise AssertionError(f"waited in vain; mails: {[mail.subject for mail in self.sink.mails]}")

    @staticmethod
    def _seen(look: Callable[[], str]) -> str:
        """What is there; nothing if the page went on by itself while it was looked at."""
        try:
            return look()
        except WaitedInVain:
            raise
        except PageGoingOn:
            return ""

    def mail(self, to: str, containing: str, *, after: int = 0) -> str:
        """The newest mail with these words beyond the first `after`, as text."""

        def look() -> str:
            found = [mail.body("plain") for mail in self.sink.to(to)[after:]]
            return next((text for text in reversed(found) if containing in text), "")

        return self.until(look)

    def code(self, to: str, *, after: int) -> str:
        found = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")

        def look() -> str:
            for mail in reversed(self.sink.to(to)[after:]):
                if match := found.search(re.sub(r"https?://\S+", "", f"{mail.subject}\n{mail.body('plain')}")):
                    return match[1] + match[2]
            return ""

        return self.until(look)


@pytest.fixture
def stage(transactional_db, live_server, smtp_sink, browser, settings) -> Iterator[Stage]:  # noqa: F811 — imported above
    settings.DEMO = True
    settings.MFA_REQUIRED_FOR_OWNERS = False
    settings.NOTICE_HOLD_SECONDS = settings.COOLING_OFF_SECONDS = 1
    settings.PUBLIC_URL = live_server.url
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    made = Stage(live_server.url, smtp_sink, browser)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.heard == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Look with axe at the page as it stands. Nothing serious may be found."""
    axe = Axe()

    def look(page: Page) -> None:
        found = axe.run(page).response["violations"]
        grave = {one["id"]: [node["target"] for node in one["nodes"]] for one in found if one["impact"] in GRAVE}
        assert grave == {}, page.url

    return look
