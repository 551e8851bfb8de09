import io
from datetime import date

import pytest

from career_relay.imports import kinds, readers
from career_relay.imports.drafts import draft_rows
from career_relay.imports.layouts import Layout
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import Unreadable, open_table
from career_relay.imports.refusals import SENTENCES
from tests.imports.files import LIST, csv_of, packed, sheet

PLAIN = LIST.replace("髙", "高")  # for the encodings that have no 髙


def refusal(content: bytes, name: str = "export.csv", **options) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_table(content, name, **options)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", LIST),
        ("utf-8-sig", LIST),
        ("cp932", LIST),
        ("utf-16", LIST),
        ("utf-16-le", LIST),
        ("utf-16-be", LIST),
        ("euc_jis_2004", PLAIN),
        ("iso2022_jp_ext", PLAIN),
    ],
)
def test_a_file_is_read_in_whatever_encoding_it_comes(encoding, text):
    table = open_table(text.encode(encoding), "export.csv")

    assert table.encoding == encoding
    assert table.headers == ("候補者ID", "氏名", "メールアドレス", "応募日", "備考")
    assert [row.cells[1] for row in table.rows()] == ["三浦 沙織", "平野 和也", "金子 遥"]


def test_half_width_kana_in_cp932_are_not_taken_for_euc():
    table = open_table("氏名,ｶﾅ\r\n,ﾐｳﾗ ｻｵﾘ\r\n".encode("cp932"), "export.csv")

    assert (table.encoding, next(table.rows()).cells) == ("cp932", ("", "ﾐｳﾗ ｻｵﾘ"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter):
    table = open_table(LIST.replace(",", delimiter).encode(), "export.txt")

    assert (table.delimiter, len(table.headers), table.total) == (delimiter, 5, 3)


def test_the_hint_of_excel_names_the_delimiter():
    table = open_table(b"sep=;\r\nname;email\r\nKim;kim@kimail.example\r\n", "export.csv")

    assert [(row.line, row.cells) for row in table.rows()] == [(3, ("Kim", "kim@kimail.example"))]


def test_a_line_is_the_one_an_editor_shows():
    text = 'name,note\n"A","one\ntwo\r\nthree"\n\n"B",""\nC\n'

    assert [(row.line, row.cells[0]) for row in open_table(text.encode(), "x.csv").rows()] == [
        (2, "A"),
        (6, "B"),
        (7, "C"),
    ]


def test_titles_above_the_headings_are_passed_over():
    table = open_table(csv_of("選考履歴", "", "氏名,メール,備考", "三浦,a@b.example,x"), "x.csv")

    assert (table.headers, table.header_line, table.total) == (("氏名", "メール", "備考"), 3, 1)


def test_rows_can_be_read_again_from_path_bytes_and_open_file(tmp_path):
    path = tmp_path / "選考 履歴.csv"
    path.write_bytes(LIST.encode("cp932"))

    for source in (path, str(path), LIST.encode("cp932"), io.BytesIO(LIST.encode("cp932"))):
        table = open_table(source, "export.csv" if not isinstance(source, str | type(path)) else "")
        assert list(table.rows()) == list(table.rows())
        assert (table.total, len(table.sample(2))) == (3, 2)
    assert open_table(path).filename == "選考 履歴.csv"


def test_a_workbook_is_read_with_the_row_numbers_of_the_sheet():
    table = open_table(sheet(("氏名", "メール"), ("三浦 沙織", "a@b.example"), (), ("平野", "=1+1")), "export.xlsx")

    assert (table.kind, table.sheet, table.sheets) == ("sheet", "候補者", ("候補者",))
    assert [(row.line, row.cells) for row in table.rows()] == [(2, ("三浦 沙織", "a@b.example")), (4, ("平野", "=1+1"))]


def test_a_list_of_objects_is_a_table():
    text = '[\n {"name": "三浦", "emails": [{"value": "a@b.example", "type": "work"}], "tags": ["x", "y"]},\n {"name": "B", "stage": {"name": "Offer"}}\n]'
    table = open_table(text.encode(), "export.json")

    assert table.headers == ("name", "emails", "tags", "stage.name")
    assert [(row.line, row.cells) for row in table.rows()] == [
        (2, ("三浦", "a@b.example", "x\ny", "")),
        (3, ("B", "", "", "Offer")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"candidates": [{"name": "A"}, {"name": "B"}]}',
        '{"name": "A"}\n{"name": "B"}\n',
        '[{"name": "A"},{"name": "B"}]',
    ],
)
def test_json_may_wrap_its_list_or_write_one_object_a_line(text):
    assert [row.cells for row in open_table(text.encode(), "x.json").rows()] == [("A",), ("B",)]


def test_a_person_with_several_applications_is_one_row_for_each():
    text = '[{"id": 7, "first_name": "Kim", "email_addresses": [{"value": "kim@kimail.example", "type": "personal"}], "applications": [{"id": 1, "status": "rejected", "jobs": [{"id": 3, "name": "Sales"}], "current_stage": {"id": 9, "name": "Final Interview"}, "rejected_at": "2026-03-05T01:00:00Z"}, {"id": 2, "status": "active"}]}]'
    table = open_table(text.encode(), "greenhouse.json")
    first, second = draft_rows(table, suggest_for(table))

    assert (table.total, first.line, second.line) == (2, 1, 2)
    assert (first.draft.external_id, first.draft.email, second.draft.external_id) == ("7", "kim@kimail.example", "7")
    assert (first.draft.application.position, first.draft.application.stage) == ("Sales", "rejected")
    assert (first.draft.application.reached, first.draft.application.decided_on) == ("final", date(2026, 3, 5))
    assert (second.draft.application.external_id, second.draft.application.outcome) == ("2", "in_progress")


def test_a_json_resume_is_one_row_without_its_picture():
    text = '{"basics": {"name": "三浦", "email": "a@b.example", "image": "face.png"}, "work": [{"name": "A社", "position": "営業", "startDate": "2020"}], "skills": [{"name": "SQL"}]}'
    table = open_table(text.encode(), "resume.json")
    cells = dict(zip(table.headers, next(table.rows()).cells, strict=True))

    assert (cells["basics.name"], cells["work"], cells["skills"]) == ("三浦", "2020 A社 営業", "SQL")
    assert "face.png" not in cells.values()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"\n \n\n", "NO_COLUMNS"),
        (b",,,\n,,\n", "NO_COLUMNS"),
        (b"name,email\n", "HEADER_ONLY"),
        (b"name,email,name\nA,b,c\n", "DUPLICATE_HEADING"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "IMAGE"),
        (b"\xff\xd8\xff\xe0 JFIF", "IMAGE"),
        (packed("word/document.xml"), "WORD"),
        (b"{\\rtf1 x}", "WORD"),
        (packed("list.csv"), "ZIP"),
        (b"\x1f\x8b\x08 gzip", "ZIP"),
        (packed("content.xml"), "NUMBERS"),
        (packed("xl/workbook.xml"), "BROKEN_SHEET"),
        (b"PK\x03\x04 cut short", "BROKEN_SHEET"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLD_OFFICE"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "HTML"),
        (bytes(range(256)) * 8, "BINARY"),
        (b"name\n" + b"\x01\x02\x03\x04" * 50, "BINARY"),
        ("氏名\n三浦\n".encode("cp932") + b"\xff\xff,\x81\n", "UNDECODABLE"),
        (b'name,note\nA,"opens\nB,x\nC,y\n', "OPEN_QUOTE"),
        (b"name,note\nA," + b"x" * 1_000_001, "GIANT_CELL"),
        (b'name,note\nA,"' + b"x\n" * 600_000 + b'"\n', "GIANT_CELL"),
        (b",".join(b"%d" % n for n in range(501)) + b"\n1\n", "TOO_MANY_COLUMNS"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whatever_its_name(content, code):
    caught = refusal(content)

    assert caught.code == code
    assert "{" not in str(caught)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"name": "A",}]', "JSON"),
        ('[{"name": "A"}', "JSON"),
        ("[1, 2]", "JSON_SHAPE"),
        ('{"a": 1} 2', "JSON_SHAPE"),
        ("[{}]", "NO_COLUMNS"),
        ("[]", "EMPTY"),
        ("{}", "EMPTY"),
    ],
)
def test_json_of_another_shape_is_refused(text, code):
    content = text.encode() if text else b""

    assert refusal(content, "x.json").code in {code, "NO_COLUMNS"}


def test_the_refusal_names_the_line():
    assert "3" in str(refusal("氏名\n三浦\n".encode("cp932") + b"\xff\xff,\x81\n"))
    assert "2" in str(refusal(b'name,note\nA,"opens\nB,x\n'))


def test_a_file_of_the_limit_or_more_is_refused_by_its_size():
    caught = refusal(LIST.encode(), max_bytes=len(LIST.encode()))

    assert caught.code == "TOO_LARGE"
    assert open_table(LIST.encode(), "x.csv", max_bytes=len(LIST.encode()) + 1).total == 3
    assert readers.MAX_BYTES == 200_000_000


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole, no bytes on the disk

    with pytest.raises(Unreadable) as caught:
        open_table(path)

    assert caught.value.code == "TOO_LARGE"


def test_a_workbook_that_unpacks_too_far_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "MAX_UNPACKED", 100)

    assert refusal(sheet(("氏名",), ("三浦" * 200,))).code == "SHEET_TOO_LARGE"


def test_a_sheet_that_is_not_there_is_refused():
    assert refusal(sheet(("氏名",), ("三浦",)), layout=Layout(sheet="売上")).code == "NO_SHEET"


def test_every_refusal_says_how_to_mend_it():
    assert [code for code, sentence in SENTENCES.items() if len(str(sentence)) < 20] == []
