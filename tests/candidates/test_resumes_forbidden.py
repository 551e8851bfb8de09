"""Papers that no company may keep of an applicant: recognised, refused, and not a byte of them anywhere (LEGAL F-05)."""

import io
import tempfile
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils.translation import override

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.candidates import documents
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Document
from career_relay.candidates.resumes.forbidden import SENTENCES, Forbidden, ensure_allowed
from tests.candidates.papers import made
from tests.factories.candidates import CandidateFactory

NUMBER = "123456789018"  # invented; its check digit is right
WRONG = "123456789012"  # one that nobody can have


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"個人番号：{NUMBER}",
        "1234-5678-9018",
        "1234 5678 9018",
        "１２３４５６７８９０１８",
        "１２３４－５６７８－９０１８",
        "１２３４　５６７８　９０１８",
        "1234\t5678\t9018",
        "1234 - 5678 - 9018",
        "123-456-789-018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t8",
        "1|2|3|4|5|6|7|8|9|0|1|8",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n8",
        "1234\u200b5678\u200b9018",
        "マイナンバー 12 34 56 78 90 18",
        "マイナンバー\n12345\n6789018",
        f"氏名 山田太郎 {NUMBER} 東京都",
        f"電話 03-1234-5678\n番号 {NUMBER}",
    ],
)
def test_an_individual_number_is_found_however_it_is_written(text):
    with pytest.raises(Forbidden) as found:
        ensure_allowed(text)

    assert (found.value.kind, found.value.code) == ("my_number", "F-05")
    assert "123456" not in str(found.value)


@pytest.mark.parametrize(
    "text",
    [
        WRONG,
        "1234-5678-9012",
        "090-1234-5678",
        "TEL 03-1234-5678 FAX 03-1234-5679",
        "2019年4月〜2022年3月",
        "2019 04 2022 03",
        "1987 2009 2013",  # three years whose digits happen to fit
        "200904 201303",
        f"99{NUMBER}",
        f"{NUMBER}7",
        "口座 1234567890",
        "マイナンバー関連システムの要件定義を担当",
        "000000000000",
        "1 2 3 4 5 6 7 8 9 0 1 2",
        "",
    ],
)
def test_other_numbers_are_left_in_peace(text):
    ensure_allowed(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("戸籍謄本\n本籍 東京都", "koseki"),
        ("（６の１）\n全部事項証明\n本籍 東京都港区\n戸籍に記録されている者 【名】太郎", "koseki"),
        ("戸　籍　抄　本", "koseki"),
        ("戸籍全部事項証明書", "koseki"),
        ("住　民　票", "juminhyo"),
        ("住民票の写し", "juminhyo"),
        ("氏名 山田太郎\n世帯主 山田一郎\n続柄 子\n住民となった年月日", "juminhyo"),
        ("住民票記載事項証明書", "juminhyo"),
        ("家族調書", "family"),
        ("家族状況調書", "family"),
        ("健康診断書", "health"),
        ("雇入時健康診断個人票", "health"),
        ("健康診断結果報告書", "health"),
        ("身長 170 体重 60\n視力 右1.0\n血圧 120/80\n尿 蛋白(-)\n胸部X線 異常なし", "health"),
        ("身元保証書", "guarantor"),
        ("私は身元保証人として、本人と連帯して損害を賠償します", "guarantor"),
    ],
)
def test_a_paper_is_known_by_its_title_or_by_what_only_it_holds(text, kind):
    with pytest.raises(Forbidden) as found:
        ensure_allowed(text)

    assert found.value.kind == kind
    assert str(found.value) == str(SENTENCES[kind])


@pytest.mark.parametrize(
    "text",
    [
        "市役所で戸籍謄本の交付業務を担当",
        "住民票の写しをコンビニで交付するシステムを開発",
        "健康診断予約サービスの企画と開発",
        "健康診断書の電子化プロジェクトでリーダーを務めた",
        "身元保証書の管理を人事として担当",
        "家族向けアプリの企画",
        made.SHOKUREKI,
        "\n".join("\t".join(row) for row in made.RIREKISHO),
    ],
)
def test_a_resume_that_tells_of_such_papers_is_none(text):
    ensure_allowed(text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("住民票.pdf", "juminhyo"), ("山田太郎_住民票の写し.pdf", "juminhyo"), ("戸籍謄本(山田).pdf", "koseki"),
        ("健康診断書_2026.pdf", "health"), ("ｹﾝｺｳ診断.pdf", ""), ("マイナンバーカードのコピー.pdf", "my_number"),
        ("通知カード.pdf", "my_number"), ("身元保証書 最新.pdf", "guarantor"), ("家族調書.docx", "family"),
        ("履歴書_住民票と同じ住所.pdf", ""), ("住民票システムの開発実績.pdf", ""), ("職務経歴書.pdf", ""), ("", ""), (".pdf", ""),
    ],
)  # fmt: skip
def test_a_name_that_says_it_is_enough(name, kind):
    if not kind:
        ensure_allowed("", name)
        return

    with pytest.raises(Forbidden) as found:
        ensure_allowed("", name)

    assert found.value.kind == kind


FORBIDDEN = [
    ("番号.txt", f"氏名 山田太郎\n{NUMBER}\n".encode()),
    ("番号.txt", "氏名 山田太郎\n１２３４－５６７８－９０１８\n".encode("cp932")),
    ("番号.docx", made.docx("氏名 山田太郎", "マイナンバー", rows=[list(NUMBER)])),
    ("header.docx", made.docx("職務経歴書" * 5, word__header1__xml="")),
    (
        "番号.pdf",
        made.pdf([("氏名", "山田太郎", "経歴のある人です。番号は次のとおりです。"), ("1234", "5678", "9018")]),
    ),
    ("r.json", ('{"basics": {"name": "Kim", "summary": "No. ' + NUMBER + ' of a person"}}').encode()),
    ("住民票.pdf", made.scan()),
]
FORBIDDEN[3] = (
    "header.docx",
    made.archive(
        {
            "word/document.xml": made.document(
                "<w:p><w:r><w:t>職務経歴書です。営業を五年担当しました。</w:t></w:r></w:p>"
            ),
            "word/header1.xml": made.document(
                f"<w:p><w:r><w:t>{NUMBER[:5]}</w:t></w:r><w:r><w:t>{NUMBER[5:]}</w:t></w:r></w:p>"
            ),
        }
    ),
)


@pytest.mark.parametrize(("name", "data"), FORBIDDEN, ids=["text", "CP932", "Word", "header", "PDF", "JSON", "by name"])
def test_not_a_byte_of_it_is_kept_and_only_its_sort_is_counted(at_minato, tmp_path, monkeypatch, name, data):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    candidate = CandidateFactory()
    file = SimpleUploadedFile(name, data)
    stored_before = _stored()

    with pytest.raises(Forbidden):
        documents.receive_document(candidate, file, name, by=SYSTEM)

    assert list(Document.objects.all()) == []
    assert _stored() == stored_before
    assert list(tmp_path.rglob("*")) == []
    told = log_of(candidate)
    assert [one.event for one in told] == [CandidateEvent.DOCUMENT_REFUSED]
    assert list(told[0].data) == ["paper"]
    assert _rows_with(NUMBER) == []


def _stored() -> set[str]:
    found = set()
    if default_storage.exists("documents"):
        folders, files = default_storage.listdir("documents")
        found.update(files, *(default_storage.listdir(f"documents/{folder}")[1] for folder in folders))
    return found


def _rows_with(text: str) -> list[str]:
    """Tables of which a row says it, anywhere: jobs and log too."""
    found = []
    with connection.cursor() as cursor:
        for table in ("candidates_document", "base_auditevent", "procrastinate_jobs", "candidates_candidate"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_a_large_upload_leaves_no_temporary_file_behind(ben_client, at_minato, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    candidate = CandidateFactory()
    data = f"氏名 山田太郎 {NUMBER}\n".encode() + "営業を担当しました。\n".encode() * 5_000
    file = SimpleUploadedFile("経歴.txt", data)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000

    with override("ja"):
        said = str(SENTENCES["my_number"])
    answer = ben_client.post(
        f"/desk/candidates/{candidate.public_id}/documents/", {"document-file": file, "document-kind": "resume"}
    )

    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert list(tmp_path.iterdir()) == []
    assert list(Document.objects.all()) == []


def test_after_the_number_is_gone_the_same_file_comes_in(at_minato):
    candidate = CandidateFactory()
    text = "氏名 山田太郎\n番号 {}\n営業を五年担当しました。"
    with pytest.raises(Forbidden):
        documents.receive_document(candidate, text.format(NUMBER).encode(), "a.txt", by=SYSTEM)

    document = documents.receive_document(candidate, io.BytesIO(text.format("■■■■").encode()), "a.txt", by=SYSTEM)

    assert document.problem == ""
