"""News of a company for whoever asks on its careers page: a form, a code, a yes; nobody learns who is known."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from career_relay.accounts import people
from career_relay.accounts.models import CodeRequest
from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.companies.careers import change_careers
from career_relay.consents import gates, ledger
from career_relay.consents.models import ConsentEntry, ConsentText
from career_relay.notices import news, receipts
from career_relay.notices.models import NewsRequest, PermissionProof, PersonalMail, Preference, Suppression
from career_relay.notices.states import LegalClass, PersonalKind, Scope
from career_relay.notices.suppression import suppress
from tests.factories.candidates import CandidateFactory
from tests.portal.conftest import plain

pytestmark = pytest.mark.django_db

PAGE = "/careers/minato/news/"
LEE = "lee@mail.example"


@pytest.fixture
def open_for_news(minato):
    minato.careers_on = minato.news_on = True
    minato.address, minato.contact_desk = "東京都港区芝1-2-3", "desk@minato.example"
    minato.save()
    return minato


def ask(client, *topics, email=LEE, **more):
    return client.post(PAGE, {"topics": topics or ["news"], "email": email, **more})


def code_for(address=LEE):
    return CodeRequest.objects.filter(address=address).order_by("-pk").first()


def confirm(client, address=LEE, code=None):
    asked = code_for(address)
    return client.post(f"{PAGE}{asked.public_id}/", {"code": code or people.code_of(asked)})


def test_nothing_is_ticked_and_the_words_are_on_the_page(client, open_for_news):
    page = client.get(PAGE).content.decode()

    assert re.findall(r"<input[^>]*topics[^>]* checked", page) == []
    assert "だれが送るか" in page
    assert "東京都港区芝1-2-3" in page


@pytest.mark.parametrize(("careers_on", "news_on"), [(True, False), (False, True), (False, False)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_is_there_only_where_the_company_wants_it(client, open_for_news, careers_on, news_on, method):
    open_for_news.careers_on, open_for_news.news_on = careers_on, news_on
    open_for_news.save()

    assert getattr(client, method)(PAGE).status_code == 404


def test_nothing_holds_before_the_code_comes_back(client, open_for_news):
    answer = ask(client, "news")

    assert answer.status_code == 302
    with acting_for(open_for_news.pk):
        assert (Candidate.objects.exists(), Preference.objects.exists(), PermissionProof.objects.exists()) == (
            False,
        ) * 3
        assert NewsRequest.objects.get().confirmed_at is None
    assert PersonalMail.objects.get().kind == PersonalKind.CODE


def test_the_mail_says_what_the_code_is_for(client, open_for_news):
    ask(client, "news")

    said = receipts.code(PersonalMail.objects.get())

    assert "株式会社ミナトソフト" in said.text
    assert people.code_of(code_for()) in said.text


def test_the_code_makes_a_record_with_its_permission(client, open_for_news):
    ask(client, "news", "column", name="李 明")

    answer = confirm(client)

    assert answer["Location"] == "/me/hear/minato"
    with acting_for(open_for_news.pk):
        record, proof = Candidate.objects.get(), PermissionProof.objects.get()
        assert (record.name, record.email, record.state) == ("李 明", LEE, "contact")
        assert Preference.objects.get().topics == ["news", "column"]
        assert gates.may_write(record, LegalClass.NEWSLETTER) is None
    assert (proof.word, proof.way, proof.screen) == ("given", "news", "portal:careers_news")
    with acting_as(record.person_id):
        [entry] = ConsentEntry.objects.all()
        assert ledger.verify(record.person_id) == []
    assert ConsentText.objects.get(hash=entry.text_hash).hash == proof.text_hash
    assert PersonalMail.objects.filter(kind=PersonalKind.SUBSCRIBED).count() == 1


def test_the_record_without_a_selection_is_kept_as_long_as_the_permission(client, open_for_news):
    ask(client)
    confirm(client)

    with acting_for(open_for_news.pk):
        record = Candidate.objects.get()
    assert record.purge_after == record.state_until
    assert record.name == "ご登録者"


def test_who_is_known_already_keeps_their_record_and_what_they_chose(client, open_for_news):
    with acting_for(open_for_news.pk):
        known = CandidateFactory(email=LEE, email_key=LEE, state="contact")
        Preference.objects.create(candidate=known, topics=["jobs"], frequency="quarterly", how="me")
    ask(client, "news", name="別の 名前")

    confirm(client)

    with acting_for(open_for_news.pk):
        record, chosen = Candidate.objects.get(), Preference.objects.get()
    assert (record.pk, record.name) == (known.pk, "キム 美咲")
    assert (chosen.topics, chosen.frequency) == (["news", "jobs"], "quarterly")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"protected_until": timezone.localdate() + timedelta(days=60)}, "protected"),
        ({"do_not_contact": True, "quiet_reason": "電話でのお申し出"}, "no_permission"),
    ],
)
def test_an_agency_and_a_quiet_are_not_passed_by(client, open_for_news, fields, why):
    with acting_for(open_for_news.pk):
        CandidateFactory(email=LEE, email_key=LEE, **fields)
    ask(client, "news")

    answer = confirm(client)

    assert answer.status_code == 302
    with acting_for(open_for_news.pk):
        record = Candidate.objects.get()
        assert (record.state, gates.may_write(record, LegalClass.NEWSLETTER).value) == ("record", why)


def test_known_and_unknown_addresses_get_the_same_pages_and_mails(open_for_news):
    with acting_for(open_for_news.pk):
        CandidateFactory(email="known@mail.example", email_key="known@mail.example", state="contact")
        suppress("known@mail.example", scope=Scope.ALL, reason="bounced")
    pages = []
    for address in ("known@mail.example", "other@mail.example"):
        browser = Client()
        asked = ask(browser, "news", email=address)
        seen = browser.get(asked["Location"])
        wrong = confirm(browser, address, code="000000")
        page = [re.sub(r"[0-9a-f-]{36}", "ID", plain(one)).replace(address, "ADDRESS") for one in (seen, wrong)]
        pages.append((asked.status_code, seen.status_code, wrong.status_code, page))

    assert pages[0] == pages[1]
    assert PersonalMail.objects.filter(kind=PersonalKind.CODE).count() == 2


def test_an_id_nobody_made_fails_like_a_wrong_code(client, open_for_news):
    ask(client)
    unknown = f"{PAGE}00000000-0000-4000-8000-000000000000/"

    answers = [client.post(unknown, {"code": "123456"}), confirm(client, code="abc")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert client.get(unknown).status_code == 200


def test_a_wrong_code_counts_and_the_sixth_right_one_is_too_late(client, open_for_news):
    ask(client)
    right = people.code_of(code_for())
    for _ in range(10):
        confirm(client, code="000000" if right != "000000" else "111111")

    assert confirm(client, code=right).status_code == 422
    with acting_for(open_for_news.pk):
        assert Candidate.objects.exists() is False


def test_a_code_works_once(client, open_for_news):
    ask(client)
    confirm(client)

    assert confirm(Client()).status_code == 422
    with acting_for(open_for_news.pk):
        assert PermissionProof.objects.count() == 1


def test_a_code_of_another_page_opens_the_persons_own_and_permits_nothing(client, open_for_news, kim):
    client.post("/enter", {"email": "kim@mail.example"})

    answer = confirm(client, "kim@mail.example")

    assert answer["Location"] == "/me/"
    with acting_as(kim):
        assert ConsentEntry.objects.exists() is False


def test_a_code_of_another_company_permits_nothing_here(client, open_for_news, komorebi):
    komorebi.careers_on = komorebi.news_on = True
    komorebi.save()
    ask(client)

    answer = client.post(f"/careers/komorebi/news/{code_for().public_id}/", {"code": people.code_of(code_for())})

    assert answer["Location"] == "/me/"
    for one in (komorebi, open_for_news):
        with acting_for(one.pk):
            assert (Candidate.objects.exists(), PermissionProof.objects.exists()) == (False, False)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"email": LEE},
        {"topics": ["news"]},
        {"topics": ["everything"], "email": LEE},
        {"topics": ["news"], "email": "no address"},
        {"topics": ["news"], "email": "a" * 250 + "@mail.example"},
        {"topics": ["news"], "email": "lee@mail.example\r\nBcc: all@mail.example"},
        {"topics": ["news"], "email": LEE, "name": "名" * 101},
    ],
)
def test_what_cannot_be_taken_is_answered_and_nothing_typed_is_lost(client, open_for_news, data):
    answer = client.post(PAGE, data)

    assert answer.status_code == 422
    assert CodeRequest.objects.exists() is False
    if data.get("name"):
        assert data["name"] in answer.content.decode()


def test_a_program_that_fills_every_field_is_sent_away(client, open_for_news):
    answer = ask(client, "news", homepage="https://spam.example")

    assert (answer.status_code, CodeRequest.objects.exists()) == (302, False)


def test_too_many_from_one_place_are_put_off(client, open_for_news, monkeypatch):
    monkeypatch.setattr(news, "PER_NETWORK", 2)
    for number in range(2):
        ask(client, email=f"p{number}@mail.example")

    answer = ask(client, email="p9@mail.example")

    assert (answer.status_code, CodeRequest.objects.count()) == (429, 2)


def test_one_address_gets_no_more_codes_than_elsewhere(client, open_for_news):
    for _ in range(8):
        ask(client)

    assert PersonalMail.objects.filter(kind=PersonalKind.CODE).count() < 8


def test_looking_changes_nothing(client, open_for_news):
    ask(client)

    for _ in range(2):
        client.get(f"{PAGE}{code_for().public_id}/")

    with acting_for(open_for_news.pk):
        assert (NewsRequest.objects.count(), Candidate.objects.exists()) == (1, False)


def test_what_nobody_confirmed_is_erased_after_a_day(client, open_for_news):
    ask(client)
    with acting_for(open_for_news.pk):
        fresh = news.forget_unconfirmed()
        NewsRequest.objects.update(created_at=timezone.now() - timedelta(days=2))

        assert (fresh, news.forget_unconfirmed(), NewsRequest.objects.exists()) == (0, 1, False)


def test_a_request_is_confirmed_once(client, open_for_news):
    ask(client)
    confirm(client)
    with acting_for(open_for_news.pk):
        wanted, record = NewsRequest.objects.get(), Candidate.objects.get()
        how = news.How(channel="portal:careers_news")

        news.confirm_news(wanted, person_id=record.person_id, by=person_actor(record.person_id), how=how)

        assert (PermissionProof.objects.count(), Suppression.objects.exists()) == (1, False)


@pytest.mark.parametrize("fact", ["address", "contact_desk"])
def test_news_cannot_be_offered_without_what_must_stand_below(minato, ada, fact):
    setattr(minato, fact, "")
    minato.save()

    with pytest.raises(Refused) as refusal:
        change_careers(minato, {"news_on": True}, by=user_actor(ada.pk))

    assert refusal.value.code == "FOOTER_INCOMPLETE"


def test_the_careers_page_leads_to_the_form(client, open_for_news):
    shown = PAGE in client.get("/careers/minato/").content.decode()
    open_for_news.news_on = False
    open_for_news.save()

    assert (shown, PAGE in client.get("/careers/minato/").content.decode()) == (True, False)


def test_the_form_speaks_english_too(client, open_for_news):
    page = client.get(f"{PAGE}?lang=en").content.decode()

    assert "Who writes" in page
    assert "だれが送るか" not in page
