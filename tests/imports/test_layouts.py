"""How a file is read when somebody corrects what was recognised, and what a wrong choice looks like."""

import io
from contextlib import suppress

import pytest
from xlsxwriter import Workbook

from career_relay.imports.layouts import DELIMITERS, ENCODINGS, Layout, corrected
from career_relay.imports.readers import Unreadable, open_table
from tests.imports.files import LIST

TITLED = "選考の一覧\n2026年11月,\n候補者ID,氏名,メール\n1,三浦 沙織,saori@kimail.example\n"


def book(**sheets: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with Workbook(content) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for line, row in enumerate(rows):
                page.write_row(line, 0, row)
    return content.getvalue()


def test_nothing_chosen_means_recognise_it():
    table = open_table(LIST.encode("cp932"), "x.csv", layout=Layout())

    assert (table.encoding, table.delimiter, table.header_line, table.broken_line) == ("cp932", ",", 1, 0)


@pytest.mark.parametrize(
    "encoding", [name for name in ENCODINGS if name not in {"utf-8-sig", "euc_jis_2004", "iso2022_jp_ext"}]
)
def test_a_chosen_encoding_is_used_whatever_would_be_recognised(encoding):
    table = open_table(LIST.encode(encoding), "x.csv", layout=Layout(encoding=encoding))

    assert (table.encoding, table.broken_line) == (encoding, 0)
    assert [row.cells[1] for row in table.rows()] == ["三浦 沙織", "平野 和也", "金子 遥"]


def test_an_encoding_that_does_not_fit_shows_garbage_and_names_the_line():
    table = open_table(LIST.encode("cp932"), "x.csv", layout=Layout(encoding="utf-8"))

    assert "\ufffd" in "".join(table.headers)
    assert table.broken_line == 1


def test_a_line_further_down_that_does_not_fit_is_named_too():
    content = b"name,note\nA,b\nB," + "髙".encode("cp932") + b"\n"

    assert open_table(content, "x.csv", layout=Layout(encoding="utf-8")).broken_line == 3


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_chosen_delimiter_cuts_the_rows(delimiter):
    content = f"氏名{delimiter}メール\n三浦{delimiter}a@b.example\n".encode()

    assert open_table(content, "x.csv", layout=Layout(delimiter=delimiter)).headers == ("氏名", "メール")


def test_a_wrong_delimiter_leaves_one_column():
    assert open_table(LIST.encode(), "x.csv", layout=Layout(delimiter="\t")).headers == (
        "候補者ID,氏名,メールアドレス,応募日,備考",
    )


def test_the_headings_stand_where_somebody_says():
    found, told = (open_table(TITLED.encode(), "x.csv", layout=Layout(header_line=line)) for line in (0, 3))

    assert (found.header_line, told.header_line) == (3, 3)
    assert open_table(TITLED.encode(), "x.csv", layout=Layout(header_line=2)).total == 2
    assert [row.line for row in found.top] == [1, 2, 3, 4]


def test_headings_on_a_blank_line_are_refused():
    with pytest.raises(Unreadable) as caught:
        open_table(LIST.encode(), "x.csv", layout=Layout(header_line=40))

    assert caught.value.code == "NO_HEADER_LINE"


def test_what_cannot_be_a_layout_is_passed_over():
    typed = {"encoding": "klingon", "delimiter": "x", "sheet": None, "header_line": "-1"}

    assert Layout.of(typed) == Layout()
    assert Layout.of({"header_line": "9" * 30}) == Layout()
    assert Layout.of(Layout("cp932", "\t", "候補者", 3).as_dict()) == Layout("cp932", "\t", "候補者", 3)


# --- sheets -------------------------------------------------------------------------------------------------------


def test_the_sheet_that_looks_like_people_is_taken():
    content = book(
        表紙=[["選考データ"], ["作成日", "2026/11/01"]],
        集計=[["職種", "求人", "応募日", "結果"], ["SRE", "SRE", "2026/11/01", "3"]],
        応募者=[["氏名", "メールアドレス", "応募日"], ["三浦 沙織", "saori@kimail.example", "2026/03/05"]],
    )

    table = open_table(content, "x.xlsx")

    assert (table.sheet, table.sheets) == ("応募者", ("表紙", "集計", "応募者"))
    assert open_table(content, "x.xlsx", layout=Layout(sheet="集計")).headers == ("職種", "求人", "応募日", "結果")


def test_headings_under_merged_groups_carry_their_group():
    content = io.BytesIO()
    with Workbook(content) as made:
        page = made.add_worksheet("候補者")
        page.write(0, 0, "候補者一覧")
        page.merge_range(1, 0, 1, 1, "候補者基本")
        page.merge_range(1, 2, 1, 3, "候補者一般")
        page.merge_range(1, 4, 2, 4, "応募日")
        page.write(1, 5, "その他")
        page.write_row(2, 0, ["氏名", "氏名かな", "メールアドレス1", "電話番号1"])
        page.write(2, 5, "備考")
        page.write_row(3, 0, ["三浦 沙織", "みうら さおり", "saori@kimail.example", "090-0000-1111", "2026/3/5", "x"])

    table = open_table(content.getvalue(), "doda.xlsx")

    assert table.headers == (
        "候補者基本.氏名",
        "候補者基本.氏名かな",
        "候補者一般.メールアドレス1",
        "候補者一般.電話番号1",
        "応募日",
        "その他.備考",
    )
    assert (table.header_line, table.total) == (3, 1)


def test_a_cell_merged_down_the_rows_counts_for_each_of_them():
    content = io.BytesIO()
    with Workbook(content) as made:
        page = made.add_worksheet("候補者")
        page.write_row(0, 0, ["氏名", "応募職種"])
        page.merge_range(1, 0, 2, 0, "三浦 沙織")
        page.write(1, 1, "法人営業")
        page.write(2, 1, "広報")

    table = open_table(content.getvalue(), "x.xlsx")

    assert [row.cells for row in table.rows()] == [("三浦 沙織", "法人営業"), ("三浦 沙織", "広報")]


def test_a_cell_merged_across_the_data_joins_no_headings():
    content = io.BytesIO()
    with Workbook(content) as made:
        page = made.add_worksheet("候補者")
        page.write_row(0, 0, ["氏名", "備考", "メモ"])
        page.write(1, 0, "三浦")
        page.merge_range(1, 1, 1, 2, "よい")
        page.write_row(2, 0, ["平野", "a", "b"])

    table = open_table(content.getvalue(), "x.xlsx")

    assert table.headers == ("氏名", "備考", "メモ")
    assert [row.cells for row in table.rows()] == [("三浦", "よい", ""), ("平野", "a", "b")]


def test_formulas_are_read_by_their_values():
    content = io.BytesIO()
    with Workbook(content) as made:
        page = made.add_worksheet("候補者")
        page.write_row(0, 0, ["氏名", "応募日"])
        page.write_formula(1, 0, '="三浦"&" 沙織"', None, "三浦 沙織")
        page.write_formula(1, 1, "=DATE(2026,3,5)", made.add_format({"num_format": "yyyy/mm/dd"}), 46086)

    table = open_table(content.getvalue(), "x.xlsx")

    assert [row.cells for row in table.rows()] == [("三浦 沙織", "2026-03-05")]


def test_a_workbook_with_a_password_is_told_from_an_old_one():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000

    for content, code in ((old, "OLD_OFFICE"), (old + "EncryptedPackage".encode("utf-16-le"), "PASSWORD")):
        with pytest.raises(Unreadable) as caught:
            open_table(content, "x.xlsx")
        assert caught.value.code == code


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "content", [LIST.encode("cp932"), LIST.encode(), b"a,b\r\n\xff\xfe\x00\x00,\x80\r\n", bytes(range(256))]
)
def test_whatever_encoding_is_chosen_for_whatever_bytes_there_is_an_answer(encoding, content):
    with suppress(Unreadable):  # refused in words
        table = open_table(content, "x.csv", layout=Layout(encoding=encoding))
        assert table.total == len(list(table.rows()))


SHOWN = Layout("cp932", ",", "", 2)


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        (Layout(), SHOWN, Layout()),  # nothing changed: all of it stays recognised
        (Layout(), Layout("utf-8", ",", "", 2), Layout("utf-8")),
        (Layout(), Layout("cp932", ",", "", 3), Layout(header_line=3)),
        (Layout(header_line=2), SHOWN, Layout(header_line=2)),  # chosen before: it stays chosen
        (Layout(header_line=2), Layout("utf-8", ",", "", 2), Layout("utf-8")),  # elsewhere in other characters
        (Layout(delimiter=","), Layout("utf-8", ",", "", 2), Layout("utf-8", ",")),
        (Layout(), Layout("utf-8", ",", "", 3), Layout("utf-8", header_line=3)),
        (Layout("cp932"), Layout("", ",", "", 2), Layout()),
    ],
)
def test_only_what_somebody_changed_is_chosen(before, told, after):
    assert corrected(before, SHOWN, told) == after


def test_another_sheet_has_its_headings_elsewhere():
    shown = Layout(sheet="応募者", header_line=2)

    assert corrected(Layout(), shown, Layout(sheet="集計", header_line=2)) == Layout(sheet="集計")
