"""A company that asks learns nothing of how many could be asked: 0, 3 or 30 eligible people, the same bytes everywhere."""

import logging
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.notices.models import PersonalMail
from career_relay.relay.actions import answer_later, answer_no, ask_people
from career_relay.relay.asks import reach
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.tasks import expire_unanswered
from tests.baton import fits_sales
from tests.factories.people import prove
from tests.house.doors import follow_all, plain

pytestmark = pytest.mark.django_db

CROWDS = (0, 3, 30)


@pytest.fixture(autouse=True)
def still_and_easy(settings, monkeypatch):
    """One moment, so that minutes do not differ; no second factor."""
    settings.MFA_REQUIRED_FOR_OWNERS = False
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def crowd(harbour):
    """Make people eligible until there are that many."""
    made: list[int] = []

    def grow(n: int) -> list[int]:
        while len(made) < n:
            made.append(fits_sales(prove(f"person{len(made)}@mail.example"), harbour, name=f"人{len(made)}"))
        return made

    return grow


def asked_through_the_page(client, position) -> dict[str, tuple[int, str, str]]:
    """Ask for up to 20 people, let the worker do it, and read everything the desk shows then."""
    there = reverse("desk:ask", args=[position.public_id])
    due = (timezone.localdate() + timedelta(days=7)).isoformat()
    read = {"reply": plain(client.post(there, {"upto": "20", "due_on": due}))}
    with company(position.company_id):
        reach(Ask.objects.latest("id").pk)
    starts = [there, *map(reverse, ("desk:home", "desk:board", "desk:home_figures", "desk:report", "desk:report_file"))]
    read |= {address: plain(answer) for address, answer in follow_all(client, starts, at_most=25).items()}
    read |= {address: plain(client.get(address)) for address in as_candidates_see_it(position)}
    return read | {"mails to the staff": (0, "", mails_to_staff())}


def as_candidates_see_it(position) -> list[str]:
    return [reverse("portal:openings"), reverse("portal:opening", args=[position.public_id])]


def mails_to_staff() -> str:
    kinds = PersonalMail.objects.filter(for_company__isnull=False).order_by("pk").values_list("kind", "data")
    return repr(list(kinds))


def readings(client, position, crowd, sizes=CROWDS, then=lambda people: None) -> list[dict[str, tuple[int, str, str]]]:
    """What is read for each size of the crowd, each in a world that is rolled back."""
    found = []
    for n in sizes:
        with transaction.atomic():
            client.cookies.clear()
            client.force_login(client.staff)
            people = crowd(n)
            read = asked_through_the_page(client, position)
            then(people)
            starts = [address for address in read if address.startswith("/")]
            read |= {f"later {one}": plain(client.get(one)) for one in starts[:8]}
            found.append(read)
            transaction.set_rollback(True)
        people.clear()  # they were rolled back too
    return found


@pytest.fixture
def cleos(client, cleo):
    client.staff = cleo
    return client


def differing(found: list[dict[str, tuple[int, str, str]]]) -> set[str]:
    first = found[0]
    return {
        where for other in found[1:] for where in first.keys() | other.keys() if first.get(where) != other.get(where)
    }


def test_every_page_is_the_same_for_none_and_for_many(cleos, position, crowd):
    found = readings(cleos, position, crowd)

    assert differing(found) == set()
    assert len(found[0]) > 15


def test_noes_laters_and_silence_are_the_same_as_nobody(cleos, position, crowd):
    """What people do with a question, short of a yes, is not seen either."""

    def answer(people: list[int]) -> None:
        for n, one in enumerate(people):
            with person(one):
                asked = Introduction.objects.get()
                if n % 3 == 2:
                    expire_unanswered.func(person_id=one, introduction_id=asked.pk)
                else:
                    (answer_no, answer_later)[n % 3](asked, by=person_actor(one))

    assert differing(readings(cleos, position, crowd, sizes=(0, 3), then=answer)) == set()


def test_the_crowd_was_really_asked(position, crowd, cleo, komorebi):
    """Else the pages above would be the same for no good reason."""
    people = crowd(3)
    with company(komorebi.pk):
        ask = ask_people(position, 20, due_on=timezone.localdate() + timedelta(days=7), by=user_actor(cleo.pk))
        reach(ask.pk)

    for one in people:
        with person(one):
            assert Introduction.objects.count() == 1


def test_nothing_in_an_address_or_a_page_counts_up(cleos, received):
    """Ids in addresses are random: from two of them nobody reads how many lie between."""
    cleos.force_login(cleos.staff)
    pages = follow_all(cleos, [reverse("desk:board"), reverse("desk:home")], at_most=30)

    counting = {
        link
        for page in pages.values()
        for link in re.findall(r'(?:href|action|hx-\w+)="(/desk/[^"?]*)', page.content.decode("utf-8", "replace"))
        if re.search(r"/\d+(/|$)", link)
    }
    assert counting == set()
    assert len(pages) > 10
