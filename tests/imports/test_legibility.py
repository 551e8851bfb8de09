"""A table read in the wrong encoding is seen to be garbled; a right one never is."""

import pytest

from career_relay.imports.layouts import Layout
from career_relay.imports.legibility import ensure_legible, looks_garbled
from career_relay.imports.readers import Unreadable, open_table
from tests.imports.files import LIST
from tests.imports.test_samples import FOLDER, READ


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", "cp932"), ("cp932", "utf-8"), ("cp932", "euc_jis_2004"), ("euc_jis_2004", "cp932"),
        ("cp932", "utf-16-le"), ("utf-8", "utf-16"), ("utf-16-le", "utf-16-be"), ("utf-8", "euc_jis_2004"),
    ],
)  # fmt: skip
def test_a_wrong_encoding_is_seen(encoding, read_as):
    text = LIST.replace("髙", "高")
    try:
        table = open_table(text.encode(encoding), "x.csv", layout=Layout(encoding=read_as))
    except Unreadable:
        return  # not even columns are found

    assert looks_garbled(table)


@pytest.mark.parametrize("name", READ)
def test_no_sample_looks_garbled_when_it_is_recognised(name):
    assert not looks_garbled(open_table(FOLDER / name))


@pytest.mark.parametrize(
    "text", ["name,mail\nAnna Åberg,a@b.example\n", "名前,メール\nｶﾈｺ ﾊﾙｶ,a@b.example\n田中 縁,b@b.example\n"]
)
def test_foreign_names_and_half_kana_alone_are_not_garbled(text):
    assert not looks_garbled(open_table(text.encode(), "x.csv"))


def test_a_table_with_a_broken_line_is_not_taken_in():
    ensure_legible(open_table(LIST.encode(), "x.csv"))

    with pytest.raises(Unreadable) as refusal:
        ensure_legible(open_table(LIST.encode("cp932"), "x.csv", layout=Layout(encoding="utf-8")))

    assert (refusal.value.code, "1" in str(refusal.value)) == ("WRONG_ENCODING", True)
