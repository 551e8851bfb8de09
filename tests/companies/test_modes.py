"""One table says what each mode allows: in every mode each feature is there, or refused with its code (LEGAL §1, M-01, M-02).

The table here is written from LEGAL §1 by hand, so that the one in code is not compared with itself.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person
from career_relay.companies.acts import licence_for
from career_relay.companies.licences import ALLOWS, CODES, WORDS, Feature, Kind, Mode, ensure_allowed
from career_relay.companies.models import CircleMember
from career_relay.companies.queries import current_mode
from career_relay.consents.models import Package
from career_relay.matching.openings import OpeningFilters
from career_relay.matching.pool import find_openings, pick_for_ask
from career_relay.positions.actions import publish_position, save_position
from career_relay.relay import cards
from career_relay.relay.actions import ask_people, send_self
from tests.factories.companies import CircleFactory, LicenceFactory
from tests.factories.people import PassportFactory
from tests.factories.positions import PositionFactory

TABLE = {  # feature: the modes that have it
    "own_pool": {0, 1, 2, 3, 4},
    "openings": {1, 2, 3, 4},
    "self_sending": {1, 2, 3, 4},
    "cards": {2},
    "ask": {3, 4},
    "ranking": {3, 4},
    "fees": {4},
}
CELLS = [(feature, mode) for feature in Feature for mode in Mode]
LICENCE_OF = {
    Mode.OWN_POOL: None,
    Mode.SELF_DIRECTED: Kind.INFORMATION,
    Mode.SEARCH: Kind.SEARCH,
    Mode.FREE_PLACEMENT: Kind.FREE_CHAMBER,
    Mode.PAID_PLACEMENT: Kind.PAID_PERMIT,
}
FORBIDDEN = "MODE_FORBIDS_SELECTION"


def test_the_table_names_every_feature_and_every_mode():
    assert (set(TABLE), set(ALLOWS), set(WORDS)) == ({one.value for one in Feature}, set(Mode), set(Mode))
    assert set(CODES) == set(Feature)


@pytest.mark.parametrize(("feature", "mode"), CELLS)
def test_each_feature_is_there_or_refused_with_its_code(feature, mode):
    try:
        ensure_allowed(feature, mode)
    except Refused as refusal:
        found = refusal.code
    else:
        found = ""

    expected = "REFERRAL_FEE_FORBIDDEN" if feature == "fees" else FORBIDDEN
    assert found == ("" if mode in TABLE[feature] else expected)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_has_every_word(mode):
    assert set(WORDS[mode]) == {"introduction", "introductions", "board", "letter", "order"}
    assert all(str(word) for word in WORDS[mode].values())


# --- the acts themselves ------------------------------------------------------------------------------------------


def code_of(act) -> str:
    """The code an act is refused with, `went` when it got past the mode."""
    try:
        act()
    except Refused as refusal:
        return refusal.code if refusal.code in CODES.values() else "went"
    return "went"


@pytest.mark.parametrize("mode", list(Mode))
def test_each_act_asks_the_mode_itself(mode, operator_company, minato, komorebi, harbour, kim):
    if kind := LICENCE_OF[mode]:
        LicenceFactory(holder=operator_company, kind=kind)
    due, now = timezone.localdate() + timedelta(days=5), timezone.now()
    with acting_for(minato.pk):
        position, draft = PositionFactory(), PositionFactory(state="draft", listed_until=None)
        did = {
            "ask": code_of(lambda: ask_people(position, 3, due_on=due, by=SYSTEM)),
            "ranking": code_of(lambda: pick_for_ask(position, 3, at=now)),
            "openings": code_of(lambda: publish_position(draft, circles=[harbour], by=SYSTEM)),
            "cards": code_of(lambda: cards.ensure_shown(timezone.localdate())),
            "own_pool": code_of(lambda: save_position(draft, by=SYSTEM)),
        }
    with person(kim):
        PassportFactory(person_id=kim)
        did["self_sending"] = code_of(
            lambda: send_self(position.public_id, person_id=kim, items=["contact"], package_hash="0" * 64, by=SYSTEM)
        )

    assert current_mode() == mode
    assert did == {feature: "went" if mode in TABLE[feature] else FORBIDDEN for feature in did}
    with person(kim):
        assert Package.objects.count() == 0


@pytest.mark.parametrize("mode", [Mode.SELF_DIRECTED, Mode.SEARCH])
@pytest.mark.parametrize("sort", ["new", "pay", "company", "place", "score"])
def test_in_modes_1_and_2_the_same_search_has_the_same_order_for_all(
    mode, sort, operator_company, minato, komorebi, harbour, kim
):
    LicenceFactory(holder=operator_company, kind=LICENCE_OF[mode])
    for company in (minato, komorebi):
        with acting_for(company.pk):
            for pay in (500, 400, 500):
                PositionFactory(pay_min=pay, pay_max=pay + 100)
    filters, now = OpeningFilters(sort=sort), timezone.now()

    seen = []
    for opened in (acting_for(minato.pk), acting_for(komorebi.pk), person(kim)):
        with opened:
            seen.append([card.id for card in find_openings(filters, at=now)])

    assert len(seen[0]) == 6
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("mode", list(Mode))
def test_an_order_by_a_score_is_refused_where_nobody_may_select(mode, client, operator_company, minato, harbour):
    if kind := LICENCE_OF[mode]:
        LicenceFactory(holder=operator_company, kind=kind)
    with acting_for(minato.pk):
        PositionFactory.create_batch(2)

    page = client.get(reverse("portal:openings"), {"sort": "score"})

    refused = mode in {Mode.SELF_DIRECTED, Mode.SEARCH}
    assert (page.status_code, getattr(page.context.get("why"), "code", "")) == (
        (403, FORBIDDEN) if refused else (200, "")
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_each_page_of_the_desk_is_there_or_leads_away_with_the_reason(mode, client, ben, operator_company, minato):
    if kind := LICENCE_OF[mode]:
        LicenceFactory(holder=operator_company, kind=kind)
    with acting_for(minato.pk):
        position = PositionFactory()
    client.force_login(ben)
    pages = {
        "own_pool": client.get(reverse("desk:pool")),
        "openings": client.get(reverse("desk:board")),
        "cards": client.get(reverse("desk:cards")),
        "ask": client.get(reverse("desk:ask", args=[position.public_id])),
    }

    found = {name: page.status_code for name, page in pages.items()}

    assert found == {name: 200 if mode in TABLE[name] else 302 for name in pages}


# --- whose licence ------------------------------------------------------------------------------------------------


def test_an_act_names_the_licence_it_rests_on(minato, operator_company):
    weaker = LicenceFactory(holder=operator_company, kind=Kind.SEARCH)
    stronger = LicenceFactory(holder=operator_company, kind=Kind.FREE_PERMIT)

    assert licence_for(Feature.ASK, minato) == stronger
    assert licence_for(Feature.OPENINGS, minato) == stronger
    stronger.delete()
    assert licence_for(Feature.OPENINGS, minato) == weaker


def test_a_licence_covers_its_circle_only(minato, komorebi, operator_company):
    chamber = CircleFactory()
    CircleMember.objects.create(circle=chamber, company=minato)
    licence = LicenceFactory(holder=operator_company, circle=chamber)

    assert licence_for(Feature.ASK, minato) == licence
    with pytest.raises(Refused) as refusal:
        licence_for(Feature.ASK, komorebi)
    assert refusal.value.code == "OUT_OF_SCOPE_JOB"


def test_a_members_own_licence_covers_nothing_of_the_network(minato, operator_company):
    LicenceFactory(holder=minato, kind=Kind.PAID_PERMIT)

    with pytest.raises(Refused) as refusal:
        licence_for(Feature.ASK, minato)
    assert refusal.value.code == FORBIDDEN


def test_on_the_day_after_its_end_the_act_is_refused(minato, operator_company):
    today = timezone.localdate()
    LicenceFactory(holder=operator_company, kind=Kind.FREE_PERMIT, expires_on=today)
    LicenceFactory(holder=operator_company, kind=Kind.SEARCH)

    assert licence_for(Feature.ASK, minato, on=today).kind == Kind.FREE_PERMIT
    with pytest.raises(Refused) as refusal:
        licence_for(Feature.ASK, minato, on=today + timedelta(days=1))
    assert refusal.value.code == FORBIDDEN
    assert licence_for(Feature.OPENINGS, minato, on=today + timedelta(days=1)).kind == Kind.SEARCH


def test_the_ask_itself_is_refused_outside_the_circle_of_the_licence(minato, operator_company):
    LicenceFactory(holder=operator_company, circle=CircleFactory())
    with acting_for(minato.pk):
        position = PositionFactory()

        with pytest.raises(Refused) as refusal:
            ask_people(position, 3, due_on=timezone.localdate() + timedelta(days=5), by=SYSTEM)

    assert refusal.value.code == "OUT_OF_SCOPE_JOB"
