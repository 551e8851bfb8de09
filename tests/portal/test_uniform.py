"""Unknown, ended, foreign, blocked: the same answer (RELIABILITY rule 14, 4.9; TOB-PYPI-5).

By bytes here; by night also by time, with a classifier that must not do better than guessing.
"""

import re
from datetime import timedelta
from time import perf_counter
from uuid import uuid4

import numpy as np
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts import addresses, people
from career_relay.accounts.models import CodeRequest
from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.base.tokens import new_token
from career_relay.consents import share_links, shares
from career_relay.consents.actions import block_company
from career_relay.consents.models import Share, ShareKey
from career_relay.notices import links
from career_relay.notices.models import EntryLink, PersonalMail
from career_relay.portal.middleware import SESSION_KEY
from career_relay.relay.models import Introduction
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import prove

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "kim@mail.example", "who@mail.example"
MANY = 99  # tries, of a code that is over
NEW_EACH_TIME = re.compile(
    r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[A-Za-z0-9]+"|nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])'
)


def seen(response: HttpResponse, *typed: str) -> tuple[int, str, list[str], str]:
    """Status, where it leads, headers and body, without what is new in every answer or was typed by the visitor."""
    body = response.content.decode()
    for word in typed:
        body = body.replace(word, "TYPED")
    heads = sorted(f"{name}: {NEW_EACH_TIME.sub('NEW', value)}" for name, value in response.items() if name != "Date")
    heads = [re.sub(r"'nonce-[^']+'", "NONCE", one) for one in heads if not one.startswith("Content-Length")]
    return (
        response.status_code,
        NEW_EACH_TIME.sub("NEW", response.headers.get("Location", "")),
        heads,
        NEW_EACH_TIME.sub("NEW", body),
    )


def all_the_same(answers: list) -> bool:
    return all(one == answers[0] for one in answers[1:])


def browser_of(person_id: int) -> Client:
    client = Client()
    session = client.session
    session[SESSION_KEY] = person_id
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def follow(client: Client, token: str) -> list:
    """Open a link of a mail, and where it leads."""
    return [seen(client.get(f"/r/{token}")), seen(client.get("/r/"))]


def test_a_link_that_is_unknown_ended_or_of_another_kind_is_one_answer(minato, kim):
    with company(minato.pk):
        ended_seal, seal = uuid4(), uuid4()
        result = ApplicationFactory(candidate=CandidateFactory(person_id=kim))
        links.open_link(result, ended_seal)
        EntryLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        links.open_link(result, seal)
    with person(kim):
        change = addresses.ask_address(kim, "kim.new@mail.example", language="ja")
    other_kinds = [addresses.token_of(change), share_links.token_for(uuid4())]

    answers = [follow(Client(), one) for one in (links.token_for(ended_seal), new_token(), "x", *other_kinds)]

    assert all_the_same(answers)
    assert follow(Client(), links.token_for(seal)) != answers[0]  # one that works does lead somewhere


def test_typing_an_address_looks_the_same_whoever_has_it(kim, minato):
    with company(minato.pk):
        CandidateFactory(email="noted@mail.example")
    answers = []
    for address in (KNOWN, UNKNOWN, "noted@mail.example"):
        client = Client()
        asked = client.post(reverse("portal:enter"), {"email": address})
        answers.append([seen(asked, address), seen(client.get(asked.url), address)])

    assert all_the_same(answers)
    assert PersonalMail.objects.filter(kind="code").count() == 3  # the same work, too


def test_too_many_codes_look_like_the_first(kim):
    client, answers = Client(), []
    for _time in range(8):
        asked = client.post(reverse("portal:enter"), {"email": KNOWN})
        answers.append(seen(asked, KNOWN))

    assert all_the_same(answers)


def test_a_code_that_is_wrong_ended_used_or_of_nobody_fails_alike(kim):
    wrong, ended, used = (people.request_code(UNKNOWN) for _time in range(3))
    CodeRequest.objects.filter(pk=ended.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    people.prove_address(used.public_id, people.code_of(used))
    codes = {ended: people.code_of(ended), used: people.code_of(used)}

    over = [
        seen(Client().post(reverse("portal:code", args=[one.public_id]), {"code": code})) for one, code in codes.items()
    ]
    over.append(seen(Client().post(reverse("portal:code", args=[uuid4()]), {"code": "123456"})))

    heads = {(status, where) for status, where, _heads, _body in over}
    assert heads == {(200, "")}
    assert all("_auth" not in body for _status, _where, _heads, body in over)
    looks = [seen(Client().get(reverse("portal:code", args=[one])))[0] for one in (wrong.public_id, uuid4())]
    assert looks == [200, 200]


def test_a_shared_link_that_is_unknown_stopped_or_ended_is_one_answer(relay):
    with person(relay.kim):
        seen_ = shares.preview(relay.kim, ["history"])
        made = [
            shares.make_share(
                relay.kim, ["history"], title="一つ", days=7, expected_hash=seen_.hash, by=person_actor(relay.kim)
            )
            for _time in range(3)
        ]
        shares.stop_share(made[0], by=person_actor(relay.kim))
        over = timezone.now() - timedelta(seconds=1)
        Share.objects.filter(pk=made[1].pk).update(until=over)
        ShareKey.objects.filter(share=made[1]).update(until=over)
        tokens = [share_links.token_for(one.public_id) for one in made]

    answers = [seen(Client().get(f"/s/{one}"), f"/s/{one}") for one in (*tokens[:2], new_token(), "x")]

    assert all_the_same(answers)
    assert seen(Client().get(f"/s/{tokens[2]}")) != answers[0]


def test_somebody_elses_question_is_nobodys(relay):
    relay.ask()
    theirs, browser = relay.mine().public_id, browser_of(prove("lee@mail.example"))

    answers = [
        seen(browser.get(reverse("portal:ask", args=[one]))) for one in (theirs, uuid4(), relay.position.public_id)
    ]

    assert all_the_same(answers)
    assert answers[0][0] == 404


def test_a_company_cannot_tell_who_blocked_it_from_who_is_not_there(relay, cleo, settings):
    """The page of an ask, before and after: with somebody who may be asked, and with somebody who blocked the company."""
    settings.MFA_REQUIRED_FOR_OWNERS = False
    browser = Client()
    browser.force_login(cleo)
    there = reverse("desk:ask", args=[relay.position.public_id])
    told = {"upto": "1", "due_on": (timezone.localdate() + timedelta(days=7)).isoformat()}

    open_to_all = seen(browser.post(there, told))
    with person(relay.kim):
        block_company(relay.kim, relay.komorebi, by=person_actor(relay.kim))
    blocked = seen(browser.post(there, told))

    assert open_to_all == blocked
    with company(relay.komorebi.pk):
        hidden = uuid4()
        assert not Introduction.objects.filter(public_id=hidden).exists()


# --- by night: time and size, with a classifier -------------------------------------------------------------------

PAIRS, WORST = 2000, 0.55


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """The chance that a known one scores higher than an unknown one, whichever way round is better."""
    order = scores.argsort(kind="stable").argsort() + 1.0
    for value in np.unique(scores):  # ties share their rank
        order[scores == value] = order[scores == value].mean()
    known = labels == 1
    rank = order[known].sum() - known.sum() * (known.sum() + 1) / 2
    found = rank / (known.sum() * (~known).sum())
    return float(max(found, 1 - found))


def trained(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's steps; gives the weights, the last one alone."""
    inputs, weights = np.c_[features, np.ones(len(features))], np.zeros(features.shape[1] + 1)
    for _step in range(25):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (labels - guess) - 1e-3 * weights
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-3 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def test_the_classifier_finds_a_difference_where_there_is_one():
    rng = np.random.default_rng(7)
    labels = np.tile([0.0, 1.0], 500)
    noise, late = rng.normal(size=1000), rng.normal(size=1000) + labels

    weights = trained(np.c_[noise, late], labels)

    assert auc(np.c_[noise, late, np.ones(1000)] @ weights, labels) > 0.7
    assert auc(noise, labels) < WORST


def test_the_page_of_somebody_elses_code_is_the_page_of_no_code(minato):
    theirs = people.request_code(KNOWN, door=minato.slug)

    pages = [seen(Client().get(reverse("portal:code", args=[one]))) for one in (theirs.public_id, uuid4())]
    again = [seen(Client().post(reverse("portal:code_again", args=[one]))) for one in (theirs.public_id, uuid4())]

    assert all_the_same(pages)
    assert all_the_same(again)


@pytest.mark.nightly
@pytest.mark.parametrize("door", ["enter", "arrive", "ask", "code"])
def test_neither_time_nor_size_tells_known_from_unknown(relay, minato, door):
    ask_of = _doors(relay, minato)[door]
    measured, labels = [], []
    for n in range(PAIRS):
        for known in (n % 2, 1 - n % 2):  # interleaved, and in both orders
            begun = perf_counter()
            response = ask_of(bool(known))
            measured.append([perf_counter() - begun, len(response.content), len(str(response.headers))])
            labels.append(float(known))
            _tidy(minato)
    inputs, truth = np.log(np.array(measured) + 1e-6), np.array(labels)
    spread = inputs.std(axis=0)
    inputs = (inputs - inputs.mean(axis=0)) / np.where(spread > 0, spread, 1)
    half = len(truth) // 2

    weights = trained(inputs[:half], truth[:half])

    assert auc(np.c_[inputs, np.ones(len(inputs))][half:] @ weights, truth[half:]) <= WORST
    for column in range(inputs.shape[1]):
        assert auc(inputs[:, column], truth) <= WORST
    apart = np.median(np.array(measured)[truth == 1, 0]) - np.median(np.array(measured)[truth == 0, 0])
    assert abs(apart) <= 0.001


def _tidy(minato) -> None:
    """Codes that were sent on the way, so that neither side has more of them; what hangs on a code belongs to a company."""
    with company(minato.pk):
        CodeRequest.objects.exclude(attempts=MANY).delete()


def _doors(relay, minato) -> dict:
    """Four doors, each for something that is there and for something that is not."""
    relay.ask()
    mine = relay.mine().public_id
    with company(minato.pk):
        ended = uuid4()
        links.open_link(ApplicationFactory(candidate=CandidateFactory(person_id=relay.kim)), ended)
        EntryLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    lee, nobody = browser_of(prove("lee@mail.example")), Client()
    code = people.request_code(KNOWN)
    CodeRequest.objects.filter(pk=code.pk).update(attempts=MANY)

    def enter(known: bool) -> HttpResponse:
        address = KNOWN if known else f"{uuid4().hex[:3]}@mail.example"
        return nobody.post(reverse("portal:enter"), {"email": address})

    return {
        "enter": enter,
        "arrive": lambda known: nobody.get(f"/r/{links.token_for(ended if known else uuid4())}"),
        "ask": lambda known: lee.get(reverse("portal:ask", args=[mine if known else uuid4()])),
        "code": lambda known: nobody.post(
            reverse("portal:code", args=[code.public_id if known else uuid4()]), {"code": "000000"}
        ),
    }
