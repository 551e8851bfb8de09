"""A result on paper: what stands where on the sheet, read back from the PDF itself."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from career_relay.candidates.states import Stage
from career_relay.companies.models import Company
from career_relay.notices import paper
from career_relay.notices.models import Message
from tests.factories.candidates import ApplicationFactory, CandidateFactory

MM = 72 / 25.4
DOOR = "https://relay.example/go/minato"
COMPANY = Company(
    name="株式会社ミナトソフト",
    address="大阪府大阪市北区中之島1-1-1",
    sender_name="採用担当",
    contact_desk="採用窓口 saiyo@minato.example",
)


def sheet(**more) -> paper.Sheet:
    told = {
        "company": COMPANY,
        "to": ("〒105-0022", "東京都港区海岸1-0-0 みなとマンション101号室"),
        "name": "三浦 沙織",
        "subject": "選考結果のご連絡",
        "words": ("三浦 沙織 様", "このたびは貴重なお時間をいただき、誠にありがとうございました。", "採用担当"),
        "door": DOOR,
        "day": date(2026, 11, 24),
        "language": "ja",
    }
    return paper.Sheet(**{**told, **more})


def lines(data: bytes, page: int = 0) -> list[tuple[float, float, str]]:
    """Every line of a page with its millimetres from the left and from the top."""
    found: list[tuple[float, float, str]] = []

    def note(text, cm, tm, _font, _size):
        if text.strip():
            found.append(((tm[4] + cm[4]) / MM, 297 - (tm[5] * cm[3] + cm[5]) / MM, text.strip()))

    PdfReader(BytesIO(data)).pages[page].extract_text(visitor_text=note)
    return found


def test_address_and_name_stand_in_the_window_and_nothing_else_does():
    """長形3号: the window is 20 to 110 mm from the left and 12 to 57 mm from the top of the folded sheet."""
    found = lines(paper.pdf_of(sheet()))

    inside = [words for left, top, words in found if 20 <= left <= 110 and 12 <= top <= 57]

    assert inside == ["〒105-0022", "東京都港区海岸1-0-0 みなとマンション101号室", "三浦 沙織 様"]


def test_the_letter_starts_below_the_first_fold():
    found = lines(paper.pdf_of(sheet()))

    below = [words for _left, top, words in found if top > 90]

    assert below[0] == "選考結果のご連絡"
    assert DOOR in below


def test_the_company_and_the_day_stand_at_the_right():
    found = {words for left, _top, words in lines(paper.pdf_of(sheet())) if left > 110}

    assert {"2026年11月24日", "株式会社ミナトソフト", "採用担当", "大阪府大阪市北区中之島1-1-1"} <= found


def test_returned_documents_are_named_and_give_the_letter_its_title():
    said = [words for _left, _top, words in lines(paper.pdf_of(sheet(enclosures=("履歴書 1通", "職務経歴書 1通"))))]

    assert "書類返却のご案内" in said
    assert {"同封：履歴書 1通", "同封：職務経歴書 1通"} <= set(said)
    assert "選考結果のご連絡" not in said


def test_a_long_address_stays_in_the_window():
    found = lines(paper.pdf_of(sheet(to=("〒105-0022", "東京都港区海岸" * 12))))

    assert all(top <= 57 for left, top, words in found if left < 110 and "海岸" in words)


def test_a_letter_without_an_address_has_the_name_alone():
    found = lines(paper.pdf_of(sheet(to=())))

    assert [words for left, top, words in found if left < 110 and top < 57] == ["三浦 沙織 様"]


def test_a_long_letter_goes_on_and_repeats_no_address():
    data = paper.pdf_of(sheet(words=("長い文章です。" * 120,) * 4))

    assert len(PdfReader(BytesIO(data)).pages) > 1
    assert not any("〒" in words for _left, _top, words in lines(data, 1))


def test_markup_in_words_is_printed_and_does_nothing():
    hostile = '<para><font size="90">大</font> & <img src="file:///etc/passwd"/> {{ x }}'

    said = " ".join(words for _left, _top, words in lines(paper.pdf_of(sheet(words=(hostile,), name="<b>三浦</b>"))))

    assert '<font size="90">' in said
    assert "<b>三浦</b> 様" in said


def test_english_letters_are_english():
    said = [words for _left, _top, words in lines(paper.pdf_of(sheet(language="en", enclosures=("CV",))))]

    assert "Return of your documents" in said
    assert "Enclosed: CV" in said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ([], ()),
        (["  履歴書　1通 ", "", " "], ("履歴書 1通",)),
        (["あ" * 200], ("あ" * 80,)),
        ([str(n) for n in range(9)], tuple("012345")),
    ],
)
def test_what_is_enclosed_is_kept_short(typed, kept):
    assert paper.enclosures_of(typed) == kept


def test_the_letter_of_a_notice_has_its_words_without_the_link(at_minato):
    candidate = CandidateFactory(details={"postal_code": "〒105-0022", "address": " 東京都  港区海岸1-0-0 "})
    application = ApplicationFactory(candidate=candidate, stage=Stage.REJECTED)
    message = Message(
        company=at_minato, candidate=candidate, application=application, subject="結果",
        body_text="本文です。\n\n{{ result_link }}\n\n採用担当",
    )  # fmt: skip

    it = paper.sheet_of(message, at_minato, door=DOOR, day=date(2026, 11, 24))

    assert it.words == ("本文です。", "採用担当")
    assert it.to == ("〒105-0022", "東京都 港区海岸1-0-0")
