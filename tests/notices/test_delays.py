"""“We need longer”: once kindly, once more with a reason, and then it is time to decide."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.business_days import add_business_days
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions as candidates
from career_relay.candidates.states import Reached, Reason, SourceKind, Stage
from career_relay.notices import delays, personal
from career_relay.notices.delivery import address_hash
from career_relay.notices.models import Delay, PersonalMail, Suppression
from career_relay.notices.states import MessageState, PersonalKind, Scope
from tests.factories.candidates import ApplicationFactory, CandidateFactory

TODAY = date(2026, 11, 10)
LATER = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def tuesday_morning(time_machine):
    time_machine.move_to(datetime(2026, 11, 10, 1, 0, tzinfo=UTC), tick=False)  # 10:00 in Japan


@pytest.fixture
def waits(at_minato):
    def make(**fields):
        return ApplicationFactory(**{"stage": Stage.SCREENING, "promised_on": date(2026, 11, 12), **fields})

    return make


def words(delay: Delay) -> str:
    said = delays.longer(PersonalMail.objects.get(pk=delay.mail_ref))
    return f"{said.subject}\n{said.text}"


def test_a_later_day_is_told_after_the_hold(waits, by_ben):
    it = waits()

    delay = delays.need_longer(it, LATER, by=by_ben)

    it.refresh_from_db()
    mail = PersonalMail.objects.get(kind=PersonalKind.LONGER)
    assert (it.promised_on, delay.before, delay.is_written) == (LATER, date(2026, 11, 12), True)
    assert mail.send_after - timezone.now() == timedelta(minutes=10)
    assert mail.data == {"company": it.company_id, "delay": delay.pk}


def test_the_mail_says_sorry_the_day_and_the_reason_and_nothing_of_advertising(waits, by_ben):
    it = waits(position_title="法人営業")

    said = words(delays.need_longer(it, LATER, "面接官の日程", by=by_ben))

    assert "Dear キム 美咲" in said or "キム 美咲様" in said
    for part in ("キム 美咲", "法人営業", "12", "17", "面接官の日程", "/go/minato"):
        assert part in said


def test_who_was_promised_an_earlier_day_is_told_that_it_was_not_kept(waits, by_ben):
    it = waits(promised_on=TODAY - timedelta(days=5))

    said = words(delays.need_longer(it, LATER, by=by_ben))

    assert "守ることができませんでした" in said


def test_the_second_time_needs_a_reason_and_a_third_there_is_not(waits, by_ben):
    it = waits()
    delays.need_longer(it, LATER, by=by_ben)

    with pytest.raises(Refused) as second:
        delays.need_longer(it, date(2026, 11, 18), " ", by=by_ben)
    delays.need_longer(it, date(2026, 11, 18), "役員の日程のため", by=by_ben)
    with pytest.raises(Refused) as third:
        delays.need_longer(it, date(2026, 11, 19), "役員の日程のため", by=by_ben)

    assert (second.value.code, third.value.code) == ("REASON", "MOVED_TWICE")
    assert Delay.objects.count() == 2


def test_another_step_of_the_selection_counts_anew(waits, by_ben):
    it = waits(reached=Reached.DOCUMENT)
    for day in (17, 18):
        delays.need_longer(it, date(2026, 11, day), "日程のため", by=by_ben)

    moved = candidates.advance(it, Stage.INTERVIEWING, by=by_ben)

    assert delays.need_longer(moved, date(2026, 11, 20), by=by_ben).reason == ""


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 12),  # the same
        date(2026, 11, 11),  # earlier
        date(2026, 11, 14),  # a Saturday
        date(2026, 11, 23),  # a holiday
        date(2027, 1, 1),
        add_business_days(TODAY, 21),
        date(9999, 12, 31),
    ],
)
def test_a_day_that_is_none_is_refused(waits, by_ben, day):
    it = waits()

    with pytest.raises(Refused):
        delays.need_longer(it, day, by=by_ben)

    it.refresh_from_db()
    assert it.promised_on == date(2026, 11, 12)
    assert not PersonalMail.objects.exists()


def test_a_reason_about_protected_matters_is_refused(waits, by_ben):
    with pytest.raises(Refused):
        delays.need_longer(waits(), LATER, "ご家族の職業を確認しているため", by=by_ben)


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.WITHDRAWN, Stage.HIRED, Stage.OFFERED])
def test_a_decided_application_needs_no_longer(waits, by_ben, stage):
    with pytest.raises(Refused):
        delays.need_longer(waits(stage=stage), LATER, by=by_ben)


def test_a_person_an_agency_brought_is_not_written_to(waits, by_ben):
    candidate = CandidateFactory(protected_until=date(2027, 5, 1), protected_by="ブリッジ人材")
    it = waits(candidate=candidate, source=SourceKind.AGENCY, protected_until=date(2027, 5, 1))

    delay = delays.need_longer(it, LATER, by=by_ben)

    it.refresh_from_db()
    assert (it.promised_on, delay.is_written) == (LATER, False)
    assert not PersonalMail.objects.exists()
    assert "エージェントを通じて" in delays.said_of(delay)


def test_no_address_and_a_dead_address_are_not_written_to_but_one_without_news_is(waits, by_ben):
    none, dead, quiet = (
        waits(candidate=CandidateFactory(email="")),
        waits(candidate=CandidateFactory(email="dead@mail.example")),
        waits(candidate=CandidateFactory(email="quiet@mail.example")),
    )
    Suppression.objects.create(address_hash=address_hash("dead@mail.example"), scope=Scope.ALL, reason="bounced")
    Suppression.objects.create(
        address_hash=address_hash("quiet@mail.example"), scope=Scope.ADVERTISING, reason="unsubscribed"
    )

    written = [delays.need_longer(one, LATER, by=by_ben).is_written for one in (none, dead, quiet)]

    assert written == [False, False, True]


def test_it_can_be_taken_back_while_it_is_held(waits, by_ben):
    it = waits()
    delay = delays.need_longer(it, LATER, by=by_ben)

    delays.take_back_delay(delay, by=by_ben)

    it.refresh_from_db()
    assert it.promised_on == date(2026, 11, 12)
    assert PersonalMail.objects.get().state == MessageState.CANCELLED
    with pytest.raises(personal.Gone):
        words(delay)
    assert delays.need_longer(it, LATER, by=by_ben).is_written  # and it does not count


def test_what_has_left_stays(waits, by_ben):
    it = waits()
    delay = delays.need_longer(it, LATER, by=by_ben)
    PersonalMail.objects.update(state=MessageState.ACCEPTED)

    with pytest.raises(Refused):
        delays.take_back_delay(delay, by=by_ben)

    it.refresh_from_db()
    assert it.promised_on == LATER


def test_the_mail_is_not_sent_when_it_no_longer_holds(waits, by_ben):
    decided, renamed = waits(), waits()
    first, second = (delays.need_longer(one, LATER, by=by_ben) for one in (decided, renamed))

    candidates.decide(decided, Stage.REJECTED, by=by_ben, reason=Reason.SKILLS)
    candidates.promise(renamed, date(2026, 11, 13), by=by_ben)

    for one in (first, second):
        with pytest.raises(personal.Gone):
            words(one)


def test_erasing_the_person_erases_their_days(waits, by_ben):
    it = waits()
    delays.need_longer(it, LATER, by=by_ben)

    it.candidate.delete()

    assert not Delay.objects.exists()


def test_the_mail_reaches_the_applicant_in_the_name_of_the_company(minato, ben, settings, smtp_sink):
    settings.NOTICE_HOLD_SECONDS = 0
    with acting_for(minato.pk):
        it = ApplicationFactory(stage=Stage.SCREENING, promised_on=date(2026, 11, 12))
        delay = delays.need_longer(it, LATER, by=user_actor(ben.pk))

    personal.deliver(delay.mail_ref)

    [arrived] = smtp_sink.to(it.candidate.email)
    assert "2026年11月17日" in arrived.body("plain")
    assert "株式会社ミナトソフト" in arrived.message["From"]


def test_who_applied_in_english_is_told_in_english(waits, by_ben):
    it = waits()
    PersonalMail.objects.create(
        kind=PersonalKind.APPLIED, subject_ref=it.pk, data={"company": it.company_id}, language="en"
    )

    delays.need_longer(it, LATER, by=by_ben)

    assert PersonalMail.objects.get(kind=PersonalKind.LONGER).language == "en"
