"""The notebook: every word a person was given, kept for them alone, also when the company's record is gone."""

import json

import pytest
from django.urls import reverse

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import NobodyActive, company, person
from career_relay.candidates.erasure import erase
from career_relay.consents import notebook, recommendations
from career_relay.consents.leaving import ask_to_leave
from career_relay.consents.models import KeptLetter, NotebookNote, NotebookPage, Share
from career_relay.consents.receivers import notebook_comes_along
from career_relay.notices.models import Message
from career_relay.portal.mydata import everything
from tests.consents.test_recommendations import LINES
from tests.portal.conftest import sign_in
from tests.portal.test_shares import share  # noqa: F401 — a fixture

FEEDBACK = "順を追ってお話しくださり"


def url(name="notebook", *args):
    return reverse(f"portal:{name}", args=args)


def read(client, **asked) -> str:
    return client.get(url(), asked).content.decode()


def note(kims, text="次は夏に受ける", company_name="株式会社ミナトソフト"):
    return kims.post(url("note"), {"text": text, "company_name": company_name})


def test_answers_dates_and_promises_stand_in_it(kims, application):
    page = read(kims)

    assert FEEDBACK in page
    assert "株式会社ミナトソフト" in page
    assert "社内だけの理由" not in page


def test_own_notes_are_kept_beside_the_company_they_are_about(kims, kim, application):
    note(kims)
    note(kims, "知人の会社", "こもれび食堂")

    page = read(kims)
    with person(kim):
        assert {one.about_id for one in NotebookNote.objects.all()} == {application.company_id, None}
    assert page.count("<h2") == 3  # two companies and the form
    assert "次は夏に受ける" in page


def test_what_one_writes_for_oneself_is_checked_by_nobody(kims, kim):
    assert note(kims, "面接で家族のことと持病を聞かれた。嫌だった", "").status_code == 302

    with person(kim):
        assert NotebookNote.objects.get().text == "面接で家族のことと持病を聞かれた。嫌だった"


@pytest.mark.parametrize("text", ["", "  ", "あ" * 5_001])
def test_a_note_that_cannot_be_kept_stays_on_the_page(kims, text):
    page = note(kims, text, "こもれび食堂")

    assert page.status_code == 422
    assert "こもれび食堂" in page.content.decode()


def test_a_full_notebook_says_so(kims, monkeypatch):
    monkeypatch.setattr(notebook, "MOST_NOTES", 0)

    assert note(kims).status_code == 422


def test_notes_can_be_changed_and_deleted(kims, kim):
    note(kims)
    with person(kim):
        one = NotebookNote.objects.get()

    kims.post(url("note_change", one.public_id), {"text": "秋に受ける"})
    empty = kims.post(url("note_change", one.public_id), {"text": " "})
    changed = read(kims)
    kims.post(url("note_delete", one.public_id))

    assert (empty.status_code, "秋に受ける" in changed, "秋に受ける" in read(kims)) == (422, True, False)


@pytest.mark.parametrize(
    ("words", "found"), [("順を追って", True), ("ミナト", True), ("夏に", False), ("ＭＩＮＡＴＯ", False)]
)
def test_it_can_be_searched(kims, application, words, found):
    assert (FEEDBACK in read(kims, find=words)) == found


def test_the_persons_copy_stays_when_the_company_erases(kims, kim, application, ben):
    by = user_actor(ben.pk)
    with company(application.company_id):
        draft = recommendations.draft_letter(application, LINES, signed="佐藤", by=by)
        recommendations.hand_over(draft, by=by)
        erase(application.candidate, by=by)

    page = read(kims)

    assert FEEDBACK in page
    assert LINES[0]["evidence"] in page
    assert "社内だけの理由" not in page
    with person(kim):
        kept = NotebookPage.objects.get()
    kims.post(url("page_tear", kept.public_id))
    assert FEEDBACK not in read(kims)


def test_a_letter_nobody_had_opened_is_copied_before_the_record_goes(kim, application, ben):
    by = user_actor(ben.pk)
    with company(application.company_id):
        draft = recommendations.draft_letter(application, LINES, signed="佐藤", by=by)
        recommendations.hand_over(draft, by=by)
    with person(kim):
        KeptLetter.objects.all().delete()
    with company(application.company_id):
        erase(application.candidate, by=by)

    with person(kim):
        assert KeptLetter.objects.get().lines == LINES


def test_what_was_never_told_is_not_kept(kim, application, ben):
    with company(application.company_id):
        Message.objects.update(state="draft")
        erase(application.candidate, by=user_actor(ben.pk))

    with person(kim):
        assert NotebookPage.objects.count() == 0


def test_no_company_reads_a_page_of_it(kims, application, komorebi):
    note(kims)

    for one in (application.company_id, komorebi.pk):
        with company(one), pytest.raises(NobodyActive):
            NotebookNote.objects.count()


def test_it_is_nobody_elses(client, lee, kims, kim):
    note(kims)
    with person(kim):
        one = NotebookNote.objects.get()
    sign_in(client, lee)

    assert client.post(url("note_change", one.public_id), {"text": "x"}).status_code == 404
    assert client.post(url("note_delete", one.public_id)).status_code == 404
    assert client.post(url("page_tear", one.public_id)).status_code == 404


def test_everything_holds_links_letters_and_notebook(kims, kim, application, share):  # noqa: F811
    note(kims)

    with person(kim):
        found = json.dumps(everything(), default=str, ensure_ascii=False)

    assert "次は夏に受ける" in found
    assert share.hash in found


def test_who_leaves_is_not_read_for_another_night(kim, share):  # noqa: F811
    with person(kim):
        ask_to_leave(kim, by=person_actor(kim))

        assert Share.objects.get().stopped_at is not None


def test_two_pages_of_one_human_keep_one_notebook(kims, kim, lee, share):  # noqa: F811
    note(kims)
    with person(kim):
        notebook_comes_along(kept=lee, gone=kim, by=person_actor(kim))
        assert Share.objects.get().stopped_at is not None

    with person(lee):
        assert [one.text for one in NotebookNote.objects.all()] == ["次は夏に受ける"]
