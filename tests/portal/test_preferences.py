"""The links under a mail and the pages behind them: looking changes nothing, one tap stops, nobody learns who is known."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from career_relay.base.actors import person_actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.consents import actions as consents
from career_relay.consents import gates, ledger, texts
from career_relay.consents.models import ConsentEntry, ConsentText
from career_relay.consents.states import Act, Purpose
from career_relay.notices import list_links, preferences, receipts
from career_relay.notices.events import Event
from career_relay.notices.models import Message, PermissionProof, PersonalMail, Preference, Suppression
from career_relay.notices.states import LegalClass, MessageState, PersonalKind, Scope, Way
from career_relay.notices.suppression import is_shut, suppress
from career_relay.portal.mydata import everything
from tests.factories.candidates import CandidateFactory
from tests.factories.people import prove
from tests.portal.conftest import sign_in

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
UNKNOWN = "A" * 22
BAD = [UNKNOWN, "x", "あ" * 22, "A" * 500, "..", "' OR 1=1 --"]


def mail_to(company, **fields):
    """An advertising mail that was sent to somebody who may be written to."""
    with acting_for(company.pk):
        candidate = CandidateFactory(**{"state": "contact", **fields})
        return Message.objects.create(
            candidate=candidate,
            person_id=candidate.person_id,
            legal_class=LegalClass.JOB_INFO,
            state=MessageState.ACCEPTED,
            subject="新しい求人のご案内",
            body_text="ご案内します。",
        )


@pytest.fixture
def mail(minato):
    return mail_to(minato, email="kim@mail.example", email_key="kim@mail.example")


@pytest.fixture
def program():
    """A mail program: no cookie, no page before, and forged requests are not let through elsewhere."""
    return Client(enforce_csrf_checks=True)


def state_of(company):
    """Everything one of these links could change."""
    with acting_for(company.pk):
        return (
            list(Suppression.objects.values_list("address_hash", "scope", "reason")),
            list(Preference.objects.values_list("candidate_id", "topics", "how")),
            PermissionProof.objects.count(),
            AuditEvent.objects.count(),
        )


def stop(program, message, data=ONE_CLICK):
    return program.post(f"/u/{list_links.token_for(message)}", data)


# --- one tap --------------------------------------------------------------------------------------------------------


def test_one_click_stops_without_a_cookie_a_sign_in_or_a_second_page(program, mail, minato):
    answer = stop(program, mail)

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    with acting_for(minato.pk):
        assert Suppression.objects.get().scope == Scope.ADVERTISING
        assert Preference.objects.get(candidate=mail.candidate).topics == []
        assert AuditEvent.objects.filter(event=Event.UNSUBSCRIBED).count() == 1


def test_one_click_is_taken_as_multipart_too(program, mail, minato):
    answer = program.post(f"/u/{list_links.token_for(mail)}", ONE_CLICK)  # the test client's usual form is multipart

    assert answer.request["CONTENT_TYPE"].startswith("multipart/form-data")
    assert state_of(minato)[0] != []


def test_one_click_is_taken_as_a_plain_form(program, mail, minato):
    program.post(
        f"/u/{list_links.token_for(mail)}",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert state_of(minato)[0] != []


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_link_changes_nothing(program, mail, minato, method):
    before = state_of(minato)

    answer = getattr(program, method)(f"/u/{list_links.token_for(mail)}", headers={"Purpose": "prefetch"})

    assert (answer.status_code, state_of(minato), dict(answer.cookies)) == (200, before, {})


@pytest.mark.parametrize(
    "data", [{}, {"List-Unsubscribe": "yes"}, {"list-unsubscribe": "One-Click"}, {"x": "あ" * 5000}]
)
def test_a_post_that_does_not_say_so_stops_nothing(program, mail, minato, data):
    before = state_of(minato)

    answer = stop(program, mail, data)

    assert (answer.status_code, state_of(minato)) == (422, before)


def test_the_second_tap_says_the_same_and_changes_nothing(program, mail, minato):
    first = stop(program, mail)
    before = state_of(minato)

    second = stop(program, mail)

    assert (second.status_code, second.content, state_of(minato)) == (200, first.content, before)


@pytest.mark.parametrize("token", BAD)
def test_an_unknown_token_is_answered_like_a_known_one(program, mail, minato, token):
    before = state_of(minato)

    looked, tapped = program.get(f"/u/{token}"), program.post(f"/u/{token}", ONE_CLICK)

    known = program.get(f"/u/{list_links.token_for(mail)}")
    assert (looked.status_code, looked.content) == (
        200,
        known.content.replace(list_links.token_for(mail).encode(), escape(quote(token, safe="!*'()=")).encode()),
    )
    assert (tapped.status_code, state_of(minato)) == (200, before)
    assert tapped.content == stop(program, mail).content


def test_the_token_of_an_erased_record_is_answered_like_any_other(program, mail, minato):
    answer = stop(program, mail)
    with acting_for(minato.pk):
        mail.candidate.delete()

    assert stop(program, mail).content == answer.content


def test_a_tap_stops_only_the_company_that_wrote(program, mail, minato, komorebi):
    other = mail_to(komorebi, email="kim@mail.example", email_key="kim@mail.example")

    stop(program, mail)

    assert (state_of(minato)[0] != [], state_of(komorebi)[0]) == (True, [])
    with acting_for(komorebi.pk):
        assert is_shut(other.candidate.email_key, LegalClass.JOB_INFO) is False


def test_a_suspended_company_is_left_all_the_same(program, mail, minato):
    minato.suspended_at = timezone.now()
    minato.save(update_fields=["suspended_at"])

    stop(program, mail)

    assert state_of(minato)[0] != []


def test_results_still_reach_whoever_wants_no_news(program, mail, minato):
    stop(program, mail)

    with acting_for(minato.pk):
        shut = [is_shut("kim@mail.example", kind) for kind in (LegalClass.NOTICE, LegalClass.JOB_INFO)]
    assert shut == [False, True]


def test_a_tap_takes_the_consent_back_too(program, kim, minato):
    mail = mail_to(minato, email="kim@mail.example", email_key="kim@mail.example", person_id=kim, state="record")
    with acting_as(kim):
        ledger.append(
            kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=minato, text=texts.kept(Purpose.TEASER, "ja")
        )
    assert gates.may_show(kim, minato.pk, Purpose.CONTACT) is True

    stop(program, mail)

    assert gates.may_show(kim, minato.pk, Purpose.CONTACT) is False
    with acting_as(kim):
        assert ledger.verify(kim) == []


def test_only_two_ways_of_asking_are_known(program, mail, minato):
    before = state_of(minato)

    answers = [
        getattr(program, way)(f"/u/{list_links.token_for(mail)}").status_code for way in ("put", "delete", "patch")
    ]

    assert (answers, state_of(minato)) == ([405, 405, 405], before)


# --- choices behind a mail ------------------------------------------------------------------------------------------


def choices(client, message, data=None):
    address = f"/p/{list_links.token_for(message)}/"
    return client.get(address) if data is None else client.post(address, data)


FORM = {
    "frequency": "any",
    "language": "",
    "talk_month": "",
    "talk_family": "",
    "talk_prefecture": "",
    "talk_words": "",
}


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_choices_changes_nothing(program, mail, minato, method):
    before = state_of(minato)

    answer = getattr(program, method)(f"/p/{list_links.token_for(mail)}/")

    assert (answer.status_code, state_of(minato), dict(answer.cookies)) == (200, before, {})


def test_the_page_shows_no_more_of_the_address_than_its_owner_needs(program, mail):
    page = choices(program, mail).content.decode()

    assert ("k•••@mail.example" in page, "kim@mail.example" in page, "キム" in page) == (True, False, False)


def test_a_reader_takes_off_a_topic_and_slows_down(program, mail, minato):
    answer = choices(program, mail, {**FORM, "topics": ["jobs"], "frequency": "quarterly", "language": "en"})

    assert (answer.status_code, dict(answer.cookies)) == (302, {})
    with acting_for(minato.pk):
        kept = Preference.objects.get(candidate=mail.candidate)
    assert (kept.topics, kept.frequency, kept.language, kept.how) == (["jobs"], "quarterly", "en", "centre")


def test_the_page_behind_a_mail_cannot_add_a_topic(program, mail, minato):
    choices(program, mail, {**FORM, "topics": ["jobs"]})

    answer = choices(program, mail, {**FORM, "topics": ["jobs", "news"]})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Preference.objects.get(candidate=mail.candidate).topics == ["jobs"]


def test_the_page_behind_a_mail_cannot_make_it_more_often(program, mail, minato):
    choices(program, mail, {**FORM, "topics": ["jobs"], "frequency": "quarterly"})

    answer = choices(program, mail, {**FORM, "topics": ["jobs"], "frequency": "monthly"})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Preference.objects.get(candidate=mail.candidate).frequency == "quarterly"


def test_after_a_stop_the_page_offers_nothing_and_takes_nothing(program, mail, minato):
    stop(program, mail)

    answer = choices(program, mail, {**FORM, "topics": ["jobs"]})

    assert answer.status_code == 422
    assert 'name="topics"' not in choices(program, mail).content.decode()
    with acting_for(minato.pk):
        assert Preference.objects.get(candidate=mail.candidate).topics == []


@pytest.mark.parametrize("data", [{"nothing": "1"}, FORM])
def test_nothing_any_more_is_an_unsubscription(program, mail, minato, data):
    choices(program, mail, data)

    with acting_for(minato.pk):
        assert Suppression.objects.get().scope == Scope.ADVERTISING
        assert PermissionProof.objects.get().way == "centre"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {**FORM, "topics": ["jobs"], "frequency": "hourly"},
        {**FORM, "topics": ["everything"]},
        {**FORM, "topics": ["jobs"], "language": "fr"},
        {**FORM, "topics": ["jobs"], "talk_month": "2020-01"},
        {**FORM, "topics": ["jobs"], "talk_month": "x"},
        {**FORM, "topics": ["jobs"], "talk_words": "週4日"},
        {**FORM, "topics": ["jobs"], "talk_prefecture": "月面"},
        {**FORM, "topics": ["jobs"], "talk_words": "あ" * 101},
        {**FORM, "topics": ["jobs"], "talk_family": "'; DROP TABLE"},
    ],
)
def test_what_the_page_does_not_offer_is_answered_and_changes_nothing(program, mail, minato, data):
    before = state_of(minato)

    answer = choices(program, mail, data)

    assert (answer.status_code, state_of(minato)) == (422, before)


@pytest.mark.parametrize("token", BAD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_token_leads_nowhere(program, token, method):
    assert getattr(program, method)(f"/p/{token}/").status_code == 404


def test_the_token_of_a_notice_opens_nothing(program, minato):
    mail = mail_to(minato)
    with acting_for(minato.pk):
        Message.objects.filter(pk=mail.pk).update(legal_class=LegalClass.NOTICE)

    assert choices(program, mail).status_code == 404


# --- a person's own page --------------------------------------------------------------------------------------------


@pytest.fixture
def kims(minato, kim):
    """Kim's record at Minato, which may not write to her yet."""
    with acting_for(minato.pk):
        return CandidateFactory(email="kim@mail.example", email_key="kim@mail.example", person_id=kim)


@pytest.fixture
def kims_browser(client, kim):
    sign_in(client, kim)
    return client


def test_nothing_is_ticked_in_advance(kims_browser, kims):
    page = kims_browser.get("/me/hear/minato").content.decode()

    assert re.findall(r'name="topics"[^>]* checked', page) == []


def test_a_person_turns_news_on_and_the_ledger_says_so(kims_browser, kims, kim, minato):
    answer = kims_browser.post("/me/hear/minato", {**FORM, "topics": ["news", "jobs"], "frequency": "monthly"})

    assert answer.status_code == 302
    with acting_as(kim):
        [entry] = ConsentEntry.objects.filter(purpose="contact")
        assert ConsentText.objects.get(hash=entry.text_hash).body.startswith("だれが送るか")
    assert (entry.act, entry.recipient_id, entry.channel, entry.verified_how) == (
        "given",
        minato.pk,
        "portal:hear",
        "code",
    )
    with acting_for(minato.pk):
        proof, record = PermissionProof.objects.get(), Candidate.objects.get()
        assert gates.may_write(record, LegalClass.NEWSLETTER) is None
    assert (proof.word, proof.way, proof.text_hash, proof.topics) == ("given", "me", entry.text_hash, ["jobs", "news"])
    assert (record.state, record.state_until) == ("contact", timezone.localdate(entry.expires_at))
    assert record.purge_after >= record.state_until


def test_turning_on_takes_back_an_older_no(kims_browser, kims, program, minato):
    with acting_for(minato.pk):
        preferences.unsubscribe(kims, how=Way.ONE_CLICK)

    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    with acting_for(minato.pk):
        assert (Suppression.objects.exists(), Candidate.objects.get().do_not_contact) == (False, False)
        assert [one.word for one in PermissionProof.objects.order_by("id")] == ["refused", "given"]


@pytest.mark.parametrize("reason", ["bounced", "erased"])
def test_turning_on_does_not_take_back_what_a_mail_server_said(kims_browser, kims, minato, reason):
    with acting_for(minato.pk):
        suppress(kims.email_key, scope=Scope.ALL, reason=reason)

    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    with acting_for(minato.pk):
        assert is_shut(kims.email_key) is True


def test_the_second_saving_changes_nothing(kims_browser, kims, kim, minato):
    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})
    before = state_of(minato)

    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    with acting_as(kim):
        assert ConsentEntry.objects.count() == 1
    assert state_of(minato) == before


def test_nothing_any_more_stops_everything(kims_browser, kims, kim, minato):
    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    answer = kims_browser.post("/me/hear/minato/nothing")

    assert answer.status_code == 302
    with acting_for(minato.pk):
        assert gates.may_write(Candidate.objects.get(), LegalClass.JOB_INFO) is not None
    with acting_as(kim):
        assert [one.act for one in ConsentEntry.objects.order_by("id")] == ["given", "withdrawn"]


def test_a_consent_taken_back_elsewhere_turns_advertising_off(kims_browser, kims, kim, minato):
    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    with acting_as(kim):
        consents.withdraw_all(kim, by=person_actor(kim))

    with acting_for(minato.pk):
        assert is_shut(kims.email_key, LegalClass.JOB_INFO) is True
        assert Preference.objects.get(candidate=kims).topics == []
        assert PermissionProof.objects.order_by("-id").first().way == "withdrawn"


def test_when_to_talk_again_becomes_a_snooze_with_its_condition(kims_browser, kims, minato):
    month = preferences.months(timezone.localdate())[3]
    told = {
        "talk_month": f"{month:%Y-%m}",
        "talk_family": "b2b_sales",
        "talk_prefecture": "大阪府",
        "talk_words": "週4日",
    }

    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"], **told, "phone_first": "on"})

    with acting_for(minato.pk):
        kept, record = Preference.objects.get(), Candidate.objects.get()
    assert (kept.talk_from, kept.talk_family, kept.talk_prefecture, kept.talk_words) == (
        month,
        "b2b_sales",
        "大阪府",
        "週4日",
    )
    assert (record.snoozed_until, kept.phone_first) == (month, True)


def test_to_be_talked_to_again_needs_positions(kims_browser, kims, minato):
    month = preferences.months(timezone.localdate())[0]

    answer = kims_browser.post(
        "/me/hear/minato", {**FORM, "topics": ["news"], "talk_month": f"{month:%Y-%m}", "talk_words": "週4日"}
    )

    assert (answer.status_code, "週4日" in answer.content.decode()) == (422, True)
    with acting_for(minato.pk):
        assert (Preference.objects.exists(), Candidate.objects.get().state) == (False, "record")


def test_own_words_about_a_protected_matter_are_refused_with_the_reason(kims_browser, kims, minato):
    month = preferences.months(timezone.localdate())[0]

    answer = kims_browser.post(
        "/me/hear/minato",
        {**FORM, "topics": ["jobs"], "talk_month": f"{month:%Y-%m}", "talk_words": "本籍地は大阪です"},
    )

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Preference.objects.exists() is False


def test_a_stranger_finds_no_page(client, kims, minato):
    sign_in(client, prove("lee@mail.example"))

    answers = [
        client.get("/me/hear/minato"),
        client.post("/me/hear/minato", FORM),
        client.post("/me/hear/minato/nothing"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert client.get("/me/hear/").status_code == 200


def test_every_company_has_its_line(kims_browser, kims, komorebi, kim, django_assert_max_num_queries):
    with acting_for(komorebi.pk):
        CandidateFactory(email="kim@mail.example", email_key="kim@mail.example", person_id=kim, state="contact")

    page = kims_browser.get("/me/hear/").content.decode()

    assert ("株式会社ミナトソフト" in page, "株式会社こもれび" in page) == (True, True)


def test_a_receipt_of_the_choice_is_on_its_way(kims_browser, kims, kim, minato):
    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    mail = PersonalMail.objects.get(kind=PersonalKind.SUBSCRIBED)
    with acting_as(kim):
        said = receipts.subscription_receipt(mail)
    assert "株式会社ミナトソフト" in said.subject
    assert "求人" in said.text
    assert "/me/hear/minato" in said.text


def test_a_person_takes_their_choices_and_proofs_along(kims_browser, kims, kim):
    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["news"], "frequency": "monthly"})

    with acting_as(kim):
        data = everything()["data"]

    assert [(one["topics"], one["frequency"]) for one in data["wishes"]] == [(["news"], "monthly")]
    assert [(one["word"], one["way"], one["topics"]) for one in data["permissions"]] == [("given", "me", ["news"])]


def test_a_first_word_is_proven_even_where_a_file_allowed_more(kims_browser, kims, minato):
    with acting_for(minato.pk):
        Candidate.objects.update(state="contact")

    kims_browser.post("/me/hear/minato", {**FORM, "topics": ["jobs"]})

    with acting_for(minato.pk):
        assert PermissionProof.objects.get().topics == ["jobs"]


def test_what_may_be_sent_already_is_said_to_be_so(kims_browser, kims, minato):
    with acting_for(minato.pk):
        Candidate.objects.update(state="contact")

    listing, page = (kims_browser.get(place).content.decode() for place in ("/me/hear/", "/me/hear/minato"))

    assert "<small>事業ニュース・求人・業界コラム\n</small>" in listing
    assert ("オンになっているのは" in page, "はじめは、何も選ばれていません" in page) == (True, False)
