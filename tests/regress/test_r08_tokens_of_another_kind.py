"""R8, Zulip CVE-2022-21706: an invitation of one organisation was valid in all others.

Every kind of token at every door that takes one, and for every person and company but its own: accepted nowhere.
"""

from collections import Counter
from datetime import timedelta
from itertools import product
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts import addresses, people
from career_relay.accounts.models import CodeRequest, VerifiedAddress
from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Company
from career_relay.consents import share_links, shares
from career_relay.notices import links, list_links
from career_relay.notices.campaigns import make_campaign
from career_relay.notices.models import EntryLink, Message, Preference, Suppression
from career_relay.portal.middleware import SESSION_KEY
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import PassportFactory, prove

pytestmark = pytest.mark.django_db
DOORS = {"entry": "/r/{}", "stop": "/u/{}", "choices": "/p/{}/", "undo": "/undo/{}", "share": "/s/{}"}
OWN = {("entry", "entry"), ("mail", "stop"), ("mail", "choices"), ("undo", "undo"), ("share", "share")}


@pytest.fixture
def tokens(kim, minato, ben) -> dict[str, str]:
    """One good token of each kind."""
    seal = uuid4()
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim, email="kim@mail.example")
        links.open_link(ApplicationFactory(candidate=candidate), seal)
        campaign = make_campaign("便り", by=person_actor(kim), template_key="newsletter")
        news = Message.objects.create(candidate=candidate, campaign=campaign, legal_class="newsletter")
    with person(kim):
        PassportFactory()
        shown = shares.preview(kim, ["history"])
        share = shares.make_share(
            kim, ["history"], title="一つ", days=7, expected_hash=shown.hash, by=person_actor(kim)
        )
        VerifiedAddress.objects.create(person_id=kim, address="kim.too@mail.example", is_primary=False)
        second = VerifiedAddress.objects.get(address="kim.too@mail.example")
        change = addresses.make_primary(second, by=person_actor(kim))
    return {
        "entry": links.token_for(seal),
        "mail": list_links.token_for(news),
        "undo": addresses.token_of(change),
        "share": urlsplit(share_links.url_for(share)).path.rpartition("/")[2],
    }


def opens(door: str, token: str) -> bool:
    """Whether the door does or shows anything for this token that it does not for a made-up one."""
    return answer(door, token) != answer(door, list_links.token_for(Message(company_id=0)))


def answer(door: str, token: str) -> tuple:
    """What is shown, and by how much there is more of anything afterwards."""
    before = held()
    browser, there = Client(), DOORS[door].format(token)
    page = browser.get(there, follow=True)
    posted = browser.post(there, {"List-Unsubscribe": "One-Click", "words": "x", "name": "x"}, follow=True)
    bodies = (one.content.decode().replace(token, "TOKEN") for one in (page, posted))
    return page.status_code, posted.status_code, *map(len, bodies), held() - before


def held() -> Counter[str]:
    """How much there is of what a door could write."""
    with company(Company.objects.get(slug="minato").pk):
        return Counter({model.__name__: model.objects.count() for model in (CodeRequest, Preference, Suppression)})


@pytest.mark.parametrize(("kind", "door"), sorted(set(product(("entry", "mail", "undo", "share"), DOORS)) - OWN))
def test_a_token_of_one_kind_opens_no_other_door(tokens, kind, door):
    assert not opens(door, tokens[kind])


@pytest.mark.parametrize(
    ("kind", "door"), [("entry", "entry"), ("mail", "stop"), ("mail", "choices"), ("undo", "undo"), ("share", "share")]
)
def test_each_opens_its_own(tokens, kind, door):
    assert opens(door, tokens[kind])


def test_a_code_for_one_purpose_serves_no_other(kim):
    made = {purpose: people.request_code("kim@mail.example", purpose=purpose) for purpose in CodeRequest.Purpose}

    for asked, wanted in product(made, CodeRequest.Purpose):
        if asked != wanted:
            with pytest.raises(Refused):
                people.use_code(made[asked].public_id, people.code_of(made[asked]), purpose=wanted)


def test_a_code_of_one_address_opens_no_other(kim):
    mine, theirs = people.request_code("kim@mail.example"), people.request_code("lee@mail.example")

    with pytest.raises(Refused):
        people.prove_address(theirs.public_id, people.code_of(mine))


def test_a_link_that_has_ended_opens_nothing(tokens):
    EntryLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert not opens("entry", tokens["entry"])


def test_a_link_to_kims_answer_shows_nothing_to_lee_who_is_signed_in(tokens, kim):
    browser = Client()
    session = browser.session
    session[SESSION_KEY] = prove("lee@mail.example")
    session.save()
    browser.cookies["sessionid"] = session.session_key

    browser.get(DOORS["entry"].format(tokens["entry"]))
    page = browser.get("/r/")

    assert page.status_code == 200
    assert "kim@mail.example" not in page.content.decode()
    assert reverse("portal:enter") not in page.headers.get("Location", "")
