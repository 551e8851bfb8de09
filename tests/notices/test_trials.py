"""A test mail to oneself: the words as they will arrive, under a subject that says so."""

import pytest

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.notices import personal, samples, trials, wordings
from career_relay.notices.library import Draft
from career_relay.notices.models import PersonalMail, Suppression
from tests.sink import smtp_sink  # noqa: F401 — a fixture


def draft_of(key, language):
    words = wordings.default(key, language)
    return Draft(words.title, words.subject, words.body)


@pytest.mark.parametrize("language", wordings.LANGUAGES)
@pytest.mark.parametrize("sample", sorted(samples.KEYS))
@pytest.mark.parametrize("key", wordings.keys())
def test_every_template_becomes_a_mail_for_each_invented_person(at_minato, ben, key, sample, language):
    mail = trials.send_test(
        key, language, draft_of(key, language), sample=sample, user_id=ben.pk, company_id=at_minato.pk
    )

    said = trials.trial_mail(mail)

    assert "{{" not in said.text
    assert "\n\n\n" not in said.text
    assert ("https://" in said.text) == (key not in wordings.TO_AGENCY)


def test_it_arrives_marked_as_a_test_and_nobody_of_the_pool_is_written_to(minato, ben, smtp_sink):  # noqa: F811
    with acting_for(minato.pk):
        draft = draft_of("silver_medal", "ja")
        mail = trials.send_test("silver_medal", "ja", draft, sample="usual", user_id=ben.pk, company_id=minato.pk)

    personal.deliver(mail.pk)

    (arrived,) = smtp_sink.mails
    assert (arrived.recipients, "テスト" in arrived.subject or "Test" in arrived.subject) == ([ben.email], True)
    assert "三浦 沙織 様" in arrived.body("plain")
    with acting_for(minato.pk):
        assert Suppression.objects.count() == 0


def test_each_test_is_a_mail_of_its_own(at_minato, ben):
    for _twice in range(2):
        trials.send_test(
            "document", "ja", draft_of("document", "ja"), sample="usual", user_id=ben.pk, company_id=at_minato.pk
        )

    assert PersonalMail.objects.count() == 2


def test_what_may_not_be_kept_is_not_sent_as_a_test(at_minato, ben):
    draft = Draft("題", "件名", "メールマガジンをどうぞ。{{ result_link }}")

    with pytest.raises(Refused):
        trials.send_test("document", "ja", draft, sample="usual", user_id=ben.pk, company_id=at_minato.pk)


def test_words_that_cannot_be_filled_any_more_are_not_sent(at_minato, ben):
    mail = trials.send_test(
        "document", "ja", draft_of("document", "ja"), sample="usual", user_id=ben.pk, company_id=at_minato.pk
    )
    mail.data["body"] = "{{ nobody }}"

    with pytest.raises(personal.Gone):
        trials.trial_mail(mail)
