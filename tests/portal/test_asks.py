"""Questions and sending oneself, through the pages a person uses."""

import re

import pytest
from django.urls import reverse

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.consents import texts
from career_relay.consents.models import ConsentEntry, Passport
from career_relay.consents.states import Purpose
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS
from career_relay.portal.middleware import SESSION_KEY
from career_relay.relay import actions, second_look
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage
from tests.portal.test_purposes import LABELS

pytestmark = pytest.mark.django_db


@pytest.fixture
def kims(client, kim):
    """Kim's phone."""
    session = client.session
    session[SESSION_KEY] = kim
    session.save()
    return client


def stage(relay) -> str:
    return relay.mine().stage


def url(relay, name: str) -> str:
    return reverse(f"portal:{name}", args=[relay.mine().public_id])


def said_on(page) -> dict[str, str]:
    """What the page of the package sends along, with the digits a person would type."""
    text = page.content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([0-9a-f]{{64}})"', text)[1] for name in ("package_hash", "text_hash")
    }
    return {**hidden, "look": re.search(r'<b class="num">(\d\d)</b>', text)[1]}


def test_the_question_is_read_and_nothing_is_ticked(relay, kims):
    relay.ask()

    listed = kims.get(reverse("portal:asks")).content.decode()
    page = kims.get(url(relay, "ask")).content.decode()

    assert relay.position.title in listed
    assert "株式会社こもれび" in page
    assert 'type="checkbox"' in page
    assert " checked" not in page


def test_yes_goes_through_the_exact_package(relay, kims):
    relay.ask()
    page = kims.get(url(relay, "ask_package"), {"items": ["contact", "skills"]})
    assert "kim@mail.example" in page.content.decode()
    assert "5年担当" not in page.content.decode()  # the history was not chosen

    answer = kims.post(url(relay, "ask_yes"), {"items": ["contact", "skills"], **said_on(page)}, follow=True)

    assert stage(relay) == Stage.ACCEPTED
    assert reverse("portal:ask_undo", args=[relay.mine().public_id]) in answer.content.decode()
    with person(relay.kim):
        assert ConsentEntry.objects.last().channel == "portal:ask_yes"


def test_looking_changes_nothing(relay, kims):
    relay.ask()
    for name in ("ask", "ask_package"):
        kims.get(url(relay, name), {"items": ["contact"]})
    for name in ("ask_yes", "ask_no", "ask_later", "ask_undo", "ask_withdraw", "ask_tell"):
        assert kims.get(url(relay, name)).status_code == 405

    assert stage(relay) == Stage.ASKED


def test_without_name_and_address_the_page_says_what_is_missing(relay, kims):
    relay.ask()

    for items in ([], ["skills"]):
        page = kims.get(url(relay, "ask_package"), {"items": items})
        assert 'id="fault-items"' in page.content.decode()


def test_another_hash_than_the_one_shown_hands_over_nothing(relay, kims):
    relay.ask()

    kims.post(url(relay, "ask_yes"), {"items": ["contact"], "package_hash": "0" * 64})

    assert stage(relay) == Stage.ASKED


@pytest.mark.parametrize(("button", "then"), [("ask_no", Stage.DECLINED), ("ask_later", Stage.ASKED)])
def test_no_and_later_are_one_tap(button, then, relay, kims):
    relay.ask()

    kims.post(url(relay, button))

    assert stage(relay) == then


def test_the_yes_is_taken_back_in_one_tap(relay, kims):
    relay.ask()
    relay.yes()

    kims.post(url(relay, "ask_undo"))

    assert stage(relay) == Stage.ASKED


def test_sending_oneself_from_an_opening(relay, kims):
    opening = reverse("portal:send_self", args=[relay.position.public_id])
    assert kims.get(opening).status_code == 200
    page = kims.get(reverse("portal:send_package", args=[relay.position.public_id]), {"items": ["contact"]})

    kims.post(
        reverse("portal:send_yes", args=[relay.position.public_id]),
        {"items": ["contact"], **said_on(page)},
    )

    assert stage(relay) == Stage.ACCEPTED
    assert kims.get(opening).url == url(relay, "ask")


def test_after_the_disclosure_stepping_back_is_one_tap(relay, kims):
    relay.ask()
    relay.yes()
    relay.cool()
    for page, action in (
        (url(relay, "ask"), url(relay, "ask_withdraw")),
        (reverse("portal:mydata"), "/me/data/withdraw/"),
    ):
        every = re.findall(r"<form[^>]+>", kims.get(page).content.decode())
        forms = [one for one in every if f'action="{action}' in one]
        assert forms
        assert not any("data-confirm" in one for one in forms)

    kims.post(url(relay, "ask_withdraw"))

    assert stage(relay) == Stage.WITHDRAWN


def test_every_stage_has_a_page_in_both_languages(relay, kims):
    from datetime import date

    steps = [
        relay.ask,
        relay.yes,
        relay.cool,
        relay.confirm,
        lambda: relay.advance("interviewing"),
        lambda: relay.advance("offered"),
        lambda: relay.advance("hired", starts_on=date(2027, 4, 1)),
    ]
    for step in steps:
        step()
        for language in ("ja", "en"):
            kims.cookies["lang"] = language
            assert kims.get(url(relay, "ask")).status_code == 200
            assert kims.get(reverse("portal:asks")).status_code == 200


def test_somebody_elses_question_is_not_found(relay, kims, another_person):
    relay.ask()
    with company(relay.komorebi.pk):
        assert Introduction.objects.count() == 0
    public_id = relay.mine().public_id
    session = kims.session
    session[SESSION_KEY] = another_person(1)
    session.save()

    assert kims.get(reverse("portal:ask", args=[public_id])).status_code == 404
    assert kims.post(reverse("portal:ask_no", args=[public_id])).status_code == 404


def test_without_a_licence_the_pages_say_so(relay, kims, mode3):
    relay.ask()
    there = url(relay, "ask")
    mode3.delete()

    for address in (there, reverse("portal:asks"), reverse("portal:send_self", args=[relay.position.public_id])):
        page = kims.get(address).content.decode()
        assert relay.position.title not in page


# --- the second look --------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(relay, kims):
    """The package page of a question, with what it sends along."""
    relay.ask()
    page = kims.get(url(relay, "ask_package"), {"items": ["contact", "skills"]})
    return {"items": ["contact", "skills"], **said_on(page)}


def other(digits: str) -> str:
    return f"{(int(digits) + 1) % 100:02d}"


@pytest.mark.parametrize(
    "typed",
    [
        lambda _: "",
        lambda _: " ",
        other,
        lambda it: it + it,
        lambda it: it[0],
        lambda _: "yes",
        lambda _: "\x00",
        lambda _: "9" * 21,
    ],
)
def test_without_the_digits_there_is_no_yes(relay, kims, shown, typed):
    answer = kims.post(url(relay, "ask_yes"), {**shown, "look": typed(shown["look"])})

    assert answer.status_code in {302, 400, 422}
    assert stage(relay) == Stage.ASKED
    with person(relay.kim):
        assert not ConsentEntry.objects.filter(purpose="share").exists()


def test_the_form_sent_off_as_it_stands_shows_the_page_again(relay, kims, shown):
    """What a program sends that presses the first button."""
    sent = {name: value for name, value in shown.items() if name != "look"}

    answer = kims.post(url(relay, "ask_yes"), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="look-f" role="alert"' in page
    assert said_on(answer) == {name: shown[name] for name in ("package_hash", "text_hash", "look")}
    assert page.count('type="hidden" name="items"') == 2


def test_digits_in_full_width_are_digits(relay, kims, shown):
    wide = shown["look"].translate({ord(n): chr(ord(n) + 0xFEE0) for n in "0123456789"})

    kims.post(url(relay, "ask_yes"), {**shown, "look": f" {wide} "})

    assert stage(relay) == Stage.ACCEPTED


def test_the_ledger_says_how_the_yes_was_given(relay, kims, shown):
    kims.post(url(relay, "ask_yes"), shown)

    with person(relay.kim):
        given = ConsentEntry.objects.get(purpose="share")
        assert (given.verified_how, given.text_hash) == ("code+digits", shown["text_hash"])


@pytest.mark.parametrize("text_hash", ["", "0" * 64, "x"])
def test_a_yes_to_other_words_than_those_shown_is_none(relay, kims, shown, text_hash):
    answer = kims.post(url(relay, "ask_yes"), {**shown, "text_hash": text_hash})

    assert (answer.status_code, stage(relay)) == (422, Stage.ASKED)


def test_the_digits_of_one_package_do_not_open_another(relay, kims, shown):
    """They belong to what was shown: of a hundred other packages they fit one by chance."""
    text = texts.shown(Purpose.SHARE, "ja")

    fits = sum(
        second_look.digits_for(relay.kim, relay.position.public_id, f"{n:064x}", text) == shown["look"]
        for n in range(500)
    )

    assert fits < 25


def test_sending_oneself_needs_the_second_look_too(relay, kims):
    page = kims.get(reverse("portal:send_package", args=[relay.position.public_id]), {"items": ["contact"]})
    sent = {"items": ["contact"], **said_on(page)}

    answer = kims.post(
        reverse("portal:send_yes", args=[relay.position.public_id]), {**sent, "look": other(sent["look"])}
    )

    assert answer.status_code == 422
    with person(relay.kim):
        assert Introduction.objects.count() == 0


def test_the_mail_after_a_yes_leads_to_where_it_is_taken_back(relay, kims, shown):
    kims.post(url(relay, "ask_yes"), shown)

    mail = PersonalMail.objects.get(kind="accepted")
    with person(relay.kim):
        said = RENDERERS["accepted"](mail).text
    page = kims.get(re.search(r"/me/asks/\S+", said)[0]).content.decode()

    assert url(relay, "ask_undo") in page
    kims.post(url(relay, "ask_undo"))
    assert stage(relay) == Stage.ASKED


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_before_the_yes_has_every_item_of_the_law(relay, kims, language):
    relay.ask()
    kims.cookies["lang"] = language

    page = kims.get(url(relay, "ask_package"), {"items": ["contact"]}).content.decode()

    law = page.split('id="law-h"')[1].split("</dl>")[0]
    assert tuple(re.findall(r"<dt>([^<]+)</dt>", law)) == LABELS[language]
    for fact in ("株式会社こもれび", relay.komorebi.address, relay.komorebi.representative):
        assert fact in page
    assert f'value="{texts.shown(Purpose.SHARE, language).hash}"' in page


def test_a_company_abroad_gets_nothing(relay, kims, shown):
    relay.komorebi.country = "US"
    relay.komorebi.save()

    with person(relay.kim), pytest.raises(Refused) as refusal:
        actions.answer_yes(
            Introduction.objects.get(), items=["contact"], package_hash="0" * 64, by=person_actor(relay.kim)
        )

    assert refusal.value.code == "ART28_SCOPE_REQUIRED"


def test_an_illness_does_not_travel(relay, kims):
    relay.ask()
    with person(relay.kim):
        Passport.objects.update(history="うつ病で休職していました。")
    page = kims.get(url(relay, "ask_package"), {"items": ["contact", "history"]})

    kims.post(url(relay, "ask_yes"), {"items": ["contact", "history"], **said_on(page)})

    assert stage(relay) == Stage.ASKED
    with person(relay.kim):
        assert not ConsentEntry.objects.filter(purpose="share").exists()
