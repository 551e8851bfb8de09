"""A no that is taken back: what has not left is put away, what has left is followed by an apology."""

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions as candidates
from career_relay.candidates.states import Reason, Stage
from career_relay.notices import actions, apologies, composer, library, wordings
from career_relay.notices.actions import Edit
from career_relay.notices.models import Message
from career_relay.notices.rules import why_superseded
from career_relay.notices.states import Channel, MessageState
from tests.factories.candidates import CandidateFactory

S = MessageState


@pytest.fixture
def told(at_minato, by_ben, decided):
    """Somebody was told no: the notice is in `state`."""

    def make(state=S.ACCEPTED, **fields):
        message = actions.draft_notice(decided(**fields), by=by_ben)
        Message.objects.filter(pk=message.pk).update(state=state, sent_at=timezone.now())
        return message.application

    return make


def states_of(application):
    return [one.state for one in Message.objects.filter(application=application).order_by("pk")]


@pytest.mark.parametrize("state", [S.DRAFT, S.HELD])
def test_what_has_not_left_is_put_away_and_nobody_apologises_for_nothing(told, by_ben, state):
    application = candidates.reopen(told(state), by=by_ben)

    assert (states_of(application), apologies.waiting_for(application)) == ([S.CANCELLED], None)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.TOLD])
def test_what_has_left_is_followed_by_an_apology_to_release(told, by_ben, minato, state):
    application = candidates.reopen(told(state), by=by_ben)

    draft = apologies.waiting_for(application)
    assert (draft.template_key, draft.state, draft.is_checked, why_superseded(draft)) == (
        wordings.APOLOGY,
        S.DRAFT,
        False,
        "",
    )
    assert "お詫び" in draft.subject
    assert [check.key for check in composer.checks(draft, minato) if not check.ok] == ["point"]


def test_an_apology_is_released_like_any_notice(told, by_ben):
    draft = apologies.waiting_for(candidates.reopen(told(), by=by_ben))
    actions.check_message(draft, by=by_ben)

    (released,) = actions.release([draft], by=by_ben)

    assert released.state == S.HELD


def test_there_is_one_apology_however_often_it_is_asked_for(told, by_ben):
    application = candidates.reopen(told(), by=by_ben)

    first, second = (apologies.draft_apology(application, by=by_ben) for _ in range(2))

    assert (first, list(apologies.owed())) == (second, [])


def test_nobody_who_was_told_nothing_gets_an_apology(at_minato, by_ben, decided):
    application = candidates.reopen(decided(), by=by_ben)

    with pytest.raises(Refused):
        apologies.draft_apology(application, by=by_ben)


def test_a_no_that_leaves_while_it_is_taken_back_is_owed_an_apology(told, by_ben):
    application = told(S.SENDING)
    candidates.reopen(application, by=by_ben)
    assert states_of(application) == [S.SENDING]

    Message.objects.filter(application=application).update(state=S.ACCEPTED)

    assert [one.pk for one in apologies.owed()] == [application.pk]


def test_a_second_no_supersedes_the_apology(told, by_ben):
    application = candidates.reopen(told(), by=by_ben)
    application.refresh_from_db()

    again = candidates.decide(application, Stage.REJECTED, by=by_ben, reason=Reason.OTHERS)
    notice = actions.draft_notice(again, by=by_ben)

    assert (states_of(application), notice.template_key) == ([S.ACCEPTED, S.CANCELLED, S.DRAFT], "after_interview")


def test_an_apology_on_its_way_is_skipped_when_the_no_is_said_again(told, by_ben):
    application = candidates.reopen(told(), by=by_ben)
    draft = apologies.waiting_for(application)

    candidates.decide(application, Stage.REJECTED, by=by_ben, reason=Reason.OTHERS)

    draft.refresh_from_db()
    assert why_superseded(draft) != ""


def test_somebody_an_agency_brought_is_told_through_the_agency(told, by_ben):
    soon = timezone.localdate() + timezone.timedelta(days=90)
    kim = CandidateFactory(protected_until=soon, protected_by="みらい人材紹介株式会社")

    draft = apologies.waiting_for(candidates.reopen(told(candidate=kim), by=by_ben))

    assert (draft.channel, draft.template_key) == (Channel.AGENCY, wordings.AGENCY_APOLOGY)
    assert "result_link" not in draft.body_text


@pytest.mark.parametrize("key", ["document", "silver_medal", "position_closed"])
def test_a_no_cannot_be_sent_in_place_of_an_apology(told, by_ben, key):
    draft = apologies.waiting_for(candidates.reopen(told(), by=by_ben))

    with pytest.raises(Refused):
        actions.edit_draft(draft, Edit(template_key=key), by=by_ben)


def test_nobody_apologises_for_a_no_that_stands(at_minato, by_ben, decided):
    notice = actions.draft_notice(decided(), by=by_ben)

    with pytest.raises(Refused):
        actions.edit_draft(notice, Edit(template_key=wordings.APOLOGY), by=by_ben)


def test_the_script_for_a_call_apologises_too(told, by_ben, minato):
    draft = apologies.waiting_for(candidates.reopen(told(), by=by_ben))

    assert "申し訳ございません" in composer.phone_script(draft, minato)


def test_taking_a_no_back_leads_to_the_apology(ben_client, minato, told, by_ben):
    application = told()

    page = ben_client.post(reverse("desk:candidate_reopen", args=[application.public_id]))

    with acting_for(minato.pk):
        draft = apologies.waiting_for(application)
    assert page.url == reverse("desk:notice_compose", args=[draft.batch])
    assert "お詫び" in ben_client.get(page.url).content.decode()


def test_an_apology_owed_is_listed_and_written(ben_client, minato, told, by_ben):
    application = told(S.SENDING)
    candidates.reopen(application, by=by_ben)
    Message.objects.filter(application=application).update(state=S.ACCEPTED)

    shown = ben_client.get(reverse("desk:notices")).content.decode()
    page = ben_client.post(reverse("desk:notice_apologise", args=[application.public_id]))

    assert (str(application.public_id) in shown, page.status_code) == (True, 302)
    assert "/write/" in page.url


def test_the_companys_own_apology_is_used(told, by_ben):
    body = "{{ candidate_name }} 様\n\nお詫びいたします。{{ personal_point }}\n\n{{ result_link }}"
    library.save_template(wordings.APOLOGY, "ja", library.Draft("お詫び", "お詫び", body), by=by_ben)

    draft = apologies.waiting_for(candidates.reopen(told(), by=by_ben))

    assert (draft.subject, draft.template_version) == ("お詫び", 2)
