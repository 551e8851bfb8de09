"""The pages of a shared link: made in three steps without a script, read by anybody who has it, noted, answered, ended."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import person
from career_relay.consents import share_links, shares
from career_relay.consents.models import Share, ShareAnswer, ShareKey, ShareView
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS
from tests.portal.conftest import plain, sign_in

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
CHOSEN = {"pieces": ["history", "skills"], "days": "7", "to_name": "株式会社こもれび", "title": "面接用"}
ANSWER = {"name": "青葉", "organisation": "株式会社あおば", "address": "aoba@co.example", "words": "ぜひお話を"}


@pytest.fixture
def share(kim, profile) -> Share:
    with person(kim):
        seen = shares.preview(kim, ["history"], to_name="")
        return shares.make_share(
            kim, ["history"], title="面接用", days=7, expected_hash=seen.hash, by=person_actor(kim)
        )


def page_of(share) -> str:
    return f"/s/{share_links.token_for(share.public_id)}"


def reader(agent: str = DESKTOP) -> Client:
    """Somebody's browser."""
    return Client(HTTP_USER_AGENT=agent)


def views(kim) -> list[ShareView]:
    with person(kim):
        return list(ShareView.objects.order_by("id"))


# --- making --------------------------------------------------------------------------------------------------------


def test_a_link_is_made_in_three_steps(kims, kim, profile):
    form = kims.get(reverse("portal:share_new"))
    look = kims.post(reverse("portal:share_new"), {**CHOSEN, "step": "look"})
    digest = re.search(r'name="package_hash" value="(\w{64})"', look.content.decode())[1]
    made = kims.post(reverse("portal:share_new"), {**CHOSEN, "step": "make", "package_hash": digest}, follow=True)

    assert "checked" not in re.sub(r'name="days"[^>]*checked', "", form.content.decode())
    assert (look.status_code, made.status_code) == (200, 200)
    assert "解約率を下げました" in look.content.decode()
    with person(kim):
        assert (Share.objects.get().hash, Share.objects.get().to_name) == (digest, "株式会社こもれび")
        assert share_links.url_for(Share.objects.get()) in made.content.decode()


def test_without_having_looked_nothing_is_made(kims, kim, profile):
    page = kims.post(reverse("portal:share_new"), {**CHOSEN, "step": "make"})

    assert page.status_code == 422
    assert "株式会社こもれび" in page.content.decode()  # what was typed stays
    with person(kim):
        assert Share.objects.count() == 0


@pytest.mark.parametrize(
    "change", [{"pieces": []}, {"pieces": ["nonsense"]}, {"days": "365"}, {"days": "x"}, {"to_name": "あ" * 121}]
)
def test_what_cannot_be_shown_is_refused_and_stays_on_the_page(kims, profile, change):
    page = kims.post(reverse("portal:share_new"), {**CHOSEN, **change, "step": "look"})

    assert page.status_code == 422
    assert "面接用" in page.content.decode()


def test_choosing_again_keeps_what_was_chosen(kims, profile):
    page = kims.post(reverse("portal:share_new"), {**CHOSEN, "step": "back"})

    assert page.status_code == 200
    assert len(re.findall(r'name="pieces"[^>]*checked', page.content.decode())) == 2


def test_words_about_protected_matters_are_named_before_anything_is_made(kims, kim, profile):
    with person(kim):
        type(profile).objects.update(history="母親の介護をしています")

    page = kims.post(reverse("portal:share_new"), {**CHOSEN, "step": "look"})

    assert page.status_code == 422
    assert "家族" in page.content.decode()


# --- reading -------------------------------------------------------------------------------------------------------


def test_whoever_has_the_link_reads_exactly_what_was_chosen(share):
    page = reader().get(page_of(share))

    text = page.content.decode()
    assert page.status_code == 200
    assert "キム 美咲" in text
    assert "解約率を下げました" in text
    assert "kim@mail.example" not in text
    assert "面接用" not in text  # the name is for the person alone


def test_nobody_keeps_or_finds_the_page(share):
    page = reader().get(page_of(share))

    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert 'name="robots" content="noindex"' in page.content.decode()
    assert "<script" not in page.content.decode()
    assert set(page.cookies) == {"seen"}


def test_unknown_stopped_and_ended_are_the_same_bytes(share, kim):
    ended = page_of(share)
    with person(kim):
        ShareKey.objects.update(until=timezone.now())
    at_end = reader().get(ended)
    with person(kim):
        shares.stop_share(share, by=person_actor(kim))

    answers = [
        at_end,
        reader().get(ended),
        reader().get("/s/" + "A" * 22),
        reader().get("/s/x"),
        reader().post(ended, ANSWER),
    ]

    assert {(one.status_code, plain(one), tuple(sorted(one.items()))) for one in answers} == {
        (404, plain(at_end), tuple(sorted(at_end.items())))
    }


def test_a_reading_is_noted_once_an_hour_and_browser(share, kim):
    first, second = reader(PHONE), reader()
    for browser in (first, first, second):
        browser.get(page_of(share))

    assert [(one.device, one.is_own) for one in views(kim)] == [("phone", False), ("desktop", False)]


def test_a_made_up_cookie_hides_no_reading(share, kim):
    browser = reader()
    browser.cookies["seen"] = "1"

    browser.get(page_of(share))

    assert len(views(kim)) == 1


MACHINES = [
    {"HTTP_USER_AGENT": "Slackbot-LinkExpanding 1.0"},
    {"HTTP_USER_AGENT": "facebookexternalhit/1.1;line-poker/1.0"},
    {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
    {"HTTP_USER_AGENT": "curl/8.1"},
    {"HTTP_USER_AGENT": ""},
    {"HTTP_USER_AGENT": DESKTOP, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
    {"HTTP_USER_AGENT": DESKTOP, "HTTP_PURPOSE": "preview"},
]


@pytest.mark.parametrize("heads", MACHINES)
def test_a_machine_is_no_reader_and_reads_nothing(share, kim, heads):
    page = Client(**heads).get(page_of(share))

    assert page.status_code == 200
    assert "キム" not in page.content.decode()
    assert views(kim) == []


def test_head_is_no_reader(share, kim):
    page = reader().head(page_of(share))

    assert (page.status_code, page.content, views(kim)) == (200, b"", [])
    assert "seen" not in page.cookies


def test_a_person_taken_for_a_machine_opens_it_by_a_tap(share, kim):
    page = Client(HTTP_USER_AGENT="curl/8.1").post(page_of(share), {"open": "1"})

    assert "解約率" in page.content.decode()
    assert len(views(kim)) == 1


def test_ones_own_look_is_noted_as_ones_own(kims, share, kim):
    page = kims.get(page_of(share), HTTP_USER_AGENT=DESKTOP)
    kims.get(reverse("portal:share_look", args=[share.public_id]))

    assert page.context["is_own"] is True
    assert [one.is_own for one in views(kim)] == [True]


def test_nothing_is_read_past_the_limit(share, kim, monkeypatch):
    monkeypatch.setattr(share_links, "MOST_VIEWS", 1)
    reader().get(page_of(share))

    page = reader().get(page_of(share))

    assert page.status_code == 429
    assert "キム" not in page.content.decode()


def test_the_page_speaks_english_too(share):
    page = reader().get(page_of(share), {"lang": "en"})

    assert "Answer キム 美咲" in page.content.decode()


# --- answering -----------------------------------------------------------------------------------------------------


def test_an_answer_reaches_the_person_by_mail_and_page(share, kim, client):
    browser = reader()
    page = browser.post(page_of(share), ANSWER, follow=True)
    sign_in(client, kim)
    own = client.get(reverse("portal:share", args=[share.public_id])).content.decode()

    assert page.context["is_answered"] is True
    assert "ぜひお話を" in own
    assert "aoba@co.example" in own
    mail = PersonalMail.objects.get(kind="share_answered")
    with person(kim):
        said = RENDERERS["share_answered"](mail)
    assert "ぜひお話を" not in said.text + said.subject
    assert "青葉" not in said.text + said.subject
    assert f"/me/shares/{share.public_id}" in said.text


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"address": "nonsense"}, {"words": ""}, {"words": "ご両親の職業は？"}, {"words": "あ" * 2_001}],
)
def test_an_answer_that_cannot_be_taken_stays_on_the_page(share, kim, change):
    page = reader().post(page_of(share), {**ANSWER, **change})

    assert page.status_code == 422
    assert "株式会社あおば" in page.content.decode()
    assert len(views(kim)) == 1  # who gets to read it this way is noted too
    with person(kim):
        assert ShareAnswer.objects.count() == 0


def test_many_answers_are_too_many(share, monkeypatch):
    monkeypatch.setattr(share_links, "MOST_ANSWERS_AN_HOUR", 1)
    reader().post(page_of(share), ANSWER)

    assert reader().post(page_of(share), ANSWER).status_code == 429


# --- ending --------------------------------------------------------------------------------------------------------


def test_one_tap_stops_it(kims, share):
    page = kims.post(reverse("portal:share_stop", args=[share.public_id]), follow=True)

    assert page.status_code == 200
    assert reader().get(page_of(share)).status_code == 404
    assert share_links.url_for(share) not in page.content.decode()


def test_it_works_longer_only_when_the_person_says_so(kims, share):
    longer = kims.post(reverse("portal:share_extend", args=[share.public_id]), {"days": "30"})
    shorter = kims.post(reverse("portal:share_extend", args=[share.public_id]), {"days": "7"})

    assert (longer.status_code, shorter.status_code) == (302, 422)


def test_deleting_leaves_nothing_to_look_at(kims, share, kim):
    page = kims.post(reverse("portal:share_delete", args=[share.public_id]), follow=True)

    assert page.status_code == 200
    with person(kim):
        assert Share.objects.count() == 0


@pytest.mark.parametrize("name", ["share", "share_look", "share_stop", "share_extend", "share_delete"])
def test_somebody_elses_link_is_nobodys(client, lee, share, name):
    sign_in(client, lee)

    assert client.post(reverse(f"portal:{name}", args=[share.public_id])).status_code in {404, 405}
    assert client.get(reverse(f"portal:{name}", args=[share.public_id])).status_code in {404, 405}


def test_how_to_take_part_can_be_read_by_anybody(client, operator_company):
    page = client.get(reverse("portal:join"))

    assert operator_company.name in page.content.decode()
