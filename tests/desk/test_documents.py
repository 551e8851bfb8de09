"""The files of a candidate, as the desk shows them."""

from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.tenancy import company
from career_relay.candidates import documents
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Document, DocumentState
from career_relay.candidates.resumes.work import read_through
from career_relay.companies.roles import Role
from tests.candidates.papers import made
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory


@pytest.fixture
def kept(at_minato) -> Document:
    """A work history that was received and read."""
    candidate = CandidateFactory(skills=["法人営業"], history="", details={})
    document = documents.receive_document(candidate, made.SHOKUREKI.encode(), "職務経歴書.txt", by=SYSTEM)
    read_through(at_minato.pk, document.pk)
    document.refresh_from_db()
    return document


def form_of(client, document) -> dict[str, str]:
    """What the browser would send when the form is sent as it stands."""
    page = client.get(f"/desk/documents/{document.public_id}/")
    review = page.context["sets"]
    sent = {}
    for rows in review.values():
        sent |= {field.html_name: field.value() for field in rows.management_form}
        for row in rows:
            for field in row:
                value = field.value()
                if value and field.html_name != "csrfmiddlewaretoken":
                    sent[field.html_name] = value
    return sent


def test_a_file_goes_in_by_the_page_of_the_candidate(ben_client, at_minato):
    candidate = CandidateFactory()
    file = SimpleUploadedFile("履歴書.docx", made.docx(rows=made.RIREKISHO))

    answer = ben_client.post(
        f"/desk/candidates/{candidate.public_id}/documents/", {"document-file": file, "document-kind": "resume"}
    )

    document = Document.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/desk/candidates/{candidate.public_id}/")
    assert (document.file_name, document.state, document.uploaded_by.name) == ("履歴書.docx", "received", "Ben")
    page = ben_client.get(answer.url).content.decode()
    assert "履歴書.docx" in page
    assert f"/desk/documents/{document.public_id}/" in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.pdf", b""),
        ("写真.jpg", b"\xff\xd8\xff\xe0" + b"0" * 50),
        ("経歴.docx", made.pdf([("年", "月")])),
        ("経歴.exe", b"MZ\x00\x00" + b"0" * 100),
        ("経歴.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100),
        ("鍵.pdf", made.pdf([("年", "月")], password="secret")),
    ],
)
def test_a_file_that_cannot_come_in_is_answered_with_what_to_do(ben_client, at_minato, name, data):
    candidate = CandidateFactory()

    answer = ben_client.post(
        f"/desk/candidates/{candidate.public_id}/documents/",
        {"document-file": SimpleUploadedFile(name, data), "document-kind": "work"},
    )

    assert answer.status_code == 422
    assert answer.context["document_form"].errors["file"][0].endswith(("。", "."))
    assert answer.context["document_form"]["kind"].value() == "work"  # what was chosen stays
    assert list(Document.objects.all()) == []


def test_without_a_file_the_form_says_so(ben_client, at_minato):
    candidate = CandidateFactory()

    answer = ben_client.post(f"/desk/candidates/{candidate.public_id}/documents/", {"document-kind": "resume"})

    assert answer.status_code == 422


def test_what_was_read_stands_beside_the_text_with_the_sentence_of_each_skill(ben_client, kept):
    page = unescape(ben_client.get(f"/desk/documents/{kept.public_id}/").content.decode())

    assert 'value="Go"' in page
    assert "GoとPostgreSQLで決済APIを設計・開発" in page
    assert 'value="合同会社こもれび"' in page
    assert "公務員" not in page
    assert "SaaSの法人営業を5年経験しました。" in page


def test_a_file_that_is_being_read_says_so_and_renews_itself(ben_client, at_minato):
    document = documents.receive_document(CandidateFactory(), made.SHOKUREKI.encode(), "a.txt", by=SYSTEM)

    page = ben_client.get(f"/desk/documents/{document.public_id}/").content.decode()
    meanwhile = ben_client.get(f"/desk/documents/{document.public_id}/state/")
    read_through(at_minato.pk, document.pk)
    after = ben_client.get(f"/desk/documents/{document.public_id}/state/")

    assert f'hx-get="/desk/documents/{document.public_id}/state/"' in page
    assert "HX-Refresh" not in meanwhile.headers
    assert after["HX-Refresh"] == "true"


def test_a_scan_is_kept_and_the_recruiter_is_told_what_that_means(ben_client, at_minato):
    document = documents.receive_document(CandidateFactory(), made.scan(), "経歴.pdf", by=SYSTEM)

    page = ben_client.get(f"/desk/documents/{document.public_id}/")

    assert (document.state, document.problem) == (DocumentState.UNREADABLE, "PICTURES")
    assert default_storage.exists(document.stored)
    assert page.context["problem"]
    assert len(page.context["rows"]["jobs"]) == 1  # an empty row, to type in what matters


def test_confirming_takes_what_is_ticked_into_the_record(ben_client, kept):
    sent = form_of(ben_client, kept)
    del sent["jobs-0-take"]
    sent["jobs-1-title"] = "サーバーサイドエンジニア"

    answer = ben_client.post(f"/desk/documents/{kept.public_id}/confirm/", sent)

    candidate = kept.candidate
    candidate.refresh_from_db()
    assert answer.status_code == 302
    assert {"法人営業", "Go", "基本情報技術者"} <= set(candidate.skills)
    assert candidate.history.startswith("2019年4月〜現在 合同会社こもれび サーバーサイドエンジニア\n")
    assert "ミナトソフト" not in candidate.history
    assert CandidateEvent.DOCUMENT_CONFIRMED in [one.event for one in log_of(candidate)]


def test_a_row_written_by_hand_counts_and_an_empty_one_does_not(ben_client, kept):
    sent = {name: value for name, value in form_of(ben_client, kept).items() if not name.endswith("-take")}
    last = int(sent["skills-TOTAL_FORMS"]) - 1
    sent |= {f"skills-{last}-take": "on", f"skills-{last}-name": "Kubernetes", "jobs-2-take": "on"}

    ben_client.post(f"/desk/documents/{kept.public_id}/confirm/", sent)

    kept.candidate.refresh_from_db()
    assert kept.candidate.skills == ["法人営業", "Kubernetes"]
    assert kept.candidate.history == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"jobs-0-begin": "四月ごろ"},
        {"jobs-0-what": "家族構成を確認した"},
        {"skills-0-name": "x" * 61},
        {"jobs-TOTAL_FORMS": "many"},
        {"jobs-TOTAL_FORMS": "5000"},
    ],
)
def test_what_cannot_be_confirmed_stands_as_it_was_written_and_nothing_is_taken(ben_client, kept, wrong):
    sent = form_of(ben_client, kept) | wrong

    answer = ben_client.post(f"/desk/documents/{kept.public_id}/confirm/", sent)

    kept.candidate.refresh_from_db()
    assert answer.status_code == 422
    assert kept.candidate.history == ""
    for value in wrong.values():
        assert value in unescape(answer.content.decode()) or value in {"many", "5000"}


def test_a_confirmation_is_taken_back_by_a_button(ben_client, kept):
    ben_client.post(f"/desk/documents/{kept.public_id}/confirm/", form_of(ben_client, kept))
    page = ben_client.get(f"/desk/documents/{kept.public_id}/").content.decode()

    ben_client.post(f"/desk/documents/{kept.public_id}/take-back/")

    kept.candidate.refresh_from_db()
    assert f"/desk/documents/{kept.public_id}/take-back/" in page
    assert (kept.candidate.skills, kept.candidate.history) == (["法人営業"], "")


def test_the_original_is_handed_out_as_a_file_and_never_shown_inside_the_browser(ben_client, kept):
    answer = ben_client.post(f"/desk/documents/{kept.public_id}/original/")

    assert answer.content == made.SHOKUREKI.encode()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert log_of(kept.candidate).last().event == CandidateEvent.DOCUMENT_READ


def test_looking_at_the_page_does_not_hand_out_the_original(ben_client, kept):
    assert ben_client.get(f"/desk/documents/{kept.public_id}/original/").status_code == 405


def test_an_original_that_is_gone_is_a_404(ben_client, kept):
    default_storage.delete(kept.stored)

    assert ben_client.post(f"/desk/documents/{kept.public_id}/original/").status_code == 404


@pytest.mark.parametrize("act", ["", "state/", "confirm/", "take-back/", "original/", "remove/"])
def test_the_files_of_another_company_are_not_there(client, cleo, minato, settings, act):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    with company(minato.pk):
        document = documents.receive_document(CandidateFactory(), made.SHOKUREKI.encode(), "a.txt", by=SYSTEM)
    client.force_login(cleo)
    method = client.get if act in {"", "state/"} else client.post

    answer = method(f"/desk/documents/{document.public_id}/{act}")

    assert answer.status_code == 404
    with company(minato.pk):
        assert Document.objects.filter(pk=document.pk, confirmed_at=None).exists()


@pytest.mark.parametrize(("role", "may_look", "may_change"), [(Role.VIEWER, 200, 403), (Role.INTERVIEWER, 200, 403)])
def test_who_only_looks_changes_nothing(client, kept, minato, role, may_look, may_change):
    user = MembershipFactory(company=minato, role=role, user=UserFactory(email=f"{role}@minato.example")).user
    client.force_login(user)

    assert client.get(f"/desk/documents/{kept.public_id}/").status_code == may_look
    assert client.post(f"/desk/documents/{kept.public_id}/original/").status_code == may_look
    for act in ("confirm/", "take-back/", "remove/"):
        assert client.post(f"/desk/documents/{kept.public_id}/{act}").status_code == may_change
    upload = client.post(f"/desk/candidates/{kept.candidate.public_id}/documents/")
    assert upload.status_code == may_change


def test_a_file_is_removed_by_a_button_and_its_bytes_go(ben_client, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ben_client.post(f"/desk/documents/{kept.public_id}/remove/")

    assert list(Document.objects.all()) == []
    assert not default_storage.exists(kept.stored)
    assert Candidate.objects.filter(pk=kept.candidate_id).exists()
