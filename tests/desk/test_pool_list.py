"""The list of the pool: its address, its choices, its tabs and saved conditions, and how somebody likes it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import queries, search
from career_relay.candidates.models import Candidate, Pool, PoolMember, Segment
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.desk.forms import pool as forms
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

LIST = "desk:pool"


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def names(response) -> list[str]:
    return sorted(row.candidate.name for row in response.context["rows"])


def page_of(client, **asked):
    return client.get(reverse(LIST), asked)


@pytest.fixture
def three(minato) -> list[Candidate]:
    with acting_for(minato.pk):
        made = [
            CandidateFactory(name="銀", is_silver=True, prefecture="大阪府", skills=["Go"], state=RecordState.CONTACT),
            CandidateFactory(name="東", prefecture="東京都", skills=["Go", "囲碁"], state=RecordState.POOL),
            CandidateFactory(name="碁", prefecture="京都府", skills=["囲碁"]),
        ]
        for one in made:
            search.refresh(one)
        return made


# --- the address --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "state=contact&protection=no&place=%E9%96%A2%E8%A5%BF&skill=Go&silver=yes",
        "q=%E3%82%B9%E3%82%AD%E3%83%AB%3AGo",
        "source=agency&source=own&reached=final&score=4",
        "view=erased&owner=me&tag=%E6%98%A5",
        "pool=00000000-0000-4000-8000-000000000000&sort=name",
        "",
    ],
)
def test_the_address_comes_back_the_same_from_the_conditions(query):
    asked = forms.from_query(query, today=localdate(), user_id=7)

    written = forms.query_of(asked)

    assert sorted(QueryDict(written).lists()) == sorted(QueryDict(query).lists())
    assert forms.query_of(forms.from_query(written, today=localdate(), user_id=7)) == written


@pytest.mark.parametrize(
    "asked",
    [
        {"pool": "not an id"},
        {"pool": ["x" * 5_000, str(uuid4())]},
        {"score": "99"},
        {"silver": "perhaps"},
        {"place": "月面"},
        {"position": ["'; DROP TABLE candidates_candidate; --"]},
        {"cols": ["password", "email"]},
        {"page": "-1"},
        {"page": "9" * 40},
        {"q": "スキル:"},
        {"q": '"'},
        {"q": "a" * 10_000},
    ],
)
def test_nonsense_in_the_address_is_no_fault(ben_client, three, asked):
    assert page_of(ben_client, **asked).status_code == 200


def test_medals_places_and_skills_narrow_down(ben_client, three):
    assert names(page_of(ben_client, silver="yes")) == ["銀"]
    assert names(page_of(ben_client, place="関西")) == ["碁", "銀"]
    assert names(page_of(ben_client, skill="Go")) == ["東", "銀"]
    assert names(page_of(ben_client, skill="囲碁", place="関西")) == ["碁"]


def test_open_lists_offer_the_commonest_values_with_their_counts(ben_client, three):
    facets = {facet.name: facet for facet in page_of(ben_client, state="contact").context["facets"]}

    assert [(one.value, one.count, one.is_on) for one in facets["skill"].choices] == [("Go", 1, False)]
    assert {one.value: one.count for one in facets["place"].choices}["関西"] == 1
    assert facets["state"].is_open
    assert not facets["skill"].is_open


def test_a_chosen_value_stays_in_its_list_though_nobody_has_it(ben_client, three):
    [skill] = [one for one in page_of(ben_client, skill="COBOL").context["facets"] if one.name == "skill"]

    assert (skill.choices[0].value, skill.choices[0].is_on) == ("COBOL", True)
    assert skill.is_open


def test_without_anybody_the_page_says_which_condition_to_drop(ben_client, three):
    page = page_of(ben_client, skill="Go", silver="yes", place="東京")

    links = {drop["name"]: drop["link"] for drop in page.context["drops"]}
    assert links["silver"] == "?place=%E6%9D%B1%E4%BA%AC&skill=Go"
    assert page_of(ben_client, **dict(QueryDict(links["silver"][1:]))).status_code == 200


def test_going_back_in_the_browser_gives_the_whole_page(ben_client, three):
    part = ben_client.get(reverse(LIST), headers={"HX-Request": "true"}).content.decode()
    back = ben_client.get(
        reverse(LIST), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    ).content.decode()

    assert "<html" not in part
    assert "<html" in back


def test_named_pools_are_a_facet_that_counts_what_the_rest_leaves(ben_client, three, minato, ben):
    with acting_for(minato.pk):
        pool = Pool.objects.create(name="再会したい方")
        for one in three[:2]:
            PoolMember.objects.create(pool=pool, candidate=one)

    page = page_of(ben_client, silver="yes")

    [facet] = [one for one in page.context["facets"] if one.name == "pool"]
    assert [(one.label, one.count) for one in facet.choices] == [("再会したい方", 1)]
    assert names(page_of(ben_client, pool=str(pool.public_id))) == ["東", "銀"]


def test_another_companys_pool_in_the_address_finds_nobody(ben_client, three, komorebi):
    with acting_for(komorebi.pk):
        theirs = Pool.objects.create(name="theirs")

    assert names(page_of(ben_client, pool=str(theirs.public_id))) == []


def test_welcome_to_apply_again_are_those_whose_day_has_come_and_who_may_be_written_to(ben_client, minato):
    told = {"stage": "rejected", "reapply_from": localdate()}
    with acting_for(minato.pk):
        free = {"candidate__state": RecordState.CONTACT}
        ApplicationFactory(candidate__name="よい", **free, **told)
        ApplicationFactory(candidate__name="まだ", **free, stage="rejected", reapply_from=localdate() + timedelta(1))
        ApplicationFactory(candidate__name="守", **free, candidate__protected_until=localdate(), **told)
        ApplicationFactory(candidate__name="静", **free, candidate__do_not_contact=True, **told)
        ApplicationFactory(candidate__name="録", **told)

    assert names(page_of(ben_client, view="welcome")) == ["よい"]


# --- how somebody likes the list ----------------------------------------------------------------------------------


def test_columns_and_density_are_remembered_for_one_user_of_one_company(ben_client, three, ben, ada):
    ben_client.post(reverse("desk:pool_look"), {"columns": ["", "skills", "place", "nonsense"]})
    ben_client.post(reverse("desk:pool_look"), {"density": "compact"}, headers={"HX-Request": "true"})

    page = page_of(ben_client)

    assert (page.context["columns"], page.context["density"]) == (("place", "skills"), "compact")
    assert "東京都" in page.content.decode()
    assert Membership.objects.get(user=ada).preferences == {}


def test_the_address_wins_over_what_is_remembered(ben_client, three):
    ben_client.post(reverse("desk:pool_look"), {"columns": ["skills"]})

    assert page_of(ben_client, cols="erased").context["columns"] == ("erased",)


@pytest.mark.parametrize("told", [{}, {"density": "huge"}, {"columns": ["password"]}, {"columns": [""]}])
def test_a_look_nobody_knows_is_the_usual_one(ben_client, three, told):
    ben_client.post(reverse("desk:pool_look"), told)

    page = page_of(ben_client)

    assert page.context["columns"] == ("position", "source", "score", "state", "contact")
    assert page.context["density"] == "normal"


def test_every_column_can_be_shown(ben_client, three, minato, ben):
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=three[0].pk).update(owner=ben, tags=["春"], snoozed_until=localdate())
    every = ["position", "source", "score", "state", "contact", "place", "skills", "tags", "pools", "owner", "snoozed"]

    page = page_of(ben_client, cols=[*every, "erased"]).content.decode()

    assert "Ben" in page
    assert page.count("data-col=") == 3 * (len(every) + 3)


@pytest.mark.parametrize("count", [1, 5])
def test_all_columns_ask_as_often_for_one_as_for_five(ben_client, minato, ben, count, django_assert_max_num_queries):
    with acting_for(minato.pk):
        pool = Pool.objects.create(name="再会")
        for _n in range(count):
            one = CandidateFactory(owner=ben)
            PoolMember.objects.create(pool=pool, candidate=one)

    with django_assert_max_num_queries(40):
        page_of(ben_client, cols=["pools", "owner", "score", "tags"])


# --- saved conditions ---------------------------------------------------------------------------------------------


def save(client, name="関西のGo", query="skill=Go&place=関西", **told):
    return client.post(reverse("desk:segment_new"), {"name": name, "query": query, **told})


def test_saved_conditions_stand_above_the_list_with_a_live_count(ben_client, three, minato):
    answer = save(ben_client)
    assert names(ben_client.get(answer.url)) == ["銀"]

    [tab] = [one for one in ben_client.get(answer.url).context["tabs"] if one.segment]
    counts = tab_counts(ben_client, tab)
    assert (tab.label, tab.is_on) == ("関西のGo", True)
    assert f'id="t-{tab.key}" hx-swap-oob="true">1<' in counts
    with acting_for(minato.pk):
        search.refresh(CandidateFactory(skills=["Go"], prefecture="奈良県"))

    assert f'id="t-{tab.key}" hx-swap-oob="true">2<' in tab_counts(ben_client, tab)


def tab_counts(client, *tabs):
    return client.get(reverse("desk:pool_tabs"), {"tab": [tab.key for tab in tabs]}).content.decode()


def test_a_tab_saved_since_the_page_was_made_is_not_counted_on_it(ben_client, three):
    save(ben_client)
    (tab,) = [one for one in ben_client.get(reverse("desk:pool")).context["tabs"] if one.segment]

    assert tab_counts(ben_client).strip() == ""
    assert f"t-{tab.key}" in tab_counts(ben_client, tab)


def test_mine_is_mine_and_shared_is_seen_by_the_company_alone(ben_client, client, three, ada, cleo):
    save(ben_client, "自分用")
    save(ben_client, "みんなで", is_shared="on")

    def seen(user) -> list[str]:
        client.force_login(user)
        return [tab.label for tab in page_of(client).context["tabs"] if tab.segment]

    assert (seen(ada), seen(cleo)) == (["みんなで"], [])


def test_a_segment_without_conditions_or_name_is_refused_with_what_was_written(ben_client, three):
    for told in ({"query": ""}, {"name": ""}, {"query": "nonsense=1"}, {"name": "本籍が関西"}):
        answer = save(ben_client, **told)
        assert answer.status_code == 422

    assert "本籍が関西" in answer.content.decode()


def test_looking_at_the_form_saves_nothing(ben_client, three, minato):
    page = ben_client.get(reverse("desk:segment_new") + "?silver=yes")

    assert page.status_code == 200
    with acting_for(minato.pk):
        assert Segment.objects.count() == 0


def test_a_segment_is_renamed_deleted_and_brought_back(ben_client, three, minato):
    save(ben_client)
    with acting_for(minato.pk):
        one = Segment.objects.get()

    ben_client.post(reverse("desk:segment_change", args=[one.public_id]), {"name": "関西のGoの方"})
    ben_client.post(reverse("desk:segment_delete", args=[one.public_id]))
    gone = page_of(ben_client)
    assert [tab for tab in gone.context["tabs"] if tab.segment] == []
    assert gone.context["put_away"] == one
    ben_client.post(reverse("desk:segment_back", args=[one.public_id]))

    assert [tab.label for tab in page_of(ben_client).context["tabs"] if tab.segment] == ["関西のGoの方"]


def test_a_colleagues_own_segment_is_not_found(ben_client, client, three, minato, ada):
    save(ben_client)
    with acting_for(minato.pk):
        one = Segment.objects.get()
    client.force_login(ada)

    for name in ("segment_change", "segment_delete"):
        assert client.post(reverse(f"desk:{name}", args=[one.public_id]), {"name": "x"}).status_code == 404


def test_somebody_who_only_looks_saves_for_themselves(client, minato, three):
    client.force_login(MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory()).user)

    assert save(client).status_code == 302
    assert save(client, "みんなで", is_shared="on").status_code == 422
    assert 'name="person"' not in page_of(client).content.decode()


def test_the_page_of_segments_tells_each_in_words(ben_client, three):
    save(ben_client, query="skill=Go&silver=yes&state=contact&view=erased&score=4")

    page = ben_client.get(reverse("desk:segments"))

    [row] = page.context["rows"]
    assert "Go" in row["words"]
    assert len(row["words"]) == 5


def test_a_list_too_long_to_count_at_once_says_so_and_is_counted_with_its_choices(ben_client, three, monkeypatch):
    monkeypatch.setattr(queries.Listing, "is_capped", property(lambda _list: True))  # as above a thousand

    page = page_of(ben_client)
    counts = ben_client.get(reverse("desk:pool_facets"), {"capped": 1}).content.decode()

    assert (page.context["is_capped"], page.context["counts_follow"]) == (True, True)
    assert 'id="n-all"' in page.content.decode()
    assert "?capped=1" in page.content.decode()
    assert 'id="n-all" hx-swap-oob="true">' in counts
    assert "3" in counts.partition('id="n-all"')[2][:60]
