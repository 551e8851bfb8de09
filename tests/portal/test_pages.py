"""Every page of the portal: what it shows, whom it shows it to, and that looking changes nothing."""

import json
import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company, person
from career_relay.consents import actions, ledger, texts
from career_relay.consents.models import Block, ConsentEntry, ConsentNow, Passport, RightsRequest
from career_relay.consents.states import Act, Purpose
from career_relay.notices.models import Message, PersonalMail, SurveyAnswer
from career_relay.portal.urls import me, public
from tests.factories.positions import PositionFactory
from tests.portal.conftest import sign_in


@pytest.fixture
def opening(komorebi):
    with company(komorebi.pk):
        return PositionFactory()


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def counts() -> dict[str, int]:
    """How many rows each table has, and the newest change: asked as the owner would, table by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: n for name, n in cursor.fetchall() if not name.startswith("django_session")}


def every_page(kim, application, opening, entry):
    """An address for every route of the portal that belongs to this area."""
    known = {"slug": "minato", "token": "nothing", "public_id": uuid4()}
    special = {
        "result": application.public_id,
        "helpful": application.public_id,
        "survey": application.public_id,
        "erase": application.public_id,
        "opening": opening.public_id,
        "withdraw": entry.public_id,
    }
    for route in (*public.urlpatterns, *me.urlpatterns):
        wanted = re.findall(r"<\w+:(\w+)>", str(route.pattern))
        values = {one: special.get(route.name, known[one]) if one == "public_id" else known[one] for one in wanted}
        yield reverse(f"portal:{route.name}", kwargs=values)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(kims, kim, application, opening, harbour, mode3, profile, method):
    with person(kim):
        entry = ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)
    kims.get(url("result", application.public_id))  # the first look is noted as such
    pages = list(every_page(kim, application, opening, entry))
    before = counts()

    answers = {getattr(kims, method)(page).status_code for page in pages}

    assert len(pages) > 25
    assert answers <= {200, 302, 404, 405}
    assert {name: n - before.get(name, 0) for name, n in counts().items() if n != before.get(name, 0)} == {}


def test_own_pages_are_for_whoever_proved_an_address(client, db):
    pages = [reverse(f"portal:{name}") for name in ("home", "passport", "consent", "mydata", "download")]

    assert {client.get(page).url.partition("?")[0] for page in pages} == {url("enter")}


def test_each_number_of_the_questions_can_be_ticked(kims, application):
    page = kims.get(url("survey", application.public_id)).content.decode()

    assert len(re.findall(r'<input type="radio" name="recommend" value="\d+"', page)) == 11
    assert len(re.findall(r'<input type="radio" name="careful" value="\d+"', page)) == 5


def test_the_survey_is_never_a_condition(kims, application, minato):
    empty = kims.post(url("survey", application.public_id), {})
    wrong = kims.post(url("survey", application.public_id), {"recommend": "11", "careful": "x", "comment": "あ" * 1001})

    with company(minato.pk):
        assert not SurveyAnswer.objects.exists()
    assert (empty.status_code, wrong.status_code) == (302, 422)
    assert "あ" * 1001 in wrong.content.decode()


def test_before_the_answer_there_is_no_survey(kims, application, minato):
    with company(minato.pk):
        Message.objects.update(state="held")

    assert kims.get(url("survey", application.public_id)).status_code == 302


def test_one_tap_and_two_questions_are_kept_in_one_answer(kims, application, minato):
    kims.post(url("helpful", application.public_id), {"helpful": "no"})
    kims.post(url("survey", application.public_id), {"recommend": "7", "careful": "4"})

    with company(minato.pk):
        answer = SurveyAnswer.objects.get()
        assert (answer.helpful, answer.recommend, answer.careful) == (False, 7, 4)
    page = kims.get(url("result", application.public_id)).content.decode()
    assert url("survey", application.public_id) not in page


def test_the_answer_is_a_letter_with_its_dates(kims, application):
    page = kims.get(url("result", application.public_id)).content.decode()

    assert '<p class="mail__own">順を追ってお話しくださり、状況がよく分かりました。</p>' in page
    assert "ご期待に沿えない結果" in page
    assert not any(word in page for word in ("secret", "社内だけの理由", "experience", "rejected"))


def test_looking_at_the_answer_is_noted_once_and_not_by_a_head_request(kims, application, minato):
    kims.head(url("result", application.public_id))
    with company(minato.pk):
        before = Message.objects.get().seen_at
    kims.get(url("result", application.public_id))

    with company(minato.pk):
        assert before is None
        assert Message.objects.get().seen_at is not None


def test_a_result_that_was_not_told_is_not_shown(kims, application, minato):
    with company(minato.pk):
        Message.objects.update(state="held")

    page = kims.get(url("result", application.public_id)).content.decode()

    assert "ご期待に沿えない" not in page
    assert url("helpful", application.public_id) not in page


@pytest.mark.parametrize("name", ["result", "helpful", "survey", "erase"])
def test_somebody_elses_answer_is_not_found(client, application, lee, name):
    sign_in(client, lee)
    page = url(name, application.public_id)

    answer = client.get(page) if name == "result" else client.post(page, {"helpful": "yes", "recommend": "9"})

    assert answer.status_code == 404


def test_yes_it_was_helpful(kims, application, minato):
    kims.post(url("helpful", application.public_id), {"helpful": "yes"})
    kims.post(url("survey", application.public_id), {"recommend": "9", "comment": "ていねいでした"})

    with company(minato.pk):
        answer = SurveyAnswer.objects.get()
        assert (answer.helpful, answer.recommend, answer.comment) == (True, 9, "ていねいでした")


def test_erasing_is_asked_of_the_company_as_a_task(kims, application, minato):
    kims.post(url("erase", application.public_id))

    with company(minato.pk):
        assert [one.candidate_id for one in RightsRequest.objects.all()] == [application.candidate_id]


def test_openings_are_readable_by_anybody(client, opening, mode3):
    listing = client.get("/openings/").content.decode()
    page = client.get(url("opening", opening.public_id)).content.decode()

    assert opening.title in listing
    assert listing.index("書類選考なし") < listing.index(opening.title)
    for said in (opening.duties, opening.duties_change, opening.break_time, opening.smoking, "相談窓口"):
        assert said in page


@pytest.mark.parametrize(("condition", "shown"), [({"prefecture": "大阪府"}, True), ({"pay_min": "900"}, False)])
def test_openings_follow_the_readers_own_conditions(client, opening, mode3, condition, shown):
    assert (opening.title in client.get("/openings/", condition).content.decode()) is shown


def test_a_crooked_condition_still_shows_openings(client, opening, mode3):
    page = client.get("/openings/", {"pay_min": "lots", "prefecture": "Atlantis", "page": "last", "sort": "score"})

    assert opening.title in page.content.decode()


def test_without_a_licence_there_are_no_openings(client, opening):
    assert opening.title not in client.get("/openings/").content.decode()
    assert client.get(url("opening", opening.public_id)).status_code == 404


def test_a_profile_is_filled_in_and_saved_only_by_the_person(kims, kim, application):
    page = kims.get(url("passport")).content.decode()
    with person(kim):
        before = Passport.objects.count()

    kims.post(
        url("passport"), {"name": "キム 美咲", "email": "kim@mail.example", "skills": "法人営業、提案書作成\n英語"}
    )

    assert "既存のお客様との関係を立て直し" in page
    with person(kim):
        assert (before, Passport.objects.get().skills) == (0, ["法人営業", "提案書作成", "英語"])


def test_a_profile_with_forbidden_matters_is_kept_on_the_page_and_not_saved(kims, kim):
    answer = kims.post(
        url("passport"), {"name": "キム 美咲", "email": "kim@mail.example", "history": "父親の職業は漁師です。"}
    )

    assert answer.status_code == 422
    assert "父親の職業は漁師です。" in answer.content.decode()
    with person(kim):
        assert Passport.objects.count() == 0


def test_the_preview_shows_what_is_typed_and_keeps_nothing(kims, kim):
    page = kims.post(url("passport_preview"), {"name": "キム 美咲", "headline": "お客様に寄り添う"}).content.decode()

    assert "お客様に寄り添う" in page
    with person(kim):
        assert Passport.objects.count() == 0


@pytest.fixture
def choosing(kims, kim, profile, harbour, mode3):
    return kims


def test_nothing_is_chosen_in_advance(choosing):
    page = choosing.get(url("consent")).content.decode()

    assert "checked" not in page
    assert page.count("<dt>") >= 13


def test_a_choice_of_nothing_is_refused_with_every_reason(choosing, kim):
    answer = choosing.post(url("consent"), {"step": "give"})

    page = answer.content.decode()
    assert answer.status_code == 200
    for field in ("items", "circles", "until"):
        assert f'href="#set-{field}"' in page
        assert f'id="set-{field}"' in page
    with person(kim):
        assert ConsentEntry.objects.count() == 0


def test_what_was_chosen_stays_when_something_is_missing(choosing, harbour):
    page = choosing.post(url("consent"), {"step": "give", "items": ["skills"], "circles": [harbour.public_id]})

    text = page.content.decode()
    assert re.search(r'name="items" value="skills" checked', text)
    assert re.search(rf'name="circles" value="{harbour.public_id}" checked', text)


def test_a_complete_choice_is_kept_with_its_receipt(choosing, kim, harbour, komorebi, minato):
    answer = choosing.post(
        url("consent"),
        {
            "step": "give",
            "items": ["contact", "skills"],
            "circles": [harbour.public_id],
            "blocked": [minato.public_id],
            "until": "6",
            "text_hash": texts.shown(Purpose.TEASER, "ja").hash,
        },
    )

    assert answer.url == url("mydata")
    with person(kim):
        [entry] = ConsentEntry.objects.all()
        assert (entry.channel, entry.device, entry.items) == ("portal:consent", "desktop", ["contact", "skills"])
        assert [one.company_blocked_id for one in Block.objects.all()] == [minato.pk]
    assert [(one.kind, one.subject_ref) for one in PersonalMail.objects.all()] == [("consent_receipt", entry.pk)]
    page = choosing.get(url("mydata")).content.decode()
    assert komorebi.name in page


def test_searching_a_company_to_leave_out_keeps_what_was_chosen(choosing, komorebi):
    answer = choosing.post(url("consent"), {"step": "find", "find": "こもれび", "items": ["skills"]})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="blocked" value="{komorebi.public_id}"' in page
    assert 'value="skills" checked' in page


def test_saying_no_takes_back_what_was_held(choosing, kim, harbour):
    with person(kim):
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)

    choosing.post(url("decline"))

    with person(kim):
        assert ConsentNow.objects.count() == 0


def test_without_a_licence_the_choice_is_not_offered(kims, profile, harbour):
    for answer in (kims.get(url("consent")), kims.post(url("consent"), {"step": "give"})):
        assert 'name="items"' not in answer.content.decode()


def test_one_tap_withdraws(choosing, kim, harbour):
    with person(kim):
        entry = ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)

    choosing.post(url("withdraw", entry.public_id))

    with person(kim):
        assert ConsentNow.objects.count() == 0


def test_nobody_withdraws_for_somebody_else(client, kim, lee, harbour):
    with person(kim):
        entry = ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)
    sign_in(client, lee)

    answer = client.post(url("withdraw", entry.public_id))

    assert answer.status_code == 404
    with person(kim):
        assert ConsentNow.objects.count() == 1


def test_pause_and_resume(kims, kim, profile):
    day = timezone.localdate() + timedelta(days=7)

    kims.post(url("pause"), {"until": day.isoformat()})
    with person(kim):
        paused = Passport.objects.get().paused_until
    kims.post(url("resume"))

    with person(kim):
        assert (paused, Passport.objects.get().paused_until) == (day, None)


def test_blocks_are_added_and_removed(kims, kim, komorebi):
    kims.post(url("block"), {"company": komorebi.public_id, "with_group": "on"})
    with person(kim):
        blocked = Block.objects.count()
    kims.post(url("unblock", komorebi.public_id))

    with person(kim):
        assert (blocked, Block.objects.count()) == (1, 0)


def test_my_data_can_be_taken_along_whole(kims, kim, application, profile, harbour, minato, komorebi):
    with person(kim):
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)
        actions.block_company(kim, komorebi, by=SYSTEM)

    answer = kims.post(url("download"), {"parts": ["pdf", "json"]})

    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        data = json.loads(archive.read("my-data.json"))["data"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert (len(data["records"]), len(data["consents"]), len(data["blocks"])) == (1, 1, 1)
    assert data["profile"][0]["name"] == "キム 美咲"
    assert "ご期待に沿えない" in data["messages"][0]["text"]
    assert "社内だけの理由" not in json.dumps(data, ensure_ascii=False)


def test_everything_is_taken_back_and_erased(kims, kim, application, profile, harbour, minato):
    with person(kim):
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour)

    kims.post(url("erase_all"))

    with person(kim):
        assert ConsentNow.objects.count() == 0
        assert (Passport.objects.get().name, Passport.objects.get().skills) == ("", [])
        assert RightsRequest.objects.count() == 1
        assert ledger.verify(kim) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_has_one_heading_a_language_and_no_nameless_control(
    kims, kim, application, opening, harbour, mode3, profile, language
):
    with person(kim):
        entry = ledger.append(
            kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, expires_at=timezone.now() + timedelta(days=9)
        )
    kims.cookies["lang"] = language
    for page in every_page(kim, application, opening, entry):
        answer = kims.get(page)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        text = answer.content.decode()
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert text.count("<h1") == 1, page
        assert f'<html lang="{language}"' in text, page
        assert 'name="language"' in text, page
        assert sorted(ids) == sorted(set(ids)), page
        assert [one for one in re.findall(r'<label for="([^"]+)"', text) if one not in ids] == [], page


def test_every_own_page_stands_without_the_network_being_licensed(kims, application, profile):
    names = ("home", "passport", "consent", "mydata")

    assert {kims.get(url(name)).status_code for name in names} == {200}
    assert kims.get(url("result", application.public_id)).status_code == 200


def test_privacy_and_complaints_name_the_desks(client, minato, operator_company):
    for name in ("privacy_of", "complaints_of"):
        assert minato.contact_desk in client.get(url(name, "minato")).content.decode()
    assert operator_company.contact_desk in client.get(url("complaints")).content.decode()
