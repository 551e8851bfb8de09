"""Every door has a lock, and looking through one changes nothing.

Proof that the guard can go red: take `@needs` off a desk view, or let a GET save something; the route is named.
"""

import logging
from itertools import product
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.house.doors import ANY_ID, OURS, Door, behind, doors, follow_all, ours, writes_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    """Thousands of refusals are the point here, not news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


# Desk views without a permission, each with the reason.
OPEN_TO_ALL_STAFF: dict[str, str] = {}
# What a look may write, each with the reason.
LOOKS_MAY_WRITE = {
    "desk:match": ({"matching_exposure"}, "the log of what a recruiter was shown (LEGAL 3.16)"),
    "portal:follow": ({"positions_sharecount"}, "one more for the day, and nothing of whoever followed the link"),
    "portal:shared": ({"consents_shareview"}, "the person sees when the link they handed out was read"),
    "portal:result": ({"notices_message"}, "the person opened the answer: nobody needs to call them"),
}
SESSIONS = {"django_session"}  # messages and sign-in flow of the visitor, not of the network


def test_the_resolver_was_walked():
    names = {door.name for door in doors()}

    assert {"desk:home", "console:home", "portal:home", "portal:ask_yes", "account_login"} <= names
    assert len(ours()) > 90


def test_every_desk_view_names_its_permission():
    without = {door.name for door in behind("desk/") if not hasattr(door.view, "permission")}

    assert without == set(OPEN_TO_ALL_STAFF)


@pytest.mark.parametrize(
    ("prefix", "who", "answer"),
    [
        ("desk/", ["nobody", "kim"], 302),
        ("console/", ["nobody", "kim"], 302),
        ("console/", ["ada", "viewer"], 404),
        ("me/", ["nobody", "ada", "dee"], 302),
    ],
)
def test_nobody_comes_through_a_door_that_is_not_theirs(prefix, who, answer, world):
    for browser in map(world.browser, who):
        for door in behind(prefix):
            address = door.at(*[ANY_ID] * len(door.kinds))
            answers = {door.name: (browser.get(address).status_code, browser.post(address).status_code)}
            assert answers == {door.name: (answer, answer)}


def test_staff_of_no_company_have_no_desk(world):
    browser = world.browser("dee")

    assert {browser.get(door.at(*[ANY_ID] * len(door.kinds))).status_code for door in behind("desk/")} == {302}


VISITORS = {
    "nobody": "kim",
    "ada": "minato",
    "cleo": "komorebi",
    "kim": "kim",
    "lee": "lee",
    "dee": "operator",
}


GATES = {
    "nobody": "",
    "ada": "desk/",
    "cleo": "desk/",
    "viewer": "desk/",
    "kim": "me/",
    "lee": "me/",
    "dee": "console/",
}


def public() -> list[Door]:
    return [door for door in ours() if not door.route.startswith(OURS)]


def addresses(door: Door, ids: dict[str, list[UUID]]) -> list[str]:
    """Its addresses with the ids that are known."""
    if not door.kinds:
        return [door.at()]
    if door.kinds[0] != "uuid" and not door.takes:
        return [door.at(*(word for _kind in door.kinds)) for word in ("minato", "x")]
    return [door.at(*values) for values in product(*(ids.get(kind, []) for kind in door.takes))]


def test_every_route_with_an_id_is_sorted_in():
    assert [
        door.name for door in ours() if {"uuid", "int"} & set(door.kinds) and len(door.takes) != len(door.kinds)
    ] == []


@pytest.mark.parametrize(("who", "owner"), VISITORS.items())
def test_looking_changes_nothing(who, owner, world):
    """Every route, with ids that are theirs, by GET; and by HEAD where programs come along: what a mail may link to."""
    world.relay.ask()
    world.relay.yes()
    world.relay.cool()
    browser, ids = world.browser(who), world.ids(owner)
    looks = (browser.get,) if who in {"ada", "cleo", "dee"} else (browser.get, browser.head)
    wrote, faults, opened = {}, {}, 0

    for door in ours() if who == "nobody" else (*behind(GATES[who]), *public()):
        for address in addresses(door, ids):
            answers: list[HttpResponse] = []
            tables = writes_of(lambda: answers.extend(look(address) for look in looks)) - SESSIONS  # noqa: B023
            if tables - LOOKS_MAY_WRITE.get(door.name, (set(), ""))[0]:
                wrote[door.name] = tables
            if status := max(one.status_code for one in answers) // 500:
                faults[address] = status
            opened += answers[0].status_code == 200

    assert (wrote, faults) == ({}, {})
    assert opened > 10


def test_a_scanner_that_follows_every_link_agrees_to_nothing(world):
    world.relay.ask()
    browser = world.browser("kim")
    tables = {
        "consents_consententry",
        "consents_consentnow",
        "relay_introduction",
        "consents_block",
        "consents_passport",
    }

    opened = {}
    wrote = writes_of(lambda: opened.update(follow_all(browser, [reverse("portal:home"), reverse("portal:asks")])))

    assert not wrote & tables
    assert len(opened) > 15
    assert {address for address, answer in opened.items() if answer.status_code >= 500} == set()
