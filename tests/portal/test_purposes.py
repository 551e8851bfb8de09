"""The four purposes, keeping and renewing, through the pages a person uses."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Candidate
from career_relay.consents import ledger
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Purpose

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def text_hash(page) -> str:
    return re.search(r'name="text_hash" value="([0-9a-f]{64})"', page.content.decode())[1]


def lines(kim) -> list[ConsentEntry]:
    with person(kim):
        return ledger.lines_of(kim)


@pytest.fixture
def asked(kim, harbour, profile):
    """Kim may be asked by the harbour for ten more days."""
    with person(kim):
        return ledger.append(
            kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, items=["contact"],
            expires_at=timezone.now() + timedelta(days=10),
        )  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_four_purposes_stand_side_by_side_in_any_mode(kims, application, asked, minato, harbour, language):
    kims.cookies["lang"] = language

    page = kims.get(url("purposes")).content.decode()

    assert page.count("<h2") == 4
    for to in (url("keep", "minato"), url("hear", "minato"), url("renew", asked.public_id)):
        assert f'href="{to}"' in page
    assert url("withdraw", asked.public_id) in page
    assert harbour.name in page


def test_without_any_record_the_page_says_so(kims):
    assert kims.get(url("purposes")).status_code == 200


def test_keeping_has_nothing_chosen_and_everything_said(kims, application):
    page = kims.get(url("keep", "minato"))

    assert " checked" not in page.content.decode()
    assert page.content.decode().count("<dt>") == 11


def test_letting_a_company_keep_the_record(kims, kim, application, minato):
    page = kims.get(url("keep", "minato"))

    answer = kims.post(url("keep", "minato"), {"until": "6", "text_hash": text_hash(page)})

    [line] = lines(kim)
    assert answer.url == url("purposes")
    assert (line.purpose, line.act, line.recipient_id, line.channel) == ("keep", "given", minato.pk, "portal:keep")
    assert line.text_hash == text_hash(page)  # what was written down is what was shown
    with company(minato.pk):
        assert Candidate.objects.get().state == "pool"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"until": ""},
        {"until": "999"},
        {"until": "6"},
        {"until": "6", "text_hash": "0" * 64},
        {"until": "6", "text_hash": "x" * 5000},
        {"until": ["6", "nonsense"]},
        {"until": "6\x00"},
    ],
)
def test_what_is_incomplete_keeps_nothing_and_says_why(kims, kim, application, sent):
    answer = kims.post(url("keep", "minato"), sent)

    assert answer.status_code in {400, 422}
    assert lines(kim) == []


def test_a_wording_that_changed_meanwhile_is_read_again(kims, kim, application, minato):
    page = kims.get(url("keep", "minato"))
    minato.address = "東京都港区海岸9-9-9"
    minato.save()

    answer = kims.post(url("keep", "minato"), {"until": "6", "text_hash": text_hash(page)})

    assert (answer.status_code, lines(kim)) == (422, [])
    assert "海岸9-9-9" in answer.content.decode()
    assert re.search(r'value="6" checked', answer.content.decode())  # nothing typed is lost


def test_a_company_that_holds_no_record_is_not_there(kims, application, komorebi):
    for slug in ("komorebi", "nobody"):
        answers = [
            kims.get(url("keep", slug)),
            kims.post(url("keep", slug), {"until": "6"}),
            kims.post(url("keep_stop", slug)),
        ]
        assert {one.status_code for one in answers} == {404}


def test_keeping_no_longer_is_one_tap(kims, kim, application):
    page = kims.get(url("keep", "minato"))
    kims.post(url("keep", "minato"), {"until": "6", "text_hash": text_hash(page)})

    for _ in range(2):
        kims.post(url("keep_stop", "minato"))

    assert [line.act for line in lines(kim)] == ["given", "withdrawn"]


# --- renewing ---------------------------------------------------------------------------------------------------------


def test_looking_renews_nothing_and_chooses_nothing(kims, kim, asked):
    for _ in range(3):
        page = kims.get(url("renew", asked.public_id)).content.decode()
    kims.head(url("renew", asked.public_id))

    assert " checked" not in page
    assert page.count("<dt>") >= 13 + 4
    assert len(lines(kim)) == 1


def test_renewing_takes_a_new_end(kims, kim, asked):
    page = kims.get(url("renew", asked.public_id))

    answer = kims.post(url("renew", asked.public_id), {"until": "3", "text_hash": text_hash(page)})

    _old, new = lines(kim)
    assert answer.url == url("purposes")
    assert (new.act, new.items, new.channel) == ("given", ["contact"], "portal:renew")
    assert new.expires_at > asked.expires_at
    assert new.text_hash == text_hash(page)


def test_the_first_button_alone_renews_nothing(kims, kim, asked):
    page = kims.get(url("renew", asked.public_id))

    answer = kims.post(url("renew", asked.public_id), {"text_hash": text_hash(page)})

    assert (answer.status_code, len(lines(kim))) == (422, 1)


def test_a_link_to_what_ended_leads_to_what_holds(kims, kim, asked):
    with person(kim):
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.WITHDRAWN, circle=asked.circle)

    answers = [kims.get(url("renew", asked.public_id)), kims.post(url("renew", asked.public_id), {"until": "3"})]

    assert [one.url for one in answers] == [url("purposes")] * 2
    with person(kim):
        assert ConsentNow.objects.count() == 0


def test_somebody_elses_choice_is_not_there(client, asked):
    from tests.factories.people import prove
    from tests.portal.conftest import sign_in

    sign_in(client, prove("lee@mail.example"))

    assert client.get(url("renew", asked.public_id)).status_code == 404
    assert client.post(url("renew", asked.public_id), {"until": "3"}).status_code == 404


def test_a_permission_to_write_is_renewed_for_a_year(kims, kim, application, minato):
    with person(kim):
        entry = ledger.append(
            kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato, expires_at=timezone.now() + timedelta(days=5)
        )
    page = kims.get(url("renew", entry.public_id))

    refused = kims.post(url("renew", entry.public_id), {"until": "3", "text_hash": text_hash(page)})
    kims.post(url("renew", entry.public_id), {"until": "12", "text_hash": text_hash(page)})

    assert (refused.status_code, [line.act for line in lines(kim)]) == (422, ["given", "given"])


# --- LEGAL 3.1 on one screen ------------------------------------------------------------------------------------------

LABELS = {
    "ja": (
        "だれが渡すか", "だれに渡すか", "何を渡すか", "使いみち", "渡し方", "保存と期限", "伝わること", "病歴などの情報",
        "任意です", "やめるとき", "渡した記録", "苦情の申出先", "外国の会社",
    ),
    "en": (
        "Who hands it over", "To whom", "What", "What it is used for", "How", "How long", "What becomes known",
        "Health and beliefs", "Your choice", "To stop", "Records", "Complaints", "Other countries",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_of_the_choice_has_every_item_of_the_law(kims, profile, harbour, mode3, language):
    kims.cookies["lang"] = language

    page = kims.get(url("consent")).content.decode()

    assert tuple(re.findall(r"<dt>([^<]+)</dt><dd>", page.split('class="c-sum"')[0])) == LABELS[language]


@pytest.mark.parametrize("sent", ["", "0" * 64])
def test_a_choice_on_other_words_than_those_shown_is_none(kims, kim, profile, harbour, mode3, sent):
    whole = {"step": "give", "items": ["contact"], "circles": [harbour.public_id], "until": "6", "text_hash": sent}

    answer = kims.post(url("consent"), whole)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert lines(kim) == []
