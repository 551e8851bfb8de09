"""A second pair of eyes, one mail a person, and drafts that are kept while they are typed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application
from career_relay.candidates.states import UNSAID, Path, Reached
from career_relay.companies.roles import Role
from career_relay.notices import actions, composer, releases
from career_relay.notices.actions import Edit
from career_relay.notices.events import Event
from career_relay.notices.models import Message, PersonalMail, ReleaseRequest, ReleaseRule
from career_relay.notices.states import MessageState, PersonalKind
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

S = MessageState


@pytest.fixture
def dora(minato):
    """Another recruiter of Ada's company."""
    user = UserFactory(name="Dora", email="dora@minato.example")
    return MembershipFactory(company=minato, role=Role.RECRUITER, user=user).user


@pytest.fixture
def many(at_minato, by_ben, decided):
    """Three ticked notices of one batch, where two people look from three on."""
    ReleaseRule.objects.create(company=at_minato, second_pair_from=3)
    batch = uuid4()
    drafts = [actions.draft_notice(decided(reached=Reached.DOCUMENT), by=by_ben, batch=batch) for _ in range(3)]
    return [actions.check_message(draft, by=by_ben) for draft in drafts]


def test_many_do_not_leave_on_one_persons_word(many, by_ben, dora):
    with pytest.raises(Refused) as refusal:
        actions.release(many, by=by_ben)

    assert refusal.value.code == releases.SECOND_PERSON
    assert {one.state for one in Message.objects.all()} == {S.DRAFT}


def test_fewer_leave_at_once(many, by_ben, dora):
    assert len(actions.release(many[:2], by=by_ben)) == 2


def test_an_office_of_one_releases_alone(many, by_ben):
    assert len(actions.release(many, by=by_ben)) == 3


def test_a_colleague_is_asked_once_and_releases(many, by_ben, dora, minato):
    for _twice in range(2):
        releases.ask_second(minato, many[0].batch, by=by_ben)

    released = actions.release(many, by=user_actor(dora.pk))

    request = ReleaseRequest.objects.get()
    assert (len(released), request.answered_by_id) == (3, dora.pk)
    assert PersonalMail.objects.filter(kind=PersonalKind.STAFF_ALLOW, to_user=dora).count() == 1
    assert [one.event for one in log_of(request)] == [Event.SECOND_ASKED, Event.SECOND_ALLOWED]


def test_whoever_asked_still_cannot_release_but_after_a_day(many, by_ben, dora, minato):
    request = releases.ask_second(minato, many[0].batch, by=by_ben)
    with pytest.raises(Refused):
        actions.release(many, by=by_ben)

    ReleaseRequest.objects.filter(pk=request.pk).update(asked_at=timezone.now() - timedelta(hours=25))

    assert len(actions.release(many, by=by_ben)) == 3
    assert log_of(request).last().data["own"] is True


def test_the_mail_to_a_colleague_names_nobody(many, by_ben, dora, minato):
    releases.ask_second(minato, many[0].batch, by=by_ben)
    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_ALLOW)

    said = releases.notices_wait(mail)

    assert (many[0].candidate.name in said.text, "3" in said.text, str(many[0].batch) in said.text) == (
        False,
        True,
        True,
    )


def test_a_request_may_be_taken_back(many, by_ben, dora, minato):
    releases.ask_second(minato, many[0].batch, by=by_ben)

    assert releases.withdraw_request(many[0].batch, by=by_ben) is True
    assert releases.withdraw_request(many[0].batch, by=by_ben) is False


def test_the_button_asks_and_the_colleague_sees_who_asked(client, minato, many, ben, dora):
    batch = many[0].batch
    address = reverse("desk:notice_release", args=[batch])
    client.force_login(ben)
    client.post(address, {"when": "now"})
    waiting = client.get(reverse("desk:notice_compose", args=[batch])).content.decode()

    client.force_login(dora)
    seen = client.get(reverse("desk:notice_compose", args=[batch])).content.decode()
    client.post(address, {"when": "now"})

    with acting_for(minato.pk):
        states = {one.state for one in Message.objects.filter(batch=batch)}
    assert ("Ben" in waiting, "Ben" in seen, states) == (True, True, {S.HELD})


def test_one_person_gets_one_mail_in_one_go(at_minato, by_ben, decided):
    kim, batch = CandidateFactory(), uuid4()
    drafts = [actions.draft_notice(decided(candidate=kim), by=by_ben, batch=batch) for _ in range(2)]
    for draft in drafts:
        actions.check_message(draft, by=by_ben)

    with pytest.raises(Refused):
        actions.release(drafts, by=by_ben)

    assert len(actions.release(drafts[:1], by=by_ben)) == 1


# --- the composer -------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(minato, by_ben, decided):
    with acting_for(minato.pk):
        return actions.draft_notice(decided(), by=by_ben)


def typed(draft, **said):
    from career_relay.desk.forms.notices import initial_of

    return {**{name: value for name, value in initial_of(draft).items() if value is not None}, **said}


def test_what_is_typed_is_kept_and_written_down_once(ben_client, minato, draft):
    for point in ("お客様への", "お客様へのご説明が、とても分かりやすく心に残りました。"):
        with acting_for(minato.pk):
            said = typed(Message.objects.get(pk=draft.pk), personal_point=point)
        answer = ben_client.post(reverse("desk:notice_keep", args=[draft.public_id]), said)

    with acting_for(minato.pk):
        kept = Message.objects.get(pk=draft.pk)
        events = [one.event for one in log_of(kept)]
    assert (answer.headers["X-Kept"], kept.personal_point) == ("yes", point)
    assert events.count(Event.EDITED) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"personal_point": "長" * 401},
        {"channel": "smoke"},
        {"template_key": "nothing"},
        {"path": "x"},
        {"path_on": "soon"},
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_changes(ben_client, minato, draft, wrong):
    answer = ben_client.post(reverse("desk:notice_keep", args=[draft.public_id]), typed(draft, **wrong))

    with acting_for(minato.pk):
        kept = Message.objects.get(pk=draft.pk)
    assert ("X-Kept" in answer.headers, answer.status_code, kept.body_text) == (False, 200, draft.body_text)


def test_feedback_and_path_are_chosen_and_left_out_one_by_one(ben_client, minato, draft):
    said = typed(draft, reason_shared=UNSAID, path=Path.LATER, path_on="2027-03")

    ben_client.post(reverse("desk:notice_keep", args=[draft.public_id]), said)

    with acting_for(minato.pk):
        application = Application.objects.get(pk=draft.application_id)
        text = Message.objects.get(pk=draft.pk).body_text
    assert (application.reason_shared, application.path, str(application.path_on)) == (UNSAID, "later", "2027-03-01")
    assert "2027年3月ごろ" in text


def test_changing_what_is_offered_unticks(at_minato, by_ben, decided):
    from career_relay.candidates.remedies import Telling

    draft = actions.check_message(actions.draft_notice(decided(), by=by_ben), by=by_ben)

    changed = actions.edit_draft(draft, Edit(telling=Telling("", Path.CIRCLE)), by=by_ben)

    assert changed.is_checked is False


@pytest.mark.parametrize(
    ("point", "have"),
    [
        ("", 0),
        ("丁寧でした。ありがとうございました。", 2),
        ("お客様へのご説明の順序がとても分かりやすく、聞き手への心配りが心に残りました。", 2),
        (
            "お客様へのご説明の順序がとても分かりやすく、心に残りました。今回は新規開拓のご経験をより重く見たため、このような判断となりました。",
            4,
        ),
    ],
)
def test_the_strength_line_says_what_to_do_next(at_minato, by_ben, decided, point, have):
    message = actions.draft_notice(decided(), by=by_ben, personal_point=point)

    found = composer.strength(message, composer.checks(message, at_minato))

    assert found.have >= have if have == 2 else found.have == have
    assert found.next


def test_where_no_feedback_is_asked_for_nothing_is_weighed(at_minato, by_ben, decided):
    message = actions.draft_notice(decided(reached=Reached.DOCUMENT), by=by_ben)

    assert composer.strength(message, composer.checks(message, at_minato)) is None
