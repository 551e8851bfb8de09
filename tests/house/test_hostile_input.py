"""Whatever somebody types, the answer is a page: never a fault, never somebody else's markup, never a way out."""

import csv
import io
import logging
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from career_relay.base.sheets import sheet
from career_relay.base.tenancy import company, person
from career_relay.candidates.columns import COLUMNS
from career_relay.candidates.models import Candidate, ImportRun
from career_relay.companies.models import Company
from career_relay.consents.models import Passport
from career_relay.notices.models import Message
from tests.house.conftest import World, plant
from tests.house.doors import ANY_ID, Door, behind, follow_all, ours

pytestmark = pytest.mark.django_db

LONG = "あ" * 5_000
MIXED = "'\"--;%\\<b>\u202e\u2028🦀\r\nX-Hostile: yes ../../etc/passwd"
TEXTS = [LONG, MIXED]
NUL = "a\x00b"
NUMBERS = ["-1", "9" * 40, "NaN", "2147483648"]
DAYS = ["0000-00-00", "9999-12-31", "2026-02-30"]
NAMES = (
    "q", "page", "show", "to", "find", "period", "position", "view", "sort", "tag", "source", "state", "stage", "track",
    "prefecture", "remote", "role_family", "promise", "pay_min", "company", "from", "until", "applied_from",
    "applied_to", "owner", "items", "application", "candidate", "next", "format", "again", "part", "words", "since",
    "score", "reached", "skill", "reason", "_connector", "name__icontains", "kind", "expires_on", "accepted_on", "holder",
)  # fmt: skip


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


GATES = {"cleo": ("desk/", "komorebi"), "kim": ("me/", "kim"), "dee": ("console/", "operator"), "nobody": ("", "kim")}


def doors_of(who: str) -> list[Door]:
    if who != "nobody":
        return behind(GATES[who][0])
    return [door for door in ours() if not door.route.startswith(("desk/", "console/", "me/"))]


def addresses(world: World, who: str) -> Iterator[str]:
    """One address a door, with an id of theirs where it takes one."""
    ids = world.ids(GATES[who][1])
    for door in doors_of(who):
        known = [(ids.get(kind) or [ANY_ID])[0] for kind in door.takes] if door.takes else []
        yield door.at(*(known or ["minato"] * len(door.kinds)))


def faults(answers: dict[str, int]) -> dict[str, int]:
    return {what: status for what, status in answers.items() if status >= 500}


def one_in(many: int, values: list[str], n: int) -> list[str]:
    """Some of the values for the n-th door, others for the next: all doors together get all."""
    return [value for place, value in enumerate(values) if place % many == n % many]


each_gate = pytest.mark.parametrize("who", GATES)
each_share = pytest.mark.parametrize("many", [24, pytest.param(1, marks=pytest.mark.nightly)], ids=["one in 24", "all"])


@each_gate
@each_share
def test_no_question_in_an_address_breaks_a_page(who, many, world):
    world.relay.ask()
    browser, told = world.browser(who), {}
    for n, address in enumerate(addresses(world, who)):
        told[f"{address} NUL"] = browser.get(address, {"q": NUL}).status_code
        if browser.get(address).status_code != 200:
            continue  # it asks for nothing: it leads on or only takes what is sent in
        for value in one_in(many, [*TEXTS, *NUMBERS, *DAYS], n):
            told[f"{address} {value[:12]!r}"] = browser.get(address, dict.fromkeys(NAMES, value)).status_code

    assert faults(told) == {}


FIELDS = ("stage", "upto", "due_on", "day", "note-text", "person", "action", "channel", "outcome", "email", "code")
VALUES = [*TEXTS, *NUMBERS, *DAYS, str(ANY_ID), "x" * 36, NUL]


def bodies(client: Client, page: str, n: int, many: int) -> list[dict[str, object]]:
    """What may be sent to a door: nothing, and every field of the forms on its page filled with one hostile value."""
    fields = {name for name in Fields.of(client.get(page).content.decode("utf-8", "replace")) if "csrf" not in name}
    return [{}, *(dict.fromkeys({*fields, *NAMES, *FIELDS}, value) for value in one_in(many, VALUES, n))]


class Fields(HTMLParser):
    """The names of all fields on a page."""

    @classmethod
    def of(cls, page: str) -> set[str]:
        reader = cls()
        reader.names = set()
        reader.feed(page)
        return reader.names

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"input", "select", "textarea", "button"} and said.get("name"):
            self.names.add(said["name"])


@each_gate
@each_share
def test_no_form_sent_in_breaks_a_page(who, many, world):
    world.relay.ask()
    browser, told = world.browser(who), {}
    for n, address in enumerate(addresses(world, who)):
        if address != reverse("portal:leave"):
            for body in bodies(browser, address, n, many):
                said = str(next(iter(body.values()), "nothing"))[:12]
                told[f"{address} {said!r}"] = browser.post(address, body).status_code

    assert faults(told) == {}


PATHS = [
    "/desk/candidates/not-a-uuid/",
    "/openings/123",
    "/r/" + "a" * 3000,
    "/r/%00",
    "/go/%2e%2e",
    "/code/%00",
    "/openings/%00",
    "/%00",
    "/desk/../console/",
    "//desk/",
    "/go/" + "é" * 200,
    "/me/results/1/../../",
    f"/desk/candidates/{ANY_ID}/apart/{9**99}/",
]


def test_no_path_breaks_a_page(world):
    for browser in map(world.browser, ("nobody", "cleo", "kim")):
        assert faults({path: browser.get(path).status_code for path in PATHS}) == {}


MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}'


class Markup(HTMLParser):
    """Tags that came from somebody's words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if "onerror" in said or (tag == "script" and not {"src", "type", "nonce"} & said.keys()):
            self.found.append(self.get_starttag_text() or tag)
        if any((value or "").strip().lower().startswith("javascript:") for value in said.values()):
            self.found.append(self.get_starttag_text() or tag)


def foreign_markup(pages: dict[str, object]) -> dict[str, list[str]]:
    found = {}
    for address, page in pages.items():
        reader = Markup()
        if page.get("Content-Type", "").startswith("text/html"):
            reader.feed(page.content.decode("utf-8", "replace"))
        if reader.found:
            found[address] = reader.found
    return found


def spoil(world: World) -> None:
    """Markup in everything Kim, Minato and Komorebi wrote."""
    for one in (world.minato, world.komorebi):
        with company(one.pk):
            plant(MARKUP)
            Company.objects.filter(pk=one.pk).update(about=MARKUP, name=MARKUP, contact_desk=MARKUP)
    with person(world.kim):
        Passport.objects.update(name=MARKUP, headline=MARKUP, history=MARKUP, start_from=MARKUP[:60])


@pytest.mark.parametrize(("who", "start"), [
    ("cleo", "desk:home"), ("ada", "desk:home"), ("kim", "portal:home"), ("dee", "console:home"), ("nobody", "portal:openings"),
])  # fmt: skip
def test_words_stay_words_on_every_page(who, start, world):
    for step in (world.relay.ask, world.relay.yes, world.relay.cool, world.relay.confirm):
        step()
    spoil(world)
    ids = world.ids({"cleo": "komorebi", "ada": "minato", "dee": "operator"}.get(who, "kim"))
    gate = {"cleo": "desk/", "ada": "desk/", "kim": "me/", "dee": "console/", "nobody": "openings/"}[who]
    first = [
        door.at(*[(ids.get(kind) or [ANY_ID])[0] for kind in door.takes])
        for door in behind(gate)
        if len(door.takes) == len(door.kinds)
    ]

    pages = follow_all(world.browser(who), [reverse(start), *first], at_most=60)

    assert foreign_markup(pages) == {}
    assert {address for address, page in pages.items() if page.status_code >= 500} == set()
    text = "".join(page.content.decode("utf-8", "replace") for page in pages.values() if not page.streaming)
    assert "onerror" in text or who == "dee"  # the words were there to be shown


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "\ufeff=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "\u00a0=1",
    "\x0b=1",
    "%0A=1",
]


def runs_as_a_formula(cell: str) -> bool:
    """Whether a spreadsheet could run it: what cannot be seen in front of the sign does not count."""
    return cell.lstrip(" \t\r\n\x0b\x0c\u00a0\u200b\u200c\u200d\u2060\ufeff\u3000").startswith(tuple("=+-@＝＋－＠"))


def test_no_cell_of_a_file_is_a_formula():
    rows = list(csv.reader(io.StringIO(sheet([[text] for text in FORMULAS]).removeprefix("\ufeff"))))

    assert [row[0] for row in rows if row and runs_as_a_formula(row[0])] == []
    assert sheet([[-5, 1.5, "2026-11-23"]]).removeprefix("\ufeff") == "-5,1.5,2026-11-23\r\n"


def test_no_export_holds_a_formula(world):
    with company(world.komorebi.pk):
        Candidate.objects.update(name="=HYPERLINK(1)", kana=" =1", phone="+81", tags=["@x"])
    cleos = world.browser("cleo")
    told = {"step": "file", "columns": list(COLUMNS), "format": "csv", "reason": "=1+1"}
    for answer in (cleos.post(reverse("desk:pool_file"), told), cleos.get(reverse("desk:report_file"))):
        assert answer["Content-Type"].startswith("text/csv")
        cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
        assert [cell for cell in cells if runs_as_a_formula(cell) and not _is_number(cell)] == []


def _is_number(cell: str) -> bool:
    return cell.replace("-", "", 1).replace(".", "", 1).isdigit()


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example",
             "desk:candidate", "nonsense", "\x00", "https:///evil.example", "\t//evil.example"]  # fmt: skip


def led_to(world: World, wanted: str) -> Iterator[HttpResponse]:
    """Answers of everything that leads on to where it was asked to."""
    browser = world.browser("cleo")
    with company(world.komorebi.pk):
        notice = Message.objects.filter(state="draft").first() or Message.objects.first()
    yield browser.post(reverse("desk:notice_drop", args=[notice.public_id]), {"next": wanted})
    for door in ("desk:pool_chosen", "desk:pool_act_begin", "desk:pool_look"):
        yield browser.post(reverse(door), {"query": wanted})
    yield browser.post(reverse("set_language"), {"language": "en", "next": wanted})
    yield browser.get(reverse("account_reauthenticate"), {"next": wanted})
    yield world.browser("nobody").get(reverse("account_login"), {"next": wanted})


def test_nobody_is_led_out_of_the_house(world):
    for wanted in ELSEWHERE:
        for answer in led_to(world, wanted):
            where = answer.headers.get("Location", "/")
            assert answer.status_code < 500, wanted
            assert urlsplit(where)[:2] == ("", ""), wanted
            assert "\\" not in where[:2]


FILE_NAMES = [
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "a\r\nSet-Cookie: x=1.csv",
    "a\x00.csv",
    '"; filename=evil.html',
    "あ" * 300 + ".csv",
    "<script>.csv",
    "",
]


def test_a_files_name_is_only_a_name(world):
    browser = world.browser("cleo")
    for name in FILE_NAMES:
        file = SimpleUploadedFile("x.csv", "氏名,メールアドレス\r\n,\r\n".encode())
        file._name = name

        answer = browser.post(reverse("desk:imports"), {"file": file, "preset": ""})

        with company(world.komorebi.pk):
            run = ImportRun.objects.latest("id")
        again = browser.get(reverse("desk:import_faulty", args=[run.public_id]))
        assert max(answer.status_code, again.status_code) < 500, name
        assert "Set-Cookie: x" not in f"{answer.headers}{again.headers}"
        assert ".." not in run.stored
