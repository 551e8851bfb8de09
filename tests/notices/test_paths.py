"""The words of a way to go on: what stands in the mail, what on the person's page."""

from datetime import date

import pytest

from career_relay.candidates.states import UNSAID, Path, Reached, Reason
from career_relay.notices import actions, composer, paths, wordings
from career_relay.notices.lint import promotion_in
from career_relay.notices.models import Message


@pytest.fixture
def offered(at_minato, decided):
    def make(path, **fields):
        return decided(path=path, path_on=date(2027, 3, 1) if path == Path.LATER else None, **fields)

    return make


@pytest.mark.parametrize("language", wordings.LANGUAGES)
@pytest.mark.parametrize("path", Path)
def test_every_path_has_words_for_the_page_and_those_of_the_mail_advertise_nothing(offered, minato, path, language):
    application = offered(path)

    mail = paths.mail_words(application, minato, language)

    assert paths.page_words(application, minato, language)
    assert promotion_in(Message(subject="", body_text=mail)) == []
    assert "{" not in mail


@pytest.mark.parametrize(
    ("path", "stands"), [(Path.LATER, True), (Path.ROLES, False), (Path.CIRCLE, False), ("", False)]
)
def test_only_what_advertises_nothing_stands_in_the_mail(offered, by_ben, path, stands):
    message = actions.draft_notice(offered(path, reason=Reason.TIMING), by=by_ben)

    assert ("2027年3月ごろ" in message.body_text) == stands


def test_openings_of_others_are_never_in_the_mail(offered, by_ben):
    message = actions.draft_notice(offered(Path.CIRCLE), by=by_ben)

    assert ("ほかの会社" in message.body_text, "求人" in message.body_text) == (False, False)


def test_the_words_of_another_reason_may_be_shared(offered, by_ben):
    message = actions.draft_notice(offered("", reason=Reason.OTHERS, reason_shared=Reason.EXPERIENCE), by=by_ben)

    assert wordings.reason_words("experience", "ja") in message.body_text
    assert wordings.reason_words("others", "ja") not in message.body_text


def test_no_reason_may_be_shared_and_leaves_no_gap(offered, by_ben, minato):
    message = actions.draft_notice(offered("", reason_shared=UNSAID, reached=Reached.DOCUMENT), by=by_ben)

    assert not any(wordings.reason_words(one, "ja") in message.body_text for one in Reason)
    assert "\n\n\n" not in message.body_text
    assert [check.key for check in composer.checks(message, minato) if not check.ok] == []
