"""Openings for feed readers and search engines: valid by the published rules, stable, and nothing of anybody's."""

import json
import re
from datetime import timedelta
from html import unescape

import feedparser
import pytest
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.portal.feeds import MOST
from career_relay.portal.posting import job_posting
from career_relay.positions.models import Position, PositionCircle, Remote, Track
from career_relay.positions.states import State
from tests.factories.candidates import CandidateFactory
from tests.factories.positions import PositionFactory
from tests.portal.structured import (
    faults_of_atom,
    faults_of_json_feed,
    faults_of_posting,
    is_plain_html,
    wishes_of_posting,
)

pytestmark = pytest.mark.django_db

ATOM, JSON = "/careers/minato/feed.atom", "/careers/minato/feed.json"
NASTY = [
    "<script>alert(1)</script>", "]]><script>", "&lt;b&gt;", "</script><!--", "<!-- x", "\"'`><img src=x onerror=alert(1)>",
    "javascript:alert(1)", "\u2028\u2029", "a\x0bb\x1fc", "\ufffe", "😀 𠮷野家", "<p onclick=x>", "<ul><li>", "%00", "{{ 7*7 }}",
    "<![CDATA[x]]>", "&#0;", "&amp;amp;", "ﬀ\u202eabc", "x" * 119,
]  # fmt: skip


@pytest.fixture
def shown(minato):
    minato.careers_on, minato.name_en, minato.careers_text = True, "Minato Soft", "港の見える会社です。"
    minato.address = "東京都港区海岸1-2-3"
    minato.save()
    return minato


@pytest.fixture
def opening(shown):
    with acting_for(shown.pk):
        return PositionFactory(careers_until=timezone.localdate() + timedelta(days=10), listed_until=None)


@pytest.fixture
def listed(harbour, mode3, komorebi):
    """An opening of Komorebi that anybody may read on the network."""
    with acting_for(komorebi.pk):
        found = PositionFactory()
        PositionCircle.objects.create(position=found, circle=harbour)
    return found


def fields_of(position: Position) -> list[str]:
    return ["title", "summary", "must", "nice", "duties", "place", "hours", "holidays", "pay"]


# --- the careers feed ---------------------------------------------------------------------------------------------


def test_both_feeds_are_valid(client, opening):
    atom, said = client.get(ATOM), client.get(JSON)

    assert faults_of_atom(atom.content) == []
    assert faults_of_json_feed(json.loads(said.content)) == []
    assert feedparser.parse(atom.content).bozo == 0
    assert (atom["Content-Type"], said["Content-Type"]) == (
        "application/atom+xml; charset=utf-8",
        "application/feed+json; charset=utf-8",
    )


def test_both_say_the_same(client, opening):
    read = feedparser.parse(client.get(ATOM).content)
    said = json.loads(client.get(JSON).content)

    assert [(one.id, one.title, one.link) for one in read.entries] == [
        (one["id"], one["title"], one["url"]) for one in said["items"]
    ]
    assert read.entries[0].link == f"https://relay.example/careers/minato/{opening.public_id}/"
    assert read.feed.id == f"urn:uuid:{opening.company.public_id}"


def test_an_empty_feed_is_valid_too(client, shown):
    for one in (ATOM, JSON):
        assert client.get(one).status_code == 200

    assert faults_of_atom(client.get(ATOM).content) == []
    assert faults_of_json_feed(json.loads(client.get(JSON).content)) == []


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_whatever_stands_in_a_position_comes_out_as_words(nasty, client, opening, shown):
    with acting_for(shown.pk):
        Position.objects.filter(pk=opening.pk).update(**dict.fromkeys(fields_of(opening), f"題{nasty}"[:120]))
    shown.name = shown.careers_text = f"港{nasty}"[:100]
    shown.save()

    atom, said = client.get(ATOM).content, json.loads(client.get(JSON).content)
    page = client.get(f"/careers/minato/{opening.public_id}/").content.decode()

    assert faults_of_atom(atom) == []
    assert faults_of_json_feed(said) == []
    assert is_plain_html(said["items"][0]["content_html"])
    assert faults_of_posting(posting_in(page)) == []
    assert said["items"][0]["title"] == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", f"題{nasty}"[:120])


def test_whoever_has_it_gets_it_no_second_time(client, opening):
    for address in (ATOM, JSON):
        first = client.get(address)
        again = [
            client.get(address, headers={"If-None-Match": first["ETag"]}),
            client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}),
            client.get(address, headers={"If-None-Match": f'"other", {first["ETag"]}'}),
        ]

        assert [(one.status_code, one.content) for one in again] == [(304, b"")] * 3
        assert {one["ETag"] for one in again} == {first["ETag"]}


def test_it_does_not_change_by_being_read(client, opening):
    assert len({client.get(ATOM).content for _n in range(3)}) == 1


@pytest.mark.parametrize("change", [{"title": "別の題"}, {"state": State.CLOSED}, {"careers_until": None}])
def test_a_change_is_a_new_feed(change, client, opening, shown):
    first = client.get(ATOM)
    with acting_for(shown.pk):
        found = Position.objects.get(pk=opening.pk)
        for name, value in change.items():
            setattr(found, name, value)
        found.updated_at = timezone.now() + timedelta(seconds=2)
        found.save()
        Position.objects.filter(pk=opening.pk).update(updated_at=timezone.now() + timedelta(seconds=2))

    again = client.get(ATOM, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(ATOM, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (again.status_code, by_date.status_code) == (200, 200)


def test_an_opening_whose_time_ran_out_is_a_change_for_readers_who_ask_by_date(client, opening, shown):
    with acting_for(shown.pk):
        Position.objects.filter(pk=opening.pk).update(
            updated_at=timezone.now() - timedelta(days=20), careers_until=timezone.localdate() - timedelta(days=1)
        )
    before = timezone.now() - timedelta(days=10)

    answer = client.get(ATOM, headers={"If-Modified-Since": before.strftime("%a, %d %b %Y %H:%M:%S GMT")})

    assert answer.status_code == 200


def test_an_entry_keeps_its_id_when_everything_else_changes(client, opening, shown):
    first = feedparser.parse(client.get(ATOM).content).entries[0].id
    with acting_for(shown.pk):
        Position.objects.filter(pk=opening.pk).update(title="別の題", summary="別の話", updated_at=timezone.now())

    assert feedparser.parse(client.get(ATOM).content).entries[0].id == first


def test_the_newest_fifty_stand_in_it_the_newest_first(client, shown):
    with acting_for(shown.pk):
        until = timezone.localdate() + timedelta(days=9)
        for n in range(MOST + 3):
            PositionFactory(title=f"求人{n:02}", careers_until=until)

    moments = [one.updated_parsed for one in feedparser.parse(client.get(ATOM).content).entries]

    assert len(moments) == MOST
    assert moments == sorted(moments, reverse=True)


def test_the_language_is_asked_for_by_the_address(client, opening):
    english, japanese = (json.loads(client.get(JSON, {"lang": lang}).content) for lang in ("en", "ja"))

    assert (english["language"], japanese["language"]) == ("en", "ja")
    assert (english["title"], english["authors"][0]["name"]) == ("Openings at Minato Soft", "Minato Soft")


@pytest.mark.parametrize("change", [{"careers_on": False}, {"suspended_at": timezone.now()}, {"verified_at": None}])
def test_a_page_that_is_off_has_no_feed(change, client, opening, shown):
    for name, value in change.items():
        setattr(shown, name, value)
    shown.save()

    assert {
        client.get(one).status_code for one in (ATOM, JSON, "/careers/nobody/feed.atom", "/careers/nobody/feed.json")
    } == {404}


def test_a_preview_has_no_feed(client, opening, shown):
    from career_relay.companies.careers import preview_url

    shown.careers_on = False
    shown.save()
    key = preview_url(shown).partition("?preview=")[2]

    assert client.get(ATOM, {"preview": key}).status_code == 404


def test_readers_get_no_cookie_and_may_keep_a_copy(client, opening):
    for address in (ATOM, JSON):
        answer = client.get(address)
        assert (list(answer.cookies), answer["Cache-Control"]) == ([], "public, max-age=300")


def test_nothing_of_a_person_stands_in_it(client, opening, shown):
    with acting_for(shown.pk):
        CandidateFactory(name="見えては困る人", email="hidden@mail.example")

    for address in (ATOM, JSON):
        said = client.get(address).content.decode()
        assert [one for one in ("見えては困る人", "hidden@mail.example", "reason", "candidate") if one in said] == []


def test_nothing_is_written_to_by_asking(client, opening):
    for method in (client.post, client.put, client.delete):
        assert method(ATOM).status_code == 405


def test_programs_find_the_feeds_from_the_page(client, opening):
    page = client.get("/careers/minato/").content.decode()

    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"', page)
    assert [(kind, unescape(there)) for kind, there in found] == [
        ("application/atom+xml", f"{ATOM}?lang=ja"), ("application/feed+json", f"{JSON}?lang=ja"),
    ]  # fmt: skip
    assert {client.get(unescape(there)).status_code for _kind, there in found} == {200}


# --- the feed of the network ------------------------------------------------------------------------------------------


def test_the_openings_of_all_companies_are_a_feed_where_the_mode_knows_them(client, listed):
    atom, said = client.get("/openings/feed.atom"), client.get("/openings/feed.json")

    assert faults_of_atom(atom.content) == []
    assert faults_of_json_feed(json.loads(said.content)) == []
    assert [one["url"] for one in json.loads(said.content)["items"]] == [
        f"https://relay.example/openings/{listed.public_id}"
    ]
    assert (
        client.get(json.loads(said.content)["items"][0]["url"].removeprefix("https://relay.example")).status_code == 200
    )


def test_it_is_not_there_in_a_mode_without_openings(client, komorebi):
    with acting_for(komorebi.pk):
        PositionFactory()

    assert {client.get(f"/openings/feed.{kind}").status_code for kind in ("atom", "json")} == {404}


def test_it_is_not_sent_twice_either(client, listed):
    first = client.get("/openings/feed.json")

    assert client.get("/openings/feed.json", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("nasty", NASTY[:6], ids=range(6))
def test_the_feed_of_the_network_takes_words_as_words(nasty, client, komorebi, listed):
    with acting_for(komorebi.pk):
        Position.objects.filter(pk=listed.pk).update(**dict.fromkeys(fields_of(listed), nasty))

    assert faults_of_atom(client.get("/openings/feed.atom").content) == []
    assert is_plain_html(json.loads(client.get("/openings/feed.json").content)["items"][0]["content_html"])


def test_the_list_of_openings_names_its_feeds(client, listed):
    page = client.get("/openings/").content.decode()

    assert 'type="application/atom+xml"' in page
    assert 'href="/openings/feed.json"' in page


# --- structured data --------------------------------------------------------------------------------------------------


def posting_in(page: str):
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def posting(company, **fields):
    with acting_for(company.pk):
        known = {"careers_until": timezone.localdate() + timedelta(days=10), **fields}
        return job_posting(company, PositionFactory(**known), url="https://relay.example/careers/minato/x/")


def test_a_posting_has_everything_that_is_required_and_recommended(client, opening):
    data = posting_in(client.get(f"/careers/minato/{opening.public_id}/").content.decode())

    assert faults_of_posting(data) == []
    assert wishes_of_posting(data) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"remote": Remote.FULL}, {"remote": Remote.NONE}, {"track": Track.PART_TIME}, {"contract_term": "2027年3月まで"},
        {"pay_min": None}, {"pay_max": None}, {"pay_min": None, "pay_max": None}, {"prefecture": "", "place": ""},
        {"must": "", "nice": ""}, {"as_of": None}, {"careers_until": None}, {"place": "大阪府大阪市北区梅田1-1-1 〒530-0001"},
        {"hours": ""}, {"headcount": 30},
    ],
)  # fmt: skip
def test_every_sort_of_position_is_a_valid_posting(fields, shown):
    assert faults_of_posting(posting(shown, **fields)) == []


def test_only_fully_remote_work_is_called_so(shown):
    kinds = {remote: posting(shown, remote=remote).get("jobLocationType", "") for remote in Remote.values}

    assert kinds == {Remote.NONE: "", Remote.PARTLY: "", Remote.MOSTLY: "", Remote.FULL: "TELECOMMUTE"}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [({}, "FULL_TIME"), ({"track": Track.PART_TIME}, "PART_TIME"), ({"contract_term": "2027年3月末まで"}, "TEMPORARY")],
)
def test_the_kind_of_employment(fields, kind, shown):
    assert posting(shown, **fields)["employmentType"] == kind


@pytest.mark.parametrize(
    ("place", "prefecture", "town", "code"),
    [
        ("大阪府大阪市北区梅田1-1-1", "大阪府", "大阪市北区", None),
        ("〒530-0001 大阪府大阪市北区梅田1-1-1", "大阪府", "大阪市北区", "530-0001"),
        ("東京都千代田区丸の内1-1", "東京都", "千代田区", None),
        ("北海道虻田郡倶知安町北1", "北海道", "虻田郡倶知安町", None),
        ("大阪本社", "大阪府", None, None),
        ("本社", "東京都", "港区", None),  # the company's own address says it
        ("", "", "港区", None),
        ("全国の支店", "福岡県", None, None),
    ],
)
def test_town_and_postcode_are_told_only_where_an_address_says_them(place, prefecture, town, code, shown):
    shown.prefecture = "東京都"

    address = posting(shown, place=place, prefecture=prefecture)["jobLocation"]["address"]

    assert (address.get("addressLocality"), address.get("postalCode")) == (town, code)


def test_pay_is_yen_a_year(shown):
    value = posting(shown, pay_min=480, pay_max=620)["baseSalary"]["value"]

    assert (value["minValue"], value["maxValue"], value["unitText"]) == (4_800_000, 6_200_000, "YEAR")


BROKEN = [
    lambda it: it.pop("title"), lambda it: it.pop("description"), lambda it: it.pop("jobLocation"),
    lambda it: it.update(employmentType="正社員"), lambda it: it.update(datePosted="2026/11/01"),
    lambda it: it.update(validThrough="2020-01-01T00:00:00+09:00"), lambda it: it.update(directApply="yes"),
    lambda it: it["baseSalary"]["value"].pop("unitText"), lambda it: it["baseSalary"].update(currency="円"),
    lambda it: it["baseSalary"]["value"].update(minValue=10**9), lambda it: it["jobLocation"]["address"].pop("addressCountry"),
    lambda it: it.update(description="<p>x<script>y</script></p>"), lambda it: it.update(description=it["title"]),
    lambda it: it["hiringOrganization"].pop("name"), lambda it: it.update(salary=3), lambda it: it.update(url="//x"),
]  # fmt: skip


@pytest.mark.parametrize("break_it", BROKEN, ids=range(len(BROKEN)))
def test_the_validator_can_say_no(break_it, shown):
    data = json.loads(json.dumps(posting(shown)))
    break_it(data)

    assert faults_of_posting(data) != []
