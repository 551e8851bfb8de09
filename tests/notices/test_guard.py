"""Nobody is left without an answer, and the guard decides nothing itself (PRODUCT B6)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as run_with
from hypothesis import strategies as st

from career_relay.base.actors import user_actor
from career_relay.base.business_days import add_business_days, is_business_day
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions as candidates
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reason, Stage
from career_relay.companies.roles import Role
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.notices import actions, closings, delays, guard, personal, rounds
from career_relay.notices.models import Closing, GuardRules, GuardStep, Message, PersonalMail
from career_relay.notices.staff_mails import due, late, week
from career_relay.notices.states import MessageState, PersonalKind
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

K = PersonalKind
MONDAY = date(2026, 11, 2)  # Tuesday is 文化の日


def at(day: date, hour: int = 8) -> datetime:
    """A moment of a day in Japan."""
    return datetime(day.year, day.month, day.day, hour, 5, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def on(time_machine):
    """Move to the morning of a day."""

    def move(day: date, hour: int = 8) -> None:
        time_machine.move_to(at(day, hour).astimezone(UTC), tick=False)

    move(MONDAY)
    return move


@pytest.fixture
def waits(on):
    """Make an application that waits, promised for a day."""

    def make(promised_on: date | None, **fields):
        fields = {"stage": Stage.SCREENING, "applied_on": timezone.localdate(), **fields}
        return ApplicationFactory(promised_on=promised_on, **fields)

    return make


def kinds() -> list[tuple[str, str]]:
    """Who got which mail, in order."""
    rows = PersonalMail.objects.exclude(to_user=None).order_by("pk")
    return [(one.to_user.name, one.kind) for one in rows.select_related("to_user")]


def rounds_until(company, on, first: date, last: date) -> None:
    """Go round every calendar day, as the program does."""
    day = first
    while day <= last:
        on(day)
        closings.draft_closings(company)
        guard.watch(company)
        day += timedelta(days=1)


# --- who waits ------------------------------------------------------------------------------------------------------


def test_who_is_not_decided_and_who_is_decided_but_not_told_waits(at_minato, waits, decided, by_ben):
    open_, offered = waits(MONDAY), waits(MONDAY, stage=Stage.OFFERED)
    untold, drafted = decided(), decided()
    actions.draft_notice(drafted, by=by_ben)
    told = decided()
    Message.objects.create(
        candidate=told.candidate,
        application=told,
        state=MessageState.ACCEPTED,
        sent_at=timezone.now(),
        for_decided_at=told.decided_at,
    )

    found = set(guard.waiting())

    assert found == {open_, untold, drafted}
    assert offered not in found


def test_a_mail_that_came_back_makes_the_person_wait_again(at_minato, decided):
    it = decided()
    message = Message.objects.create(
        candidate=it.candidate, application=it, state=MessageState.FAILED, for_decided_at=it.decided_at
    )

    waiting = list(guard.waiting())
    Message.objects.filter(pk=message.pk).update(state=MessageState.TOLD)

    assert waiting == [it]
    assert list(guard.waiting()) == []


def test_a_result_that_came_with_an_import_long_after_it_was_told_elsewhere(at_minato, decided):
    decided(decided_at=timezone.now() - timedelta(days=200))
    fresh = decided(decided_at=timezone.now() - timedelta(days=20))

    assert list(guard.waiting()) == [fresh]


def test_old_applications_are_not_forgotten(at_minato, waits):
    old = waits(MONDAY - timedelta(days=400), last_activity_on=MONDAY - timedelta(days=420))

    (item,) = guard.items(MONDAY)

    assert (item.pk, item.kind, item.is_over) == (old.pk, "late", True)


def test_another_companys_people_are_not_seen(minato, komorebi, waits):
    with acting_for(komorebi.pk):
        waits(MONDAY)
    with acting_for(minato.pk):
        found = guard.items(MONDAY)

    assert found == []


# --- every path in has a promised day -------------------------------------------------------------------------------


@pytest.mark.parametrize("days_ago", [0, 5, 400])
def test_an_imported_open_application_is_promised_a_day_that_has_not_passed(at_minato, ben, on, days_ago):
    draft = CandidateDraft(
        name="海野 葵",
        name_key="海野葵",
        email="umino@mail.example",
        email_key="umino@mail.example",
        application=ApplicationDraft(position="法人営業", applied_on=MONDAY - timedelta(days=days_ago)),
    )

    verdict = take_in(draft, company=at_minato, by=user_actor(ben.pk))

    assert verdict.application is not None
    assert verdict.application.promised_on >= MONDAY


def test_a_second_import_does_not_move_the_day(at_minato, ben, on):
    draft = CandidateDraft(
        name="海野 葵",
        name_key="海野葵",
        email="umino@mail.example",
        email_key="umino@mail.example",
        application=ApplicationDraft(position="法人営業", applied_on=MONDAY),
    )
    first = take_in(draft, company=at_minato, by=user_actor(ben.pk)).application
    on(MONDAY + timedelta(days=21))

    take_in(draft, company=at_minato, by=user_actor(ben.pk))

    assert Application.objects.get().promised_on == first.promised_on == date(2026, 11, 17)


def test_a_round_promises_a_day_to_whoever_has_none(at_minato, ben, waits):
    it = waits(None)

    guard.watch(at_minato)

    it.refresh_from_db()
    assert it.promised_on == add_business_days(MONDAY, at_minato.answer_days) == date(2026, 11, 17)


# --- reminders ------------------------------------------------------------------------------------------------------


def test_reminders_come_three_business_days_before_on_the_day_and_after_across_a_holiday(at_minato, ben, on, waits):
    """Wednesday 11 November back: 10, 9, 6 November are the business days before it."""
    waits(date(2026, 11, 11), candidate=CandidateFactory(owner=ben))

    rounds_until(at_minato, on, date(2026, 11, 3), date(2026, 11, 13))

    taken = GuardStep.objects.order_by("pk").values_list("kind", "day")
    assert list(taken) == [("soon", date(2026, 11, 6)), ("due", date(2026, 11, 11)), ("late", date(2026, 11, 12))]
    days = PersonalMail.objects.order_by("pk").values_list("kind", "data__day")
    assert list(days) == [
        (K.STAFF_DUE, "2026-11-06"),
        (K.STAFF_WEEK, "2026-11-09"),
        (K.STAFF_DUE, "2026-11-11"),
        (K.STAFF_LATE, "2026-11-12"),
    ]


def test_the_turn_of_the_year_is_not_counted_and_nothing_is_sent_in_it(at_minato, ben, on, waits):
    waits(date(2026, 12, 28), candidate=CandidateFactory(owner=ben))

    rounds_until(at_minato, on, date(2026, 12, 22), date(2027, 1, 6))

    days = list(PersonalMail.objects.order_by("pk").values_list("kind", "data__day"))
    assert days == [
        (K.STAFF_DUE, "2026-12-23"),  # 28, 25, 24 back
        (K.STAFF_WEEK, "2026-12-28"),
        (K.STAFF_WEEK, "2027-01-04"),  # the first business day of the year, and of its week
        (K.STAFF_LATE, "2027-01-06"),  # three business days late: 4, 5, 6
    ]
    assert GuardStep.objects.get(kind="late").day == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 11, 9), True),
        (date(2026, 11, 10), False),
        (date(2026, 11, 23), False),  # 勤労感謝の日, a Monday
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2026, 5, 7), True),  # after 3 to 6 May, all holidays or a weekend
        (date(2027, 1, 4), True),
    ],
)
def test_the_week_opens_on_its_first_business_day(day, opens):
    assert guard.opens_week(day) is opens


def test_a_second_round_on_a_day_does_nothing(at_minato, ben, on, waits):
    waits(MONDAY)
    first = guard.watch(at_minato)

    again = [guard.watch(at_minato), guard.watch(at_minato, at(MONDAY, 16))]

    assert (len(first), again) == (1, [[], []])
    assert GuardStep.objects.count() == 1


def test_a_step_that_was_missed_is_taken_on_the_next_business_day(at_minato, ben, on, waits):
    waits(date(2026, 11, 11))

    on(date(2026, 11, 13))
    guard.watch(at_minato)

    assert list(GuardStep.objects.values_list("kind", "day")) == [("late", date(2026, 11, 13))]
    assert kinds() == [("Ben", K.STAFF_LATE)]


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2026, 11, 7), date(2026, 12, 31)])
def test_nothing_happens_on_a_day_that_is_no_business_day(at_minato, ben, on, waits, day):
    it = waits(None)
    on(day)

    assert guard.watch(at_minato) == []
    it.refresh_from_db()
    assert it.promised_on is None


def test_a_promise_on_a_saturday_is_reminded_of_on_friday(at_minato, ben, on, waits):
    waits(date(2026, 11, 14))
    on(date(2026, 11, 13))

    guard.watch(at_minato)

    assert GuardStep.objects.get().kind == "due"


# --- who hears of it ------------------------------------------------------------------------------------------------


def test_whoever_looks_after_the_person_is_written_to_and_nobody_else(at_minato, ada, ben, on, waits):
    waits(MONDAY, candidate=CandidateFactory(owner=ben))

    guard.watch(at_minato)

    assert kinds() == [("Ben", K.STAFF_WEEK)]


def test_without_somebody_all_recruiters_are_written_to(at_minato, ada, ben, on, waits):
    second = MembershipFactory(company=at_minato, role=Role.RECRUITER, user=UserFactory(name="Bea")).user
    MembershipFactory(company=at_minato, role=Role.VIEWER, user=UserFactory(name="Vic"))
    waits(MONDAY)

    guard.watch(at_minato)

    assert sorted(name for name, _kind in kinds()) == [second.name, ben.name]


def test_somebody_who_left_or_may_not_answer_is_nobody(at_minato, ada, ben, on, waits):
    left = UserFactory(name="Lou")
    interviewer = MembershipFactory(company=at_minato, role=Role.INTERVIEWER, user=UserFactory(name="Ina")).user
    waits(MONDAY, candidate=CandidateFactory(owner=left))
    waits(MONDAY, candidate=CandidateFactory(owner=interviewer))

    guard.watch(at_minato)

    assert kinds() == [("Ben", K.STAFF_WEEK)]


def test_a_company_of_owners_only_writes_to_them(at_minato, ada, on, waits):
    waits(MONDAY)

    guard.watch(at_minato)

    assert kinds() == [("Ada", K.STAFF_WEEK)]


def test_the_owners_hear_of_it_when_it_is_late_for_some_days(at_minato, ada, ben, on, waits):
    waits(date(2026, 11, 10), candidate=CandidateFactory(owner=ben))

    rounds_until(at_minato, on, date(2026, 11, 10), date(2026, 11, 13))

    assert kinds()[:2] == [("Ben", K.STAFF_DUE), ("Ben", K.STAFF_LATE)]
    assert sorted(kinds()[2:]) == [("Ada", K.STAFF_LATE), ("Ben", K.STAFF_LATE)]
    assert GuardStep.objects.get(kind="escalated").day == date(2026, 11, 13)


def test_many_waiting_make_one_mail(at_minato, ben, on, waits):
    for day in (MONDAY, MONDAY - timedelta(days=10), MONDAY + timedelta(days=2)):
        waits(day)

    guard.watch(at_minato)

    assert kinds() == [("Ben", K.STAFF_WEEK)]


# --- the words ------------------------------------------------------------------------------------------------------


def test_mails_to_the_staff_say_numbers_and_no_name(at_minato, ben, on, waits):
    for day in (MONDAY, MONDAY - timedelta(days=10), add_business_days(MONDAY, 2), add_business_days(MONDAY, 9)):
        waits(day, candidate=CandidateFactory(name="白雪 花子"), position_title="極秘の求人")
    (mail,) = guard.watch(at_minato)

    said = [render(mail) for render in (due, late, week)]

    for one in said:
        assert "白雪" not in one.subject + one.text
        assert "極秘" not in one.subject + one.text
        assert "/desk/waiting/" in one.text
    assert [line for line in said[2].text.splitlines() if line.startswith("・")] == [
        "・期日を過ぎた方：1名",
        "・3営業日以内に期日の方：2名",
        "・お待ちの方すべて：4名",
    ]


def test_a_mail_is_not_sent_when_nothing_waits_any_more(at_minato, ben, on, waits):
    it = waits(MONDAY)
    (mail,) = guard.watch(at_minato)
    Application.objects.filter(pk=it.pk).update(stage=Stage.WITHDRAWN)

    for render in (due, late, week):
        with pytest.raises(personal.Gone):
            render(mail)


def test_a_late_mail_becomes_a_due_one_when_the_late_ones_were_answered(at_minato, ben, on, waits):
    waits(MONDAY)
    (mail,) = guard.watch(at_minato)

    assert late(mail).subject == due(mail).subject


# --- the rules ------------------------------------------------------------------------------------------------------


def test_rules_are_the_defaults_until_somebody_changes_them(at_minato, ada):
    before = guard.rules_of()

    guard.change_rules({"escalate_days": 5, "closing": "draft", "closing_days": 20}, by=user_actor(ada.pk))

    now = guard.rules_of()
    assert (before.pk, before.escalate_days, before.closing) == (None, 3, "off")
    assert (now.escalate_days, now.closing, now.closing_days, now.chosen_by_id) == (5, "draft", 20, ada.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"escalate_days": 0, "closing": "off", "closing_days": 10},
        {"escalate_days": 21, "closing": "off", "closing_days": 10},
        {"escalate_days": 3, "closing": "off", "closing_days": 4},
        {"escalate_days": 3, "closing": "always", "closing_days": 10},
    ],
)
def test_rules_that_make_no_sense_are_refused(at_minato, ada, wrong):
    with pytest.raises(Refused):
        guard.change_rules(wrong, by=user_actor(ada.pk))

    assert not GuardRules.objects.exists()


# --- the tasks ------------------------------------------------------------------------------------------------------


def test_a_round_of_all_companies_is_queued_on_business_days_alone(minato, komorebi, operator_company, on):
    from procrastinate.contrib.django.models import ProcrastinateJob

    for day in (MONDAY, date(2026, 11, 3)):
        rounds.watch_answers(int(at(day).timestamp()))

    jobs = ProcrastinateJob.objects.filter(task_name="notices.watch_answers_of").values_list("args", flat=True)
    assert [job["company_id"] for job in jobs] == [minato.pk, komorebi.pk]


def test_a_task_runs_twice_without_harm(minato, ben, waits):
    with acting_for(minato.pk):
        waits(MONDAY)

    for _time in range(2):
        rounds.watch_answers_of(company_id=minato.pk)
        rounds.count_promises_of(company_id=minato.pk)

    assert kinds() == [("Ben", K.STAFF_WEEK)]


# --- nobody is ever silent ------------------------------------------------------------------------------------------

ACTS = st.sampled_from(["nothing", "nothing", "nothing", "decide", "tell", "longer", "advance", "new", "fails", "rest"])


@run_with(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    acts=st.lists(ACTS, min_size=20, max_size=70),
    mode=st.sampled_from(GuardRules.Closing.values),
)
def test_no_application_is_ever_silent(minato, ada, ben, time_machine, start, acts, mode):
    """Over months of any days, whatever people do or leave: whoever waits has a day, and somebody heard of it in time."""
    with transaction.atomic():
        with acting_for(minato.pk):
            time_machine.move_to(at(start).astimezone(UTC), tick=False)
            guard.change_rules({"escalate_days": 3, "closing": mode, "closing_days": 5}, by=user_actor(ada.pk))
            for number, act in enumerate(acts):
                day = start + timedelta(days=number)
                time_machine.move_to(at(day).astimezone(UTC), tick=False)
                do(act, ben)
                closings.draft_closings(minato)
                guard.watch(minato)
                nobody_is_silent(day)
        transaction.set_rollback(True)


def do(act: str, ben) -> None:
    """What a day in a house may bring; a refusal is an answer."""
    by = user_actor(ben.pk)
    it = Application.objects.filter(stage__in=guard.WAITING).order_by("?").first()
    try:
        match act, it:
            case ("new", _) | (_, None):
                ApplicationFactory(stage=Stage.APPLIED, applied_on=timezone.localdate(), promised_on=None)
            case "decide", _:
                candidates.decide(it, Stage.REJECTED, by=by, reason=Reason.SKILLS)
            case "tell", _:
                tell(it, by)
            case "longer", _:
                delays.need_longer(it, add_business_days(timezone.localdate(), 8), "社内の日程のため", by=by)
            case "advance", _:
                candidates.advance(it, Stage.INTERVIEWING, by=by)
            case "fails", _:
                Message.objects.filter(state=MessageState.HELD).update(state=MessageState.FAILED)
    except Refused:
        pass


def tell(it: Application, by) -> None:
    draft = actions.draft_notice(candidates.decide(it, Stage.REJECTED, by=by, reason=Reason.SKILLS), by=by)
    actions.release([actions.check_message(draft, by=by)], by=by)


def nobody_is_silent(day: date) -> None:
    """Everybody who waits has a promised day; everybody overdue was told of to somebody, and not weeks ago."""
    if not is_business_day(day):
        return
    assert not guard.waiting().filter(promised_on=None).exists()
    overdue = [one for one in guard.items(day) if one.is_over]
    taken = set(GuardStep.objects.values_list("application_id", "kind", "promised_on"))
    for one in overdue:
        assert (one.pk, "late", one.promised_on) in taken
        assert one.left > -3 or (one.pk, "escalated", one.promised_on) in taken
    if overdue:
        last = max(PersonalMail.objects.filter(kind__in=guard.MAILS).values_list("data__day", flat=True))
        assert day - date.fromisoformat(last) <= timedelta(days=12)  # a week, and the turn of the year
    for one in PersonalMail.objects.filter(kind__in=guard.MAILS).values("to_user", "data__day").distinct():
        assert PersonalMail.objects.filter(kind__in=guard.MAILS, **one).count() == 1


def test_what_the_guard_drafts_is_never_decided_by_itself_while_the_owner_did_not_choose_so(
    at_minato, ada, ben, on, waits
):
    waits(date(2026, 11, 4))
    guard.change_rules({"escalate_days": 3, "closing": "draft", "closing_days": 5}, by=user_actor(ada.pk))

    rounds_until(at_minato, on, date(2026, 11, 4), date(2026, 12, 28))

    assert Closing.objects.get().state == "proposed"
    assert Application.objects.get().stage == Stage.SCREENING
    assert not Message.objects.exists()
