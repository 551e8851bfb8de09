"""Taking everything along: which files, what stands in them, and what stays out of them."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, person
from career_relay.candidates import documents
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.resumes import json_resume as reading
from career_relay.consents import actions, leaving, rights, rights_answers
from career_relay.consents.events import Event
from career_relay.consents.models import Passport, RightsRequest
from career_relay.consents.rights import Asking
from career_relay.consents.states import Right
from career_relay.notices.models import Message
from career_relay.notices.wordings import APOLOGY
from career_relay.portal.copies import PER_HOUR
from career_relay.portal.exports import json_resume, my_data_paper, receipts, rirekisho
from career_relay.portal.exports.bundle import Part, files_of, zipped
from career_relay.portal.exports.career import career_of
from career_relay.portal.mydata import everything
from tests.factories.candidates import ApplicationFactory
from tests.portal.conftest import sign_in
from tests.schemas import faults

URL = reverse("portal:download")
HISTORY = """2019年4月〜2023年3月 株式会社みさき商事 営業部
既存のお客様を担当し、解約率を下げました。
2023年4月〜現在 合同会社こだま 法人営業
提案書の作成と後輩の育成を続けています。"""
HOSTILE = "<script>alert(1)</script></para><b>&amp; \x00\x07\u202e=cmd|' /C calc'!A0 ../../etc/passwd"


def unzipped(answer) -> ZipFile:
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def words_of(pdf: bytes) -> str:
    """The words on the paper, without the breaks of its lines."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def taken(kim) -> int:
    with person(kim):
        return AuditEvent.objects.filter(event=Event.COPY_TAKEN).count()


@pytest.fixture
def career(kim, profile):
    with person(kim):
        Passport.objects.update(history=HISTORY, pay_min=480, weekly_hours=32, employment=["permanent"])
        yield career_of(kim)


# --- the page -----------------------------------------------------------------------------------------------------


def test_looking_at_the_page_makes_no_copy(kims, kim, profile):
    page = kims.get(URL)

    assert page.content.decode().count("checked") == len(Part)
    assert taken(kim) == 0


def test_everything_comes_in_one_archive_that_nobody_caches(kims, kim, profile, application, harbour):
    with person(kim):
        until = timezone.now() + timedelta(days=90)
        actions.give_teaser(kim, items=["skills"], until=until, by=person_actor(kim), circles=[harbour])

    answer = kims.post(URL, {"parts": Part.values})

    with unzipped(answer) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("my-data.json"))
        assert faults(data, json.loads(archive.read("my-data.schema.json"))) == []
        assert archive.read("my-data.pdf").startswith(b"%PDF-")
    assert names == [
        "my-data.json", "my-data.schema.json", "my-data.pdf", "resume.json", "rirekisho.pdf",
        "consent-receipts/001-teaser.json",
    ]  # fmt: skip
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-store", "application/zip")
    assert answer["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert taken(kim) == 1


def test_one_file_comes_as_it_is(kims, profile):
    answer = kims.post(URL, {"parts": ["resume"]})

    assert answer["Content-Disposition"] == 'attachment; filename="resume.json"'
    assert json.loads(answer.content)["basics"]["name"] == "キム 美咲"


@pytest.mark.parametrize("said", [{}, {"parts": ["keys"]}, {"parts": ["json", "../x"]}])
def test_a_choice_that_makes_no_sense_is_refused(kims, kim, said):
    assert kims.post(URL, said).status_code == 422
    assert taken(kim) == 0


def test_without_a_profile_the_forms_made_of_it_are_not_offered(kims):
    page = kims.get(URL).content.decode()

    assert 'value="json"' in page
    assert 'value="rirekisho"' not in page
    assert kims.post(URL, {"parts": ["rirekisho"]}).status_code == 422


def test_ten_copies_an_hour_are_enough(kims, kim, profile):
    answers = [kims.post(URL, {"parts": ["resume"]}).status_code for _n in range(PER_HOUR + 1)]

    assert answers == [200] * PER_HOUR + [422]
    assert taken(kim) == PER_HOUR


def test_a_copy_is_of_whoever_is_signed_in(client, kim, lee, profile, application):
    sign_in(client, lee)

    answer = client.post(URL, {"parts": ["json", "pdf"]})

    with unzipped(answer) as archive:
        assert "キム" not in archive.read("my-data.json").decode()


@pytest.mark.parametrize("part", ["receipts", "documents"])
def test_where_there_is_nothing_it_says_so_and_hands_out_no_empty_archive(kims, kim, part):
    answer = kims.post(URL, {"parts": [part]})

    assert answer.status_code == 422
    assert taken(kim) == 0


def hand_in(application, text):
    with company(application.company_id):
        paper = SimpleUploadedFile("経歴.txt", text.encode())
        return documents.receive_document(application.candidate, paper, "経歴.txt", by=SYSTEM)


def test_documents_come_as_they_were_handed_in_and_nobody_elses(kims, application, minato):
    mine = hand_in(application, "営業を五年担当しました。")
    with company(minato.pk):
        somebody = ApplicationFactory()
    hand_in(somebody, "ほかの人の書類です。")
    gone = hand_in(application, "もう無い書類です。")
    default_storage.delete(gone.stored)

    answer = kims.post(URL, {"parts": ["documents"]})

    with unzipped(answer) as archive:
        (name,) = archive.namelist()
        assert archive.read(name).decode() == "営業を五年担当しました。"
    assert name == f"documents/01-{mine.kind}.txt"


# --- what stays out -----------------------------------------------------------------------------------------------


def copied(kim) -> dict:
    with person(kim):
        return everything()["data"]


def test_before_the_answer_arrives_no_file_knows_it(kim, application, minato):
    with company(minato.pk):
        Message.objects.update(state="held")

    data = copied(kim)

    [told] = data["applications"]
    assert data["messages"] == []
    assert (told["result"], told["decided_at"], told["reapply_from"]) == ("", None, None)
    assert "ご期待に沿えない" not in json.dumps(data, ensure_ascii=False)


def test_once_told_the_result_is_in_it_and_a_no_taken_back_is_not(kim, application, minato):
    told = copied(kim)["applications"][0]["result"]
    with company(minato.pk):
        Message.objects.create(
            candidate=application.candidate, application=application, state="accepted", template_key=APOLOGY,
            body_text="先日のご連絡を取り消します。",
        )  # fmt: skip

    after = copied(kim)["applications"][0]

    assert (told, after["result"], after["decided_at"]) == ("rejected", "", None)


def test_a_letter_to_the_agency_and_reasons_of_the_company_stay_there(kim, application, minato):
    with company(minato.pk):
        Message.objects.update(channel="agency")

    data = copied(kim)

    assert data["messages"] == []
    assert "社内だけの理由" not in json.dumps(data, ensure_ascii=False)


def test_somebody_nobody_keeps_anything_of_gets_a_page_and_an_address(lee):
    with person(lee):
        files = {one.name: one.content for one in files_of(Part)}
        data = json.loads(files["my-data.json"])["data"]

    assert {key for key, rows in data.items() if rows} == {"page", "addresses"}
    assert set(files) == {"my-data.json", "my-data.schema.json", "my-data.pdf"}


def test_of_somebody_who_left_nothing_is_left_to_take(kim, application, profile):
    with person(kim):
        leaving.ask_to_leave(kim, by=person_actor(kim))
        leaving.leave_these([one.pk for one in leaving.AccountClosing.objects.all()])

    data = copied(kim)

    assert {key for key, rows in data.items() if rows} <= {"page"}


# --- files of all kinds -------------------------------------------------------------------------------------------


def test_hostile_words_are_words_in_every_file_and_name_none(kim, profile, application, minato):
    with company(minato.pk):
        Candidate.objects.update(name=HOSTILE[:100].replace("\x00", ""), history=HOSTILE.replace("\x00", "") * 9)
    with person(kim):
        Passport.objects.update(name=HOSTILE[:60].replace("\x00", ""), history=HOSTILE.replace("\x00", "") * 40)
        files = list(files_of(Part))

    with zipped(files) as packed, ZipFile(packed) as archive:
        names = archive.namelist()
    assert all(name.replace("/", "").replace("-", "").replace(".", "").isalnum() and ".." not in name for name in names)
    pdfs = {one.name: words_of(one.content) for one in files if one.media == "application/pdf"}
    assert all("<script>alert(1)</script></para><b>&amp;" in said for said in pdfs.values())
    assert (
        json.loads(next(one.content for one in files if one.name == "resume.json"))["basics"]["name"][:8] == "<script>"
    )


def test_the_pdf_reads_in_japanese(kim, application):
    with person(kim), translation.override("ja"):
        said = words_of(my_data_paper.pdf_of(everything()))

    assert "各社が保管する記録" in said
    assert "再応募ができる日：" in said
    assert "ご期待に沿えない" in said
    assert "public_id" not in said


def test_a_resume_that_leaves_can_be_read_again(career):
    resume = json.loads(json.dumps(json_resume.resume_of(career)))

    jobs = reading.extract(resume).jobs

    assert jobs == career.read.jobs
    assert [one["startDate"] for one in resume["work"]] == ["2019-04", "2023-04"]
    assert set(resume["basics"]) == {"name", "label", "email", "location"}
    assert [one["name"] for one in resume["skills"]] == ["法人営業", "提案書作成"]


def test_the_form_has_the_order_of_the_ministry_and_nothing_it_dropped(career):
    rows = [words for _year, _month, words, _is_heading in rirekisho.entries_of(career)]
    said = words_of(rirekisho.pdf_of(career))

    assert (rows[0], rows[-1]) == ("学歴", "以上")
    assert rows.index("学歴") < rows.index("職歴") < rows.index("現在に至る")
    assert all(
        word in said for word in ("履歴書", "記載は任意です", "免許・資格", "本人希望記入欄", "2019", "年収480万円以上")
    )
    assert not any(word in said for word in ("配偶者", "扶養", "通勤時間"))


def test_a_history_without_dates_stands_in_the_free_field(kim, profile):
    with person(kim):
        said = career_of(kim)

    assert said.loose == profile.history
    assert profile.history in rirekisho.points_of(said)


def test_each_choice_has_a_receipt_with_its_whole_life(kim, harbour, profile):
    until = timezone.now() + timedelta(days=90)
    with person(kim):
        for _time in range(2):
            actions.give_teaser(kim, items=["skills"], until=until, by=person_actor(kim), circles=[harbour])
            actions.withdraw_all(kim, by=person_actor(kim))
        actions.give_teaser(kim, items=["history"], until=until, by=person_actor(kim), circles=[harbour])
        told = [said for _name, said in receipts.receipts()]

    lives = [[event["event_state"] for event in one["event"]] for one in told]
    assert lives == [["consent_given", "consent_withdrawn"]] * 2 + [["consent_given"]]
    [purpose] = told[-1]["pii_processing"]["purposes"]
    assert [one["pii_type"] for one in purpose["pii_information"]] == ["history"]
    assert told[-1]["party_identification"][1]["party_name"] == "港の輪"
    assert len({one["record_header"]["record_id"] for one in told}) == 3


# --- what a company attaches --------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(kim, komorebi):
    """Another company knows Kim as well."""
    with company(komorebi.pk):
        return ApplicationFactory(
            candidate__person_id=kim, person_id=kim, candidate__history="よその会社だけが知ること"
        )


@pytest.fixture
def asked(kim, application, minato):
    with person(kim):
        [found] = rights.ask(minato, Asking(Right.DISCLOSE), by=person_actor(kim), person_id=kim)
    return found


def decided(asked, ben, minato, **no) -> None:
    with company(minato.pk):
        for item in asked.items.all():
            said = no.get(item.key, "granted")
            reason = "" if said == "granted" else "係争中のため"
            rights_answers.decide_items(asked, [item.key], said, by=user_actor(ben.pk), reason=reason)


def answered(client, asked):
    return client.post(reverse("desk:candidate_request_answer", args=[asked.public_id]), {"copy": "on", "words": ""})


def test_a_company_attaches_its_own_rows_and_nobody_elses(kims, kim, ben, minato, elsewhere, asked, client):
    decided(asked, ben, minato, notes="business", evaluations="business")
    client.force_login(ben)

    assert answered(client, asked).status_code == 302

    with person(kim):
        answer = RightsRequest.objects.get().answer
    said = json.dumps(answer["copy"], ensure_ascii=False)
    assert [one["name"] for one in answer["copy"]["records"]] == ["キム 美咲"]
    assert "よその会社だけが知ること" not in said
    assert "社内だけの理由" not in said
    assert not {"survey_answers", "introductions", "access", "profile", "consents"} & set(answer["copy"])
    sign_in(client, kim)
    paper = client.get(reverse("portal:request_pdf", args=[asked.public_id])).content
    assert "各社が保管する記録" in words_of(paper)


def test_rows_of_which_a_part_is_kept_back_are_not_attached(kim, ben, minato, asked, client):
    decided(asked, ben, minato, documents="law")
    client.force_login(ben)

    page = answered(client, asked)

    with company(minato.pk):
        assert RightsRequest.objects.get().closed_at is None
    assert page.status_code == 422
    assert page.content.decode().count('name="copy" checked') == 1


def test_without_the_tick_nothing_is_attached(kim, ben, minato, asked):
    decided(asked, ben, minato)
    with company(minato.pk):
        rights_answers.answer_request(asked, by=user_actor(ben.pk))

        assert "copy" not in RightsRequest.objects.get().answer
        assert Application.objects.count() == 1
