"""The harassment desk and its separate store, and complaints with a due day and an outcome (LEGAL H-01, M-10)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, operator, person
from career_relay.companies import complaints, desks, reports
from career_relay.companies.models import Company, Complaint, ConductRules, DeskKeeper, HarassmentReport, Membership
from career_relay.companies.roles import Role
from career_relay.companies.tasks import watch_desk_of
from career_relay.notices import desk_mails
from career_relay.notices.hours import next_open
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, _where
from career_relay.positions.actions import publish_position
from career_relay.positions.states import State
from tests.factories.companies import CompanyFactory, MembershipFactory, UserFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

TODAY = timezone.localdate
WORDS = complaints.Words("answer", "三週間お返事がありません", "海野 葵", "umino@mail.example")
TOLD = reports.Told(
    "sexual", "面接で容姿について言われました", when_where="10月1日 本社", reply_to="umino@mail.example"
)


def staff(minato, role, name="Vic"):
    return MembershipFactory(company=minato, role=role, user=UserFactory(name=name))


def complained(minato, words=WORDS, **more) -> Complaint:
    with company(minato.pk):
        return complaints.complain(minato, words, by=SYSTEM, **more)


def reported(minato, told=TOLD) -> HarassmentReport:
    with company(minato.pk):
        return reports.report(minato, told, by=SYSTEM)


# --- what is published ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["desk", "rules", "unpublished"])
def test_a_company_without_a_desk_publishes_no_position(minato, ada, missing):
    if missing == "desk":
        Company.objects.filter(pk=minato.pk).update(harassment_desk=" ")
    elif missing == "rules":
        ConductRules.objects.filter(company=minato).delete()
    else:
        ConductRules.objects.filter(company=minato).update(published_at=None)

    with company(minato.pk), pytest.raises(Refused) as refusal:
        publish_position(PositionFactory(state=State.DRAFT), circles=[], by=user_actor(ada.pk))

    assert refusal.value.code == "DESK_MISSING"


def test_rules_are_published_whole_or_not_at_all(minato, ada):
    ConductRules.objects.filter(company=minato).delete()
    words = desks.proposal()

    with company(minato.pk):
        for gap in ({**words, "place": " "}, {}):
            with pytest.raises(Refused):
                desks.publish_conduct(minato, gap, desk="03-0000-0000", by=user_actor(ada.pk))
        with pytest.raises(Refused):
            desks.publish_conduct(minato, words, desk=" ", by=user_actor(ada.pk))
        assert desks.conduct_of(minato.pk) is None

        for place in ("会社", "本社"):
            desks.publish_conduct(minato, {**words, "place": place}, desk="社外窓口", by=user_actor(ada.pk))
        assert desks.conduct_of(minato.pk).place == "本社"


# --- who keeps the desk ----------------------------------------------------------------------------------------------------


def test_the_owners_keep_the_desk_until_somebody_is_named(minato, ada, ben):
    legal = staff(minato, Role.VIEWER)
    owner = Membership.objects.get(user=ada)
    with company(minato.pk):
        assert desks.keepers(minato) == [owner]

        assert desks.name_keepers(minato, [legal], by=user_actor(ada.pk)) == [legal]
        assert (desks.may_read_reports(legal), desks.may_read_reports(owner)) == (True, False)
        assert desks.name_keepers(minato, [], by=user_actor(ada.pk)) == [owner]


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.RECRUITER])
def test_whoever_rates_people_cannot_keep_the_desk(minato, ada, role):
    rater = staff(minato, role)

    with company(minato.pk), pytest.raises(Refused):
        desks.name_keepers(minato, [rater], by=user_actor(ada.pk))


def test_a_stranger_cannot_keep_the_desk(minato, komorebi, ada):
    with company(minato.pk), pytest.raises(Refused):
        desks.name_keepers(minato, [staff(komorebi, Role.OWNER)], by=user_actor(ada.pk))


def test_a_keeper_who_becomes_an_interviewer_reads_no_more(minato, ada):
    legal = staff(minato, Role.VIEWER)
    with company(minato.pk):
        desks.name_keepers(minato, [legal], by=user_actor(ada.pk))
        Membership.objects.filter(pk=legal.pk).update(role=Role.INTERVIEWER)

        assert desks.may_read_reports(Membership.objects.get(pk=legal.pk)) is False


# --- reports -----------------------------------------------------------------------------------------------------------------


def test_a_report_is_sealed_in_its_own_store(minato):
    found = reported(minato)

    with company(minato.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT words || when_where || reply_to FROM companies_harassmentreport WHERE id = %s", [found.pk]
        )
        stored = cursor.fetchone()[0]
        log = AuditEvent.objects.filter(event="companies.report_received").values_list("data", "actor_id")
        assert list(log) == [({}, None)]
    assert "容姿" not in stored
    assert "umino" not in stored
    assert {one.name for one in HarassmentReport._meta.fields} & {"person", "candidate", "application"} == set()


def test_a_report_is_told_to_its_keepers_and_to_nobody_else(minato, ada, ben):
    legal = staff(minato, Role.VIEWER)
    with company(minato.pk):
        desks.name_keepers(minato, [legal], by=user_actor(ada.pk))

    reported(minato)

    told = PersonalMail.objects.filter(kind="staff_complaint")
    assert [one.to_user for one in told] == [legal.user]
    with company(minato.pk):
        said = desk_mails.waiting(told.get())
    assert "容姿" not in said.text + said.subject


def test_a_mail_to_somebody_who_keeps_the_desk_no_more_is_not_sent(minato, ada):
    legal = staff(minato, Role.VIEWER)
    with company(minato.pk):
        desks.name_keepers(minato, [legal], by=user_actor(ada.pk))
        reports.report(minato, TOLD, by=SYSTEM)
        desks.name_keepers(minato, [], by=user_actor(ada.pk))

        with pytest.raises(Gone):
            desk_mails.waiting(PersonalMail.objects.get(kind="staff_complaint"))


@pytest.mark.parametrize("bad", [{"kind": "gossip"}, {"wish": "revenge"}, {"words": " "}, {"words": "あ" * 4_001}])
def test_a_report_that_says_nothing_is_refused(minato, bad):
    told = {"kind": "power", "words": "怒鳴られました", **bad}

    with pytest.raises(Refused):
        reported(minato, reports.Told(**told))


def test_a_report_has_a_clock_of_its_own(minato, ada):
    found = reported(minato)

    for days in (1, 10, 10, 31):
        watch_desk_of(company_id=minato.pk, day=(TODAY() + timedelta(days=days)).isoformat())

    assert found.due_on == TODAY() + timedelta(days=30)
    steps = [one.data["step"] for one in PersonalMail.objects.filter(kind="staff_complaint").order_by("pk")]
    assert (steps[0], steps.count("answer")) == ("new", 1)


def test_a_report_ends_with_words_and_a_name(minato, ada):
    found = reported(minato)
    with company(minato.pk):
        for empty in (reports.answer_report, reports.close_report):
            with pytest.raises(Refused):
                empty(found, " ", by=user_actor(ada.pk))
        with pytest.raises(Refused):
            reports.close_report(found, "調査しました", by=SYSTEM)

        reports.answer_report(found, "お話を伺いたく存じます", by=user_actor(ada.pk))
        closed = reports.close_report(found, "面接官を交代しました", by=user_actor(ada.pk))
        with pytest.raises(Refused):
            reports.answer_report(found, "追伸", by=user_actor(ada.pk))

    assert (closed.outcome, closed.handled_by) == ("面接官を交代しました", ada)


# --- complaints ------------------------------------------------------------------------------------------------------------------


def test_a_complaint_has_a_due_day_and_its_writer_a_mail_with_a_link(minato, ben):
    found = complained(minato)

    assert found.due_on == TODAY() + timedelta(days=14)
    mail = PersonalMail.objects.get(kind="complaint_received")
    with company(minato.pk):
        said = desk_mails.received(mail)
        assert _where(mail) == ("umino@mail.example", "ja")
    assert f"/complain/minato/{found.public_id}/{complaints.code_of(found.public_id)}/" in said.text
    assert "三週間" not in said.text


def test_a_complaint_needs_a_name_and_an_outcome_to_close(minato, ben):
    found = complained(minato)
    with company(minato.pk):
        with pytest.raises(Refused):
            complaints.close_complaint(found, " ", by=user_actor(ben.pk))
        with pytest.raises(Refused):
            complaints.close_complaint(found, "お返事しました", by=SYSTEM)
        with pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=found.pk).update(closed_at=timezone.now())

        complaints.answer_complaint(found, "お待たせし申し訳ございません", by=user_actor(ben.pk))
        closed = complaints.close_complaint(found, "その日のうちにお返事した", by=user_actor(ben.pk))

    assert (closed.handled_by, closed.closed_at is not None) == (ben, True)
    assert PersonalMail.objects.filter(kind="complaint_answered").count() == 1


@pytest.mark.parametrize("bad", [{"topic": "weather"}, {"words": "\n"}, {"words": "あ" * 4_001}])
def test_a_complaint_that_says_nothing_is_refused(minato, bad):
    said = {"topic": "mail", "words": "届き続けます", **bad}

    with pytest.raises(Refused):
        complained(minato, complaints.Words(**said))


def test_one_network_writes_only_so_much_in_an_hour(minato):
    said = complaints.Words("mail", "届き続けます", origin="a" * 64)
    for _each in range(complaints.PER_NETWORK):
        complained(minato, said)

    with pytest.raises(complaints.TooMany):
        complained(minato, said)
    complained(minato, complaints.Words("mail", "別の場所から", origin="b" * 64))


def test_what_the_operator_was_told_the_company_never_sees(minato, operator_company, kim):
    with company(operator_company.pk):
        complaints.complain(operator_company, WORDS, by=SYSTEM, about=minato, person_id=kim)
    complained(minato)

    with company(minato.pk):
        assert Complaint.objects.count() == 1
    with operator():
        assert [one.about for one in complaints.complaints_to_operator()] == [minato]
        assert Complaint.objects.count() == 1
    with person(kim):
        assert Complaint.objects.count() == 1
    with person(prove("lee@mail.example")):
        assert Complaint.objects.count() == 0


def test_the_operators_staff_hear_of_a_complaint_to_the_operator(minato, operator_company):
    otto = UserFactory(email="otto@chamber.example", is_operator=True)
    with company(operator_company.pk):
        complaints.complain(operator_company, WORDS, by=SYSTEM, about=minato)
        mail = PersonalMail.objects.get(kind="staff_complaint")

        assert (mail.to_user, _where(mail)[0]) == (otto, "otto@chamber.example")
        assert "/console/desks/" in desk_mails.waiting(mail).text


def test_a_complaint_that_waits_is_told_three_days_before_and_on_its_day(minato, ben):
    complained(minato)

    for days in (10, 11, 12, 14):
        watch_desk_of(company_id=minato.pk, day=(TODAY() + timedelta(days=days)).isoformat())

    told = PersonalMail.objects.filter(kind="staff_complaint", to_user=ben).order_by("pk")
    assert [one.data["step"] for one in told] == ["new", "soon", "due"]


def test_the_register_of_complaints_has_due_day_and_outcome(minato, ben):
    found = complained(minato)
    with company(minato.pk):
        complaints.close_complaint(found, "お返事しました", by=user_actor(ben.pk))
        [headings, row] = complaints.register(complaints.complaints())

    assert (len(headings), len(row), row[6], row[7]) == (9, 9, "お返事しました", "Ben")


def test_a_code_fits_only_its_own_complaint(minato):
    one, other = complained(minato), complained(CompanyFactory())

    assert complaints.is_code(one.public_id, complaints.code_of(one.public_id))
    assert not complaints.is_code(one.public_id, complaints.code_of(other.public_id))
    assert not complaints.is_code(one.public_id, "")


# --- contact hours -----------------------------------------------------------------------------------------------------------------


def test_what_is_written_at_half_past_eleven_arrives_at_eight(settings):
    settings.QUIET_HOURS = True
    tokyo = ZoneInfo("Asia/Tokyo")

    late = next_open(datetime(2026, 11, 25, 23, 30, tzinfo=tokyo))

    assert late == datetime(2026, 11, 26, 8, 0, tzinfo=tokyo)


def test_keepers_of_one_company_are_not_those_of_another(minato, komorebi, ada):
    with company(minato.pk):
        desks.name_keepers(minato, [staff(minato, Role.VIEWER)], by=user_actor(ada.pk))

    with company(komorebi.pk):
        assert DeskKeeper.objects.count() == 0
