import json
from datetime import date

import pytest
from django.utils import translation

from career_relay.base.sheets import original
from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import open_table
from career_relay.imports.rejects import faulty_rows_file, problems_of
from tests.imports.files import sheet

TEXT = '候補者ID,氏名,メールアドレス,応募日,備考\r\n1,三浦,saori@kimail.example,2026/3/5,よい\r\n2,髙橋 ①,naoto＠kimail,2026/3/6,"一行目\n二行目"\r\n3,,,2026/02/30,"=A1,""引用"""\r\n'


def verdicts(table):
    return list(draft_rows(table, suggest_for(table), today=date(2026, 11, 23)))


def rejected(content: bytes, name: str):
    table = open_table(content, name)
    return table, faulty_rows_file(table, problems_of(verdicts(table)))


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rejected_rows_go_back_as_they_came_with_the_reason_first(encoding, delimiter):
    table, rejects = rejected(
        TEXT.replace(",", delimiter).replace(f'A1{delimiter}""', 'A1 ""').encode(encoding), "選考.csv"
    )
    again = open_table(rejects.content, rejects.filename)

    assert (again.encoding, again.delimiter, again.newline) == (encoding, delimiter, table.newline)
    assert again.headers[1:] == table.headers
    assert [tuple(map(original, row.cells[1:])) for row in again.rows()] == [row.cells for row in table.rows()][1:]
    assert all(row.cells[0] for row in again.rows())


def test_the_mended_file_goes_in_and_the_reason_is_left_out():
    _table, rejects = rejected(TEXT.encode("cp932"), "選考.csv")
    mended = (
        rejects.content.replace("＠kimail".encode("cp932"), b"@kimail.example")
        .replace(b"02/30", b"02/28")
        .replace(b'"3,', b"3,")
    )
    again = open_table(mended, rejects.filename)

    assert [match.target for match in suggest_for(again).columns[:3]] == ["", "external_id", "name"]
    assert [len(result.faults) for result in verdicts(again)] == [0, 1]  # the second still has nobody


def test_rejected_again_there_is_one_reason_column():
    _table, first = rejected(TEXT.encode("cp932"), "選考.csv")
    with translation.override("ja"):
        again, second = rejected(first.content, first.filename)

    table = open_table(second.content, second.filename)
    assert len(table.headers) == len(again.headers) == 6
    assert len(set(table.headers)) == 6


def test_a_row_with_too_many_cells_keeps_them():
    table, rejects = rejected(b"name,email\nKim,kim@kimail.example,left,over\n", "x.csv")

    assert rejects.content.decode().splitlines()[1].endswith(",Kim,kim@kimail.example,left,over")


def test_a_workbook_comes_back_as_a_workbook_of_texts():
    content = sheet(("氏名", "メール", "備考"), ("三浦", "x", "=1+1\n<&>"), ("平野", "a@b.example", ""))
    _table, rejects = rejected(content, "選考.xlsx")
    again = open_table(rejects.content, rejects.filename)

    assert rejects.filename.endswith(".xlsx")
    assert [row.cells[1:] for row in again.rows()] == [("三浦", "x", "=1+1\n<&>")]


def test_json_comes_back_as_json():
    _table, rejects = rejected(b'[{"name": "A", "email": "x"}, {"name": "B"}]', "people.json")
    (person,) = json.loads(rejects.content)

    assert (person["name"], person["email"], len(person)) == ("A", "x", 3)
    assert open_table(rejects.content, rejects.filename).total == 1


def test_a_reason_with_letters_the_encoding_lacks_does_not_stop_the_file():
    table = open_table(TEXT.encode("cp932"), "選考.csv")
    rejects = faulty_rows_file(table, {3: ["café ✓"]})

    assert open_table(rejects.content, "x.csv").total == 1
