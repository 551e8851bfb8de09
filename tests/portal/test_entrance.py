"""The entrance says nothing, and a look changes nothing."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts import people
from career_relay.accounts.models import CodeRequest
from career_relay.base.tenancy import company
from career_relay.notices.links import result_link
from career_relay.notices.models import EntryLink, PersonalMail
from career_relay.portal.middleware import SESSION_KEY
from tests.factories.companies import CompanyFactory
from tests.portal.conftest import plain, sign_in

DOOR = "/go/minato"


def ask(client, address, url=DOOR):
    return client.post(url, {"email": address})


def newest() -> CodeRequest:
    return CodeRequest.objects.latest("id")


def test_the_door_bears_the_companys_name(client, minato):
    page = client.get(DOOR).content.decode()

    assert page.index(minato.name) < page.index("キャリアリレー")
    assert minato.harassment_desk in page


@pytest.mark.parametrize("change", [{"suspended_at": timezone.now()}, {"verified_at": None}])
def test_a_company_that_is_not_live_has_no_door(client, db, change):
    CompanyFactory(slug="gone", **change)

    assert client.get("/go/gone").status_code == 404


def test_known_and_unknown_addresses_get_the_same_pages_and_the_same_mail(client, application):
    def pages(address):
        answer = ask(client, address)
        code = newest()
        page = client.get(answer.url)
        wrong = client.post(answer.url, {"code": "nothing"})
        texts = [plain(one).replace(str(code.public_id), "id").replace(address, "address") for one in (page, wrong)]
        return [answer.status_code, page.status_code, wrong.status_code, sorted(page.headers), *texts]

    assert pages("kim@mail.example") == pages("nobody@mail.example")
    assert [one.kind for one in PersonalMail.objects.all()] == ["code", "code"]


def test_what_is_no_address_is_said_beside_the_field(client, minato):
    answer = ask(client, "kim at mail")

    assert answer.status_code == 200
    assert 'aria-describedby="id_email_hint id_email_error"' in answer.content.decode()
    assert "kim at mail" in answer.content.decode()


def test_the_sixth_code_in_an_hour_is_answered_alike_and_not_sent(client, minato):
    answers = [ask(client, "kim@mail.example").status_code for _ in range(6)]

    assert answers == [302] * 6
    assert PersonalMail.objects.count() == 5


def test_the_code_opens_the_answer_of_the_company_whose_door_it_was(client, application):
    code_page = ask(client, "Kim@mail.example").url

    opened = client.post(code_page, {"code": people.code_of(newest())})

    assert opened.url == reverse("portal:result", args=[application.public_id])
    assert client.get(opened.url).status_code == 200


@pytest.mark.parametrize(
    ("led_to", "opens"),
    [
        ("/me/asks/9e787e4c-861f-4048-8c5f-ac613d8f872f", "/me/asks/9e787e4c-861f-4048-8c5f-ac613d8f872f"),
        ("/me/nothing-like-it", "/me/"),
        ("https://elsewhere.example/me/", "/me/"),
        ("//elsewhere.example/me/", "/me/"),
        ("/me/../../elsewhere", "/me/"),
    ],
)
def test_who_followed_a_mail_reads_that_page_after_the_code_and_nothing_outside(client, db, led_to, opens):
    entrance = client.get("/me/asks/9e787e4c-861f-4048-8c5f-ac613d8f872f").url
    ask(client, "kim@mail.example", "/enter?" + urlencode({"next": led_to}))

    inside = client.post(f"/code/{newest().public_id}", {"code": people.code_of(newest())})

    assert entrance == "/enter?next=%2Fme%2Fasks%2F9e787e4c-861f-4048-8c5f-ac613d8f872f"
    assert inside.url == opens


def test_signing_in_changes_the_key_of_the_session(client, minato):
    code_page = ask(client, "kim@mail.example").url
    before = client.session.session_key

    client.post(code_page, {"code": people.code_of(newest())})

    assert client.session.session_key != before
    assert SESSION_KEY in client.session


def test_wrong_tries_are_counted_although_the_page_is_shown_again(client, minato):
    code_page = ask(client, "kim@mail.example").url

    for _ in range(5):
        assert client.post(code_page, {"code": "no"}).status_code == 200

    assert newest().attempts == 5
    assert client.post(code_page, {"code": people.code_of(newest())}).status_code == 200
    assert SESSION_KEY not in client.session


def test_a_code_opens_one_browser_once(client, minato):
    code_page = ask(client, "kim@mail.example").url
    client.post(code_page, {"code": people.code_of(newest())})

    again = type(client)().post(code_page, {"code": people.code_of(newest())})

    assert again.status_code == 200


def test_an_id_nobody_made_shows_a_page_that_opens_nothing(client, db):
    page = reverse("portal:code", args=[uuid4()])

    assert client.get(page).status_code == 200
    assert client.post(page, {"code": "123456"}).status_code == 200


def test_a_door_without_a_record_says_so_after_the_code_and_names_the_desk(client, minato):
    code_page = ask(client, "nobody@mail.example").url

    opened = client.post(code_page, {"code": people.code_of(newest())})

    assert opened.url == reverse("portal:home")
    assert minato.contact_desk in client.get(opened.url).content.decode()


def test_sending_the_code_again_sends_another(client, minato):
    code_page = ask(client, "kim@mail.example").url

    again = client.post(f"{code_page}/again")

    assert again.status_code == 302
    assert CodeRequest.objects.count() == 2


@pytest.fixture
def link(application, minato):
    with company(minato.pk):
        return result_link(application).removeprefix("https://relay.example")


def test_a_link_shows_who_wrote_and_leaves_no_secret_in_the_address(client, link, minato):
    answer = client.get(link, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [("/r/", 302)]
    assert minato.name in page
    assert "k•••@mail.example" in page
    assert not any(word in page for word in ("kim@mail.example", "キム", "ご期待に沿えない"))


def test_opening_a_link_sends_nothing_and_signs_nobody_in(client, link):
    before = CodeRequest.objects.count()

    client.get(link, follow=True)

    assert CodeRequest.objects.count() == before
    assert SESSION_KEY not in client.session


def test_the_link_sends_its_code_to_the_address_of_record(client, link, application):
    client.get(link)

    answer = client.post("/r/")

    assert newest().address == "kim@mail.example"
    assert "kim@mail.example" not in client.get(answer.url).content.decode()
    opened = client.post(answer.url, {"code": people.code_of(newest())})
    assert opened.url == reverse("portal:result", args=[application.public_id])


def test_expired_unknown_and_broken_links_end_at_the_same_page(client, link):
    EntryLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.cookies["arrival"] = "forged"

    pages = {plain(client.get(one, follow=True)) for one in (link, "/r/unknown", "/r/", "/r/" + "x" * 500)}

    assert len(pages) == 1
    assert reverse("portal:enter") in pages.pop()


def test_a_signed_in_owner_goes_straight_to_the_answer(client, link, application, kim):
    sign_in(client, kim)

    answer = client.get(link, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("portal:result", args=[application.public_id])


def test_somebody_else_who_follows_the_link_is_asked_for_a_code(client, link, lee):
    sign_in(client, lee)

    assert "k•••@mail.example" in client.get(link, follow=True).content.decode()


def test_signing_out_closes_the_own_pages(kims):
    kims.post(reverse("portal:leave"))

    assert kims.get("/me/").url == reverse("portal:enter")


def test_the_door_stays_open_to_somebody_an_agency_brought_and_tells_them_so(client, application, minato):
    """The agency's protection binds the company, not the person (PRODUCT A11)."""
    with company(minato.pk):
        candidate, later = application.candidate, timezone.localdate() + timedelta(days=300)
        candidate.protected_until, candidate.protected_by = later, "ブリッジ人材"
        candidate.save()
        application.source, application.source_detail, application.protected_until = "agency", "ブリッジ人材", later
        application.save()
    code_page = ask(client, "kim@mail.example").url
    assert [one.kind for one in PersonalMail.objects.all()] == ["code"]

    opened = client.post(code_page, {"code": people.code_of(newest())})

    page = client.get(opened.url)
    assert page.status_code == 200
    assert "エージェントを通して" in page.content.decode()
