"""What people thought of an answer: never a condition, never beside a name, and never to be worked out (PRODUCT B9)."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as run_with
from hypothesis import strategies as st

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.notices import personal, queries, surveys
from career_relay.notices.delivery import address_hash
from career_relay.notices.models import Message, PersonalMail, Suppression, SurveyAnswer, SurveySeal
from career_relay.notices.states import Channel, MessageState, PersonalKind, Scope
from tests.factories.candidates import ApplicationFactory, CandidateFactory

BY = person_actor(1)


def told(key: str = "document", *, person_id: int | None = None, **fields) -> Application:
    """Somebody who was told by mail with one wording. Needs an active company."""
    candidate = fields.pop("candidate", None) or CandidateFactory(person_id=person_id)
    application = ApplicationFactory(
        candidate=candidate, person_id=person_id, stage=Stage.REJECTED, decided_at=timezone.now()
    )
    Message.objects.create(
        **{
            "candidate": candidate,
            "application": application,
            "person_id": person_id,
            "state": MessageState.ACCEPTED,
            "sent_at": timezone.now(),
            "template_key": key,
            "for_stage": Stage.REJECTED,
            **fields,
        }
    )
    return application


def answered(key: str = "document", days_ago: float = 3, **said) -> SurveyAnswer:
    answer = surveys.answer_survey(told(key), by=BY, **said)
    SurveyAnswer.objects.filter(pk=answer.pk).update(answered_at=timezone.now() - timedelta(days=days_ago))
    return answer


# --- one answer a person and application ----------------------------------------------------------------------------


def test_what_is_left_out_stays_as_it_was(at_minato):
    application = told()
    surveys.answer_survey(application, helpful=True, by=BY)
    surveys.answer_survey(application, careful=4, by=BY)
    surveys.answer_survey(application, careful=5, comment=" 丁寧でした ", by=BY)

    answer = SurveyAnswer.objects.get()

    assert (answer.helpful, answer.careful, answer.recommend, answer.comment) == (True, 5, None, "丁寧でした")


@pytest.mark.parametrize(
    "wrong", [{"recommend": 11}, {"recommend": -1}, {"careful": 0}, {"careful": 6}, {"comment": "あ" * 1001}]
)
def test_an_impossible_answer_is_refused(at_minato, wrong):
    with pytest.raises(Refused):
        surveys.answer_survey(told(), by=BY, **wrong)

    assert not SurveyAnswer.objects.exists()


# --- fives ----------------------------------------------------------------------------------------------------------


def test_four_are_not_shown_and_five_are(at_minato):
    for number in range(5):
        surveys.seal_fives()
        assert queries.helpfulness("document") is None
        answered(helpful=number > 0)

    surveys.seal_fives()

    found = queries.helpfulness("document")
    assert (found.yes, found.answers) == (4, 5)


def test_the_sixth_waits_for_four_more(at_minato):
    for _one in range(9):
        answered(helpful=False)
    surveys.seal_fives()
    before = queries.helpfulness("document")
    answered(helpful=True)

    surveys.seal_fives()

    assert (before.yes, before.answers) == (0, 5)
    assert (queries.helpfulness("document").yes, queries.helpfulness("document").answers) == (1, 10)


def test_sealing_twice_does_nothing_more(at_minato):
    for _one in range(5):
        answered(helpful=True)

    assert [surveys.seal_fives(), surveys.seal_fives()] == [1, 0]


def test_an_answer_given_today_may_still_be_mended(at_minato):
    for _one in range(5):
        answered(helpful=True, days_ago=0.5)

    assert surveys.seal_fives() == 0


def test_what_was_handed_over_cannot_be_changed_but_the_rest_can_be_given(at_minato):
    answers = [answered(helpful=True) for _one in range(5)]
    surveys.seal_fives()
    application = answers[0].application

    with pytest.raises(Refused):
        surveys.answer_survey(application, helpful=False, by=BY)
    surveys.answer_survey(application, helpful=True, careful=5, by=BY)

    assert SurveyAnswer.objects.get(application=application).careful == 5


def test_a_five_that_lost_somebody_is_not_shown_at_all(at_minato):
    answers = [answered(helpful=True) for _one in range(10)]
    surveys.seal_fives()

    answers[0].application.candidate.delete()

    assert queries.helpfulness("document").answers == 5


def test_questions_are_put_together_each_for_itself(at_minato):
    for number in range(5):
        answered(helpful=True, careful=5 if number < 4 else None)

    surveys.seal_fives()

    assert (len(surveys.sealed("helpful")), surveys.sealed("careful")) == (5, [])


def test_free_words_are_shown_from_five_on_in_no_order_and_without_a_name_or_day(at_minato, ben_client):
    words = [f"ことば{number}" for number in range(5)]
    for one in words[:4]:
        answered(comment=one)
    surveys.seal_fives()
    before = surveys.voices().comments
    answered(comment=words[4])
    surveys.seal_fives()

    orders = {surveys.voices().comments for _time in range(30)}
    page = ben_client.get("/desk/report/voices/").content.decode()

    assert before == ()
    assert {frozenset(order) for order in orders} == {frozenset(words)}
    assert len(orders) > 1
    assert all(one in page for one in words)
    assert "キム" not in page
    assert str(timezone.localdate().year) not in page.split("<main")[1].split("</main>")[0]


def test_another_companys_answers_are_not_counted(minato, komorebi):
    with acting_for(komorebi.pk):
        for _one in range(5):
            answered(helpful=True, comment="よそ")
        surveys.seal_fives()
    with acting_for(minato.pk):
        surveys.seal_fives()
        found = surveys.voices()

    assert (found.of_helpful, found.comments) == (0, ())


given_answers = st.lists(
    st.tuples(st.sampled_from(["document", "after_interview", "after_final"]), st.integers(0, 40)),
    min_size=0,
    max_size=40,
)


@run_with(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=given_answers)
def test_no_two_views_can_be_subtracted_to_fewer_than_five(minato, rows):
    """Every view — all, a wording, a period, before and after — is a union of the same fives."""
    from django.db import transaction

    with transaction.atomic():
        with acting_for(minato.pk):
            days = sorted({day for _key, day in rows}, reverse=True)
            seen: list[set[int]] = []
            for day in days:
                for key in [key for key, at in rows if at == day]:
                    answered(key, days_ago=day + 2, helpful=True)
                surveys.seal_fives()
                seen += _views()
            for one, other in combinations(seen, 2):
                assert len(one - other) % 5 == 0
                assert len(one & other) % 5 == 0
        transaction.set_rollback(True)


def _views() -> list[set[int]]:
    """Who is in each figure somebody at the company can ask for now."""
    today = timezone.localdate()
    spans = [(None, None), (today - timedelta(days=20), None), (None, today - timedelta(days=10))]
    keys = [None, "document", "after_interview", "after_final"]
    return [_inside(since, until, key) for since, until in spans for key in keys]


def _inside(since: date | None, until: date | None, key: str | None) -> set[int]:
    rows = SurveySeal.objects.filter(question="helpful")
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lt=until) if until else rows
    rows = rows.filter(template_key=key) if key else rows
    assert len(surveys.sealed("helpful", since=since, until=until, template_key=key)) == rows.count()
    return set(rows.values_list("answer_id", flat=True))


# --- one reminder ---------------------------------------------------------------------------------------------------


@pytest.fixture
def tuesday(time_machine):
    time_machine.move_to(datetime(2026, 11, 10, 1, 0, tzinfo=UTC), tick=False)


@pytest.fixture
def reader(minato, kim, tuesday):
    """Make Kim, who saw her answer on Wednesday of the week before and said nothing."""

    def make(**fields):
        with acting_for(minato.pk):
            candidate = CandidateFactory(
                person_id=kim, email="kim@mail.example", email_key="kim@mail.example", **fields.pop("record", {})
            )
            seen = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
            return told(person_id=kim, candidate=candidate, **{"seen_at": seen, **fields})

    return make


def remind(company) -> int:
    with acting_for(company.pk):
        return surveys.remind_readers()


def test_who_saw_the_answer_and_said_nothing_is_asked_once(minato, kim, reader, time_machine):
    application = reader()

    counts = [remind(minato), remind(minato)]
    time_machine.move_to(datetime(2026, 11, 24, 1, 0, tzinfo=UTC), tick=False)
    counts.append(remind(minato))

    mail = PersonalMail.objects.get(kind=PersonalKind.SURVEY)
    assert (counts, mail.to_person_id, mail.subject_ref) == ([1, 0, 0], kim, application.pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"seen_at": None},
        {"seen_at": datetime(2026, 11, 9, 9, 0, tzinfo=UTC)},  # yesterday
        {"seen_at": datetime(2026, 9, 1, 9, 0, tzinfo=UTC)},  # long ago
        {"survey_wanted": False},
        {"channel": Channel.AGENCY},
        {"channel": Channel.PHONE, "state": MessageState.TOLD},
        {"for_stage": Stage.INTERVIEWING},  # an apology
        {"record": {"do_not_contact": True}},
    ],
)
def test_nobody_else_is_asked(minato, reader, fields):
    reader(**fields)

    assert remind(minato) == 0


@pytest.mark.parametrize("scope", Scope.values)
def test_somebody_who_wants_no_mail_is_not_asked(minato, reader, scope):
    reader()
    with acting_for(minato.pk):
        Suppression.objects.create(address_hash=address_hash("kim@mail.example"), scope=scope, reason="unsubscribed")

    assert remind(minato) == 0


def test_one_tap_is_an_answer_and_nobody_is_asked_after_it(minato, kim, reader):
    application = reader()
    with acting_as(kim):
        surveys.answer_survey(application, helpful=True, by=person_actor(kim))

    assert remind(minato) == 0


def test_nothing_is_sent_on_a_holiday(minato, reader, time_machine):
    reader()
    time_machine.move_to(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), tick=False)

    assert remind(minato) == 0


def test_the_reminder_says_that_it_is_no_condition_and_comes_once(minato, kim, reader, smtp_sink):
    application = reader()
    remind(minato)

    personal.deliver(PersonalMail.objects.get(kind=PersonalKind.SURVEY).pk)

    [arrived] = smtp_sink.to("kim@mail.example")
    assert f"/me/results/{application.public_id}/survey" in arrived.body("plain")


@pytest.mark.parametrize("since", ["answered", "suppressed", "erased"])
def test_it_is_not_sent_when_things_changed_since(minato, kim, reader, smtp_sink, since):
    application = reader()
    remind(minato)
    with acting_for(minato.pk):
        if since == "answered":
            SurveyAnswer.objects.create(application=application, person_id=kim, helpful=True)
        elif since == "suppressed":
            Suppression.objects.create(address_hash=address_hash("kim@mail.example"), reason="unsubscribed")
        else:
            application.candidate.delete()

    personal.deliver(PersonalMail.objects.get(kind=PersonalKind.SURVEY).pk)

    assert smtp_sink.to("kim@mail.example") == []
