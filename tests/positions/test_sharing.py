"""Texts for social networks: as long as they may be, with what an offer of work must say; and links that only count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.positions import posts, sharing
from career_relay.positions.models import Position, Promise, ShareCount, ShareLink
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db

N = ShareLink.Network
LINK = "https://relay.example/l/abcd2345"
BROWSER = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"}


@pytest.fixture
def shown(minato):
    minato.careers_on, minato.name_en, minato.contact_desk = True, "Minato Soft", "採用窓口 saiyo@minato.example"
    minato.save()
    return minato


@pytest.fixture
def position(shown):
    with acting_for(shown.pk):
        return PositionFactory(careers_until=timezone.localdate() + timedelta(days=10))


@pytest.fixture
def links(position, shown, ben):
    with acting_for(shown.pk):
        return {one.network: one for one in sharing.make_links(position, by=user_actor(ben.pk))}


def count(company) -> list[int]:
    with acting_for(company.pk):
        return list(ShareCount.objects.order_by("day").values_list("times", flat=True))


def follow(link: ShareLink, **headers: str):
    return Client().get(f"/l/{link.code}", headers={**BROWSER, **headers})


# --- how long a text is on X ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0), ("abc", 3), ("日本語", 6), ("ｱｲｳ", 6), ("é", 1), ("e\u0301", 1), ("“引用”", 6), ("…", 2), ("—", 1),
        ("https://relay.example/l/abcd2345", 23), ("http://a.jp", 23), ("見て https://a.example/b 見て", 2 * 2 + 1 + 23 + 1 + 4),
        ("https://" + "a" * 200 + ".example/" + "b" * 200, 23), ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇯🇵", 2), ("1️⃣", 2), ("❤️", 2),
        ("😀😀😀", 6), ("𠮷", 2), ("ASP.NET", 23), ("Node.js", 7), ("Go/Rust", 7), ("あ" * 140, 280), ("a" * 280, 280), ("\n", 1),
    ],
)  # fmt: skip
def test_x_counts_half_width_once_full_width_twice_and_every_link_the_same(text, length):
    assert posts.x_length(text) == length


@pytest.mark.parametrize(
    "line", ["あ" * 300, "a" * 600, "😀" * 200, "👨‍👩‍👧‍👦" * 90, "説明 " * 90, "ASP.NETの開発 " * 40, "x"]
)
@pytest.mark.parametrize("most", [0, 5, 12, 13, 40, 280])
def test_a_line_is_cut_to_what_has_room(line, most):
    assert posts.x_length(posts.cut(line, most)) <= most


@pytest.mark.parametrize("title", ["営業", "あ" * 120, "ASP.NET / Node.js エンジニア 😀" * 4, "a" * 120])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_post_for_x_always_fits_and_ends_with_the_link(title, language, position, shown):
    position.title, position.place, position.duties = title, "大阪本社 " * 40, "提案と支援 " * 50
    shown.contact_desk = "採用窓口 " * 40

    post = posts.post_for(N.X, shown, position, LINK, language=language)

    assert len(post.parts) == 2
    assert [posts.x_length(part) <= 280 for part in post.parts] == [True, True]
    assert [part.endswith(LINK) for part in post.parts] == [True, True]


@pytest.mark.parametrize("network", N.values)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_text_is_longer_than_its_network_takes(network, language, position, shown):
    position.summary, position.must = "説明" * 5_000, "条件\n" * 400

    post = posts.post_for(network, shown, position, LINK, language=language)

    assert [length <= post.place.most for _part, length in post.counted] == [True] * len(post.parts)


# --- what a text says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("network", N.values)
def test_an_offer_of_work_says_who_where_what_and_for_how_much(network, position, shown):
    said = "\n".join(posts.post_for(network, shown, position, LINK, language="ja").parts)

    wanted = (
        position.title,
        shown.name,
        shown.address,
        shown.contact_desk,
        "既存のお客様への提案と支援",
        "大阪本社",
        "480〜620万円",
    )
    assert [one for one in wanted if one not in said] == []
    assert LINK in said


def test_the_english_text_speaks_english(position, shown):
    [said] = posts.post_for(N.LINKEDIN, shown, position, LINK, language="en").parts

    assert "Minato Soft is looking for:" in said
    assert "Pay a year: " in said


def test_promises_stand_in_the_text(position, shown):
    position.promises = [Promise.CASUAL_FIRST]

    [said] = posts.post_for(N.FACEBOOK, shown, position, LINK, language="en").parts

    assert "A casual talk first · " in said
    assert "Everybody has an answer within 10 business days." in said


@pytest.mark.parametrize("words", ["男性のみ募集します", "35歳以下の方", "看護婦さんを募集"])
def test_what_a_posting_may_not_say_is_named_and_cannot_be_copied(words, ben_client, position, shown):
    with acting_for(shown.pk):
        Position.objects.filter(pk=position.pk).update(summary=words)
        position.refresh_from_db()

    post = posts.post_for(N.FACEBOOK, shown, position, LINK, language="ja")
    page = ben_client.get(f"/desk/positions/{position.public_id}/share/").content.decode()

    assert len(post.faults) >= 1
    assert 'data-copy="#facebook-1"' not in page
    assert post.faults[0] in page.replace("&#x27;", "'")


def test_a_clean_position_has_clean_texts(position, shown):
    assert [posts.post_for(one, shown, position, LINK, language="ja").faults for one in N.values] == [()] * len(
        N.values
    )


# --- the links --------------------------------------------------------------------------------------------------------


def test_each_place_has_its_own_link_and_making_them_twice_makes_none(ben, links, position, shown):
    with acting_for(shown.pk):
        again = sharing.make_links(position, by=user_actor(ben.pk))

    assert {one.code for one in again} == {one.code for one in links.values()}
    assert len({one.code for one in again}) == len(N.values)


def test_a_position_nobody_can_read_gets_no_links(ben, position, shown):
    with acting_for(shown.pk), pytest.raises(Refused):
        position.careers_until = None
        position.save()
        sharing.make_links(position, by=user_actor(ben.pk))


def test_a_link_leads_to_the_position_and_counts_one(links, position, shown):
    answer = follow(links[N.X])

    assert (answer.status_code, answer["Location"]) == (302, f"/careers/minato/{position.public_id}/")
    assert (count(shown), list(answer.cookies)) == ([1], [])


def test_a_day_has_one_number_and_another_day_another(links, shown):
    for _n in range(3):
        follow(links[N.X])
    with acting_for(shown.pk):
        ShareCount.objects.update(day=timezone.localdate() - timedelta(days=8))
    follow(links[N.X])

    assert count(shown) == [3, 1]
    with acting_for(shown.pk):
        [tally] = [one for one in sharing.tallies(links[N.X].position, timezone.localdate()) if one.link == links[N.X]]
    assert (tally.total, tally.last_week) == (4, 1)


def test_nothing_of_a_reader_is_kept(links, shown):
    follow(links[N.X], Referer="https://x.com/somebody/status/1", Cookie="a=b")

    with acting_for(shown.pk), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(c::text, '') FROM positions_sharecount c")
        said = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone()[0] == 0
    assert [word for word in ("Mozilla", "x.com", "127.0.0.1", "a=b") if word in said] == []
    assert {one.name for one in ShareCount._meta.fields} == {"id", "company", "link", "day", "times"}


ROBOTS = [
    "Twitterbot/1.0", "facebookexternalhit/1.1", "LinkedInBot/1.0", "Slackbot-LinkExpanding 1.0", "Googlebot/2.1", "curl/8.5",
    "Discordbot/2.0", "TelegramBot (like TwitterBot)", "python-requests/2", "WhatsApp/2.2", "Go-http-client/1.1", "",
    "facebookexternalhit/1.1;line-poker/1.0", "Mozilla/5.0 (compatible; bingbot/2.0)", "HeadlessChrome/120", "Java/17",
]  # fmt: skip


@pytest.mark.parametrize("agent", ROBOTS)
def test_programs_that_say_so_are_led_and_not_counted(agent, links, shown):
    answer = follow(links[N.X], **{"User-Agent": agent})

    assert (answer.status_code, count(shown)) == (302, [])


@pytest.mark.parametrize(
    "headers", [{"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"X-Moz": "prefetch"}]
)
def test_loading_ahead_is_not_counted(headers, links, shown):
    follow(links[N.X], **headers)

    assert count(shown) == []


def test_a_head_is_not_counted(links, shown):
    answer = Client().head(f"/l/{links[N.X].code}", headers=BROWSER)

    assert (answer.status_code, count(shown)) == (302, [])


@pytest.mark.parametrize(
    "code",
    ["", "x", "abcd2345", "ABCD2345", "abcd234", "abcd23456", "..%2F..", "https:%2F%2Fevil.example", "%2F%2Fevil.example",
     "abcd234'", "あいうえおかきく", "a" * 5_000],
)  # fmt: skip
def test_a_code_nobody_made_leads_nowhere(code, links):
    assert Client().get(f"/l/{code}").status_code == 404


@pytest.mark.parametrize("query", ["?next=https://evil.example", "?url=//evil.example", "?utm_source=x&lang=ja"])
def test_nothing_in_the_address_changes_where_it_leads(query, links, position):
    answer = Client().get(f"/l/{links[N.X].code}{query}", headers=BROWSER)

    assert answer["Location"] == f"/careers/minato/{position.public_id}/"


def test_a_position_that_is_taken_leads_to_the_page_of_the_company(links, position, shown):
    with acting_for(shown.pk):
        Position.objects.filter(pk=position.pk).update(careers_until=None)

    assert follow(links[N.X])["Location"] == "/careers/minato/"


@pytest.mark.parametrize("change", [{"careers_on": False}, {"suspended_at": timezone.now()}])
def test_a_page_that_is_off_leads_to_the_openings_and_counts_nothing(change, links, shown):
    for name, value in change.items():
        setattr(shown, name, value)
    shown.save()

    assert (follow(links[N.X])["Location"], count(shown)) == ("/openings/", [])


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_are_a_hundred(links, shown):
    def once(_n: int) -> None:
        sharing.followed(links[N.X].code, counts=True)
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(once, range(100)))

    assert count(shown) == [100]


# --- the page of the desk ---------------------------------------------------------------------------------------------


def test_ben_makes_the_links_and_sees_what_became_of_them(ben_client, position, shown):
    address = f"/desk/positions/{position.public_id}/share/"
    before = ben_client.get(address).content.decode()
    ben_client.post(f"{address}links/")
    with acting_for(shown.pk):
        code = ShareLink.objects.get(network=N.NOTE).code
    Client().get(f"/l/{code}", headers=BROWSER)

    after = ben_client.get(address).content.decode()

    assert "/l/" not in before
    assert f"https://relay.example/l/{code}" in after
    assert "1回" in after


def test_links_of_a_hidden_position_are_refused_with_a_sentence(ben_client, position, shown):
    with acting_for(shown.pk):
        Position.objects.filter(pk=position.pk).update(careers_until=None)

    answer = ben_client.post(f"/desk/positions/{position.public_id}/share/links/", follow=True)

    assert "先に採用ページに掲載してください" in answer.content.decode()


def test_another_company_neither_sees_nor_makes_them(cleo, client, links, position, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)
    address = f"/desk/positions/{position.public_id}/share/"

    assert {client.get(address).status_code, client.post(f"{address}links/").status_code} == {404}
