"""Without a licence nothing passes between companies: every page that would is gone, and every act is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.companies.actions import end_licence
from career_relay.companies.licences import CODES, WORDS, Feature, Mode, ensure_allowed
from career_relay.consents.models import ConsentEntry
from career_relay.desk.urls import relay as desk_relay
from career_relay.matching.openings import OpeningFilters
from career_relay.matching.pool import find_openings, pick_for_ask
from career_relay.portal.middleware import SESSION_KEY
from career_relay.portal.urls import asks as portal_asks
from career_relay.relay.actions import ask_people
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import Origin, Stage
from tests.factories.people import PassportFactory, prove
from tests.factories.positions import PositionFactory

TITLE = "他社だけが知る求人の題"
OWN_POOL = {"match", "match_aside", "match_back"}  # the company's own past applicants need no licence
OWN_CHOICE = {"ask_withdraw"}  # taking back what one gave is possible in every mode (LEGAL C-14)
DESK = [pattern for pattern in desk_relay.urlpatterns if pattern.name not in OWN_POOL]
PORTAL = [pattern for pattern in portal_asks.urlpatterns if pattern.name not in OWN_CHOICE]


@pytest.fixture
def network(minato, komorebi, harbour, mode3):
    """Komorebi lists a position, asked Kim about it, and Minato received Kim; then the only licence ends."""
    kim, now = prove("kim@mail.example"), timezone.now()
    with person(kim):
        PassportFactory(person_id=kim)
    with company(komorebi.pk):
        theirs = PositionFactory(title=TITLE)
    with company(minato.pk):
        ours = PositionFactory(title="営業")
        received = Introduction.objects.create(
            person_id=kim, position=ours, origin=Origin.ASK, stage=Stage.DISCLOSED, disclosed_at=now,
            reply_by=timezone.localdate() + timedelta(days=5),
        )  # fmt: skip
    with person(kim):
        asked = Introduction.objects.create(
            company=komorebi, person_id=kim, position=theirs, origin=Origin.ASK, stage=Stage.ASKED,
            answer_by=timezone.localdate() + timedelta(days=5), asked_at=now,
        )  # fmt: skip
    with operator():
        end_licence(mode3, by=SYSTEM)
    return {"kim": kim, "ours": ours, "theirs": theirs, "received": received, "asked": asked}


def kept(network, minato, komorebi) -> list:
    with person(network["kim"]):
        mine = [list(Introduction.objects.order_by("id").values_list("stage")), ConsentEntry.objects.count()]
    asks = []
    for one in (minato, komorebi):
        with company(one.pk):
            asks.append(Ask.objects.count())
    return [*mine, *asks]


def path_of(space: str, pattern, public_id) -> str:
    return reverse(f"{space}:{pattern.name}", args=[public_id] if "<uuid" in str(pattern.pattern) else [])


@pytest.mark.parametrize("pattern", DESK, ids=lambda pattern: str(pattern.pattern))
def test_no_relay_page_of_the_desk_acts_or_shows(ben_client, minato, komorebi, network, pattern):
    before = kept(network, minato, komorebi)
    target = network["ours"].public_id if pattern.name == "ask" else network["received"].public_id

    path = path_of("desk", pattern, target)
    answers = [
        ben_client.get(path),
        ben_client.post(path, {"upto": 3, "due_on": "2030-01-01", "stage": "interviewing"}),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403, 404, 405}
    assert kept(network, minato, komorebi) == before


@pytest.mark.parametrize("pattern", PORTAL, ids=lambda pattern: str(pattern.pattern))
def test_no_relay_page_of_the_portal_acts_or_shows(client, minato, komorebi, network, pattern):
    session = client.session
    session[SESSION_KEY] = network["kim"]
    session.save()
    before = kept(network, minato, komorebi)
    target = network["theirs"] if pattern.name.startswith("send") else network["asked"]

    path = path_of("portal", pattern, target.public_id)
    answers = [client.get(path), client.post(path, {"items": ["contact"], "package_hash": "0" * 64})]

    assert [TITLE in answer.content.decode() for answer in answers] == [False, False]
    assert kept(network, minato, komorebi) == before


def test_openings_of_other_companies_are_closed(client, network):
    listing = client.get("/openings/")

    assert TITLE not in listing.content.decode()
    assert client.get(f"/openings/{network['theirs'].public_id}").status_code == 404
    assert list(find_openings(OpeningFilters(), at=timezone.now())) == []


def test_the_act_itself_is_refused_with_its_code(minato, network):
    with company(minato.pk):
        for act in (
            lambda: ask_people(network["ours"], 3, due_on=timezone.localdate() + timedelta(days=5), by=SYSTEM),
            lambda: pick_for_ask(network["ours"], 3, at=timezone.now()),
        ):
            with pytest.raises(Refused) as refusal:
                act()
            assert refusal.value.code == "MODE_FORBIDS_SELECTION"


@pytest.mark.parametrize("feature", [feature for feature in Feature if feature is not Feature.OWN_POOL])
def test_mode_0_allows_the_own_pool_and_nothing_else(feature):
    ensure_allowed(Feature.OWN_POOL, Mode.OWN_POOL)

    with pytest.raises(Refused) as refusal:
        ensure_allowed(feature, Mode.OWN_POOL)

    assert refusal.value.code == CODES[feature]


def test_the_desk_leads_to_no_relay_page_and_drops_its_words(ben_client, network):
    ben_client.cookies["lang"] = "ja"
    pages = [ben_client.get(path).content.decode() for path in ("/desk/", "/desk/report/", "/desk/pool/")]

    words = {str(word) for mode in (Mode.OWN_POOL, Mode.FREE_PLACEMENT) for word in [WORDS[mode]["board"]]}
    links = {reverse("desk:board"), reverse("desk:ask", args=[network["ours"].public_id])}
    assert [sorted(one for one in words | links if one in page) for page in pages] == [[], [], []]


@pytest.mark.parametrize("mode", [Mode.OWN_POOL, Mode.SELF_DIRECTED, Mode.SEARCH])
def test_unlicensed_modes_never_say_introduction(mode):
    with override("ja"):
        said = " ".join(map(str, WORDS[mode].values()))

    assert [word for word in ("紹介", "推薦", "おすすめ") if word in said] == []
