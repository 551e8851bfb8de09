"""Who a browser is, and that it stops being them: staff and people side by side, leaving, being removed, suspended."""

import logging

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts import people
from career_relay.accounts.models import CodeRequest
from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company
from career_relay.companies.models import Membership
from career_relay.companies.roles import GRANTS, Role
from career_relay.companies.staff import end_membership
from career_relay.portal.entrance import ASKED, CAME_BY
from career_relay.portal.middleware import SESSION_KEY
from career_relay.relay import actions
from career_relay.relay.window import received
from tests.factories.companies import MembershipFactory, UserFactory
from tests.house.conftest import World
from tests.house.doors import ANY_ID, behind

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"  # noqa: S105 — of an invented person


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def comes_in(client, address: str, door: str = "minato") -> None:
    """By the door, with the code from the mail."""
    client.post(reverse("portal:door", args=[door]), {"email": address})
    asked = CodeRequest.objects.latest("id")
    client.post(reverse("portal:code", args=[asked.public_id]), {"code": people.code_of(asked)})


def desk(client) -> int:
    return client.get(reverse("desk:home")).status_code


def me(client) -> int:
    return client.get(reverse("portal:home")).status_code


def test_a_person_is_no_staff_and_staff_are_no_person(client, ada, minato):
    comes_in(client, "kim@mail.example")
    assert (me(client), desk(client)) == (200, 302)

    client.post(reverse("portal:leave"))
    client.force_login(ada)
    assert (me(client), desk(client)) == (302, 200)


def test_both_in_one_browser_stay_two(client, ada, minato):
    """Ada looks at her own portal from her desk: each page knows one of the two only, and leaving one leaves one."""
    client.force_login(ada)
    comes_in(client, "kim@mail.example")
    assert client.get(reverse("desk:home")).wsgi_request.actor.kind == "user"
    assert client.get(reverse("portal:home")).wsgi_request.actor.kind == "person"
    assert "Ada" not in client.get(reverse("portal:home")).content.decode()

    client.post(reverse("portal:leave"))
    assert (me(client), desk(client)) == (302, 200)


def test_leaving_the_desk_leaves_nobody_behind(client, ada, minato):
    client.force_login(ada)
    comes_in(client, "kim@mail.example")

    client.post(reverse("account_logout"))

    assert (me(client), desk(client)) == (302, 302)


def test_leaving_the_portal_takes_everything_of_the_person_along(client, minato):
    comes_in(client, "kim@mail.example")
    assert client.session[CAME_BY] == "minato"
    before = client.session.session_key

    client.post(reverse("portal:leave"))

    assert not {SESSION_KEY, CAME_BY, ASKED} & set(client.session.keys())
    assert client.session.session_key != before
    assert not SessionStore().exists(before)


def test_the_next_person_starts_anew(client, minato):
    """Lee comes in where Kim forgot to leave: nothing of Kim is left, not even whose door she came by."""
    comes_in(client, "kim@mail.example", door="minato")
    kims = client.session[SESSION_KEY]

    client.post(reverse("portal:enter"), {"email": "lee@mail.example"})
    asked = CodeRequest.objects.latest("id")
    client.post(reverse("portal:code", args=[asked.public_id]), {"code": people.code_of(asked)})

    assert client.session[SESSION_KEY] != kims
    assert CAME_BY not in client.session


def test_a_session_planted_before_is_not_the_one_after(client, minato):
    client.post(reverse("portal:door", args=["minato"]), {"email": "kim@mail.example"})
    planted = client.session.session_key

    asked = CodeRequest.objects.latest("id")
    client.post(reverse("portal:code", args=[asked.public_id]), {"code": people.code_of(asked)})

    assert client.session.session_key != planted
    assert not SessionStore().exists(planted)


def test_staff_get_a_new_session_too(client, ada, minato):
    ada.set_password(PASSWORD)
    ada.save()
    client.get(reverse("portal:enter"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key

    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})

    assert desk(client) == 200
    assert client.session.session_key != session.session_key


def test_a_made_up_session_is_nobody(client, minato):
    client.cookies["sessionid"] = "x" * 32

    assert (me(client), desk(client)) == (302, 302)


def test_a_deactivated_user_is_out_at_once(client, ada, minato):
    ada.set_password(PASSWORD)
    ada.save()
    client.force_login(ada)
    assert desk(client) == 200
    ada.is_active = False
    ada.save()

    assert desk(client) == 302
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert desk(client) == 302


def test_who_was_removed_is_out_at_once(client, ada, ben, minato):
    client.force_login(ben)
    assert desk(client) == 200
    with company(minato.pk):
        end_membership(Membership.objects.get(user=ben), by=user_actor(ada.pk))

    for door in behind("desk/"):
        assert client.get(door.at(*[ANY_ID if kind == "uuid" else 1 for kind in door.kinds])).status_code == 302


def test_a_company_in_the_session_counts_only_while_one_works_there(client, ben, komorebi, minato):
    client.force_login(ben)
    session = client.session
    session["company"] = komorebi.pk
    session.save()

    assert client.get(reverse("desk:home")).wsgi_request.company == minato


def test_a_suspended_company_sees_its_own_and_nothing_of_the_network(world: World):
    """Its staff may still answer their own candidates; nobody can be asked, and no door of theirs is open."""
    type(world.komorebi).objects.filter(pk=world.komorebi.pk).update(suspended_at=timezone.now())
    cleos = world.browser("cleo")

    with company(world.komorebi.pk), pytest.raises(Refused):
        world.komorebi.refresh_from_db()
        actions.ask_people(world.relay.position, 3, due_on=timezone.localdate(), by=user_actor(world.cleo.pk))
    assert desk(cleos) == 200
    assert cleos.get(reverse("portal:door", args=["komorebi"])).status_code == 404
    assert cleos.get(reverse("portal:opening", args=[world.relay.position.public_id])).status_code == 404


def test_a_company_suspended_while_an_answer_cools_off_gets_nothing(world: World):
    world.relay.ask()
    world.relay.yes()
    type(world.komorebi).objects.filter(pk=world.komorebi.pk).update(suspended_at=timezone.now())

    world.relay.cool()

    with company(world.komorebi.pk):
        assert received(at=timezone.now(), today=timezone.localdate()) == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_exactly_its_doors(role, client, komorebi):
    """Every door of the desk: 403 to GET and POST without the permission, anything else with it."""
    client.raise_request_exception = False
    client.force_login(MembershipFactory(company=komorebi, role=role, user=UserFactory()).user)
    wrong = {}
    for door in behind("desk/"):
        address = door.at(*[ANY_ID if kind == "uuid" else 1 for kind in door.kinds])
        may_open = door.view.permission in GRANTS[role]
        answers = {client.post(address).status_code} - {405}
        if not (may_open and answers):
            answers |= {client.get(address).status_code} - {405}
        if (answers == {403}) == may_open:
            wrong[door.name] = answers

    assert wrong == {}
