"""The careers page: what anybody may read, and what becomes of a form."""

import json
import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates import applying
from career_relay.candidates.models import Application, Candidate, FormPermission, Submission
from career_relay.candidates.states import SourceKind, Stage
from career_relay.companies.careers import preview_url
from career_relay.notices.models import PersonalMail
from career_relay.portal.mydata import everything
from career_relay.positions.models import Question, Remote, Track
from career_relay.positions.questions import add_question
from career_relay.positions.states import State
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db

PAGE = "/careers/minato/"


@pytest.fixture
def shown(minato):
    """Minato's page is on."""
    minato.careers_on, minato.name_en, minato.answer_days = True, "Minato Soft", 7
    minato.careers_text, minato.careers_text_en = "港の見える会社です。", "We look out on the harbour."
    minato.save()
    return minato


@pytest.fixture
def opening(shown):
    with acting_for(shown.pk):
        return PositionFactory(careers_until=timezone.localdate() + timedelta(days=10), listed_until=None)


@pytest.fixture
def there(opening) -> str:
    return f"{PAGE}{opening.public_id}/"


def text_of(response) -> str:
    return unescape(response.content.decode())


# --- reading ------------------------------------------------------------------------------------------------------


def test_the_page_lists_what_is_open_and_confirmed(client, opening, shown):
    with acting_for(shown.pk):
        for title, state, days in (
            ("下書きの求人", State.DRAFT, 5),
            ("止めた求人", State.PAUSED, 5),
            ("古い求人", State.OPEN, -1),
            ("自社だけの求人", State.OPEN, None),
        ):
            until = None if days is None else timezone.localdate() + timedelta(days=days)
            PositionFactory(title=title, state=state, careers_until=until)

    page = text_of(client.get(PAGE))

    assert re.findall(r"<b>([^<]+)</b>", page) == [opening.title]
    assert "港の見える会社です。" in page


def test_the_promise_and_the_window_for_applying_again_are_told_to_everybody(client, there, shown):
    for address in (PAGE, there):
        page = text_of(client.get(address, {"lang": "ja"}))
        assert "7営業日以内" in page.replace(" ", "")
        assert "6か月後" in page.replace(" ", "")
        assert "再応募" in page


def test_every_item_of_the_law_stands_on_the_page_before_anything_is_asked(client, there, opening):
    page = text_of(client.get(there))

    for said in ("会社の定める業務", "期間の定めなし", "3か月（条件は同じ）", "大阪本社", "会社の定める場所", "9:00〜18:00",
                 "月10時間程度", "60分", "土日祝", "固定残業代なし", "健康保険・厚生年金・労災・雇用保険", "敷地内禁煙"):  # fmt: skip
        assert said in page
    assert "現在の情報" in page or "時点" in page


def test_both_languages_have_an_address(client, there, opening):
    japanese, english = (text_of(client.get(there, {"lang": lang})) for lang in ("ja", "en"))

    assert '<html lang="ja"' in japanese
    assert '<html lang="en"' in english
    assert "Minato Soft" in english
    assert "Everybody has an answer within 7 business days." in english
    assert f'hreflang="en" href="https://relay.example{there}?lang=en"' in japanese


def test_a_language_nobody_speaks_here_is_no_language(client, there):
    for lang in ("xx", "../en", "ja'--", "", "EN"):
        assert client.get(there, {"lang": lang}).status_code == 200


def test_readers_get_no_cookie_and_anybody_may_keep_a_copy(client, there):
    for address in (PAGE, there, f"{PAGE}sitemap.xml"):
        response = client.get(address)
        assert (response.status_code, list(response.cookies)) == (200, [])
        assert response.headers["Cache-Control"] == "public, max-age=300"


def test_search_engines_are_welcome_and_forms_are_not_listed(client, there):
    assert "noindex" not in text_of(client.get(there))
    assert "noindex" in text_of(client.get(f"{there}apply/"))


def test_the_sitemap_names_the_page_and_its_openings(client, there):
    found = re.findall("<loc>([^<]+)</loc>", text_of(client.get(f"{PAGE}sitemap.xml")))

    assert found == [f"https://relay.example{PAGE}", f"https://relay.example{there}"]


def closed(response) -> bool:
    return response.status_code == 404 and "portal/careers/closed.html" in [one.name for one in response.templates]


@pytest.mark.parametrize(
    "change", [{"careers_on": False}, {"suspended_at": timezone.now()}, {"verified_at": None}, {"kind": "operator"}]
)
def test_off_suspended_and_not_admitted_look_like_a_page_that_never_was(change, client, there, shown):
    for name, value in change.items():
        setattr(shown, name, value)
    shown.save()
    unknown = client.get("/careers/nobody/").content

    for address in (PAGE, there, f"{there}apply/", f"{PAGE}sitemap.xml", f"{PAGE}thanks/"):
        answer = client.get(address)
        assert closed(answer)
        assert answer.content == unknown


def test_an_opening_of_another_company_is_not_there(client, shown, komorebi):
    komorebi.careers_on = True
    komorebi.save()
    with acting_for(komorebi.pk):
        theirs = PositionFactory(careers_until=timezone.localdate())

    assert closed(client.get(f"{PAGE}{theirs.public_id}/"))
    assert closed(client.get(f"{PAGE}{uuid4()}/"))


def test_an_opening_that_was_not_confirmed_takes_no_application(client, there, opening, shown):
    with acting_for(shown.pk):
        type(opening).objects.update(careers_until=timezone.localdate() - timedelta(days=1))

    assert closed(client.post(f"{there}apply/", form_of()))
    with acting_for(shown.pk):
        assert Submission.objects.count() == 0


def test_a_preview_shows_a_page_that_is_off_and_takes_nothing(client, there, shown):
    shown.careers_on = False
    shown.save()
    query = preview_url(shown).split("?", 1)[1]

    seen = client.get(f"{PAGE}?{query}")

    assert seen.status_code == 200
    assert seen.headers["Cache-Control"] == "no-store"
    assert closed(client.post(f"{there}apply/?{query}", form_of()))
    assert closed(client.get(f"/careers/minato/?{query}x"))


def test_a_preview_of_one_page_opens_no_other(client, shown, komorebi):
    query = preview_url(komorebi).split("?", 1)[1]
    shown.careers_on = False
    shown.save()

    assert closed(client.get(f"{PAGE}?{query}"))


# --- structured data ----------------------------------------------------------------------------------------------


def posting_of(response) -> dict[str, object]:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return json.loads(found)


REQUIRED = {"@context", "@type", "title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {"validThrough", "employmentType", "baseSalary", "identifier", "directApply"}


def test_structured_data_says_everything_a_search_engine_requires(client, there, opening):
    data = posting_of(client.get(there))

    assert (REQUIRED | RECOMMENDED) - data.keys() == set()
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "JobPosting")
    assert data["title"] == opening.title
    assert data["datePosted"] == opening.as_of.isoformat()
    assert data["validThrough"] == f"{opening.careers_until.isoformat()}T23:59:59+09:00"
    assert data["employmentType"] == "FULL_TIME"
    assert data["hiringOrganization"]["name"] == "株式会社ミナトソフト"
    assert data["jobLocation"]["address"]["addressRegion"] == "大阪府"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "minValue": 4_800_000, "maxValue": 6_200_000, "unitText": "YEAR",
    }  # fmt: skip
    assert data["url"] == f"https://relay.example{there}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"track": Track.PART_TIME}, {"employmentType": "PART_TIME"}),
        ({"contract_term": "2026年4月1日〜2027年3月31日"}, {"employmentType": "TEMPORARY"}),
        ({"remote": Remote.FULL}, {"jobLocationType": "TELECOMMUTE"}),
        ({"headcount": 4}, {"totalJobOpenings": 4}),
    ],
)
def test_structured_data_follows_the_opening(change, said, client, there, opening, shown):
    with acting_for(shown.pk):
        type(opening).objects.update(**change)

    data = posting_of(client.get(there))

    assert {name: data[name] for name in said} == said


def test_what_is_not_known_is_not_said(client, there, opening, shown):
    with acting_for(shown.pk):
        type(opening).objects.update(pay_min=None, pay_max=None)

    assert "baseSalary" not in posting_of(client.get(there))


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--<script>", '"},{"a":"b', "\u2028&lt;"])
def test_no_word_of_an_opening_leaves_the_data_block(hostile, client, there, opening, shown):
    with acting_for(shown.pk):
        type(opening).objects.update(title=hostile[:120], summary=hostile)

    response = client.get(there)

    assert posting_of(response)["title"] == hostile
    assert re.findall(r"<script(?![^>]*ld\+json)", response.content.decode()) == []


# --- the form -----------------------------------------------------------------------------------------------------


def form_of(**more: object) -> dict[str, object]:
    return {
        "name": "海野 葵",
        "kana": "うみの あおい",
        "email": "umino@mail.example",
        "in_scope": "on",
        "key": str(uuid4()),
        **more,
    }


@pytest.fixture
def send(client, there):
    def post(**more: object):
        return client.post(f"{there}apply/?lang=ja", form_of(**more))

    return post


def test_an_application_becomes_a_record_of_ones_own_site(send, shown, opening):
    answer = send(phone="090-1234-5678", prefecture="大阪府", message="お客様と長く付き合う仕事がしたいです。")

    assert answer.headers["Location"] == f"{PAGE}thanks/?lang=ja"
    with acting_for(shown.pk):
        application = Application.objects.select_related("candidate").get()
        candidate = application.candidate
        assert (candidate.name, candidate.email_key, candidate.prefecture) == (
            "海野 葵",
            "umino@mail.example",
            "大阪府",
        )
        assert (application.position_id, application.stage, application.source) == (
            opening.pk, Stage.APPLIED, SourceKind.OWN,
        )  # fmt: skip
        assert application.promised_on == add_business_days(timezone.localdate(), 7)
        assert Submission.objects.get().message == "お客様と長く付き合う仕事がしたいです。"


def test_the_form_has_no_field_for_what_may_not_be_asked(client, there):
    page = text_of(client.get(f"{there}apply/?lang=ja"))
    names = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', page))

    assert names == {
        "csrfmiddlewaretoken", "key", "name", "kana", "email", "phone", "prefecture", "resume", "message",
        "whats_changed", "homepage", "guidance", "pool", "in_scope",
    }  # fmt: skip
    for word in ("生年月日", "配偶者", "扶養", "本籍", "国籍"):
        assert word not in page


def test_no_box_is_ticked_in_advance_and_both_say_that_they_change_nothing(client, there):
    page = text_of(client.get(f"{there}apply/?lang=ja"))

    assert " checked" not in page
    assert page.count("選考に影響しません") == 2
    assert "利用します" in page  # what for, where it is asked (21条2項)


def test_without_a_box_the_record_is_only_a_record(send, shown):
    send()

    with acting_for(shown.pk):
        assert Candidate.objects.get().state == "record"
        assert FormPermission.objects.count() == 0


@pytest.mark.parametrize(
    ("ticked", "state"), [(["guidance"], "contact"), (["pool"], "pool"), (["guidance", "pool"], "contact")]
)
def test_each_ticked_box_leaves_its_words_as_evidence(ticked, state, send, shown):
    send(**dict.fromkeys(ticked, "on"))

    with acting_for(shown.pk):
        candidate = Candidate.objects.get()
        rows = list(FormPermission.objects.order_by("box"))
    assert candidate.state == state
    assert candidate.state_since == timezone.localdate()
    assert "form 2026-11" in candidate.state_evidence or "2026-11" in candidate.state_evidence
    assert [one.box for one in rows] == ticked
    assert all("選考に影響しません" in one.text and one.text_hash == applying.hash_of(one.text) for one in rows)


def test_the_words_kept_are_the_words_shown(client, there, send, shown):
    page = text_of(client.get(f"{there}apply/?lang=ja"))
    send(guidance="on", pool="on")

    with acting_for(shown.pk):
        assert [one.text in page for one in FormPermission.objects.all()] == [True, True]


def test_a_form_never_lifts_a_do_not_contact(send, shown):
    with acting_for(shown.pk):
        known = CandidateFactory(name="海野 葵", name_folded="海野葵", email="umino@mail.example", do_not_contact=True)

    send(guidance="on", pool="on")

    with acting_for(shown.pk):
        known.refresh_from_db()
        assert (known.state, known.do_not_contact) == ("record", True)


def test_the_same_address_and_name_is_the_same_person_coming_back(send, shown):
    with acting_for(shown.pk):
        known = CandidateFactory(name="海野 葵", name_folded="海野葵", email="umino@mail.example")
        ApplicationFactory(
            candidate=known, stage=Stage.REJECTED, decided_at=timezone.now() - timedelta(days=200),
            applied_on=timezone.localdate() - timedelta(days=230), position_title="営業",
            last_activity_on=timezone.localdate() - timedelta(days=200),
        )  # fmt: skip

    send(whats_changed="営業を二年経験しました。")

    with acting_for(shown.pk):
        assert Candidate.objects.count() == 1
        newest = Application.objects.order_by("-id")[0]
        assert (newest.candidate_id, newest.is_reapplication) == (known.pk, True)
        assert newest.whats_changed == "営業を二年経験しました。"


def test_a_stranger_cannot_tell_a_known_address_from_an_unknown_one(client, there, shown):
    with acting_for(shown.pk):
        CandidateFactory(name="海野 葵", name_folded="海野葵", email="umino@mail.example")
    told = []
    for email in ("umino@mail.example", "nobody@mail.example"):
        answer = client.post(f"{there}apply/?lang=ja", form_of(email=email))
        told.append((answer.status_code, answer.headers["Location"], client.get(answer.headers["Location"]).content))

    assert told[0] == told[1]


def test_sent_twice_is_kept_once(send, shown):
    key = str(uuid4())

    first, second = send(key=key), send(key=key)

    assert first.headers["Location"] == second.headers["Location"]
    with acting_for(shown.pk):
        assert (Candidate.objects.count(), Application.objects.count(), Submission.objects.count()) == (1, 1, 1)
    assert PersonalMail.objects.count() == 1


def test_a_second_form_while_the_selection_runs_adds_to_it(send, shown):
    send(message="一通目です。")
    with acting_for(shown.pk):
        Application.objects.update(applied_on=timezone.localdate() - timedelta(days=3), stage=Stage.SCREENING)

    send(message="書き忘れたことがあります。")

    with acting_for(shown.pk):
        assert Application.objects.get().stage == Stage.SCREENING
        assert [one.message for one in Submission.objects.all()] == ["一通目です。", "書き忘れたことがあります。"]
    assert PersonalMail.objects.count() == 1


def test_two_openings_of_one_title_are_kept_apart(send, opening, shown):
    with acting_for(shown.pk):
        PositionFactory(title=opening.title)

    send()

    with acting_for(shown.pk):
        assert Application.objects.get().position_id == opening.pk


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""}, {"name": "・・・"}, {"name": "あ" * 101}, {"email": ""}, {"email": "umino"},
        {"email": "a@b@c.example"}, {"email": "umino@mail.example\r\nBcc: x@y.example"}, {"phone": "電話なし"},
        {"prefecture": "火星"}, {"message": "あ" * 4001}, {"in_scope": ""}, {"key": "no-uuid"},
    ],
)  # fmt: skip
def test_bad_input_is_said_and_nothing_typed_is_lost(bad, send, shown):
    answer = send(**{"message": "ここまで書いた言葉", "kana": "うみの", **bad})

    assert answer.status_code == 422
    assert "うみの" in text_of(answer)
    if "message" not in bad:
        assert "ここまで書いた言葉" in text_of(answer)
    with acting_for(shown.pk):
        assert (Candidate.objects.count(), Submission.objects.count()) == (0, 0)


def test_a_program_that_fills_everything_in_is_thanked_and_forgotten(send, shown):
    answer = send(homepage="https://spam.example")

    assert answer.headers["Location"] == f"{PAGE}thanks/?lang=ja"
    with acting_for(shown.pk):
        assert Submission.objects.count() == 0
    assert PersonalMail.objects.count() == 0


def test_a_form_needs_the_token_of_its_own_page(there):
    careful = Client(enforce_csrf_checks=True)

    assert careful.post(f"{there}apply/", form_of()).status_code == 403

    page = text_of(careful.get(f"{there}apply/"))
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert careful.post(f"{there}apply/", form_of(csrfmiddlewaretoken=token)).status_code == 302


def test_too_many_from_one_address_are_asked_to_wait_and_lose_nothing(send, shown):
    for n in range(applying.PER_ADDRESS):
        assert send(message=f"{n}通目").status_code == 302

    answer = send(message="もう一通")

    assert answer.status_code == 429
    assert "もう一通" in text_of(answer)
    with acting_for(shown.pk):
        assert Submission.objects.count() == applying.PER_ADDRESS


def test_too_many_from_one_network_are_asked_to_wait(client, there, shown, monkeypatch):
    monkeypatch.setattr(applying, "PER_NETWORK", 2)
    answers = [
        client.post(f"{there}apply/", form_of(email=f"p{n}@mail.example"), REMOTE_ADDR=place).status_code
        for n, place in enumerate(("192.0.2.1", "192.0.2.7", "192.0.2.9", "198.51.100.1"))
    ]

    assert answers == [302, 302, 429, 302]
    with acting_for(shown.pk):
        assert all(len(one.origin) == 64 and "192" not in one.origin[:3] for one in Submission.objects.all())


# --- what a selection does not need -------------------------------------------------------------------------------


MATTER = "御社の理念に共感しました。私の父は医師です。提案の仕事を続けたいです。"


def test_a_matter_that_is_not_needed_is_said_kindly_before_anything_is_kept(send, shown):
    answer = send(message="家族構成は三人です。提案の仕事を続けたいです。")

    page = text_of(answer)
    assert answer.status_code == 422
    assert "家族" in page
    assert "提案の仕事を続けたいです。" in page
    with acting_for(shown.pk):
        assert Submission.objects.count() == 0


def test_nobody_is_stopped_by_it_and_the_company_never_reads_it(send, shown):
    answer = send(message="家族構成は三人です。提案の仕事を続けたいです。", as_is="1")

    assert answer.status_code == 302
    with acting_for(shown.pk):
        sent = Submission.objects.get()
        assert (sent.message, sent.left_out) == ("提案の仕事を続けたいです。", 1)


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("提案が好きです。", "提案が好きです。", 0),
        ("支持政党は言えません。提案が好きです", "提案が好きです", 1),
        ("家族構成：三人", "", 1),
        ("", "", 0),
        ("一行目\n愛読書は小説です\n三行目", "一行目\n三行目", 1),
    ],
)
def test_whole_sentences_are_left_out_and_counted(text, kept, gone):
    assert applying.without_matters(text) == (kept, gone)


# --- the company's own questions ----------------------------------------------------------------------------------


def test_questions_of_the_position_are_asked_and_kept_as_they_were_asked(client, there, opening, shown, ben):
    from career_relay.base.actors import user_actor

    by = user_actor(ben.pk)
    with acting_for(shown.pk):
        made = [
            add_question(opening, "法人営業の経験年数", kind=Question.Kind.CHOICE, choices=["1年", "3年"], is_required=True, by=by),
            add_question(opening, "土曜の展示会に出られますか", kind=Question.Kind.YES_NO, by=by),
            add_question(opening, "得意な提案の進め方", by=by),
        ]  # fmt: skip
    names = [f"q_{one.public_id.hex}" for one in made]
    answers = dict(zip(names, ("3年", "yes", "現場を見てから書きます。"), strict=True))

    missing = client.post(f"{there}apply/?lang=ja", form_of())
    strange = client.post(f"{there}apply/?lang=ja", form_of(**{**answers, names[0]: "9年"}))
    done = client.post(f"{there}apply/?lang=ja", form_of(**answers))

    assert (missing.status_code, strange.status_code, done.status_code) == (422, 422, 302)
    with acting_for(shown.pk):
        assert Submission.objects.get().answers == [
            {"asked": "法人営業の経験年数", "answer": "3年"},
            {"asked": "土曜の展示会に出られますか", "answer": "はい"},
            {"asked": "得意な提案の進め方", "answer": "現場を見てから書きます。"},
        ]


def test_only_new_graduates_say_when_they_graduate(client, there, opening, shown):
    assert "graduation_year" not in text_of(client.get(f"{there}apply/"))
    with acting_for(shown.pk):
        type(opening).objects.update(track=Track.NEW_GRADUATE)
    year = timezone.localdate().year + 1

    assert client.post(f"{there}apply/", form_of()).status_code == 422
    assert client.post(f"{there}apply/", form_of(graduation_year=str(year))).status_code == 302
    with acting_for(shown.pk):
        assert Candidate.objects.get().graduation_year == year


# --- the file -----------------------------------------------------------------------------------------------------


def test_a_resume_comes_in_with_the_application(send, shown):
    resume = SimpleUploadedFile("職務経歴書.txt", "法人営業を五年。提案書の作成。".encode())

    assert send(resume=resume).status_code == 302

    from career_relay.candidates.models import Document

    with acting_for(shown.pk):
        document = Document.objects.get()
        assert (document.application, document.candidate) == (Application.objects.get(), Candidate.objects.get())


@pytest.mark.parametrize(
    ("name", "content"),
    [("keiri.txt", "個人番号 1234 5678 9018"), ("virus.exe", "MZ\x90"), ("empty.pdf", ""), ("koseki.pdf", "戸籍謄本")],
)
def test_a_file_that_may_not_be_kept_takes_nothing_of_the_words_with_it(name, content, send, shown):
    answer = send(resume=SimpleUploadedFile(name, content.encode()), message="ここまで書いた言葉")

    assert answer.status_code == 422
    assert "ここまで書いた言葉" in text_of(answer)
    with acting_for(shown.pk):
        assert (Candidate.objects.count(), Submission.objects.count()) == (0, 0)
    assert PersonalMail.objects.count() == 0


# --- somebody an agency protects ----------------------------------------------------------------------------------


@pytest.fixture
def protected(shown, kim):
    """Kim, whom an agency introduced to Minato."""
    with acting_for(shown.pk):
        return CandidateFactory(
            person_id=kim, name="キム 美咲", name_folded="キム美咲", email="kim@mail.example",
            protected_until=timezone.localdate() + timedelta(days=200), protected_by="ミライ紹介",
        )  # fmt: skip


def test_the_door_stays_open_to_somebody_protected_and_no_mail_of_the_company_goes_out(send, protected, shown):
    answer = send(name="キム 美咲", email="kim@mail.example", guidance="on")

    assert answer.headers["Location"] == f"{PAGE}thanks/?lang=ja"
    with acting_for(shown.pk):
        application = Application.objects.get()
        assert (application.candidate_id, application.source) == (protected.pk, SourceKind.OWN)
        protected.refresh_from_db()
        assert protected.protected_until == timezone.localdate() + timedelta(days=200)
    assert PersonalMail.objects.count() == 0


def test_only_on_their_own_page_are_they_told_that_an_agency_may_be_involved(client, send, protected, shown, kim):
    from career_relay.portal.middleware import SESSION_KEY

    thanks = client.get(send(name="キム 美咲", email="kim@mail.example").headers["Location"])
    session = client.session
    session[SESSION_KEY] = kim
    session.save()
    with acting_for(shown.pk):
        application = Application.objects.get()

    own = text_of(client.get(f"/me/results/{application.public_id}"))

    assert "エージェント" not in text_of(thanks)
    assert "エージェント" in own


def test_a_person_takes_what_they_wrote_along(send, shown, kim):
    with acting_for(shown.pk):
        CandidateFactory(person_id=kim, name="キム 美咲", name_folded="キム美咲", email="kim@mail.example")
    send(name="キム 美咲", email="kim@mail.example")

    with acting_as(kim):
        told = everything()["data"]["applications"]

    assert [one["position_title"] for one in told] == ["法人営業（既存のお客様担当）"]


# --- two at once --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_the_same_moment_is_kept_once(there, shown):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    form = form_of()

    def post(_n: int) -> int:
        try:
            return Client().post(f"{there}apply/", form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, range(4)))

    assert answers == [302] * 4
    with acting_for(shown.pk):
        assert (Candidate.objects.count(), Application.objects.count(), Submission.objects.count()) == (1, 1, 1)
    assert PersonalMail.objects.count() == 1


def test_an_english_reader_meets_the_company_by_its_english_name(client, there, shown):
    page = text_of(client.get(f"{there}apply/?lang=en"))

    assert "Minato Soft may keep my application in its own talent pool for 12 months" in page
    assert page.count("has no influence on the selection") == 2
