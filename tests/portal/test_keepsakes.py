"""Letters on the person's own page: lines kept and left out, corrected, accepted, put aside, printed, deleted."""

import pytest
from django.urls import reverse

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.consents import recommendations
from career_relay.consents.models import KeptLetter, Letter
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from tests.consents.test_recommendations import LINES
from tests.factories.people import prove
from tests.portal.conftest import sign_in


@pytest.fixture
def letter(application, ben) -> Letter:
    """Minato's letter for Kim, handed over."""
    by = user_actor(ben.pk)
    with company(application.company_id):
        draft = recommendations.draft_letter(application, LINES, signed="採用担当 佐藤", by=by)
        return recommendations.hand_over(draft, by=by)


@pytest.fixture
def kept(letter, kim) -> KeptLetter:
    with person(kim):
        return KeptLetter.objects.get()


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def now(kept) -> KeptLetter:
    with person(kept.person_id):
        return KeptLetter.objects.get(pk=kept.pk)


def test_the_mail_says_that_there_is_a_letter_and_not_a_word_of_it(letter, minato):
    mail = PersonalMail.objects.get(kind="letter_ready")

    with company(minato.pk):
        said = RENDERERS["letter_ready"](mail)

    assert mail.data == {"company": minato.pk, "letter": letter.pk}
    assert LINES[0]["skill"] not in said.text
    assert "/go/minato" in said.text
    assert "推薦" not in said.text + said.subject


def test_no_mail_about_a_letter_that_was_taken_back(letter, minato, ben):
    with company(minato.pk):
        recommendations.withdraw_letter(letter, by=user_actor(ben.pk))

        with pytest.raises(Gone):
            RENDERERS["letter_ready"](PersonalMail.objects.get(kind="letter_ready"))


def test_who_wants_no_mail_gets_none_and_finds_the_letter(application, ben, kims):
    by = user_actor(ben.pk)
    with company(application.company_id):
        type(application.candidate).objects.update(do_not_contact=True)
        draft = recommendations.draft_letter(application, LINES, signed="佐藤", by=by)
        recommendations.hand_over(draft, by=by)

    assert PersonalMail.objects.filter(kind="letter_ready").count() == 0
    assert "株式会社ミナトソフト" in kims.get(url("letters")).content.decode()


def test_the_letter_can_be_read_and_nothing_is_decided_in_advance(kims, kept):
    listing, page = kims.get(url("letters")), kims.get(url("letter", kept.public_id))

    assert "株式会社ミナトソフト" in listing.content.decode()
    assert all(line["evidence"] in page.content.decode() for line in LINES)
    assert now(kept).state == "new"


def test_lines_are_left_out_and_the_letter_kept(kims, kept):
    kims.post(url("letter_lines", kept.public_id), {"lines": ["0", "2"]})
    kims.post(url("letter_accept", kept.public_id))

    assert (now(kept).dropped, now(kept).state) == ([1], "accepted")


@pytest.mark.parametrize("lines", [["9"], ["x"], ["-1"], ["1" * 40]])
def test_lines_that_are_not_there_are_no_lines(kims, kept, lines):
    page = kims.post(url("letter_lines", kept.public_id), {"lines": lines})

    assert page.status_code == 302
    assert now(kept).kept_lines == []


def test_a_letter_without_a_line_is_not_kept(kims, kept):
    kims.post(url("letter_lines", kept.public_id), {"lines": []})

    page = kims.post(url("letter_accept", kept.public_id))

    assert (page.status_code, now(kept).state) == (422, "new")


def test_a_wish_reaches_the_company_without_words_in_the_mail(kims, kept, minato, ben):
    page = kims.post(url("letter_ask", kept.public_id), {"words": "半年ではなく1年です"}, follow=True)

    assert "半年ではなく1年です" in page.content.decode()
    mail = PersonalMail.objects.get(kind="staff_letter")
    with company(minato.pk):
        said = RENDERERS["staff_letter"](mail)
    assert mail.to_user_id == ben.pk
    assert "半年" not in said.text
    assert "キム" not in said.text


@pytest.mark.parametrize("words", ["", "父の病気のことは消してください", "あ" * 601])
def test_a_wish_that_cannot_be_passed_on_stays_on_the_page(kims, kept, minato, words):
    page = kims.post(url("letter_ask", kept.public_id), {"words": words})

    assert page.status_code == 422
    assert words[:20] in page.content.decode()
    with company(minato.pk):
        assert Letter.objects.get().state == "handed"


def test_putting_aside_and_deleting(kims, kept):
    kims.post(url("letter_decline", kept.public_id))
    aside = now(kept).state
    kims.post(url("letter_forget", kept.public_id))

    assert (aside, now(kept).lines) == ("declined", [])
    assert kims.get(url("letter", kept.public_id)).status_code == 404


def test_the_pdf_has_the_lines_that_were_kept(kims, kept):
    kims.post(url("letter_lines", kept.public_id), {"lines": ["0"]})

    page = kims.get(url("letter_pdf", kept.public_id))

    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    assert "filename" in page["Content-Disposition"]


def test_a_letter_that_waited_is_opened_by_a_tap(client, minato, ben, application):
    by = user_actor(ben.pk)
    with company(minato.pk):
        type(application).objects.update(person=None)
        type(application.candidate).objects.update(person=None, email="lee@mail.example", email_key="lee@mail.example")
        application.refresh_from_db()
        draft = recommendations.draft_letter(application, LINES, signed="佐藤", by=by)
        letter = recommendations.hand_over(draft, by=by)
    sign_in(client, prove("lee@mail.example"))

    looked = client.get(url("letters"))
    page = client.post(url("letter_take", letter.public_id), follow=True)

    assert LINES[0]["skill"] not in looked.content.decode()
    assert LINES[0]["skill"] in page.content.decode()


@pytest.mark.parametrize(
    "name", ["letter", "letter_lines", "letter_accept", "letter_decline", "letter_ask", "letter_forget", "letter_pdf"]
)
def test_somebody_elses_letter_is_nobodys(client, lee, kept, name):
    sign_in(client, lee)

    answers = {client.get(url(name, kept.public_id)).status_code, client.post(url(name, kept.public_id)).status_code}

    assert answers <= {404, 405}
    assert now(kept).state == "new"
