"""The editor of the profile: what is typed, what a file offers, and how companies see it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from career_relay.base.tenancy import person
from career_relay.candidates.resumes.refusals import LARGEST
from career_relay.consents.models import Passport
from career_relay.consents.packages import contents_of, filled_items
from career_relay.portal.cells import band_of, cell_of
from tests.candidates.papers import made
from tests.factories.companies import CompanyFactory

TYPED = {"name": "キム 美咲", "email": "kim@mail.example"}


def url(name):
    return reverse(f"portal:{name}")


def saved(kim) -> Passport | None:
    with person(kim):
        return Passport.objects.first()


def reading(data: bytes, name: str, **typed):
    return {**TYPED, **typed, "step": "read", "resume": SimpleUploadedFile(name, data)}


def test_conditions_are_kept_as_they_were_chosen(kims, kim):
    kims.post(
        url("passport"),
        {
            **TYPED, "remote": "partly", "pay_min": "480", "start_from": "3か月後", "prefectures": ["東京都", "大阪府"],
            "employment": ["permanent", "part_time"], "weekly_hours": "32", "working_time": "週4日、9時から17時",
        },
    )  # fmt: skip

    it = saved(kim)
    assert (it.remote, it.pay_min, it.start_from, it.prefectures) == ("partly", 480, "3か月後", ["東京都", "大阪府"])
    assert (it.employment, it.weekly_hours, it.working_time) == (["permanent", "part_time"], 32, "週4日、9時から17時")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"email": "kim"}, {"email": "kim@work.example"}, {"pay_min": "-1"}, {"pay_min": "x"},
        {"weekly_hours": "0"}, {"weekly_hours": "61"}, {"employment": ["slave"]}, {"remote": "moon"},
        {"prefectures": ["火星"]}, {"history": "父親の職業は漁師です。"}, {"working_time": "宗教の日は休みます。信仰を聞かれました。"},
        {"headline": "x" * 121}, {"skills": "y" * 61},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_stand_is_told_beside_what_was_typed(kims, kim, wrong):
    CompanyFactory(domain="work.example")

    answer = kims.post(url("passport"), {**TYPED, "start_from": "来年の春", **wrong})

    assert (answer.status_code, saved(kim)) == (422, None)
    assert "来年の春" in answer.content.decode()


# --- how companies see it -----------------------------------------------------------------------------------------


def test_the_preview_shows_every_word_the_package_would_hold_and_no_more(kims, kim, profile):
    with person(kim):
        contents = contents_of(profile)

    page = kims.get(url("passport")).content.decode().split('id="preview"')[1]

    for item in filled_items(profile):
        for word in filter(None, contents[item].values()):
            for one in word if isinstance(word, list) else [word]:
                if isinstance(one, str) and one != "partly":
                    assert escape(one) in page, item
    assert profile.public_id.hex not in page


def test_before_a_yes_there_is_nothing_and_the_card_has_three_words(kims, profile):
    cell = cell_of(profile)

    page = kims.post(url("passport_preview"), {**TYPED, "headline": profile.headline}).content.decode()

    before = page.split("<h3>")[2]
    assert "キム" not in before
    assert (cell.region, "キム" in page.split("<h3>")[1]) == ("複数の地方", False)


@pytest.mark.parametrize(
    ("history", "band"), [("", ""), ("2020年4月〜2021年3月 営業", "3"), ("2004年4月〜2024年3月 営業", "15")]
)
def test_years_are_told_in_wide_bands(history, band):
    told = band_of(Passport(history=history, as_of=timezone.localdate()))

    assert (band in told, bool(told)) == (True, bool(band))


# --- as of when ---------------------------------------------------------------------------------------------------


def test_an_old_profile_asks_whether_it_holds_and_one_click_says_so(kims, kim, profile):
    with person(kim):
        Passport.objects.update(as_of=timezone.localdate() - timedelta(days=90))
    asked = url("passport_confirm") in kims.get(url("passport")).content.decode()

    kims.post(url("passport_confirm"))

    assert (asked, saved(kim).as_of) == (True, timezone.localdate())
    assert url("passport_confirm") not in kims.get(url("passport")).content.decode()


def test_confirming_nothing_says_what_to_do(kims, kim):
    answer = kims.post(url("passport_confirm"), follow=True)

    assert (answer.status_code, saved(kim)) == (200, None)


# --- a file -------------------------------------------------------------------------------------------------------


def test_a_file_fills_the_form_below_what_was_typed_and_saves_nothing(kims, kim):
    answer = kims.post(url("passport"), reading(made.SHOKUREKI.encode(), "職務経歴書.txt", history="自分で書いた一行"))

    page = answer.content.decode()
    assert (answer.status_code, saved(kim)) == (200, None)
    assert page.index("自分で書いた一行") < page.index("AWS")
    assert "結婚の予定" not in page


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ" + b"\x00" * 100, "職務経歴書.pdf"),
        (b"x" * (LARGEST + 1), "big.txt"),
        ("マイナンバー 123456789018".encode(), "a.txt"),
        (b"", "empty.txt"),
        (b"<svg onload=alert(1)>", "<img src=x onerror=alert(1)>.svg"),
    ],
    ids=["hostile", "too big", "forbidden", "empty", "script"],
)
def test_a_file_that_may_not_come_in_is_refused_and_nothing_typed_is_lost(kims, kim, data, name):
    answer = kims.post(url("passport"), reading(data, name, history="自分で書いた一行"))

    page = answer.content.decode()
    assert (answer.status_code, saved(kim)) == (422, None)
    assert "自分で書いた一行" in page
    assert "123456789018" not in page
    assert "onerror=alert" not in page


def test_reading_without_a_file_says_so(kims, kim):
    answer = kims.post(url("passport"), {**TYPED, "step": "read"})

    assert (answer.status_code, saved(kim)) == (422, None)
