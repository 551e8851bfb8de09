"""The screens of templates: what stands in them, what typing shows, what saving keeps."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.licences import WORDS as MODE_WORDS
from career_relay.companies.queries import current_mode
from career_relay.notices import library, wordings
from career_relay.notices.models import PersonalMail, ReleaseRule, Template
from career_relay.notices.states import PersonalKind
from tests.factories.candidates import CandidateFactory

BODY = "{{ candidate_name }} 様\n\n結果をお知らせします。{{ erase_on }}に消去します。\n\n{{ result_link }}\n"
WORDS = {"title": "私たちの文面", "subject": "結果のご連絡", "body": BODY}
OURS = wordings.keys()
KEPT = library.Draft("私たちの文面", "結果のご連絡", BODY)


def at(name, key="document", language="ja"):
    return reverse(f"desk:{name}", args=[key, language])


@pytest.fixture
def own(minato, ben):
    """Ben has changed the words for document screening."""
    from career_relay.base.actors import user_actor

    with acting_for(minato.pk):
        return library.save_template("document", "ja", KEPT, by=user_actor(ben.pk))


@pytest.mark.parametrize("key", OURS)
@pytest.mark.parametrize("language", wordings.LANGUAGES)
def test_every_default_opens_with_its_mail_shown(ben_client, key, language):
    page = ben_client.get(at("template", key, language))

    text = page.content.decode()
    assert (page.status_code, "srcdoc=" in text, "is-bad" in text) == (200, True, False)


def test_the_menu_keeps_its_own_words_beside_those_of_a_template(ben_client, mode3):
    page = ben_client.get(reverse("desk:template", args=["document", "ja"])).content.decode()

    assert str(MODE_WORDS[current_mode()]["board"]) in page


def test_the_list_names_every_template_and_who_changed_it(ben_client, own):
    text = ben_client.get(reverse("desk:templates")).content.decode()

    assert [key for key in OURS if f"/desk/templates/{key}/" not in text] == []
    assert "Ben" in text


def test_saving_makes_a_version_and_saving_the_same_again_makes_none(ben_client, minato):
    first = ben_client.post(at("template"), WORDS)
    again = ben_client.post(at("template"), WORDS)

    with acting_for(minato.pk):
        versions = [one.version for one in library.versions("document", "ja")]
    assert (first.status_code, again.status_code, versions) == (302, 302, [2, 1])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"body": "{{ candidate_name }} 様\n\nリンクのない文面です。"}, "{{ result_link }}"),
        ({"body": f"{BODY}\nメールマガジンもどうぞ。"}, "メールマガジン"),
        ({"body": f"{BODY}\n{{{{ nobody }}}}"}, "nobody"),
        ({"body": f"{BODY}\nご家族の職業もお聞かせください。"}, ""),
        ({"body": "{{ (1..30000000) | join: ',' }}" + BODY}, ""),
        ({"subject": ""}, ""),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_typed_is_lost(ben_client, minato, change, said):
    page = ben_client.post(at("template"), {**WORDS, **change})

    text = page.content.decode()
    with acting_for(minato.pk):
        assert Template.objects.count() == 0
    assert (page.status_code, said in text, "私たちの文面" in text) == (422, True, True)


def test_typing_changes_nothing_and_shows_the_mail(ben_client, minato):
    page = ben_client.post(at("template_preview"), {**WORDS, "who": "usual"})

    with acting_for(minato.pk):
        assert Template.objects.count() == 0
    assert "三浦 沙織 様" in page.content.decode()


def test_the_preview_speaks_to_somebody_of_the_pool(ben_client, minato):
    with acting_for(minato.pk):
        person = CandidateFactory(name="森下 早苗")

    page = ben_client.post(at("template_preview"), {**WORDS, "find": "森下", "who": str(person.public_id)})

    assert page.content.decode().count("森下 早苗 様") == 2


def test_somebody_of_another_company_is_not_shown(ben_client, komorebi):
    with acting_for(komorebi.pk):
        person = CandidateFactory(name="森下 早苗")

    page = ben_client.post(at("template_preview"), {**WORDS, "find": "森下", "who": str(person.public_id)})

    assert "早苗" not in page.content.decode()


@pytest.mark.parametrize("who", ["", "nobody", "00000000-0000-4000-8000-000000000000", "x" * 5000])
def test_an_unknown_person_is_the_usual_one(ben_client, who):
    page = ben_client.post(at("template_preview"), {**WORDS, "who": who})

    assert "三浦 沙織 様" in page.content.decode()


def test_a_template_of_ones_own_stands_beside_ours(ben_client, minato):
    page = ben_client.post(reverse("desk:template_new"), {**WORDS, "language": "ja", "purpose": "result", "topic": ""})

    with acting_for(minato.pk):
        own = Template.objects.get()
        offered = [words.key for words in wordings.all_of("ja", purposes=["result"])]
    assert (page.status_code, own.legal_class, own.key in offered) == (302, "notice", True)


@pytest.mark.parametrize("purpose", ["", "anything"])
def test_a_template_without_a_class_is_not_kept(ben_client, minato, purpose):
    page = ben_client.post(reverse("desk:template_new"), {**WORDS, "language": "ja", "purpose": purpose, "topic": ""})

    with acting_for(minato.pk):
        assert (page.status_code, Template.objects.count()) == (422, 0)


def test_the_history_shows_what_changed_and_gives_it_back(ben_client, minato, own):
    ben_client.post(at("template"), {**WORDS, "body": BODY.replace("結果を", "選考の結果を")})

    shown = ben_client.get(at("template_history"), {"before": "2", "after": "3"}).content.decode()
    ben_client.post(at("template_restore"), {"version": "2"})

    with acting_for(minato.pk):
        now = wordings.find("document", "ja")
    assert ("<ins>選考の</ins>" in shown, now.version, now.body) == (True, 4, BODY)


@pytest.mark.parametrize("version", ["1", "0", "99", "x", "9" * 400])
def test_a_version_there_is_not_cannot_be_restored(ben_client, minato, own, version):
    page = ben_client.post(at("template_restore"), {"version": version})

    with acting_for(minato.pk):
        assert (page.status_code, wordings.find("document", "ja").version) == (302, 2)


def test_deleting_brings_ours_back_and_keeps_the_versions(ben_client, minato, own):
    ben_client.post(at("template_delete"))

    with acting_for(minato.pk):
        now, versions = wordings.find("document", "ja"), library.versions("document", "ja")
    assert (now.is_default, [(one.version, one.is_default) for one in versions]) == (
        True,
        [(3, True), (2, False), (1, True)],
    )


def test_a_test_mail_goes_to_whoever_asks(ben_client, minato, ben):
    page = ben_client.post(at("template_test"), {**WORDS, "who": "little"})

    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_TEST)
    assert (page.status_code, mail.to_user_id, mail.for_company_id, mail.data["sample"]) == (
        200,
        ben.pk,
        minato.pk,
        "little",
    )


def test_a_broken_template_is_not_sent_even_as_a_test(ben_client):
    page = ben_client.post(at("template_test"), {**WORDS, "body": "{{ nobody }}"})

    assert (PersonalMail.objects.count(), "nobody" in page.content.decode()) == (0, True)


@pytest.mark.parametrize(("key", "language"), [("nothing", "ja"), ("document", "fr"), ("own_0123456789ab", "ja")])
@pytest.mark.parametrize("name", ["template", "template_history"])
def test_a_template_there_is_not_is_not_found(ben_client, name, key, language):
    assert ben_client.get(at(name, key, language)).status_code == 404


@pytest.fixture
def owner(settings, ada_client):
    """Ada, without her second factor."""
    settings.MFA_REQUIRED_FOR_OWNERS = False
    return ada_client


@pytest.mark.parametrize(("said", "kept"), [("2", 2), ("45", 45)])
def test_the_owner_sets_from_how_many_people_on_two_look(owner, minato, said, kept):
    owner.post(reverse("desk:template_eyes"), {"from": said})

    with acting_for(minato.pk):
        assert ReleaseRule.objects.get().second_pair_from == kept


@pytest.mark.parametrize("said", ["", "1", "-3", "10001", "x", "9" * 5000])
def test_a_number_that_makes_no_sense_is_refused(owner, minato, said):
    page = owner.post(reverse("desk:template_eyes"), {"from": said})

    with acting_for(minato.pk):
        assert (page.status_code, [one.second_pair_from for one in ReleaseRule.objects.all() if said != "３０"]) == (
            302,
            [],
        )


def test_a_recruiter_does_not_set_it(ben_client):
    assert ben_client.post(reverse("desk:template_eyes"), {"from": "5"}).status_code == 403
